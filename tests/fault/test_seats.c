/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two programs at once at the last seat of a group, a thousand times: one of them
 * gets it, the other one is told, nobody sits on nobody's lap.  They offer to the
 * next in line, enrol by hand, and one raises the seats while the other takes them
 * away.
 */
#include "config.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "cases/offer.h"
#include "cases/queue.h"
#include "desk.h"

enum { ROUNDS = 1000, PROGRAMS = 2 };

static const struct actor colleague = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };

/* Shared by the programs: who has come to which round, and who got a seat. */
struct table {
	atomic_int there[ROUNDS];
	atomic_int got[ROUNDS];
	atomic_int faults;
};
struct seat { struct id course, enrolment[PROGRAMS]; };

static void put_of(struct change_item *item, const char *field, struct id id)
{
	struct err err;
	char text[37];

	id_text(id, text);
	if (change_set(item, field, text, &err) != ST_OK)
		fail_msg("%s", err.text);
}

static void put(struct change_item *item, const char *field, const char *value)
{
	struct err err;

	if (change_set(item, field, value, &err) != ST_OK)
		fail_msg("%s", err.text);
}

/* A group with one seat, and two who wait: for offers all in one line, else each round its own. */
static void prepare_round(struct change *change, struct seat *seat, const char *level)
{
	struct change_item *item = change_create(change, register_kind("course"), &seat->course);

	put(item, "name", "A group");
	put(item, "language", "de");
	put(item, "level", level);
	put(item, "seats", "1");
	for (int i = 0; i < PROGRAMS; i++) {
		struct id person = { { 0 } };

		put(change_create(change, register_kind("person"), &person), "given_name", "Somebody");
		item = change_create(change, register_kind("enrolment"), &seat->enrolment[i]);
		put_of(item, "person", person);
		put(item, "language", "de");
		put(item, "level", level);
	}
}

static struct seat *prepare(const char *level)
{
	struct store *store = desk_open();
	struct seat *seat = mem_array(ROUNDS, sizeof(*seat));
	struct err err;

	err_clear(&err);
	for (int at = 0; at < ROUNDS; at += 100) {
		struct change *change = change_begin(store, &colleague);

		for (int i = 0; i < 100; i++)
			prepare_round(change, &seat[at + i], level);
		if (change_commit(change, NULL, NULL, &err) != ST_OK)
			fail_msg("%s", err.text);
		change_free(change);
	}
	store_close(store);
	return seat;
}

typedef enum status grab_fn(struct store *store, const struct seat *seat, int me, bool *got, struct err *err);

static enum status grab_by_line(struct store *store, const struct seat *seat, int me, bool *got, struct err *err)
{
	struct offer offer;
	enum status st = offer_next(store, &colleague, seat->course, false, NULL, &offer, err);

	(void)me;
	*got = st == ST_OK && !id_none(offer.enrolment);
	offer_clear(&offer);
	return st;
}

static enum status grab_by_hand(struct store *store, const struct seat *seat, int me, bool *got, struct err *err)
{
	struct change *change = change_begin(store, &colleague);
	struct change_item *item = change_update(change, register_kind("enrolment"), seat->enrolment[me], 0);
	enum status st;

	put(item, "state", "enrolled");
	put_of(item, "course", seat->course);
	st = change_commit(change, NULL, NULL, err);
	*got = st == ST_OK;
	change_free(change);
	return st;
}

/* One takes the seat away, the other one takes it: whoever was first, the other is told. */
static enum status grab_or_close(struct store *store, const struct seat *seat, int me, bool *got, struct err *err)
{
	struct change *change;
	enum status st;

	if (me)
		return grab_by_hand(store, seat, me, got, err);
	change = change_begin(store, &colleague);
	put(change_update(change, register_kind("course"), seat->course, 0), "seats", "0");
	st = change_commit(change, NULL, NULL, err);
	*got = st == ST_OK;
	change_free(change);
	return st;
}

static void programme(struct table *table, const struct seat *seat, grab_fn *grab, int me)
{
	struct store *store = desk_open();

	store_wait_for_disk(store, false);
	for (int i = 0; i < ROUNDS; i++) {
		struct err err;
		bool got = false;
		enum status st;

		err_clear(&err);
		/* Neither begins before the other one is there. */
		atomic_fetch_add(&table->there[i], 1);
		while (atomic_load(&table->there[i]) < PROGRAMS)
			usleep(20);
		st = grab(store, &seat[i], me, &got, &err);
		atomic_fetch_add(&table->got[i], got);
		/* Told so, in the words for a group that is full. */
		if (st != ST_OK && (st != ST_INVALID || (strcmp(err.field, "state") != 0 && strcmp(err.field, "seats") != 0))) {
			print_error("round %d: %d %s\n", i, (int)st, err.text);
			atomic_fetch_add(&table->faults, 1);
		}
	}
	store_close(store);
	_exit(0);
}

static void both_at_once(struct table *table, const struct seat *seat, grab_fn *grab)
{
	for (int me = 0; me < PROGRAMS; me++)
		if (fork() == 0)
			programme(table, seat, grab, me);
	for (int me = 0; me < PROGRAMS; me++) {
		int status = -1;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(atomic_load(&table->faults), 0);
}

/* As the file tells it, whatever the programs were told. */
static void nobody_sits_twice(const struct table *table, const struct seat *seat)
{
	struct store *store = desk_open();
	struct err err;
	int64_t faults = -1;

	err_clear(&err);
	for (int i = 0; i < ROUNDS; i++) {
		struct seats seats;

		assert_int_equal(seats_count(store, seat[i].course, &seats, &err), ST_OK);
		if (seats.taken > seats.seats)
			fail_msg("round %d: %d people on %d seats", i, (int)seats.taken, (int)seats.seats);
		assert_int_equal(atomic_load(&table->got[i]), 1);
	}
	assert_int_equal(queue_check(store, &faults, &err), ST_OK);
	assert_int_equal(faults, 0);
	store_close(store);
}

static void race(grab_fn *grab, const char *level)
{
	struct table *table = mmap(NULL, sizeof(*table), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct seat *seat = prepare(level);

	assert_ptr_not_equal(table, MAP_FAILED);
	memset(table, 0, sizeof(*table));
	both_at_once(table, seat, grab);
	nobody_sits_twice(table, seat);
	munmap(table, sizeof(*table));
	free(seat);
}

static void the_last_seat_is_offered_once(void **state)
{
	(void)state;
	race(grab_by_line, "a1");
}

static void the_last_seat_is_given_once(void **state)
{
	(void)state;
	race(grab_by_hand, "a2");
}

static void a_seat_that_went_is_not_given(void **state)
{
	(void)state;
	race(grab_or_close, "b1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_last_seat_is_offered_once, desk_new_file),
		cmocka_unit_test_setup(the_last_seat_is_given_once, desk_new_file),
		cmocka_unit_test_setup(a_seat_that_went_is_not_given, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
