/* SPDX-License-Identifier: EUPL-1.2 */
/* How evenly people live before a round and after it: who is counted, where, and what is left out. */
#include <math.h>

#include "tests/unit/cases/town.h"

#include "match/mix.h"

static struct id quarter(struct store *store, const char *name, const char *residents)
{
	char said[80], many[80];

	snprintf(said, sizeof(said), "name=%s", name);
	snprintf(many, sizeof(many), "residents=%s", residents);
	return make(store, "neighbourhood", *residents ? PAIRS(said, many) : PAIRS(said));
}

static struct id home(struct store *store, const char *address, struct id where)
{
	char said[80];

	snprintf(said, sizeof(said), "address=%s", address);
	return make(store, "dwelling", PAIRS(said, "people=9", OF("neighbourhood", where)));
}

static void near(double is, double want)
{
	if (!(fabs(is - want) < 1e-12))
		fail_msg("%.15f, wanted %.15f", is, want);
}

/* Hill 100 residents, Mill 300. Three of a household live on the hill, moved in; one who declined does not count. Before:
 * p 3/100 and 0/300, P 3/400. The round gives a home in the mill to a need of 5 people: 3/100, 5/305, P 8/405. */
static void who_lives_where(void **state)
{
	struct store *store = *state;
	struct id hill = quarter(store, "Hill", "100"), mill = quarter(store, "Mill", "300"), own, other;
	struct id household = make(store, "household", PAIRS("name=Three")), one, two;
	struct match_facts facts;
	struct match_mix mix;
	double P = 3.0 / 400, Q = 8.0 / 405;
	int *place;

	quarter(store, "Unknown", "");
	one = make(store, "person", PAIRS("given_name=A", OF("household", household), "arrived=2026-01-05"));
	make(store, "person", PAIRS("given_name=B", OF("household", household), "arrived=2026-01-05"));
	make(store, "person", PAIRS("given_name=C", OF("household", household), "arrived=2026-01-05"));
	own = home(store, "One", hill);
	make(store, "placement", PAIRS(OF("person", one), OF("dwelling", own), "state=moved_in"));
	two = make(store, "person", PAIRS("given_name=D", "arrived=2026-01-05"));
	other = home(store, "Two", mill);
	make(store, "placement", PAIRS(OF("person", two), OF("dwelling", other), "state=declined"));
	make(store, "need", PAIRS(OF("person", two), "people=5"));
	WELL(match_read(store, &everybody, MATCH_HOMES, NULL, &facts, &err_));
	assert_int_equal(facts.n_candidates, 1);
	place = mem_array((size_t)facts.n_candidates, sizeof(int));
	for (int p = 0; p < facts.n_places; p++)
		if (id_same(facts.place[p].id, other))
			place[0] = p;
	WELL(match_mix(store, &facts, place, &mix, &err_));
	assert_int_equal(mix.left_out, 1);
	assert_int_equal(mix.placed, 5);
	assert_int_equal(mix.before.group[0].people, 3);
	assert_int_equal(mix.after.group[0].people, 8);
	assert_int_equal(mix.after.people, 405);
	near(mix.before.group[0].dissimilarity, (100 * fabs(0.03 - P) + 300 * P) / (2 * 400 * P * (1 - P)));
	near(mix.before.group[0].isolation, 0.03);
	near(mix.before.group[0].exposure[1], 0.97);
	near(mix.after.group[0].dissimilarity, (100 * fabs(0.03 - Q) + 305 * fabs(5.0 / 305 - Q)) / (2 * 405 * Q * (1 - Q)));
	near(mix.after.group[0].isolation, 3.0 / 8 * 0.03 + 5.0 / 8 * 5 / 305);
	place[0] = -1;
	WELL(match_mix(store, &facts, place, &mix, &err_));
	near(mix.after.group[0].dissimilarity, mix.before.group[0].dissimilarity);
	free(place);
	match_facts_clear(&facts);
}

static void it_is_kept_and_told(void **state)
{
	struct match_mix mix = { .left_out = 1 }, back;
	struct str words = STR_INIT;
	json_t *json;

	(void)state;
	mix.before.group[0].dissimilarity = (double)NAN;
	mix.after.group[0].dissimilarity = 0.25;
	json = match_mix_json(&mix);
	assert_true(match_mix_of_json(json, &back));
	assert_true(isnan(back.before.group[0].dissimilarity));
	near(back.after.group[0].dissimilarity, 0.25);
	assert_int_equal(back.left_out, 1);
	match_mix_words(&words, &back);
	assert_non_null(strstr(str_get(&words), "not defined before the round, 0.2500 after it."));
	assert_non_null(strstr(str_get(&words), "1 neighbourhood is left out"));
	assert_false(match_mix_of_json(NULL, &back));
	json_decref(json);
	str_free(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(who_lives_where),
		cmocka_unit_test(it_is_kept_and_told),
	};

	return DOORS_RUN(tests);
}
