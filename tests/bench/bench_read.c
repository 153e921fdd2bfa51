/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What answers a key, without the terminal: a person's file, Today, Find, a page
 * of a list.  The floor of a person's file reads the same rows by plain statements
 * and notes the look in the same way.
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "cases/plan.h"
#include "cases/today.h"
#include "register/find.h"
#include "register/read.h"
#include "store/inside.h"
#include "tape.h"

enum { PEOPLE = 1000, DAYS = 60 };

struct somebody {
	struct id id;
	char id_text[37];
	char *name;            /* as a colleague would type it */
};

/* PEOPLE of them, spread evenly over the file. */
static struct somebody *choose(struct store *store, int *count)
{
	struct somebody *all = mem_array(PEOPLE, sizeof(*all));
	struct stmt *stmt;

	*count = 0;
	for (int i = 0; i < PEOPLE; i++) {
		struct somebody *s = &all[*count];

		if (store_sql(store, "SELECT id, coalesce(family_name, '') || ' ' || coalesce(given_name, '') FROM person"
				     " WHERE rid >= 1 + (:i * (SELECT max(rid) FROM person)) / :n AND gone = 0"
				     " ORDER BY rid LIMIT 1", &stmt, NULL) != ST_OK)
			bench_die("read", "nobody to read");
		stmt_int(stmt, "i", i);
		stmt_int(stmt, "n", PEOPLE);
		if (stmt_step(stmt, NULL) == ST_OK) {
			s->id = stmt_get_id(stmt, 0);
			id_text(s->id, s->id_text);
			s->name = mem_str(stmt_get_text(stmt, 1));
			++*count;
		}
		stmt_reset(stmt);
	}
	return all;
}

static void list_of_person(struct store *store, const struct actor *actor, const char *kind, const char *person)
{
	struct list_query query = { .kind = register_kind(kind), .n_filters = 1 };
	struct list_page page;
	struct err err;

	query.filter[0] = (struct filter){ kind_field(query.kind, "person"), FILTER_IS, person };
	if (read_list(store, actor, &query, NULL, false, 50, &page, &err) != ST_OK)
		bench_die(kind, err.text);
	list_page_free(&page);
}

/* As the screen does: the person (the look is noted), languages, stages, the plan's steps. */
static void open_file(struct store *store, const struct actor *actor, const struct somebody *who)
{
	struct stage_view stages[STAGES];
	struct record *record;
	struct err err;

	memset(stages, 0, sizeof(stages));
	if (read_record(store, actor, register_kind("person"), who->id, &record, &err) != ST_OK)
		bench_die("open", err.text);
	record_free(record);
	list_of_person(store, actor, "speaks", who->id_text);
	if (plan_stages(store, actor, who->id, stages, &err) != ST_OK)
		bench_die("stages", err.text);
	stage_views_clear(stages);
	list_of_person(store, actor, "step", who->id_text);
}

static const char *const floor_sql[] = {
	"SELECT * FROM person WHERE id = ?1",
	BENCH_LOOK,
	"SELECT * FROM speaks WHERE person = ?1 AND gone = 0",
	"SELECT * FROM plan WHERE person = ?1 AND gone = 0",
	"SELECT * FROM step WHERE person = ?1 AND gone = 0",
	"SELECT * FROM enrolment WHERE person = ?1 AND gone = 0",
	"SELECT * FROM credential WHERE person = ?1 AND gone = 0",
	"SELECT * FROM application WHERE person = ?1 AND gone = 0",
	"SELECT * FROM placement WHERE person = ?1 AND gone = 0",
	"SELECT * FROM step WHERE person = ?1 AND gone = 0 ORDER BY sort_key, rid LIMIT 50",
};

static void open_floor(sqlite3 *db, sqlite3_stmt **stmt, const struct somebody *who)
{
	for (size_t i = 0; i < ARRAY_LEN(floor_sql); i++) {
		int rc;

		sqlite3_bind_blob(stmt[i], 1, who->id.b, sizeof(who->id.b), SQLITE_STATIC);
		while ((rc = sqlite3_step(stmt[i])) == SQLITE_ROW)
			for (int c = 0; c < sqlite3_column_count(stmt[i]); c++)
				sqlite3_column_blob(stmt[i], c);
		if (rc != SQLITE_DONE)
			bench_die("floor of open", sqlite3_errmsg(db));
		sqlite3_reset(stmt[i]);
	}
}

