/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading what was released, and whether it still is what was written. */
#include "store/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/ledger_inside.h"

#define CELLS "SELECT c.released, c.key, k.indicator, k.narrowed, k.from_day, k.to_day, k.adds, c.sign, c.value, c.low, c.high"

QUERY(list_releases, "ledger.list", QUERY_INTERACTIVE,
	"SELECT " LEDGER_RELEASE_COLUMNS " FROM released WHERE seq > 0 ORDER BY seq DESC LIMIT :limit");
QUERY(one_release, "ledger.one", QUERY_INTERACTIVE, "SELECT " LEDGER_RELEASE_COLUMNS " FROM released WHERE seq = :seq");
QUERY(cells_of_indicator, "ledger.cells", QUERY_BATCH,
	CELLS " FROM released_key AS k JOIN released_cell AS c ON c.key = k.id WHERE k.indicator = :indicator"
	" ORDER BY c.released, c.key");
QUERY(cells_of_release, "ledger.cells_of", QUERY_BATCH,
	CELLS " FROM released_cell AS c JOIN released_key AS k ON k.id = c.key WHERE c.released = :seq"
	" ORDER BY k.indicator, k.narrowed, k.from_day, k.to_day, k.adds");
QUERY(sums_of_indicator, "ledger.sums", QUERY_BATCH,
	"SELECT s.released, s.sum, s.key, s.weight FROM released_key AS k JOIN released_sum AS s ON s.key = k.id"
	" WHERE k.indicator = :indicator AND NOT EXISTS (SELECT 1 FROM released_sum AS o JOIN released_key AS p ON p.id = o.key"
	" WHERE o.released = s.released AND o.sum = s.sum AND p.indicator <> :indicator)"
	" ORDER BY s.released, s.sum, s.key");
QUERY(sums_of_release, "ledger.sums_of", QUERY_BATCH,
	"SELECT sum, key, weight FROM released_sum WHERE released = :seq ORDER BY sum, key");
QUERY(all_releases, "ledger.all", QUERY_BATCH, "SELECT " LEDGER_RELEASE_COLUMNS " FROM released ORDER BY seq");

void ledger_columns(struct stmt *stmt, struct ledger_release *out)
{
	const void *digest;
	size_t len;

	memset(out, 0, sizeof(*out));
	out->seq = stmt_get_int(stmt, 0);
	out->at_ms = stmt_get_int(stmt, 1);
	str_copy(out->user, sizeof(out->user), stmt_get_text(stmt, 2));
	str_copy(out->desk, sizeof(out->desk), stmt_get_text(stmt, 3));
	str_copy(out->name, sizeof(out->name), stmt_get_text(stmt, 4));
	str_copy(out->how, sizeof(out->how), stmt_get_text(stmt, 5));
	out->from = (int32_t)stmt_get_int(stmt, 6);
	out->to = (int32_t)stmt_get_int(stmt, 7);
	out->rule = mem_str(stmt_get_text(stmt, 8));
	out->cells = stmt_get_int(stmt, 9);
	out->withheld = stmt_get_int(stmt, 10);
	digest = stmt_get_blob(stmt, 11, &len);
	if (digest && len == sizeof(out->digest))
		memcpy(out->digest, digest, len);
	out->again = stmt_get_int(stmt, 12);
}

void ledger_list_free(struct ledger_release *release, int count)
{
	for (int i = 0; i < count; i++)
		free(release[i].rule);
	free(release);
}

static enum status read_list(struct stmt *stmt, struct ledger_release **out, int *count, struct err *err)
{
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		ledger_columns(stmt, &(*out)[(*count)++]);
	}
	if (st == ST_DONE)
		return ST_OK;
	ledger_list_free(*out, *count);
	*out = NULL;
	*count = 0;
	return st;
}

enum status ledger_list(struct store *store, int limit, struct ledger_release **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &list_releases, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "limit", limit);
	return read_list(stmt, out, count, err);
}

enum status ledger_one(struct store *store, int64_t seq, struct ledger_release *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &one_release, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "seq", seq);
	st = stmt_step(stmt, err);
	if (st == ST_DONE)
		return err_set(err, ST_NOTFOUND, _("There is no release %lld."), (long long)seq);
	if (st == ST_OK)
		ledger_columns(stmt, out);
	stmt_reset(stmt);
	return st;
}

static void cell_columns(struct stmt *stmt, struct ledger_cell *c)
{
	*c = (struct ledger_cell){ .key = { stmt_get_text(stmt, 2), stmt_get_text(stmt, 3), (int32_t)stmt_get_int(stmt, 4),
		(int32_t)stmt_get_int(stmt, 5), stmt_get_int(stmt, 6) != 0 } };
	c->sign = (enum ledger_sign)stmt_get_int(stmt, 7);
	c->value = stmt_get_int(stmt, 8);
	c->low = stmt_is_null(stmt, 9) ? c->value : stmt_get_int(stmt, 9);
	c->high = c->sign == LEDGER_PUBLISHED ? c->value : stmt_is_null(stmt, 10) ? LEDGER_NO_BOUND : stmt_get_int(stmt, 10);
}

