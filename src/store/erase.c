/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the store keeps of a record beside its row.  Foreign keys are left out of a
 * row's deletion: a check of all children reads whole tables, because the
 * indexes on their parents leave out what was removed; the floors above know what hangs under what.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/acts.h"
#include "store/copies.h"
#include "store/erase.h"
#include "store/inside.h"

QUERY(drop_values, "erase.values", QUERY_INTERACTIVE,
	"DELETE FROM journal_value WHERE seq IN (SELECT seq FROM journal WHERE id = :id)");
/* Set by whatever erases, in its transaction; taken away once log and free space were seen to. */
#define SETTING_SCRUB "scrub.due"

QUERY(drop_field_values, "erase.field_values", QUERY_INTERACTIVE,
	"DELETE FROM journal_value WHERE seq IN (SELECT seq FROM journal WHERE id = :id) AND field = :field");
QUERY(drop_own, "erase.own_values", QUERY_INTERACTIVE, "DELETE FROM own_value WHERE kind = :kind AND id = :id");
QUERY(drop_drafts, "erase.drafts", QUERY_BATCH,
	"DELETE FROM draft WHERE record = :id OR instr(content, :text) > 0");
QUERY(all_drafts, "erase.all_drafts", QUERY_BATCH, "SELECT id, content FROM draft");
QUERY(drop_draft, "erase.draft", QUERY_INTERACTIVE, "DELETE FROM draft WHERE id = :id");

static enum status run_counted(struct store *store, struct stmt *stmt, int64_t *count, struct err *err)
{
	enum status st = stmt_run(stmt, err);

	if (st == ST_OK)
		*count += store_changes(store);
	return st;
}

enum status erase_note_due(struct store *store, struct err *err)
{
	char *due = NULL;
	enum status st = setting_get(store, SETTING_SCRUB, &due, err);

	if (st == ST_OK && !due)
		st = setting_set(store, SETTING_SCRUB, "1", err);
	free(due);
	return st;
}

static enum status drop_of(struct store *store, const struct query *query, const char *kind, struct id id,
	int64_t *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", id);
	if (kind)
		stmt_text(stmt, ":kind", kind);
	return run_counted(store, stmt, count, err);
}

static enum status drop_drafts_of(struct store *store, struct id id, int64_t *count, struct err *err)
{
	char text[37];
	struct stmt *stmt;
	enum status st = store_query(store, &drop_drafts, &stmt, err);

	if (st != ST_OK)
		return st;
	id_text(id, text);
	stmt_id(stmt, ":id", id);
	stmt_text(stmt, ":text", text);
	return run_counted(store, stmt, count, err);
}

enum status erase_values_of(struct store *store, struct id id, struct erase_traces *traces, struct err *err)
{
	unsigned was = store_enter(store, DOOR_ERASE | DOOR_DRAFT);
	enum status st = erase_note_due(store, err);

	if (st == ST_OK)
		st = drop_of(store, &drop_values, NULL, id, &traces->values, err);
	if (st == ST_OK)
		st = drop_drafts_of(store, id, &traces->drafts, err);
	if (st == ST_OK)
		st = acts_forget(store, id, err);
	store_leave(store, was);
	return st;
}

static enum status drop_copy(struct store *store, struct id document, int64_t *count, struct err *err)
{
	size_t len;
	enum status st = copy_length(store, document, &len, err);

	*count += len > 0;
	return st == ST_OK ? copy_drop(store, document, err) : st;
}

enum status erase_traces_of(struct store *store, const char *kind, struct id id, struct erase_traces *traces,
	struct err *err)
{
	unsigned was;
	enum status st = erase_values_of(store, id, traces, err);

	if (st == ST_OK && str_same(kind, "document"))
		st = drop_copy(store, id, &traces->copies, err);

	if (st != ST_OK)
		return st;
	was = store_enter(store, DOOR_CHANGE);
	st = drop_of(store, &drop_own, kind, id, &traces->own_values, err);
	store_leave(store, was);
	return st;
}

enum status erase_field_values(struct store *store, struct id id, const char *field, struct err *err)
{
	unsigned was = store_enter(store, DOOR_ERASE);
	struct stmt *stmt;
	enum status st = erase_note_due(store, err);

	if (st == ST_OK)
		st = store_query(store, &drop_field_values, &stmt, err);
	if (st == ST_OK) {
		stmt_id(stmt, ":id", id);
		stmt_text(stmt, ":field", field);
		st = stmt_run(stmt, err);
	}
	store_leave(store, was);
	return st;
}

static bool holds_all(const char *content, const char *const *words, int n)
{
	struct str folded = STR_INIT, word = STR_INIT;
	bool all = n > 0;

	text_fold(&folded, content);
	for (int i = 0; i < n && all; i++) {
		str_clear(&word);
		text_fold(&word, words[i]);
		all = word.len && strstr(str_get(&folded), str_get(&word));
	}
	str_wipe(&folded);
	str_wipe(&word);
	return all;
}

/* Drafts are few: one that nobody finished is dropped after a while. */
enum status erase_drafts_with(struct store *store, const char *const *words, int n, struct erase_traces *traces,
	struct err *err)
{
	struct id *found = NULL;
	int count = 0;
	struct stmt *stmt;
	unsigned was = store_enter(store, DOOR_DRAFT);
	enum status st = store_query(store, &all_drafts, &stmt, err);

	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		if (!holds_all(stmt_get_text(stmt, 1), words, n))
			continue;
		found = mem_resize(found, (size_t)count + 1, sizeof(*found));
		found[count++] = stmt_get_id(stmt, 0);
	}
	st = st == ST_DONE ? ST_OK : st;
	for (int i = 0; i < count && st == ST_OK; i++)
		st = drop_of(store, &drop_draft, NULL, found[i], &traces->drafts, err);
	store_leave(store, was);
	free(found);
	return st;
}

enum status erase_row(struct store *store, const char *kind, struct id id, struct err *err)
{
	char *sql = mem_fmt("DELETE FROM \"%s\" WHERE id = :id", kind);
	unsigned was = store_enter(store, DOOR_CHANGE | DOOR_ERASE);
	struct stmt *stmt;
	enum status st;

	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	st = store_sql(store, sql, &stmt, err);
	if (st == ST_OK) {
		stmt_id(stmt, ":id", id);
		st = stmt_run(stmt, err);
	}
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	store_leave(store, was);
	free(sql);
	return st;
}

static enum status scrub(struct store *store, bool patient, struct err *err)
{
	enum status st;

	if (store->depth)
		BUG("a file is scrubbed within a transaction");
	/* What is in memory was overwritten; what it was before may stand in the file that it is kept in. */
	st = store->outer ? scrub(store->outer->store, patient, err) : vault_scrub(store->vault, patient, err);
	return st == ST_OK ? setting_set(store, SETTING_SCRUB, NULL, err) : st;
}

enum status store_scrub(struct store *store, struct err *err)
{
	return scrub(store, true, err);
}

void store_scrub_due(struct store *store)
{
	char *due = NULL;

	if (!store_read_only(store) && setting_get(store, SETTING_SCRUB, &due, NULL) == ST_OK && due)
		(void)scrub(store, false, NULL);
	free(due);
}
