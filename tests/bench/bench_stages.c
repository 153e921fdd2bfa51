/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the stages propose and list in a large town (stagetown.h): a place in a waiting
 * list, groups, homes, work and schools for one person, the person's file with all of
 * it, people filtered by how they stand.  The floor reads the rows that each needs by
 * plain statements; it judges, ranks and explains nothing.
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "cases/plan.h"
#include "cases/schools.h"
#include "cases/stay.h"
#include "cases/today.h"
#include "cases/waiting.h"
#include "match/courses.h"
#include "match/homes.h"
#include "match/jobs.h"
#include "register/read.h"
#include "register/trait.h"
#include "stagetown.h"
#include "store/inside.h"
#include "tape.h"

enum { ASKED = 300, SCREEN = 40, MOST = 200, FIT_MOST = 60, COUNT_MOST = 10001 };

static enum status titled(struct store *store, const struct actor *actor, const char *kind, struct id id, struct err *err)
{
	struct str title = STR_INIT;
	enum status st = read_title(store, actor, register_kind(kind), id, &title, err);

	str_free(&title);
	return st;
}

typedef enum status asking(struct store *store, const struct actor *actor, const struct richly *who, struct err *err);

static enum status ask_place(struct store *store, const struct actor *actor, const struct richly *who, struct err *err)
{
	struct waiting_place at;
	struct str words = STR_INIT;
	enum status st = waiting_place(store, who->enrolment, NULL, &at, err);

	(void)actor;
	if (st == ST_OK)
		waiting_place_words(&words, &at);
	str_free(&words);
	return st;
}

/* As the screen does: of each row the enrolment and the person's name. */
static enum status list_rows(struct store *store, const struct actor *actor, const struct waiting_list *list, struct err *err)
{
	struct waiting_row row[SCREEN];
	int64_t length;
	int n = 0;
	enum status st = waiting_length(store, list, &length, err);

	if (st == ST_OK)
		st = waiting_read(store, actor, list, NULL, false, SCREEN, row, &n, err);
	for (int i = 0; st == ST_OK && i < n; i++) {
		struct record *record = NULL;

		st = read_brief(store, actor, register_kind("enrolment"), row[i].enrolment, &record, err);
		record_free(record);
		if (st == ST_OK)
			st = titled(store, actor, "person", row[i].person, err);
	}
	return st;
}

static enum status ask_list(struct store *store, const struct actor *actor, const struct richly *who, struct err *err)
{
	struct waiting_list list = { .language = "en" };

	str_copy(list.level, sizeof(list.level), who->level);
	return list_rows(store, actor, &list, err);
}

static enum status ask_list_of_place(struct store *store, const struct actor *actor, const struct richly *who, struct err *err)
{
	struct waiting_list list = { .language = "en", .of_place = true, .place = who->neighbourhood };

	str_copy(list.level, sizeof(list.level), who->level);
	return list_rows(store, actor, &list, err);
}

static enum status ask_groups(struct store *store, const struct actor *actor, const struct richly *who, struct err *err)
{
	struct match_line line[MATCH_CRITERIA_MOST];
	struct match_groups groups;
	enum status st = match_groups_of(store, actor, who->id, FIT_MOST, &groups, err);

	for (int i = 0; st == ST_OK && i < groups.count; i++) {
		const struct match_group *row = &groups.row[i];
		struct str words = STR_INIT;

		if (row->rank >= 0)
			match_tell(&groups.facts, &groups.rule, 0, groups.rank[row->rank].place, line);
		else
			fit_words(&words, &row->fit, " · ");
		str_free(&words);
	}
	if (st == ST_OK)
		match_groups_clear(&groups);
	return st;
}

static enum status ask_homes(struct store *store, const struct actor *actor, const struct richly *who, struct err *err)
{
	struct match_homes homes;
	enum status st = match_homes_of(store, actor, who->id, MOST, &homes, err);

