/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lists by the published criteria in a large town (stagetown.h): what fits one person, and whom one place may suit; read,
 * measured, put in order, and the first screen of it explained.  --only match-jobs asks about one kind alone.  The first rows of each are the processor's time.
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "match/match.h"
#include "stagetown.h"

enum { ASKED = 200, SCREEN = 40 };

static const struct side {
	enum match_what what;
	bool place;
	const char *label, *ids;
} sides[] = {
	{ MATCH_JOBS, false, "vacancies ranked for one person",
	  "SELECT id FROM jobwish WHERE gone = 0 AND \"until\" IS NULL AND rid % 41 = 0 LIMIT :most" },
	{ MATCH_JOBS, true, "people ranked for one vacancy",
	  "SELECT id FROM vacancy WHERE gone = 0 AND state = 'open' AND rid % 97 = 0 LIMIT :most" },
	{ MATCH_HOMES, false, "homes ranked for one household",
	  "SELECT id FROM need WHERE gone = 0 AND state = 'open' AND rid % 41 = 0 LIMIT :most" },
	{ MATCH_HOMES, true, "households ranked for one home",
	  "SELECT id FROM dwelling WHERE gone = 0 AND state = 'free' AND rid % 9 = 0 LIMIT :most" },
	{ MATCH_COURSES, false, "groups ranked for one who waits",
	  "SELECT id FROM enrolment WHERE gone = 0 AND state = 'waiting' AND rid % 163 = 0 LIMIT :most" },
	{ MATCH_COURSES, true, "people ranked for one group",
	  "SELECT id FROM course WHERE gone = 0 AND state = 'open' LIMIT :most" },
	{ MATCH_MENTORS, false, "mentors ranked for one newcomer",
	  "SELECT id FROM mentoring WHERE gone = 0 AND state = 'asked' LIMIT :most" },
	{ MATCH_MENTORS, true, "newcomers ranked for one mentor",
	  "SELECT m.id FROM mentor m WHERE m.gone = 0 AND m.active = 1 AND m.\"most\" > (SELECT count(*) FROM mentoring g"
	  " WHERE g.mentor = m.id AND g.gone = 0 AND g.state IN ('matched', 'active')) LIMIT :most" },
};

static int take_ids(struct store *store, const struct side *side, struct id out[ASKED])
{
	struct stmt *stmt;
	struct err err;
	int n = 0;

	if (store_sql(store, side->ids, &stmt, &err) != ST_OK)
		bench_die(side->ids, err.text);
	stmt_int(stmt, "most", ASKED);
	while (stmt_step(stmt, &err) == ST_OK)
		out[n++] = stmt_get_id(stmt, 0);
	return n;
}

static void explain(const struct match_facts *facts, const struct match_rule *rule, const struct match_rank *rank)
{
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = match_tell(facts, rule, rank->candidate, rank->place, line);

	for (int i = 0; i < n; i++) {
		struct str words = STR_INIT;

		line[i].by->measure->words(&words, line[i].by, &line[i].is);
		str_free(&words);
	}
}

/* How many pairs were measured; -1 where the one asked for is not to be matched now. */
static int ask(const struct bench *bench, struct store *store, const struct side *side, struct id id)
{
	struct match_pick pick = { .rule = NULL };
	struct match_rule rule;
	struct match_facts facts;
	struct match_rank *rank;
	struct err err;
	int n, pairs = -1;

	if (match_rule_on(store, side->what, "", &rule, &err) != ST_OK)
		bench_die(side->label, err.text);
	pick.rule = &rule;
	*(side->place ? &pick.place : &pick.application) = id;
	if (match_read(store, &bench->actor, side->what, &pick, &facts, &err) == ST_OK) {
		pairs = facts.n_candidates * facts.n_places;
		rank = match_rank(&facts, &rule, SCREEN, &n);
		for (int i = 0; i < n; i++)
			explain(&facts, &rule, &rank[i]);
		free(rank);
		match_facts_clear(&facts);
	} else if (err.status != ST_INVALID) {
		bench_die(side->label, err.text);
	}
	match_rule_clear(&rule);
	return pairs;
}

static void measure(const struct bench *bench, struct store *store, const struct side *side)
{
	struct id id[ASKED];
	struct samples cpu = { 0 }, wall = { 0 };
	char *median = mem_fmt("%s, median", side->label), *worst = mem_fmt("%s, 99th percentile", side->label);
	int n = take_ids(store, side, id), most = 0;

	for (int i = 0; i < n; i++) {
		int64_t from = bench_cpu_ns(), began = bench_wall_ns();
		int pairs = ask(bench, store, side, id[i]);

		if (pairs >= 0) {
			samples_add(&cpu, (double)(bench_cpu_ns() - from) / 1e6);
			samples_add(&wall, (double)(bench_wall_ns() - began) / 1e6);
		}
		most = pairs > most ? pairs : most;
	}
	bench_row(median, "ms", samples_at(&cpu, 50), 0, AIM_NONE, 0);
	bench_row(worst, "ms", samples_at(&cpu, 99), 0, AIM_AT_MOST, 50);
	bench_row("  by the clock, median", "ms", samples_at(&wall, 50), 0, AIM_NONE, 0);
	bench_row("  by the clock, 99th percentile", "ms", samples_at(&wall, 99), 0, AIM_AT_MOST, 50);
	bench_row("  longest", "ms", samples_at(&cpu, 100), 0, AIM_NONE, 0);
	bench_row("  pairs measured, at most", "", most, 0, AIM_NONE, 0);
	samples_free(&cpu);
	samples_free(&wall);
	free(median);
	free(worst);
}

static bool wanted(const struct bench *bench, enum match_what what)
{
	char *part = mem_fmt("match-%s", match_ops(what)->word);
	bool is = !bench->only || !strstr(bench->only, "match-") || strstr(bench->only, part);

	free(part);
	return is;
}

void bench_match(const struct bench *bench)
{
	const char *path = bench_copy(bench, "stages");
	struct store *store;

	stagetown_fill(path);
	store = bench_store(path, 0, false);
	for (size_t i = 0; i < ARRAY_LEN(sides); i++)
		if (wanted(bench, sides[i].what))
			measure(bench, store, &sides[i]);
	store_close(store);
}
