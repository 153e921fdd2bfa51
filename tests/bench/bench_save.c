/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Saving: an arrival (person, language, note, and what the kinds' rules add) and a
 * changed phone number, each through the change door, against the same rows
 * written by plain statements.  Both on copies of the municipality, in turns; each
 * side's pages are warmed by a round that is rolled back.
 */
#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "register/change.h"
#include "store/inside.h"
#include "tape.h"

enum { SAVES = 40 };

/* What is saved in place k of a round. */
typedef void saving_fn(struct store *store, const struct actor *actor, int k);

static void set(struct change_item *item, const char *field, const char *value)
{
	struct err err;

	if (change_set(item, field, value, &err) != ST_OK)
		bench_die(field, err.text);
}

static void commit(struct change *change)
{
	struct err err;

	if (change_commit(change, NULL, NULL, &err) != ST_OK)
		bench_die("save", err.text);
	change_free(change);
}

static void arrival(struct store *store, const struct actor *actor, int k)
{
	static const char *const family[] = { "Haidari", "Kravchuk", "Demir", "Rojas", "Tesfay", "Haddad", "Novak" };
	static const char *const given[] = { "Mariam", "Olena", "Yusuf", "Ana Lucia", "Selam" };
	struct change *change = change_begin(store, actor);
	struct id person = { { 0 } };
	struct change_item *item = change_create(change, register_kind("person"), &person);
	char id[37], phone[24];

	snprintf(phone, sizeof(phone), "+31 6 %08d", 10000000 + k * 7919);
	set(item, "family_name", family[k % 7]);
	set(item, "given_name", given[k % 5]);
	set(item, "born", "1991-03-24");
	set(item, "phone", phone);
	set(item, "arrived", "2026-05-04");
	id_text(person, id);
	item = change_create(change, register_kind("speaks"), NULL);
	set(item, "person", id);
	set(item, "language", "fa");
	item = change_create(change, register_kind("note"), NULL);
	set(item, "person", id);
	set(item, "text", "Came with a letter from the reception centre.");
	commit(change);
}

/* Whom place k of a round is about, as the screen that changes them knows it: looked up in the rehearsal. */
static struct { struct id id; int64_t rev; } known[SAVES];

/* Some person of the file, the k-th of a fixed walk. */
static void look_up(struct store *store, int k)
{
	struct stmt *stmt;

	if (store_sql(store, "SELECT id, rev FROM person WHERE rid >= 1 + (:k * 7919) % (SELECT max(rid) FROM person)"
			     " AND gone = 0 ORDER BY rid LIMIT 1", &stmt, NULL) != ST_OK)
		bench_die("save", "nobody to change");
	stmt_int(stmt, "k", k);
	if (stmt_step(stmt, NULL) == ST_OK) {
		known[k % SAVES].id = stmt_get_id(stmt, 0);
		known[k % SAVES].rev = stmt_get_int(stmt, 1);
	}
	stmt_reset(stmt);
}

static void new_phone(struct store *store, const struct actor *actor, int k)
{
	struct change *change = change_begin(store, actor);
	int64_t rev = known[k % SAVES].rev;
	char phone[24];

	snprintf(phone, sizeof(phone), "+31 6 %08lld", (long long)(20000000 + k * 7919 + rev));
	set(change_update(change, register_kind("person"), known[k % SAVES].id, rev), "phone", phone);
	commit(change);
}

/* The round as a tape, recorded in a transaction that is taken back: the file stays as it was, its pages warm. */
static struct tape *rehearse(struct store *store, const struct actor *actor, saving_fn *save, int round)
{
	struct tape *tape = tape_start(store->db);

	if (store_begin(store, NULL) != ST_OK)
		bench_die("save", "no transaction");
	for (int k = 0; k < SAVES; k++) {
		look_up(store, round * SAVES + k);
		save(store, actor, round * SAVES + k);
		tape_mark(tape);
	}
	store_rollback(store);
	tape_stop(tape);
	return tape;
}

static double ours(struct store *store, const struct actor *actor, saving_fn *save, int round, struct samples *all)
{
	struct samples mine = { 0 };
	double median;

	tape_free(rehearse(store, actor, save, round));
	for (int k = 0; k < SAVES; k++) {
		int64_t t = bench_ns();

		save(store, actor, round * SAVES + k);
		samples_add(&mine, (double)(bench_ns() - t) / 1e6);
	}
	for (int k = 0; k < SAVES; k++)
		samples_add(all, mine.v[k]);
	median = samples_at(&mine, 50);
	samples_free(&mine);
	return median;
}

static double floor_round(const char *path, const struct actor *actor, saving_fn *save, int round, struct samples *all)
{
	struct store *store = bench_store(path, 0, false);
	struct tape *tape = rehearse(store, actor, save, round);
	struct samples mine = { 0 };
	sqlite3 *db;
	double median;

	store_close(store);
	if (floor_open(path, 8192, &db) != SQLITE_OK || tape_ready(tape, db) != SQLITE_OK ||
		tape_rehearse(tape) != SQLITE_OK)
		bench_die("floor of save", sqlite3_errmsg(db));
	for (int k = 0; k < tape_pieces(tape); k++) {
		int64_t t = bench_ns();

		if (tape_play(tape, k) != SQLITE_OK)
			bench_die("floor of save", sqlite3_errmsg(db));
		samples_add(&mine, (double)(bench_ns() - t) / 1e6);
	}
	tape_rest(tape);
	sqlite3_close(db);
	tape_free(tape);
	for (int k = 0; k < mine.n; k++)
		samples_add(all, mine.v[k]);
	median = samples_at(&mine, 50);
	samples_free(&mine);
	return median;
}

static void measure(const struct bench *bench, const char *name, saving_fn *save)
{
	const char *a = bench_copy(bench, "ours"), *b = bench_copy(bench, "floor");
	struct samples our = { 0 }, their = { 0 }, ratio = { 0 };

	for (int round = 0; round < bench->rounds; round++) {
		struct store *store;
		double mine, floor = 0;

		if (round % 2)
			floor = floor_round(b, &bench->actor, save, round, &their);
		store = bench_store(a, 0, false);
		mine = ours(store, &bench->actor, save, round, &our);
		store_close(store);
		if (round % 2 == 0)
			floor = floor_round(b, &bench->actor, save, round, &their);
		samples_add(&ratio, mine / floor);
	}
	bench_row_ratio(name, "ms", samples_at(&our, 50), samples_at(&their, 50), samples_at(&ratio, 50), AIM_AT_MOST, 1.5);
	samples_free(&our);
	samples_free(&their);
	samples_free(&ratio);
}

struct tape *bench_arrivals(const struct bench *bench, const char *path, int round)
{
	struct store *store = bench_store(path, 0, false);
	struct tape *tape = rehearse(store, &bench->actor, arrival, round);

	store_close(store);
	return tape;
}

void bench_save(const struct bench *bench)
{
	measure(bench, "save: an arrival", arrival);
	measure(bench, "save: a changed phone number", new_phone);
}
