/* SPDX-License-Identifier: EUPL-1.2 */
/* An older file comes back: what was erased since is dropped from it again. */
#include "cases/erase.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/erase_set.h"
#include "cases/held.h"
#include "register/change.h"
#include "store/sealed.h"

static enum status drop_people(struct store *store, const struct actor *actor, int64_t *people, struct err *err)
{
	struct id *found = NULL;
	int n = 0;
	enum status st = tombstone_found(store, "person", &found, &n, err);

	for (int i = 0; i < n && st == ST_OK; i++)
		st = erase_person(store, actor, found[i], ERASE_TOMBSTONE, NULL, err);
	*people = st == ST_OK ? n : 0;
	free(found);
	return st;
}

/* Records that went alone: a household whose last member left, an entry whose own time was over. */
static enum status drop_records(struct store *store, const struct kind *kind, const struct id *id, int n,
	struct err *err)
{
	struct erase_traces traces = { 0, 0, 0, 0 };
	enum status st = ST_OK;

	for (int i = 0; i < n && st == ST_OK; i++) {
		st = erase_traces_of(store, kind->name, id[i], &traces, err);
		if (st == ST_OK)
			st = erase_row(store, kind->name, id[i], err);
	}
	return st;
}

static enum status take_back(struct store *store, const struct actor *actor, const struct kind *kind,
	const struct id *id, int n, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct record *record;
	enum status st = ST_OK;
	bool any = false;

	change_by_right(change);
	for (int i = 0; i < n; i++) {
		struct actor all = *actor;

		all.roles = ROLE_ALL;
		all.quiet = true;                /* nothing is kept from it */
		all.user[0] = '\0';
		if (read_brief(store, &all, kind, id[i], &record, NULL) != ST_OK)
			continue;            /* removed already */
		record_free(record);
		change_delete(change, kind, id[i], 0);
		any = true;
	}
	if (any)
		st = change_commit_as(change, id_new(), err);
	change_free(change);
	return st;
}

/* The older file may still have people in a household that the last one had left. */
static enum status leave_households(struct store *store, struct id *id, int *n, struct err *err)
{
	struct id nobody = { { 0 } };
	int kept = 0;
	enum status st = ST_OK;

	for (int i = 0; i < *n && st == ST_OK; i++) {
		bool lives = false;

		st = erase_household_lives(store, id[i], nobody, &lives, err);
		if (!lives)
			id[kept++] = id[i];
	}
	*n = kept;
	return st;
}

static enum status drop_rest(struct store *store, const struct actor *actor, struct err *err)
{
	int n_kinds;
	const struct kind *const *kinds = register_kinds(&n_kinds);
	enum status st = ST_OK;

	for (int k = 0; k < n_kinds && st == ST_OK; k++) {
		struct id *found = NULL;
		int n = 0;

		st = tombstone_found(store, kinds[k]->name, &found, &n, err);
		if (st == ST_OK && str_same(kinds[k]->name, "household"))
			st = leave_households(store, found, &n, err);
		if (st == ST_OK && n)
			st = take_back(store, actor, kinds[k], found, n, err);
		if (st == ST_OK)
			st = drop_records(store, kinds[k], found, n, err);
		free(found);
	}
	return st;
}

enum status tombstones_apply(struct store *store, const struct actor *actor, struct store *from, int64_t *people,
	struct err *err)
{
	enum status st = store_begin(store, err);

	*people = 0;
	if (st != ST_OK)
		return st;
	st = tombstone_take(store, from, err);
	if (st == ST_OK)
		st = drop_people(store, actor, people, err);
	if (st == ST_OK)
		st = drop_rest(store, actor, err);
	/* What was sealed since is dropped in plain: it comes along sealed. */
	if (st == ST_OK)
		st = sealed_carry(store, from, err);
	if (st == ST_OK)
		st = held_follow_all(store, actor, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	*people = 0;
	return st;
}
