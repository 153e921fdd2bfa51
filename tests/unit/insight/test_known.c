/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Releases one after another, each judged together with all before: crafted differences.  Whoever adds up everything that
 * was published must find no small count; and what was told stays as it was told.
 */
#include "config.h"

#include "releases.h"

static void a_stretch_of_few_is_not_told_by_difference(void **state)
{
	struct made a = begin(), b = begin(), c = begin();
	int t = count(&a, "arrivals", "2026-01-01", "2026-03-31", NULL, "20");

	release(*state, &a);
	assert_int_equal(shown(&a, t, NULL), 20);
	t = count(&b, "arrivals", "2026-01-01", "2026-04-30", NULL, "23");
	judge(*state, &b);
	assert_int_equal(shown(&b, t, NULL), -1);
	t = count(&c, "arrivals", "2026-01-01", "2026-04-30", NULL, "26");
	release(*state, &c);
	assert_int_equal(shown(&c, t, NULL), 26);
	end(&a);
	end(&b);
	end(&c);
}

/* January to March, February to April, and both together tell February and March. */
static void overlapping_periods_tell_their_common_part(void **state)
{
	struct made a = begin(), b = begin(), c = begin();
	int t;

	count(&a, "arrivals", "2026-01-01", "2026-03-31", NULL, "20");
	release(*state, &a);
	count(&b, "arrivals", "2026-02-01", "2026-04-30", NULL, "20");
	release(*state, &b);
	t = count(&c, "arrivals", "2026-01-01", "2026-04-30", NULL, "38");
	judge(*state, &c);
	assert_int_equal(shown(&c, t, NULL), -1);
	end(&a);
	end(&b);
	end(&c);
}

static void months_of_a_quarter_told_later(void **state)
{
	struct made a = begin(), b = begin();
	int t = count(&a, "arrivals", "2026-01-01", "2026-03-31", "month", "2026-01=9 2026-02=3 2026-03=12"), q;

	release(*state, &a);
	assert_int_equal(shown(&a, t, NULL), 24);
	assert_int_equal(shown(&a, t, "2026-02"), -1);
	assert_true((shown(&a, t, "2026-01") < 0) + (shown(&a, t, "2026-03") < 0) == 1);
	/* January and February together would tell February where January is open, or March's where it is not. */
	q = count(&b, "arrivals", "2026-01-01", "2026-02-28", NULL, "12");
	judge(*state, &b);
	if (shown(&a, t, "2026-01") == 9)
		assert_int_equal(shown(&b, q, NULL), -1);
	else
		assert_int_equal(shown(&b, q, NULL), 12);
	end(&a);
	end(&b);
}

static void one_entered_late_is_not_seen(void **state)
{
	struct made a = begin(), b = begin(), c = begin();
	int t = count(&a, "arrivals", "2026-01-01", "2026-03-31", "gender", "woman=7 man=9"), y;

	release(*state, &a);
	t = count(&b, "arrivals", "2026-01-01", "2026-03-31", "gender", "woman=7 man=10");
	y = count(&b, "arrivals", "2026-01-01", "2026-12-31", "gender", "woman=20 man=31");
	release(*state, &b);
	assert_int_equal(shown(&b, t, "man"), 9);
	assert_int_equal(shown(&b, t, NULL), 16);
	assert_int_equal(known_kept(b.known), 2);
	/* What was never told is told as it is: what came late is among those of the other months. */
	assert_int_equal(shown(&b, y, "man"), 31);
	assert_int_equal(shown(&b, y, NULL), 51);
	/* Many more are told anew. */
	t = count(&c, "arrivals", "2026-01-01", "2026-03-31", "gender", "woman=7 man=15");
	release(*state, &c);
	assert_int_equal(shown(&c, t, "man"), 15);
	assert_int_equal(shown(&c, t, NULL), 22);
	end(&a);
	end(&b);
	end(&c);
}

/* The year is its quarters, of which the first stays as it was told: the year goes with it. */
static void totals_go_with_what_stays(void **state)
{
	struct made a = begin(), b = begin();
	int t = count(&a, "arrivals", "2026-01-01", "2026-03-31", NULL, "16"), q;

	(void)t;
	release(*state, &a);
	q = count(&b, "arrivals", "2026-01-01", "2026-06-30", "month", "2026-Q1=18 2026-Q2=22");
	release(*state, &b);
	assert_int_equal(shown(&b, q, "2026-Q1"), 16);
	assert_int_equal(shown(&b, q, NULL), 38);
	assert_int_equal(shown(&b, q, "2026-Q2"), 22);
	end(&a);
	end(&b);
}