	if (st == ST_OK)
		match_homes_clear(&homes);
	return st == ST_INVALID ? ST_OK : st;       /* who rests is offered nothing, and is told so */
}

static enum status ask_jobs(struct store *store, const struct actor *actor, const struct richly *who, struct err *err)
{
	struct match_jobs jobs;
	enum status st = match_jobs_of(store, actor, who->id, MOST, &jobs, err);

	if (st == ST_OK)
		match_jobs_clear(&jobs);
	return st == ST_INVALID ? ST_OK : st;       /* who rests is offered nothing, and is told so */
}

static enum status ask_schools(struct store *store, const struct actor *actor, const struct richly *who, struct err *err)
{
	struct schools schools;
	enum status st = schools_for(store, actor, who->id, "primary", &schools, err);

	if (st == ST_OK)
		schools_clear(&schools);
	return st;
}

static enum status of_person(struct store *store, const struct actor *actor, const struct kind *kind, const char *person,
	struct err *err)
{
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	enum status st;

	query.filter[0] = (struct filter){ kind_field(kind, kind->person), FILTER_IS, person };
	st = read_list(store, actor, &query, NULL, false, MOST, &page, err);
	if (st == ST_OK)
		list_page_free(&page);
	return st;
}

static bool of_a_stage(const struct kind *kind)
{
	static const char *const stages[] = { "language", "skills", "work", "housing", "school" };

	for (size_t i = 0; kind->person && i < ARRAY_LEN(stages); i++)
		if (str_same(kind->stage, stages[i]))
			return true;
	return false;
}

/* The person (the look is noted), the stages, where the person stays, and what every tab of a stage lists, one after the
 * other: a colleague sees one at a time. */
static enum status ask_file(struct store *store, const struct actor *actor, const struct richly *who, struct err *err)
{
	struct stage_view stages[STAGES];
	struct stay_row stay = { .place = NULL };
	struct today_row next;
	struct record *record = NULL;
	int count;
	const struct kind *const *all = register_kinds(&count);
	enum status st = read_record(store, actor, register_kind("person"), who->id, &record, err);

	memset(stages, 0, sizeof(stages));
	record_free(record);
	if (st == ST_OK)
		st = plan_stages(store, actor, who->id, stages, err);
	stage_views_clear(stages);
	if (st == ST_OK && (st = stay_now(store, actor, who->id, &stay, err)) == ST_DONE)
		st = ST_OK;
	free(stay.place);
	if (st == ST_OK)
		st = today_next(store, actor, who->id, clock_today(), &next, err);
	if (st == ST_OK)
		today_row_clear(&next);
	for (int i = 0; st == ST_OK && i < count; i++)
		if (of_a_stage(all[i]) || str_same(all[i]->name, "step"))
			st = of_person(store, actor, all[i], who->id_text, err);
	return st == ST_OK ? ask_place(store, actor, who, err) : st;
}

/* ---- the floor ---- */

#define NAMED "p.id, p.case_number, p.used_name, p.given_name, p.family_name"
#define MINE "FROM queue q JOIN queue me ON me.enrolment = (SELECT rid FROM enrolment WHERE id = ?2) AND q.language = me.language" \
	" AND q.level = me.level"
#define LINE(rest) "SELECT " NAMED ", e.*, q.key FROM queue q CROSS JOIN enrolment e ON e.rid = q.enrolment" \
	" CROSS JOIN person p ON p.rid = q.person WHERE q.language = 'en' AND q.level = ?3" rest " ORDER BY q.key LIMIT 40"
#define WHOLE(kind) "SELECT * FROM " kind " WHERE person = ?1 AND gone = 0"
#define TRADES_OF "SELECT DISTINCT substr(occupation, 1, 2) AS g FROM (SELECT occupation FROM jobwish WHERE person = ?1 AND gone = 0" \
	" UNION ALL SELECT occupation FROM experience WHERE person = ?1 AND gone = 0)"

