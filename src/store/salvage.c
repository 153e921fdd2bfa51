/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From pages to rows to a new file; see salvage.h.  First the trees, as far as they
 * lead: their pages are spoken for.  Then pages that hold rows and belong to nobody
 * (what led to them is damaged): they go to the one table whose columns they fit,
 * and the journal, which names every record, decides between several.
 */
#include "store/salvage.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "store/salvage_table.h"

enum { PAGE_FREE_TO_TAKE, PAGE_TAKEN };
#define TELL_EVERY 64

struct work {
	struct salvage *salvage;
	sqlite3 *db;
	struct salvage_table *table;
	int n_tables;
	struct btree_row row;
	uint8_t *taken;                /* by page */
	int64_t done, pages;
	bool schema_broken;            /* not every table's root is known */
	bool stopped;
	vault_progress_fn *progress;
	void *ctx;
	struct salvaged *out;
};

static void take(void *ctx, int64_t page)
{
	struct work *w = ctx;

	if (page >= 1 && page <= w->pages)
		w->taken[page - 1] = PAGE_TAKEN;
}

static bool tell(struct work *w)
{
	if (++w->done % TELL_EVERY == 0 && w->progress && !w->progress(w->ctx, w->done < w->pages ? w->done : w->pages, w->pages))
		w->stopped = true;
	return !w->stopped;
}

typedef enum status row_fn(struct work *w, struct salvage_table *table, struct err *err);

/* Every row of a tree; a page that does not open is counted to the table. table NULL: only spoken for (an index, a
 * table that is not wanted). */
struct walk { struct work *w; struct salvage_table *table; row_fn *each; };

static enum status walk_rows(const struct walk *walk, const uint8_t *page, int64_t number, struct err *err)
{
	struct work *w = walk->w;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < btree_cells(page, number); i++) {
		if (btree_row(w->salvage, page, number, i, &w->row, take, w))
			st = walk->each ? walk->each(w, walk->table, err) : ST_OK;
		else if (walk->table)
			walk->table->broken++;
	}
	return st;
}

static enum status walk_tree(const struct walk *walk, int64_t number, struct err *err)
{
	struct work *w = walk->w;
	uint8_t *page;
	enum btree_type type;
	enum status st = ST_OK;

	if (number < 1 || number > w->pages || w->taken[number - 1] == PAGE_TAKEN)
		return ST_OK;
	if (!tell(w))
		return err_set(err, ST_CANCELLED, _("Stopped as you asked. No new file was made."));
	page = mem_alloc(SALVAGE_PAGE);
	w->taken[number - 1] = PAGE_TAKEN;
	type = salvage_page(w->salvage, number, page) ? btree_type(page, number) : BTREE_NONE;
	if (type == BTREE_NONE && walk->table)
		walk->table->pages++;
	if (type == BTREE_TABLE_INNER || type == BTREE_INDEX_INNER)
		for (int i = 0; st == ST_OK && i <= btree_cells(page, number); i++)
			st = walk_tree(walk, btree_child(page, number, i), err);
	if (st == ST_OK && (type == BTREE_TABLE_LEAF || type == BTREE_INDEX_LEAF || type == BTREE_INDEX_INNER))
		st = walk_rows(walk, page, number, err);
	memset(page, 0, SALVAGE_PAGE);
	free(page);
	return st;
}

static struct salvage_table *table_named(struct work *w, const uint8_t *name, size_t len)
{
	for (int i = 0; i < w->n_tables; i++)
		if (strlen(w->table[i].name) == len && !memcmp(w->table[i].name, name, len))
			return &w->table[i];
	return NULL;
}

/* A row of the schema: type, name, table, root page, text. The trees of indexes are kept in a list of their own. */
struct roots { int64_t *root; int n; };

static enum status schema_row(struct work *w, struct salvage_table *schema, struct err *err)
{
	struct roots *others = schema->ctx;
	const struct btree_value *v = w->row.value;
	struct salvage_table *table;

	(void)err;
	if (w->row.n < 5 || v[0].kind != BTREE_TEXT || v[1].kind != BTREE_TEXT || v[3].kind != BTREE_INT)
		return ST_OK;
	table = v[0].len == 5 && !memcmp(v[0].bytes, "table", 5) ? table_named(w, v[1].bytes, v[1].len) : NULL;
	if (table) {
		table->root = v[3].number;
	} else if (v[3].number > 0) {
		others->root = mem_resize(others->root, (size_t)others->n + 1, sizeof(*others->root));
		others->root[others->n++] = v[3].number;
	}
	return ST_OK;
}