static double floor_round(const char *path, const struct somebody *who, int count, struct samples *all)
{
	sqlite3_stmt *stmt[ARRAY_LEN(floor_sql)];
	struct samples mine = { 0 };
	sqlite3 *db;
	double median;

	/* A look is written, not waited for. */
	if (floor_open(path, 8192, &db) != SQLITE_OK ||
		sqlite3_exec(db, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL) != SQLITE_OK)
		bench_die("floor of open", sqlite3_errmsg(db));
	for (size_t i = 0; i < ARRAY_LEN(floor_sql); i++)
		if (sqlite3_prepare_v2(db, floor_sql[i], -1, &stmt[i], NULL) != SQLITE_OK)
			bench_die("floor of open", sqlite3_errmsg(db));
	for (int i = 0; i < count; i++) {
		int64_t t = bench_ns();

		open_floor(db, stmt, &who[i]);
		samples_add(&mine, (double)(bench_ns() - t) / 1e6);
		samples_add(all, mine.v[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(floor_sql); i++)
		sqlite3_finalize(stmt[i]);
	sqlite3_close(db);
	median = samples_at(&mine, 50);
	samples_free(&mine);
	return median;
}

static double our_round(const char *path, const struct actor *actor, const struct somebody *who, int count,
	struct samples *all)
{
	struct store *store = bench_store(path, 0, false);
	struct samples mine = { 0 };
	double median;

	for (int i = 0; i < count; i++) {
		int64_t t = bench_ns();

		open_file(store, actor, &who[i]);
		samples_add(&mine, (double)(bench_ns() - t) / 1e6);
		samples_add(all, mine.v[i]);
	}
	store_close(store);
	median = samples_at(&mine, 50);
	samples_free(&mine);
	return median;
}

static void measure_open(const struct bench *bench, const char *path, const struct somebody *who, int count)
{
	struct samples our = { 0 }, floor = { 0 }, ratio = { 0 };
	int rounds = bench->rounds < 3 ? bench->rounds : 3;

	for (int round = 0; round < rounds; round++) {
		double other = round % 2 ? floor_round(path, who, count, &floor) : 0;
		struct actor actor = bench->actor;
		double mine;

		/* A colleague of their own each round: a look is noted once in ten minutes. */
		actor.user[0] = (char)('a' + round);
		mine = our_round(path, &actor, who, count, &our);

		if (round % 2 == 0)
			other = floor_round(path, who, count, &floor);
		samples_add(&ratio, mine / other);
	}
	bench_row_ratio("open a person's file, median", "ms", samples_at(&our, 50), samples_at(&floor, 50),
		samples_at(&ratio, 50), AIM_NONE, 0);
	bench_row("open a person's file, 99th percentile", "ms", samples_at(&our, 99), 0, AIM_AT_MOST, 16);
	samples_free(&our);
	samples_free(&floor);
	samples_free(&ratio);
}

static void measure_today(const struct bench *bench, struct store *store)
{
	struct samples all = { 0 };
	struct err err;

	for (int i = 0; i < DAYS; i++) {
		struct today today;
		int64_t t = bench_ns();

		memset(&today, 0, sizeof(today));
		if (today_load(store, &bench->actor, date_add_days(clock_today(), -i), 20, &today, &err) != ST_OK)
			bench_die("today", err.text);
		samples_add(&all, (double)(bench_ns() - t) / 1e6);
		today_clear(&today);
	}
	bench_row("Today, first time", "ms", all.v[0], 0, AIM_NONE, 0);
	bench_row("Today, median", "ms", samples_at(&all, 50), 0, AIM_NONE, 0);
	bench_row("Today, 99th percentile", "ms", samples_at(&all, 99), 0, AIM_AT_MOST, 16);
	samples_free(&all);
}

/* What is on the line after each key of the name: "h", "ha", ... */
static void measure_find(const struct bench *bench, struct store *store, const struct somebody *who, int count)
{
	struct samples all = { 0 };
	struct err err;

	for (int i = 0; i < count; i++) {
		size_t len = strlen(who[i].name);

		for (size_t at = text_next(who[i].name, len, 0); at <= len; at = text_next(who[i].name, len, at)) {
			char *typed = mem_strn(who[i].name, at);
			struct find_hit *hits;
			int64_t t = bench_ns();
			int n;

			if (find_people(store, &bench->actor, typed, 20, &hits, &n, &err) != ST_OK)
				bench_die("find", err.text);
			samples_add(&all, (double)(bench_ns() - t) / 1e6);
			free(hits);
			free(typed);
			if (at == len)
				break;
		}
	}
	bench_row("Find, as a name is typed, median", "ms", samples_at(&all, 50), 0, AIM_NONE, 0);
	bench_row("Find, as a name is typed, 99th percentile", "ms", samples_at(&all, 99), 0, AIM_AT_MOST, 16);
	bench_row("Find, as a name is typed, longest", "ms", samples_at(&all, 100), 0, AIM_NONE, 0);
	samples_free(&all);
}

/* Pages of a list by name, each from the place where the last one ended. */
static void measure_pages(const struct bench *bench, struct store *store)
{
	struct list_query query = { .kind = register_kind("person") };
	struct list_place place = { .set = false };
	struct samples all = { 0 };
	struct err err;
	bool more = true;

	for (int i = 0; more && i < 500; i++) {
		struct list_page page;
		int64_t t = bench_ns();

		if (read_list(store, &bench->actor, &query, place.set ? &place : NULL, false, 40, &page, &err) != ST_OK)
			bench_die("list", err.text);
		samples_add(&all, (double)(bench_ns() - t) / 1e6);
		more = page.more;
		if (page.count)
			place = page.place[page.count - 1];
		list_page_free(&page);
	}
	bench_row("a page of a list, 99th percentile", "ms", samples_at(&all, 99), 0, AIM_AT_MOST, 16);
	samples_free(&all);
}

static void measure_opening(const char *path)
{
	struct samples all = { 0 };

	for (int i = 0; i < 50; i++) {
		int64_t t = bench_ns();
		struct store *store = bench_store(path, 0, false);

		samples_add(&all, (double)(bench_ns() - t) / 1e6);
		store_close(store);
	}
	bench_row("open the municipality's file, median", "ms", samples_at(&all, 50), 0, AIM_NONE, 0);
	samples_free(&all);
}

void bench_read(const struct bench *bench)
{
	const char *path = bench_copy(bench, "ours");
	struct store *store = bench_store(path, 0, false);
	int count;
	struct somebody *who = choose(store, &count);

	if (bench_wants(bench, "opening"))
		measure_opening(path);
	if (bench_wants(bench, "today"))
		measure_today(bench, store);
	if (bench_wants(bench, "find"))
		measure_find(bench, store, who, count);
	if (bench_wants(bench, "list"))
		measure_pages(bench, store);
	store_close(store);
	if (bench_wants(bench, "person"))
		measure_open(bench, path, who, count);
	for (int i = 0; i < count; i++)
		free(who[i].name);
	free(who);
}
