/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Merging.  The property: desks that work on their own, with clocks that go wrong,
 * hold the same rows once they know each other's journals, in whatever order and
 * over whatever detours these travelled.
 */
#include "chance.h"

#include "register/merge.h"

#define DESKS 3

static struct store *desk[DESKS];
static const struct actor admin = { .user = "admin", .desk = "HA", .roles = ROLE_ALL };

static int open_desks(void **state)
{
	(void)state;
	for (int i = 0; i < DESKS; i++) {
		char code[3] = { 'A', (char)('A' + i), 0 };
		desk[i] = doors_new();
		WELL(setting_set(desk[i], SETTING_DESK, code, &err_));
	}
	return 0;
}

static int close_desks(void **state)
{
	(void)state;
	for (int i = 0; i < DESKS; i++)
		store_close(desk[i]);
	clock_hold(0);
	rng_unseed();
	return 0;
}

/* Everything that `from` knows is told to `to`; returns how many entries were new there. */
static int tell(struct store *from, struct store *to)
{
	struct merge_entry *entries;
	int count, applied;

	WELL(merge_collect(from, 0, &entries, &count, &err_));
	WELL(merge_apply(to, &admin, entries, count, &applied, &err_));
	merge_free(entries, count);
	return applied;
}

static void same_rows(int a, int b)
{
	char *x = whole_file(desk[a], WITH_GONE), *y = whole_file(desk[b], WITH_GONE);

	assert_string_equal(x, y);
	free(x);
	free(y);
}

/* Each desk's wall clock is wrong by up to ten seconds, also backwards. */
static void work_alone(int who)
{
	struct id set;

	clock_hold(1777000000000 + rng_below(20000));
	random_set(desk[who], &set);
	if (rng_below(4) == 0)
		change_undo(desk[who], &everybody, set, NULL, NULL);
}

static void check_desks(void)
{
	for (int i = 0; i < DESKS; i++) {
		int64_t entries;
		WELL(journal_verify(desk[i], &entries, &err_));
		same_rows(0, i);
	}
}

static void tell_all(void)
{
	int new;

	do {
		new = 0;
		for (int from = 0; from < DESKS; from++)
			for (int to = 0; to < DESKS; to++)
				new += from == to ? 0 : tell(desk[from], desk[to]);
	} while (new > 0);
}

static void desks_agree(uint64_t seed)
{
	rng_seed(seed);
	for (int i = 0; i < 90; i++) {
		int from = (int)rng_below(DESKS), to = (int)rng_below(DESKS);
		work_alone(from);
		if (rng_below(6) == 0 && from != to)
			tell(desk[from], desk[to]);
	}
	tell_all();
	check_desks();
}

static void desks_agree_seed_1(void **state)
{
	(void)state;
	desks_agree(1);
}

static void desks_agree_seed_2(void **state)
{
	(void)state;
	desks_agree(2);
}

static void desks_agree_seed_3(void **state)
{
	(void)state;
	desks_agree(3);
}

/* One past told to two desks, the two others' work in either order. */
static void either_order_gives_the_same(void **state)
{
	(void)state;
	rng_seed(5);
	for (int i = 0; i < 40; i++)
		work_alone(0);
	tell(desk[0], desk[1]);
	tell(desk[0], desk[2]);
	for (int i = 0; i < 120; i++)
		work_alone((int)rng_below(2));
	struct store *other = doors_new();
	WELL(setting_set(other, SETTING_DESK, "ZZ", &err_));
	tell(desk[0], desk[2]);
	tell(desk[1], desk[2]);
	tell(desk[1], other);
	tell(desk[0], other);
	char *x = whole_file(desk[2], WITH_GONE), *y = whole_file(other, WITH_GONE);
	assert_string_equal(x, y);
	assert_true(strlen(x) > 1000);
	free(x);
	free(y);
	store_close(other);
	assert_int_equal(tell(desk[1], desk[2]), 0);      /* known already */
}

/* The same value set by two desks counts as set by the later one. */
static void equal_values_keep_the_later_stamp(void **state)
{
	struct id person;

	(void)state;
	clock_hold(1777000000000);
	person = make(desk[0], "person", PAIRS("family_name=Demir"));
	tell(desk[0], desk[1]);
	tell(desk[0], desk[2]);
	clock_hold(1777000001000);
	amend(desk[0], "person", person, PAIRS("say=x"));
	clock_hold(1777000002000);
	amend(desk[2], "person", person, PAIRS("say=y"));
	clock_hold(1777000003000);
	amend(desk[1], "person", person, PAIRS("say=x"));
	tell(desk[1], desk[0]);
	tell(desk[2], desk[0]);
	tell(desk[2], desk[1]);
	HAS(desk[0], "person", person, "say", "x");
	HAS(desk[1], "person", person, "say", "x");
}

static void deletion_and_change_meet(void **state)
{
	struct change *change;
	struct id person;
	struct record *record = NULL;
	struct err err;

	(void)state;
	person = make(desk[0], "person", PAIRS("family_name=Demir"));
	tell(desk[0], desk[1]);
	change = change_begin(desk[0], &everybody);
	change_delete(change, the("person"), person, 0);
	struct id set;
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	amend(desk[1], "person", person, PAIRS("say=DAY-mir"));
	tell(desk[0], desk[1]);
	tell(desk[1], desk[0]);
	assert_int_equal(read_record(desk[1], &everybody, the("person"), person, &record, &err), ST_NOTFOUND);
	WELL(change_undo(desk[0], &everybody, set, NULL, &err_));
	tell(desk[0], desk[1]);
	HAS(desk[1], "person", person, "say", "DAY-mir");
	HAS(desk[0], "person", person, "say", "DAY-mir");
}

