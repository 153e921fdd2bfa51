/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Fifty programs on one file, all saving: no error, nothing lost, one chain.  And
 * a clock that was set back in between.  The long test (MANY_LONG) lets them read,
 * save, find, copy and check for a minute.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "desk.h"
#include "register/find.h"
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

#ifdef MANY_LONG
enum { MINUTE_MS = 60000 };

static const struct actor colleague = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };

/* Finds somebody as one types, opens the file, turns a page of the list. */
static enum status look_around(struct store *store, struct err *err)
{
	struct list_query query = { .kind = register_kind("person") };
	struct list_page page = { 0 };
	struct find_hit *hits = NULL;
	struct record *record = NULL;
	int count = 0;
	enum status st = find_people(store, &colleague, "haid", 10, &hits, &count, err);

	if (st == ST_OK && count)
		st = read_record(store, &colleague, register_kind("person"), hits[(size_t)getpid() % (size_t)count].person,
			&record, err);
	if (st == ST_OK)
		st = read_list(store, &colleague, &query, NULL, false, 20, &page, err);
	record_free(record);
	free(hits);
	list_page_free(&page);
	return st;
}

static void count_finding(void *ctx, const char *what)
{
	fprintf(stderr, "%s\n", what);
	++*(int *)ctx;
}

static enum status copy_and_check(struct store *store, struct err *err)
{
	static int n;
	char *path = mem_fmt("%s.copy-%d-%d", desk_path, (int)getpid(), ++n);
	int findings = 0;
	enum status st = store_backup(store, path, err);

	if (st == ST_OK)
		st = store_check(store, count_finding, &findings, err);
	unlink(path);
	free(path);
	return st == ST_OK && findings ? err_set(err, ST_CORRUPT, "something was found") : st;
}

/* What this colleague does next; nobody is asked to try again. */
static enum status next_thing(struct store **store, int colleague_number, int tell, struct err *err)
{
	struct said said = { .what = 's' };
	enum status st;

	switch (colleague_number) {
	case 0:
		return copy_and_check(*store, err);
	case 1:
		store_close(*store);
		return desk_try_open(store, err);
	default:
		break;
	}
	st = colleague_number % 3 ? desk_save(*store, "Haidari", &said.id, err) : ST_OK;
	if (st == ST_OK && colleague_number % 3 && write(tell, &said, sizeof(said)) != (ssize_t)sizeof(said))
		_exit(97);
	return st == ST_OK ? look_around(*store, err) : st;
}

static void work_for_a_minute(int colleague_number, int tell, int slowest)
{
	struct store *store = desk_open();
	int64_t end = clock_ticks_ms() + MINUTE_MS, longest = 0;
	struct err err;

	while (clock_ticks_ms() < end) {
		int64_t began = clock_ticks_ms();
		enum status st;

		err_clear(&err);
		st = next_thing(&store, colleague_number, tell, &err);
		if (st != ST_OK) {
			fprintf(stderr, "colleague %d: %d: %s\n", colleague_number, (int)st, err.text);
			_exit(1);
		}
		if (colleague_number && clock_ticks_ms() - began > longest)
			longest = clock_ticks_ms() - began;
		usleep(50000 + (useconds_t)(getpid() * 7919 % 200000));
	}
	store_close(store);
	if (write(slowest, &longest, sizeof(longest)) != (ssize_t)sizeof(longest))
		_exit(98);
	_exit(0);
}

static void fifty_colleagues_for_a_minute(void **state)
{
	struct pledges pledges = { 0 };
	int ends[2], slow[2], status, failed = 0;
	int64_t one, longest = 0;
	struct store *store;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(slow), 0);
	for (int i = 0; i < PROGRAMS; i++) {
		if (fork() == 0) {
			close(ends[0]);
			close(slow[0]);
			work_for_a_minute(i, ends[1], slow[1]);
		}
	}
	close(ends[1]);
	close(slow[1]);
	pledges_read(&pledges, ends[0]);
	close(ends[0]);
	for (int i = 0; i < PROGRAMS; i++) {
		assert_true(wait(&status) > 0);
		failed += status != 0;
	}
	while (read(slow[0], &one, sizeof(one)) == (ssize_t)sizeof(one))
		longest = one > longest ? one : longest;
	close(slow[0]);
	print_message("%d people saved, the longest turn took %lld ms\n", pledges.n_saved, (long long)longest);
	assert_int_equal(failed, 0);
	store = desk_open();
	assert_int_equal(desk_people(store), pledges.n_saved);
	store_close(store);
	pledges_hold(&pledges);
	pledges_free(&pledges);
}
#endif

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
#ifdef MANY_LONG
		cmocka_unit_test_setup(fifty_colleagues_for_a_minute, desk_new_file),
#endif
		cmocka_unit_test_setup(a_clock_set_back_changes_no_order, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
