/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading the journal: entries of a record, of a change set, since a place. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/inside.h"

QUERY(of_record, "journal.of_record", QUERY_INTERACTIVE,
	"SELECT " JOURNAL_COLUMNS " FROM journal WHERE id = :id AND kind = :kind ORDER BY seq DESC");
QUERY(of_change, "journal.of_change", QUERY_INTERACTIVE,
	"SELECT " JOURNAL_COLUMNS " FROM journal WHERE change = :change ORDER BY seq");
QUERY(since, "journal.since", QUERY_BATCH,
	"SELECT " JOURNAL_COLUMNS " FROM journal WHERE seq > :seq ORDER BY seq");
QUERY(values_of, "journal.values", QUERY_INTERACTIVE,
	"SELECT field, before FROM journal_value WHERE seq = :seq");
QUERY(tip, "journal.tip", QUERY_INTERACTIVE, "SELECT max(seq) FROM journal");
QUERY(last_change, "journal.last_change", QUERY_INTERACTIVE,
	"SELECT change FROM journal"
	" WHERE user = :user AND leads = 1 AND undoes IS NULL"
	"   AND NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.undoes = journal.change)"
	" ORDER BY seq DESC LIMIT 1");

void journal_columns(struct stmt *stmt, struct journal_entry *entry)
{
	entry->seq = stmt_get_int(stmt, 0);
	entry->change = stmt_get_id(stmt, 1);
	entry->undoes = stmt_get_id(stmt, 2);
	entry->clock = stmt_get_int(stmt, 3);
	str_copy(entry->origin, sizeof(entry->origin), stmt_get_text(stmt, 4));
	str_copy(entry->user, sizeof(entry->user), stmt_get_text(stmt, 5));
	str_copy(entry->kind, sizeof(entry->kind), stmt_get_text(stmt, 6));
	entry->id = stmt_get_id(stmt, 7);
	entry->op = (enum journal_op)stmt_get_int(stmt, 8);
	entry->fields = NULL;
	entry->n_fields = 0;
}

/* Names come from the entry itself: what was erased leaves its name and commitment behind. */
static void names(const uint8_t *blob, size_t len, struct journal_entry *entry)
{
	const uint8_t *at = blob, *end = blob ? blob + len : NULL, *commitment;
	char name[256];
	size_t room = 0;

	while (blob && journal_next_field(&at, end, name, &commitment)) {
		if (entry->n_fields == room) {
			room = room ? room * 2 : 8;
			entry->fields = mem_resize(entry->fields, room, sizeof(*entry->fields));
		}
		entry->fields[entry->n_fields++] = (struct journal_field){ mem_str(name), NULL, true };
	}
}

static void forget_fields(struct journal_entry *entry)
{
	for (size_t i = 0; i < entry->n_fields; i++) {
		free((char *)(uintptr_t)entry->fields[i].field);
		free((char *)(uintptr_t)entry->fields[i].before);
	}
	free(entry->fields);
}

static void set_value(struct journal_entry *entry, const char *name, const char *before)
{
	for (size_t i = 0; i < entry->n_fields; i++) {
		if (!str_same(entry->fields[i].field, name))
			continue;
		entry->fields[i].before = mem_str(before);
		entry->fields[i].erased = false;
		return;
	}
}

static enum status values(struct store *store, struct journal_entry *entry, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (!entry->n_fields)
		return ST_OK;
	st = store_query(store, &values_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "seq", entry->seq);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		set_value(entry, stmt_get_text(stmt, 0), stmt_get_text(stmt, 1));
	return st == ST_DONE ? ST_OK : st;
}

static enum status each(struct store *store, struct stmt *stmt, journal_fn *fn, void *ctx, struct err *err)
{
	enum status st;
	bool on = true;

	while (on && (st = stmt_step(stmt, err)) == ST_OK) {
		struct journal_entry entry;
		const void *blob;
		size_t len;

		journal_columns(stmt, &entry);
		blob = stmt_get_blob(stmt, 9, &len);
		names(blob, len, &entry);
		st = values(store, &entry, err);
		if (st == ST_OK)
			on = fn(ctx, &entry);
		forget_fields(&entry);
		if (st != ST_OK)
			break;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status journal_of_record(struct store *store, const char *kind, struct id id, journal_fn *fn, void *ctx,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &of_record, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	stmt_text(stmt, "kind", kind);
	return each(store, stmt, fn, ctx, err);
}

enum status journal_of_change(struct store *store, struct id change, journal_fn *fn, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &of_change, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "change", change);
	return each(store, stmt, fn, ctx, err);
}

enum status journal_since(struct store *store, int64_t seq, journal_fn *fn, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &since, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "seq", seq);
	return each(store, stmt, fn, ctx, err);
}

enum status journal_tip(struct store *store, int64_t *seq, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &tip, &stmt, err);

	*seq = 0;
	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st == ST_OK)
		*seq = stmt_get_int(stmt, 0);
	if (stmt)
		stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status journal_last_change(struct store *store, const char *user, struct id *change, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &last_change, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "user", user);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*change = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	if (st == ST_DONE)
		return err_set(err, ST_NOTFOUND, _("There is no change of yours that could be taken back."));
	return st;
}
