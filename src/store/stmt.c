/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Statements: prepared once per store, kept, bound by name.  One that is still
 * being stepped further up gets a sibling, so that a query may be used inside its
 * own loop; many of them busy at once means that somebody forgets to reset.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/inside.h"

#define SIBLINGS_MAX 16

struct stmt {
	struct stmt *next;             /* in its bucket */
	struct store *store;
	const struct query *query;     /* or NULL */
	char *sql;                     /* or NULL */
	sqlite3_stmt *raw;
	unsigned doors;
	int unbound;                   /* why a value could not be bound; told by the next step */
	int n_names, last;
	char **name;                   /* without the colon; name[i] is parameter i + 1 */
};

enum status store_fail(struct store *store, int rc, struct err *err)
{
	struct err own;
	enum status st;

	err_clear(&own);
	st = vault_fail(store->db, rc, &own);
	if (store->depth && sqlite3_get_autocommit(store->db) && store->broken.status == ST_OK)
		store->broken = own;
	if (err)
		*err = own;
	return st;
}

static unsigned hash_text(const char *s)
{
	unsigned h = 2166136261u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return (h ^ h >> 16) % STMT_BUCKETS;
}

static unsigned hash_pointer(const void *p)
{
	return (unsigned)(((uintptr_t)p >> 3) * 2654435761u >> 7) % STMT_BUCKETS;
}

/* Copies: SQLite frees its own when a changed schema (a temporary table will do) makes it prepare anew. */
static void name_parameters(struct stmt *stmt)
{
	stmt->n_names = sqlite3_bind_parameter_count(stmt->raw);
	stmt->name = mem_array((size_t)stmt->n_names, sizeof(*stmt->name));
	for (int i = 0; i < stmt->n_names; i++) {
		const char *name = sqlite3_bind_parameter_name(stmt->raw, i + 1);

		stmt->name[i] = mem_str(name ? name + 1 : "");
	}
}

static enum status prepare(struct store *store, const struct query *query, const char *sql, unsigned bucket,
	struct stmt **out, struct err *err)
{
	struct stmt *stmt;
	sqlite3_stmt *raw;
	int rc;

	store->needs = 0;
	rc = sqlite3_prepare_v3(store->db, query ? query->sql : sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, NULL);
	if (rc != SQLITE_OK)
		return store_fail(store, rc, err);
	stmt = mem_alloc(sizeof(*stmt));
	stmt->store = store;
	stmt->query = query;
	stmt->sql = query ? NULL : mem_str(sql);
	stmt->raw = raw;
	/* Table-valued functions declare a table of their own when first used: reading needs no door all the same. */
	stmt->doors = sqlite3_stmt_readonly(raw) ? 0 : store->needs;
	name_parameters(stmt);
	stmt->next = store->bucket[bucket];
	store->bucket[bucket] = stmt;
	*out = stmt;
	return ST_OK;
}

static enum status find(struct store *store, const struct query *query, const char *sql, unsigned bucket,
	struct stmt **out, struct err *err)
{
	int busy = 0;

	*out = NULL;
	if (store->rewritten)
		return vault_fail(NULL, SQLITE_BUSY, err);
	for (struct stmt *s = store->bucket[bucket]; s; s = s->next) {
		if (query ? s->query != query : !s->sql || strcmp(s->sql, sql) != 0)
			continue;
		if (!sqlite3_stmt_busy(s->raw)) {
			sqlite3_reset(s->raw);
			sqlite3_clear_bindings(s->raw);
			s->unbound = SQLITE_OK;
			*out = s;
			return ST_OK;
		}
		if (++busy > SIBLINGS_MAX)
			BUG("a statement is stepped and never reset");
	}
	return prepare(store, query, sql, bucket, out, err);
}

enum status store_query(struct store *store, const struct query *query, struct stmt **out, struct err *err)
{
	return find(store, query, NULL, hash_pointer(query), out, err);
}

enum status store_sql(struct store *store, const char *sql, struct stmt **out, struct err *err)
{
	return find(store, NULL, sql, hash_text(sql), out, err);
}

void stmt_free_all(struct store *store)
{
	for (int i = 0; i < STMT_BUCKETS; i++) {
		while (store->bucket[i]) {
			struct stmt *stmt = store->bucket[i];

			store->bucket[i] = stmt->next;
			sqlite3_finalize(stmt->raw);
			for (int n = 0; n < stmt->n_names; n++)
				free(stmt->name[n]);
			free(stmt->name);
			free(stmt->sql);
			free(stmt);
		}
	}
}