static enum status each_cell(struct stmt *stmt, ledger_cell_fn *fn, void *ctx, struct err *err)
{
	struct ledger_cell cell;
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		cell_columns(stmt, &cell);
		st = fn(ctx, stmt_get_int(stmt, 0), stmt_get_int(stmt, 1), &cell, err);
		if (st != ST_OK)
			break;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status ledger_cells(struct store *store, const char *indicator, ledger_cell_fn *fn, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &cells_of_indicator, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "indicator", indicator);
	return each_cell(stmt, fn, ctx, err);
}

enum status ledger_cells_of(struct store *store, int64_t seq, ledger_cell_fn *fn, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &cells_of_release, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "seq", seq);
	return each_cell(stmt, fn, ctx, err);
}

enum status ledger_sums(struct store *store, const char *indicator, ledger_sum_fn *fn, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &sums_of_indicator, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "indicator", indicator);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		st = fn(ctx, stmt_get_int(stmt, 0), (int32_t)stmt_get_int(stmt, 1), stmt_get_int(stmt, 2),
			(int32_t)stmt_get_int(stmt, 3), err);
		if (st != ST_OK)
			break;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* A release as it stands, read back to come to its digest. */
struct reading {
	struct ledger_cell *cell;
	int cells;
	struct map *place;             /* key: place among the cells, from 1 */
	struct ledger_member *member;
	int members;
};

static enum status take_cell(void *ctx, int64_t seq, int64_t key, const struct ledger_cell *cell, struct err *err)
{
	struct reading *r = ctx;
	struct ledger_cell *to;

	(void)seq;
	(void)err;
	r->cell = mem_resize(r->cell, (size_t)r->cells + 1, sizeof(*r->cell));
	to = &r->cell[r->cells++];
	*to = *cell;
	to->key.indicator = mem_str(cell->key.indicator);
	to->key.narrowed = mem_str(cell->key.narrowed);
	*map_at(r->place, &key, sizeof(key)) = r->cells;
	return ST_OK;
}

static int by_cell(const void *a, const void *b)
{
	const struct ledger_member *x = a, *y = b;

	return x->sum != y->sum ? (x->sum > y->sum) - (x->sum < y->sum) : (x->cell > y->cell) - (x->cell < y->cell);
}

static enum status take_sums(struct store *store, int64_t seq, struct reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &sums_of_release, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "seq", seq);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		int64_t key = stmt_get_int(stmt, 1), *place = map_find(r->place, &key, sizeof(key));

		r->member = mem_resize(r->member, (size_t)r->members + 1, sizeof(*r->member));
		r->member[r->members++] = (struct ledger_member){ (int32_t)stmt_get_int(stmt, 0), place ? (int32_t)*place - 1 : -1,
			(int32_t)stmt_get_int(stmt, 2) };
	}
	if (r->members)
		qsort(r->member, (size_t)r->members, sizeof(*r->member), by_cell);
	return st == ST_DONE ? ST_OK : st;
}

static void reading_clear(struct reading *r)
{
	for (int i = 0; i < r->cells; i++) {
		free((char *)r->cell[i].key.indicator);
		free((char *)r->cell[i].key.narrowed);
	}
	free(r->cell);
	free(r->member);
	map_free(r->place);
}

static enum status check_one(struct store *store, const struct ledger_release *release, bool *whole, struct err *err)
{
	struct reading r = { .place = map_new() };
	int64_t from = release->again ? release->again : release->seq;
	uint8_t digest[32];
	enum status st = ledger_cells_of(store, from, take_cell, &r, err);

	if (st == ST_OK)
		st = take_sums(store, from, &r, err);
	if (st == ST_OK)
		st = ledger_digest(store, release, r.cell, r.cells, r.member, r.members, digest, err);
	if (st == ST_OK)
		*whole = r.cells == release->cells && !memcmp(digest, release->digest, sizeof(digest));
	reading_clear(&r);
	return st;
}

static enum status check_all(struct store *store, const struct ledger_release *release, int count, store_found_fn *found, void *ctx,
	struct err *err)
{
	enum status st = ST_OK;
	bool bad = false, whole;

	for (int i = 0; st == ST_OK && i < count; i++) {
		if (release[i].seq != (i ? release[i - 1].seq : 0) + 1) {
			bad = true;
			store_tell(found, ctx, _("Before release %lld of the release ledger one is missing."), (long long)release[i].seq);
		}
		st = check_one(store, &release[i], &whole, err);
		if (st != ST_OK || whole)
			continue;
		bad = true;
		store_tell(found, ctx, _("Release %lld in the release ledger is not what was written there."), (long long)release[i].seq);
	}
	return st == ST_OK && bad ? ST_CORRUPT : st;
}

enum status ledger_check(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	struct ledger_release *release = NULL;
	int count = 0;
	struct stmt *stmt;
	enum status st = store_query(store, &all_releases, &stmt, err);

	if (st == ST_OK)
		st = read_list(stmt, &release, &count, err);
	if (st == ST_OK)
		st = check_all(store, release, count, found, ctx, err);
	ledger_list_free(release, count);
	return st;
}
