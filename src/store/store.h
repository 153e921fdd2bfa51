/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Connections, statements, transactions and settings over an open vault.  No
 * statement stays open between keys: whoever steps one resets it.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/id.h"
#include "store/query.h"
#include "vault/vault.h"

struct store;
struct stmt;

/* Opens the vault and migrates it when it is older (after a verified copy beside it). A new file gets the whole
 * schema.  ST_NEWER when a later program wrote it. */
enum status store_open(const struct vault_options *options, struct store **out, struct err *err);
void store_close(struct store *store);
const char *store_path(const struct store *store);
bool store_read_only(const struct store *store);
/* What the person should know about the opening (the file was brought up to date, where the copy stands), or NULL. */
const char *store_notice(const struct store *store);
int store_schema(const struct store *store);        /* number of the last migration */

/* Prepared once per store and kept; comes back reset, with bindings cleared. */
enum status store_query(struct store *store, const struct query *query, struct stmt **out, struct err *err);
/* For SQL that the register alone determines (identifiers only, no values); kept by its text. */
enum status store_sql(struct store *store, const char *sql, struct stmt **out, struct err *err);

/* `name` with its colon, as it stands in the SQL: stmt_text(s, ":person", value).  A name that the statement lacks
 * is a BUG. */
void stmt_text(struct stmt *stmt, const char *name, const char *value);   /* NULL binds NULL; copied */
void stmt_int(struct stmt *stmt, const char *name, int64_t value);
void stmt_blob(struct stmt *stmt, const char *name, const void *bytes, size_t len);
void stmt_id(struct stmt *stmt, const char *name, struct id id);          /* none binds NULL */
void stmt_null(struct stmt *stmt, const char *name);

/* ST_OK: a row stands ready; ST_DONE: no more, and the statement is reset; else an error, reset as well. */
enum status stmt_step(struct stmt *stmt, struct err *err);
/* Steps to the end, for writes: ST_OK instead of ST_DONE. */
enum status stmt_run(struct stmt *stmt, struct err *err);
/* Runs a query that returns no rows, about one record: binds :id unless `id` is none. */
enum status store_run_of(struct store *store, const struct query *query, struct id id, struct err *err);
/* The same of what store_sql() takes, without anything to bind. */
enum status store_run_sql(struct store *store, const char *sql, struct err *err);
void stmt_reset(struct stmt *stmt);

bool stmt_is_null(struct stmt *stmt, int column);
const char *stmt_get_text(struct stmt *stmt, int column);  /* NULL for NULL; borrowed until the next step */
int64_t stmt_get_int(struct stmt *stmt, int column);
const void *stmt_get_blob(struct stmt *stmt, int column, size_t *len);
struct id stmt_get_id(struct stmt *stmt, int column);
int stmt_columns(struct stmt *stmt);

/* Doors: which tables may be written now. A statement that writes to a table whose door is shut is refused with
 * ST_DENIED when it is stepped. Table draft: DOOR_DRAFT; sight: DOOR_GRANT; setting: setting_set() alone; act and look: store/acts.h
 * alone; journal and journal_value: journal_append() alone (DOOR_ERASE lets values, never entries, be deleted); user:
 * users.h alone; sealed, sealed_key and hold: sealed.h alone; document_copy: copies.h alone; released and its parts: ledger.h alone; the schema: migrations alone; every other table: DOOR_CHANGE. Temporary tables are free.
 *
 *	unsigned was = store_enter(store, DOOR_CHANGE);
 *	...
 *	store_leave(store, was);
 */
enum store_door { DOOR_CHANGE = 1u << 0, DOOR_DRAFT = 1u << 1, DOOR_ERASE = 1u << 2, DOOR_GRANT = 1u << 3 };
/* Opens these besides what is open; returns what was open before, for store_leave. */
unsigned store_enter(struct store *store, unsigned doors);
void store_leave(struct store *store, unsigned was);

/* BEGIN IMMEDIATE; inner ones join the outermost. A rollback never fails. A commit that fails has rolled back. After an
 * inner rollback, and where SQLite itself rolled back (full disk, I/O error), every later step and the commit answer
 * with that failure until the outermost store_rollback or store_commit: all is saved or nothing. */
enum status store_begin(struct store *store, struct err *err);
enum status store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);
/* See vault_wait_for_disk: for what nobody was told is saved (a look), outside of transactions. Set it back at once. */
void store_wait_for_disk(struct store *store, bool wait);
/* One state of the file for many small reads, and locked once instead of each time: bool view = store_view(store);
 * ... store_view_end(store, view). No write and no store_begin() in between. Within a transaction it does nothing. */
bool store_view(struct store *store);
void store_view_end(struct store *store, bool view);
int64_t store_last_rowid(struct store *store);
int64_t store_changes(struct store *store);
/* Counts up when any connection, this one included, changed the file: cheap, for "has somebody saved?". */
int64_t store_data_version(struct store *store);

/* Settings of the file (municipality, desk code, language per user); one row a key. */
#define SETTING_DESK "desk"                  /* code of this desk: two of A-Z0-9 */
#define SETTING_DESK_KEY "desk.key"          /* 32 hex digits, for casenum_scatter() */
#define SETTING_MUNICIPALITY "municipality"  /* its name; "" in a new file */
#define SETTING_LETTERS_BESIDE "letters.beside"  /* language of papers that counts, "de"; else the one in use */
/* Language whose order the stored sort keys follow: the one spoken when the file was made, until an administrator has all
 * keys made anew (register/order.h). Unset in older files, whose order is the same for all languages. */
#define SETTING_SORT_LANGUAGE "sort.language"
enum status setting_get(struct store *store, const char *key, char **out, struct err *err); /* NULL when unset */
enum status setting_set(struct store *store, const char *key, const char *value, struct err *err);
/* Sort keys are made in the order that the file has now. Done whenever a transaction begins and when another connection
 * changed the file; needed only where the order was changed and taken back. */
enum status store_take_order(struct store *store, struct err *err);

/* A verified copy of the file while others go on, and no more: store/backup.h notes it as well. `to` must not exist. */
enum status store_backup(struct store *store, const char *to, struct err *err);
/* New contents of the passphrase's slot, or of the recovery code's, under the write lock. */
struct secret;
enum status store_passphrase(struct store *store, const struct secret *fresh, struct err *err);
enum status store_recovery(struct store *store, const struct secret *code, struct err *err);

/* Integrity: pages, foreign keys, chains, search keys. Calls `found` once a finding, in words. */
typedef void store_found_fn(void *ctx, const char *what);
/* How far it is: within this part of the work so many of so many pages, or 0 of 0 where nobody can tell. False stops
 * (ST_CANCELLED). Set it before store_check(); NULL: nobody is told any more. */
enum store_checking { CHECKING_PAGES, CHECKING_STRUCTURE, CHECKING_REFERENCES, CHECKING_CHAINS, CHECKING_REST };
typedef bool store_checking_fn(void *ctx, enum store_checking part, int64_t done, int64_t total);
void store_check_watch(struct store *store, store_checking_fn *fn, void *ctx);
enum status store_check(struct store *store, store_found_fn *found, void *ctx, struct err *err);
/* A further check of a floor above (search keys), added once at start; it calls `found` in the same way. */
typedef enum status store_check_fn(struct store *store, store_found_fn *found, void *ctx, struct err *err);
void store_check_add(store_check_fn *check);

#endif
