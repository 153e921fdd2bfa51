/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Committing a change set in one transaction.  Each step goes over all items
 * before the next begins: what stands is loaded and rules derive; then everything
 * is checked; then rows, keys and journal are written; then references are judged
 * and rules follow.  Whatever fails, the file is as before and the set as well.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/changeset.h"
#include "register/kept.h"
#include "register/restrict.h"
#include "register/trail.h"

void conflict_clear(struct conflict *conflict)
{
	record_free(conflict->theirs);
	memset(conflict, 0, sizeof *conflict);
}

/* The entry by which somebody else's saving meets this one, or NULL where both can stand. */
static const struct journal_entry *meeting(const struct change_item *item, const struct trail *trail)
{
	for (int e = 0; e < trail->count; e++) {
		const struct journal_entry *entry = &trail->entry[e];
		if (item->op == ITEM_DELETE || entry->op == JOURNAL_DELETE)
			return entry;
		for (int i = 0; i < item->kind->n_fields; i++)
			if (item->set[i] && !str_same(item->value[i], item->old->value[i])
				&& trail_touches(entry, item->kind->fields[i].name))
				return entry;
	}
	return NULL;
}

static enum status report_conflict(struct change_item *item, const struct journal_entry *entry,
	struct conflict *conflict, struct err *err)
{
	if (conflict) {
		conflict->kind = item->kind;
		conflict->id = item->id;
		conflict->theirs = item->old;
		item->old = NULL;
		record_hide(&item->change->actor, conflict->theirs);
		str_copy(conflict->user, sizeof conflict->user, entry->user);
		conflict->clock = entry->clock;
	}
	/* TRANSLATORS: %s is a kind of record, like "Person" */
	return err_set(err, ST_CONFLICT, _("%s: somebody saved another version in the meantime. Nothing was saved and"
		" what you typed is kept; please look at both versions and choose."), _(item->kind->label));
}

/* Every entry of a record raises its revision by one, so that the difference tells how many were added. */
static enum status meet_others(struct change_item *item, struct conflict *conflict, struct err *err)
{
	int64_t since = item->old->rev - item->rev;
	struct trail trail;
	const struct journal_entry *entry;
	enum status status;

	if (item->rev == 0 || since == 0)
		return ST_OK;
	if (since < 0)
		return err_set(err, ST_CONFLICT, _("%s: the file is older than what is shown here. Nothing was saved;"
			" please open the record again."), _(item->kind->label));
	status = trail_load(item->change->store, item->kind->name, item->id, (int)since, &trail, err);
	if (status != ST_OK)
		return status;
	entry = meeting(item, &trail);
	if (entry)
		status = report_conflict(item, entry, conflict, err);
	trail_free(&trail);
	return status;
}

static enum status load_item(struct change_item *item, struct conflict *conflict, struct err *err)
{
	enum status status;

	if (item->op == ITEM_CREATE)
		return ST_OK;
	status = row_load(item->change->store, item->kind, item->id, &item->old, err);
	if (status == ST_NOTFOUND)
		return read_missing(item->kind, err);
	if (status == ST_OK)
		changeset_refers(item);
	if (status == ST_OK && item->change->mode == CHANGE_SAVE && !item->by_rule && !item->change->by_right
	    && kept_from(&item->change->actor, item->old))
		return read_missing(item->kind, err);
	if (status == ST_OK && item->change->mode == CHANGE_SAVE)
		status = meet_others(item, conflict, err);
	if (status == ST_OK && item->change->mode == CHANGE_SAVE && item->old->gone)
		return read_missing(item->kind, err);
	return status;
}

/* What a new record begins with where nobody said otherwise. */
static void put_initial(struct change_item *item)
{
	char today[11];

	date_text(clock_today(), today);
	for (int i = 0; i < item->kind->n_fields; i++) {
		const struct field *field = &item->kind->fields[i];
		if (field->initial && !item->set[i])
			change_put(item, field, str_same(field->initial, "today") ? today : field->initial);
	}
}

static enum status derive_item(struct change_item *item, struct err *err)
{
	const struct kind_ops *ops = changeset_rules(item->kind);

	if (item->change->mode != CHANGE_SAVE)
		return ST_OK;
	if (item->op == ITEM_CREATE)
		put_initial(item);
	return ops && ops->derive ? ops->derive(item->change, item, err) : ST_OK;
}

static enum status check_item(struct change_item *item, struct err *err)
{
	const struct kind_ops *ops = changeset_rules(item->kind);
	enum status status = ST_OK;

	if (item->change->mode == CHANGE_MERGE)
		return ST_OK;
	status = restrict_judge(item, err);
	if (status == ST_OK && item->change->mode == CHANGE_SAVE)
		status = checks_values(item, err);
	if (status == ST_OK && ops && ops->check && !item->change->by_right)
		status = ops->check(item->change, item, err);
	return status;
}

static enum status write_item(struct change_item *item, struct err *err)
{
	char *value[item->kind->n_fields + 1];
	struct record after = { .kind = item->kind, .id = item->id, .value = value };
	struct row_merged merged = { item->merged, item->set };
	enum status status;

