/* SPDX-License-Identifier: EUPL-1.2 */
/* For tests of indicators: a small town asked, and its counts by words. */
#ifndef TESTS_INSIGHT_TOWN_COUNTS_H
#define TESTS_INSIGHT_TOWN_COUNTS_H

#include "tests/unit/cases/town.h"

#include "insight/facts.h"

static const struct period year_2025 = { { 2025, 1, 1 }, { 2025, 12, 31 } };

static inline struct ask asking(const char *key, struct period period, unsigned by)
{
	struct ask ask = { indicator_named(key), period, by, 0 };

	assert_non_null(ask.indicator);
	return ask;
}

static inline struct facts *counted(struct store *store, const struct ask *ask, int n)
{
	struct facts *facts = NULL;

	WELL(insight_run(store, &everybody, ask, n, NULL, NULL, &facts, &err_));
	return facts;
}

static inline struct facts *one(struct store *store, const char *key, struct period period, unsigned by)
{
	struct ask ask = asking(key, period, by);

	return counted(store, &ask, 1);
}

/* The place that codes name, one an axis in turn; NULL: all of it. */
static inline struct facts_place place_of(const struct facts_table *table, const char *const *code)
{
	struct facts_place place = { { FACTS_ALL, FACTS_ALL, FACTS_ALL, FACTS_ALL } };

	for (int a = 0; a < table->n_axes; a++)
		if (code[a]) {
			place.at[a] = facts_category(&table->axis[a], code[a]);
			if (place.at[a] == FACTS_ALL)
				fail_msg("no category %s on the axis %s", code[a], table->axis[a].key);
		}
	return place;
}

#define CODES(...) ((const char *const[FACTS_AXES]){ __VA_ARGS__ })

static inline const struct facts_table *table_of(const struct facts *facts, int answer)
{
	return &facts->table[facts->answer[answer].view[0].table];
}

static inline int64_t count_at(const struct facts *facts, int answer, const char *const *code)
{
	return facts_count(table_of(facts, answer), place_of(table_of(facts, answer), code));
}

/* NULL: there is no such figure. */
static inline const struct facts_figure *figure_at(const struct facts *facts, int answer, enum figure_kind kind, int days,
	const char *const *code)
{
	const struct facts_answer *a = &facts->answer[answer];
	struct facts_place place = place_of(table_of(facts, answer), code);

	for (int i = a->figure; i < a->figure + a->n_figures; i++)
		if (facts->figure[i].kind == kind && facts->figure[i].days == days &&
		    memcmp(&facts->figure[i].place, &place, sizeof(place)) == 0)
			return &facts->figure[i];
	return NULL;
}

static inline struct id person_of(struct store *store, const char *const *pair)
{
	return make(store, "person", pair);
}

#endif
