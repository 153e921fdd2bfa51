/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Memory runs out inside SQLite and the shim's callers, at the n-th request, for
 * every n of a typical save and for many of an opening: a sentence, nothing half,
 * and the same program goes on once there is memory again.  The long test
 * (MEMORY_LONG) leaves out no n.
 */
#include "config.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

#ifdef MEMORY_LONG
enum { STEP_OF_OPENING = 1, STEP_OF_FIRST_SAVE = 1 };
#else
enum { STEP_OF_OPENING = 23, STEP_OF_FIRST_SAVE = 31 };
#endif

static sqlite3_mem_methods true_memory;
static long asked, refuse_from, refuse_to;

static int refused(void)
{
	asked++;
	return asked >= refuse_from && asked <= refuse_to;
}

static void *request(int bytes)
{
	return refused() ? NULL : true_memory.xMalloc(bytes);
}

static void *request_again(void *at, int bytes)
{
	return refused() ? NULL : true_memory.xRealloc(at, bytes);
}

/* Before SQLite's first use. */
static int bring_memory(void **state)
{
	sqlite3_mem_methods ours;

	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &true_memory) != SQLITE_OK)
		return -1;
	ours = true_memory;
	ours.xMalloc = request;
	ours.xRealloc = request_again;
	return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK ? desk_make(state) : -1;
}

/* From the n-th request on; all of them, or that one alone. */
static void refuse(long n, bool all)
{
	asked = 0;
	refuse_from = n;
	refuse_to = all ? 1L << 60 : n;
}

static long grant(void)
{
	long n = asked;

	refuse_from = refuse_to = 0;
	return n;
}

static void in_words(enum status st, const struct err *err)
{
	if (st == ST_OK)
		return;
	if (st != ST_IO || !strstr(err->text, "memory"))
		fail_msg("%d: %s", (int)st, err->text);
}

static void pledge(struct pledges *pledges, struct id person)
{
	pledges->saved = realloc(pledges->saved, (size_t)(pledges->n_saved + 1) * sizeof(*pledges->saved));
	assert_non_null(pledges->saved);
	pledges->saved[pledges->n_saved++] = person;
}

static enum status save(struct store *store, struct pledges *pledges)
{
	struct id person = { { 0 } };
	struct err err;
	enum status st;

	err_clear(&err);
	st = desk_save(store, "Haidari", &person, &err);
	in_words(st, &err);
	if (st == ST_OK)
		pledge(pledges, person);
	return st;
}

/* One store throughout: whatever failed leaves it fit for the next save. */
static void saving(bool all)
{
	struct store *store = desk_open();
	struct pledges pledges = { 0 };
	int told = 0;
	long n, used;

	assert_int_equal(save(store, &pledges), ST_OK);
	for (n = 1;; n++) {
		enum status st;

		refuse(n, all);
		st = save(store, &pledges);
		used = grant();
		told += st != ST_OK;
		assert_int_equal(save(store, &pledges), ST_OK);
		if (st == ST_OK && used < n)
			break;
		assert_true(n < 20000);
	}
	store_close(store);
	print_message("%ld requests in a save, %d of them told\n", n - 1, told);
	assert_true(told > 10);
	pledges_hold(&pledges);
	pledges_free(&pledges);
}

static void no_memory_while_saving(void **state)
{
	(void)state;
	saving(true);
}

static void no_memory_for_a_moment(void **state)
{
	(void)state;
	saving(false);
}

/* A store that has prepared nothing yet. */
static void no_memory_for_the_first_save(void **state)
{
	struct pledges pledges = { 0 };
	long n, used;

	(void)state;
	for (n = 1;; n += STEP_OF_FIRST_SAVE) {
		struct store *store = desk_open();
		enum status st;

		refuse(n, n % 2);
		st = save(store, &pledges);
		used = grant();
		assert_int_equal(save(store, &pledges), ST_OK);
		store_close(store);
		if (st == ST_OK && used < n)
			break;
		assert_true(n < 100000);
	}
	print_message("%ld requests in a first save\n", used);
	pledges_hold(&pledges);
	pledges_free(&pledges);
}

static void no_memory_while_opening(void **state)
{
	long n, used;

	(void)state;
	for (n = 1;; n += STEP_OF_OPENING) {
		struct store *store;
		struct err err;
		enum status st;

		refuse(n, n % 2);
		st = desk_try_open(&store, &err);
		used = grant();
		in_words(st, &err);
		if (st == ST_OK)
			store_close(store);
		if (st == ST_OK && used < n)
			break;
		assert_true(n < 100000);
	}
	print_message("%ld requests in an opening\n", used);
	pledges_hold(&(struct pledges){ 0 });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(no_memory_while_saving, desk_new_file),
		cmocka_unit_test_setup(no_memory_for_a_moment, desk_new_file),
		cmocka_unit_test_setup(no_memory_for_the_first_save, desk_new_file),
		cmocka_unit_test_setup(no_memory_while_opening, desk_new_file),
	};

	return cmocka_run_group_tests(tests, bring_memory, desk_remove);
}
