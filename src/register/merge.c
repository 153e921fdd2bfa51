/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Merging, last writer wins field by field.  The stamp of a field is (clock, desk)
 * of the last entry of the local chain that sets it; a creation stamps all fields,
 * and whether a record is gone is one more value with its own stamp.  A foreign
 * entry sets exactly the fields where its stamp is higher and joins the chain with
 * these alone, so that the last entry is the highest one for ever after.  What it
 * loses is dominated by entries before it in the chain, which travel on with it.
 * The rows are thus those of the highest stamps, whatever the order of merging.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/becomes.h"
#include "register/changeset.h"
#include "register/merge.h"
#include "register/trail.h"
#include "store/erase.h"

#define AHEAD_MS (24 * 60 * 60 * 1000LL)

void merge_free(struct merge_entry *entries, int count)
{
	for (int i = 0; i < count; i++) {
		for (int j = 0; j < entries[i].n_values; j++) {
			free((char *)entries[i].value[j].field);
			free((char *)entries[i].value[j].after);
		}
		free(entries[i].value);
	}
	free(entries);
}

static struct merge_entry *entry_of(struct merge_entry *entries, int count, int64_t seq)
{
	int low = 0, high = count;

	while (low < high) {
		int mid = (low + high) / 2;
		if (entries[mid].entry.seq < seq)
			low = mid + 1;
		else
			high = mid;
	}
	return low < count && entries[low].entry.seq == seq ? &entries[low] : NULL;
}

static void take_values(struct merge_entry *to, const struct past *past)
{
	to->value = mem_array((size_t)past->n_changes, sizeof *to->value);
	to->n_values = past->n_changes;
	for (int i = 0; i < past->n_changes; i++)
		to->value[i] = (struct merge_value){ mem_str(past->change[i].field->name),
			mem_str(past->change[i].after) };
}

/* Fills in the values of all entries of one record at once; ST_NOTFOUND, without words: it was erased. */
static enum status collect_record(struct store *store, struct merge_entry *entries, int count,
	const struct journal_entry *of, struct err *err)
{
	const struct kind *kind = register_kind(of->kind);
	struct record *record = NULL;
	struct past *past = NULL;
	int n = 0;
	enum status status;

	if (!kind)
		return err_set(err, ST_NEWER, _("The file holds records of a kind that this program does not know."
			" Nothing was changed; please use the newer program."));
	status = row_load(store, kind, of->id, &record, err);
	if (status == ST_NOTFOUND)
		return ST_NOTFOUND;
	if (status == ST_OK)
		status = trail_past(store, record, &past, &n, err);
	for (int i = 0; status == ST_OK && i < n; i++) {
		struct merge_entry *entry = entry_of(entries, count, past[i].entry.seq);
		if (entry)
			take_values(entry, &past[i]);
	}
	past_free(past, n);
	record_free(record);
	return status;
}

/* Of a record that was erased only its removal travels on, so that the other desk takes it back as well. */
static enum status collect_entry(struct store *store, struct merge_entry *entries, int count, int i, struct err *err)
{
	enum status status = collect_record(store, entries, count, &entries[i].entry, err);

	if (status != ST_NOTFOUND)
		return status;
	entries[i].value = mem_array(0, sizeof *entries[i].value);
	if (entries[i].entry.op != JOURNAL_DELETE)
		entries[i].entry.op = (enum journal_op)0;
	return ST_OK;
}

/* Leaves out the entries whose operation was cleared. */
static int without_erased(struct merge_entry *entries, int count)
{
	int kept = 0;

	for (int i = 0; i < count; i++) {
		if (entries[i].entry.op)
			entries[kept++] = entries[i];
		else
			free(entries[i].value);
	}
	return kept;
}

enum status merge_collect(struct store *store, int64_t after_seq, struct merge_entry **out, int *count, struct err *err)
{
	struct trail trail = { 0 };
	struct merge_entry *entries;
	enum status status = journal_since(store, after_seq, trail_keep, &trail, err);

	*out = NULL;
	*count = 0;
	entries = mem_array((size_t)trail.count, sizeof *entries);
	for (int i = 0; i < trail.count; i++) {
		entries[i].entry = trail.entry[i];
		entries[i].entry.fields = NULL;
		entries[i].entry.n_fields = 0;
	}
	for (int i = 0; status == ST_OK && i < trail.count; i++)
		if (!entries[i].value)
			status = collect_entry(store, entries, trail.count, i, err);
	if (status == ST_OK) {
		*out = entries;
		*count = without_erased(entries, trail.count);
	} else {
		merge_free(entries, trail.count);
	}
	trail_free(&trail);
	return status;
}

static bool wins(const struct journal_entry *entry, const struct journal_entry *standing)
{
	if (!standing || entry->clock != standing->clock)
		return !standing || entry->clock > standing->clock;
	return strcmp(entry->origin, standing->origin) > 0;
}

/* The entry whose value stands: the newest that touches the field; NULL for the field: existence. */
static const struct journal_entry *standing(const struct trail *trail, const char *field)
{
	for (int i = 0; i < trail->count; i++)
		if (field ? trail_touches(&trail->entry[i], field) : trail_existence(&trail->entry[i]))
			return &trail->entry[i];
	return NULL;
}

static bool known(const struct trail *trail, const struct journal_entry *entry)
{
	for (int i = 0; i < trail->count; i++)
		if (trail->entry[i].clock == entry->clock && str_same(trail->entry[i].origin, entry->origin))
			return true;
	return false;
}

/* What comes from elsewhere must be canonical: it passes no form. */
static enum status check_value(const struct field *field, const char *value, struct err *err)
{
	char *canonical = NULL;
	struct id id;
	bool same = true;