static const char *const place_floor[] = {
	"SELECT count(*) " MINE " AND q.key < me.key AND q.place IN (x'', me.place)",
	"SELECT count(*) " MINE " AND q.place IN (x'', me.place)", NULL,
};
static const char *const list_floor[] = { LINE(""), NULL };
static const char *const place_list_floor[] = { LINE(" AND (q.place = x'' OR q.place = ?4)"), NULL };
static const char *const groups_floor[] = {
	"SELECT * FROM person WHERE id = ?1", WHOLE("enrolment"), WHOLE("employment"), WHOLE("school_place"),
	"SELECT c.*, n.latitude, n.longitude, (SELECT count(*) FROM enrolment e WHERE e.course = c.id AND e.gone = 0 AND e.state IN"
	" ('offered', 'enrolled', 'attending')) FROM course c LEFT JOIN neighbourhood n ON n.id = c.neighbourhood WHERE c.gone = 0"
	" AND c.language = 'en' AND c.level = ?3 AND c.state IN ('planned', 'open', 'running') ORDER BY c.starts DESC LIMIT 60", NULL,
};
static const char *const homes_floor[] = {
	"SELECT * FROM person WHERE id = ?1", WHOLE("need"), WHOLE("preference"),
	"SELECT d.*, n.name, n.latitude, n.longitude FROM dwelling d LEFT JOIN neighbourhood n ON n.id = d.neighbourhood"
	" WHERE d.gone = 0 AND d.state = 'free'", NULL,
};
static const char *const jobs_floor[] = {
	"SELECT * FROM person WHERE id = ?1", WHOLE("jobwish"), WHOLE("level"), WHOLE("application"),
	"SELECT v.*, e.name, n.latitude, n.longitude FROM (" TRADES_OF ") t CROSS JOIN vacancy v INDEXED BY vacancy_open ON"
	" v.occupation >= t.g AND v.occupation < t.g || 'A' AND v.gone = 0 AND v.state = 'open' LEFT JOIN employer e ON e.id = v.employer"
	" LEFT JOIN neighbourhood n ON n.id = e.neighbourhood LIMIT 800",
	"SELECT v.*, e.name FROM vacancy v INDEXED BY vacancy_open_by_posted LEFT JOIN employer e ON e.id = v.employer"
	" WHERE v.gone = 0 AND v.state = 'open' ORDER BY v.posted DESC LIMIT 200", NULL,
};
static const char *const schools_floor[] = {
	"SELECT * FROM person WHERE id = ?1", WHOLE("speaks"), WHOLE("school_place"),
	"SELECT s.*, n.name, n.latitude, n.longitude, (SELECT count(*) FROM school_place x WHERE x.school = s.id AND x.gone = 0 AND"
	" x.state IN ('offered', 'placed')), (SELECT count(*) FROM school_place x WHERE x.school = s.id AND x.gone = 0 AND x.state IN"
	" ('asked', 'waiting')) FROM school s LEFT JOIN neighbourhood n ON n.id = s.neighbourhood WHERE s.gone = 0", NULL,
};
static const char *const file_floor[] = {
	"SELECT * FROM person WHERE id = ?1", BENCH_LOOK,
	WHOLE("plan"), WHOLE("step"), WHOLE("speaks"), WHOLE("level"), WHOLE("enrolment"), WHOLE("exam"), WHOLE("entitlement"),
	WHOLE("presence"), WHOLE("credential"), WHOLE("requirement"), WHOLE("fee"), WHOLE("measure"), WHOLE("training"),
	WHOLE("education"), WHOLE("experience"), WHOLE("skill"), WHOLE("skilltest"), WHOLE("jobwish"), WHOLE("application"),
	WHOLE("employment"), WHOLE("retention"), WHOLE("enterprise"), WHOLE("placement"), WHOLE("need"), WHOLE("preference"),
	WHOLE("stay"), WHOLE("subsidy"), WHOLE("visit"), WHOLE("school_place"), WHOLE("tutoring"), NULL,
};
enum { FLOOR_MOST = 40 };

