/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows into tables whose form the new file itself tells; see salvage_table.h. */
#include "store/salvage_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* Made anew from records: find_ready(), todo_rebuild(), due_rebuild() and queue_rebuild(). */
static const char *const derived[] = { "search_word", "search_near", "search_sound", "search_post", "search_number",
	"search_person", "todo", "idle", "due", "queue",
	"queue_block" };
/* A new file has rows in these already. */
static const char *const filled[] = { "setting", "case_counter", "search_field", "tombstone_key" };

#define TABLES "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'" \
	" AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
/* In the order in which a row is stored: of a table WITHOUT ROWID its key comes first. */
#define COLUMNS "SELECT name, type, \"notnull\", pk FROM pragma_table_info(:table)" \
	" ORDER BY CASE WHEN :keyed AND pk > 0 THEN pk ELSE 1000 + cid END"

static bool among(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (str_same(names[i], name))
			return true;
	return false;
}

static enum btree_kind kind_of(const char *type)
{
	return str_same(type, "INTEGER") || str_same(type, "INT") ? BTREE_INT : str_same(type, "REAL") ? BTREE_REAL :
		str_same(type, "BLOB") ? BTREE_BLOB : BTREE_TEXT;
}

static int read_columns(sqlite3 *db, struct salvage_table *table)
{
	sqlite3_stmt *stmt = NULL;
	int keys = 0, rc = sqlite3_prepare_v2(db, COLUMNS, -1, &stmt, NULL);

	table->alias = -1;
	if (rc == SQLITE_OK) {
		sqlite3_bind_text(stmt, 1, table->name, -1, SQLITE_STATIC);
		sqlite3_bind_int(stmt, 2, !table->rowid);
	}
	while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		struct salvage_column *c;

		table->column = mem_resize(table->column, (size_t)table->n_columns + 1, sizeof(*table->column));
		c = &table->column[table->n_columns];
		c->name = mem_str((const char *)sqlite3_column_text(stmt, 0));
		c->kind = kind_of((const char *)sqlite3_column_text(stmt, 1));
		c->not_null = sqlite3_column_int(stmt, 2) || (!table->rowid && sqlite3_column_int(stmt, 3));
		keys += sqlite3_column_int(stmt, 3) > 0;
		if (sqlite3_column_int(stmt, 3) == 1 && c->kind == BTREE_INT && table->rowid)
			table->alias = table->n_columns;
		table->n_columns++;
	}
	if (keys > 1)
		table->alias = -1;
	table->insert = mem_array((size_t)table->n_columns + 1, sizeof(*table->insert));
	sqlite3_finalize(stmt);
	return rc;
}

enum status salvage_tables(sqlite3 *db, struct salvage_table **out, int *count, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, TABLES, -1, &stmt, NULL);

	*out = NULL;
	*count = 0;
	while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		struct salvage_table table = { .name = mem_str((const char *)sqlite3_column_text(stmt, 0)) };

		table.rowid = !sqlite3_column_int(stmt, 1);
		table.derived = among(derived, ARRAY_LEN(derived), table.name);
		table.replace = among(filled, ARRAY_LEN(filled), table.name);
		rc = read_columns(db, &table);
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = table;
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_OK ? ST_OK : vault_fail(db, rc, err);
}

void salvage_tables_free(struct salvage_table *table, int count)
{
	for (int i = 0; i < count; i++) {
		for (int k = 0; k < table[i].n_columns; k++)
			free(table[i].column[k].name);
		for (int k = 0; k <= table[i].n_columns; k++)
			sqlite3_finalize(table[i].insert[k]);
		free(table[i].column);
		free(table[i].insert);
		free(table[i].name);
	}
	free(table);
}

bool salvage_fits(const struct salvage_table *table, const struct btree_row *row)
{
	if (row->n > table->n_columns || (!table->rowid && row->n < table->n_columns))
		return false;
	for (int i = 0; i < row->n; i++) {
		const struct salvage_column *c = &table->column[i];
		enum btree_kind kind = row->value[i].kind;

		if (i == table->alias ? kind != BTREE_NULL : kind == BTREE_NULL ? c->not_null :
			kind != c->kind && !(c->kind == BTREE_REAL && kind == BTREE_INT))
			return false;
	}
	/* A column that an older row lacks was added later, and then it may be empty. */
	for (int i = row->n; i < table->n_columns; i++)
		if (table->column[i].not_null)
			return false;
	return true;
}

static int column_named(const struct salvage_table *table, const char *name)
{
	for (int i = 0; i < table->n_columns; i++)
		if (str_same(table->column[i].name, name))
			return i;
	return -1;
}

