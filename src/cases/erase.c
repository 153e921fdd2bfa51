/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing a person.  First the change door takes the records back like any others, so that every rule has its say: a
 * home becomes free, search keys go, Today forgets.  Then rows and traces are deleted for good, in the same transaction.
 */
#include "cases/erase.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/erase_set.h"
#include "register/change.h"
#include "register/grant.h"
#include "store/query.h"

QUERY(names_of, "erase.names", QUERY_INTERACTIVE, "SELECT given_name, family_name, own_script, used_name, phone, email"
	" FROM person WHERE id = :id");

static const struct { const char *key, *words; } grounds[ERASE_GROUNDS] = {
	[ERASE_REQUEST] = { "request", N_("the person asked for it") },
	[ERASE_MISTAKE] = { "mistake", N_("registered by mistake") },
	[ERASE_UNLAWFUL] = { "unlawful", N_("should not have been recorded") },
	[ERASE_DUTY] = { "duty", N_("a law or a court demands it") },
	[ERASE_RETENTION] = { "retention", N_("the time of keeping is over") },
	[ERASE_SEALING] = { "sealing", N_("goes on as a sealed record") },
	[ERASE_TOMBSTONE] = { "tombstone", N_("erased before and brought back by an older file") },
};

const char *erase_ground_key(enum erase_ground ground)
{
	return grounds[ground].key;
}

const char *erase_ground_words(enum erase_ground ground)
{
	return _(grounds[ground].words);
}

bool erase_ground_by_key(const char *key, enum erase_ground *out)
{
	for (int i = 0; i < ERASE_RETENTION; i++) {
		if (str_same(grounds[i].key, key)) {
			*out = (enum erase_ground)i;
			return true;
		}
	}
	return false;
}

void erase_receipt_clear(struct erase_receipt *receipt)
{
	for (int i = 0; i < receipt->n_copies; i++)
		free(receipt->copy[i].where);
	free(receipt->copy);
	free(receipt->kind);
	*receipt = (struct erase_receipt){ 0 };
}

/* Taken back by the change door, for its rules' sake. */
static enum status take_back(struct store *store, const struct actor *actor, const struct erase_set *set,
	struct err *err)
{
	struct change *change = change_begin(store, actor);
	enum status st = ST_OK;
	bool any = false;

	change_by_right(change);
	for (int i = 0; i < set->count; i++) {
		if (set->item[i].gone)
			continue;
		change_delete(change, set->item[i].kind, set->item[i].id, 0);
		any = true;
	}
	if (any)
		st = change_commit_as(change, id_new(), err);
	change_free(change);
	return st;
}

/* What somebody typed of this person and did not save: drafts that hold two parts of the name, or phone or e-mail. */
static enum status drop_drafts(struct store *store, struct id person, struct erase_traces *traces, struct err *err)
{
	enum { NAMES = 4, VALUES = 6 };
	char *value[VALUES] = { NULL };
	const char *names[NAMES];
	int n = 0;
	struct stmt *stmt;
	enum status st = store_query(store, &names_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	st = stmt_step(stmt, err);
	for (int i = 0; st == ST_OK && i < VALUES; i++)
		value[i] = mem_str(stmt_get_text(stmt, i));
	stmt_reset(stmt);
	for (int i = 0; i < 2; i++)
		if (value[i])
			names[n++] = value[i];
	if (st == ST_OK && n == 2)
		st = erase_drafts_with(store, names, n, traces, err);
	for (int i = NAMES; st == ST_OK && i < VALUES; i++)
		if (value[i])
			st = erase_drafts_with(store, (const char *const *)&value[i], 1, traces, err);
	for (int i = 0; i < VALUES; i++)
		free(value[i]);
	return st == ST_DONE ? ST_OK : st;
}

static enum status wipe(struct store *store, const struct erase_set *set, struct erase_receipt *receipt,
	struct err *err)
{
	enum status st = drop_drafts(store, set->person, &receipt->traces, err);

	if (st == ST_OK)
		st = grant_forget(store, set->person, err);
	for (int i = 0; i < set->count && st == ST_OK; i++) {
		const struct erase_item *item = &set->item[i];

		st = erase_traces_of(store, item->kind->name, item->id, &receipt->traces, err);
		if (st == ST_OK)
			st = erase_row(store, item->kind->name, item->id, err);
		if (st != ST_OK)
			continue;
		/* Sealed as well: there its records have other ids, and an older copy of this file must not bring the plain ones
		 * back. */
		st = tombstone_put(store, item->kind->name, item->id, err);
		receipt->tombstones++;
	}
	return st;
}

static void count_kinds(const struct erase_set *set, struct erase_receipt *receipt)
{
	for (int i = 0; i < set->count; i++) {
		int k = 0;

		while (k < receipt->n_kinds && receipt->kind[k].kind != set->item[i].kind)
			k++;
		if (k == receipt->n_kinds) {
			receipt->kind = mem_resize(receipt->kind, (size_t)k + 1, sizeof *receipt->kind);
			receipt->kind[receipt->n_kinds++].kind = set->item[i].kind;
			receipt->kind[k].n = 0;
		}
		receipt->kind[k].n++;
	}
	receipt->records = set->count;
	receipt->household_stays = set->household_stays;
}

static enum status erase_set_now(struct store *store, const struct actor *actor, const struct erase_set *set,
	struct erase_receipt *receipt, struct err *err)
{
	bool counts = receipt->ground != ERASE_SEALING && receipt->ground != ERASE_TOMBSTONE &&
		receipt->ground != ERASE_MISTAKE;
	enum status st = erase_find_copies(store, set, receipt, err);

	count_kinds(set, receipt);
	if (st == ST_OK && counts)
		st = erase_count_on(store, set, err);
	if (st == ST_OK)
		st = take_back(store, actor, set, err);
	if (st == ST_OK)
		st = wipe(store, set, receipt, err);
	if (st == ST_OK && receipt->ground != ERASE_SEALING)
		st = erase_keep_receipt(store, actor, receipt, err);
	return st;
}

enum status erase_preview(struct store *store, struct id person, enum erase_ground ground, struct erase_receipt *out,
	struct err *err)
{
	struct erase_set set;
	enum status st = erase_gather(store, person, &set, err);

	*out = (struct erase_receipt){ .at_ms = clock_now_ms(), .ground = ground };
	if (st != ST_OK)
		return st;
	count_kinds(&set, out);
	st = erase_find_copies(store, &set, out, err);
	erase_set_clear(&set);
	return st;
}

enum status erase_person(struct store *store, const struct actor *actor, struct id person, enum erase_ground ground,
	struct erase_receipt *receipt, struct err *err)
{
	struct erase_receipt own = { .id = id_new(), .at_ms = clock_now_ms(), .ground = ground };
	struct erase_set set;
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = erase_gather(store, person, &set, err);
	if (st == ST_OK) {
		st = erase_set_now(store, actor, &set, &own, err);
		erase_set_clear(&set);
	}
	if (st == ST_OK)
		st = store_commit(store, err);
	else
		store_rollback(store);
	if (st == ST_OK && receipt)
		*receipt = own;
	else
		erase_receipt_clear(&own);
	return st;
}
