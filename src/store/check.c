/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is the file whole?  Pages and indexes, references, the journal's chain, and what
 * floors above add.  Findings are told in words; none of them holds a value.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/acts.h"
#include "store/inside.h"
#include "store/ledger.h"

QUERY(pages, "check.pages", QUERY_BATCH, "PRAGMA integrity_check");
QUERY(references, "check.references", QUERY_BATCH,
	"SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2");

#define CHECKS_MAX 12
static store_check_fn *further[CHECKS_MAX];
static int n_further;

void store_check_add(store_check_fn *check)
{
	for (int i = 0; i < n_further; i++)
		if (further[i] == check)
			return;
	if (n_further == CHECKS_MAX)
		BUG("too many checks");
	further[n_further++] = check;
}

#define TELL_EVERY 500000        /* of SQLite's steps */

void store_check_watch(struct store *store, store_checking_fn *fn, void *ctx)
{
	store->checking.fn = fn;
	store->checking.ctx = ctx;
}

/* While a statement runs nobody can tell how long it will. */
static int stops(void *ctx)
{
	struct store *store = ctx;

	return !store->checking.fn(store->checking.ctx, store->checking.part, 0, 0);
}

static bool page_read(void *ctx, int64_t done, int64_t total)
{
	struct store *store = ctx;

	return store->checking.fn(store->checking.ctx, CHECKING_PAGES, done, total);
}

/* Each on the medium, free ones included: a page that opens no more is a disk that fails, whatever stood in it. */
static enum status check_medium(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	int64_t bad = 0;
	struct err text;
	enum status st = vault_verify_pages(store->vault, store->checking.fn ? page_read : NULL, store, &bad, err);

	if (st != ST_OK || bad == 0)
		return st;
	err_clear(&text);
	err_set(&text, ST_CORRUPT, ngettext("%lld page of the file cannot be opened: the disk may be failing, or the file was "
		"changed from outside.", "%lld pages of the file cannot be opened: the disk may be failing, or the file was "
		"changed from outside.", (unsigned long)bad), (long long)bad);
	found(ctx, text.text);
	return ST_OK;
}

/* SQLite tells of several pages in one answer, under a heading that names the only database there is. */
static void tell_lines(const char *text, store_found_fn *found, void *ctx)
{
	char *lines = mem_str(text), *rest = lines, *line;

	while ((line = strsep(&rest, "\n")) != NULL)
		if (*line && strncmp(line, "***", 3) != 0)
			found(ctx, line);
	free(lines);
}

static enum status check_structure(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &pages, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!str_same(stmt_get_text(stmt, 0), "ok"))
			tell_lines(stmt_get_text(stmt, 0), found, ctx);
	return st == ST_DONE ? ST_OK : st;
}

static enum status check_references(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	struct stmt *stmt;
	struct err text;
	enum status st = store_query(store, &references, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		long long count = stmt_get_int(stmt, 2);

		err_clear(&text);
		err_set(&text, ST_CORRUPT, ngettext("%lld record of \"%s\" refers to a record of \"%s\" that is not there.",
			"%lld records of \"%s\" refer to records of \"%s\" that are not there.", (unsigned long)count),
			count, stmt_get_text(stmt, 0), stmt_get_text(stmt, 1));
		found(ctx, text.text);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status check_chains(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	enum status st = journal_check(store, found, ctx, NULL, err);

	if (st == ST_OK || st == ST_CORRUPT)      /* told */
		st = acts_check(store, found, ctx, NULL, NULL, err);
	if (st == ST_OK || st == ST_CORRUPT)
		st = ledger_check(store, found, ctx, err);
	return st == ST_CORRUPT ? ST_OK : st;
}

static enum status check_rest(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < n_further; i++)
		st = further[i](store, found, ctx, err);
	return st;
}

static enum status check_all(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	static const struct { enum store_checking part; store_check_fn *check; } parts[] = {
		{ CHECKING_STRUCTURE, check_structure }, { CHECKING_REFERENCES, check_references },
		{ CHECKING_CHAINS, check_chains }, { CHECKING_REST, check_rest },
	};
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(parts); i++) {
		store->checking.part = parts[i].part;
		st = parts[i].check(store, found, ctx, err);
	}
	return st;
}

/* Of one state of the file: while others save, one part of it must not be held against another part of later. */
enum status store_check(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	enum status st = check_medium(store, found, ctx, err);
	bool view;

	if (st != ST_OK)
		return st;
	view = store_view(store);
	if (store->checking.fn)
		sqlite3_progress_handler(store->db, TELL_EVERY, stops, store);
	st = check_all(store, found, ctx, err);
	sqlite3_progress_handler(store->db, 0, NULL, NULL);
	store_view_end(store, view);
	return st;
}

void store_tell(store_found_fn *found, void *ctx, const char *format, int64_t seq)
{
	struct err text;

	if (!found)
		return;
	err_clear(&text);
	err_set(&text, ST_CORRUPT, format, (long long)seq);
	found(ctx, text.text);
}
