/* SPDX-License-Identifier: EUPL-1.2 */
/* People who look for work and vacancies: what is read of them, what each criterion finds, what is a question. */
#include "tests/unit/cases/town.h"

#include "match/match.h"
#include "register/restrict.h"

static struct id somebody(struct store *store)
{
	return make(store, "person", PAIRS("given_name=Ana", "arrived=2026-01-05"));
}

/* One criterion that is the measure itself. */
static struct match_rule rule_of(const char *measure, bool condition, int64_t full)
{
	struct match_rule rule = { .what = MATCH_JOBS, .count = 1 };

	rule.criterion[0] = (struct match_criterion){ .condition = condition, .weight = 100, .unknown = 500, .full = full,
		.measure = match_measure(MATCH_JOBS, measure) };
	assert_non_null(rule.criterion[0].measure);
	return rule;
}

static int at_place(const struct match_facts *facts, struct id vacancy)
{
	for (int i = 0; i < facts->n_places; i++)
		if (id_same(facts->place[i].id, vacancy))
			return i;
	return -1;
}

static void told_of(const struct match_facts *facts, int candidate, int place, const char *measure, int64_t full, struct str *out)
{
	struct match_rule rule = rule_of(measure, false, full);
	struct match_line line[MATCH_CRITERIA_MOST];

	match_tell(facts, &rule, candidate, place, line);
	str_addf(out, "%d ", line[0].is.share);
	line[0].by->measure->words(out, line[0].by, &line[0].is);
	assert_int_equal(line[0].is.share, line[0].by->measure->share(facts, line[0].by, candidate, place));
}

/* "1000 no licence is asked for": share and words of one pair; the same read for a round, for the person and for the vacancy. */
static void tells(struct store *store, struct id wish, struct id vacancy, const char *measure, int64_t full, const char *want)
{
	const struct match_pick pick[] = { { .application = wish, .place = vacancy }, { .application = wish }, { .place = vacancy },
		{ .rule = NULL } };

	for (size_t i = 0; i < ARRAY_LEN(pick); i++) {
		struct match_facts facts;
		struct str out = STR_INIT;
		int candidate = 0, place;

		WELL(match_read(store, &everybody, MATCH_JOBS, &pick[i], &facts, &err_));
		while (candidate < facts.n_candidates && !id_same(facts.candidate[candidate].application, wish))
			candidate++;
		place = at_place(&facts, vacancy);
		assert_true(candidate < facts.n_candidates && place >= 0);
		told_of(&facts, candidate, place, measure, full, &out);
		assert_string_equal(str_get(&out), want);
		str_free(&out);
		match_facts_clear(&facts);
	}
}

static void occupations(void **state)
{
	struct store *store = *state;
	struct id one = somebody(store), wish = make(store, "jobwish", PAIRS(OF("person", one), "what=Welding", "occupation=7212"));
	struct id same = make(store, "vacancy", PAIRS("title=Same", "occupation=7212")),
		minor = make(store, "vacancy", PAIRS("title=Minor", "occupation=7213")),
		submajor = make(store, "vacancy", PAIRS("title=Submajor", "occupation=7223")),
		major = make(store, "vacancy", PAIRS("title=Major", "occupation=7411")),
		unknown = make(store, "vacancy", PAIRS("title=Unknown"));

	tells(store, wish, same, "occupation", 0, "1000 Welders and flamecutters (7212): the person’s own occupation");
	tells(store, wish, minor, "occupation", 0, "700 Sheet-metal workers (7213): close to the person’s Welders and flamecutters"
		" (7212), of one minor group of ISCO-08");
	tells(store, wish, submajor, "occupation", 0, "400 Metal working machine tool setters and operators (7223): related to the person’s"
		" Welders and flamecutters (7212), of one sub-major group of ISCO-08");
	tells(store, wish, major, "occupation", 0, "150 Building and related electricians (7411): far from the person’s Welders and "
		"flamecutters (7212), of one major group of ISCO-08 only");
	tells(store, wish, unknown, "occupation", 0, "-2 Ask the employer which occupation the work is.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(occupations),
	};

	return DOORS_RUN(tests);
}
