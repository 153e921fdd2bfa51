/* SPDX-License-Identifier: EUPL-1.2 */
/* Indices of segregation: published values whose tables are printed, worked examples, the formulas as they stand in the
 * papers computed in the plainest way, and what holds for every table. */
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "figures/segregation.h"

#define GROUPS 4
#define UNITS 60

static void near(double is, double want)
{
	if (!(fabs(is - want) < 1e-12))
		fail_msg("%.15f, wanted %.15f", is, want);
}

/* Rows of a total and its groups. */
static struct segregation_indices of(int groups, int units, const int64_t *cell)
{
	struct segregation *s = segregation_new(groups);
	struct segregation_indices out;

	for (int j = 0; j < units; j++)
		assert_int_equal(segregation_add(s, cell[j * (groups + 1)], cell + j * (groups + 1) + 1, NULL), ST_OK);
	segregation_compute(s, &out);
	segregation_free(s);
	return out;
}

/* The counties of Delaware by the census of 2010, white and all residents. D, isolation, interaction and eta squared are
 * those that the R package divseg 0.0.5 prints and tests for this table (data set de_county, C. T. Kenny). */
static void delaware(void **state)
{
	static const int64_t county[] = { 162310, 105891, 538479, 331836, 197145, 149025 };
	struct segregation_indices is = of(1, 3, county);

	(void)state;
	near(is.group[0].dissimilarity, 0.099346749779882);
	near(is.group[0].isolation, 0.658244869672131);
	near(is.group[0].exposure[1], 0.341755130327869);
	near(is.group[0].adjusted, 0.0138454306617205);
	near(is.group[1].dissimilarity, 0.099346749779882);
	near(is.dissimilarity, 0.099346749779882);
	near(is.exposure, 0.0138454306617205);
}

/* Tables and values of the R package segregation (B. Elbers), where D of other places is shown to be equal. */
static void same_dissimilarity(void **state)
{
	static const int64_t even[] = { 200, 100, 200, 100, 200, 100 }, one[] = { 100, 100, 100, 60, 100, 40, 100, 0 },
		two[] = { 100, 80, 100, 80, 100, 20, 100, 20 }, apart[] = { 100, 100, 100, 100, 100, 0, 100, 0 };
	struct segregation_indices is = of(1, 3, even);

	(void)state;
	near(is.group[0].dissimilarity, 0);
	near(is.group[0].gini, 0);
	near(is.group[0].entropy, 0);
	near(is.group[0].adjusted, 0);
	near(of(1, 4, one).group[0].dissimilarity, 0.6);
	near(of(1, 4, two).group[0].dissimilarity, 0.6);
	is = of(1, 4, apart);
	near(is.group[0].dissimilarity, 1);
	near(is.group[0].gini, 1);
	near(is.group[0].entropy, 1);
	near(is.group[0].isolation, 1);
	near(is.group[0].adjusted, 1);
	near(is.dissimilarity, 1);
	near(is.gini, 1);
	near(is.entropy, 1);
	near(is.exposure, 1);
}

/* By hand. Two units of 100, 80 and 20 of the group: P 1/2; D (30+30)/(2*200*1/4)... = 0.6; the only pair apart is
 * 100*100*0.6 both ways, G = 12000/(2*40000/4) = 0.6; xPx = .8*.8 + .2*.2 = 0.68; H = 1 - E(.8)/ln 2. */
static void worked_by_hand(void **state)
{
	static const int64_t two[] = { 100, 80, 100, 20 };
	/* Three groups: 60, 30, 10 of 100 and 20, 30, 50 of 100; P = .4, .3, .3; I = .24 + .21 + .21 = .66. */
	static const int64_t three[] = { 100, 60, 30, 10, 100, 20, 30, 50 };
	struct segregation_indices is = of(1, 2, two);
	double e = 0.4 * log(1 / 0.4) + 0.6 * log(1 / 0.3);

	(void)state;
	near(is.group[0].dissimilarity, 0.6);
	near(is.group[0].gini, 0.6);
	near(is.group[0].isolation, 0.68);
	near(is.group[0].exposure[1], 0.32);
	near(is.group[0].adjusted, 0.36);
	near(is.group[0].entropy, 1 - (0.8 * log(1 / 0.8) + 0.2 * log(1 / 0.2)) / log(2));
	near(is.diversity, 1);
	is = of(3, 2, three);
	assert_int_equal(is.others, 0);
	assert_int_equal(is.kinds, 3);
	near(is.dissimilarity, (200 * 0.2 + 0 + 200 * 0.2) / (2 * 200 * 0.66));
	near(is.gini, (2 * 10000 * 0.4 + 0 + 2 * 10000 * 0.4) / (2 * 40000 * 0.66));
	near(is.exposure, 0.04 / 0.6 + 0 + 0.04 / 0.7);
	near(is.entropy, (0.5 * (0.6 * log(0.6 / 0.4) + 0.1 * log(0.1 / 0.3)) + 0.5 * (0.2 * log(0.2 / 0.4) +
		0.5 * log(0.5 / 0.3))) / e);
	near(is.diversity, e / log(3));
	near(is.group[0].exposure[2], 0.75 * 0.1 + 0.25 * 0.5);
	near(is.group[2].exposure[0], (10 * 0.6 + 50 * 0.2) / 60);
}

