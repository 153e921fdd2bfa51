/* SPDX-License-Identifier: EUPL-1.2 */
/* In random towns: parts make up the whole, wider bands are the narrower ones together, one year follows from the other,
 * and days that are only half known fall where they are said to. */
#include "town_counts.h"

#include "register/gate.h"

static const char *random_day(const char *field, int year, char out[40])
{
	uint32_t n = rng_below(10);

	snprintf(out, 40, n == 0 ? "%s=%d" : n == 1 ? "%s=%d-%02u" : "%s=%d-%02u-%02u", field, year, 1 + rng_below(12),
		1 + rng_below(28));
	return out;
}

static void random_town(struct store *store, int people)
{
	static const char *const gender[] = { "gender=woman", "gender=man", "gender=other", "gender=not_said", "gender=" };
	struct id home[8], place[3];
	char name[32], born[40], arrived[40], left[40];

	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof(name), "name=Quarter %d", i);
		place[i] = make(store, "neighbourhood", PAIRS(name, "residents=500"));
	}
	for (int i = 0; i < 8; i++) {
		snprintf(name, sizeof(name), "name=Home %d", i);
		home[i] = make(store, "household", PAIRS(name));
	}
	for (int i = 0; i < people; i++) {
		struct id id;

		snprintf(name, sizeof(name), "given_name=N%d", i);
		id = person_of(store, PAIRS(name, random_day("born", 1940 + (int)rng_below(84), born), gender[rng_below(5)],
			random_day("arrived", 2023 + i % 3, arrived),
			rng_below(4) ? OF("household", home[rng_below(8)]) : "household=",
			rng_below(4) ? OF("neighbourhood", place[rng_below(3)]) : "neighbourhood="));
		if (i % 3 < 2 && rng_below(4) == 0)
			amend(store, "person", id, PAIRS(random_day("left", 2025, left)));
		make(store, "step", PAIRS(OF("person", id), "stage=housing", "what=Home", "milestone=own_home",
			rng_below(2) ? "state=open" : "state=under_way"));
	}
}

/* What a node holds is what its children hold; leaves together are all. */
static void adds_up(const struct facts_table *table, int axis)
{
	struct facts_place place = place_of(table, CODES(NULL));
	const struct facts_axis *a = &table->axis[axis];

	for (int node = FACTS_ALL; node < a->n; node++) {
		int64_t sum = 0;

		if (node >= 0 && a->category[node].leaf >= 0)
			continue;
		for (int c = 0; c < a->n; c++)
			if (a->category[c].parent == node) {
				place.at[axis] = c;
				sum += facts_count(table, place);
			}
		place.at[axis] = node;
		assert_int_equal(facts_count(table, place), sum);
	}
}

static void test_parts_and_wholes(void **state)
{
	enum { KEYS = 4 };
	static const char *const key[KEYS] = { "arrivals", "in_care", "own_home", "stages" };
	struct ask ask[KEYS * DIMENSIONS * 2];
	struct facts *facts;
	int n = 0;

	rng_seed(7);
	random_town(*state, 120);
	for (int k = 0; k < KEYS; k++)
		for (int d = 0; d < DIMENSIONS; d++)
			for (int wide = 0; wide < 2; wide++, n++) {
				ask[n] = asking(key[k], year_2025, BY(d));
				ask[n].wide = wide ? BY(d) : 0;
			}
	facts = counted(*state, ask, n);
	for (int i = 0; i < n; i++) {
		const struct facts_table *table = table_of(facts, i), *narrow = table_of(facts, i - i % 2);
		int axis = table->n_axes - 1;

		assert_string_equal(table->axis[axis].key, dimension_key((enum dimension)(i / 2 % DIMENSIONS)));
		for (int a = 0; a < table->n_axes; a++)
			adds_up(table, a);
		assert_int_equal(facts_count(table, place_of(table, CODES(NULL))), facts_count(narrow, place_of(narrow, CODES(NULL))));
		/* The wider table has no category that the narrower one lacks, and the same counts. */
		for (int c = 0; c < table->axis[axis].n; c++) {
			struct facts_place here = place_of(table, CODES(NULL)), there = here;

			here.at[axis] = c;
			there.at[axis] = facts_category(&narrow->axis[axis], table->axis[axis].category[c].code);
			assert_int_not_equal(there.at[axis], FACTS_ALL);
			assert_int_equal(facts_count(table, here), facts_count(narrow, there));
		}
	}
	facts_free(facts);
}

