/* SPDX-License-Identifier: EUPL-1.2 */
/* A system laid open, and values that add up again once some of them must stay what was told before. */
#include "figures/disclose_again.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "figures/disclose_own.h"

#define STAYS 1000.0             /* what it costs to move a fixed cell, beside 1 for any other */
#define NODES 2000               /* of the search for whole numbers */

enum status disclose_fill(struct disclose *d, struct err *err)
{
	enum status st = d->err.status;

	if (st != ST_OK) {
		if (err)
			*err = d->err;
		return st;
	}
	st = cells_expand(d, err);
	return st == ST_OK ? cells_value(d, err) : st;
}

int disclose_cells(const struct disclose *d)
{
	return d->n_cells;
}

int64_t disclose_value(const struct disclose *d, int cell)
{
	return d->cells[cell].value;
}

const struct disclose_rule *disclose_rule_of(const struct disclose *d, int cell)
{
	return &d->cells[cell].rule;
}

int disclose_sums(const struct disclose *d)
{
	return d->n_sums;
}

int disclose_sum_at(const struct disclose *d, int sum, int *total, const int **parts)
{
	*total = d->sums[sum].total;
	*parts = d->sums[sum].parts;
	return d->sums[sum].n;
}

/* Cells that are tied to what does not add up. */
struct settling {
	struct disclose *d;
	int64_t *want;           /* by cell: where it should be */
	double *cost;            /* by cell: of moving it by one */
	bool *in;                /* by cell: tied to what must change */
	int *cell;               /* by column, from 0, in the order of keys: cells */
	int *column;             /* by cell: its column; -1 */
	int n;
	glp_prob *lp;
	double *value;           /* of columns: up 2i + 1, down 2i + 2 */
	bool solved;
};

static int64_t off_by(const struct settling *s, const struct sum *sum)
{
	int64_t off = s->want[sum->total];

	for (int i = 0; i < sum->n; i++)
		off -= s->want[sum->parts[i]];
	return off;
}

static bool touches(const struct settling *s, const struct sum *sum)
{
	bool in = s->in[sum->total];

	for (int i = 0; !in && i < sum->n; i++)
		in = s->in[sum->parts[i]];
	return in;
}

static bool take_in(struct settling *s, const struct sum *sum)
{
	bool more = !s->in[sum->total];

	s->in[sum->total] = true;
	for (int i = 0; i < sum->n; i++) {
		more |= !s->in[sum->parts[i]];
		s->in[sum->parts[i]] = true;
	}
	return more;
}

/* Everything tied by sums to a sum that does not hold. False: all of them hold. */
static bool find_tied(struct settling *s)
{
	bool any = false, more;

	for (int i = 0; i < s->d->n_sums; i++)
		if (off_by(s, &s->d->sums[i]))
			any |= take_in(s, &s->d->sums[i]);
	do {
		more = false;
		for (int i = 0; i < s->d->n_sums; i++)
			if (touches(s, &s->d->sums[i]))
				more |= take_in(s, &s->d->sums[i]);
	} while (more);
	return any;
}

static const struct disclose *sorted;

static int by_key(const void *a, const void *b)
{
	return strcmp(sorted->cells[*(const int *)a].key, sorted->cells[*(const int *)b].key);
}

static void number_columns(struct settling *s)
{
	s->n = 0;
	for (int i = 0; i < s->d->n_cells; i++)
		if (s->in[i])
			s->cell[s->n++] = i;
	sorted = s->d;
	qsort(s->cell, (size_t)s->n, sizeof(int), by_key);
	for (int i = 0; i < s->n; i++)
		s->column[s->cell[i]] = i;
}

/* A sum as rows are sorted: by its columns. */
struct row { int n; int *col; int64_t off; };

static int by_columns(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	for (int i = 0; i < x->n && i < y->n; i++)
		if (x->col[i] != y->col[i])
			return x->col[i] - y->col[i];
	return x->n - y->n;
}

