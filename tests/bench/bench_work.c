/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The worklists of a large town: Today and the week over ten open steps and ten
 * running clocks a person, put there by plain SQL and made into what Today reads by
 * the rules' own tables.  The floor reads the same ranges by plain statements, names
 * along with them.
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "cases/agenda.h"
#include "cases/due.h"
#include "cases/today.h"
#include "cases/todo.h"
#include "store/inside.h"
#include "tape.h"

enum { EACH = 10, ASKED = 200, ROWS = 20, COLLEAGUES = 400, DAYS = 60, SHOWN = 60 };

#define NUMBERS "WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 9)"
/* From thirty days ago to a year ahead, the same at every run. */
#define A_DAY(prime) "date(:today, printf('%+d days', (p.rid * 7919 + n.n * " prime ") % 395 - 30))"
#define AN_ID(kind) "CAST(printf('" kind "%015d', p.rid * 16 + n.n) AS BLOB)"
#define COLLEAGUE "printf('c%03d', p.rid % 400)"

static const char *const filling[] = {
	NUMBERS " INSERT INTO step(id, rev, gone, person, stage, what, who, state, target, caseworker)"
	" SELECT " AN_ID("s") ", 1, 0, p.id, CASE n.n % 5 WHEN 0 THEN 'arrival' WHEN 1 THEN 'language' WHEN 2 THEN 'skills'"
	" WHEN 3 THEN 'work' ELSE 'housing' END, 'Talk', 'caseworker', CASE n.n % 3 WHEN 0 THEN 'under_way' ELSE 'open' END,"
	" " A_DAY("104729") ", " COLLEAGUE " FROM person p, n WHERE p.gone = 0",
	NUMBERS " INSERT INTO clock(id, rev, gone, person, what, set_by, event, began, length, due, state, caseworker)"
	" SELECT " AN_ID("k") ", 1, 0, p.id, 'Plan to be set', CASE n.n % 2 WHEN 0 THEN 'law' ELSE 'city' END, 'registered',"
	" :today, '10 weeks', " A_DAY("15485863") ", 'running', " COLLEAGUE " FROM person p, n WHERE p.gone = 0",
	NUMBERS " INSERT INTO appointment(id, rev, gone, person, what, day, at, place, interpreter, caseworker, state)"
	" SELECT " AN_ID("a") ", 1, 0, p.id, 'Plan interview', " A_DAY("179424673") ", printf('%02d:%02d', 8 + p.rid % 9,"
	" 15 * (p.rid % 4)), 'Room 1', 'none', " COLLEAGUE ", 'planned' FROM person p, n WHERE p.gone = 0 AND n.n = 0",
};

static int64_t run(struct store *store, const char *sql)
{
	struct stmt *stmt;
	struct err err;
	char today[11];

	if (store_sql(store, sql, &stmt, &err) != ST_OK)
		bench_die("work", err.text);
	date_text(clock_today(), today);
	stmt_text(stmt, "today", today);
	if (stmt_run(stmt, &err) != ST_OK)
		bench_die("work", err.text);
	return store_changes(store);
}

/* Some minutes for 100,000 people. */
static void fill(const char *path)
{
	struct store *store = bench_store(path, 65536, false);
	struct err err;
	unsigned was;

	if (store_begin(store, &err) != ST_OK)
		bench_die("work", err.text);
	was = store_enter(store, DOOR_CHANGE);
	for (size_t i = 0; i < ARRAY_LEN(filling); i++)
		run(store, filling[i]);
	if (todo_rebuild(store, &err) != ST_OK || due_rebuild(store, &err) != ST_OK)
		bench_die("work", err.text);
	store_leave(store, was);
	if (store_commit(store, &err) != ST_OK)
		bench_die("work", err.text);
	store_close(store);
}

static struct today_ask nth(int i, const char *who, const char *stage)
{
	return (struct today_ask){ date_add_days(clock_today(), i % DAYS - DAYS / 2), ROWS, who, stage, false };
}

/* As the screen does: the names of the rows that 80 columns by 24 rows show. */
static void read_today(struct store *store, const struct actor *actor, const struct today_ask *ask)
{
	struct today_ask bare = *ask;
	struct today today;
	struct err err;

	bare.untitled = true;
	if (today_read(store, actor, &bare, &today, &err) != ST_OK)
		bench_die("today", err.text);
	for (int i = 0; i < today.count && i < ROWS; i++)
		today_name(store, actor, &today.row[i], NULL);
	today_clear(&today);
}

