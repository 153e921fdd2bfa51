/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every hand-written query of the whole program: it is prepared against a new
 * file, carries a name of its own, and, where it answers a key, its plan walks no
 * big table from end to end.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/store.h"

/* What a plan may walk: rows that are no table, and tables that stay small in the biggest town. */
static const char *const small[] = { "CONSTANT ROW", "setting", "import", "user", "(subquery", "json_each", "holiday",
	"neighbourhood", "gathered" /* a query's own rows, found by indexes */ };

static char folder[] = "/tmp/foothold-queries-XXXXXX";
static struct store *store;
static const struct query *const *query;
static int n_queries;

static bool walks_a_big_table(const char *detail)
{
	if (!str_starts(detail, "SCAN "))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(small); i++)
		if (str_starts(detail + 5, small[i]))
			return false;
	return true;
}

static void names_are_their_own(void **state)
{
	(void)state;
	assert_true(n_queries > 20);
	for (int i = 0; i < n_queries; i++)
		for (int k = 0; k < i; k++)
			if (str_same(query[i]->name, query[k]->name))
				fail_msg("two queries are called %s", query[i]->name);
}

static void all_are_prepared(void **state)
{
	struct stmt *stmt;
	struct err err;
	int wrong = 0;

	(void)state;
	for (int i = 0; i < n_queries; i++) {
		err_clear(&err);
		if (store_query(store, query[i], &stmt, &err) == ST_OK)
			continue;
		print_error("%s: %s\n", query[i]->name, err.text);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static int plan_faults(const struct query *q)
{
	char *sql = mem_fmt("EXPLAIN QUERY PLAN %s", q->sql);
	struct stmt *stmt;
	struct err err;
	int wrong = 0;

	err_clear(&err);
	if (store_sql(store, sql, &stmt, &err) != ST_OK)
		fail_msg("%s: %s", q->name, err.text);
	while (stmt_step(stmt, &err) == ST_OK) {
		if (!walks_a_big_table(stmt_get_text(stmt, 3)))
			continue;
		print_error("%s: %s\n", q->name, stmt_get_text(stmt, 3));
		wrong++;
	}
	free(sql);
	return wrong;
}

static void a_key_never_waits_for_a_big_table(void **state)
{
	int wrong = 0;

	(void)state;
	for (int i = 0; i < n_queries; i++)
		if (query[i]->use == QUERY_INTERACTIVE && !str_starts(query[i]->sql, "CREATE") &&
			!str_starts(query[i]->sql, "DROP") && !str_starts(query[i]->sql, "PRAGMA"))
			wrong += plan_faults(query[i]);
	assert_int_equal(wrong, 0);
}

QUERY(walking, "test.walking", QUERY_BATCH, "SELECT family_name FROM person WHERE family_name LIKE :like");

/* The test's own eyes: a plan that walks is seen to walk. */
static void a_walk_is_recognised(void **state)
{
	(void)state;
	assert_int_equal(plan_faults(&walking), 1);
}

/* Temporary tables that queries expect: made first, as the program does. */
static void make_temporary_tables(void)
{
	struct stmt *stmt;

	for (int i = 0; i < n_queries; i++)
		if (str_starts(query[i]->sql, "CREATE TEMP") && store_query(store, query[i], &stmt, NULL) == ST_OK)
			stmt_run(stmt, NULL);
}

static int make(void **state)
{
	struct vault_options options = { .create = true };
	struct err err;

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	options.path = mem_fmt("%s/file", folder);
	err_clear(&err);
	if (store_open(&options, &store, &err) != ST_OK) {
		print_error("%s\n", err.text);
		return -1;
	}
	free((char *)(uintptr_t)options.path);
	store_enter(store, ~0u);
	query = query_all(&n_queries);
	make_temporary_tables();
	return 0;
}

static int discard(void **state)
{
	char *command = mem_fmt("rm -rf %s", folder);
	int rc;

	(void)state;
	store_close(store);
	rc = system(command);
	free(command);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_their_own),
		cmocka_unit_test(all_are_prepared),
		cmocka_unit_test(a_key_never_waits_for_a_big_table),
		cmocka_unit_test(a_walk_is_recognised),
	};

	return cmocka_run_group_tests(tests, make, discard);
}