static uint64_t seed;

static int64_t draw(int64_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)((seed >> 33) % (uint64_t)below);
}

static int draw_table(int groups, int64_t *cell)
{
	int units = 1 + (int)draw(UNITS);

	for (int j = 0; j < units; j++) {
		int64_t *row = cell + j * (groups + 1);

		row[0] = draw(4) ? 0 : draw(500);
		for (int m = 1; m <= groups; m++)
			row[0] += row[m] = draw(3) ? draw(1000) : 0;
		if (draw(10) == 0)
			memset(row, 0, sizeof(*row) * (size_t)(groups + 1));
	}
	return units;
}

/* The formulas word for word, in the groups named and the others. */
struct plain { double T, X[GROUPS + 1], D, G, H, P; };

static double share(const int64_t *row, int groups, int m)
{
	int64_t x = m < groups ? row[1 + m] : row[0];

	for (int i = 0; m == groups && i < groups; i++)
		x -= row[1 + i];
	return (double)x / (double)row[0];
}

static void plainly(int groups, int units, const int64_t *cell, struct plain *out)
{
	double I = 0, E = 0;
	int w = groups + 1;

	*out = (struct plain){ .T = 0 };
	for (int j = 0; j < units; j++) {
		out->T += (double)cell[j * w];
		for (int m = 0; m <= groups && cell[j * w]; m++)
			out->X[m] += share(cell + j * w, groups, m) * (double)cell[j * w];
	}
	for (int m = 0; m <= groups; m++) {
		double P = out->X[m] / out->T;

		I += P * (1 - P);
		E += P > 0 ? P * log(1 / P) : 0;
	}
	for (int m = 0; m <= groups; m++) {
		double P = out->X[m] / out->T;

		for (int i = 0; i < units; i++) {
			const int64_t *a = cell + i * w;
			double t = (double)a[0], p = t > 0 ? share(a, groups, m) : 0;

			if (a[0] == 0 || out->X[m] <= 0)
				continue;
			out->D += t * fabs(p - P) / (2 * out->T * I);
			out->H += p > 0 ? t * p * log(p / P) / (out->T * E) : 0;
			out->P += t * (p - P) * (p - P) / (out->T * (1 - P));
			for (int j = 0; j < units; j++)
				if (cell[j * w])
					out->G += t * (double)cell[j * w] * fabs(p - share(cell + j * w, groups, m)) / (2 * out->T * out->T * I);
		}
	}
}

static void same(double is, double want)
{
	if (!(isnan(is) && isnan(want)) && !(fabs(is - want) < 1e-9))
		fail_msg("%.15f, wanted %.15f", is, want);
}

static int kinds_there(const struct plain *plain)
{
	int n = 0;

	for (int m = 0; m <= GROUPS; m++)
		n += plain->X[m] > 0;
	return n;
}

static void as_the_papers_have_it(void **state)
{
	int64_t cell[UNITS * (GROUPS + 1)];
	struct plain plain;

	(void)state;
	for (int run = 0; run < 3000; run++) {
		int groups = 1 + (int)draw(GROUPS), units = draw_table(groups, cell);
		struct segregation_indices is = of(groups, units, cell);

		plainly(groups, units, cell, &plain);
		if (kinds_there(&plain) < 2) {
			assert_true(isnan(is.dissimilarity) && isnan(is.gini) && isnan(is.entropy) && isnan(is.exposure));
			continue;
		}
		same(is.dissimilarity, plain.D);
		same(is.gini, plain.G);
		same(is.entropy, plain.H);
		same(is.exposure, plain.P);
	}
}

/* With two groups the multigroup forms are those of one group against the rest; everybody's exposures add up to one; all
 * indices lie between 0 and 1; D is never above G. */