bool salvage_of_journal(sqlite3 *db, const struct salvage_table *table, const struct btree_row *row)
{
	int id = column_named(table, "id");
	sqlite3_stmt *stmt = NULL;
	bool named = false;

	if (id < 0 || id >= row->n || row->value[id].kind != BTREE_BLOB)
		return false;
	if (sqlite3_prepare_v2(db, "SELECT 1 FROM journal WHERE id = :id AND kind = :kind", -1, &stmt, NULL) == SQLITE_OK) {
		sqlite3_bind_blob(stmt, 1, row->value[id].bytes, (int)row->value[id].len, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 2, table->name, -1, SQLITE_STATIC);
		named = sqlite3_step(stmt) == SQLITE_ROW;
	}
	sqlite3_finalize(stmt);
	return named;
}

/* Names come from the program's own migrations, values are bound. */
static int prepare_insert(sqlite3 *db, struct salvage_table *table, int n)
{
	struct str sql = STR_INIT;
	int rc;

	str_add(&sql, table->replace ? "INSERT OR REPLACE" : "INSERT OR IGNORE");
	str_addf(&sql, " INTO \"%s\"(", table->name);
	for (int i = 0; i < n; i++)
		str_addf(&sql, "%s\"%s\"", i ? ", " : "", table->column[i].name);
	str_add(&sql, ") VALUES(");
	for (int i = 0; i < n; i++)
		str_add(&sql, i ? ", ?" : "?");
	str_add(&sql, ")");
	rc = sqlite3_prepare_v3(db, str_get(&sql), -1, SQLITE_PREPARE_PERSISTENT, &table->insert[n], NULL);
	str_free(&sql);
	return rc;
}

static void bind(sqlite3_stmt *stmt, int at, const struct btree_value *v)
{
	switch (v->kind) {
	case BTREE_NULL:
		sqlite3_bind_null(stmt, at);
		break;
	case BTREE_INT:
		sqlite3_bind_int64(stmt, at, v->number);
		break;
	case BTREE_REAL:
		sqlite3_bind_double(stmt, at, v->real);
		break;
	case BTREE_TEXT:
		sqlite3_bind_text(stmt, at, (const char *)v->bytes, (int)v->len, SQLITE_STATIC);
		break;
	case BTREE_BLOB:
		sqlite3_bind_blob(stmt, at, v->bytes, (int)v->len, SQLITE_STATIC);
		break;
	}
}

enum status salvage_insert(sqlite3 *db, struct salvage_table *table, const struct btree_row *row, struct err *err)
{
	sqlite3_stmt *stmt;
	int rc;

	if (!salvage_fits(table, row)) {
		table->broken++;
		return ST_OK;
	}
	if (!table->insert[row->n] && (rc = prepare_insert(db, table, row->n)) != SQLITE_OK)
		return vault_fail(db, rc, err);
	stmt = table->insert[row->n];
	for (int i = 0; i < row->n; i++) {
		if (i == table->alias)
			sqlite3_bind_int64(stmt, i + 1, row->rowid);
		else
			bind(stmt, i + 1, &row->value[i]);
	}
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_DONE)
		*(sqlite3_changes(db) ? &table->saved : &table->broken) += 1;
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	if (rc == SQLITE_DONE)
		return ST_OK;
	if ((rc & 0xff) != SQLITE_CONSTRAINT && (rc & 0xff) != SQLITE_MISMATCH)
		return vault_fail(db, rc, err);
	table->broken++;
	return ST_OK;
}

static enum status do_sql(sqlite3 *db, const char *sql, struct err *err)
{
	int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ST_OK : vault_fail(db, rc, err);
}

/* What refers to a row that is lost stays, and check tells of it. */
enum status salvage_begin(sqlite3 *db, struct err *err)
{
	/* Keys are taken over as they stand; a file without a word on their order has that of before there was a choice. */
	return do_sql(db, "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536; BEGIN;"
		" DELETE FROM setting WHERE key = '" SETTING_SORT_LANGUAGE "'", err);
}

enum status salvage_end(sqlite3 *db, struct err *err)
{
	return do_sql(db, "COMMIT", err);
}

