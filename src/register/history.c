/* SPDX-License-Identifier: EUPL-1.2 */
/* History of a record as an actor may see it, also of one that was taken back. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/grant.h"
#include "register/kept.h"
#include "register/row.h"
#include "register/trail.h"

void past_free(struct past *past, int count)
{
	for (int i = 0; i < count; i++) {
		for (int j = 0; j < past[i].n_changes; j++) {
			free(past[i].change[j].before);
			free(past[i].change[j].after);
		}
		free(past[i].change);
	}
	free(past);
}

/* Leaves out fields that the actor may not see. */
static void hide_changes(const struct actor *actor, const struct kind *kind, struct past *past)
{
	int kept = 0;

	for (int i = 0; i < past->n_changes; i++) {
		struct past_change *change = &past->change[i];
		if (field_seen(actor, kind, change->field)) {
			past->change[kept++] = *change;
		} else {
			free(change->before);
			free(change->after);
		}
	}
	past->n_changes = kept;
}

/* An update of nothing but unseen fields is not shown at all. */
static int hide(const struct actor *actor, const struct kind *kind, struct past *past, int count)
{
	int kept = 0;

	for (int i = 0; i < count; i++) {
		hide_changes(actor, kind, &past[i]);
		if (past[i].n_changes > 0 || trail_existence(&past[i].entry))
			past[kept++] = past[i];
		else
			free(past[i].change);
	}
	return kept;
}

enum status read_history(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	struct past **out, int *count, struct err *err)
{
	struct record *record;
	enum status status;

	*out = NULL;
	*count = 0;
	if (!kind_seen(actor, kind))
		return read_denied(kind, err);
	status = row_load(store, kind, id, &record, err);
	if (status == ST_OK && kept_from(actor, record)) {
		record_free(record);
		status = ST_NOTFOUND;
	}
	if (status == ST_NOTFOUND)
		return read_missing(kind, err);
	if (status == ST_OK)
		status = grant_check_record(store, actor, record, err);
	if (status != ST_OK) {
		record_free(record);
		return status;
	}
	status = trail_past(store, record, out, count, err);
	record_free(record);
	if (status == ST_OK) {
		*count = hide(actor, kind, *out, *count);
	} else {
		past_free(*out, *count);
		*out = NULL;
		*count = 0;
	}
	return status;
}

enum status read_removed(struct store *store, const struct actor *actor, const struct kind *kind, struct id person,
	int limit, struct id **out, int *count, struct err *err)
{
	struct stmt *stmt;
	struct str sql = STR_INIT;
	enum status status;

	*out = NULL;
	*count = 0;
	if (!kind->person || !kind_seen(actor, kind) || !field_seen(actor, kind, kind_field(kind, kind->person)))
		return ST_OK;
	status = grant_check(store, actor, person, err);
	if (status != ST_OK)
		return status;
	str_addf(&sql, "SELECT id FROM \"%s\" WHERE \"%s\" = :person AND gone = 1", kind->name, kind->person);
	kept_add(&sql, kind, actor);
	str_add(&sql, " ORDER BY rid DESC LIMIT :limit");
	status = store_sql(store, str_get(&sql), &stmt, err);
	str_free(&sql);
	if (status != ST_OK)
		return status;
	stmt_id(stmt, "person", person);
	stmt_int(stmt, "limit", limit);
	kept_bind(stmt, kind, actor);
	while ((status = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof **out);
		(*out)[(*count)++] = stmt_get_id(stmt, 0);
	}
	stmt_reset(stmt);
	return status == ST_DONE ? ST_OK : status;
}
