/* SPDX-License-Identifier: EUPL-1.2 */
/* The release ledger: what goes in comes back, nothing else writes there, and a hand in the file is found. */
#include "config.h"

#include <string.h>

#include <sqlite3.h>

#include "../raw.h"
#include "base/str.h"
#include "scratch.h"
#include "store/acts.h"
#include "store/ledger.h"

static const struct act_by berg = { "berg", "HA", 1 };

#define KEY(where, from, to) { "arrivals", where, from, to, true }
static const struct ledger_cell quarter[] = {
	{ KEY("", 0, 89), LEDGER_PUBLISHED, 20, 20, 20 },
	{ KEY("gender=m", 0, 89), LEDGER_SECONDARY, 17, 15, LEDGER_NO_BOUND },
	{ KEY("gender=f", 0, 89), LEDGER_PRIMARY, 3, 0, 5 },
};
static const struct ledger_member adds_up[] = { { 7, 0, 1 }, { 7, 1, -1 }, { 7, 2, -1 } };

static struct ledger_release note(struct store *store, const struct ledger_cell *cell, int cells,
	const struct ledger_member *member, int members)
{
	struct ledger_release release = { .name = "progress", .how = "pdf", .from = 0, .to = 89, .rule = (char *)"{\"threshold\":5}" };
	struct err err;

	err_clear(&err);
	if (ledger_note(store, &berg, &release, cell, cells, member, members, &err) != ST_OK)
		fail_msg("%s", err.text);
	return release;
}

static void count_finding(void *ctx, const char *what)
{
	assert_true(*what);
	++*(int *)ctx;
}

static int findings(struct store *store)
{
	int n = 0;
	enum status st = ledger_check(store, count_finding, &n, NULL);

	assert_int_equal(st, n ? ST_CORRUPT : ST_OK);
	return n;
}

struct seen { int cells, members; int64_t sum, high; bool primary; };

static enum status see(void *ctx, int64_t seq, int64_t key, const struct ledger_cell *cell, struct err *err)
{
	struct seen *s = ctx;

	(void)err;
	assert_true(seq >= 1 && key >= 1);
	s->cells++;
	s->sum += cell->value;
	if (str_same(cell->key.narrowed, "gender=m"))
		s->high = cell->high;
	if (str_same(cell->key.narrowed, "gender=f"))
		s->primary = cell->sign == LEDGER_PRIMARY && cell->low == 0 && cell->high == 5;
	return ST_OK;
}

static enum status see_member(void *ctx, int64_t seq, int32_t sum, int64_t key, int32_t weight, struct err *err)
{
	struct seen *s = ctx;

	(void)key;
	(void)err;
	assert_int_equal(seq, 1);
	assert_int_equal(sum, 0);
	s->members += weight == -1 ? 1 : 10;
	return ST_OK;
}

static void what_was_told_comes_back(void **state)
{
	struct seen seen = { 0, 0, 0, 0, false };
	struct ledger_release *list;
	int count;

	assert_int_equal(note(*state, quarter, 3, adds_up, 3).withheld, 2);
	assert_int_equal(ledger_cells(*state, "arrivals", see, &seen, NULL), ST_OK);
	assert_int_equal(ledger_sums(*state, "arrivals", see_member, &seen, NULL), ST_OK);
	assert_int_equal(seen.cells, 3);
	assert_int_equal(seen.sum, 40);
	assert_int_equal(seen.members, 12);
	assert_true(seen.primary);
	assert_true(seen.high == LEDGER_NO_BOUND);
	assert_int_equal(ledger_cells(*state, "departures", see, &seen, NULL), ST_OK);
	assert_int_equal(seen.cells, 3);
	assert_int_equal(ledger_list(*state, 10, &list, &count, NULL), ST_OK);
	assert_int_equal(count, 1);
	assert_string_equal(list[0].user, "berg");
	assert_string_equal(list[0].how, "pdf");
	assert_string_equal(list[0].rule, "{\"threshold\":5}");
	assert_int_equal(list[0].cells, 3);
	ledger_list_free(list, count);
	assert_int_equal(findings(*state), 0);
}

