/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is the file whole?  Pages and indexes, references, the journal's chain, and what
 * floors above add.  Findings are told in words; none of them holds a value.
 */
#include "config.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/acts.h"
#include "store/inside.h"

QUERY(pages, "check.pages", QUERY_BATCH, "PRAGMA integrity_check");
QUERY(references, "check.references", QUERY_BATCH,
	"SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2");

#define CHECKS_MAX 8
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

static enum status check_pages(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &pages, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!str_same(stmt_get_text(stmt, 0), "ok"))
			found(ctx, stmt_get_text(stmt, 0));
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

static enum status check_all(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	enum status st = check_pages(store, found, ctx, err);

	if (st == ST_OK)
		st = check_references(store, found, ctx, err);
	if (st == ST_OK) {
		st = journal_check(store, found, ctx, NULL, err);
		if (st == ST_CORRUPT)
			st = ST_OK;         /* told */
	}
	if (st == ST_OK) {
		st = acts_check(store, found, ctx, NULL, NULL, err);
		if (st == ST_CORRUPT)
			st = ST_OK;
	}
	for (int i = 0; st == ST_OK && i < n_further; i++)
		st = further[i](store, found, ctx, err);
	return st;
}

/* Of one state of the file: while others save, one part of it must not be held against another part of later. */
enum status store_check(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	bool view = store_view(store);
	enum status st = check_all(store, found, ctx, err);

	store_view_end(store, view);
	return st;
}