/* The trees' roots; those of indexes are walked at once, so that their pages belong to nobody else. */
static enum status read_schema(struct work *w, struct err *err)
{
	struct roots others = { NULL, 0 };
	struct salvage_table schema = { .ctx = &others };
	const struct walk walk = { w, &schema, schema_row };
	enum status st = walk_tree(&walk, 1, err);

	for (int i = 0; st == ST_OK && i < others.n; i++)
		st = walk_tree(&(struct walk){ w, NULL, NULL }, others.root[i], err);
	free(others.root);
	w->schema_broken = schema.pages || schema.broken;
	return st;
}

static uint32_t big32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | (uint32_t)at[3];
}

/* Free pages hold nothing, or what was deleted: nobody's. */
static void skip_free(struct work *w)
{
	uint8_t page[SALVAGE_PAGE];
	int64_t trunk;

	if (!salvage_page(w->salvage, 1, page))
		return;
	trunk = big32(page + 32);
	while (trunk >= 1 && trunk <= w->pages && w->taken[trunk - 1] != PAGE_TAKEN) {
		uint32_t leaves;

		take(w, trunk);
		if (!salvage_page(w->salvage, trunk, page))
			return;
		leaves = big32(page + 4);
		for (uint32_t i = 0; i < leaves && 12 + 4 * i <= SALVAGE_TEXT; i++)
			take(w, big32(page + 8 + 4 * i));
		trunk = big32(page);
	}
}

static enum status keep_row(struct work *w, struct salvage_table *table, struct err *err)
{
	return salvage_insert(w->db, table, &w->row, err);
}

static enum status walk_tables(struct work *w, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < w->n_tables; i++) {
		struct salvage_table *table = &w->table[i];

		if (table->root)
			st = walk_tree(&(struct walk){ w, table, table->derived ? NULL : keep_row }, table->root, err);
	}
	return st;
}

/* A table from whose tree something may be missing. */
static bool lacks_pages(const struct work *w, const struct salvage_table *table)
{
	return table->pages > 0 || (w->schema_broken && !table->root);
}

/* Every row of the page fits the table's columns. */
static bool page_fits(struct work *w, const struct salvage_table *table, const uint8_t *page, int64_t number)
{
	bool leaf = btree_type(page, number) == BTREE_TABLE_LEAF, any = false;

	if (leaf != table->rowid || !lacks_pages(w, table))
		return false;
	for (int i = 0; i < btree_cells(page, number); i++) {
		if (!btree_row(w->salvage, page, number, i, &w->row, NULL, NULL))
			continue;
		if (!salvage_fits(table, &w->row))
			return false;
		any = true;
	}
	return any;
}

/* Between several tables the journal decides, by the first record of the page that it names. */
static struct salvage_table *whose(struct work *w, const uint8_t *page, int64_t number)
{
	struct salvage_table *fits = NULL, *named = NULL;
	int count = 0;

	for (int i = 0; i < w->n_tables; i++) {
		if (!page_fits(w, &w->table[i], page, number))
			continue;
		fits = &w->table[i];
		count++;
		for (int k = 0; !named && k < btree_cells(page, number); k++)
			if (btree_row(w->salvage, page, number, k, &w->row, NULL, NULL) && salvage_of_journal(w->db, fits, &w->row))
				named = fits;
	}
	return named ? named : count == 1 ? fits : NULL;
}

static enum status keep_orphan(struct work *w, int64_t number, struct err *err)
{
	uint8_t *page = mem_alloc(SALVAGE_PAGE);
	enum btree_type type = salvage_page(w->salvage, number, page) ? btree_type(page, number) : BTREE_NONE;
	struct salvage_table *table = NULL;
	enum status st = ST_OK;

	if (type != BTREE_NONE && type != BTREE_TABLE_INNER && btree_cells(page, number) > 0) {
		table = whose(w, page, number);
		if (table && !table->derived)
			st = walk_rows(&(struct walk){ w, table, keep_row }, page, number, err);
		else if (!table && type == BTREE_TABLE_LEAF)
			w->out->unclear++;
	}
	memset(page, 0, SALVAGE_PAGE);
	free(page);
	return st;
}

