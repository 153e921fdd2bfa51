/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening, closing, and what a store knows of its file. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "store/inside.h"
#include "store/sealed.h"

QUERY(data_version, "store.data_version", QUERY_INTERACTIVE, "PRAGMA data_version");

static enum status fill(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	return migrate_new(db, migrate_latest(), err);
}

/* A sealed file follows the town's. */
enum status store_take_order(struct store *store, struct err *err)
{
	char *code = NULL;
	enum status st = store->outer ? ST_OK : setting_get(store, SETTING_SORT_LANGUAGE, &code, err);

	if (st == ST_OK && !store->outer)
		text_sort_language(code);
	free(code);
	return st;
}

enum status store_open(const struct vault_options *options, struct store **out, struct err *err)
{
	struct store *store = mem_alloc(sizeof(*store));
	struct vault_options with_fill = *options;
	enum status st;

	*out = NULL;
	err_clear(&store->broken);
	store->spare = options->spare;
	with_fill.fill = fill;
	st = vault_open(&with_fill, &store->vault, err);
	if (st == ST_OK) {
		store->db = vault_db(store->vault);
		doors_guard(store);
		st = migrate_older(store, err);
	}
	if (st != ST_OK) {
		store_close(store);
		return st;
	}
	/* A file whose settings cannot be read opens nevertheless: it is to be looked at, checked and salvaged. */
	text_sort_language(NULL);
	(void)store_take_order(store, NULL);
	*out = store;
	return ST_OK;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	while (store->depth)
		store_rollback(store);
	stmt_free_all(store);
	vault_close(store->vault);
	free(store->notice);
	free(store);
}

const char *store_path(const struct store *store)
{
	return vault_path(store->vault);
}

bool store_read_only(const struct store *store)
{
	return vault_read_only(store->vault);
}

const char *store_notice(const struct store *store)
{
	return store->notice;
}

int store_schema(const struct store *store)
{
	return store->schema;
}

int64_t store_data_version(struct store *store)
{
	struct stmt *stmt;
	int64_t others = 0;

	/* SQLite's number counts other connections' commits, its total our own changes. */
	if (store_query(store, &data_version, &stmt, NULL) == ST_OK) {
		if (stmt_step(stmt, NULL) == ST_OK)
			others = stmt_get_int(stmt, 0);
		stmt_reset(stmt);
	}
	if (others != store->others && store_take_order(store, NULL) == ST_OK)
		store->others = others;
	if (store->outer)
		others += store->outer->version(store->outer->ctx);
	return others + sqlite3_total_changes64(store->db);
}

enum status store_backup(struct store *store, const char *to, struct err *err)
{
	return vault_copy(store->vault, to, NULL, NULL, NULL, err);
}

/* The header is not SQLite's: its write lock keeps two programs from changing slots at once. */
static enum status change_slot(struct store *store, const struct secret *secret,
	enum status (*change)(struct vault *, const struct secret *, struct err *), struct err *err)
{
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = change(store->vault, secret, err);
	store_rollback(store);
	return st;
}

enum status store_passphrase(struct store *store, const struct secret *fresh, struct err *err)
{
	return change_slot(store, fresh, vault_new_passphrase, err);
}

enum status store_recovery(struct store *store, const struct secret *code, struct err *err)
{
	return change_slot(store, code, vault_new_recovery, err);
}

struct store *store_town(const struct store *store)
{
	return store->outer ? store->outer->store : NULL;
}

bool store_shares(const struct store *store, const char *table)
{
	for (int i = 0; store->outer && store->outer->shared[i]; i++)
		if (str_same(store->outer->shared[i], table))
			return true;
	return false;
}
