/* SPDX-License-Identifier: EUPL-1.2 */
/* Totals among rows: found where two columns agree to the last digit, and never by chance of one. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "exchange/totals.h"

enum { NAME, RESIDENTS, DWELLINGS, VALUES };

static struct totals *town(void)
{
	const struct kind *kind = register_kind("neighbourhood");
	const struct field *field[VALUES] = { kind_field(kind, "name"), kind_field(kind, "residents"),
		kind_field(kind, "dwellings") };

	return totals_new(kind, field, VALUES);
}

/* Empty numbers are given as -1. */
static bool row(struct totals *totals, int residents, int dwellings, long line, long *from, long *to)
{
	char a[16], b[16];
	char name[] = "Somewhere";
	char *value[VALUES] = { name, residents < 0 ? NULL : a, dwellings < 0 ? NULL : b };

	snprintf(a, sizeof a, "%d", residents);
	snprintf(b, sizeof b, "%d", dwellings);
	return totals_row(totals, value, line, from, to);
}

static void a_district_and_the_city_are_totals(void **state)
{
	static const int part[][2] = { { 100, 40 }, { 250, 90 }, { 300, 0 }, { 70, 30 }, { 80, -1 }, { 90, 20 } };
	struct totals *totals = town();
	long from = 0, to = 0;

	(void)state;
	for (int i = 0; i < 6; i++)
		assert_false(row(totals, part[i][0], part[i][1], i + 2, &from, &to));
	assert_true(row(totals, 650, 130, 8, &from, &to));
	assert_true(from == 2 && to == 4);
	assert_true(row(totals, 240, 50, 9, &from, &to));
	assert_true(from == 5 && to == 7);
	assert_true(row(totals, 890, 180, 10, &from, &to));
	totals_free(totals);
}

static void one_column_alone_says_nothing(void **state)
{
	struct totals *totals = town();
	long from, to;

	(void)state;
	assert_false(row(totals, 100, 40, 2, &from, &to));
	assert_false(row(totals, 200, 50, 3, &from, &to));
	assert_false(row(totals, 300, 100, 4, &from, &to));      /* the sum of two is a neighbourhood like others */
	assert_false(row(totals, 600, 191, 5, &from, &to));
	assert_false(row(totals, 600, -1, 6, &from, &to));
	assert_false(row(totals, 0, 0, 7, &from, &to));
	totals_free(totals);
}

/* Towns drawn at random hold no totals. */
static void chance_makes_no_total(void **state)
{
	int found = 0;

	(void)state;
	rng_seed(11);
	for (int t = 0; t < 30; t++) {
		struct totals *totals = town();
		long from, to;

		for (int i = 0; i < 150; i++)
			found += row(totals, (int)rng_below(60000), (int)rng_below(30000), i + 2, &from, &to);
		totals_free(totals);
	}
	rng_unseed();
	assert_int_equal(found, 0);
}

static void other_kinds_are_not_judged(void **state)
{
	const struct kind *kind = register_kind("dwelling"), *quarter = register_kind("neighbourhood");
	const struct field *field[] = { kind_field(kind, "rooms"), kind_field(kind, "people") };
	const struct field *single[] = { kind_field(quarter, "name"), kind_field(quarter, "residents") };
	long from, to;

	(void)state;
	assert_null(totals_new(kind, field, 2));
	assert_null(totals_new(quarter, single, 2));
	assert_false(totals_row(NULL, NULL, 2, &from, &to));
	totals_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_district_and_the_city_are_totals),
		cmocka_unit_test(one_column_alone_says_nothing),
		cmocka_unit_test(chance_makes_no_total),
		cmocka_unit_test(other_kinds_are_not_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
