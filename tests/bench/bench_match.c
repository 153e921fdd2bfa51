/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lists by the published criteria in a large town (stagetown.h): what fits one person, and whom one place may suit; read,
 * measured, put in order, and the first screen of it explained.  --only match-jobs asks about one kind alone.
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "match/match.h"
#include "match/round.h"
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
	struct samples all = { 0 };
	char *median = mem_fmt("%s, median", side->label), *worst = mem_fmt("%s, 99th percentile", side->label);
	int n = take_ids(store, side, id), most = 0;

	for (int i = 0; i < n; i++) {
		int64_t t = bench_ns();
		int pairs = ask(bench, store, side, id[i]);

		if (pairs >= 0)
			samples_add(&all, (double)(bench_ns() - t) / 1e6);
		most = pairs > most ? pairs : most;
	}
	bench_row(median, "ms", samples_at(&all, 50), 0, AIM_NONE, 0);
	bench_row(worst, "ms", samples_at(&all, 99), 0, AIM_AT_MOST, 50);
	bench_row("  longest", "ms", samples_at(&all, 100), 0, AIM_NONE, 0);
	bench_row("  pairs measured, at most", "", most, 0, AIM_NONE, 0);
	samples_free(&all);
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

/* All of a town's seekers and open vacancies in one round: what is read, weighed and solved, each with its own time. */
struct steps { int64_t began; double spent[ROUND_WRITES + 1]; enum round_step now; };

static bool stepped(void *ctx, enum round_step step, int64_t done, int64_t total)
{
	struct steps *steps = ctx;
	int64_t now = bench_ns();

	(void)done;
	(void)total;
	steps->spent[steps->now] += (double)(now - steps->began) / 1e6;
	steps->began = now;
	steps->now = step;
	return true;
}

static void measure_round(const struct bench *bench, struct store *store, enum match_what what)
{
	struct steps steps = { .began = bench_ns(), .now = ROUND_READS };
	struct round_ask ask = { .what = what, .progress = stepped, .ctx = &steps };
	struct round *round;
	struct err err;

	if (round_compute(store, &bench->actor, &ask, &round, &err) != ST_OK)
		bench_die("round", err.text);
	stepped(&steps, ROUND_WRITES, 0, 0);
	printf("(a round of %s: %d people, %d places, %zu pairs, %d placed)\n", match_ops(what)->word, round->facts.n_candidates,
		round->facts.n_places, round->n_pairs, round->placed);
	bench_row("  read", "ms", steps.spent[ROUND_READS], 0, AIM_NONE, 0);
	bench_row("  weighed", "ms", steps.spent[ROUND_WEIGHS], 0, AIM_NONE, 0);
	bench_row("  solved and proved", "ms", steps.spent[ROUND_SOLVES] + steps.spent[ROUND_PROVES], 0, AIM_NONE, 0);
	round_free(round);
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
	if (wanted(bench, MATCH_JOBS))
		measure_round(bench, store, MATCH_JOBS);
	store_close(store);
}
