/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables, dimensions and codes as they are told, and the cells behind them. */
#include "figures/disclose_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

const struct disclose_rule disclose_rule_default = { .threshold = 5 };

#define GROW(array, n) ((array) = mem_resize((array), (size_t)(n) + 1, sizeof *(array)), memset(&(array)[n], 0, \
	sizeof *(array)))

struct disclose *disclose_new(void)
{
	struct disclose *d = mem_alloc(sizeof *d);

	d->by_key = map_new();
	d->by_sum = map_new();
	return d;
}

static void dimension_free(struct dimension *dimension)
{
	for (int i = 0; i < dimension->n_codes; i++) {
		free(dimension->codes[i].name);
		free(dimension->codes[i].members);
	}
	free(dimension->codes);
	free(dimension->name);
	map_free(dimension->by_name);
}

void disclose_free(struct disclose *d)
{
	if (!d)
		return;
	for (int i = 0; i < d->n_dimensions; i++)
		dimension_free(&d->dimensions[i]);
	for (int i = 0; i < d->n_tables; i++)
		free(d->tables[i].population);
	for (int i = 0; i < d->n_cells; i++)
		free(d->cells[i].key);
	for (int i = 0; i < d->n_sums; i++)
		free(d->sums[i].parts);
	for (int i = 0; i < d->n_figures; i++) {
		free(d->figures[i].key);
		free(d->figures[i].cells);
	}
	free(d->dimensions);
	free(d->tables);
	free(d->cells);
	free(d->sums);
	free(d->figures);
	map_free(d->by_key);
	map_free(d->by_sum);
	free(d);
}

/* ---- dimensions ---- */

static int code_add(struct dimension *dimension, const char *name)
{
	struct code *code;

	GROW(dimension->codes, dimension->n_codes);
	code = &dimension->codes[dimension->n_codes++];
	code->name = mem_str(name);
	code->parent = dimension->n_codes == 1 ? -1 : 0;
	*map_at(dimension->by_name, name, strlen(name)) = dimension->n_codes;
	return dimension->n_codes - 1;
}

int disclose_dimension(struct disclose *d, const char *name, const char *whole)
{
	struct dimension *dimension;

	for (int i = 0; i < d->n_dimensions; i++)
		if (!strcmp(d->dimensions[i].name, name))
			return i;
	GROW(d->dimensions, d->n_dimensions);
	dimension = &d->dimensions[d->n_dimensions++];
	dimension->name = mem_str(name);
	dimension->by_name = map_new();
	code_add(dimension, whole ? whole : "");
	return d->n_dimensions - 1;
}

int dimension_code(const struct dimension *dimension, const char *code)
{
	const int64_t *found;

	if (!code)
		return 0;
	found = map_find(dimension->by_name, code, strlen(code));
	return found ? (int)*found - 1 : -1;
}

static int code_made(struct dimension *dimension, const char *name)
{
	int at = dimension_code(dimension, name);

	return at < 0 ? code_add(dimension, name) : at;
}

enum status disclose_code(struct disclose *d, int at, const char *name, const char *parent_name, struct err *err)
{
	struct dimension *dimension = &d->dimensions[at];
	int parent = parent_name ? code_made(dimension, parent_name) : 0;
	int code = code_made(dimension, name);

	if (code == 0)
		return parent_name ? err_set(err, ST_INVALID,
			_("“%s” stands for the whole of “%s” and cannot be part of something else."), name,
			dimension->name) : ST_OK;
	if (dimension->codes[code].n_members || dimension->codes[parent].n_members)
		return err_set(err, ST_INVALID, _("“%s” groups others in “%s” and cannot stand in its hierarchy as well."),
			dimension->codes[code].n_members ? name : parent_name, dimension->name);
	if (!parent_name && dimension->codes[code].placed)
		return ST_OK;
	if (dimension->codes[code].placed && dimension->codes[code].parent != parent)
		return err_set(err, ST_INVALID, _("“%s” stands under two others in “%s”: “%s” and “%s”."), name,
			dimension->name, dimension->codes[dimension->codes[code].parent].name,
			dimension->codes[parent].name);
	for (int up = parent; up >= 0; up = dimension->codes[up].parent)
		if (up == code)
			return err_set(err, ST_INVALID, _("“%s” stands under itself in “%s”."), name, dimension->name);
	dimension->codes[code].parent = parent;
	dimension->codes[code].placed = parent_name != NULL;
	return ST_OK;
}

enum status disclose_union(struct disclose *d, int at, const char *name, const char *const *members, int n,
	struct err *err)
{
	struct dimension *dimension = &d->dimensions[at];
	int *which, code;

