/* SPDX-License-Identifier: EUPL-1.2 */
/* Who came, left and is there in a town so small that it is counted by hand. */
#include "town_counts.h"

#include <math.h>

#include "cases/erase.h"

/* Born so that the ages on 31 December 2025 are 35, 15, not known, 66, 40. */
static void settle(struct store *store, struct id out[7])
{
	out[0] = person_of(store, PAIRS("given_name=Amal", "gender=woman", "born=1990-02-01", "arrived=2024-06-01"));
	out[1] = person_of(store, PAIRS("given_name=Bilal", "gender=man", "born=2010-05-05", "arrived=2025-01-10"));
	out[2] = person_of(store, PAIRS("given_name=Chris", "gender=woman", "arrived=2025-03", "left=2025-08-01"));
	out[3] = person_of(store, PAIRS("given_name=Dmytro", "gender=man", "arrived=2024-01-01", "left=2024-12-31"));
	out[4] = person_of(store, PAIRS("given_name=Elif", "gender=woman", "born=1959", "arrived=2024-05-05", "left=2025-12-31"));
	out[5] = person_of(store, PAIRS("given_name=Farid", "gender=not_said", "born=1985-12-31", "arrived=2026-01-01"));
	out[6] = person_of(store, PAIRS("given_name=Gul", "arrived=", "expected=2026-06-01"));
}

static void test_who_came_and_left(void **state)
{
	struct store *store = *state;
	struct id id[7];
	struct facts *facts;
	struct ask ask[] = { asking("arrivals", year_2025, 0), asking("departures", year_2025, 0),
		asking("in_care", year_2025, 0), asking("in_care", year_2025, BY(DIMENSION_GENDER) | BY(DIMENSION_AGE)),
		asking("arrivals_by_month", year_2025, 0) };

	settle(store, id);
	facts = counted(store, ask, ARRAY_LEN(ask));
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 2);        /* Bilal, Chris */
	assert_int_equal(count_at(facts, 1, CODES(NULL)), 2);        /* Chris, Elif */
	assert_int_equal(count_at(facts, 2, CODES(NULL)), 2);        /* Amal, Bilal */
	assert_int_equal(count_at(facts, 3, CODES("a35_44", "woman")), 1);
	assert_int_equal(count_at(facts, 3, CODES("a12_17", "man")), 1);
	assert_int_equal(count_at(facts, 3, CODES("a0_17", NULL)), 1);
	assert_int_equal(count_at(facts, 3, CODES("a18_64", "man")), 0);
	assert_int_equal(count_at(facts, 3, CODES(NULL, NULL)), 2);
	assert_int_equal(count_at(facts, 4, CODES("2025-01")), 1);
	assert_int_equal(count_at(facts, 4, CODES("2025-03")), 1);
	assert_int_equal(count_at(facts, 4, CODES("2025-Q1")), 2);
	assert_int_equal(count_at(facts, 4, CODES("2025-Q2")), 0);
	facts_free(facts);
}

/* What adds up is known to: here before and arrived are left and stays, and each printed one is a margin of it. */
static void test_adds_up(void **state)
{
	struct store *store = *state;
	struct id id[7];
	struct facts *facts;
	struct ask ask[] = { asking("arrivals", year_2025, BY(DIMENSION_GENDER)), asking("in_care", year_2025, BY(DIMENSION_GENDER)),
		asking("departures", year_2025, BY(DIMENSION_GENDER)), asking("stages", year_2025, BY(DIMENSION_GENDER)),
		asking("in_care", (struct period){ { 2024, 1, 1 }, { 2024, 12, 31 } }, BY(DIMENSION_GENDER)) };

	settle(store, id);
	facts = counted(store, ask, ARRAY_LEN(ask));
	/* Three parts of the year and one of the year before, six stages, those here before: of four genders each. */
	assert_int_equal(facts->n_links, (3 + 6 + 1 + 1) * 4);
	for (int i = 0; i < facts->n_links; i++) {
		const struct facts_link *link = &facts->link[i];

		assert_int_equal(facts_count(&facts->table[link->table[0]], link->place[0]),
			facts_count(&facts->table[link->table[1]], link->place[1]));
	}
	assert_int_equal(count_at(facts, 4, CODES("woman")), 2);
	facts_free(facts);
}

