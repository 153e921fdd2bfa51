/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading tables of counts and trees of codes; see counts.h. */
#include "exchange/counts.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"

struct reading {
	const struct counts_how *how;
	struct counts *to;
	int column[COUNTS_DIMENSIONS_MOST];
	int counted;
	struct map *seen;              /* codes of a row: its line */
};

/* By its head, or by its number: #4. */
static enum status find_column(const struct csv_row *head, const char *said, int *out, struct err *err)
{
	char *end = NULL;
	long number = *said == '#' ? strtol(said + 1, &end, 10) : 0;

	*out = -1;
	if (number >= 1 && number <= head->count && end && !*end)
		*out = (int)number - 1;
	for (int i = 0; *out < 0 && i < head->count; i++)
		if (str_same(head->cell[i], said))
			*out = i;
	if (*out < 0)
		return err_set(err, ST_INVALID, _("No column is headed “%s”. Nothing was computed; name a column as the first line of the "
			"table has it, or by its number, such as #2."), said);
	return ST_OK;
}

static bool asked_for(const struct reading *r, const struct csv_row *head, int column)
{
	int at;

	if (!r->how->by)
		return true;
	for (const char *const *by = r->how->by; *by; by++)
		if (find_column(head, *by, &at, NULL) == ST_OK && at == column)
			return true;
	return false;
}

static enum status heads_differ(const struct counts *c, struct err *err)
{
	for (int i = 0; i < c->dimensions; i++) {
		if (!*c->dimension[i])
			return err_set(err, ST_INVALID, _("A column has no heading. Nothing was computed; the first line of a table names its "
				"columns."));
		for (int k = 0; k < i; k++)
			if (str_same(c->dimension[i], c->dimension[k]))
				return err_set(err, ST_INVALID, _("Two columns are headed “%s”. Nothing was computed; give each its own name."),
					c->dimension[i]);
	}
	return ST_OK;
}

static enum status read_head(struct reading *r, const struct csv_row *head, struct err *err)
{
	struct counts *c = r->to;
	enum status st = ST_OK;
	int at;

	r->counted = head->count - 1;
	if (r->how->count)
		st = find_column(head, r->how->count, &r->counted, err);
	for (const char *const *by = r->how->by; st == ST_OK && by && *by; by++)
		st = find_column(head, *by, &at, err);
	for (int i = 0; st == ST_OK && i < head->count; i++) {
		if (i == r->counted || !asked_for(r, head, i))
			continue;
		if (c->dimensions == COUNTS_DIMENSIONS_MOST)
			return err_set(err, ST_INVALID, _("A table is counted by %d columns at most. Nothing was computed; name those that are "
				"meant with --by."), COUNTS_DIMENSIONS_MOST);
		r->column[c->dimensions] = i;
		c->dimension[c->dimensions++] = mem_str(head->cell[i]);
	}
	if (st == ST_OK && !c->dimensions)
		st = err_set(err, ST_INVALID, _("The table has one column alone. Nothing was computed; a table of counts says in other columns "
			"what is counted."));
	if (st == ST_OK)
		c->counted = mem_str(head->cell[r->counted]);
	return st == ST_OK ? heads_differ(c, err) : st;
}

static bool is_total(const struct counts_how *how, const char *cell)
{
	static const char *const usual[] = { N_("Total"), N_("All"), "Total", "All", "*" };

	if (!*cell)
		return true;
	if (how->total) {
		for (const char *const *word = how->total; *word; word++)
			if (str_same(*word, cell))
				return true;
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(usual); i++)
		if (text_same_folded(i < 2 ? _(usual[i]) : usual[i], cell))
			return true;
	return false;
}

static enum status read_number(const struct csv_row *row, int at, int64_t *out, struct err *err)
{
	const char *cell = at < row->count ? row->cell[at] : "";
	long long value = 0;
	size_t n = strspn(cell, "0123456789");