static int by_column(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Parts in the order of columns, behind the total. */
static struct row row_of(const struct settling *s, const struct sum *sum)
{
	struct row row = { sum->n + 1, mem_array((size_t)sum->n + 1, sizeof(int)), off_by(s, sum) };

	row.col[0] = s->column[sum->total];
	for (int i = 0; i < sum->n; i++)
		row.col[i + 1] = s->column[sum->parts[i]];
	qsort(row.col + 1, (size_t)sum->n, sizeof(int), by_column);
	return row;
}

static void add_row(struct settling *s, int at, const struct row *row)
{
	int *col = mem_array((size_t)row->n * 2 + 1, sizeof(*col));
	double *by = mem_array((size_t)row->n * 2 + 1, sizeof(*by));

	for (int i = 0; i < row->n; i++) {
		col[2 * i + 1] = 2 * row->col[i] + 1;
		col[2 * i + 2] = 2 * row->col[i] + 2;
		by[2 * i + 1] = i ? -1 : 1;
		by[2 * i + 2] = i ? 1 : -1;
	}
	glp_set_mat_row(s->lp, at, row->n * 2, col, by);
	glp_set_row_bnds(s->lp, at, GLP_FX, (double)-row->off, (double)-row->off);
	free(col);
	free(by);
}

static void add_rows(struct settling *s)
{
	struct row *row = mem_array((size_t)s->d->n_sums + 1, sizeof(*row));
	int n = 0;

	for (int i = 0; i < s->d->n_sums; i++)
		if (touches(s, &s->d->sums[i]))
			row[n++] = row_of(s, &s->d->sums[i]);
	qsort(row, (size_t)n, sizeof(*row), by_columns);
	if (n)
		glp_add_rows(s->lp, n);
	for (int i = 0; i < n; i++) {
		add_row(s, i + 1, &row[i]);
		free(row[i].col);
	}
	free(row);
}

static void add_columns(struct settling *s)
{
	glp_add_cols(s->lp, 2 * s->n);
	for (int i = 0; i < s->n; i++) {
		int64_t want = s->want[s->cell[i]];

		glp_set_col_bnds(s->lp, 2 * i + 1, GLP_LO, 0, 0);
		glp_set_col_bnds(s->lp, 2 * i + 2, want ? GLP_DB : GLP_FX, 0, (double)want);
		for (int k = 1; k <= 2; k++) {
			glp_set_obj_coef(s->lp, 2 * i + k, s->cost[s->cell[i]]);
			glp_set_col_kind(s->lp, 2 * i + k, GLP_IV);
		}
	}
}

static bool whole(double x)
{
	return fabs(x - nearbyint(x)) < 1e-6;
}

static void stop_late(glp_tree *tree, void *with)
{
	int *nodes = with;

	if (glp_ios_reason(tree) == GLP_ISELECT && ++*nodes > NODES)
		glp_ios_terminate(tree);
}

/* Its answer is whole nearly always: tables are nets. */
static void solve(void *with)
{
	struct settling *s = with;
	glp_smcp smcp;
	glp_iocp iocp;
	int nodes = 0;
	bool all = true;

	s->lp = glp_create_prob();
	add_columns(s);
	add_rows(s);
	glp_init_smcp(&smcp);
	smcp.msg_lev = GLP_MSG_OFF;
	smcp.presolve = GLP_ON;
	if (glp_simplex(s->lp, &smcp) || glp_get_status(s->lp) != GLP_OPT)
		return;
	for (int i = 1; i <= 2 * s->n; i++)
		all &= whole(s->value[i] = glp_get_col_prim(s->lp, i));
	if (!all) {
		glp_init_iocp(&iocp);
		iocp.msg_lev = GLP_MSG_OFF;
		iocp.cb_func = stop_late;
		iocp.cb_info = &nodes;
		glp_intopt(s->lp, &iocp);
		if (glp_mip_status(s->lp) != GLP_OPT && glp_mip_status(s->lp) != GLP_FEAS)
			return;
		for (int i = 1; i <= 2 * s->n; i++)
			s->value[i] = glp_mip_col_val(s->lp, i);
	}
	s->solved = true;
}

static void take_values(struct settling *s)
{
	for (int i = 0; i < s->n; i++)
		s->want[s->cell[i]] += llround(s->value[2 * i + 1]) - llround(s->value[2 * i + 2]);
}

static bool all_hold(const struct settling *s)
{
	for (int i = 0; i < s->d->n_sums; i++)
		if (off_by(s, &s->d->sums[i]))
			return false;
	for (int i = 0; i < s->d->n_cells; i++)
		if (s->want[i] < 0)
			return false;
	return true;
}

static enum status settle(struct settling *s, struct err *err)
{
	if (find_tied(s)) {
		number_columns(s);
		s->value = mem_array((size_t)s->n * 2 + 1, sizeof(*s->value));
		if (lp_guarded(solve, s) && s->lp)
			glp_delete_prob(s->lp);
		if (s->solved)
			take_values(s);
		free(s->value);
	}
	return all_hold(s) ? ST_OK : err_set(err, ST_INVALID, _("No whole numbers were found that agree with what was released "
		"before. Nothing was released; leave out a breakdown, or choose another period."));
}

enum status disclose_settle(struct disclose *d, const struct disclose_fixed *fixed, int n, bool *moved, struct err *err)
{
	size_t cells = (size_t)d->n_cells + 1;
	struct settling s = { .d = d, .want = mem_array(cells, sizeof(*s.want)),
		.cost = mem_array(cells, sizeof(*s.cost)), .in = mem_array(cells, sizeof(*s.in)),
		.cell = mem_array(cells, sizeof(*s.cell)), .column = mem_array(cells, sizeof(*s.column)) };
	enum status st;

	for (int i = 0; i < d->n_cells; i++) {
		s.want[i] = d->cells[i].value < 0 ? 0 : d->cells[i].value;
		s.cost[i] = 1;
		s.column[i] = -1;
	}
	for (int i = 0; i < n; i++) {
		s.want[fixed[i].cell] = fixed[i].value;
		s.cost[fixed[i].cell] = STAYS;
	}
	st = settle(&s, err);
	for (int i = 0; st == ST_OK && i < d->n_cells; i++)
		d->cells[i].value = s.want[i];
	for (int i = 0; i < n; i++)
		moved[i] = s.want[fixed[i].cell] != fixed[i].value;
	free(s.want);
	free(s.cost);
	free(s.in);
	free(s.cell);
	free(s.column);
	return st;
}
