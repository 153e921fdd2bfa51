/* SPDX-License-Identifier: EUPL-1.2 */
/* lp as it may behave: takes all, takes a part, says a lot, says nothing, never ends; and what is left of it afterwards. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "paper/printer.h"

#define LARGE (1 << 20)          /* more than any pipe holds */

static char folder[] = "/tmp/foothold-printer-XXXXXX";
static char *large;

static void lp_is(const char *script)
{
	char *path = mem_fmt("%s/lp", folder);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s\n", script);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	free(path);
}

/* No child is left behind, whatever came of it. */
static void nobody_is_left(void)
{
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void refused(const char *script, const char *words)
{
	struct err err = { .text = "" };
	int64_t began = clock_ticks_ms();

	lp_is(script);
	assert_int_equal(printer_send(NULL, large, LARGE, &err), ST_IO);
	if (!strstr(err.text, words))
		fail_msg("%s: %s", script, err.text);
	assert_true(strlen(err.text) < sizeof(err.text) - 1);
	assert_true(clock_ticks_ms() - began < 5000);
	nobody_is_left();
}

static int64_t size_of(const char *name)
{
	char *path = mem_fmt("%s/%s", folder, name);
	struct stat info;
	int rc = stat(path, &info);

	free(path);
	return rc == 0 ? (int64_t)info.st_size : -1;
}

static void all_arrives(void **state)
{
	struct err err = { .text = "" };

	(void)state;
	lp_is("cat >\"$(dirname \"$0\")/job\"; echo \"$*\" >\"$(dirname \"$0\")/asked\"");
	assert_int_equal(printer_send("upstairs", large, LARGE, &err), ST_OK);
	assert_int_equal(size_of("job"), LARGE);
	nobody_is_left();
	assert_int_equal(printer_send(NULL, "", 0, &err), ST_OK);
	assert_int_equal(size_of("job"), 0);
}

static void it_slowly_takes_all(void **state)
{
	struct err err = { .text = "" };

	(void)state;
	lp_is("while dd bs=65536 count=4 of=/dev/null 2>&1 | grep -q '^[1-9]'; do sleep 0.1; done");
	assert_int_equal(printer_send(NULL, large, LARGE, &err), ST_OK);
	nobody_is_left();
}

static void it_breaks_off(void **state)
{
	(void)state;
	refused("exit 1", "did not say why");
	refused("head -c 1000 >/dev/null; exit 1", "did not say why");
	refused("kill -9 $$", "did not say why");
	refused("head -c 1000 >/dev/null; echo 'lp: The printer or class does not exist.' >&2; exit 1", "no printer of this name");
}

/* What it says without end neither stops us nor comes whole into a sentence. */
static void it_says_a_lot(void **state)
{
	(void)state;
	refused("yes 'lp: not today' | head -c 500000 >&2; cat >/dev/null; exit 1", "not today");
	refused("yes x | tr -d '\\n' | head -c 500000 >&2; cat >/dev/null; exit 1", "xxx");
}

static void it_never_ends(void **state)
{
	(void)state;
	printer_patience(300);
	refused("exec sleep 60", "takes nothing and says nothing");
	refused("exec sleep 60 <&-", "Nothing was printed");
	refused("cat >/dev/null; exec sleep 60", "takes nothing and says nothing");
	printer_patience(0);
}

/* It never sees the end of what is given up, so it prints no half paper. */
static void what_is_abandoned_is_not_printed(void **state)
{
	struct printer *printer;
	struct err err = { .text = "" };

	(void)state;
	lp_is("cat >\"$(dirname \"$0\")/half\" && touch \"$(dirname \"$0\")/printed\"");
	assert_int_equal(printer_open(NULL, &printer, &err), ST_OK);
	assert_int_equal(printer_write(printer, large, 100000, &err), ST_OK);
	printer_abandon(printer);
	printer_abandon(NULL);
	nobody_is_left();
	usleep(200000);
	assert_int_equal(size_of("printed"), -1);
}

static void names_that_are_none(void **state)
{
	static const char *const names[] = { "-h", "a b", "a#b", "a?b", "'", "\"", "a\\b", "a\nb", "\t" };
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		err_clear(&err);
		assert_int_equal(printer_send(names[i], "x", 1, &err), ST_INVALID);
	}
}

static void no_lp_at_all(void **state)
{
	char *path = mem_fmt("%s/lp", folder);
	struct err err = { .text = "" };

	(void)state;
	assert_int_equal(unlink(path), 0);
	setenv("PATH", folder, 1);
	assert_int_equal(printer_send(NULL, "x", 1, &err), ST_NOTFOUND);
	assert_non_null(strstr(err.text, "no program lp"));
	nobody_is_left();
	free(path);
}

static int begin(void **state)
{
	char *path;

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	path = mem_fmt("%s:%s", folder, getenv("PATH"));
	setenv("PATH", path, 1);
	free(path);
	large = mem_alloc(LARGE);
	memset(large, 'x', LARGE);
	return 0;
}

static int end(void **state)
{
	char *command = mem_fmt("/bin/rm -rf %s", folder);
	int rc = system(command);

	(void)state;
	free(command);
	free(large);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_arrives), cmocka_unit_test(it_slowly_takes_all), cmocka_unit_test(it_breaks_off),
		cmocka_unit_test(it_says_a_lot), cmocka_unit_test(it_never_ends),
		cmocka_unit_test(what_is_abandoned_is_not_printed), cmocka_unit_test(names_that_are_none),
		cmocka_unit_test(no_lp_at_all),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