	if (dimension_code(dimension, name) >= 0)
		return err_set(err, ST_INVALID, _("“%s” is told twice in “%s”."), name, dimension->name);
	which = mem_array((size_t)n, sizeof *which);
	for (int i = 0; i < n; i++) {
		which[i] = dimension_code(dimension, members[i]);
		for (int j = 0; j < i && which[i] >= 0; j++)
			if (which[j] == which[i])
				which[i] = -1;
		if (which[i] < 0) {
			free(which);
			return err_set(err, ST_INVALID, _("“%s” in “%s” names “%s” twice, or there is no such code."), name,
				dimension->name, members[i]);
		}
	}
	code = code_add(dimension, name);
	dimension->codes[code].parent = -1;
	dimension->codes[code].members = which;
	dimension->codes[code].n_members = n;
	return ST_OK;
}

/* ---- tables ---- */

int disclose_table(struct disclose *d, const char *population, const struct disclose_rule *rule,
	const int *dimensions, int n)
{
	struct table *table;

	if (n < 0 || n > DISCLOSE_DIMENSIONS_MOST)
		BUG("a table of too many dimensions");
	GROW(d->tables, d->n_tables);
	table = &d->tables[d->n_tables++];
	table->population = mem_str(population);
	table->rule = *rule;
	for (int i = d->n_tables - 2; i >= 0; i--)
		if (!strcmp(d->tables[i].population, population))
			table->rule = d->tables[i].rule;
	for (table->n = 0; table->n < n; table->n++)
		table->dimension[table->n] = dimensions[table->n];
	return d->n_tables - 1;
}

static void add_escaped(struct str *out, const char *name)
{
	for (; *name; name++) {
		if (*name == '|' || *name == '=' || *name == '\\')
			str_addc(out, '\\');
		str_addc(out, *name);
	}
}

