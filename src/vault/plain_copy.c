/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tables first, then their rows, then indexes, triggers and views: as VACUUM does
 * it, which cannot go from pages with a reserve of one size to another.
 */
#include "config.h"

#include "vault/plain_copy.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "vault/inside.h"

#define LOOK_EVERY 200000        /* of SQLite's steps, between two looks at whether to stop */
#define TELL_EVERY 1024          /* pages, or rows */

static int run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static bool tell(struct plain_work *work)
{
	return !work->progress || work->progress(work->ctx, work->done, PLAIN_ROUNDS * work->pages);
}

static bool another_page(void *ctx)
{
	struct plain_work *work = ctx;

	if (work->done < work->limit)
		work->done++;
	return work->done % TELL_EVERY || tell(work);
}

static int still_wanted(void *ctx)
{
	return !tell(ctx);
}

static void round_done(struct plain_work *work, int rounds)
{
	work->done = rounds * work->pages;
	work->limit = work->done + work->pages;
}

/* Gives every row's first column to `each` until that is not OK. */
typedef int each_fn(sqlite3 *db, const char *text, struct plain_work *work);

static int for_each(sqlite3 *db, const char *sql, each_fn *each, struct plain_work *work)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), ended;

	while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
		rc = each(db, (const char *)sqlite3_column_text(stmt, 0), work);
	ended = sqlite3_finalize(stmt);
	return rc == SQLITE_DONE ? ended : rc;
}

static enum status check(sqlite3 *db, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
	bool whole = rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW &&
		str_same((const char *)sqlite3_column_text(stmt, 0), "ok");

	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(stmt);
	if (rc != SQLITE_OK)
		return vault_fail(db, rc, err);
	return whole ? ST_OK : vault_fail(db, SQLITE_CORRUPT, err);
}

enum status plain_is_whole(struct sqlite3 *db, struct plain_work *work, struct err *err)
{
	enum status st;

	sqlite3_progress_handler(db, LOOK_EVERY, still_wanted, work);
	st = check(db, "PRAGMA main.integrity_check(1)", err);
	sqlite3_progress_handler(db, 0, NULL, NULL);
	return st;
}

static int attach(sqlite3 *db, const char *path)
{
	char *uri = place_uri(path, "mode=ro&vfs=unix");
	sqlite3_stmt *stmt = NULL;
	int rc;

	rc = sqlite3_prepare_v2(db, "ATTACH :uri AS plain", -1, &stmt, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_bind_text(stmt, 1, uri, -1, SQLITE_STATIC);
		sqlite3_step(stmt);
		rc = sqlite3_finalize(stmt);
	}
	free(uri);
	return rc;
}

static void add_name(struct str *out, const char *name)
{
	str_addc(out, '"');
	for (const char *p = name; *p; p++) {
		if (*p == '"')
			str_addc(out, '"');
		str_addc(out, *p);
	}
	str_addc(out, '"');
}

/* The columns of a table with commas between, rowid among them where the table has one of its own. `order`: what tells
 * its rows apart, in one order in both files. */
struct columns { struct str all, order; };

static bool take_column(sqlite3_stmt *stmt, struct columns *out, bool *own_rowid)
{
	const char *name = (const char *)sqlite3_column_text(stmt, 0);
	int key = sqlite3_column_int(stmt, 1);

	if (!name)
		return false;
	str_add(&out->all, out->all.len ? ", " : "");
	add_name(&out->all, name);
	if (key) {
		str_add(&out->order, out->order.len ? ", " : "");
		add_name(&out->order, name);
	}
	*own_rowid = *own_rowid && !sqlite3_column_int(stmt, 2);
	return true;
}

/* A table without rowid keeps its rows by primary key; one with INTEGER PRIMARY KEY has its rowid under that name. */
static int columns_of(sqlite3 *db, const char *table, struct columns *out)
{
	sqlite3_stmt *stmt = NULL;
	bool own_rowid = true;
	int rc = sqlite3_prepare_v2(db, "SELECT c.name, c.pk, l.wr OR (c.pk = 1 AND upper(c.type) = 'INTEGER' AND"
		" 1 = (SELECT count(*) FROM pragma_table_xinfo(:table, 'plain') WHERE pk > 0))"
		" FROM pragma_table_xinfo(:table, 'plain') c, pragma_table_list l"
		" WHERE l.schema = 'plain' AND l.name = :table AND c.hidden = 0 ORDER BY c.pk, c.cid", -1, &stmt, NULL);

	*out = (struct columns){ STR_INIT, STR_INIT };
	if (rc != SQLITE_OK)
		return rc;
	sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		if (!take_column(stmt, out, &own_rowid))
			break;
	rc = sqlite3_finalize(stmt);
	if (own_rowid) {
		str_add(&out->all, ", rowid");
		str_clear(&out->order);
		str_add(&out->order, "rowid");
	}
	return rc;
}

static void columns_free(struct columns *columns)
{
	str_free(&columns->all);
	str_free(&columns->order);
}

static int execute(sqlite3 *db, const char *sql, struct plain_work *work)
{
	(void)work;
	return run(db, sql);
}

static int copy_rows(sqlite3 *db, const char *table, struct plain_work *work)
{
	struct columns columns;
	struct str sql = STR_INIT;
	int rc = columns_of(db, table, &columns);

	str_add(&sql, "INSERT INTO main.");
	add_name(&sql, table);
	str_addf(&sql, "(%s) SELECT %s FROM plain.", str_get(&columns.all), str_get(&columns.all));
	add_name(&sql, table);
	str_addf(&sql, " ORDER BY %s", str_get(&columns.order));
	if (rc == SQLITE_OK)
		rc = run(db, str_get(&sql));
	work->rows += sqlite3_changes64(db);
	str_free(&sql);
	columns_free(&columns);
	return rc;
}