/* Late entries count from their own day; what is taken back is gone again; a removed person is not counted. */
static void test_late_and_undone(void **state)
{
	struct store *store = *state;
	struct id id[7], late, set;
	struct facts *facts;
	struct change *change;

	settle(store, id);
	late = person_of(store, PAIRS("given_name=Hanna", "arrived=2025-05-05"));
	facts = one(store, "arrivals", year_2025, 0);
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 3);
	facts_free(facts);
	set = amend(store, "person", late, PAIRS("arrived=2024-12-31"));
	facts = one(store, "arrivals", year_2025, 0);
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 2);
	facts_free(facts);
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	facts = one(store, "arrivals", year_2025, 0);
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 3);
	facts_free(facts);
	change = change_begin(store, &everybody);
	change_delete(change, the("person"), late, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	facts = one(store, "arrivals", year_2025, 0);
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 2);
	facts_free(facts);
}

/* One adult with a child, two adults, nobody's household; whoever left does not make a couple. */
static void test_households(void **state)
{
	struct store *store = *state;
	struct id one_home = make(store, "household", PAIRS("name=First")), other = make(store, "household", PAIRS("name=Second"));
	struct facts *facts;

	person_of(store, PAIRS("given_name=A", "born=1990", "arrived=2025-01-01", OF("household", one_home)));
	person_of(store, PAIRS("given_name=B", "born=2015", "arrived=2025-01-01", OF("household", one_home)));
	person_of(store, PAIRS("given_name=C", "born=1990", "arrived=2025-01-01", "left=2025-02-02", OF("household", one_home)));
	person_of(store, PAIRS("given_name=D", "born=1980", "arrived=2025-01-01", OF("household", other)));
	person_of(store, PAIRS("given_name=E", "arrived=2025-01-01", OF("household", other)));
	person_of(store, PAIRS("given_name=F", "arrived=2025-01-01"));
	facts = one(store, "in_care", year_2025, BY(DIMENSION_HOUSEHOLD));
	assert_int_equal(count_at(facts, 0, CODES("one_children")), 2);
	assert_int_equal(count_at(facts, 0, CODES("adults")), 2);
	assert_int_equal(count_at(facts, 0, CODES("with_children")), 2);
	assert_int_equal(count_at(facts, 0, CODES("unknown")), 1);
	facts_free(facts);
}

/* A secret address tells of no neighbourhood. */
static void test_neighbourhoods(void **state)
{
	struct store *store = *state;
	struct id harbour = make(store, "neighbourhood", PAIRS("name=Harbour", "residents=1000"));
	char code[37];
	struct facts *facts;

	id_text(harbour, code);
	person_of(store, PAIRS("given_name=A", "arrived=2025-01-01", OF("neighbourhood", harbour)));
	person_of(store, PAIRS("given_name=B", "arrived=2025-01-01", "address_secret=yes", OF("neighbourhood", harbour)));
	person_of(store, PAIRS("given_name=C", "arrived=2025-01-01"));
	facts = one(store, "in_care", year_2025, BY(DIMENSION_NEIGHBOURHOOD));
	assert_int_equal(count_at(facts, 0, CODES(code)), 1);
	assert_int_equal(count_at(facts, 0, CODES("unknown")), 2);
	assert_int_equal(table_of(facts, 0)->residents[0], 1000);
	facts_free(facts);
}