void table_key(const struct disclose *d, int at, const int *codes, struct str *out)
{
	const struct table *table = &d->tables[at];
	int order[DISCLOSE_DIMENSIONS_MOST], n = 0;

	str_clear(out);
	add_escaped(out, table->population);
	for (int i = 0; i < table->n; i++) {
		int j = n++;

		for (; j > 0 && strcmp(d->dimensions[table->dimension[order[j - 1]]].name,
				d->dimensions[table->dimension[i]].name) > 0; j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
	for (int i = 0; i < n; i++) {
		const struct dimension *dimension = &d->dimensions[table->dimension[order[i]]];

		if (!codes[order[i]])
			continue;
		str_addc(out, '|');
		add_escaped(out, dimension->name);
		str_addc(out, '=');
		add_escaped(out, dimension->codes[codes[order[i]]].name);
	}
}

static int cell_made(struct disclose *d, const char *key, const struct disclose_rule *rule)
{
	int64_t *at = map_at(d->by_key, key, strlen(key));
	struct cell *cell;

	if (*at)
		return (int)*at - 1;
	if (!(d->n_cells & (d->n_cells - 1)))
		d->cells = mem_resize(d->cells, d->n_cells ? (size_t)d->n_cells * 2 : 1, sizeof *d->cells);
	cell = &d->cells[d->n_cells];
	memset(cell, 0, sizeof *cell);
	cell->key = mem_str(key);
	cell->value = -1;
	cell->rule = *rule;
	cell->left_over = -1;
	*at = ++d->n_cells;
	return d->n_cells - 1;
}

int cell_at(struct disclose *d, int table, const int *codes)
{
	struct str key = STR_INIT;
	int cell;

	table_key(d, table, codes, &key);
	cell = cell_made(d, str_get(&key), &d->tables[table].rule);
	str_free(&key);
	return cell;
}

/* The dimension (of the table) whose code is not known; -1: all are. */
static int codes_of(const struct disclose *d, int at, const char *const *codes, int *out)
{
	const struct table *table = &d->tables[at];

	for (int i = 0; i < table->n; i++)
		if ((out[i] = dimension_code(&d->dimensions[table->dimension[i]], codes[i])) < 0)
			return i;
	return -1;
}

static enum status cell_tell(struct disclose *d, int at, int64_t value, struct err *err)
{
	struct cell *cell = &d->cells[at];

	if (value < 0)
		return err_set(err, ST_INVALID, _("A count is below 0 for “%s”."), cell->key);
	if (value > DISCLOSE_VALUE_MOST)
		return err_set(err, ST_INVALID, _("A count is too large for “%s”."), cell->key);
	if (cell->flags & CELL_TOLD && cell->value != value)
		return err_set(err, ST_INVALID, _("“%s” is told twice, with different counts."), cell->key);
	cell->value = value;
	cell->flags |= CELL_TOLD;
	return ST_OK;
}

enum status disclose_count(struct disclose *d, int table, const char *const *names, int64_t value, struct err *err)
{
	int codes[DISCLOSE_DIMENSIONS_MOST], unknown = codes_of(d, table, names, codes);

	if (unknown >= 0)
		return err_set(err, ST_INVALID, _("There is no “%s” in “%s”."), names[unknown],
			d->dimensions[d->tables[table].dimension[unknown]].name);
	return cell_tell(d, cell_at(d, table, codes), value, err);
}

int disclose_at(struct disclose *d, int table, const char *const *names)
{
	int codes[DISCLOSE_DIMENSIONS_MOST];

	return codes_of(d, table, names, codes) >= 0 ? -1 : cell_at(d, table, codes);
}

const char *disclose_key(const struct disclose *d, int cell)
{
	return d->cells[cell].key;
}

int disclose_find(const struct disclose *d, const char *key)
{
	const int64_t *at = map_find(d->by_key, key, strlen(key));

	return at ? (int)*at - 1 : -1;
}

/* ---- cells and sums without tables ---- */

int disclose_cell(struct disclose *d, const char *key, int64_t value, const struct disclose_rule *rule)
{
	int cell = cell_made(d, key, rule);
	struct err err;

	if (value != -1 && cell_tell(d, cell, value, &err) && !d->err.status)
		d->err = err;
	return cell;
}

static int compare_ints(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The same sum, its parts in whatever order, is one. */
static int sum_made(struct disclose *d, int total, const int *parts, int n)
{
	int *whole = mem_array((size_t)n + 1, sizeof *whole);
	int64_t *at;
	struct sum *sum;

	whole[0] = total;
	for (int i = 0; i < n; i++)
		whole[i + 1] = parts[i];
	qsort(whole + 1, (size_t)n, sizeof *whole, compare_ints);
	at = map_at(d->by_sum, whole, ((size_t)n + 1) * sizeof *whole);
	if (*at) {
		free(whole);
		return (int)*at - 1;
	}
	if (!(d->n_sums & (d->n_sums - 1)))
		d->sums = mem_resize(d->sums, d->n_sums ? (size_t)d->n_sums * 2 : 1, sizeof *d->sums);
	sum = &d->sums[d->n_sums];
	*at = ++d->n_sums;
	sum->total = total;
	sum->n = n;
	memmove(whole, whole + 1, (size_t)n * sizeof *whole);
	sum->parts = whole;
	return d->n_sums - 1;
}

void disclose_sum(struct disclose *d, int total, const int *parts, int n)
{
	sum_made(d, total, parts, n);
}

int disclose_difference(struct disclose *d, const char *key, int total, const int *parts, int n,
	const struct disclose_rule *rule)
{
	bool known = disclose_find(d, key) >= 0;
	int cell = cell_made(d, key, rule), sum;
	int *all = mem_array((size_t)n + 1, sizeof *all);

	for (int i = 0; i < n; i++)
		all[i] = parts[i];
	all[n] = cell;
	sum = sum_made(d, total, all, n + 1);
	free(all);
	if (!known) {
		d->cells[cell].flags |= CELL_UNPRINTED;
		d->cells[cell].left_over = sum;
	}
	return cell;
}

void disclose_unprinted(struct disclose *d, int cell)
{
	d->cells[cell].flags |= CELL_UNPRINTED;
}

void disclose_before(struct disclose *d, int cell)
{
	d->cells[cell].flags |= CELL_BEFORE;
}

void disclose_secret(struct disclose *d, int cell)
{
	d->cells[cell].flags |= CELL_SECRET;
}

void disclose_impossible(struct disclose *d, int cell)
{
	d->cells[cell].flags |= CELL_IMPOSSIBLE;
}

void disclose_weight(struct disclose *d, int cell, int weight)
{
	d->cells[cell].weight = weight < 1 ? 1 : weight > 1000000 ? 1000000 : weight;
}

void disclose_contributors(struct disclose *d, int at, int64_t n, int64_t largest, int64_t second)
{
	struct cell *cell = &d->cells[at];

	cell->flags |= CELL_AMOUNT;
	cell->n = n;
	cell->largest = largest;
	cell->second = second;
}

int disclose_figure(struct disclose *d, const char *key, double value, const int *cells, int n)
{
	struct figure *figure;

	GROW(d->figures, d->n_figures);
	figure = &d->figures[d->n_figures++];
	figure->key = mem_str(key);
	figure->value = value;
	figure->cells = mem_array((size_t)n, sizeof *figure->cells);
	for (figure->n = 0; figure->n < n; figure->n++)
		figure->cells[figure->n] = cells[figure->n];
	return d->n_figures - 1;
}
