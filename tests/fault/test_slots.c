/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The ground gives way while a passphrase is changed, at every single call: the
 * new one opens the file once that was said, and until then the old one or the
 * new one does; nobody is ever locked out, and nothing saved is lost.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/secret.h"
#include "desk.h"
#include "faults.h"

static char *words_file(int n)
{
	char *path = mem_fmt("%s/words-%d", desk_folder, n);
	FILE *f;

	/* Written once: another program may be reading it. */
	if (!access(path, F_OK))
		return path;
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fchmod(fileno(f), 0600), 0);
	fprintf(f, "the %dth horse takes the battery\n", n);
	fclose(f);
	return path;
}

static enum status open_by(int n, struct store **store)
{
	char *words = words_file(n);
	struct vault_options options = { .path = desk_path, .passphrase_file = words };
	struct err err;
	enum status st;

	err_clear(&err);
	st = store_open(&options, store, &err);
	free(words);
	return st;
}

/* From the passphrase of number `from` to that of number `to`. */
static enum status change(struct store *store, int to, struct err *err)
{
	char *words = words_file(to);
	struct secret *fresh = NULL;
	enum status st = secret_read(words, &fresh, err);

	if (st == ST_OK)
		st = store_passphrase(store, fresh, err);
	secret_free(fresh);
	free(words);
	return st;
}

enum { UNKNOWN = 2 };          /* the program died before it could say */

/* ST_OK when it said so, another status when it said that, UNKNOWN when it was killed; `calls` when it was not. */
static int change_with(const struct fault_plan *plan, int from, int to, long *calls)
{
	struct { int st; long calls; } said = { -UNKNOWN, 0 };
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct store *store = NULL;
		struct err err;

		if (open_by(from, &store) != ST_OK)
			_exit(9);
		err_clear(&err);
		faults_arm(plan);
		said.st = (int)change(store, to, &err);
		said.calls = faults_disarm();
		if (said.st != ST_OK && !*err.text)
			_exit(8);
		if (write(ends[1], &said, sizeof(said)) != (ssize_t)sizeof(said))
			_exit(7);
		_exit(0);
	}
	close(ends[1]);
	if (read(ends[0], &said, sizeof(said)) < 0)
		fail();
	close(ends[0]);
	assert_true(waitpid(pid, &status, 0) == pid);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	*calls = said.calls;
	return said.st;
}

/* Which of the two opens the file; what was saved stands. */
static int who_opens(int old, int fresh)
{
	struct store *store = NULL;
	int who = fresh;

	if (open_by(fresh, &store) != ST_OK) {
		who = old;
		if (open_by(old, &store) != ST_OK)
			fail_msg("neither the old passphrase nor the new one opens the file");
	}
	assert_int_equal(desk_people(store), 1);
	store_close(store);
	return who;
}

static void fault_everywhere(struct fault_plan plan)
{
	struct store *store = desk_open();
	int now = 1, points = 0;
	long calls = 0;

	assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
	assert_int_equal(change(store, now, NULL), ST_OK);
	store_close(store);
	for (plan.at = 1;; plan.at++, plan.seed++, points++) {
		int old = now, said = change_with(&plan, old, old + 1, &calls);

		now = who_opens(old, old + 1);
		if (said == ST_OK) {
			assert_int_equal(now, old + 1);
			assert_int_not_equal(open_by(old, &store), ST_OK);
			if (calls < plan.at)
				break;
		}
		assert_true(plan.at < 200);
	}
	print_message("%d points\n", points);
	assert_true(points >= 4);
}

static void killed(void **state)
{
	(void)state;
	fault_everywhere((struct fault_plan){ .kind = FAULT_KILL });
}

static void torn(void **state)
{
	(void)state;
	fault_everywhere((struct fault_plan){ .kind = FAULT_TEAR });
}

static void power_lost(void **state)
{
	(void)state;
	fault_everywhere((struct fault_plan){ .kind = FAULT_POWER });
}

