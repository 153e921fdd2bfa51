/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two programs at once at the same home, a thousand times: one household is promised
 * it, the other desk is told.  They offer it, one takes it off the market while the
 * other offers it, and one takes up an offer that had run out while the other offers
 * the home anew.
 */
#include "config.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "cases/homes.h"
#include "desk.h"

enum { ROUNDS = 1000, PROGRAMS = 2 };

static const struct actor colleague = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };
static const struct date soon = { 2099, 5, 11 };

/* Shared by the programs: who has come to which round, and who got the home. */
struct table {
	atomic_int there[ROUNDS];
	atomic_int got[ROUNDS];
	atomic_int faults;
};
struct home_row { struct id home, person[PROGRAMS], lapsed; };

static void put(struct change_item *item, const char *field, const char *value)
{
	struct err err;

	if (change_set(item, field, value, &err) != ST_OK)
		fail_msg("%s: %s", field, err.text);
}

static void put_of(struct change_item *item, const char *field, struct id id)
{
	char text[37];

	id_text(id, text);
	put(item, field, text);
}

/* A home, two people of no household, and where it is wanted an offer to the first of them that ran out. */
static void prepare_round(struct change *change, struct home_row *row, bool lapsed)
{
	struct change_item *item = change_create(change, register_kind("dwelling"), &row->home);

	put(item, "address", "Mill Lane 1");
	for (int i = 0; i < PROGRAMS; i++)
		put(change_create(change, register_kind("person"), &row->person[i]), "given_name", "Somebody");
	if (!lapsed)
		return;
	item = change_create(change, register_kind("placement"), &row->lapsed);
	put_of(item, "person", row->person[0]);
	put_of(item, "dwelling", row->home);
	put(item, "state", "run_out");
}

static struct home_row *prepare(bool lapsed)
{
	struct store *store = desk_open();
	struct home_row *row = mem_array(ROUNDS, sizeof(*row));
	struct err err;

	err_clear(&err);
	for (int at = 0; at < ROUNDS; at += 100) {
		struct change *change = change_begin(store, &colleague);

		for (int i = 0; i < 100; i++)
			prepare_round(change, &row[at + i], lapsed);
		if (change_commit(change, NULL, NULL, &err) != ST_OK)
			fail_msg("%s", err.text);
		change_free(change);
	}
	store_close(store);
	return row;
}

typedef enum status grab_fn(struct store *store, const struct home_row *row, int me, struct err *err);

static enum status grab_by_offer(struct store *store, const struct home_row *row, int me, struct err *err)
{
	struct change *change = change_begin(store, &colleague);
	struct id placement = { { 0 } };
	enum status st = home_offer(change, row->person[me], row->home, soon, &placement, err);

	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

static enum status set_state(struct store *store, const char *kind, struct id id, const char *state, struct err *err)
{
	struct change *change = change_begin(store, &colleague);
	enum status st;

	put(change_update(change, register_kind(kind), id, 0), "state", state);
	st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

static enum status grab_or_withdraw(struct store *store, const struct home_row *row, int me, struct err *err)
{
	return me ? grab_by_offer(store, row, me, err) : set_state(store, "dwelling", row->home, "withdrawn", err);
}

static enum status grab_or_take_up(struct store *store, const struct home_row *row, int me, struct err *err)
{
	return me ? grab_by_offer(store, row, me, err) : set_state(store, "placement", row->lapsed, "accepted", err);
}

static void programme(struct table *table, const struct home_row *row, grab_fn *grab, int me)
{
	struct store *store = desk_open();

	store_wait_for_disk(store, false);
	for (int i = 0; i < ROUNDS; i++) {
		struct err err;
		enum status st;

		err_clear(&err);
		/* Neither begins before the other one is there. */
		atomic_fetch_add(&table->there[i], 1);
		while (atomic_load(&table->there[i]) < PROGRAMS)
			usleep(20);
		st = grab(store, &row[i], me, &err);
		atomic_fetch_add(&table->got[i], st == ST_OK);
		/* Told so, by the field that holds the home or says what it is. */
		if (st != ST_OK && (st != ST_INVALID || (strcmp(err.field, "dwelling") != 0 && strcmp(err.field, "state") != 0))) {
			print_error("round %d: %d %s\n", i, (int)st, err.text);
			atomic_fetch_add(&table->faults, 1);
		}
	}
	store_close(store);
	_exit(0);
}

static void both_at_once(struct table *table, const struct home_row *row, grab_fn *grab)
{
	for (int me = 0; me < PROGRAMS; me++)
		if (fork() == 0)
			programme(table, row, grab, me);
	for (int me = 0; me < PROGRAMS; me++) {
		int status = -1;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(atomic_load(&table->faults), 0);
}

QUERY(promised, "test.promised", QUERY_BATCH,
	"SELECT count(*), (SELECT state FROM dwelling WHERE id = :id) FROM placement WHERE dwelling = :id AND gone = 0"
	" AND state IN ('offered', 'accepted', 'moved_in')");

/* As the file tells it, whatever the programs were told. */
static void nobody_is_promised_twice(const struct table *table, const struct home_row *row)
{
	struct store *store = desk_open();

	for (int i = 0; i < ROUNDS; i++) {
		struct stmt *stmt;

		assert_int_equal(store_query(store, &promised, &stmt, NULL), ST_OK);
		stmt_id(stmt, "id", row[i].home);
		assert_int_equal(stmt_step(stmt, NULL), ST_OK);
		if (stmt_get_int(stmt, 0) > 1)
			fail_msg("round %d: promised to %d households", i, (int)stmt_get_int(stmt, 0));
		if (stmt_get_int(stmt, 0) == 1)
			assert_string_not_equal(stmt_get_text(stmt, 1), "free");
		stmt_reset(stmt);
		assert_int_equal(atomic_load(&table->got[i]), 1);
	}
	store_close(store);
}

static void race(grab_fn *grab, bool lapsed)
{
	struct table *table = mmap(NULL, sizeof(*table), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct home_row *row = prepare(lapsed);

	assert_ptr_not_equal(table, MAP_FAILED);
	memset(table, 0, sizeof(*table));
	both_at_once(table, row, grab);
	nobody_is_promised_twice(table, row);
	munmap(table, sizeof(*table));
	free(row);
}

static void a_home_is_offered_once(void **state)
{
	(void)state;
	race(grab_by_offer, false);
}

static void a_home_that_was_withdrawn_is_not_offered(void **state)
{
	(void)state;
	race(grab_or_withdraw, false);
}

static void an_offer_that_ran_out_gives_way(void **state)
{
	(void)state;
	race(grab_or_take_up, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_home_is_offered_once, desk_new_file),
		cmocka_unit_test_setup(a_home_that_was_withdrawn_is_not_offered, desk_new_file),
		cmocka_unit_test_setup(an_offer_that_ran_out_gives_way, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
