/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Transactions: the outermost is BEGIN IMMEDIATE, inner ones join it.  They are no
 * savepoints: while one is open SQLite copies every page before its first change
 * (measured: a third of an import's time), and nobody wants half a change saved.
 * What is cached of the journal's end holds within one transaction only, for
 * another program may have written before it.
 */
#include "config.h"

#include "base/mem.h"
#include "base/msg.h"
#include "store/inside.h"

/* Straight to SQLite: a statement of the store is refused after SQLite's own rollback. */
static int run(struct store *store, const char *sql)
{
	return store->rewritten ? SQLITE_BUSY : sqlite3_exec(store->db, sql, NULL, NULL, NULL);
}

/* Ready before anything is written: to take a change back must not ask for memory that may be why it is taken back. */
static int begin(struct store *store, const char *sql)
{
	int rc = sqlite3_prepare_v2(store->db, "ROLLBACK", -1, &store->take_back, NULL);

	if (rc == SQLITE_OK)
		rc = run(store, sql);
	if (rc != SQLITE_OK) {
		sqlite3_finalize(store->take_back);
		store->take_back = NULL;
	}
	return rc;
}

/* SQLite has committed, has rolled back on its own where it had to, or does so now. */
static void end(struct store *store)
{
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_step(store->take_back);
	sqlite3_finalize(store->take_back);
	store->take_back = NULL;
	if (!sqlite3_get_autocommit(store->db))
		BUG("a transaction cannot be taken back");
}

enum status store_begin(struct store *store, struct err *err)
{
	int rc;

	if (store->broken.status != ST_OK) {
		if (err)
			*err = store->broken;
		return store->broken.status;
	}
	if (!store->depth) {
		enum status st = store->outer ? store->outer->begin(store->outer->ctx, err) : ST_OK;

		if (st != ST_OK)
			return st;
		rc = begin(store, "BEGIN IMMEDIATE");
		if (rc != SQLITE_OK) {
			if (store->outer)
				store->outer->drop(store->outer->ctx);
			return store_fail(store, rc, err);
		}
		store->end.known = false;
		st = store_take_order(store, err);
		if (st != ST_OK) {
			end(store);
			if (store->outer)
				store->outer->drop(store->outer->ctx);
			return st;
		}
	}
	store->depth++;
	return ST_OK;
}

enum status store_commit(struct store *store, struct err *err)
{
	enum status st = store->broken.status;
	int rc;

	if (!store->depth)
		BUG("a commit without a begin");
	if (st != ST_OK) {
		if (err)
			*err = store->broken;
		store_rollback(store);
		return st;
	}
	if (store->depth == 1 && store->outer)
		st = store->outer->keep(store->outer->ctx, err);
	if (st != ST_OK) {
		store_rollback(store);
		return st;
	}
	rc = store->depth > 1 ? SQLITE_OK : run(store, "COMMIT");
	if (rc != SQLITE_OK) {
		st = store_fail(store, rc, err);
		store_rollback(store);
		return st;
	}
	if (!--store->depth)
		end(store);
	return ST_OK;
}

void store_rollback(struct store *store)
{
	if (!store->depth)
		return;
	store->end.known = false;
	if (--store->depth) {
		if (store->broken.status == ST_OK)
			err_set(&store->broken, ST_INVALID, _("A part of this could not be saved, so nothing of it was. What "
				"was saved before is kept; please try again."));
		return;
	}
	end(store);
	if (store->outer)
		store->outer->drop(store->outer->ctx);
	err_clear(&store->broken);
}

void store_wait_for_disk(struct store *store, bool wait)
{
	vault_wait_for_disk(store->vault, wait);
}

bool store_view(struct store *store)
{
	if (store->depth || !sqlite3_get_autocommit(store->db))
		return false;
	return begin(store, "BEGIN DEFERRED") == SQLITE_OK;
}

void store_view_end(struct store *store, bool view)
{
	/* Nothing was written. */
	if (view)
		end(store);
}

int64_t store_last_rowid(struct store *store)
{
	return sqlite3_last_insert_rowid(store->db);
}

int64_t store_changes(struct store *store)
{
	return sqlite3_changes64(store->db);
}