static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
	int type = sqlite3_column_type(a, column), len;

	if (type != sqlite3_column_type(b, column))
		return false;
	switch (type) {
	case SQLITE_NULL:
		return true;
	case SQLITE_INTEGER:
		return sqlite3_column_int64(a, column) == sqlite3_column_int64(b, column);
	case SQLITE_FLOAT: {
		double x = sqlite3_column_double(a, column), y = sqlite3_column_double(b, column);

		return memcmp(&x, &y, sizeof(x)) == 0;
	}
	default:
		len = sqlite3_column_bytes(a, column);
		return len == sqlite3_column_bytes(b, column) &&
			(len == 0 || memcmp(sqlite3_column_blob(a, column), sqlite3_column_blob(b, column), (size_t)len) == 0);
	}
}

static bool same_row(sqlite3_stmt *a, sqlite3_stmt *b)
{
	for (int i = 0; i < sqlite3_column_count(a); i++)
		if (!same_value(a, b, i))
			return false;
	return true;
}

static sqlite3_stmt *rows_of(sqlite3 *db, const char *base, const char *table, struct columns *columns, int *rc)
{
	struct str sql = STR_INIT;
	sqlite3_stmt *stmt = NULL;

	str_addf(&sql, "SELECT %s FROM %s.", str_get(&columns->all), base);
	add_name(&sql, table);
	str_addf(&sql, " ORDER BY %s", str_get(&columns->order));
	if (*rc == SQLITE_OK)
		*rc = sqlite3_prepare_v2(db, str_get(&sql), -1, &stmt, NULL);
	str_free(&sql);
	return stmt;
}

/* Row by row; SQLITE_CORRUPT where the two differ. */
static int compare_rows(sqlite3 *db, const char *table, struct plain_work *work)
{
	struct columns columns;
	int64_t share = 1 + work->rows / (work->pages + 1), rows = 0;      /* rows that count as a page */
	int rc = columns_of(db, table, &columns), other = SQLITE_ROW;
	sqlite3_stmt *a = rows_of(db, "plain", table, &columns, &rc), *b = rows_of(db, "main", table, &columns, &rc);

	while (rc == SQLITE_OK && other == SQLITE_ROW) {
		rc = sqlite3_step(a);
		other = sqlite3_step(b);
		if (rc == SQLITE_ROW)
			rc = other == SQLITE_ROW && same_row(a, b) ? SQLITE_OK : SQLITE_CORRUPT;
		if (rc == SQLITE_OK && other == SQLITE_ROW && ++rows % share == 0 && !another_page(work))
			rc = SQLITE_INTERRUPT;
		if (rc == SQLITE_DONE)
			rc = other == SQLITE_DONE ? SQLITE_OK : SQLITE_CORRUPT;
	}
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	columns_free(&columns);
	return rc;
}

#define TABLES "FROM plain.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"

static int same_schema(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "SELECT count(*) FROM (SELECT type, name, tbl_name, sql FROM plain.sqlite_schema"
		" WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'"
		" EXCEPT SELECT type, name, tbl_name, sql FROM main.sqlite_schema)", -1, &stmt, NULL);
	bool same = rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int64(stmt, 0) == 0;

	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(stmt);
	return rc == SQLITE_OK && !same ? SQLITE_CORRUPT : rc;
}

/* The number of the last migration stands outside all tables. */
static int copy_version(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA plain.user_version", -1, &stmt, NULL), version = 0;
	char *sql;

	if (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		version = sqlite3_column_int(stmt, 0);
	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(stmt);
	sql = mem_fmt("PRAGMA main.user_version=%d", version);
	if (rc == SQLITE_OK)
		rc = run(db, sql);
	free(sql);
	return rc;
}

static int copy_schema_and_rows(sqlite3 *db, struct plain_work *work)
{
	int rc = run(db, "BEGIN");

	if (rc == SQLITE_OK)
		rc = for_each(db, "SELECT sql " TABLES, execute, work);
	if (rc == SQLITE_OK)
		rc = for_each(db, "SELECT name " TABLES, copy_rows, work);
	if (rc == SQLITE_OK)
		rc = for_each(db, "SELECT sql FROM plain.sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY rowid",
			execute, work);
	if (rc == SQLITE_OK)
		rc = copy_version(db);
	return rc == SQLITE_OK ? run(db, "COMMIT") : rc;
}

static int copy_all(sqlite3 *db, struct plain_work *work)
{
	int rc;

	round_done(work, 1);
	shim_watch(another_page, work);
	rc = copy_schema_and_rows(db, work);
	shim_watch(NULL, NULL);
	round_done(work, 2);
	if (rc == SQLITE_OK)
		rc = for_each(db, "SELECT name " TABLES, compare_rows, work);
	round_done(work, 3);
	return rc == SQLITE_OK ? same_schema(db) : rc;
}

enum status plain_copy(struct sqlite3 *db, const char *path, struct plain_work *work, struct err *err)
{
	int rc = attach(db, path);
	enum status st;

	if (rc == SQLITE_OK)
		rc = copy_all(db, work);
	st = rc == SQLITE_OK ? plain_is_whole(db, work, err) : vault_fail(db, rc, err);
	if (!sqlite3_get_autocommit(db))
		run(db, "ROLLBACK");
	rc = run(db, "DETACH plain");
	return st == ST_OK && rc != SQLITE_OK ? vault_fail(db, rc, err) : st;
}
