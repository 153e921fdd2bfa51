/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Fifty programs on one file, all saving: no error, nothing lost, one chain.  And
 * a clock that was set back in between.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "desk.h"
#include "register/read.h"

enum { PROGRAMS = 50, DAYS = 4 };

static void programme(int tell, int begin)
{
	struct store *store = desk_open();
	struct err err;
	char go;

	err_clear(&err);
	/* All at once: none begins before the last one is there. */
	if (read(begin, &go, 1) < 0)
		_exit(9);
	for (int i = 0; i < DAYS; i++) {
		enum status st = desk_day(store, tell, &err);

		if (st != ST_OK) {
			fprintf(stderr, "%d: %s\n", (int)st, err.text);
			_exit((int)st);
		}
	}
	store_close(store);
	_exit(0);
}

static void fifty_programs_save_at_once(void **state)
{
	struct pledges pledges = { 0 };
	int ends[2], start[2], status, failed = 0;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(start), 0);
	for (int i = 0; i < PROGRAMS; i++) {
		if (fork() == 0) {
			close(ends[0]);
			close(start[1]);
			programme(ends[1], start[0]);
		}
	}
	close(ends[1]);
	close(start[0]);
	close(start[1]);
	pledges_read(&pledges, ends[0]);
	close(ends[0]);
	for (int i = 0; i < PROGRAMS; i++) {
		assert_true(wait(&status) > 0);
		if (status)
			print_error("a program ended with %#x\n", (unsigned)status);
		failed += status != 0;
	}
	assert_int_equal(failed, 0);
	assert_int_equal(pledges.n_saved, PROGRAMS * DAYS);
	pledges.draft = (struct id){ { 0 } };
	pledges_hold(&pledges);
	pledges_free(&pledges);
}

/* A day in a program of its own, under a clock of its own. */
static void day_at(const char *clock)
{
	pid_t pid;
	int status;

	setenv("FOOTHOLD_CLOCK", clock, 1);
	pid = fork();
	if (pid == 0) {
		struct store *store = desk_open();
		struct err err;
		enum status st = desk_save(store, "Haidari", &(struct id){ { 0 } }, &err);

		store_close(store);
		_exit((int)st);
	}
	assert_true(waitpid(pid, &status, 0) == pid);
	assert_int_equal(status, 0);
}

struct rising { int64_t last; int count; };

static bool rises(void *ctx, const struct journal_entry *entry)
{
	struct rising *rising = ctx;

	assert_true(entry->clock >= rising->last);
	rising->last = entry->clock;
	rising->count++;
	return true;
}

static void a_clock_set_back_changes_no_order(void **state)
{
	struct rising rising = { 0 };
	struct store *store;

	(void)state;
	day_at("2026-05-04T09:30");
	day_at("2024-01-01");
	day_at("2026-05-04T09:29");
	unsetenv("FOOTHOLD_CLOCK");
	store = desk_open();
	assert_int_equal(journal_since(store, 0, rises, &rising, NULL), ST_OK);
	assert_int_equal(rising.count, 9);
	store_close(store);
	pledges_hold(&(struct pledges){ 0 });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(fifty_programs_save_at_once, desk_new_file),
		cmocka_unit_test_setup(a_clock_set_back_changes_no_order, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