/* Who is erased goes out of everything but the year of arrival, and only whole years have it. */
static void test_erased(void **state)
{
	struct store *store = *state;
	struct id id[7];
	struct facts *facts;
	struct ask ask[] = { asking("arrivals", year_2025, BY(DIMENSION_GENDER)), asking("departures", year_2025, 0),
		asking("arrivals_by_month", year_2025, 0), asking("arrivals", (struct period){ { 2025, 1, 1 }, { 2025, 6, 30 } }, 0) };

	settle(store, id);
	WELL(erase_person(store, &everybody, id[2], ERASE_REQUEST, NULL, &err_));
	facts = counted(store, ask, ARRAY_LEN(ask));
	assert_int_equal(count_at(facts, 0, CODES(NULL)), 2);
	assert_int_equal(count_at(facts, 0, CODES("unknown")), 1);
	assert_int_equal(count_at(facts, 1, CODES(NULL)), 1);
	assert_int_equal(count_at(facts, 2, CODES("2025-03")), 0);
	assert_int_equal(count_at(facts, 2, CODES("unknown")), 1);
	assert_int_equal(count_at(facts, 2, CODES(NULL)), 2);
	assert_int_equal(count_at(facts, 3, CODES(NULL)), 1);
	for (int i = 0; i < facts->n_links; i++)
		assert_int_equal(facts_count(&facts->table[facts->link[i].table[0]], facts->link[i].place[0]),
			facts_count(&facts->table[facts->link[i].table[1]], facts->link[i].place[1]));
	facts_free(facts);
}

/*
 * 60 of 100 and 20 of 300 residents, 20 of 400 withheld: 100 newcomers of 800.
 * D is half the sum of |x/X - y/Y|, with 40, 280 and 380 others of 700.
 */
static void test_index(void **state)
{
	struct store *store = *state;
	struct facts *facts;
	const struct facts_table *table;
	double value = 0, all = (fabs(0.6 - 40.0 / 700) + fabs(0.2 - 280.0 / 700) + fabs(0.2 - 380.0 / 700)) / 2;
	int64_t told[] = { 60, 20, 20, 0 }, two_withheld[] = { 60, -1, -1, 0 }, with_unknown[] = { 60, 20, -1, -1 };

	make(store, "neighbourhood", PAIRS("name=A", "residents=100"));
	make(store, "neighbourhood", PAIRS("name=B", "residents=300"));
	make(store, "neighbourhood", PAIRS("name=C", "residents=400"));
	facts = one(store, "dissimilarity", year_2025, 0);
	table = table_of(facts, 0);
	assert_true(facts_index(table, told, 100, &value));
	assert_true(fabs(value - all) < 1e-9);
	/* B and C together: 40 of 700. */
	assert_true(facts_index(table, two_withheld, 100, &value));
	assert_true(fabs(value - (fabs(0.6 - 40.0 / 700) + fabs(0.4 - 660.0 / 700)) / 2) < 1e-9);
	/* What is left of the whole may live anywhere. */
	assert_false(facts_index(table, with_unknown, 100, &value));
	assert_false(facts_index(table, told, -1, &value));
	facts_free(facts);
}

/* The same town told in another order, with other ids: the same facts to the last figure. */
static void test_order(void **state)
{
	static const char *const day[] = { "arrived=2025-02-01", "arrived=2025-03-15", "arrived=2025-03-16", "arrived=2025-09-09" };
	static const char *const gender[] = { "gender=woman", "gender=man", "gender=woman", "gender=other" };
	struct ask ask[2] = { asking("first_interview", year_2025, BY(DIMENSION_GENDER)), asking("in_care", year_2025, BY(DIMENSION_ARRIVAL)) };
	struct facts *facts[2];
	struct store *store = *state;

	for (int turn = 0; turn < 2; turn++) {
		struct store *town = turn ? doors_new() : store;

		for (int i = 0; i < 4; i++) {
			int k = turn ? 3 - i : i;
			struct id id = person_of(town, PAIRS("given_name=A", day[k], gender[k]));

			make(town, "step", PAIRS(OF("person", id), "stage=arrival", "what=Talk", "milestone=first_interview",
				k < 2 ? "state=done" : "state=open", k == 0 ? "done=2025-02-04" : k == 1 ? "done=2025-03-20" : "done="));
		}
		facts[turn] = counted(town, ask, 2);
		if (turn)
			store_close(town);
	}
	assert_int_equal(facts[0]->n_tables, facts[1]->n_tables);
	for (int t = 0; t < facts[0]->n_tables; t++)
		assert_memory_equal(facts[0]->table[t].count, facts[1]->table[t].count,
			(size_t)facts[0]->table[t].cells * sizeof(int64_t));
	assert_int_equal(facts[0]->n_figures, facts[1]->n_figures);
	for (int i = 0; i < facts[0]->n_figures; i++)
		assert_true(facts[0]->figure[i].value == facts[1]->figure[i].value);
	facts_free(facts[0]);
	facts_free(facts[1]);
}

