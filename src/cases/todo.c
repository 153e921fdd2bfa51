/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows are not patched but put anew from the records, so that every way of writing
 * (saving, undoing, merging) ends with the same tables.
 */
#include "cases/todo.h"

#include "store/query.h"

/* A target known to the month or the year is late once the month or the year is over. */
#define TARGET "s.target || CASE length(s.target) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END"
/* A file that rests is late at nothing and waits for nobody before its day; on that day it is back, unwritten. */
#define REST_DUE "coalesce(date(p.paused_until, '-1 day'), '')"
#define REST_SINCE "coalesce(p.paused_until, '')"
#define DUE "CASE WHEN s.state = 'waiting' THEN NULL ELSE max(" TARGET ", " REST_DUE ") END"
/* Who is only expected waits for nothing yet. */
#define HERE_SINCE "coalesce(p.arrived, CASE WHEN p.expected IS NULL THEN '' ELSE '9999' END)"
#define SINCE "max(" HERE_SINCE ", " REST_SINCE ")"
#define TODO_COLUMNS "s.rid, p.rid, " DUE ", " SINCE ", s.caseworker, s.milestone IS 'first_interview', s.stage, s.state"
/* A plan that gains steps puts all of its rows before the new steps put theirs. */
#define TODO_INSERT "INSERT OR REPLACE INTO todo(step, person, due, since, caseworker, first, stage, state) SELECT " TODO_COLUMNS \
	TODO_FROM
#define TODO_FROM " FROM step s JOIN person p ON p.id = s.person LEFT JOIN plan q ON q.id = s.plan"
#define TODO_WHERE " s.gone = 0 AND s.state IN ('open', 'under_way', 'waiting') AND p.gone = 0 AND p.left IS NULL" \
	" AND (q.id IS NULL OR (q.gone = 0 AND q.state IS 'active'))"

QUERY(drop_step, "todo.drop_step", QUERY_INTERACTIVE,
	"DELETE FROM todo WHERE step = (SELECT rid FROM step WHERE id = :id)");
QUERY(put_step, "todo.put_step", QUERY_INTERACTIVE,
	TODO_INSERT
	" WHERE s.id = :id AND" TODO_WHERE);
QUERY(drop_plan, "todo.drop_plan", QUERY_INTERACTIVE,
	"DELETE FROM todo WHERE step IN (SELECT rid FROM step WHERE plan = :id AND gone = 0)");
QUERY(put_plan, "todo.put_plan", QUERY_INTERACTIVE,
	TODO_INSERT
	" WHERE s.plan = :id AND" TODO_WHERE);
QUERY(drop_person, "todo.drop_person", QUERY_INTERACTIVE,
	"DELETE FROM todo WHERE person = (SELECT rid FROM person WHERE id = :id)");
QUERY(put_person, "todo.put_person", QUERY_INTERACTIVE,
	TODO_INSERT
	" WHERE s.person = :id AND" TODO_WHERE);

/* The pathway has ended when a plan is finished and none is active. */
#define IDLE_WHERE " p.gone = 0 AND p.left IS NULL AND NOT EXISTS(SELECT 1 FROM todo t WHERE t.person = p.rid)" \
	" AND NOT (EXISTS(SELECT 1 FROM plan q WHERE q.person = p.id AND q.gone = 0 AND q.state = 'finished')" \
	" AND NOT EXISTS(SELECT 1 FROM plan q WHERE q.person = p.id AND q.gone = 0 AND q.state = 'active'))"
#define IDLE_COLUMNS "p.rid, " SINCE ", p.caseworker"

QUERY(drop_idle, "todo.drop_idle", QUERY_INTERACTIVE,
	"DELETE FROM idle WHERE person = (SELECT rid FROM person WHERE id = :id)");
QUERY(put_idle, "todo.put_idle", QUERY_INTERACTIVE,
	"INSERT INTO idle(person, since, caseworker) SELECT " IDLE_COLUMNS " FROM person p WHERE p.id = :id AND" IDLE_WHERE);

QUERY(not_idle, "todo.not_idle", QUERY_INTERACTIVE,
	"DELETE FROM idle WHERE person = (SELECT t.person FROM step s JOIN todo t ON t.step = s.rid WHERE s.id = :id)");

QUERY(drop_all_todo, "todo.drop_all", QUERY_BATCH, "DELETE FROM todo");
QUERY(put_all_todo, "todo.put_all", QUERY_BATCH,
	TODO_INSERT " WHERE" TODO_WHERE
	" ORDER BY s.rid");
QUERY(drop_all_idle, "todo.drop_all_idle", QUERY_BATCH, "DELETE FROM idle");
QUERY(put_all_idle, "todo.put_all_idle", QUERY_BATCH,
	"INSERT INTO idle(person, since, caseworker) SELECT " IDLE_COLUMNS " FROM person p WHERE" IDLE_WHERE
	" ORDER BY p.rid");
QUERY(count_faults, "todo.check", QUERY_BATCH,
	"WITH right_todo(step, person, due, since, caseworker, first, stage, state) AS (SELECT " TODO_COLUMNS TODO_FROM " WHERE" TODO_WHERE
	"), right_idle(person, since, caseworker) AS (SELECT " IDLE_COLUMNS " FROM person p WHERE" IDLE_WHERE ")"
	" SELECT (SELECT count(*) FROM (SELECT * FROM right_todo EXCEPT SELECT * FROM todo))"
	" + (SELECT count(*) FROM (SELECT * FROM todo EXCEPT SELECT * FROM right_todo))"
	" + (SELECT count(*) FROM (SELECT * FROM right_idle EXCEPT SELECT * FROM idle))"
	" + (SELECT count(*) FROM (SELECT * FROM idle EXCEPT SELECT * FROM right_idle))");

static enum status run_both(struct store *store, const struct query *one, const struct query *other, struct id id,
	struct err *err)
{
	enum status st = store_run_of(store, one, id, err);

	return st == ST_OK ? store_run_of(store, other, id, err) : st;
}

enum status todo_of_step(struct store *store, struct id step, struct err *err)
{
	return run_both(store, &drop_step, &put_step, step, err);
}

enum status todo_of_new_step(struct store *store, struct id step, struct err *err)
{
	return run_both(store, &put_step, &not_idle, step, err);
}

enum status idle_of_new_person(struct store *store, struct id person, struct err *err)
{
	return store_run_of(store, &put_idle, person, err);
}

enum status todo_of_plan(struct store *store, struct id plan, struct err *err)
{
	return run_both(store, &drop_plan, &put_plan, plan, err);
}

enum status todo_of_person(struct store *store, struct id person, struct err *err)
{
	enum status st = run_both(store, &drop_person, &put_person, person, err);

	return st == ST_OK ? idle_of_person(store, person, err) : st;
}

enum status idle_of_person(struct store *store, struct id person, struct err *err)
{
	return run_both(store, &drop_idle, &put_idle, person, err);
}

enum status todo_rebuild(struct store *store, struct err *err)
{
	struct id none = { { 0 } };
	enum status st = run_both(store, &drop_all_todo, &put_all_todo, none, err);

	return st == ST_OK ? run_both(store, &drop_all_idle, &put_all_idle, none, err) : st;
}

enum status todo_check(struct store *store, int64_t *faults, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &count_faults, &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	*faults = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return ST_OK;
}