/* Printed once more, whatever the order in which it is told: noted, and its cells stand once. */
static void the_same_is_known_again(void **state)
{
	const struct ledger_cell turned[] = { quarter[2], quarter[0], quarter[1] };
	const struct ledger_member sums[] = { { 0, 2, -1 }, { 0, 1, 1 }, { 0, 0, -1 }, { 3, 0, -1 }, { 3, 2, -1 }, { 3, 1, 1 } };
	struct seen seen = { 0, 0, 0, 0, false };
	struct ledger_release second, other;
	struct ledger_cell changed[3];

	memcpy(changed, quarter, sizeof(changed));
	changed[1].value = 18;
	note(*state, quarter, 3, adds_up, 3);
	second = note(*state, turned, 3, sums, 6);
	assert_int_equal(second.seq, 2);
	assert_int_equal(second.again, 1);
	assert_int_equal(ledger_cells(*state, "arrivals", see, &seen, NULL), ST_OK);
	assert_int_equal(seen.cells, 3);
	other = note(*state, changed, 3, adds_up, 3);
	assert_int_equal(other.again, 0);
	assert_int_equal(findings(*state), 0);
}

static void no_other_door_writes_there(void **state)
{
	static const char *const sql[] = {
		"INSERT INTO released_key(indicator, narrowed, from_day, to_day, adds) VALUES('x', '', 1, 1, 1)",
		"UPDATE released SET name = 'other'", "DELETE FROM released_cell", "UPDATE released_cell SET value = 4",
		"DELETE FROM released_sum", "DELETE FROM released",
	};
	struct stmt *stmt;
	unsigned was;

	note(*state, quarter, 3, adds_up, 3);
	was = store_enter(*state, DOOR_CHANGE | DOOR_DRAFT | DOOR_GRANT | DOOR_ERASE);
	for (size_t i = 0; i < ARRAY_LEN(sql); i++) {
		struct err err;

		err_clear(&err);
		if (store_sql(*state, sql[i], &stmt, &err) == ST_OK)
			assert_int_equal(stmt_run(stmt, &err), ST_DENIED);
	}
	store_leave(*state, was);
	assert_int_equal(findings(*state), 0);
}

static int after(void **state, const char *sql)
{
	sqlite3 *db;

	store_close(*state);
	db = raw_open(scratch_path);
	assert_non_null(db);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	*state = scratch_open(false);
	return findings(*state);
}

static void a_hand_in_the_file_is_found(void **state)
{
	note(*state, quarter, 3, adds_up, 3);
	note(*state, quarter, 2, NULL, 0);
	note(*state, quarter, 1, NULL, 0);
	assert_int_equal(findings(*state), 0);
	assert_int_equal(after(state, "UPDATE released_cell SET value = 19 WHERE released = 2 AND sign = 0"), 1);
	assert_int_equal(after(state, "UPDATE released_sum SET weight = 2 WHERE released = 1 AND weight = 1"), 2);
	assert_int_equal(after(state, "DELETE FROM released_cell WHERE released = 2; DELETE FROM released WHERE seq = 2"), 2);
}

static void a_release_taken_back_leaves_nothing(void **state)
{
	struct ledger_release *list;
	int count;

	assert_int_equal(store_begin(*state, NULL), ST_OK);
	note(*state, quarter, 3, adds_up, 3);
	store_rollback(*state);
	assert_int_equal(ledger_list(*state, 10, &list, &count, NULL), ST_OK);
	assert_int_equal(count, 0);
	assert_int_equal(note(*state, quarter, 3, adds_up, 3).seq, 1);
}

static void a_release_is_an_act(void **state)
{
	struct act *act;
	int n;

	note(*state, quarter, 3, adds_up, 3);
	assert_int_equal(acts_list(*state, "release", (struct id){ { 0 } }, 10, &act, &n, NULL), ST_OK);
	assert_int_equal(n, 1);
	assert_non_null(strstr(act[0].detail, "\"release\":1,\"name\":\"progress\""));
	acts_free(act, n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(what_was_told_comes_back), SCRATCH_TEST(the_same_is_known_again), SCRATCH_TEST(no_other_door_writes_there),
		SCRATCH_TEST(a_hand_in_the_file_is_found), SCRATCH_TEST(a_release_taken_back_leaves_nothing),
		SCRATCH_TEST(a_release_is_an_act),
	};

	return SCRATCH_RUN(tests);
}