static void read_week(struct store *store, const struct actor *actor, const struct today_ask *ask)
{
	struct week week;
	struct err err;

	if (week_read(store, actor, ask, &week, &err) != ST_OK)
		bench_die("week", err.text);
	week_clear(&week);
}

/* As the agenda's screen reads its week: 500 appointments at the most, with the names of those it shows. */
static void read_agenda(struct store *store, const struct actor *actor, const struct today_ask *ask)
{
	struct agenda_query query = { .from = ask->day, .days = WEEK_DAYS, .colleague = ask->caseworker };
	struct agenda agenda;
	struct err err;

	if (agenda_load(store, actor, &query, ask->limit, &agenda, &err) != ST_OK)
		bench_die("agenda", err.text);
	for (int i = 0; i < agenda.count && i < SHOWN; i++)
		agenda_title(store, actor, &agenda.row[i]);
	agenda_clear(&agenda);
}

typedef void reading(struct store *store, const struct actor *actor, const struct today_ask *ask);

static struct samples ours(const struct bench *bench, const char *path, reading *read, int rows, bool own, const char *stage)
{
	struct store *store = bench_store(path, 0, false);
	struct samples all = { 0 };

	for (int i = 0; i < ASKED; i++) {
		char who[8];
		struct today_ask ask;
		int64_t t;

		snprintf(who, sizeof(who), "c%03d", i * 7 % COLLEAGUES);
		ask = nth(i, own ? who : NULL, stage);
		ask.limit = rows;
		t = bench_ns();
		read(store, &bench->actor, &ask);
		samples_add(&all, (double)(bench_ns() - t) / 1e6);
	}
	store_close(store);
	return all;
}

#define NAMED "p.id, p.case_number, p.used_name, p.given_name, p.family_name"
#define DUE_FLOOR(rank) "SELECT " NAMED ", d.day, d.record, c.what FROM due d CROSS JOIN person p ON p.rid = d.person" \
	" LEFT JOIN clock c ON c.id = d.record WHERE d.rank = " rank
#define STEP_FLOOR "SELECT " NAMED ", s.what, s.target FROM todo t CROSS JOIN step s ON s.rid = t.step" \
	" CROSS JOIN person p ON p.rid = t.person WHERE "
#define MEETING_FLOOR "SELECT " NAMED ", a.what, a.at, a.place FROM appointment a CROSS JOIN person p ON p.id = a.person" \
	" WHERE a.day = ?1 AND a.gone = 0 AND a.state IN ('planned', 'kept') ORDER BY a.at, a.rid LIMIT ?2"
/* One more than TODAY_COUNTED. */
#define TO_COUNT(rest) "SELECT count(*) FROM (SELECT 1 FROM " rest " LIMIT 1001)"
#define MEETINGS_COUNT TO_COUNT("appointment WHERE day = ?1 AND gone = 0 AND state IN ('planned', 'kept')")

static const char *const today_floor[] = {
	DUE_FLOOR("0") " AND d.day <= date(?1, '+14 days') ORDER BY d.day LIMIT ?2",
	TO_COUNT("due WHERE rank = 0 AND day <= date(?1, '+14 days')"),
	STEP_FLOOR "t.due < ?1 ORDER BY t.due, t.step LIMIT ?2", TO_COUNT("todo WHERE due < ?1"),
	DUE_FLOOR("1") " AND d.day < ?1 ORDER BY d.day LIMIT ?2", TO_COUNT("due WHERE rank = 1 AND day < ?1"),
	DUE_FLOOR("2") " AND d.day <= date(?1, '+3 days') ORDER BY d.day LIMIT ?2",
	TO_COUNT("due WHERE rank = 2 AND day <= date(?1, '+3 days')"),
	STEP_FLOOR "t.first = 1 AND t.since <= ?1 ORDER BY t.since, t.step LIMIT ?2",
	TO_COUNT("todo WHERE first = 1 AND since <= ?1"),
	MEETING_FLOOR, MEETINGS_COUNT, MEETING_FLOOR, MEETINGS_COUNT,
	"SELECT " NAMED ", p.arrived FROM idle i CROSS JOIN person p ON p.rid = i.person WHERE i.since <= ?1"
	" ORDER BY i.since, i.person LIMIT ?2", TO_COUNT("idle WHERE since <= ?1"),
};
static const char *const week_floor[] = {
	DUE_FLOOR("0") " AND d.day = ?1 LIMIT ?2", TO_COUNT("due WHERE rank = 0 AND day = ?1"),
	STEP_FLOOR "t.due = ?1 ORDER BY t.step LIMIT ?2", TO_COUNT("todo WHERE due = ?1"),
	DUE_FLOOR("1") " AND d.day = ?1 LIMIT ?2", TO_COUNT("due WHERE rank = 1 AND day = ?1"),
	DUE_FLOOR("2") " AND d.day = ?1 LIMIT ?2", TO_COUNT("due WHERE rank = 2 AND day = ?1"),
	MEETING_FLOOR, MEETINGS_COUNT,
};
static const char *const agenda_floor[] = { MEETING_FLOOR };
enum { FLOOR_MOST = 16 };

