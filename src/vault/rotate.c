/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A new data key.  The header gets it first, with the one before sealed under it;
 * from then on pages are read by either key and written by the new one.  VACUUM
 * then writes every page through the log, in one transaction, so that an end at
 * any point leaves pages that one of the two keys opens; the checkpoint brings
 * them into the file.  When each page on the medium opens by the new key alone
 * the one before is forgotten.
 */
#include "config.h"

#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "vault/inside.h"

#define WAIT_MS 2000             /* for a command elsewhere that is just ending */
#define ROUNDS 4                 /* temporary file, log, file, reading back */
#define TELL_EVERY 64            /* pages between two reports */

struct work {
	struct vault *vault;
	vault_progress_fn *progress;
	void *ctx;
	int64_t pages, done, limit;      /* limit: the end of the present round */
	bool stopped;
};

static bool tell(struct work *w)
{
	if (w->progress && !w->progress(w->ctx, w->done, ROUNDS * w->pages))
		w->stopped = true;
	return !w->stopped;
}

static bool one_more(void *ctx)
{
	struct work *w = ctx;

	if (w->done < w->limit)
		w->done++;
	return w->done % TELL_EVERY ? !w->stopped : tell(w);
}

static bool round_done(struct work *w, int rounds)
{
	w->done = w->limit = rounds * w->pages;
	return tell(w);
}

static int count_pages(sqlite3 *db, int64_t *pages)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA page_count", -1, &stmt, NULL);

	if (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		*pages = sqlite3_column_int64(stmt, 0);
	return rc == SQLITE_OK ? sqlite3_finalize(stmt) : rc;
}

static enum status stopped(struct err *err)
{
	return err_set(err, ST_CANCELLED, _("Stopped as you asked. The file can be used as ever; its key is only changed when "
		"the work was finished, so begin it again."));
}

static enum status failed(const struct work *w, int rc, struct err *err)
{
	return w->stopped ? stopped(err) : vault_fail(w->vault->db, rc, err);
}

/* All that stands in the log goes into the file, and the log is empty. */
static enum status empty_log(struct work *w, struct err *err)
{
	int rc = sqlite3_wal_checkpoint_v2(w->vault->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	return rc == SQLITE_OK ? ST_OK : failed(w, rc, err);
}

/* The vault's own statement: the fence stands aside. */
static enum status rewrite(struct work *w, struct err *err)
{
	int rc;

	w->limit = 2 * w->pages;
	sqlite3_set_authorizer(w->vault->db, NULL, NULL);
	rc = sqlite3_exec(w->vault->db, "VACUUM", NULL, NULL, NULL);
	fence_raise(w->vault);
	if (rc == SQLITE_OK)
		rc = count_pages(w->vault->db, &w->pages);
	if (rc != SQLITE_OK || !round_done(w, 2))
		return failed(w, rc, err);
	w->limit = 3 * w->pages;
	return empty_log(w, err);
}

static enum status read_back(struct work *w, struct err *err)
{
	if (!round_done(w, 3))
		return stopped(err);
	w->limit = 4 * w->pages;
	for (int64_t n = 1; n <= w->pages; n++) {
		int rc = shim_page_test(w->vault->db, n, false);

		if (rc != SQLITE_OK || !one_more(w))
			return failed(w, rc, err);
	}
	return ST_OK;
}

static enum status be_alone(struct vault *vault, struct err *err)
{
	int64_t since = clock_ticks_ms();

	if (!sqlite3_get_autocommit(vault->db))
		BUG("a data key cannot be changed within a transaction");
	while (!shim_alone(vault->db)) {
		if (clock_ticks_ms() - since > WAIT_MS)
			return err_set(err, ST_BUSY, _("Somebody else has the file open. Nothing was changed; let everybody close it, "
				"then try again."));
		usleep(20000);
	}
	return ST_OK;
}

/* The log holds the file once more; so may the temporary file, which SQLite makes where it finds room. */
static enum status enough_room(const struct work *w, struct err *err)
{
	struct statvfs fs;

	if (statvfs(w->vault->path, &fs) || (int64_t)fs.f_bavail * (int64_t)fs.f_frsize > w->pages * (SHIM_PAGE + 64))
		return ST_OK;
	return err_set(err, ST_FULL, _("To seal every page anew takes room for one more copy of the file. Nothing was changed; "
		"make room on its disk and try again."));
}

static enum status prepare(struct work *w, struct vault *vault, vault_progress_fn *progress, void *ctx, struct err *err)
{
	int rc;

