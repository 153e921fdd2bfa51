/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables as cells and sums; their values; what the rule asks of a cell. */
#include "figures/disclose_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

/* ---- tables ---- */

/* Walks over all combinations of codes. */
struct walk {
	int n, size[DISCLOSE_DIMENSIONS_MOST], step[DISCLOSE_DIMENSIONS_MOST], all;
	bool *leaf[DISCLOSE_DIMENSIONS_MOST];   /* by code: nothing below it */
};

static bool walk_begin(const struct disclose *d, const struct table *table, struct walk *walk)
{
	int64_t all = 1;

	walk->n = table->n;
	for (int i = table->n - 1; i >= 0; i--) {
		const struct dimension *dimension = &d->dimensions[table->dimension[i]];

		walk->size[i] = dimension->n_codes;
		walk->step[i] = (int)all;
		all *= dimension->n_codes;
		if (all > DISCLOSE_CELLS_MOST)
			return false;
	}
	walk->all = (int)all;
	for (int i = 0; i < table->n; i++) {
		const struct dimension *dimension = &d->dimensions[table->dimension[i]];

		walk->leaf[i] = mem_array((size_t)dimension->n_codes, sizeof *walk->leaf[i]);
		for (int c = 0; c < dimension->n_codes; c++)
			walk->leaf[i][c] = dimension->codes[c].n_members == 0;
		for (int c = 0; c < dimension->n_codes; c++)
			if (dimension->codes[c].parent >= 0)
				walk->leaf[i][dimension->codes[c].parent] = false;
	}
	return true;
}

static void walk_end(struct walk *walk)
{
	for (int i = 0; i < walk->n; i++)
		free(walk->leaf[i]);
}

static int code_at(const struct walk *walk, int at, int i)
{
	return at / walk->step[i] % walk->size[i];
}

/* Adds up along one dimension.  Only where those of later names are innermost: the other sums follow from these, so that
 * every cell that is a total is one exactly once. */
static void sum_at(struct disclose *d, const struct table *table, const struct walk *walk, const int *cells, int at,
	int i, int *parts)
{
	const struct dimension *dimension = &d->dimensions[table->dimension[i]];
	const struct code *code = &dimension->codes[code_at(walk, at, i)];
	int base = at - code_at(walk, at, i) * walk->step[i], n = 0;

	for (int j = 0; j < walk->n; j++)
		if (strcmp(d->dimensions[table->dimension[j]].name, dimension->name) > 0 &&
		    !walk->leaf[j][code_at(walk, at, j)])
			return;
	for (int m = 0; m < code->n_members; m++)
		parts[n++] = cells[base + code->members[m] * walk->step[i]];
	for (int c = 1; c < dimension->n_codes && !code->n_members; c++)
		if (dimension->codes[c].parent == code_at(walk, at, i))
			parts[n++] = cells[base + c * walk->step[i]];
	if (n)
		disclose_sum(d, cells[at], parts, n);
}

static enum status table_expand(struct disclose *d, int t, struct err *err)
{
	const struct table *table = &d->tables[t];
	struct walk walk;
	int *cells, *parts, most = 1;

	if (!walk_begin(d, table, &walk))
		return err_set(err, ST_INVALID, _("The table of “%s” would have more than %d cells. Nothing was computed."),
			table->population, DISCLOSE_CELLS_MOST);
	cells = mem_array((size_t)walk.all, sizeof *cells);
	for (int at = 0; at < walk.all; at++) {
		int codes[DISCLOSE_DIMENSIONS_MOST];

		for (int i = 0; i < walk.n; i++)
			codes[i] = code_at(&walk, at, i);
		cells[at] = cell_at(d, t, codes);
	}
	for (int i = 0; i < walk.n; i++)
		most = walk.size[i] > most ? walk.size[i] : most;
	parts = mem_array((size_t)most, sizeof *parts);
	for (int at = 0; at < walk.all; at++)
		for (int i = 0; i < walk.n; i++)
			if (!walk.leaf[i][code_at(&walk, at, i)])
				sum_at(d, table, &walk, cells, at, i, parts);
	walk_end(&walk);
	free(cells);
	free(parts);
	return ST_OK;
}

enum status cells_expand(struct disclose *d, struct err *err)
{
	enum status status = ST_OK;

	for (int t = 0; t < d->n_tables && !status; t++)
		status = table_expand(d, t, err);
	if (!status && d->n_cells > DISCLOSE_CELLS_MOST)
		status = err_set(err, ST_INVALID, _("There are more than %d cells. Nothing was computed."),
			DISCLOSE_CELLS_MOST);
	return status;
}

/* ---- values ---- */

/* by cell: the first sum it is the total of, -1 */
static int *sum_of_each(const struct disclose *d)
{
	int *sum = mem_array((size_t)d->n_cells, sizeof *sum);

	for (int i = 0; i < d->n_cells; i++)
		sum[i] = -1;
	for (int i = d->n_sums - 1; i >= 0; i--)
		sum[d->sums[i].total] = i;
	return sum;
}