static void test_who_may(void **state)
{
	struct actor desk = everybody;
	struct ask ask = asking("arrivals", year_2025, 0), upside_down = ask, much = ask;
	struct facts *facts = NULL;
	struct err err;

	desk.roles = ROLE_SERVICES;
	assert_int_equal(insight_run(*state, &desk, &ask, 1, NULL, NULL, &facts, &err), ST_DENIED);
	assert_null(facts);
	for (unsigned role = ROLE_TEAM_LEAD; role <= ROLE_ADMIN; role <<= 1) {
		desk.roles = role;
		WELL(insight_run(*state, &desk, &ask, 1, NULL, NULL, &facts, &err_));
		facts_free(facts);
	}
	upside_down.period.to = (struct date){ 2024, 1, 1 };
	assert_int_equal(insight_run(*state, &everybody, &upside_down, 1, NULL, NULL, &facts, &err), ST_INVALID);
	much.by = BY(DIMENSION_AGE) | BY(DIMENSION_GENDER) | BY(DIMENSION_ARRIVAL);
	assert_int_equal(insight_run(*state, &everybody, &much, 1, NULL, NULL, &facts, &err), ST_INVALID);
	much = asking("course_hours_offered", year_2025, BY(DIMENSION_AGE));
	assert_int_equal(insight_run(*state, &everybody, &much, 1, NULL, NULL, &facts, &err), ST_INVALID);
}

/* No row lacks a part; a count asks no look to be noted. */
static void test_rows(void **state)
{
	int n;
	const struct indicator *row = indicators(&n);
	int64_t looks = count_rows(*state, "look");

	for (int i = 0; i < n; i++) {
		struct facts *facts;
		struct ask ask = asking(row[i].key, year_2025, 0);

		assert_true(row[i].rule >= RULE_PEOPLE && row[i].rule <= RULE_OFFER);
		assert_true(row[i].name[0] && row[i].definition[0] && row[i].population[0] && row[i].unit[0] && row[i].means[0] &&
			row[i].source[0]);
		assert_true((row[i].shape == SHAPE_DURATION) == (indicator_target(&row[i]) > 0));
		for (int k = 0; k < i; k++)
			assert_string_not_equal(row[k].key, row[i].key);
		facts = counted(*state, &ask, 1);
		assert_true(facts->answer[0].n_views > 0);
		facts_free(facts);
	}
	assert_int_equal(count_rows(*state, "look"), looks);
}

static bool stop(void *ctx, int64_t done, int64_t all)
{
	*(bool *)ctx = true;
	assert_true(done <= all);
	return false;
}

static void test_stopped(void **state)
{
	struct ask ask = asking("arrivals", year_2025, 0);
	struct facts *facts = NULL;
	struct err err;
	bool asked = false;

	for (int i = 0; i < 2; i++)
		person_of(*state, PAIRS("given_name=A", "arrived=2025-01-01"));
	assert_int_equal(insight_run(*state, &everybody, &ask, 1, stop, &asked, &facts, &err), ST_CANCELLED);
	assert_true(asked);
	assert_null(facts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(test_who_came_and_left), TOWN_TEST(test_adds_up), TOWN_TEST(test_late_and_undone), TOWN_TEST(test_households),
		TOWN_TEST(test_neighbourhoods), TOWN_TEST(test_erased), TOWN_TEST(test_index),
		TOWN_TEST(test_order), TOWN_TEST(test_who_may), TOWN_TEST(test_rows), TOWN_TEST(test_stopped),
	};

	return DOORS_RUN(tests);
}
