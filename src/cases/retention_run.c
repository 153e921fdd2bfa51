/* SPDX-License-Identifier: EUPL-1.2 */
/* Ending what was kept long enough. */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/retention.h"
#include "register/change.h"
#include "store/acts.h"
#include "store/query.h"

QUERY(offer_put, "retention.offer", QUERY_INTERACTIVE,
	"INSERT OR IGNORE INTO retention_offer(person, at) VALUES(:person, :at)");
QUERY(offer_drop, "retention.offer_drop", QUERY_INTERACTIVE, "DELETE FROM retention_offer WHERE person = :person");

#define BATCH 500            /* entries ended in one transaction */

static enum status run_offer(struct store *store, const struct query *query, struct id person, struct err *err)
{
	unsigned was = store_enter(store, DOOR_ERASE);
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st == ST_OK) {
		stmt_id(stmt, ":person", person);
		if (query == &offer_put)
			stmt_int(stmt, ":at", clock_now_ms());
		st = stmt_run(stmt, err);
	}
	store_leave(store, was);
	return st;
}

static enum status destroy_file(struct store *store, const struct actor *actor, struct id person, struct err *err)
{
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = erase_person(store, actor, person, ERASE_RETENTION, NULL, err);
	if (st == ST_OK)
		st = run_offer(store, &offer_drop, person, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

static enum status end_file(struct store *store, const struct actor *actor, const struct retention_file *file,
	const struct retention_order *order, struct retention_done *done, struct err *err)
{
	enum status st = ST_OK;

	if (file->held) {
		done->held++;
	} else if (file->end == KEEP_ANONYMISE) {
		st = anonymise_person(store, actor, file->person, err);
		done->anonymised += st == ST_OK;
	} else if (file->end == KEEP_DESTROY || (file->offered_ms && order->answered)) {
		st = destroy_file(store, actor, file->person, err);
		done->destroyed += st == ST_OK;
	} else if (!file->offered_ms && order->offer) {
		st = order->offer(order->ctx, file->person, file->case_number, err);
		if (st == ST_OK)
			st = run_offer(store, &offer_put, file->person, err);
		done->offered += st == ST_OK;
	}
	return st;
}

/* ---- groups ---- */

/* What was removed may still lead to it: a step to its plan. Both stand under one person. */
static enum status detach(struct store *store, const struct kind *kind, const struct kind *child,
	const struct field *field, struct id id, struct err *err)
{
	char *sql = mem_fmt("UPDATE \"%s\" SET \"%s\" = NULL WHERE \"%s\" = :id AND gone = 1 AND \"%s\" = (SELECT \"%s\" FROM"
		" \"%s\" WHERE id = :id)", child->name, field->name, field->name, child->person, kind->person, kind->name);
	unsigned was = store_enter(store, DOOR_CHANGE);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	if (st == ST_OK) {
		stmt_id(stmt, ":id", id);
		st = stmt_run(stmt, err);
	}
	store_leave(store, was);
	free(sql);
	return st;
}

static enum status detach_all(struct store *store, const struct kind *kind, struct id id, struct err *err)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	enum status st = ST_OK;

	for (int k = 0; k < n; k++)
		for (int i = 0; i < kinds[k]->n_fields && st == ST_OK; i++)
			if (kinds[k]->person && kind->person && str_same(kinds[k]->fields[i].refers, kind->name))
				st = detach(store, kind, kinds[k], &kinds[k]->fields[i], id, err);
	return st;
}

static enum status end_record(struct store *store, const struct kind *kind, struct id id, struct err *err)
{
	struct erase_traces traces = { 0, 0, 0, 0 };
	enum status st = erase_traces_of(store, kind->name, id, &traces, err);

	if (st == ST_OK)
		st = detach_all(store, kind, id, err);
	if (st == ST_OK)
		st = erase_row(store, kind->name, id, err);
	return st == ST_OK ? tombstone_put(store, kind->name, id, err) : st;
}

/* Taken back by the change door first, or emptied by it. */
static enum status change_batch(struct store *store, const struct actor *actor, const struct retention_group *group,
	int from, int to, struct err *err)
{
	struct change *change = change_begin(store, actor);
	enum status st;

	change_by_right(change);
	for (int i = from; i < to; i++) {
		if (group->field)
			change_put(change_update(change, group->kind, group->id[i], 0), group->field, NULL);
		else
			change_delete(change, group->kind, group->id[i], 0);
	}
	st = change_commit_as(change, id_new(), err);
	change_free(change);
	return st;
}

static enum status wipe_batch(struct store *store, const struct retention_group *group, int from, int to,
	struct err *err)
{
	enum status st = ST_OK;

