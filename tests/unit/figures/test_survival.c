/* SPDX-License-Identifier: EUPL-1.2 */
/* Curves of waiting against published worked examples, by hand, and against plain counting. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "figures/survival.h"

static void near(double got, double expected, double off)
{
	if (fabs(got - expected) > off)
		fail_msg("%.6f instead of %.6f", got, expected);
}

static struct survival *of(const int *day, const char *end, int n, int most)
{
	struct survival *survival = survival_new(most);

	for (int i = 0; i < n; i++)
		survival_add(survival, day[i], end[i] == '+' ? SPELL_STILL : end[i] == 'r' ? SPELL_RIVAL : SPELL_EVENT, 1);
	return survival;
}

/*
 * Weeks of remission under 6-MP and placebo (Freireich et al., Blood 21, 1963, 699-716), the worked example of Kleinbaum
 * and Klein, Survival Analysis (2012), table 2.1 and after: S = 0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482.
 */
static void test_remission(void **state)
{
	static const int day[] = { 6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35 };
	static const char end[] = "eee+e+e++ee+++ee+++++";
	static const struct { int day; double left, error; int64_t at_risk; } expected[] = {
		{ 6, 0.8571, 0.0764, 21 }, { 7, 0.8067, 0.0869, 17 }, { 10, 0.7529, 0.0963, 15 }, { 13, 0.6902, 0.1068, 12 },
		{ 16, 0.6275, 0.1141, 11 }, { 22, 0.5378, 0.1282, 7 }, { 23, 0.4482, 0.1346, 6 } };
	struct survival *survival = of(day, end, 21, 60);
	struct survival_share at;
	int median;

	(void)state;
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		assert_true(survival_at(survival, expected[i].day, &at));
		near(1 - at.share, expected[i].left, 0.00006);
		near(at.error, expected[i].error, 0.00006);
		assert_int_equal(at.at_risk, expected[i].at_risk);
		assert_true(at.low > 0 && at.low < at.share && at.share < at.high && at.high < 1);
	}
	assert_true(survival_quantile(survival, 0.5, &median));
	assert_int_equal(median, 23);
	assert_false(survival_quantile(survival, 0.75, &median));
	assert_true(survival_at(survival, 35, &at));
	assert_false(survival_at(survival, 36, &at));
	survival_free(survival);
}

static void test_placebo(void **state)
{
	static const int day[] = { 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23 };
	struct survival *survival = of(day, "eeeeeeeeeeeeeeeeeeeee", 21, 60);
	struct survival_share at;
	int median;

	(void)state;
	assert_true(survival_quantile(survival, 0.5, &median));
	assert_int_equal(median, 8);
	assert_true(survival_at(survival, 8, &at));
	near(at.share, 13 / 21.0, 1e-12);
	near(at.error, sqrt(13 / 21.0 * 8 / 21.0 / 21), 1e-12);   /* nobody lost: the binomial one */
	assert_true(survival_at(survival, 50, &at));               /* nobody waits: it stands */
	near(at.share, 1, 1e-12);
	survival_free(survival);
}

/* Six people by hand: at 2 an event (1/6), at 3 one is lost, at 4 a rival, at 5 an event: 1/6 + 5/6*3/4*1/3. */
static void test_rivals_by_hand(void **state)
{
	static const int day[] = { 2, 3, 4, 5, 7, 8 };
	struct survival *survival = of(day, "e+re+e", 6, 20);
	struct survival_share at;

	(void)state;
	assert_true(survival_at(survival, 4, &at));
	near(at.share, 1 / 6.0, 1e-12);
	assert_true(survival_at(survival, 5, &at));
	near(at.share, 1 / 6.0 + 5 / 6.0 * 3 / 4.0 / 3, 1e-12);
	assert_true(survival_at(survival, 8, &at));
	near(at.share, 1 / 6.0 + 5 / 24.0 + 5 / 6.0 * 3 / 4.0 * 2 / 3.0, 1e-12);
	assert_int_equal(survival_ended(survival, SPELL_EVENT, 5), 2);
	assert_int_equal(survival_ended(survival, SPELL_RIVAL, 20), 1);
	survival_free(survival);
}

