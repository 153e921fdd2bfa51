/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The figures of a year's report beside those of the year before: every indicator, and what can be broken down by age,
 * gender and neighbourhood.  The floor counts the same people and steps by hand-written statements over the same pages:
 * no curve of waiting, no competing end, no household.
 */
#include "config.h"

#include "bench.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/mem.h"
#include "insight/facts.h"
#include "tape.h"

enum { ASKS_MOST = 512, FLOOR_MOST = 32 };

static int all_asks(struct ask *ask)
{
	static const unsigned by[] = { 0, BY(DIMENSION_AGE), BY(DIMENSION_GENDER), BY(DIMENSION_NEIGHBOURHOOD) };
	struct date today = clock_today();
	int indicators_n, n = 0;
	const struct indicator *all = indicators(&indicators_n);

	for (int i = 0; i < indicators_n; i++)
		for (size_t b = 0; b < ARRAY_LEN(by); b++)
			for (int year = today.year - 2; year < today.year; year++)
				if (n < ASKS_MOST && !(by[b] & ~all[i].by))
					ask[n++] = (struct ask){ &all[i], { { year, 1, 1 }, { year, 12, 31 } }, by[b], 0 };
	return n;
}

/* ?1 first day, ?2 last day; ages by the year of birth. */
#define AGE "CAST(substr(born, 1, 4) AS INTEGER) / 10"
#define STEPS(milestone) "SELECT p.gender, " AGE ", p.neighbourhood, julianday(s.done) - julianday(p.arrived) AS d, count(*)" \
	" FROM person p NOT INDEXED CROSS JOIN step s ON s.person = p.id AND s.gone = 0 AND s.milestone = '" milestone "' WHERE p.gone = 0" \
	" AND p.arrived BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3, 4"
static const char *const floor_sql[] = {
	"SELECT gender, " AGE ", neighbourhood, substr(arrived, 1, 7), count(*) FROM person NOT INDEXED WHERE gone = 0 AND arrived BETWEEN ?1 AND ?2"
	" GROUP BY 1, 2, 3, 4",
	"SELECT gender, " AGE ", neighbourhood, count(*) FROM person NOT INDEXED WHERE gone = 0 AND \"left\" BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3",
	"SELECT gender, " AGE ", neighbourhood, count(*) FROM person NOT INDEXED WHERE gone = 0 AND arrived <= ?2 AND (\"left\" IS NULL"
	" OR \"left\" > ?2) GROUP BY 1, 2, 3",
	"SELECT stage, state, count(*) FROM step INDEXED BY step_counted WHERE gone = 0 AND (done IS NULL OR done <= ?2) AND ?1 <> '' GROUP BY 1, 2",
	STEPS("first_interview"), STEPS("course_begun"), STEPS("skills_interview"), STEPS("own_home"),
	"SELECT state, count(*) FROM credential WHERE gone = 0 AND decided BETWEEN ?1 AND ?2 GROUP BY 1",
	"SELECT contract, count(*) FROM employment WHERE gone = 0 AND began BETWEEN ?1 AND ?2 GROUP BY 1",
	"SELECT level, state, count(*) FROM enrolment WHERE gone = 0 AND ended BETWEEN ?1 AND ?2 GROUP BY 1, 2",
	"SELECT state, count(*) FROM placement WHERE gone = 0 AND moved_in BETWEEN ?1 AND ?2 GROUP BY 1", NULL,
};

static void floor_year(sqlite3 *db, sqlite3_stmt **stmt, int n, int year)
{
	char from[11], to[11];

	date_text((struct date){ year, 1, 1 }, from);
	date_text((struct date){ year, 12, 31 }, to);
	for (int i = 0; i < n; i++) {
		int rc;

		sqlite3_bind_text(stmt[i], 1, from, -1, SQLITE_TRANSIENT);
		sqlite3_bind_text(stmt[i], 2, to, -1, SQLITE_TRANSIENT);
		while ((rc = sqlite3_step(stmt[i])) == SQLITE_ROW)
			;
		if (rc != SQLITE_DONE)
			bench_die("floor of figures", sqlite3_errmsg(db));
		sqlite3_reset(stmt[i]);
	}
}

static struct samples floor_of(const struct bench *bench, const char *path)
{
	struct samples all = { 0 };
	sqlite3_stmt *stmt[FLOOR_MOST];
	sqlite3 *db;
	int n = 0;

	if (floor_open(path, 8192, &db) != SQLITE_OK)
		bench_die("floor of figures", sqlite3_errmsg(db));
	for (; floor_sql[n]; n++)
		if (sqlite3_prepare_v2(db, floor_sql[n], -1, &stmt[n], NULL) != SQLITE_OK)
			bench_die("floor of figures", sqlite3_errmsg(db));
	for (int i = 0; i < bench->rounds; i++) {
		int64_t t = bench_ns();

		for (int year = clock_today().year - 2; year < clock_today().year; year++)
			floor_year(db, stmt, n, year);
		samples_add(&all, (double)(bench_ns() - t) / 1e9);
	}
	for (int i = 0; i < n; i++)
		sqlite3_finalize(stmt[i]);
	sqlite3_close(db);
	return all;
}

static void once(struct store *store, const struct bench *bench, const struct ask *ask, int n)
{
	struct facts *facts = NULL;
	struct err err;

	if (insight_run(store, &bench->actor, ask, n, NULL, NULL, &facts, &err) != ST_OK)
		bench_die("figures", err.text);
	facts_free(facts);
}

void bench_insight(const struct bench *bench)
{
	const char *path = bench_copy(bench, "insight.db");
	struct ask *ask = mem_array(ASKS_MOST, sizeof(*ask));
	int n = all_asks(ask);
	struct store *store = bench_store(path, 0, false);
	struct samples ours = { 0 }, floor;
	struct rusage usage;

	for (int i = 0; i < bench->rounds; i++) {
		int64_t t = bench_ns();

		once(store, bench, ask, n);
		samples_add(&ours, (double)(bench_ns() - t) / 1e9);
	}
	store_close(store);
	getrusage(RUSAGE_SELF, &usage);
	floor = floor_of(bench, path);
	bench_row("figures of a year beside the year before", "s", samples_at(&ours, 50), samples_at(&floor, 50), AIM_NONE, 0);
	bench_row("the same, for each 100,000 people", "s", samples_at(&ours, 50) * 100000 / (double)(bench->people ? bench->people : 1), 0,
		AIM_AT_MOST, 1);
	/* Meant to be asked for alone (--only insight): parts before it leave their own memory behind. */
	bench_row("memory of the program by then", "MiB", (double)usage.ru_maxrss / 1024, 0, AIM_NONE, 0);
	samples_free(&ours);
	samples_free(&floor);
	free(ask);
}