/* The year before and the year: who was here before is who was in care then; who came, less who left, is the difference. */
static void test_years_follow(void **state)
{
	static const struct period before = { { 2024, 1, 1 }, { 2024, 12, 31 } };
	struct ask ask[] = { asking("in_care", before, BY(DIMENSION_GENDER)), asking("arrivals", year_2025, BY(DIMENSION_GENDER)),
		asking("departures", year_2025, BY(DIMENSION_GENDER)), asking("in_care", year_2025, BY(DIMENSION_GENDER)) };
	static const char *const gender[] = { "woman", "man", "other", "unknown" };
	struct facts *facts;

	rng_seed(11);
	random_town(*state, 100);
	facts = counted(*state, ask, ARRAY_LEN(ask));
	assert_true(count_at(facts, 0, CODES(NULL)) > 20);
	for (size_t g = 0; g < ARRAY_LEN(gender); g++)
		assert_int_equal(count_at(facts, 0, CODES(gender[g])) + count_at(facts, 1, CODES(gender[g])) -
			count_at(facts, 2, CODES(gender[g])), count_at(facts, 3, CODES(gender[g])));
	facts_free(facts);
}

/* Of whom only the year or month is known: the first day of it; the younger age. */
static void test_half_known(void **state)
{
	struct store *store = *state;
	struct facts *facts;
	struct ask ask[] = { asking("arrivals", year_2025, BY(DIMENSION_AGE)), asking("arrivals",
		(struct period){ { 2025, 2, 1 }, { 2025, 6, 30 } }, 0), asking("arrivals", year_2025, BY(DIMENSION_ARRIVAL)) };

	person_of(store, PAIRS("given_name=A", "born=2007", "arrived=2025"));     /* 18 by 31 December, whichever day it was */
	person_of(store, PAIRS("given_name=B", "born=2008-01-01", "arrived=2025-02"));
	person_of(store, PAIRS("given_name=C", "born=2007-12-31", "arrived=2025-06-30"));
	facts = counted(store, ask, ARRAY_LEN(ask));
	assert_int_equal(count_at(facts, 0, CODES("a12_17")), 1);
	assert_int_equal(count_at(facts, 0, CODES("a18_24")), 2);
	assert_int_equal(count_at(facts, 1, CODES(NULL)), 2);
	assert_int_equal(count_at(facts, 2, CODES("2025-Q1")), 2);
	assert_int_equal(count_at(facts, 2, CODES("2025-Q2")), 1);
	facts_free(facts);
}

/* What a report is broken down by, and what it counts, is asked before the gate like all else. */
static void test_breakdowns_pass_the_gate(void **state)
{
	enum dimension none;
	int count;
	const struct indicator *all = indicators(&count);

	(void)state;
	for (int d = 0; d < DIMENSIONS; d++)
		if (gate_judge(dimension_label((enum dimension)d), NULL).refused || gate_judge(dimension_key((enum dimension)d), NULL).refused)
			fail_msg("%s is refused", dimension_key((enum dimension)d));
	for (int i = 0; i < count; i++)
		if (gate_judge(all[i].name, NULL).refused)
			fail_msg("%s is refused", all[i].name);
	assert_false(dimension_by_key("religion", &none));
	assert_true(gate_judge("religion", NULL).refused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(test_parts_and_wholes), TOWN_TEST(test_years_follow), TOWN_TEST(test_half_known), TOWN_TEST(test_breakdowns_pass_the_gate),
	};

	return DOORS_RUN(tests);
}