static void power_lost_and_torn(void **state)
{
	(void)state;
	fault_everywhere((struct fault_plan){ .kind = FAULT_POWER_TORN, .seed = 3 });
}

static void no_room(void **state)
{
	(void)state;
	fault_everywhere((struct fault_plan){ .kind = FAULT_ERROR, .error = ENOSPC });
}

static void half_a_write(void **state)
{
	(void)state;
	fault_everywhere((struct fault_plan){ .kind = FAULT_SHORT, .error = EIO });
}

/* Were it let through to SQLite, that would find an empty log, and delete what was saved last. */
static void a_wrong_passphrase_harms_nothing(void **state)
{
	struct store *store = desk_open();
	char *log = mem_fmt("%s-wal", desk_path);
	int status;
	pid_t pid;

	(void)state;
	assert_int_equal(change(store, 1, NULL), ST_OK);
	store_close(store);
	pid = fork();
	if (pid == 0)
		_exit(open_by(1, &store) == ST_OK && desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL) == ST_OK ? 0 : 1);
	assert_true(waitpid(pid, &status, 0) == pid);
	assert_int_equal(status, 0);
	assert_int_equal(open_by(2, &store), ST_DENIED);
	assert_int_equal(access(log, F_OK), 0);
	assert_int_equal(open_by(1, &store), ST_OK);
	assert_int_equal(desk_people(store), 1);
	store_close(store);
	free(log);
}

/* The header is written over and over while others read it: nobody is turned away, nobody has typed anything wrong. */
static void opening_while_slots_change(void **state)
{
	struct store *store = desk_open();
	int status, opened = 0;
	pid_t pid;

	(void)state;
	assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
	assert_int_equal(change(store, 1, NULL), ST_OK);
	store_close(store);
	pid = fork();
	if (pid == 0) {
		if (open_by(1, &store) != ST_OK)
			_exit(1);
		for (int i = 0; i < 150; i++)
			if (change(store, 1, NULL) != ST_OK)
				_exit(2);
		store_close(store);
		_exit(0);
	}
	while (waitpid(pid, &status, WNOHANG) == 0) {
		struct vault_look look;

		assert_int_equal(vault_look(desk_path, &look, NULL), ST_OK);
		assert_int_equal(look.wait, 0);
		assert_int_equal(open_by(1, &store), ST_OK);
		store_close(store);
		opened++;
	}
	assert_int_equal(status, 0);
	print_message("opened %d times\n", opened);
	assert_true(opened > 10);
}

/* Wrong tries under a clock that runs years ahead; it is put right, and the pause is one of seconds, not of years. */
static void a_clock_set_back_locks_nobody_out(void **state)
{
	struct store *store = desk_open();
	int64_t now = clock_now_ms();

	(void)state;
	assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
	assert_int_equal(change(store, 1, NULL), ST_OK);
	store_close(store);
	clock_hold(now + 5 * 365 * INT64_C(86400000));
	for (int i = 0; i < 5; i++)
		assert_int_equal(open_by(2, &store), ST_DENIED);
	clock_hold(now);
	assert_int_equal(open_by(1, &store), ST_DENIED);       /* the pause is not evaded by the clock either */
	clock_hold(now + 5000);
	assert_int_equal(open_by(1, &store), ST_OK);
	store_close(store);
	clock_hold(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(killed, desk_new_file),
		cmocka_unit_test_setup(torn, desk_new_file),
		cmocka_unit_test_setup(power_lost, desk_new_file),
		cmocka_unit_test_setup(power_lost_and_torn, desk_new_file),
		cmocka_unit_test_setup(no_room, desk_new_file),
		cmocka_unit_test_setup(half_a_write, desk_new_file),
		cmocka_unit_test_setup(a_wrong_passphrase_harms_nothing, desk_new_file),
		cmocka_unit_test_setup(opening_while_slots_change, desk_new_file),
		cmocka_unit_test_setup(a_clock_set_back_locks_nobody_out, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