static enum status count(sqlite3 *db, const char *sql, int64_t *out, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

	*out = 0;
	if (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		*out = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return rc == SQLITE_OK ? ST_OK : vault_fail(db, rc, err);
}

/* Records of this kind that the journal knows as living and the table does not have: what was erased for good was
 * removed first. */
static enum status list_lost(sqlite3 *db, const struct salvage_table *table, struct salvaged *out, struct err *err)
{
	char *sql = mem_fmt("SELECT DISTINCT id FROM journal WHERE kind = :kind AND op <> 3"
		" AND NOT EXISTS(SELECT 1 FROM \"%s\" AS there WHERE there.id = journal.id)"
		" AND NOT EXISTS(SELECT 1 FROM journal AS later WHERE later.id = journal.id AND later.op = 3"
		" AND later.seq > journal.seq)", table->name);
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

	free(sql);
	if (rc == SQLITE_OK)
		sqlite3_bind_text(stmt, 1, table->name, -1, SQLITE_STATIC);
	while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		struct salvaged_lost *lost;

		if (sqlite3_column_bytes(stmt, 0) != 16)
			continue;
		out->lost = mem_resize(out->lost, (size_t)out->n_lost + 1, sizeof(*out->lost));
		lost = &out->lost[out->n_lost++];
		str_copy(lost->kind, sizeof(lost->kind), table->name);
		memcpy(lost->id.b, sqlite3_column_blob(stmt, 0), 16);
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_OK ? ST_OK : vault_fail(db, rc, err);
}

/* Rows of `child` whose `from` names no row of `parent`: see mend_reference(). */
struct reference { char *child, *from, *parent, *to; bool record; };

/* A lost record that others belong to stands in its place again, empty, so that they can be reached and it can be
 * completed; what hangs on anything else goes. */
static enum status mend_reference(sqlite3 *db, const struct reference *r, int64_t *empty, struct err *err)
{
	char *sql = r->record ?
		mem_fmt("INSERT OR IGNORE INTO \"%s\"(\"%s\", rev) SELECT DISTINCT \"%s\", 1 FROM \"%s\" AS child"
			" WHERE length(\"%s\") = 16 AND NOT EXISTS(SELECT 1 FROM \"%s\" AS there WHERE there.\"%s\" = child.\"%s\")",
			r->parent, r->to, r->from, r->child, r->from, r->parent, r->to, r->from) :
		mem_fmt("DELETE FROM \"%s\" WHERE \"%s\" IS NOT NULL AND NOT EXISTS(SELECT 1 FROM \"%s\" AS there"
			" WHERE there.\"%s\" = \"%s\".\"%s\")", r->child, r->from, r->parent, r->to, r->child, r->from);
	int64_t before = sqlite3_total_changes64(db);
	enum status st = do_sql(db, sql, err);

	free(sql);
	if (r->record)
		*empty += sqlite3_total_changes64(db) - before;
	return st;
}

static const struct salvage_table *find_table(const struct salvage_table *table, int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (str_same(table[i].name, name))
			return &table[i];
	return NULL;
}

static bool is_record(const struct salvage_table *table)
{
	return table && table->rowid && column_named(table, "id") >= 0 && column_named(table, "gone") >= 0;
}

static char *text_of(sqlite3_stmt *stmt, int column)
{
	return mem_str((const char *)sqlite3_column_text(stmt, column));
}

static enum status mend_references(sqlite3 *db, const struct salvage_table *table, int n, int64_t *empty, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	enum status st = ST_OK;
	int rc = sqlite3_prepare_v2(db, "SELECT m.name, f.\"from\", f.\"table\", ifnull(f.\"to\", 'id')"
		" FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'", -1, &stmt, NULL);

	while (rc == SQLITE_OK && st == ST_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		struct reference r = { text_of(stmt, 0), text_of(stmt, 1), text_of(stmt, 2), text_of(stmt, 3), false };

		r.record = is_record(find_table(table, n, r.parent));
		st = mend_reference(db, &r, empty, err);
		free(r.child);
		free(r.from);
		free(r.parent);
		free(r.to);
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_OK ? st : vault_fail(db, rc, err);
}

static int64_t saved_of(const struct salvage_table *table, int n, const char *name)
{
	const struct salvage_table *found = find_table(table, n, name);

	return found ? found->saved : 0;
}

enum status salvage_mend(sqlite3 *db, const struct salvage_table *table, int n, struct salvaged *out, struct err *err)
{
	/* Search keys are made anew at the next opening. Where the counter is lost, it goes on well behind all numbers. */
	enum status st = do_sql(db, "DELETE FROM setting WHERE key = 'search_version'", err);

	if (st == ST_OK && !saved_of(table, n, "case_counter"))
		st = do_sql(db, "UPDATE case_counter SET next = 1000 + (SELECT count(*) FROM person) +"
			" (SELECT count(*) FROM journal WHERE kind = 'person' AND op = 1)", err);
	out->settings_lost = !saved_of(table, n, "case_counter") || !saved_of(table, n, "setting");
	if (st == ST_OK)
		st = count(db, "SELECT ifnull(max(seq), 0) - count(*) FROM journal", &out->journal_gaps, err);
	for (int i = 0; st == ST_OK && i < n; i++)
		if (is_record(&table[i]))
			st = list_lost(db, &table[i], out, err);
	return st == ST_OK ? mend_references(db, table, n, &out->empty, err) : st;
}
