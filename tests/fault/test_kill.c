/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Killed at every single call that touches the disk during a typical save, and
 * losing power there: what was acknowledged stands, a draft is offered again, and
 * nothing stands half.  The long tests (KILL_LONG) tear writes as well, and go on
 * into a second day.
 */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "faults.h"

#ifdef KILL_LONG
enum { DAYS = 2 };
#else
enum { DAYS = 1 };
#endif

/* The desk's days with the fault armed; true when it came to its end alive. */
static bool day_with(const struct fault_plan *plan, struct pledges *pledges)
{
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct store *store;
		struct err err;
		enum status st;

		close(ends[0]);
		faults_arm(plan);
		st = desk_try_open(&store, &err);
		for (int i = 0; st == ST_OK && i < DAYS; i++)
			st = desk_day(store, ends[1], &err);
		if (st == ST_OK)
			store_close(store);
		else
			fprintf(stderr, "%s\n", err.text);
		_exit((int)st);
	}
	close(ends[1]);
	pledges_read(pledges, ends[0]);
	close(ends[0]);
	assert_true(waitpid(pid, &status, 0) == pid);
	if (WIFEXITED(status)) {
		assert_int_equal(WEXITSTATUS(status), 0);
		return true;
	}
	assert_int_equal(WTERMSIG(status), SIGKILL);
	return false;
}

/* Kills at call 1, 1 + stride, ... until a day comes to its end. Pledges gather: nothing is lost later either. */
static void kill_everywhere(enum fault kind, long stride, unsigned seed)
{
	struct fault_plan plan = { .kind = kind, .at = 1, .seed = seed };
	struct pledges pledges = { 0 };
	long points = 0;

	for (;; plan.at += stride, plan.seed++, points++) {
		pledges.draft = (struct id){ { 0 } };
		if (day_with(&plan, &pledges))
			break;
		pledges_hold(&pledges);
		if (points > 5000)
			fail_msg("the day never ends");
	}
	pledges_hold(&pledges);
	print_message("%ld points, %d people saved\n", points, pledges.n_saved);
	assert_true(points * stride > 30);
	pledges_free(&pledges);
}

static void killed_before_each_call(void **state)
{
	(void)state;
	kill_everywhere(FAULT_KILL, 1, 0);
}

static void power_lost_at_each_call(void **state)
{
	(void)state;
	kill_everywhere(FAULT_POWER, 1, 0);
}

#ifdef KILL_LONG
static void killed_in_the_middle_of_each_write(void **state)
{
	(void)state;
	kill_everywhere(FAULT_TEAR, 1, 0);
}

static void power_lost_with_torn_writes(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 3; seed++) {
		assert_int_equal(desk_new_file(state), 0);
		kill_everywhere(FAULT_POWER_TORN, 1, seed);
	}
}
#endif

static bool a_new_file(const struct fault_plan *plan)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct vault_options options = { .path = desk_path, .create = true };
		struct store *store;

		faults_arm(plan);
		if (store_open(&options, &store, NULL) == ST_OK)
			store_close(store);
		_exit(0);
	}
	assert_true(waitpid(pid, &status, 0) == pid);
	return WIFEXITED(status);
}

/* A new file is whole or not there. */
static void killed_while_the_file_is_made(void **state)
{
	struct fault_plan plan = { .kind = FAULT_KILL, .at = 1 };
	bool ended = false;
	int whole = 0, absent = 0;

	(void)state;
	for (; !ended; plan.at += plan.at < 20 ? 1 : 7) {
		struct store *store;
		struct err err;
		enum status st;

		snprintf(desk_path, sizeof(desk_path), "%s/new-%ld", desk_folder, plan.at);
		ended = a_new_file(&plan);
		st = desk_try_open(&store, &err);
		if (st == ST_NOTFOUND) {
			absent++;
			continue;
		}
		if (st != ST_OK)
			fail_msg("%s", err.text);
		store_close(store);
		pledges_hold(&(struct pledges){ 0 });
		whole++;
	}
	assert_true(absent > 10);
	assert_true(whole >= 1);
}

/* Power lost in the moment after it was said: the file, its content and its name are on the medium. */
static void a_new_file_outlives_the_power(void **state)
{
	struct fault_plan plan = { .kind = FAULT_POWER, .at = -1 };
	pid_t pid;
	int status;

	(void)state;
	snprintf(desk_path, sizeof(desk_path), "%s/just-made", desk_folder);
	pid = fork();
	if (pid == 0) {
		struct vault_options options = { .path = desk_path, .create = true };
		struct store *store;

		faults_arm(&plan);
		if (store_open(&options, &store, NULL) == ST_OK)
			faults_power_now();
		_exit(1);
	}
	assert_true(waitpid(pid, &status, 0) == pid);
	assert_true(WIFSIGNALED(status));
	pledges_hold(&(struct pledges){ 0 });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(killed_before_each_call, desk_new_file),
		cmocka_unit_test_setup(power_lost_at_each_call, desk_new_file),
#ifdef KILL_LONG
		cmocka_unit_test_setup(killed_in_the_middle_of_each_write, desk_new_file),
		cmocka_unit_test_setup(power_lost_with_torn_writes, desk_new_file),
#endif
		cmocka_unit_test(killed_while_the_file_is_made),
		cmocka_unit_test(a_new_file_outlives_the_power),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
