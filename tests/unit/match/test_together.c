/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two programs decide on the same proposals of one round, each at the same moment: one of them decides, the other is told,
 * and never is anything given twice.
 */
#include "tests/unit/cases/town.h"

#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "match/propose.h"
#include "match/round.h"

enum { HOMES = 60, PROGRAMS = 2 };

/* Shared by the programs. */
struct table {
	atomic_int there[HOMES], got[HOMES];
	atomic_int faults;
};

typedef enum status decide_fn(struct store *store, const struct round_pair *pair, int me, struct err *err);

static enum status both_confirm(struct store *store, const struct round_pair *pair, int me, struct err *err)
{
	(void)me;
	return propose_confirm(store, &everybody, the("home_proposal"), pair->proposal, 0, NULL, err);
}

static enum status one_declines(struct store *store, const struct round_pair *pair, int me, struct err *err)
{
	return me ? propose_decline(store, &everybody, the("home_proposal"), pair->proposal, 0, "person", NULL, NULL, err) :
		both_confirm(store, pair, me, err);
}

/* One gives the home by hand, past the round. */
static enum status one_goes_past(struct store *store, const struct round_pair *pair, int me, struct err *err)
{
	struct change_item *item;
	struct change *change;
	char text[37];
	enum status st;

	if (!me)
		return both_confirm(store, pair, me, err);
	change = change_begin(store, &everybody);
	item = change_create(change, the("placement"), NULL);
	id_text(pair->person, text);
	st = change_set(item, "person", text, err);
	id_text(pair->place, text);
	if (st == ST_OK)
		st = change_set(item, "dwelling", text, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

static void programme(struct table *table, const char *name, const struct round_list *list, decide_fn *decide, int me)
{
	struct store *store = doors_open(name, false);

	for (int i = 0; i < list->count; i++) {
		struct err err;
		enum status st;

		err_clear(&err);
		/* Neither begins before the other one is there. */
		atomic_fetch_add(&table->there[i], 1);
		while (atomic_load(&table->there[i]) < PROGRAMS)
			usleep(20);
		st = decide(store, &list->pair[i], me, &err);
		atomic_fetch_add(&table->got[i], st == ST_OK);
		if (st != ST_OK && (st != ST_INVALID || !strstr(err.text, "Nothing was"))) {
			print_error("%d: %d %s\n", i, (int)st, err.text);
			atomic_fetch_add(&table->faults, 1);
		}
	}
	store_close(store);
	_exit(0);
}

static void build(struct store *store)
{
	struct change *change = change_begin(store, &everybody);

	for (int i = 0; i < HOMES; i++) {
		struct id person = { { 0 } };
		char text[64];

		set_pairs(change_create(change, the("person"), &person), PAIRS("given_name=Ana", "arrived=2026-01-05"));
		change_put(change_create(change, the("need"), NULL), kind_field(the("need"), "person"),
			as_text(person, "", text) + 1);
		set_pairs(change_create(change, the("dwelling"), NULL), PAIRS("address=Lane", "people=2"));
	}
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

/* As the file tells it, whatever the programs were told. */
static void nothing_is_given_twice(const char *name, const struct table *table, int count)
{
	struct store *store = doors_open(name, false);

	assert_int_equal(count_rows(store, "(SELECT dwelling FROM placement WHERE gone = 0 GROUP BY dwelling HAVING count(*) > 1)"), 0);
	for (int i = 0; i < count; i++)
		if (atomic_load(&table->got[i]) != 1)
			fail_msg("proposal %d was decided %d times", i, atomic_load(&table->got[i]));
	store_close(store);
}

static void race(const char *name, decide_fn *decide)
{
	struct table *table = mmap(NULL, sizeof(*table), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct store *store = doors_open(name, true);
	struct round_list list;
	struct round *round;

	build(store);
	WELL(round_compute(store, &everybody, &(struct round_ask){ .what = MATCH_HOMES }, &round, &err_));
	WELL(round_save(store, &everybody, round, NULL, &err_));
	WELL(round_publish(store, &everybody, round->id, &err_));
	WELL(round_list_read(store, &everybody, round->id, &list, &err_));
	assert_int_equal(list.count, HOMES);
	round_free(round);
	store_close(store);
	for (int me = 0; me < PROGRAMS; me++)
		if (fork() == 0)
			programme(table, name, &list, decide, me);
	for (int me = 0; me < PROGRAMS; me++) {
		int status = -1;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(atomic_load(&table->faults), 0);
	nothing_is_given_twice(name, table, list.count);
	round_list_clear(&list);
	munmap(table, sizeof(*table));
}

static void two_confirm(void **state)
{
	(void)state;
	race("confirm", both_confirm);
}

static void one_confirms_and_one_declines(void **state)
{
	(void)state;
	race("decline", one_declines);
}

static void one_confirms_and_one_offers_by_hand(void **state)
{
	(void)state;
	race("past", one_goes_past);
}

static int begin(void **state)
{
	cases_init();
	match_init();
	clock_hold((int64_t)date_days(TOWN_DAY) * 86400000 + 36000000);
	return doors_make(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_confirm), cmocka_unit_test(one_confirms_and_one_declines),
		cmocka_unit_test(one_confirms_and_one_offers_by_hand),
	};

	return cmocka_run_group_tests(tests, begin, doors_remove);
}