	for (int i = from; i < to && st == ST_OK; i++) {
		if (group->field)
			st = erase_field_values(store, group->id[i], group->field->name, err);
		else
			st = end_record(store, group->kind, group->id[i], err);
	}
	return st;
}

static enum status end_batch(struct store *store, const struct actor *actor, const struct retention_group *group,
	int from, int to, struct err *err)
{
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	if (group->part != RETENTION_REMOVED)
		st = change_batch(store, actor, group, from, to, err);
	if (st == ST_OK)
		st = wipe_batch(store, group, from, to, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

/* A removed person goes with all that hung under them, which may be in a group of its own as well. */
static enum status end_removed_people(struct store *store, const struct actor *actor,
	const struct retention_group *group, struct retention_done *done, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < group->count && st == ST_OK; i++) {
		st = erase_person(store, actor, group->id[i], ERASE_RETENTION, NULL, err);
		done->records += st == ST_OK;
	}
	return st;
}

static enum status end_group(struct store *store, const struct actor *actor, const struct retention_group *group,
	struct retention_done *done, struct err *err)
{
	enum status st = ST_OK;

	if (str_same(group->kind->name, "person") && group->part == RETENTION_REMOVED)
		return end_removed_people(store, actor, group, done, err);
	for (int from = 0; from < group->count && st == ST_OK; from += BATCH) {
		int to = from + BATCH < group->count ? from + BATCH : group->count;

		st = end_batch(store, actor, group, from, to, err);
		if (st == ST_OK && group->field)
			done->fields += to - from;
		else if (st == ST_OK)
			done->records += to - from;
	}
	return st;
}

/* ---- all of it ---- */

static enum status note_run(struct store *store, const struct actor *actor, const struct retention_done *done,
	struct err *err)
{
	struct act_by by = actor_by(actor);
	struct id nobody = { { 0 } };
	char detail[240];

	snprintf(detail, sizeof detail, "{\"destroyed\":%lld,\"offered\":%lld,\"anonymised\":%lld,\"records\":%lld,"
		"\"fields\":%lld,\"held\":%lld%s}", (long long)done->destroyed, (long long)done->offered,
		(long long)done->anonymised, (long long)done->records, (long long)done->fields, (long long)done->held,
		actor->solo ? ",\"countersigned\":\"outside\"" : "");
	return act_note(store, &by, "retention", nobody, detail, err);
}

/* Groups first: what hangs under a file that goes as well is then gone already. */
static enum status end_all(struct store *store, const struct actor *actor, const struct retention *due,
	const struct retention_order *order, struct retention_done *done, struct err *err)
{
	int64_t total = due->n_groups + due->n_files;
	enum status st = ST_OK;

	for (int64_t i = 0; i < total && st == ST_OK; i++) {
		if (order->progress && !order->progress(order->ctx, i, total))
			return err_set(err, ST_CANCELLED, _("Stopped. What was ended until then is gone; the rest stands as before."));
		st = i < due->n_groups ? end_group(store, actor, &due->group[i], done, err) :
			end_file(store, actor, &due->file[i - due->n_groups], order, done, err);
	}
	return st;
}

enum status retention_run(struct store *store, const struct actor *actor, const struct retention *due,
	const struct retention_order *order, struct retention_done *done, struct err *err)
{
	struct err first;
	enum status st, noted;

	*done = (struct retention_done){ 0 };
	if (!(actor->roles & ROLE_CASEWORK))
		return err_set(err, ST_DENIED, _("What was kept long enough is looked at and ended by casework alone."));
	err_clear(&first);
	st = end_all(store, actor, due, order, done, &first);
	noted = note_run(store, actor, done, st == ST_OK ? err : NULL);
	if (st != ST_OK && err)
		*err = first;
	return st == ST_OK ? noted : st;
}