static void bind(sqlite3_stmt *stmt, const struct richly *who)
{
	int n = sqlite3_bind_parameter_count(stmt);

	sqlite3_bind_blob(stmt, 1, who->id.b, sizeof(who->id.b), SQLITE_STATIC);
	if (n > 1)
		sqlite3_bind_blob(stmt, 2, who->enrolment.b, sizeof(who->enrolment.b), SQLITE_STATIC);
	if (n > 2)
		sqlite3_bind_text(stmt, 3, who->level, -1, SQLITE_STATIC);
	if (n > 3)
		sqlite3_bind_blob(stmt, 4, who->neighbourhood.b, sizeof(who->neighbourhood.b), SQLITE_STATIC);
}

static void run(sqlite3 *db, sqlite3_stmt *stmt)
{
	int rc;

	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		for (int c = 0; c < sqlite3_column_count(stmt); c++)
			sqlite3_column_blob(stmt, c);
	if (rc != SQLITE_DONE)
		bench_die("floor of stages", sqlite3_errmsg(db));
	sqlite3_reset(stmt);
}

static int prepare(sqlite3 *db, const char *const *sql, sqlite3_stmt **stmt)
{
	int n = 0;

	for (; sql[n]; n++)
		if (n == FLOOR_MOST || sqlite3_prepare_v2(db, sql[n], -1, &stmt[n], NULL) != SQLITE_OK)
			bench_die(sql[n], sqlite3_errmsg(db));
	return n;
}

static struct samples floor_of(const char *path, const char *const *sql, const struct richly *who, int count)
{
	sqlite3_stmt *stmt[FLOOR_MOST];
	struct samples all = { 0 };
	sqlite3 *db;
	int n;

	/* A look is written, not waited for. */
	if (floor_open(path, 8192, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL) != SQLITE_OK)
		bench_die("floor of stages", sqlite3_errmsg(db));
	n = prepare(db, sql, stmt);
	for (int i = 0; i < count; i++) {
		int64_t t = bench_ns();

		for (int k = 0; k < n; k++) {
			bind(stmt[k], &who[i]);
			run(db, stmt[k]);
		}
		samples_add(&all, (double)(bench_ns() - t) / 1e6);
	}
	for (int k = 0; k < n; k++)
		sqlite3_finalize(stmt[k]);
	sqlite3_close(db);
	return all;
}

/* ---- and ours ---- */

static struct samples ours(const struct bench *bench, const char *path, asking *ask, const struct richly *who, int count)
{
	struct store *store = bench_store(path, 0, false);
	struct samples all = { 0 };
	struct err err;

	for (int i = 0; i < count; i++) {
		int64_t t = bench_ns();

		if (ask(store, &bench->actor, &who[i], &err) != ST_OK)
			bench_die("stages", err.text);
		samples_add(&all, (double)(bench_ns() - t) / 1e6);
	}
	store_close(store);
	return all;
}

static void tell(const char *what, struct samples *our, struct samples *floor)
{
	char *median = mem_fmt("%s, median", what), *worst = mem_fmt("%s, 99th percentile", what);

	bench_row(median, "ms", samples_at(our, 50), samples_at(floor, 50), AIM_NONE, 0);
	bench_row(worst, "ms", samples_at(our, 99), 0, AIM_AT_MOST, 16);
	bench_row("  the floor's 99th percentile", "ms", samples_at(floor, 99), 0, AIM_NONE, 0);
	bench_row("  longest", "ms", samples_at(our, 100), 0, AIM_NONE, 0);
	samples_free(our);
	samples_free(floor);
	free(median);
	free(worst);
}

