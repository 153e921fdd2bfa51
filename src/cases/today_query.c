/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One row a source: its queries for everybody's, for one caseworker's and for one
 * stage.  All of them read ranges of an index in their order, so that the first
 * rows of a million come as fast as of ten; what is counted stands in the index.
 */
#include "cases/today_query.h"

#include "base/mem.h"

/* One more than TODAY_COUNTED. */
#define COUNT_TO "1001"
#define LIMIT " LIMIT :limit"

#define STEP_COLUMNS "s.target, s.id, NULL, NULL, NULL, t.caseworker, t.stage, p.paused_until, 'step', NULL FROM todo t" \
	" CROSS JOIN step s ON s.rid = t.step CROSS JOIN person p ON p.rid = t.person"
#define STEP_ROWS "SELECT p.id, p.case_number, s.what, " STEP_COLUMNS
#define FIRST_ROWS "SELECT p.id, p.case_number, s.what, p.arrived, s.id, NULL, NULL, NULL, t.caseworker, t.stage," \
	" NULL, 'step', NULL FROM todo t CROSS JOIN step s ON s.rid = t.step CROSS JOIN person p ON p.rid = t.person"
#define DUE_ROWS "SELECT p.id, p.case_number, (SELECT c.what FROM clock c WHERE t.kind = 'clock' AND c.id = t.record), t.day, t.record, NULL, NULL, NULL, t.caseworker, t.stage," \
	" p.paused_until, t.kind, t.watch FROM due t CROSS JOIN person p ON p.rid = t.person"
#define MEETING_ROWS "SELECT p.id, p.case_number, t.what, t.day, t.id, t.at, coalesce(t.room, t.place), t.interpreter," \
	" t.caseworker, NULL, NULL, 'appointment', NULL FROM appointment t CROSS JOIN person p ON p.id = t.person"
#define IDLE_ROWS "SELECT p.id, p.case_number, NULL, p.arrived, p.id, NULL, NULL, NULL, t.caseworker, NULL, NULL," \
	" 'person', NULL FROM idle t CROSS JOIN person p ON p.rid = t.person"
#define PAUSED_ROWS "SELECT t.id, t.case_number, t.paused_why, t.paused_until, t.id, NULL, NULL, NULL, t.caseworker," \
	" NULL, t.paused_until, 'person', NULL FROM person t"
#define EXPECTED_ROWS "SELECT t.id, t.case_number, NULL, t.expected, t.id, NULL, NULL, NULL, t.caseworker, NULL, NULL," \
	" 'person', NULL FROM "
#define HANDOVER_ROWS "SELECT p.id, p.case_number, t.remark, t.day, t.id, NULL, t.giver, NULL, t.receiver, NULL, NULL," \
	" 'handover', NULL FROM handover t CROSS JOIN person p ON p.id = t.person AND p.gone = 0"

#define COUNT(table, where) "SELECT count(*) FROM (SELECT 1 FROM " table " WHERE " where " LIMIT " COUNT_TO ")"
#define WHO " AND t.caseworker = :who"
#define STAGE " AND t.stage = :stage"
/* Of what one colleague has, the stage is judged on the way. */
#define WHO_STAGE WHO " AND +t.stage = :stage"

