/* SPDX-License-Identifier: EUPL-1.2 */
/* For tests of the kinds' rules: a file with all rules in force, on a day that stands still. */
#ifndef TESTS_CASES_TOWN_H
#define TESTS_CASES_TOWN_H

#include "tests/unit/register/doors.h"

#include "base/date.h"
#include "cases/cases.h"
#include "cases/due.h"
#include "cases/plan.h"
#include "cases/queue.h"
#include "cases/todo.h"
#include "cases/today.h"

/* 4 May 2026, 10:00 UTC. */
#define TOWN_DAY ((struct date){ 2026, 5, 4 })
static inline int town_setup(void **state)
{
	cases_init();
	clock_hold((int64_t)date_days(TOWN_DAY) * 86400000 + 36000000);
	return doors_setup(state);
}

/* What Today and the waiting lists read is what the records say, whatever was done. */
static inline void town_is_right(struct store *store)
{
	int64_t faults = -1;

	WELL(todo_check(store, &faults, &err_));
	assert_int_equal(faults, 0);
	WELL(due_check(store, &faults, &err_));
	assert_int_equal(faults, 0);
	WELL(queue_check(store, &faults, &err_));
	assert_int_equal(faults, 0);
}

static inline int town_teardown(void **state)
{
	town_is_right(*state);
	return doors_teardown(state);
}

#define TOWN_TEST(f) cmocka_unit_test_setup_teardown(f, town_setup, town_teardown)

static inline const char *as_text(struct id id, const char *field, char out[64])
{
	char text[37];

	id_text(id, text);
	snprintf(out, 64, "%s=%s", field, text);
	return out;
}
/* "person=UUID" for lists of pairs; each use has its own room. */
#define OF(field, id) as_text(id, field, (char[64]){ 0 })

/* Saves and expects a refusal that names the field and says what to do; the file stays as it was. */
static inline void refused(struct store *store, const char *kind, struct id id, const char *const *pair,
	const char *field)
{
	struct change *change = change_begin(store, &everybody);
	char *before = whole_file(store, WITH_RID | WITH_GONE), *after;
	struct err err;

	err_clear(&err);
	set_pairs(id_none(id) ? change_create(change, the(kind), NULL) : change_update(change, the(kind), id, 0), pair);
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	assert_string_equal(err.field, field);
	assert_non_null(strstr(err.text, "Nothing was saved"));
	change_free(change);
	after = whole_file(store, WITH_RID | WITH_GONE);
	assert_string_equal(before, after);
	free(before);
	free(after);
	town_is_right(store);
}

#define NOBODY ((struct id){ { 0 } })

/* A person with the general plan, as the desk registers one. */
static inline struct id arrive(struct store *store, const char *name, const char *arrived)
{
	struct change *change = change_begin(store, &everybody);
	struct id id = { { 0 } };
	struct change_item *item = change_create(change, the("person"), &id);
	struct date from;

	WELL(change_set(item, "given_name", name, &err_));
	WELL(change_set(item, "arrived", arrived, &err_));
	assert_true(date_parse(arrived, &from));
	WELL(plan_add(change, id, NULL, from, &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

/* The step of a person's plan at a stage. */
static inline struct id step_at(struct store *store, struct id person, const char *stage)
{
	struct stmt *stmt;
	struct id id;

	WELL(store_sql(store, "SELECT id FROM step WHERE person = :person AND stage = :stage AND gone = 0", &stmt, &err_));
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "stage", stage);
	WELL(stmt_step(stmt, &err_));
	id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return id;
}

/* The n-th step that was made for a person, from 0; none when there are fewer. */
static inline struct id step_nth(struct store *store, struct id person, int n)
{
	struct stmt *stmt;
	struct id id = NOBODY;

	WELL(store_sql(store, "SELECT id FROM step WHERE person = :person AND gone = 0 ORDER BY rid LIMIT 1 OFFSET :n", &stmt,
		&err_));
	stmt_id(stmt, "person", person);
	stmt_int(stmt, "n", n);
	if (stmt_step(stmt, NULL) == ST_OK)
		id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return id;
}

static inline struct today look_today(struct store *store, int limit)
{
	struct today today;

	WELL(today_load(store, &everybody, TOWN_DAY, limit, &today, &err_));
	return today;
}

#endif
