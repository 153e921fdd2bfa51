/* SPDX-License-Identifier: EUPL-1.2 */
/* For tests of a kind's measures: one pair read from the file, its share and its words. */
#ifndef TESTS_MATCH_PAIRS_H
#define TESTS_MATCH_PAIRS_H

#include "tests/unit/cases/town.h"

#include "match/match.h"

static inline struct match_rule rule_of(enum match_what what, const char *measure, bool condition, int64_t full)
{
	struct match_rule rule = { .what = what, .count = 1 };

	rule.criterion[0] = (struct match_criterion){ .condition = condition, .weight = 100, .unknown = 500, .full = full,
		.measure = match_measure(what, measure) };
	assert_non_null(rule.criterion[0].measure);
	return rule;
}

static inline int place_at(const struct match_facts *facts, struct id place)
{
	for (int i = 0; i < facts->n_places; i++)
		if (id_same(facts->place[i].id, place))
			return i;
	return -1;
}

/* "1000 Needs no childcare": from the person's side and from the place's alike; full below 0: as a condition. */
static inline void tells_of(struct store *store, enum match_what what, struct id application, struct id place,
	const char *measure, int64_t full, const char *want)
{
	struct match_rule rule = rule_of(what, measure, full < 0, full < 0 ? 0 : full);

	for (int side = 0; side < 2; side++) {
		const struct match_pick pick = { .application = side ? NOBODY : application, .place = side ? place : NOBODY };
		struct match_line line[MATCH_CRITERIA_MOST];
		struct str out = STR_INIT;
		struct match_facts facts;
		int one = 0, other;

		WELL(match_read(store, &everybody, what, &pick, &facts, &err_));
		while (one < facts.n_candidates && !id_same(facts.candidate[one].application, application))
			one++;
		other = place_at(&facts, place);
		assert_true(one < facts.n_candidates && other >= 0);
		match_tell(&facts, &rule, one, other, line);
		str_addf(&out, "%d ", line[0].is.share);
		line[0].by->measure->words(&out, line[0].by, &line[0].is);
		assert_string_equal(str_get(&out), want);
		assert_int_equal(line[0].is.share, line[0].by->measure->share(&facts, line[0].by, one, other));
		str_free(&out);
		match_facts_clear(&facts);
	}
}

static inline void counts_of(struct store *store, enum match_what what, const struct match_pick *pick, int candidates,
	int places)
{
	struct match_facts facts;

	WELL(match_read(store, &everybody, what, pick, &facts, &err_));
	assert_int_equal(facts.n_candidates, candidates);
	assert_int_equal(facts.n_places, places);
	match_facts_clear(&facts);
}

static inline void refused_of(struct store *store, enum match_what what, const struct match_pick *pick, enum status want,
	const char *says)
{
	struct match_facts facts;
	struct err err;

	err_clear(&err);
	assert_int_equal(match_read(store, &everybody, what, pick, &facts, &err), want);
	assert_non_null(strstr(err.text, says));
	assert_null(facts.own);
}

static inline void denied_to(struct store *store, enum match_what what, const char *role)
{
	struct actor actor = everybody;
	struct match_facts facts;
	struct err err;

	err_clear(&err);
	actor.roles = role_by_name(role);
	assert_int_equal(match_read(store, &actor, what, NULL, &facts, &err), ST_DENIED);
}

#endif