	if (field->kind == FIELD_REFERENCE)
		same = !value || id_parse(value, &id);
	else if (value)
		same = field_check(field, value, &canonical, NULL) == ST_OK && str_same(canonical, value);
	free(canonical);
	if (same)
		return ST_OK;
	return err_field(err, field->name, _("The other file holds a value for “%s” that does not fit here. Nothing"
		" was merged."), field_label(field));
}

static enum status put_values(struct change_item *item, const struct merge_entry *merge, const struct trail *trail,
	struct err *err)
{
	for (int i = 0; i < merge->n_values; i++) {
		const struct merge_value *value = &merge->value[i];
		const struct field *field = kind_field(item->kind, value->field);
		if (!field)
			return err_set(err, ST_NEWER, _("The other file has a field that this one lacks. Nothing was merged;"
				" please load the same fields of your municipality, or use the newer program, first."));
		if (becomes_words(item->kind, field, value->after))
			continue;
		if (check_value(field, value->after, err) != ST_OK)
			return ST_INVALID;
		if (item->op == ITEM_CREATE || wins(&merge->entry, standing(trail, value->field)))
			change_put(item, field, value->after);
	}
	return ST_OK;
}

/* What the entry does here: a deletion that a later restoration overrules is only noted. */
static void choose_op(struct change_item *item, const struct journal_entry *entry, const struct trail *trail)
{
	bool counts = trail_existence(entry) && wins(entry, standing(trail, NULL));

	item->merged = counts ? entry->op : JOURNAL_UPDATE;
	if (counts && entry->op == JOURNAL_DELETE)
		item->op = ITEM_DELETE;
	else if (counts && entry->op == JOURNAL_RESTORE)
		item->op = ITEM_RESTORE;
}

static enum status apply(struct store *store, const struct actor *actor, const struct merge_entry *merge,
	const struct trail *trail, struct err *err)
{
	const struct journal_entry *entry = &merge->entry;
	const struct kind *kind = register_kind(entry->kind);
	struct change *change = change_begin(store, actor);
	struct change_item *item;
	enum status status;

	change->mode = CHANGE_MERGE;
	change->pen.stamp = *entry;
	change->pen.stamp.merged = true;
	change->pen.stamp.fields = NULL;
	item = changeset_add(change, kind, entry->id, trail->count ? ITEM_UPDATE : ITEM_CREATE, 0);
	choose_op(item, entry, trail);
	status = put_values(item, merge, trail, err);
	if (status == ST_OK)
		status = changeset_write(change, NULL, err);
	change_free(change);
	return status;
}

/* A clock that runs far ahead would drag this file's own along, for ever: its entries would win against all others. */
static bool too_far_ahead(const struct journal_entry *entry)
{
	return entry->clock / 65536 > clock_now_ms() + AHEAD_MS;
}

static enum status apply_new(struct store *store, const struct actor *actor, const struct merge_entry *merge,
	int *applied, struct err *err)
{
	const struct journal_entry *entry = &merge->entry;
	struct trail trail;
	bool erased = false;
	enum status status;

	if (!register_kind(entry->kind))
		return err_set(err, ST_NEWER, _("The other file holds records of a kind that this program does not know."
			" Nothing was merged; please use the newer program."));
	if (too_far_ahead(entry))
		return err_set(err, ST_INVALID, _("The other file holds changes from more than a day ahead: the clock of one of"
			" the two computers is wrong. Nothing was merged; please put the clocks right first."));
	status = tombstone_stands(store, entry->id, &erased, err);
	if (status != ST_OK || erased)
		return status;
	status = trail_load(store, entry->kind, entry->id, 0, &trail, err);
	if (status == ST_OK && trail.count == 0 && entry->op == JOURNAL_DELETE)
		return ST_OK;                /* erased there before it ever came here */
	if (status == ST_OK && trail.count == 0 && entry->op != JOURNAL_CREATE)
		status = err_set(err, ST_INVALID, _("The other file's changes build on earlier ones that are missing here."
			" Nothing was merged; please merge from the beginning."));
	if (status == ST_OK && !known(&trail, entry)) {
		status = apply(store, actor, merge, &trail, err);
		*applied += status == ST_OK;
	}
	trail_free(&trail);
	return status;
}

/* All entries, and the clock behind the latest of them. */
static enum status apply_all(struct store *store, const struct actor *actor, const struct merge_entry *entries, int count,
	int *applied, struct err *err)
{
	int64_t latest = 0;
	enum status status = ST_OK;

	for (int i = 0; status == ST_OK && i < count; i++) {
		status = apply_new(store, actor, &entries[i], applied, err);
		if (entries[i].entry.clock > latest)
			latest = entries[i].entry.clock;
	}
	return status == ST_OK && latest > 0 ? journal_witness(store, latest, err) : status;
}

enum status merge_apply(struct store *store, const struct actor *actor, const struct merge_entry *entries, int count,
	int *applied, struct err *err)
{
	unsigned doors;
	enum status status;

	*applied = 0;
	if (!(actor->roles & ROLE_ADMIN))
		return err_set(err, ST_DENIED, _("Only an administrator may merge files. Nothing was changed."));
	doors = store_enter(store, DOOR_CHANGE);
	status = store_begin(store, err);
	if (status == ST_OK) {
		status = apply_all(store, actor, entries, count, applied, err);
		if (status == ST_OK)
			status = store_commit(store, err);
		else
			store_rollback(store);
	}
	store_leave(store, doors);
	if (status != ST_OK)
		*applied = 0;
	return status;
}