/* Everybody's and one's own. */
#define TWO(var, label, rows, table, where, order) \
	QUERY(var, "today." label, QUERY_INTERACTIVE, rows " WHERE " where order LIMIT); \
	QUERY(var##_n, "today." label "_count", QUERY_INTERACTIVE, COUNT(table " t", where)); \
	QUERY(var##_of, "today." label "_of", QUERY_INTERACTIVE, rows " WHERE " where WHO order LIMIT); \
	QUERY(var##_of_n, "today." label "_of_count", QUERY_INTERACTIVE, COUNT(table " t", where WHO))
/* The same of one stage. */
#define FOUR(var, label, rows, table, where, order) \
	TWO(var, label, rows, table, where, order); \
	QUERY(var##_at, "today." label "_at", QUERY_INTERACTIVE, rows " WHERE " where STAGE order LIMIT); \
	QUERY(var##_at_n, "today." label "_at_count", QUERY_INTERACTIVE, COUNT(table " t", where STAGE)); \
	QUERY(var##_both, "today." label "_both", QUERY_INTERACTIVE, rows " WHERE " where WHO_STAGE order LIMIT); \
	QUERY(var##_both_n, "today." label "_both_count", QUERY_INTERACTIVE, COUNT(table " t", where WHO_STAGE))
#define ROWS_OF(var) { &var, &var##_of, NULL, NULL }, { &var##_n, &var##_of_n, NULL, NULL }
#define ROWS_AT(var) { &var, &var##_of, &var##_at, &var##_both }, { &var##_n, &var##_of_n, &var##_at_n, &var##_both_n }

#define DUE(rank) "t.rank = " rank " AND t.day >= :from AND t.day <= :to" \
	" AND (:kinds IS NULL OR t.kind IN (SELECT value FROM json_each(:kinds)))"
#define BY_DAY " ORDER BY t.day"

FOUR(law, "law", DUE_ROWS, "due", DUE("0"), BY_DAY);
FOUR(city, "city", DUE_ROWS, "due", DUE("1"), BY_DAY);
FOUR(watch, "watch", DUE_ROWS, "due", DUE("2"), BY_DAY);
FOUR(step, "step", STEP_ROWS, "todo", "t.due >= :from AND t.due <= :to", " ORDER BY t.due, t.step");
/* A first interview belongs to the stage of arrival. */
TWO(first, "first", FIRST_ROWS, "todo", "t.first = 1 AND t.since >= :from AND t.since <= :to",
	" ORDER BY t.since, t.step");
TWO(idle, "idle", IDLE_ROWS, "idle", "t.since >= :from AND t.since <= :to", " ORDER BY t.since, t.person");
TWO(meeting, "meeting", MEETING_ROWS, "appointment", "t.day = :to AND :from <= :to AND t.gone = 0"
	" AND t.state IN ('planned', 'kept')", " ORDER BY t.at, t.rid");
TWO(paused, "paused", PAUSED_ROWS, "person", "t.paused_until >= :from AND t.paused_until <= :to AND t.gone = 0"
	" AND t.left IS NULL", " ORDER BY t.paused_until, t.rid");
/* The planner would take the index of arrivals, where all who are expected stand side by side. */
#define IS_EXPECTED "t.expected >= :from AND t.expected <= :to AND t.arrived IS NULL AND t.gone = 0 AND t.left IS NULL"
#define BY_EXPECTED " ORDER BY t.expected, t.rid"
#define EXPECTED(index) "person t INDEXED BY " index
QUERY(expected, "today.expected", QUERY_INTERACTIVE,
	EXPECTED_ROWS EXPECTED("person_expected") " WHERE " IS_EXPECTED BY_EXPECTED LIMIT);
QUERY(expected_n, "today.expected_count", QUERY_INTERACTIVE, COUNT(EXPECTED("person_expected"), IS_EXPECTED));
QUERY(expected_of, "today.expected_of", QUERY_INTERACTIVE,
	EXPECTED_ROWS EXPECTED("person_expected_of") " WHERE " IS_EXPECTED WHO BY_EXPECTED LIMIT);
QUERY(expected_of_n, "today.expected_of_count", QUERY_INTERACTIVE,
	COUNT(EXPECTED("person_expected_of"), IS_EXPECTED WHO));
QUERY(handover, "today.handover", QUERY_INTERACTIVE, HANDOVER_ROWS " WHERE t.receiver = :who AND t.gone = 0"
	" AND t.noted IS NULL AND t.day >= :from AND t.day <= :to ORDER BY t.day, t.rid" LIMIT);
QUERY(handover_n, "today.handover_count", QUERY_INTERACTIVE, COUNT("handover t", "t.receiver = :who AND t.gone = 0"
	" AND t.noted IS NULL AND t.day >= :from AND t.day <= :to"));

const struct source today_sources[SOURCES] = {
	[SOURCE_LAW] = { NULL, ORIGIN_LAW, ROWS_AT(law) },
	[SOURCE_STEP] = { "step", ORIGIN_CITY, ROWS_AT(step) },
	[SOURCE_CITY] = { NULL, ORIGIN_CITY, ROWS_AT(city) },
	[SOURCE_WATCH] = { NULL, ORIGIN_WATCH, ROWS_AT(watch) },
	[SOURCE_FIRST] = { "step", ORIGIN_CITY, ROWS_OF(first) },
	[SOURCE_MEETING] = { "appointment", ORIGIN_NONE, ROWS_OF(meeting) },
	[SOURCE_IDLE] = { "person", ORIGIN_NONE, ROWS_OF(idle) },
	[SOURCE_EXPECTED] = { "person", ORIGIN_NONE, ROWS_OF(expected) },
	[SOURCE_PAUSED] = { "person", ORIGIN_NONE, ROWS_OF(paused) },
	/* One's own, whoever's work is shown. */
	[SOURCE_HANDOVER] = { "handover", ORIGIN_NONE, { &handover, &handover, NULL, NULL },
		{ &handover_n, &handover_n, NULL, NULL } },
};
