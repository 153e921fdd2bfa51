/* SPDX-License-Identifier: EUPL-1.2 */
/* The locked file at a terminal: a passphrase that nobody sees, asked for again when it was mistyped. */
#include "tests/unit/test.h"

#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "harness.h"
#include "town.h"

#define PATIENCE_MS 30000

static int terminal;
static struct str seen = STR_INIT;

static pid_t start(const char *verb, const char *file, const char *user)
{
	pid_t pid = forkpty(&terminal, NULL, NULL, NULL);

	if (pid == 0) {
		unsetenv("FOOTHOLD_PASSPHRASE_FILE");
		execl(harness_program(), "foothold", verb, "--db", file, user ? "--user" : (char *)NULL, user, (char *)NULL);
		_exit(127);
	}
	assert_true(pid > 0);
	str_clear(&seen);
	return pid;
}

static pid_t start_locked(const char *file)
{
	return start("today", file, "A. Berg");
}

/* Reads until the terminal has shown `text` since the last call, or `pid` is gone. */
static bool shows(const char *text)
{
	struct pollfd ready = { .fd = terminal, .events = POLLIN };
	char piece[512];
	ssize_t n = 1;

	while (!strstr(str_get(&seen), text) && n > 0 && poll(&ready, 1, PATIENCE_MS) > 0) {
		n = read(terminal, piece, sizeof piece);
		if (n > 0)
			str_addn(&seen, piece, (size_t)n);
	}
	return strstr(str_get(&seen), text) != NULL;
}

static void type_line(const char *line)
{
	str_clear(&seen);
	assert_int_equal(write(terminal, line, strlen(line)), strlen(line));
	assert_int_equal(write(terminal, "\r", 1), 1);
}

static int ended(pid_t pid)
{
	int status = 0;

	while (shows("this is never shown"))
		continue;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(terminal);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void mistyped_and_typed(void **state)
{
	pid_t pid = start_locked(town_new());

	(void)state;
	assert_true(shows("Passphrase"));
	type_line("correct horse battery stable");
	assert_true(shows("does not open the file"));
	assert_true(shows("Passphrase"));
	assert_null(strstr(str_get(&seen), "horse"));
	type_line("correct horse battery staple");
	assert_true(shows("Nobody waits"));
	assert_null(strstr(str_get(&seen), "horse"));
	assert_int_equal(ended(pid), 0);
}

static void asked_five_times_at_most(void **state)
{
	pid_t pid = start_locked(town_new());

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_true(shows("Passphrase"));
		type_line("not this one");
	}
	assert_int_equal(ended(pid), 1);
}

/* Where several open the file a name is asked as well; a passphrase that was given out leads to one verb alone. */
static void a_name_and_a_first_passphrase(void **state)
{
	const char *file = town_new();
	char *out, *first, *end;
	pid_t pid;

	(void)state;
	out = TOWN_RUN("users", "add", "Lind", "--role", "desk");
	first = strstr(out, "shown this once: ");
	assert_non_null(first);
	first += strlen("shown this once: ");
	end = strchr(first, '\n');
	assert_non_null(end);
	*end = '\0';
	pid = start("today", file, NULL);
	assert_true(shows("Name ["));
	type_line("lind");
	assert_true(shows("Passphrase of lind"));
	type_line(first);
	assert_true(shows("Choose one that only you know"));
	assert_int_equal(ended(pid), 1);
	pid = start("passphrase", file, "Lind");
	assert_true(shows("Passphrase of Lind"));
	type_line(first);
	assert_true(shows("New passphrase"));
	type_line("four words of mine alone");
	assert_true(shows("once more"));
	type_line("four words of mine alone");
	assert_true(shows("new passphrase opens the file"));
	assert_null(strstr(str_get(&seen), "mine"));
	assert_int_equal(ended(pid), 0);
	pid = start("today", file, "Lind");
	assert_true(shows("Passphrase"));
	type_line("four words of mine alone");
	assert_true(shows("Nobody waits"));
	assert_int_equal(ended(pid), 0);
	free(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistyped_and_typed),
		cmocka_unit_test(asked_five_times_at_most),
		cmocka_unit_test(a_name_and_a_first_passphrase),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