static void what_holds_for_every_table(void **state)
{
	int64_t cell[UNITS * (GROUPS + 1)];

	(void)state;
	for (int run = 0; run < 3000; run++) {
		int groups = 1 + (int)draw(GROUPS), units = draw_table(groups, cell);
		struct segregation_indices is = of(groups, units, cell);

		for (int m = 0; m <= groups; m++) {
			const struct segregation_group *g = &is.group[m];
			double sum = 0;

			for (int k = 0; k <= groups; k++)
				sum += g->exposure[k];
			assert_true(g->people ? fabs(sum - 1) < 1e-12 : isnan(sum));
			if (isnan(g->dissimilarity))
				continue;
			assert_true(g->dissimilarity > -1e-12 && g->dissimilarity < g->gini + 1e-12 && g->gini < 1 + 1e-12);
			assert_true(g->entropy > -1e-9 && g->entropy < 1 + 1e-9);
			assert_true(g->adjusted > -1e-9 && g->isolation > g->share - 1e-12 && g->isolation < 1 + 1e-12);
		}
		if (groups > 1)
			continue;
		same(is.dissimilarity, is.group[0].dissimilarity);
		same(is.gini, is.group[0].gini);
		same(is.entropy, is.group[0].entropy);
		same(is.exposure, is.group[0].adjusted);
	}
}

/* To the last bit: rows in another order, empty units between them. Units parted in the same mix change nothing but
 * rounding. */
static void order_and_empty_units_change_nothing(void **state)
{
	int64_t cell[UNITS * (GROUPS + 1)], other[2 * UNITS * (GROUPS + 1)];

	(void)state;
	for (int run = 0; run < 1000; run++) {
		int groups = 1 + (int)draw(GROUPS), units = draw_table(groups, cell), w = groups + 1;
		struct segregation_indices is = of(groups, units, cell), turned;

		for (int j = 0; j < units; j++)
			memcpy(other + j * w, cell + (units - 1 - j) * w, sizeof(*cell) * (size_t)w);
		turned = of(groups, units, other);
		assert_memory_equal(&is, &turned, sizeof(is));
		memset(other + units * w, 0, sizeof(*cell) * (size_t)w);
		turned = of(groups, units + 1, other);
		assert_int_equal(turned.empty, is.empty + 1);
		turned.empty--;
		assert_memory_equal(&is, &turned, sizeof(is));
		memcpy(other + units * w, other, sizeof(*cell) * (size_t)(units * w));
		turned = of(groups, 2 * units, other);
		same(turned.dissimilarity, is.dissimilarity);
		same(turned.gini, is.gini);
		same(turned.entropy, is.entropy);
		same(turned.exposure, is.exposure);
	}
}

static void what_is_not_defined_is_not_zero(void **state)
{
	static const int64_t nobody[] = { 0, 0, 0, 0 }, all[] = { 10, 10, 20, 20 }, none[] = { 10, 0, 20, 0 };
	struct segregation_indices is = of(1, 2, nobody);

	(void)state;
	assert_int_equal(is.empty, 2);
	assert_int_equal(is.units, 0);
	assert_true(isnan(is.group[0].share) && isnan(is.group[0].dissimilarity) && isnan(is.group[0].isolation));
	assert_true(isnan(is.dissimilarity) && isnan(is.diversity));
	is = of(1, 2, all);
	assert_true(isnan(is.group[0].dissimilarity) && isnan(is.group[0].gini) && isnan(is.group[0].entropy));
	assert_true(isnan(is.group[0].adjusted));
	near(is.group[0].isolation, 1);
	is = of(1, 2, none);
	assert_true(isnan(is.group[0].dissimilarity) && isnan(is.group[0].isolation) && isnan(is.dissimilarity));
	near(is.group[0].share, 0);
}

static void bad_counts_are_refused(void **state)
{
	struct segregation *s = segregation_new(2);
	struct segregation_indices out;
	int64_t good[] = { 3, 4 }, above[] = { 6, 5 }, below[] = { 3, -1 }, huge[] = { INT64_MAX, INT64_MAX };
	struct err err;

	(void)state;
	assert_int_equal(segregation_add(s, 10, good, NULL), ST_OK);
	assert_int_equal(segregation_add(s, 10, above, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "more people than the total"));
	assert_int_equal(segregation_add(s, 10, below, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "below zero"));
	assert_int_equal(segregation_add(s, -1, good, &err), ST_INVALID);
	assert_int_equal(segregation_add(s, INT64_MAX, huge, &err), ST_INVALID);
	assert_int_equal(segregation_add(s, SEGREGATION_PEOPLE_MOST - 9, good, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "more people than can be counted"));
	segregation_compute(s, &out);
	assert_int_equal(out.people, 10);
	assert_int_equal(out.units, 1);
	segregation_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delaware),
		cmocka_unit_test(same_dissimilarity),
		cmocka_unit_test(worked_by_hand),
		cmocka_unit_test(as_the_papers_have_it),
		cmocka_unit_test(what_holds_for_every_table),
		cmocka_unit_test(order_and_empty_units_change_nothing),
		cmocka_unit_test(what_is_not_defined_is_not_zero),
		cmocka_unit_test(bad_counts_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
