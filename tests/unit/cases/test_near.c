/* SPDX-License-Identifier: EUPL-1.2 */
/* Distances between neighbourhoods: known places, unknown middles. */
#include "tests/unit/cases/town.h"

#include "cases/near.h"

static void within(double got, double want, double most)
{
	if (got < want - most || got > want + most)
		fail_msg("%f is not %f", got, want);
}

static void degrees_become_kilometres(void **state)
{
	(void)state;
	within(near_degrees(0, 0, 0, 0), 0, 1e-9);
	/* A quarter of the way round: R * pi / 2; and one degree of a meridian. */
	within(near_degrees(0, 0, 0, 90), 10007.5, 0.1);
	within(near_degrees(90, 0, -90, 0), 20015.1, 0.1);
	within(near_degrees(52, 5, 53, 5), 111.19, 0.01);
	/* Across the day's line as well. */
	within(near_degrees(10, 179.5, 10, -179.5), 109.5, 0.1);
}

static void distances_are_written_with_one_decimal(void **state)
{
	struct str words = STR_INIT;

	(void)state;
	near_words(&words, -1);
	assert_string_equal(str_get(&words), "");
	near_words(&words, 7.84);
	assert_string_equal(str_get(&words), "7.8 km");
	str_free(&words);
}

static void neighbourhoods_know_their_middle_or_not(void **state)
{
	struct store *store = *state;
	struct id harbour = make(store, "neighbourhood", PAIRS("name=Harbour", "latitude=51.92", "longitude=4.48"));
	struct id hill = make(store, "neighbourhood", PAIRS("name=Hill", "latitude=51.93", "longitude=4.48"));
	struct id meadow = make(store, "neighbourhood", PAIRS("name=Meadow", "latitude=51.93"));
	struct err err = { .text = "" };
	double km;

	assert_int_equal(near_km(store, harbour, hill, &km, &err), ST_OK);
	within(km, 1.11195, 0.0001);
	assert_int_equal(near_km(store, meadow, meadow, &km, &err), ST_OK);
	within(km, 0, 0);
	assert_int_equal(near_km(store, harbour, meadow, &km, &err), ST_DONE);
	within(km, -1, 0);
	assert_int_equal(near_km(store, harbour, NOBODY, &km, &err), ST_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = { 
		TOWN_TEST(degrees_become_kilometres),
		TOWN_TEST(distances_are_written_with_one_decimal),
		TOWN_TEST(neighbourhoods_know_their_middle_or_not),
	};

	return DOORS_RUN(tests);
}