	if (!*cell)
		return err_set(err, ST_INVALID, _("Line %ld, column %d: there is no count. A count that is missing is not zero: nothing was "
			"computed; fill it in."), row->line, at + 1);
	if (n > 0 && n < 16 && !cell[n])
		value = strtoll(cell, NULL, 10);
	else if (!text_parse_number(cell, 0, &value) || value < 0)
		return err_set(err, ST_INVALID, _("Line %ld, column %d: this is no whole number of 0 or more. Nothing was computed; please "
			"correct it."), row->line, at + 1);
	if (value > DISCLOSE_VALUE_MOST)
		return err_set(err, ST_INVALID, _("Line %ld, column %d: this count is too large. Nothing was computed."), row->line, at + 1);
	*out = value;
	return ST_OK;
}

/* The codes with a length before each tell any two rows apart. */
static enum status once(struct reading *r, char *const *code, long line, struct err *err)
{
	struct str key = STR_INIT;
	int64_t *at, before;

	for (int i = 0; i < r->to->dimensions; i++)
		str_addf(&key, "%zu:%s", code[i] ? strlen(code[i]) : (size_t)0, code[i] ? code[i] : "");
	at = map_at(r->seen, str_get(&key), key.len);
	before = *at;
	*at = line;
	str_free(&key);
	return before ? err_set(err, ST_INVALID, _("Line %ld: the same was counted in line %ld already. Nothing was computed; put the rows "
		"together, or name the columns that tell them apart."), line, (long)before) : ST_OK;
}

static void keep_code(struct reading *r, int i, const char *cell, char **to)
{
	if (!is_total(r->how, cell)) {
		*to = mem_str(cell);
		return;
	}
	*to = NULL;
	if (*cell && !r->to->whole[i])
		r->to->whole[i] = mem_str(cell);
}

static enum status read_row(struct reading *r, const struct csv_row *row, struct err *err)
{
	struct counts *c = r->to;
	size_t wide = (size_t)c->dimensions;
	char **code;
	int64_t count = 0;
	enum status st = read_number(row, r->counted, &count, err);

	if (st != ST_OK)
		return st;
	if ((c->rows & (c->rows + 1)) == 0) {
		size_t room = ((size_t)c->rows + 1) * 2;

		c->code = mem_resize(c->code, room * wide, sizeof(*c->code));
		c->count = mem_resize(c->count, room, sizeof(*c->count));
		c->line = mem_resize(c->line, room, sizeof(*c->line));
	}
	code = c->code + (size_t)c->rows * wide;
	for (int i = 0; i < c->dimensions; i++) {
		const char *cell = r->column[i] < row->count ? row->cell[r->column[i]] : "";

		code[i] = NULL;
		if (!utf_valid(cell, strlen(cell)))
			st = err_set(err, ST_INVALID, _("Line %ld is not valid text. Nothing was computed; save the table as UTF-8."), row->line);
		else if (r->column[i] >= row->count)
			st = err_set(err, ST_INVALID, _("Line %ld is too short: it has no column %d. Nothing was computed; please correct it."),
				row->line, r->column[i] + 1);
		else
			keep_code(r, i, cell, &code[i]);
	}
	c->count[c->rows] = count;
	c->line[c->rows++] = row->line;
	return st == ST_OK ? once(r, code, row->line, err) : st;
}

static enum status read_all(struct reading *r, struct csv *csv, struct err *err)
{
	struct csv_row row;
	enum status st = csv_next(csv, &row, err);

	if (st == ST_OK)
		st = read_head(r, &row, err);
	while (st == ST_OK && (st = csv_next(csv, &row, err)) == ST_OK)
		st = read_row(r, &row, err);
	if (st == ST_DONE && r->to->rows == 0)
		return err_set(err, ST_INVALID, _("The table “%s” is empty. Nothing was computed."), r->to->name);
	return st == ST_DONE ? ST_OK : st;
}