	after.gone = item->op == ITEM_DELETE || (item->op == ITEM_UPDATE && item->old->gone);
	for (int i = 0; i < item->kind->n_fields; i++)
		value[i] = item->set[i] ? item->value[i] : item->old ? item->old->value[i] : NULL;
	status = row_write(&item->change->pen, item->old, &after,
		item->change->mode == CHANGE_MERGE ? &merged : NULL, err);
	item->rid = after.rid;
	return status;
}

static enum status follow_item(struct change_item *item, struct err *err)
{
	const struct kind_ops *ops = changeset_rules(item->kind);
	enum status status = ST_OK;

	if (item->change->mode != CHANGE_MERGE)
		status = checks_references(item, err);
	if (status == ST_OK && ops && ops->after)
		status = ops->after(item->change, item, err);
	return status == ST_OK ? changeset_after(item, err) : status;
}

typedef enum status item_fn(struct change_item *item, struct err *err);

/* Items that are added on the way have their turn as well. */
static enum status each_item(struct change *change, item_fn *fn, struct err *err)
{
	enum status status = ST_OK;

	for (int i = 0; status == ST_OK && i < change->count; i++)
		status = fn(change->item[i], err);
	return status;
}

static enum status prepare_item(struct change_item *item, struct conflict *conflict, struct err *err)
{
	enum status status = ST_OK;

	if (item->change->mode != CHANGE_MERGE)
		status = checks_roles(item, err);
	if (status == ST_OK)
		status = load_item(item, conflict, err);
	return status == ST_OK ? derive_item(item, err) : status;
}

/* What rules of the whole set add has its turn as well, and is then settled again. */
static enum status prepare(struct change *change, struct conflict *conflict, struct err *err)
{
	enum status status = ST_OK;
	int done = 0;

	while (status == ST_OK && done < change->count) {
		for (; status == ST_OK && done < change->count; done++)
			status = prepare_item(change->item[done], conflict, err);
		if (status == ST_OK && change->mode == CHANGE_SAVE)
			status = changeset_settle(change, err);
	}
	return status;
}

enum status changeset_write(struct change *change, struct conflict *conflict, struct err *err)
{
	enum status status;

	change->in_rules = true;
	change->pen.search = search_begin(change->store);
	status = prepare(change, conflict, err);
	if (status == ST_OK)
		status = each_item(change, check_item, err);
	if (status == ST_OK)
		status = each_item(change, write_item, err);
	if (status == ST_OK)
		status = each_item(change, follow_item, err);
	if (status == ST_OK)
		status = search_finish(change->pen.search, err);
	else
		search_drop(change->pen.search);
	change->pen.search = NULL;
	change->in_rules = false;
	return status;
}

enum status changeset_stamp(struct change *change, struct id set, struct id undoes, struct err *err)
{
	struct journal_entry *stamp = &change->pen.stamp;

	memset(stamp, 0, sizeof *stamp);
	stamp->change = set;
	stamp->undoes = undoes;
	str_copy(stamp->user, sizeof stamp->user, change->actor.user);
	return journal_tick(change->store, &stamp->clock, err);
}

/* Within a transaction; when it fails the set is as before, and the file once the transaction is rolled back. */
static enum status write_set(struct change *change, struct id set, struct conflict *conflict, struct err *err)
{
	int given = change->count;
	unsigned doors = store_enter(change->store, DOOR_CHANGE);
	enum status status;

	if (change->saved)
		BUG("a change set is committed twice");
	status = changeset_stamp(change, set, (struct id){ { 0 } }, err);
	if (status == ST_OK)
		status = changeset_write(change, conflict, err);
	change->saved = status == ST_OK;
	if (!change->saved)
		changeset_forget_rules(change, given);
	store_leave(change->store, doors);
	return status;
}

enum status change_commit_as(struct change *change, struct id set, struct err *err)
{
	change->quiet = true;
	return write_set(change, set, NULL, err);
}

static enum status commit(struct change *change, struct id set, struct conflict *conflict, struct err *err)
{
	int given = change->count;
	enum status status = store_begin(change->store, err);

	if (status != ST_OK)
		return status;
	status = write_set(change, set, conflict, err);
	if (status != ST_OK) {
		store_rollback(change->store);
		return status;
	}
	status = store_commit(change->store, err);
	if (status != ST_OK) {
		change->saved = false;
		changeset_forget_rules(change, given);
	}
	return status;
}

enum status change_commit(struct change *change, struct id *set, struct conflict *conflict, struct err *err)
{
	struct id chosen = id_new();
	enum status status;

	if (conflict)
		memset(conflict, 0, sizeof *conflict);
	status = commit(change, chosen, conflict, err);
	if (status == ST_OK && set)
		*set = chosen;
	return status;
}

static enum status try_item(struct change_item *item, struct err *err)
{
	enum status status = checks_roles(item, err);

	if (status != ST_OK)
		return status;
	if (item->op == ITEM_CREATE)
		put_initial(item);
	return check_item(item, err);
}

enum status change_try(struct change *change, struct err *err)
{
	int given = change->count;
	enum status status;

	change->in_rules = change->trying = true;
	status = each_item(change, try_item, err);
	change->in_rules = change->trying = false;
	changeset_forget_rules(change, given);
	return status;
}