static void a_neighbourhood_with_one_part_less(void **state)
{
	struct made a = begin(), b = begin();
	int d, t;
	struct err err;

	err_clear(&err);
	t = count(&a, "living", "2026-03-31", "2026-03-31", "neighbourhood", "hill=12 mill=14 quay=3 dock=15");
	release(*state, &a);
	assert_int_equal(shown(&a, t, NULL), 44);
	/* Later the same people by two halves of the town, which cut it elsewhere. */
	t = count(&b, "living", "2026-03-31", "2026-03-31", "neighbourhood", "hill=12 mill=14 quay=3 dock=15");
	d = disclose_dimension(b.d, "neighbourhood", "all");
	assert_int_equal(disclose_union(b.d, d, "old town", (const char *[]){ "hill", "mill", "quay" }, 3, &err), ST_OK);
	assert_int_equal(disclose_union(b.d, d, "old town without quay", (const char *[]){ "hill", "mill" }, 2, &err), ST_OK);
	judge(*state, &b);
	assert_int_equal(shown(&b, t, "quay"), -1);
	assert_true(shown(&b, t, "old town") < 0 || shown(&b, t, "old town without quay") < 0);
	for (int i = 0; i < 4; i++) {
		static const char *const each[] = { "hill", "mill", "quay", "dock" };

		/* What was told stays told. */
		assert_int_equal(shown(&a, a.table[0], each[i]) >= 0 && shown(&b, t, each[i]) != shown(&a, a.table[0], each[i]), 0);
	}
	end(&a);
	end(&b);
}

/* One and the same indicator, by gender and then by age: the withheld count of the first release is a target still,
 * whichever of the others was withheld for its sake. */
static void broken_down_otherwise(void **state)
{
	struct made a = begin(), b = begin();
	int t = count(&a, "arrivals", "2026-01-01", "2026-03-31", "gender", "woman=3 man=17"), u;
	bool man, all, ages;

	release(*state, &a);
	assert_int_equal(shown(&a, t, "woman"), -1);
	man = shown(&a, t, "man") == 17;
	all = shown(&a, t, NULL) == 20;
	assert_true(man != all);
	u = count(&b, "arrivals", "2026-01-01", "2026-03-31", "age", "a0_17=6 a18_64=14");
	release(*state, &b);
	all |= shown(&b, u, NULL) == 20;
	ages = shown(&b, u, "a0_17") == 6 && shown(&b, u, "a18_64") == 14;
	assert_false(man && (all || ages));
	end(&a);
	end(&b);
}

/* Bands cut at 18, then at 20: who is 18 or 19 can be computed. */
static void bands_cut_otherwise(void **state)
{
	struct made a = begin(), b = begin();
	int t = count(&a, "arrivals", "2026-01-01", "2026-03-31", "age", "a0_17=16 a18_64=14 a65_=9");

	release(*state, &a);
	t = count(&b, "arrivals", "2026-01-01", "2026-03-31", "age", "a0_19=18 a20_64=12 a65_=9");
	judge(*state, &b);
	assert_int_equal(shown(&b, t, "a65_"), 9);
	assert_int_equal(shown(&b, t, "a0_19"), -1);
	assert_int_equal(shown(&b, t, "a20_64"), -1);
	end(&a);
	end(&b);
}

static void the_same_again_is_the_same(void **state)
{
	struct made a = begin(), b = begin(), stale = begin();
	struct disclosed_tally tally;
	struct ledger_release *list;
	int n;

	count(&stale, "arrivals", "2026-01-01", "2026-06-30", NULL, "40");
	judge(*state, &stale);
	count(&a, "arrivals", "2026-01-01", "2026-03-31", "gender", "woman=3 man=17 other=6");
	release(*state, &a);
	count(&b, "arrivals", "2026-01-01", "2026-03-31", "gender", "woman=4 man=17 other=6");
	release(*state, &b);
	for (int i = 0; i < disclosed_cells(a.out); i++) {
		int64_t x = -1, y = -1;

		assert_int_equal(disclosed_sign(a.out, i), disclosed_sign(b.out, i));
		disclosed_value(a.out, i, &x);
		disclosed_value(b.out, i, &y);
		assert_int_equal(x, y);
	}
	assert_int_equal(b.release.again, 1);
	known_tally(b.known, b.out, &tally);
	assert_int_equal(tally.cells, 4);
	assert_int_equal(tally.open + tally.primary + tally.secondary, 4);
	/* What was judged before another release went out must be made anew. */
	assert_int_equal(try_release(*state, &stale), ST_CONFLICT);
	assert_int_equal(ledger_list(*state, 10, &list, &n, NULL), ST_OK);
	assert_int_equal(n, 2);
	ledger_list_free(list, n);
	end(&a);
	end(&b);
	end(&stale);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(a_stretch_of_few_is_not_told_by_difference),
		SCRATCH_TEST(overlapping_periods_tell_their_common_part),
		SCRATCH_TEST(months_of_a_quarter_told_later),
		SCRATCH_TEST(one_entered_late_is_not_seen),
		SCRATCH_TEST(totals_go_with_what_stays),
		SCRATCH_TEST(a_neighbourhood_with_one_part_less),
		SCRATCH_TEST(broken_down_otherwise),
		SCRATCH_TEST(bands_cut_otherwise),
		SCRATCH_TEST(the_same_again_is_the_same),
	};

	return SCRATCH_RUN(tests);
}