/* Callers bind in the statement's order nearly always: the next one is tried first. */
static int parameter(struct stmt *stmt, const char *name)
{
	if (*name == ':')
		name++;
	for (int tried = 0; tried < stmt->n_names; tried++) {
		int i = (stmt->last + tried) % stmt->n_names;

		if (!strcmp(stmt->name[i], name)) {
			stmt->last = i + 1;
			return i + 1;
		}
	}
	BUG("no such parameter in the statement");
}

static void bound(struct stmt *stmt, int rc)
{
	if (rc == SQLITE_NOMEM || rc == SQLITE_TOOBIG)
		stmt->unbound = rc;
	else if (rc != SQLITE_OK)
		BUG("a statement is bound while it is stepped");
}

void stmt_text(struct stmt *stmt, const char *name, const char *value)
{
	bound(stmt, sqlite3_bind_text(stmt->raw, parameter(stmt, name), value, -1, SQLITE_TRANSIENT));
}

void stmt_int(struct stmt *stmt, const char *name, int64_t value)
{
	bound(stmt, sqlite3_bind_int64(stmt->raw, parameter(stmt, name), value));
}

void stmt_blob(struct stmt *stmt, const char *name, const void *bytes, size_t len)
{
	/* An empty blob is not NULL. */
	bound(stmt, sqlite3_bind_blob64(stmt->raw, parameter(stmt, name), bytes ? bytes : "", len, SQLITE_TRANSIENT));
}

void stmt_id(struct stmt *stmt, const char *name, struct id id)
{
	if (id_none(id))
		stmt_null(stmt, name);
	else
		stmt_blob(stmt, name, id.b, sizeof(id.b));
}

void stmt_null(struct stmt *stmt, const char *name)
{
	bound(stmt, sqlite3_bind_null(stmt->raw, parameter(stmt, name)));
}

static enum status refuse(struct stmt *stmt, struct err *err)
{
	struct store *store = stmt->store;

	if (stmt->doors & ~store->doors)
		return vault_fail(NULL, SQLITE_AUTH, err);
	/* SQLite has rolled back on its own: outside that transaction nothing of it may be written. */
	if (err)
		*err = store->broken;
	return store->broken.status;
}

enum status stmt_step(struct stmt *stmt, struct err *err)
{
	enum status st;
	int rc;

	if (stmt->doors & ~stmt->store->doors || stmt->store->broken.status != ST_OK)
		return refuse(stmt, err);
	rc = stmt->unbound ? stmt->unbound : sqlite3_step(stmt->raw);
	if (rc == SQLITE_ROW)
		return ST_OK;
	st = rc == SQLITE_DONE ? ST_DONE : store_fail(stmt->store, rc, err);
	sqlite3_reset(stmt->raw);
	return st;
}

static enum status run_out(struct stmt *stmt, struct err *err)
{
	enum status st;

	do
		st = stmt_step(stmt, err);
	while (st == ST_OK);
	return st == ST_DONE ? ST_OK : st;
}

/* In a store within another one every write is a transaction of both. */
enum status stmt_run(struct stmt *stmt, struct err *err)
{
	struct store *store = stmt->store;
	enum status st;

	if (!store->outer || !stmt->doors || store->depth)
		return run_out(stmt, err);
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = run_out(stmt, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

enum status store_run_of(struct store *store, const struct query *query, struct id id, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	if (!id_none(id))
		stmt_id(stmt, "id", id);
	return stmt_run(stmt, err);
}

enum status store_run_sql(struct store *store, const char *sql, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	return st == ST_OK ? stmt_run(stmt, err) : st;
}

void stmt_reset(struct stmt *stmt)
{
	sqlite3_reset(stmt->raw);
}

bool stmt_is_null(struct stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->raw, column) == SQLITE_NULL;
}

const char *stmt_get_text(struct stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt->raw, column);
}

int64_t stmt_get_int(struct stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->raw, column);
}

const void *stmt_get_blob(struct stmt *stmt, int column, size_t *len)
{
	const void *bytes = sqlite3_column_blob(stmt->raw, column);

	*len = (size_t)sqlite3_column_bytes(stmt->raw, column);
	return bytes;
}

struct id stmt_get_id(struct stmt *stmt, int column)
{
	struct id id = { { 0 } };
	size_t len;
	const void *bytes = stmt_get_blob(stmt, column, &len);

	if (bytes && len == sizeof(id.b))
		memcpy(id.b, bytes, len);
	return id;
}

int stmt_columns(struct stmt *stmt)
{
	return sqlite3_column_count(stmt->raw);
}