enum status counts_read(csv_source *source, void *ctx, const char *name, const struct counts_how *how, struct counts **out,
	struct err *err)
{
	struct reading r = { .how = how, .to = mem_alloc(sizeof(struct counts)), .seen = map_new() };
	struct csv *csv = csv_open(source, ctx, 0, 0);
	enum status st;

	r.to->name = mem_str(name);
	st = read_all(&r, csv, err);
	csv_close(csv);
	map_free(r.seen);
	*out = st == ST_OK ? r.to : NULL;
	if (st != ST_OK)
		counts_free(r.to);
	return st;
}

void counts_free(struct counts *c)
{
	if (!c)
		return;
	for (int i = 0; i < c->rows * c->dimensions; i++)
		free(c->code[i]);
	for (int i = 0; i < c->dimensions; i++) {
		free(c->dimension[i]);
		free(c->whole[i]);
	}
	free(c->name);
	free(c->counted);
	free(c->code);
	free(c->count);
	free(c->line);
	free(c);
}

static enum status read_link(struct counts_tree *t, const struct counts_how *how, const char *dimension, const struct csv_row *row,
	struct err *err)
{
	int first = dimension ? 0 : 1;
	const char *parent = first + 1 < row->count ? row->cell[first + 1] : "";
	size_t n = (size_t)t->rows + 1;

	if (row->count <= first || !*row->cell[first] || !*row->cell[0])
		return err_set(err, ST_INVALID, _("Line %ld of the hierarchy names no code. Nothing was computed; please correct it."), row->line);
	for (int i = 0; i < row->count; i++)
		if (!utf_valid(row->cell[i], strlen(row->cell[i])))
			return err_set(err, ST_INVALID, _("Line %ld is not valid text. Nothing was computed; save the table as UTF-8."), row->line);
	t->dimension = mem_resize(t->dimension, n, sizeof(*t->dimension));
	t->code = mem_resize(t->code, n, sizeof(*t->code));
	t->parent = mem_resize(t->parent, n, sizeof(*t->parent));
	t->line = mem_resize(t->line, n, sizeof(*t->line));
	t->dimension[t->rows] = mem_str(dimension ? dimension : row->cell[0]);
	t->code[t->rows] = mem_str(row->cell[first]);
	t->parent[t->rows] = is_total(how, parent) ? NULL : mem_str(parent);
	t->line[t->rows++] = row->line;
	return ST_OK;
}

enum status counts_tree_read(csv_source *source, void *ctx, const struct counts_how *how, struct counts_tree **out,
	struct err *err)
{
	struct counts_tree *t = mem_alloc(sizeof(*t));
	struct csv *csv = csv_open(source, ctx, 0, 0);
	struct csv_row row;
	char *dimension = NULL;
	enum status st = csv_next(csv, &row, err);

	if (st == ST_DONE)
		st = err_set(err, ST_INVALID, _("The hierarchy is empty. Nothing was computed."));
	if (st == ST_OK && row.count != 2 && row.count != 3)
		st = err_set(err, ST_INVALID, _("A hierarchy has three columns (dimension, code, parent), or two, the first headed by its "
			"dimension. Nothing was computed."));
	if (st == ST_OK && row.count == 2)
		dimension = mem_str(row.cell[0]);
	while (st == ST_OK && (st = csv_next(csv, &row, err)) == ST_OK)
		st = read_link(t, how, dimension, &row, err);
	free(dimension);
	csv_close(csv);
	*out = st == ST_DONE ? t : NULL;
	if (st != ST_DONE)
		counts_tree_free(t);
	return st == ST_DONE ? ST_OK : st;
}

void counts_tree_free(struct counts_tree *t)
{
	if (!t)
		return;
	for (int i = 0; i < t->rows; i++) {
		free(t->dimension[i]);
		free(t->code[i]);
		free(t->parent[i]);
	}
	free(t->dimension);
	free(t->code);
	free(t->parent);
	free(t->line);
	free(t);
}
