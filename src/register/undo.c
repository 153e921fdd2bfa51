/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Taking a change set back, as a change set of its own that names the first one:
 * fields go back to what stood before, a creation is taken back, a deletion is
 * brought again.  Taking back an undo brings the change again.
 *
 * A change on which a later one stands is not taken back: that would undo somebody
 * else's work unasked.  Later entries that cancel each other out (a change and its
 * own undo) do not count.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/becomes.h"
#include "register/changeset.h"
#include "register/trail.h"

/* Creations (an import) are taken back in pieces of this size, so that memory stays bounded. */
#define UNDO_BATCH 5000

static bool is_undo_of(const struct journal_entry *entry, struct id set)
{
	return !id_none(entry->undoes) && id_same(entry->undoes, set);
}

/* A change and its undo, both later than the entry in question, leave nothing behind. */
static bool cancelled(const struct trail *later, int n)
{
	const struct journal_entry *entry = &later->entry[n];

	for (int i = 0; i < later->count; i++)
		if (is_undo_of(&later->entry[i], entry->change) || is_undo_of(entry, later->entry[i].change))
			return true;
	return false;
}

static bool stands_on(const struct journal_entry *later, const struct journal_entry *entry)
{
	if (entry->op == JOURNAL_CREATE)
		return true;
	if (trail_existence(entry) && trail_existence(later))
		return true;
	for (size_t i = 0; i < entry->n_fields; i++)
		if (trail_touches(later, entry->fields[i].field))
			return true;
	return false;
}

static enum status refuse(const struct journal_entry *entry, const struct journal_entry *later, struct err *err)
{
	const struct kind *kind = register_kind(entry->kind);

	if (is_undo_of(later, entry->change))
		return err_set(err, ST_CONFLICT, _("This change was taken back already. Taking back that undo brings the"
			" change again."));
	/* TRANSLATORS: %s is a kind of record, like "Person" */
	return err_set(err, ST_CONFLICT, _("%s: a later change stands on this one, so it was not taken back and nothing"
		" was changed. Take the later change back first, or put the values right by hand."),
		kind ? _(kind->label) : entry->kind);
}

struct later { struct trail *trail; const struct journal_entry *than; };

static bool keep_later(void *ctx, const struct journal_entry *entry)
{
	struct later *later = ctx;

	if (entry->seq <= later->than->seq)
		return false;
	if (!id_same(entry->change, later->than->change))
		trail_keep(later->trail, entry);
	return true;
}

/* Whether nothing later stands on the entry. */
static enum status is_top(struct store *store, const struct journal_entry *entry, struct err *err)
{
	struct trail trail = { 0 };
	struct later later = { &trail, entry };
	enum status status = journal_of_record(store, entry->kind, entry->id, keep_later, &later, err);

	for (int i = 0; status == ST_OK && i < trail.count; i++)
		if (!cancelled(&trail, i) && stands_on(&trail.entry[i], entry))
			status = refuse(entry, &trail.entry[i], err);
	trail_free(&trail);
	return status;
}

/* A creation of what was erased for good is left out where others of the change set still stand (an import). */
static enum status is_erased(struct store *store, const struct journal_entry *entry, bool *erased, struct err *err)
{
	const struct kind *kind = register_kind(entry->kind);
	struct record *record = NULL;
	enum status status = kind ? row_load(store, kind, entry->id, &record, err) : ST_OK;

	*erased = status == ST_NOTFOUND;
	record_free(record);
	return *erased ? ST_OK : status;
}

static enum status erased_for_good(struct err *err)
{
	return err_set(err, ST_NOTFOUND, _("What stood here before was erased for good, so this change cannot be taken back."
		" Nothing was changed."));
}

static enum status add_reverse(struct change *change, const struct journal_entry *entry, struct err *err)
{
	const struct kind *kind = register_kind(entry->kind);
	struct change_item *item;

	if (!kind)
		return err_set(err, ST_NEWER, _("This change holds records of a kind that this program does not know."
			" Nothing was changed; a newer program can take it back."));
	item = change_update(change, kind, entry->id, 0);
	if (entry->op == JOURNAL_CREATE || entry->op == JOURNAL_RESTORE)
		item->op = ITEM_DELETE;
	else if (entry->op == JOURNAL_DELETE)
		item->op = ITEM_RESTORE;
	for (size_t i = 0; i < entry->n_fields; i++) {
		const struct field *field = kind_field(kind, entry->fields[i].field);
		if (entry->fields[i].erased)
			return erased_for_good(err);
		if (field && !becomes_words(kind, field, entry->fields[i].before))
			change_put(item, field, entry->fields[i].before);
	}
	return ST_OK;
}

/* One change set's entries from `from` up to (not including) `to`, the latest first. */
static enum status undo_entries(struct store *store, const struct actor *actor, const struct trail *trail, int from,
	int to, struct id undo_set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	const struct kind *first = register_kind(trail->entry[0].kind);
	bool erased = false;
	enum status status = ST_OK;

	change->mode = CHANGE_UNDO;
	change->own_past = str_same(trail->entry[0].user, actor->user) && first && kind_changed_by(actor, first);
	for (int i = to - 1; status == ST_OK && i >= from; i--) {
		status = is_erased(store, &trail->entry[i], &erased, err);
		if (status == ST_OK && erased && trail->entry[i].op != JOURNAL_CREATE)
			status = erased_for_good(err);
		if (status == ST_OK && !erased)
			status = is_top(store, &trail->entry[i], err);
		if (status == ST_OK && !erased)
			status = add_reverse(change, &trail->entry[i], err);
	}
	if (status == ST_OK && change->count == 0)
		status = erased_for_good(err);
	if (status == ST_OK)
		status = changeset_stamp(change, undo_set, trail->entry[0].change, err);
	if (status == ST_OK)
		status = changeset_write(change, NULL, err);
	change_free(change);
	return status;
}

static bool creations_only(const struct trail *trail)
{
	for (int i = 0; i < trail->count; i++)
		if (trail->entry[i].op != JOURNAL_CREATE)
			return false;
	return true;
}

static enum status undo(struct store *store, const struct actor *actor, struct id set, struct id undo_set,
	struct err *err)
{
	struct trail trail = { 0 };
	enum status status = journal_of_change(store, set, trail_keep, &trail, err);
	int batch = creations_only(&trail) ? UNDO_BATCH : trail.count;

	if (status == ST_OK && trail.count == 0)
		status = err_set(err, ST_NOTFOUND, _("There is no such change to take back."));
	for (int to = trail.count; status == ST_OK && to > 0; to -= batch)
		status = undo_entries(store, actor, &trail, to > batch ? to - batch : 0, to, undo_set, err);
	trail_free(&trail);
	return status;
}

enum status change_undo(struct store *store, const struct actor *actor, struct id set, struct id *undo_set,
	struct err *err)
{
	struct id chosen = id_new();
	unsigned doors = store_enter(store, DOOR_CHANGE);
	enum status status = store_begin(store, err);

	if (status == ST_OK) {
		status = undo(store, actor, set, chosen, err);
		if (status == ST_OK)
			status = store_commit(store, err);
		else
			store_rollback(store);
	}
	store_leave(store, doors);
	if (status == ST_OK && undo_set)
		*undo_set = chosen;
	return status;
}