static enum status value_of(struct disclose *d, const int *sum_of, int at, struct err *err)
{
	struct cell *cell = &d->cells[at];
	const struct sum *sum = cell->left_over >= 0 ? &d->sums[cell->left_over] :
		sum_of[at] >= 0 ? &d->sums[sum_of[at]] : NULL;
	int64_t value = 0;
	enum status status;

	if (cell->value >= 0)
		return ST_OK;
	if (cell->flags & CELL_BUSY)
		return err_set(err, ST_INVALID, _("“%s” is part of itself."), cell->key);
	cell->flags |= CELL_BUSY;
	for (int i = 0; sum && i < sum->n; i++) {
		if (sum->parts[i] == at)
			continue;
		if ((status = value_of(d, sum_of, sum->parts[i], err)))
			return status;
		value += d->cells[sum->parts[i]].value;
	}
	if (cell->left_over >= 0) {
		if ((status = value_of(d, sum_of, sum->total, err)))
			return status;
		value = d->cells[sum->total].value - value;
	}
	if (value < 0 || value > DISCLOSE_VALUE_MOST)
		return err_set(err, ST_INVALID, _("“%s” would be below 0 or too large: its parts do not fit its total."),
			cell->key);
	cell->flags &= ~CELL_BUSY;
	cell->value = value;
	return ST_OK;
}

static enum status sum_holds(const struct disclose *d, const struct sum *sum, struct err *err)
{
	int64_t value = 0, total = d->cells[sum->total].value;

	for (int i = 0; i < sum->n; i++)
		value += d->cells[sum->parts[i]].value;
	if (value != total)
		return err_set(err, ST_INVALID, _("“%s” does not add up: it is told as %lld, its parts make %lld."),
			d->cells[sum->total].key, (long long)total, (long long)value);
	return ST_OK;
}

enum status cells_value(struct disclose *d, struct err *err)
{
	int *sum_of = sum_of_each(d);
	enum status status = ST_OK;

	for (int i = 0; i < d->n_cells && !status; i++)
		status = value_of(d, sum_of, i, err);
	for (int i = 0; i < d->n_sums && !status; i++)
		status = sum_holds(d, &d->sums[i], err);
	for (int i = 0; i < d->n_cells && !status; i++)
		if (d->cells[i].flags & CELL_IMPOSSIBLE && d->cells[i].value)
			status = err_set(err, ST_INVALID, _("“%s” has a count although it is said to be impossible."),
				d->cells[i].key);
	free(sum_of);
	return status;
}

/* ---- rules ---- */

/* By how much the largest contribution must stay unknown; 0: the cell is safe. */
static int64_t amount_need(const struct cell *cell)
{
	const struct disclose_rule *rule = &cell->rule;
	int64_t rest = cell->value - cell->largest - cell->second, need = 0;
	int64_t top = cell->largest + (rule->dominance_n > 1 ? cell->second : 0);

	if (cell->n > 0 && cell->n < rule->threshold)
		need = cell->largest;
	if (rule->close_percent) {
		int64_t gap = (int64_t)((double)cell->largest * rule->close_percent / 100.0) + 1 - rest;

		if ((double)rest * 100.0 < (double)cell->largest * rule->close_percent && gap > need)
			need = gap;
	}
	if (rule->dominance_n && rule->dominance_percent &&
	    (double)top * 100.0 > (double)cell->value * rule->dominance_percent) {
		int64_t gap = (int64_t)((double)top * 100.0 / rule->dominance_percent) + 1 - cell->value;

		need = gap > need ? gap : need;
	}
	return need;
}

bool cell_need(const struct cell *cell, int64_t *low, int64_t *high)
{
	const struct disclose_rule *rule = &cell->rule;
	int64_t wide, value = cell->value;
	bool small = value > 0 ? value < rule->threshold : rule->zero_secret;

	*low = *high = value;
	if (cell->flags & (CELL_IMPOSSIBLE))
		return false;
	if (cell->flags & CELL_AMOUNT && (wide = amount_need(cell)) > 0) {
		*low = value > wide ? value - wide : 0;
		*high = value + wide;
		return true;
	}
	if (!(cell->flags & CELL_SECRET) && (cell->flags & CELL_AMOUNT || !small))
		return false;
	*low = rule->low;
	*high = rule->high ? rule->high : rule->threshold > 0 ? rule->threshold : 1;
	wide = *high - *low;
	if (value > *high) {
		*low = value - wide;
		*high = value + wide;
	} else if (value < *low) {
		*low = value;
	}
	return true;
}

int cell_weight(const struct cell *cell)
{
	int weight = 16;

	if (cell->weight)
		return cell->weight;
	for (int64_t v = cell->value + 1; v > 1; v /= 2)
		weight += 4;
	return weight;
}