static void measure_people(const struct bench *bench, const char *path)
{
	static const struct { const char *what; asking *ask; const char *const *floor; } rows[] = {
		{ "a place in a waiting list, explained", ask_place, place_floor },
		{ "first screen of a waiting list", ask_list, list_floor },
		{ "the same of one neighbourhood", ask_list_of_place, place_list_floor },
		{ "groups that fit one person", ask_groups, groups_floor },
		{ "homes that fit a household", ask_homes, homes_floor },
		{ "vacancies that fit a person", ask_jobs, jobs_floor },
		{ "schools for a child", ask_schools, schools_floor },
		{ "a file, all tabs of all stages", ask_file, file_floor },
	};
	struct store *store = bench_store(path, 0, false);
	int count;
	struct richly *who = stagetown_people(store, ASKED, &count);

	store_close(store);
	if (!count)
		bench_die("stages", "nobody to ask about");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct samples our = ours(bench, path, rows[i].ask, who, count);
		struct samples floor = floor_of(path, rows[i].floor, who, count);

		tell(rows[i].what, &our, &floor);
	}
	free(who);
}

/* ---- people filtered ---- */

#define LISTED "SELECT p.* FROM person p INDEXED BY person_by_title WHERE p.gone = 0 AND p.sort_key IS NOT NULL AND "
/* Where few people have it, these are sorted. */
#define FEW "SELECT p.* FROM person p NOT INDEXED WHERE p.gone = 0 AND p.rid IN ("
#define FIRST " ORDER BY p.sort_key, p.rid LIMIT 41"
#define STEP_OF(condition) LISTED "EXISTS(SELECT 1 FROM todo t WHERE t.person = p.rid AND " condition ")" FIRST

static const struct { const char *what, *filter[2][2], *floor; } lists[] = {
	{ "people late in anything", { { "overdue", "any" } }, FEW "SELECT person FROM todo WHERE due < date('now')"
		" UNION SELECT person FROM due WHERE kind = 'clock' AND day < date('now'))" FIRST },
	{ "people with a late clock", { { "overdue", "clock" } },
		FEW "SELECT person FROM due WHERE kind = 'clock' AND day < date('now'))" FIRST },
	{ "people with late steps of work", { { "stage_work", "late" } },
		FEW "SELECT person FROM todo WHERE stage = 'work' AND due < date('now'))" FIRST },
	{ "people whose language stage is under way", { { "stage_language", "under_way" } },
		FEW "SELECT person FROM todo WHERE stage = 'language' AND state = 'under_way')" FIRST },
	{ "people whose housing stage waits", { { "stage_housing", "waiting" } },
		FEW "SELECT person FROM todo WHERE stage = 'housing' AND state = 'waiting')" FIRST },
	{ "people whose work stage is open", { { "stage_work", "open" } }, STEP_OF("t.stage = 'work' AND t.state = 'open'") },
	{ "people whose school stage is all done", { { "stage_school", "done" } },
		LISTED "EXISTS(SELECT 1 FROM step s WHERE s.person = p.id AND s.gone = 0 AND s.stage = 'school' AND s.state = 'done')" FIRST },
	{ "people with nothing planned for skills", { { "stage_skills", "none" } },
		LISTED "NOT EXISTS(SELECT 1 FROM step s WHERE s.person = p.id AND s.gone = 0 AND s.stage = 'skills')" FIRST },
	{ "people on A2", { { "cefr", "a2" } },
		LISTED "EXISTS(SELECT 1 FROM level l WHERE l.person = p.id AND l.gone = 0 AND l.overall = 'a2')" FIRST },
	{ "people on C1", { { "cefr", "c1" } },
		FEW "SELECT n.rid FROM level l JOIN person n ON n.id = l.person WHERE l.gone = 0 AND l.overall = 'c1')" FIRST },
	{ "people in reception", { { "staying", "reception" } },
		LISTED "EXISTS(SELECT 1 FROM stay s WHERE s.person = p.id AND s.gone = 0 AND s.until IS NULL AND s.place = 'reception')" FIRST },
	{ "people on A2 in reception", { { "cefr", "a2" }, { "staying", "reception" } },
		LISTED "EXISTS(SELECT 1 FROM level l WHERE l.person = p.id AND l.gone = 0 AND l.overall = 'a2') AND EXISTS(SELECT 1 FROM"
		" stay s WHERE s.person = p.id AND s.gone = 0 AND s.until IS NULL AND s.place = 'reception')" FIRST },
	{ "people on B1 with late steps of language", { { "cefr", "b1" }, { "stage_language", "late" } },
		LISTED "EXISTS(SELECT 1 FROM level l WHERE l.person = p.id AND l.gone = 0 AND l.overall = 'b1') AND EXISTS(SELECT 1 FROM"
		" todo t WHERE t.person = p.rid AND t.stage = 'language' AND t.due < date('now'))" FIRST },
};
enum { REPEATED = 60, FLOOR_REPEATED = 10 };
/* A list that asks everybody takes seconds: three of it say enough, and the others come to be measured. */
static bool goes_on(int done, int most, int64_t began)
{
	return done < 3 || (done < most && bench_wall_ns() - began < 8000000000);
}