	*w = (struct work){ .vault = vault, .progress = progress, .ctx = ctx };
	if (vault->read_only)
		return vault_fail(NULL, SQLITE_READONLY, err);
	rc = count_pages(vault->db, &w->pages);
	return rc == SQLITE_OK ? enough_room(w, err) : vault_fail(vault->db, rc, err);
}

/* Alone with the file, both keys in hand. */
static enum status finish(struct work *w, struct err *err)
{
	enum status st;

	shim_watch(one_more, w);
	st = rewrite(w, err);
	if (st == ST_OK)
		st = read_back(w, err);
	shim_watch(NULL, NULL);
	if (st == ST_OK)
		st = slots_forget_previous(shim_door_of(w->vault->db), &w->vault->keys, err);
	if (st == ST_OK)
		shim_previous_done(w->vault->db);
	return st;
}

/* The log is emptied first: what stands in it is not read by a key of before. */
static enum status begin(struct work *w, const struct vault_key_holder *holders, int n, struct err *err)
{
	struct vault *vault = w->vault;
	enum status st = empty_log(w, err);

	if (st == ST_OK)
		st = slots_next_key(shim_door_of(vault->db), &vault->keys, holders, n, err);
	if (vault->keys.previous)
		shim_next_key(vault->db, secret_bytes(vault->keys.data_key));
	return st;
}

static bool holds(const struct vault *vault, const struct vault_key_holder *holders, int n)
{
	for (int i = 0; i < n; i++)
		if (holders[i].slot == vault->keys.slot)
			return true;
	return false;
}

enum status vault_rotate(struct vault *vault, const struct vault_key_holder *holders, int n,
	vault_progress_fn *progress, void *ctx, struct err *err)
{
	struct work w;
	enum status st = prepare(&w, vault, progress, ctx, err);

	if (!holds(vault, holders, n))
		BUG("who changes the data key would lose it");
	if (st == ST_OK)
		st = be_alone(vault, err);
	if (st != ST_OK)
		return st;
	if (vault->keys.previous)
		st = finish(&w, err);
	if (st == ST_OK)
		st = begin(&w, holders, n, err);
	w.done = w.limit = 0;
	if (st == ST_OK)
		st = finish(&w, err);
	shim_not_alone(vault->db);
	return st;
}

bool vault_rotation_pending(const struct vault *vault)
{
	return vault->keys.previous != NULL;
}

enum status vault_rotate_finish(struct vault *vault, vault_progress_fn *progress, void *ctx, struct err *err)
{
	struct work w;
	enum status st;

	if (!vault->keys.previous)
		return ST_OK;
	st = prepare(&w, vault, progress, ctx, err);
	if (st == ST_OK)
		st = be_alone(vault, err);
	if (st != ST_OK)
		return st;
	st = finish(&w, err);
	shim_not_alone(vault->db);
	return st;
}

/* A page that is torn on the medium is whole when the log still holds it, or when somebody was just writing it: what
 * stands in the log is taken into the file, and the page looked at again. */
static int test_again(sqlite3 *db, int64_t number)
{
	int rc = SQLITE_IOERR_DATA;

	for (int i = 0; i < 3 && rc == SQLITE_IOERR_DATA; i++) {
		sqlite3_wal_checkpoint_v2(db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		rc = shim_page_test(db, number, true);
	}
	return rc;
}

enum status vault_verify_pages(struct vault *vault, vault_progress_fn *progress, void *ctx, int64_t *bad,
	struct err *err)
{
	int64_t pages = 0;
	int rc = count_pages(vault->db, &pages);

	*bad = 0;
	for (int64_t n = 1; rc == SQLITE_OK && n <= pages; n++) {
		int tested = shim_page_test(vault->db, n, true);

		if (tested == SQLITE_IOERR_DATA)
			tested = test_again(vault->db, n);
		if (tested == SQLITE_IOERR_SHORT_READ)
			break;                   /* the rest stands in the log */
		*bad += tested != SQLITE_OK;
		if (progress && n % TELL_EVERY == 0 && !progress(ctx, n, pages))
			return err_set(err, ST_CANCELLED, _("Stopped as you asked. Nothing was changed."));
	}
	return rc == SQLITE_OK ? ST_OK : vault_fail(vault->db, rc, err);
}