/* The variance once more, plainly, as the formula is printed. */
static double plain_variance(const int (*n_of)[3], int days, int t)
{
	double share[64], left[64], n = 0, sum = 0, all = 1, f = 0;
	int64_t risk = 0, at[64];

	for (int i = 0; i < days; i++)
		risk += n_of[i][0] + n_of[i][1] + n_of[i][2];
	for (int i = 0; i <= t; i++) {
		at[i] = risk;
		left[i] = all;
		f += risk ? all * n_of[i][0] / (double)risk : 0;
		share[i] = f;
		all *= risk ? 1 - (n_of[i][0] + n_of[i][1]) / (double)risk : 1;
		risk -= n_of[i][0] + n_of[i][1] + n_of[i][2];
	}
	for (int i = 0; i <= t; i++) {
		double d1 = n_of[i][0], d = d1 + n_of[i][1], gap = f - share[i];

		n = (double)at[i];
		if (d == 0)
			continue;
		sum += (n > d ? gap * gap * d / (n * (n - d)) : 0) + left[i] * left[i] * d1 * (n - d1) / (n * n * n)
			- 2 * gap * left[i] * d1 / (n * n);
	}
	return sum > 0 ? sum : 0;
}

static void test_random(void **state)
{
	enum { DAYS = 30 };

	(void)state;
	srand(7);
	for (int round = 0; round < 3000; round++) {
		int n_of[DAYS][3] = { { 0 } };
		struct survival *one = survival_new(DAYS - 1), *other = survival_new(DAYS - 1), *both = survival_new(DAYS - 1);
		bool lost = round % 3, rivals = round % 2;

		for (int i = 0, n = 1 + rand() % 60; i < n; i++) {
			int day = rand() % DAYS, end = rand() % 3;

			if ((end == 1 && !rivals) || (end == 2 && !lost))
				end = 0;
			n_of[day][end]++;
			survival_add(one, day, (enum spell_end)end, 1);
			survival_add(other, day, end == 2 ? SPELL_STILL : end == 1 ? SPELL_EVENT : SPELL_RIVAL, 1);
			survival_add(both, day, end == 2 ? SPELL_STILL : SPELL_EVENT, 1);
		}
		for (int day = 0; day < DAYS; day++) {
			struct survival_share a, b, c;

			if (!survival_at(one, day, &a))
				continue;
			assert_true(survival_at(other, day, &b) && survival_at(both, day, &c));
			near(a.share + b.share, c.share, 1e-9);       /* what happened at all is one or the other */
			near(a.error * a.error, plain_variance((const int (*)[3])n_of, DAYS, day), 1e-9);
			if (!lost)                                    /* nobody lost: the plain share */
				near(a.share, (double)survival_ended(one, SPELL_EVENT, day) / (double)survival_people(one), 1e-9);
			assert_true(a.low <= a.share + 1e-9 && a.share <= a.high + 1e-9 && a.low >= 0 && a.high <= 1);
		}
		survival_free(one);
		survival_free(other);
		survival_free(both);
	}
}

static void test_edges(void **state)
{
	struct survival *none = survival_new(10);
	struct survival_share at;
	int day;

	(void)state;
	assert_false(survival_at(none, 5, &at));
	assert_false(survival_quantile(none, 0.5, &day));
	survival_add(none, 40, SPELL_EVENT, 3);                       /* later than is counted: not by then */
	survival_add(none, -2, SPELL_EVENT, 1);
	assert_true(survival_at(none, 10, &at));
	near(at.share, 0.25, 1e-12);
	assert_true(survival_quantile(none, 0.25, &day));
	assert_int_equal(day, 0);
	assert_false(survival_quantile(none, 0.5, &day));
	assert_true(survival_quantile_of_ended(none, SPELL_EVENT, 0.5, &day));
	assert_int_equal(day, 0);
	survival_free(none);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_remission), cmocka_unit_test(test_placebo),
		cmocka_unit_test(test_rivals_by_hand), cmocka_unit_test(test_random), cmocka_unit_test(test_edges) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