static struct list_query query_of(size_t i)
{
	struct list_query query = { .kind = register_kind("person") };

	for (size_t f = 0; f < 2 && lists[i].filter[f][0]; f++) {
		const struct field *field = filter_field(query.kind, lists[i].filter[f][0]);

		if (!field)
			bench_die(lists[i].filter[f][0], "no filter");
		query.filter[query.n_filters++] = (struct filter){ field, FILTER_IS, lists[i].filter[f][1] };
	}
	return query;
}

static struct samples list_ours(const struct bench *bench, struct store *store, size_t i, struct samples *count)
{
	struct list_query query = query_of(i);
	struct samples all = { 0 };
	int64_t began = bench_wall_ns();
	struct err err;

	for (int n = 0; goes_on(n, REPEATED, began); n++) {
		struct list_page page;
		int64_t t = bench_ns(), many;

		if (read_list(store, &bench->actor, &query, NULL, false, SCREEN, &page, &err) != ST_OK)
			bench_die(lists[i].what, err.text);
		samples_add(&all, (double)(bench_ns() - t) / 1e6);
		list_page_free(&page);
		t = bench_ns();
		if (read_count(store, &bench->actor, &query, COUNT_MOST, &many, &err) != ST_OK)
			bench_die(lists[i].what, err.text);
		samples_add(count, (double)(bench_ns() - t) / 1e6);
	}
	return all;
}

static void measure_lists(const struct bench *bench, const char *path)
{
	struct samples floor = { 0 }, count = { 0 };
	struct store *store = bench_store(path, 0, false);
	sqlite3_stmt *stmt[1];
	sqlite3 *db;

	if (floor_open(path, 8192, &db) != SQLITE_OK)
		bench_die("floor of lists", sqlite3_errmsg(db));
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		const char *const sql[] = { lists[i].floor, NULL };
		struct samples our = list_ours(bench, store, i, &count);
		int64_t began = bench_wall_ns();

		prepare(db, sql, stmt);
		for (int n = 0; goes_on(n, FLOOR_REPEATED, began); n++) {
			int64_t t = bench_ns();

			run(db, stmt[0]);
			samples_add(&floor, (double)(bench_ns() - t) / 1e6);
		}
		sqlite3_finalize(stmt[0]);
		tell(lists[i].what, &our, &floor);
	}
	bench_row("how many such a list holds, median", "ms", samples_at(&count, 50), 0, AIM_NONE, 0);
	bench_row("how many such a list holds, 99th percentile", "ms", samples_at(&count, 99), 0, AIM_NONE, 0);
	samples_free(&count);
	sqlite3_close(db);
	store_close(store);
}

void bench_stages(const struct bench *bench)
{
	const char *path = bench_copy(bench, "stages");

	stagetown_fill(path);
	printf("(%d groups, %d free homes, %d vacancies, %d schools; every third person waits for a course)\n", 4 * GROUPS, HOMES,
		VACANCIES, SCHOOLS);
	measure_people(bench, path);
	measure_lists(bench, path);
}