static struct id take_away(struct store *store, struct id person, int64_t ms)
{
	struct change *change = change_begin(store, &everybody);
	struct id set;

	clock_hold(ms);
	change_delete(change, the("person"), person, 0);
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	return set;
}

/* A deletion that lost must not pass for the latest word: another one, later than it but earlier than the
 * restoration, loses as well. */
static void a_deletion_that_lost_stays_lost(void **state)
{
	enum { T = 1777000000 };
	struct id person, first;

	(void)state;
	clock_hold(T * 1000LL);
	person = make(desk[0], "person", PAIRS("family_name=Demir"));
	tell(desk[0], desk[1]);
	tell(desk[0], desk[2]);
	first = take_away(desk[0], person, (T + 10) * 1000LL);
	tell(desk[0], desk[1]);
	clock_hold((T + 30) * 1000LL);
	WELL(change_undo(desk[1], &everybody, first, NULL, &err_));
	take_away(desk[2], person, (T + 20) * 1000LL);
	clock_hold((T + 22) * 1000LL);
	WELL(change_undo(desk[0], &everybody, first, NULL, &err_));
	take_away(desk[0], person, (T + 25) * 1000LL);
	tell(desk[2], desk[1]);
	tell(desk[0], desk[1]);
	HAS(desk[1], "person", person, "family_name", "Demir");
	tell_all();
	check_desks();
}

static void a_merged_entry_keeps_its_origin(void **state)
{
	struct id person = make(desk[0], "person", PAIRS("family_name=Demir"));
	struct past *past;
	int count;

	(void)state;
	amend(desk[0], "person", person, PAIRS("say=a"));
	tell(desk[0], desk[1]);
	amend(desk[1], "person", person, PAIRS("say=b"));
	WELL(read_history(desk[1], &everybody, the("person"), person, &past, &count, &err_));
	assert_int_equal(count, 3);
	assert_string_equal(past[0].entry.origin, "AB");
	assert_string_equal(past[1].entry.origin, "AA");
	assert_string_equal(past[1].change[0].after, "a");
	assert_string_equal(past[0].change[0].before, "a");
	past_free(past, count);
}

static void what_does_not_fit_is_refused_whole(void **state)
{
	struct merge_entry *entries;
	struct err err;
	int count, applied;

	(void)state;
	make(desk[0], "person", PAIRS("family_name=Demir"));
	make(desk[0], "dwelling", PAIRS("address=Kade 1"));
	WELL(merge_collect(desk[0], 0, &entries, &count, &err_));
	for (int i = 0; i < entries[1].n_values; i++) {
		if (!str_same(entries[1].value[i].field, "state"))
			continue;
		free((char *)entries[1].value[i].after);
		entries[1].value[i].after = mem_str("no such state");
	}
	assert_int_equal(merge_apply(desk[1], &admin, entries, count, &applied, &err), ST_INVALID);
	assert_int_equal(count_rows(desk[1], "journal"), 0);
	assert_int_equal(count_rows(desk[1], "person"), 0);
	struct actor clerk = { .user = "clerk", .desk = "AB", .roles = ROLE_DESK };
	assert_int_equal(merge_apply(desk[1], &clerk, entries, count, &applied, &err), ST_DENIED);
	merge_free(entries, count);
}

static void a_clock_far_ahead_is_refused(void **state)
{
	struct merge_entry *entries;
	struct err err;
	int count, applied;

	(void)state;
	clock_hold(1777000000000 + 3 * 86400000LL);
	make(desk[0], "person", PAIRS("family_name=Demir"));
	WELL(merge_collect(desk[0], 0, &entries, &count, &err_));
	clock_hold(1777000000000);
	assert_int_equal(merge_apply(desk[1], &admin, entries, count, &applied, &err), ST_INVALID);
	assert_int_equal(count_rows(desk[1], "journal"), 0);
	clock_hold(1777000000000 + 3 * 86400000LL);
	WELL(merge_apply(desk[1], &admin, entries, count, &applied, &err_));
	assert_int_equal(applied, 1);
	merge_free(entries, count);
}

#define DESKS_TEST(f) cmocka_unit_test_setup_teardown(f, open_desks, close_desks)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESKS_TEST(desks_agree_seed_1),
		DESKS_TEST(desks_agree_seed_2),
		DESKS_TEST(desks_agree_seed_3),
		DESKS_TEST(either_order_gives_the_same),
		DESKS_TEST(equal_values_keep_the_later_stamp),
		DESKS_TEST(deletion_and_change_meet),
		DESKS_TEST(a_deletion_that_lost_stays_lost),
		DESKS_TEST(a_merged_entry_keeps_its_origin),
		DESKS_TEST(what_does_not_fit_is_refused_whole),
		DESKS_TEST(a_clock_far_ahead_is_refused),
	};

	return DOORS_RUN(tests);
}