static void step_floor(sqlite3 *db, sqlite3_stmt *stmt, const char *day, int rows)
{
	int rc;

	sqlite3_bind_text(stmt, 1, day, -1, SQLITE_STATIC);
	if (sqlite3_bind_parameter_count(stmt) > 1)
		sqlite3_bind_int(stmt, 2, rows);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		for (int c = 0; c < sqlite3_column_count(stmt); c++)
			sqlite3_column_blob(stmt, c);
	if (rc != SQLITE_DONE)
		bench_die("floor of work", sqlite3_errmsg(db));
	sqlite3_reset(stmt);
}

static struct samples floor_of(const char *path, const char *const *sql, int n, int days, int rows)
{
	sqlite3_stmt *stmt[FLOOR_MOST];
	struct samples all = { 0 };
	sqlite3 *db;

	if (floor_open(path, 8192, &db) != SQLITE_OK)
		bench_die("floor of work", sqlite3_errmsg(db));
	for (int i = 0; i < n; i++)
		if (sqlite3_prepare_v2(db, sql[i], -1, &stmt[i], NULL) != SQLITE_OK)
			bench_die("floor of work", sqlite3_errmsg(db));
	for (int i = 0; i < ASKED; i++) {
		struct today_ask ask = nth(i, NULL, NULL);
		int64_t t = bench_ns();

		for (int d = 0; d < days; d++) {
			char day[11];

			date_text(date_add_days(ask.day, d), day);
			for (int k = 0; k < n; k++)
				step_floor(db, stmt[k], day, rows);
		}
		samples_add(&all, (double)(bench_ns() - t) / 1e6);
	}
	for (int i = 0; i < n; i++)
		sqlite3_finalize(stmt[i]);
	sqlite3_close(db);
	return all;
}

/* The 99th percentile is held against one frame; the floor stands beside it. */
static void tell(const char *what, struct samples *our, struct samples *floor)
{
	char *median = mem_fmt("%s, median", what), *worst = mem_fmt("%s, 99th percentile", what);

	bench_row(median, "ms", samples_at(our, 50), floor ? samples_at(floor, 50) : 0, AIM_NONE, 0);
	bench_row(worst, "ms", samples_at(our, 99), 0, AIM_AT_MOST, 16);
	if (floor)
		bench_row("  the floor's 99th percentile", "ms", samples_at(floor, 99), 0, AIM_NONE, 0);
	samples_free(our);
	if (floor)
		samples_free(floor);
	free(median);
	free(worst);
}

void bench_work(const struct bench *bench)
{
	enum { WEEK_ROWS = 6, AGENDA_ROWS = 500 };
	const char *path = bench_copy(bench, "work");
	struct samples our, floor;

	fill(path);
	printf("(%lld steps and as many clocks)\n", (long long)bench->people * EACH);
	our = ours(bench, path, read_today, ROWS, false, NULL);
	floor = floor_of(path, today_floor, ARRAY_LEN(today_floor), 1, ROWS);
	tell("Today, the whole town", &our, &floor);
	our = ours(bench, path, read_today, ROWS, true, NULL);
	tell("Today, one colleague's", &our, NULL);
	our = ours(bench, path, read_today, ROWS, false, "work");
	tell("Today, one stage", &our, NULL);
	our = ours(bench, path, read_week, WEEK_ROWS, false, NULL);
	floor = floor_of(path, week_floor, ARRAY_LEN(week_floor), WEEK_DAYS, WEEK_ROWS);
	tell("the week, the whole town", &our, &floor);
	our = ours(bench, path, read_week, WEEK_ROWS, true, NULL);
	tell("the week, one colleague's", &our, NULL);
	our = ours(bench, path, read_agenda, AGENDA_ROWS, false, NULL);
	floor = floor_of(path, agenda_floor, ARRAY_LEN(agenda_floor), WEEK_DAYS, AGENDA_ROWS / WEEK_DAYS);
	tell("a week's agenda, the whole town", &our, &floor);
	our = ours(bench, path, read_agenda, AGENDA_ROWS, true, NULL);
	tell("a week's agenda, one colleague's", &our, NULL);
}
