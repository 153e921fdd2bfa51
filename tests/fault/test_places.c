/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two programs at once at a school's last place, a thousand times: one child gets
 * it, the other program is told; and when one takes the place away while the other
 * gives it, never both.
 */
#include "config.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "cases/schools.h"
#include "desk.h"

enum { ROUNDS = 1000, PROGRAMS = 2 };

static const struct actor colleague = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };

/* Shared by the programs: who has come to which round, and who got the place. */
struct table {
	atomic_int there[ROUNDS];
	atomic_int got[ROUNDS];
	atomic_int faults;
};
struct place { struct id school, child[PROGRAMS]; };

static void put(struct change_item *item, const char *field, const char *value)
{
	struct err err;

	if (change_set(item, field, value, &err) != ST_OK)
		fail_msg("%s", err.text);
}

/* A school with one place, and two children. */
static void prepare_round(struct change *change, struct place *place)
{
	struct change_item *item = change_create(change, register_kind("school"), &place->school);

	put(item, "name", "A school");
	put(item, "what", "primary");
	put(item, "places", "1");
	for (int i = 0; i < PROGRAMS; i++) {
		item = change_create(change, register_kind("person"), &place->child[i]);
		put(item, "given_name", "Somebody");
		put(item, "born", "2016");
	}
}

static struct place *prepare(void)
{
	struct store *store = desk_open();
	struct place *place = mem_array(ROUNDS, sizeof(*place));
	struct err err;

	err_clear(&err);
	for (int at = 0; at < ROUNDS; at += 100) {
		struct change *change = change_begin(store, &colleague);

		for (int i = 0; i < 100; i++)
			prepare_round(change, &place[at + i]);
		if (change_commit(change, NULL, NULL, &err) != ST_OK)
			fail_msg("%s", err.text);
		change_free(change);
	}
	store_close(store);
	return place;
}

/* Changes that the program makes in its round, not committed yet. */
typedef void grab_fn(struct change *change, const struct place *place, int me);

static void take(struct change *change, const struct place *place, int me)
{
	const struct school_row row = { .id = place->school };
	struct id entry;
	struct err err;

	if (school_put(change, place->child[me], &row, "primary", me ? "placed" : "offered", &entry, &err) != ST_OK)
		fail_msg("%s", err.text);
}

static void take_or_close(struct change *change, const struct place *place, int me)
{
	if (me)
		take(change, place, me);
	else
		put(change_update(change, register_kind("school"), place->school, 0), "places", "0");
}

static void one_round(struct store *store, struct table *table, const struct place *place, int i, grab_fn *grab, int me)
{
	struct change *change = change_begin(store, &colleague);
	struct err err;
	enum status st;

	err_clear(&err);
	grab(change, place, me);
	/* Neither begins before the other one is there. */
	atomic_fetch_add(&table->there[i], 1);
	while (atomic_load(&table->there[i]) < PROGRAMS)
		usleep(20);
	st = change_commit(change, NULL, NULL, &err);
	change_free(change);
	atomic_fetch_add(&table->got[i], st == ST_OK);
	/* Told so, in the words for a school that is full. */
	if (st != ST_OK && (st != ST_INVALID || (strcmp(err.field, "state") != 0 && strcmp(err.field, "places") != 0))) {
		print_error("round %d: %d %s\n", i, (int)st, err.text);
		atomic_fetch_add(&table->faults, 1);
	}
}

static void programme(struct table *table, const struct place *place, grab_fn *grab, int me)
{
	struct store *store = desk_open();

	store_wait_for_disk(store, false);
	for (int i = 0; i < ROUNDS; i++)
		one_round(store, table, &place[i], i, grab, me);
	store_close(store);
	_exit(0);
}

/* As the file tells it, whatever the programs were told. */
static void no_place_is_given_twice(const struct table *table)
{
	struct store *store = desk_open();
	struct schools schools;
	struct err err;

	err_clear(&err);
	assert_int_equal(schools_all(store, &colleague, &schools, &err), ST_OK);
	assert_int_equal(schools.count, ROUNDS);
	for (int i = 0; i < schools.count; i++)
		if (schools.row[i].taken > schools.row[i].places)
			fail_msg("%d children on %d places", (int)schools.row[i].taken, (int)schools.row[i].places);
	for (int i = 0; i < ROUNDS; i++)
		assert_int_equal(atomic_load(&table->got[i]), 1);
	schools_clear(&schools);
	store_close(store);
}

static void race(grab_fn *grab)
{
	struct table *table = mmap(NULL, sizeof(*table), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct place *place = prepare();

	assert_ptr_not_equal(table, MAP_FAILED);
	memset(table, 0, sizeof(*table));
	for (int me = 0; me < PROGRAMS; me++)
		if (fork() == 0)
			programme(table, place, grab, me);
	for (int me = 0; me < PROGRAMS; me++) {
		int status = -1;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(atomic_load(&table->faults), 0);
	no_place_is_given_twice(table);
	munmap(table, sizeof(*table));
	free(place);
}

static void the_last_place_is_given_once(void **state)
{
	(void)state;
	race(take);
}

static void a_place_that_went_is_not_given(void **state)
{
	(void)state;
	race(take_or_close);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_last_place_is_given_once, desk_new_file),
		cmocka_unit_test_setup(a_place_that_went_is_not_given, desk_new_file),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