/* The journal's own pages first: they help to tell whose the others are. */
static enum status keep_orphans(struct work *w, bool journal, struct err *err)
{
	uint8_t page[SALVAGE_PAGE];
	enum status st = ST_OK;

	for (int64_t i = 1; st == ST_OK && i <= w->pages; i++) {
		struct salvage_table *table = table_named(w, (const uint8_t *)"journal", strlen("journal"));

		if (w->taken[i - 1] == PAGE_TAKEN || (journal && !(table && lacks_pages(w, table))))
			continue;
		if (journal && !(salvage_page(w->salvage, i, page) && page_fits(w, table, page, i)))
			continue;
		if (!tell(w))
			return err_set(err, ST_CANCELLED, _("Stopped as you asked. No new file was made."));
		st = keep_orphan(w, i, err);
		take(w, i);
	}
	return st;
}

static enum status copy_rows(struct work *w, struct err *err)
{
	enum status st = read_schema(w, err);

	skip_free(w);
	if (st == ST_OK)
		st = walk_tables(w, err);
	if (st == ST_OK)
		st = keep_orphans(w, true, err);
	if (st == ST_OK)
		st = keep_orphans(w, false, err);
	return st;
}

static void report(struct work *w)
{
	struct salvaged *out = w->out;

	out->found = *salvage_found(w->salvage);
	out->table = mem_array((size_t)w->n_tables, sizeof(*out->table));
	for (int i = 0; i < w->n_tables; i++) {
		const struct salvage_table *from = &w->table[i];
		struct salvaged_table *to = &out->table[out->n_tables];

		if (from->derived)
			continue;
		str_copy(to->name, sizeof(to->name), from->name);
		to->saved = from->saved;
		to->broken = from->broken;
		to->pages = from->pages;
		out->n_tables++;
	}
}

/* Pages that do not open are counted once each, wherever they belong. */
static void count_bad(struct work *w)
{
	uint8_t page[SALVAGE_PAGE];
	struct salvage_found before = *salvage_found(w->salvage);
	int64_t bad = 0;

	for (int64_t i = 1; i <= w->pages; i++)
		bad += !salvage_page(w->salvage, i, page);
	memset(page, 0, sizeof(page));
	w->out->found.bad = bad;
	w->out->found.older = salvage_found(w->salvage)->older - before.older;
}

static enum status fill(struct sqlite3 *db, void *ctx, struct err *err)
{
	struct work *w = ctx;
	uint8_t page[SALVAGE_PAGE];
	int version = salvage_page(w->salvage, 1, page) ? (int)big32(page + 60) : migrate_latest();
	enum status st;

	w->db = db;
	if (version < 1 || version > migrate_latest())
		return err_set(err, ST_NEWER, _("This file was written by a newer version of Foothold. Nothing was changed; use that "
			"version to save what can be saved."));
	st = migrate_new(db, version, err);
	if (st == ST_OK)
		st = salvage_tables(db, &w->table, &w->n_tables, err);
	if (st == ST_OK)
		st = salvage_begin(db, err);
	if (st == ST_OK)
		st = copy_rows(w, err);
	if (st == ST_OK)
		st = salvage_mend(db, w->table, w->n_tables, w->out, err);
	report(w);
	count_bad(w);
	salvage_tables_free(w->table, w->n_tables);
	return st == ST_OK ? salvage_end(db, err) : st;
}

enum status store_salvage(const struct vault_options *damaged, const char *keys_from, const char *to,
	vault_progress_fn *progress, void *ctx, struct salvaged *out, struct err *err)
{
	struct work w = { .progress = progress, .ctx = ctx, .out = out };
	enum status st = salvage_open(damaged, keys_from, &w.salvage, err);

	memset(out, 0, sizeof(*out));
	if (st != ST_OK)
		return st;
	w.pages = salvage_found(w.salvage)->pages;
	w.taken = mem_alloc((size_t)w.pages + 1);
	st = salvage_new(w.salvage, to, fill, &w, err);
	free(w.taken);
	btree_row_free(&w.row);
	salvage_close(w.salvage);
	if (st != ST_OK)
		salvaged_clear(out);
	return st;
}

void salvaged_clear(struct salvaged *salvaged)
{
	free(salvaged->table);
	free(salvaged->lost);
	memset(salvaged, 0, sizeof(*salvaged));
}
