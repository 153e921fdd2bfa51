/* SPDX-License-Identifier: EUPL-1.2 */
/* Linear programs over the deviations of a net from its true table: the cheapest move, and how far a cell can go. */
#include "figures/disclose_own.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Steps after which a program counts as not solved: never reached by what is published, but an end. */
#define STEPS_MOST 200000
#define NODES_MOST 60
#define NODE_PIVOTS 20
#define CORNERS 3
#define HIDDEN_COST 0.01
#define SECONDARY_COST 0.05

/* ---- GLPK's ways ---- */

static jmp_buf broken;

static void breaks(void *with)
{
	(void)with;
	longjmp(broken, 1);
}

bool lp_guarded(void (*what)(void *with), void *with)
{
	glp_term_out(GLP_OFF);
	glp_error_hook(breaks, NULL);
	if (setjmp(broken)) {
		glp_free_env();
		return false;
	}
	what(with);
	glp_error_hook(NULL, NULL);
	return true;
}

bool watch_on(struct watch *watch)
{
	if (!watch->stopped && watch->how->go_on && !watch->how->go_on(watch->how->with, watch->done, watch->of))
		watch->stopped = true;
	return !watch->stopped;
}

/* ---- columns and rows of a part ---- */

struct part {
	const struct net *net;
	glp_prob *p;
	int n;
	int *cols;
	int *at;                /* by column of the net: its number from 0, -1 */
	struct watch *watch;
};

static void part_begin(struct part *part, const struct net *net, const int *cols, int n, struct watch *watch)
{
	part->net = net;
	part->n = n;
	part->watch = watch;
	part->cols = mem_array((size_t)n, sizeof *part->cols);
	part->at = mem_array((size_t)net->n, sizeof *part->at);
	for (int c = 0; c < net->n; c++)
		part->at[c] = -1;
	for (int i = 0; i < n; i++) {
		part->cols[i] = cols[i];
		part->at[cols[i]] = i;
	}
	part->p = glp_create_prob();
}

static void part_end(struct part *part)
{
	glp_delete_prob(part->p);
	free(part->cols);
	free(part->at);
}

/* `wide` columns of the program for each of the part, the second with the opposite sign. */
static void part_load(struct part *part, int wide)
{
	const struct net *net = part->net;
	int *row_at = mem_array((size_t)net->m, sizeof *row_at), rows = 0, most = 0;
	int *index;
	double *value;

	for (int i = 0; i < part->n; i++)
		for (int k = net->col_start[part->cols[i]]; k < net->col_start[part->cols[i] + 1]; k++)
			if (!row_at[net->col_row[k]])
				row_at[net->col_row[k]] = ++rows;
	if (rows)
		glp_add_rows(part->p, rows);
	for (int r = 1; r <= rows; r++)
		glp_set_row_bnds(part->p, r, GLP_FX, 0, 0);
	glp_add_cols(part->p, part->n * wide);
	for (int i = 0; i < part->n; i++) {
		int here = net->col_start[part->cols[i] + 1] - net->col_start[part->cols[i]];

		most = here > most ? here : most;
	}
	index = mem_array((size_t)most + 1, sizeof *index);
	value = mem_array((size_t)most + 1, sizeof *value);
	for (int i = 0; i < part->n; i++)
		for (int w = 0; w < wide; w++) {
			int n = 0;

			for (int k = net->col_start[part->cols[i]]; k < net->col_start[part->cols[i] + 1]; k++) {
				index[++n] = row_at[net->col_row[k]];
				value[n] = w ? -net->col_sign[k] : net->col_sign[k];
			}
			glp_set_mat_col(part->p, i * wide + w + 1, n, index, value);
		}
	free(index);
	free(value);
	free(row_at);
}

/* ---- moves ---- */

struct lp {
	struct part part;
	unsigned char *barred;
	double *cost;
	bool broken;            /* moves may be */
};

/* Deviations of a part that is up to (column 2i + 1) and down (2i + 2). */
static void lp_bounds(struct lp *lp, int i)
{
	const struct net *net = lp->part.net;
	int64_t value = net->value[lp->part.cols[i]];
	double down = (double)(value < net->cap ? value : net->cap);

	if (lp->barred[i]) {
		glp_set_col_bnds(lp->part.p, 2 * i + 1, GLP_FX, 0, 0);
		glp_set_col_bnds(lp->part.p, 2 * i + 2, GLP_FX, 0, 0);
		return;
	}
	glp_set_col_bnds(lp->part.p, 2 * i + 1, GLP_LO, 0, 0);
	glp_set_col_bnds(lp->part.p, 2 * i + 2, down > 0 ? GLP_DB : GLP_FX, 0, down);
}

void lp_cost(struct lp *lp, int col, double cost)
{
	int i = lp->part.at[col];

	lp->cost[i] = cost;
	glp_set_obj_coef(lp->part.p, 2 * i + 1, cost);
	glp_set_obj_coef(lp->part.p, 2 * i + 2, cost);
}

void lp_bar(struct lp *lp, int col, bool barred)
{
	lp->barred[lp->part.at[col]] = barred;
	lp_bounds(lp, lp->part.at[col]);
}

static double cost_at_first(const struct net *net, int col)
{
	double cost = net->weight[col];

	if (net->turn)
		cost *= 1 + (((unsigned)col + 1) * 2654435761u * net->turn >> 24) / 256.0;
	return net->state[col] == NET_OPEN ? cost : net->state[col] == NET_SECONDARY ? cost * SECONDARY_COST : HIDDEN_COST;
}

struct lp *lp_new(const struct net *net, const int *cols, int n, struct watch *watch)
{
	struct lp *lp = mem_alloc(sizeof *lp);

	part_begin(&lp->part, net, cols, n, watch);
	lp->barred = mem_alloc((size_t)n);
	lp->cost = mem_array((size_t)n, sizeof *lp->cost);
	part_load(&lp->part, 2);
	for (int i = 0; i < n; i++) {
		lp_bounds(lp, i);
		lp_cost(lp, cols[i], cost_at_first(net, cols[i]));
	}
	return lp;
}

void lp_free(struct lp *lp)
{
	if (!lp)
		return;
	part_end(&lp->part);
	free(lp->barred);
	free(lp->cost);
	free(lp);
}

static double col_value(const struct lp *lp, int j, bool whole)
{
	return whole ? glp_mip_col_val(lp->part.p, j) : glp_get_col_prim(lp->part.p, j);
}

/* The solution as a move; false where it is not in whole numbers. */
static bool take_move(const struct lp *lp, bool whole, struct move *out)
{
	memset(out, 0, sizeof *out);
	for (int i = 0; i < lp->part.n; i++) {
		double by = col_value(lp, 2 * i + 1, whole) - col_value(lp, 2 * i + 2, whole);

		out->n += fabs(by) > 1e-6;
	}
	out->col = mem_array((size_t)out->n, sizeof *out->col);
	out->by = mem_array((size_t)out->n, sizeof *out->by);
	out->n = 0;
	for (int i = 0; i < lp->part.n; i++) {
		double by = col_value(lp, 2 * i + 1, whole) - col_value(lp, 2 * i + 2, whole);

		if (fabs(by) <= 1e-6)
			continue;
		out->broken = out->broken || fabs(by - round(by)) > 1e-5;
		out->col[out->n] = lp->part.cols[i];
		out->by[out->n++] = (int64_t)(fabs(by - round(by)) <= 1e-5 ? round(by) : by > 0 ? ceil(by) : floor(by));
	}
	if (out->broken && !lp->broken)
		move_free(out);
	return out->col != NULL;
}

static void stop_late(glp_tree *tree, void *info)
{
	int *nodes = info;

	if (glp_ios_reason(tree) == GLP_IBINGO || (glp_ios_reason(tree) == GLP_ISELECT && ++*nodes > NODES_MOST))
		glp_ios_terminate(tree);
}

/* The corner found is not in whole numbers: branch and bound from there, to the first table that is. */
static bool whole_move(struct lp *lp, struct move *out)
{
	glp_iocp how;
	int nodes = 0, columns = 2 * lp->part.n, status;

	glp_init_iocp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.br_tech = GLP_BR_MFV;
	how.bt_tech = GLP_BT_DFS;
	how.cb_func = stop_late;
	how.cb_info = &nodes;
	for (int j = 1; j <= columns; j++)
		glp_set_col_kind(lp->part.p, j, GLP_IV);
	glp_intopt(lp->part.p, &how);
	lp->part.watch->programs++;
	lp->part.watch->pivots += (int64_t)nodes * NODE_PIVOTS * lp->part.n;
	status = glp_mip_status(lp->part.p);
	for (int j = 1; j <= columns; j++)
		glp_set_col_kind(lp->part.p, j, GLP_CV);
	return (status == GLP_OPT || status == GLP_FEAS) && take_move(lp, true, out);
}

static bool solve(struct part *part, int method)
{
	glp_smcp how;
	bool solved;

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.meth = method;
	how.it_lim = STEPS_MOST;
	part->watch->programs++;
	part->watch->pivots -= (int64_t)glp_get_it_cnt(part->p) * part->n;
	solved = !glp_simplex(part->p, &how);
	part->watch->pivots += (int64_t)glp_get_it_cnt(part->p) * part->n;
	return solved;
}

/* Costs a little different, the same each time, lead to other corners of nearly the same cost. */
static bool other_corner(struct lp *lp, struct move *out)
{
	bool found = false;

	for (unsigned turn = 1; turn <= CORNERS && !found; turn++) {
		for (int i = 0; i < lp->part.n; i++) {
			double cost = lp->cost[i] * (1 + ((unsigned)i * 2654435761u * turn >> 24) / 512.0);

			glp_set_obj_coef(lp->part.p, 2 * i + 1, cost);
			glp_set_obj_coef(lp->part.p, 2 * i + 2, cost);
		}
		found = solve(&lp->part, GLP_PRIMAL) && glp_get_status(lp->part.p) == GLP_OPT && take_move(lp, false, out);
	}
	for (int i = 0; i < lp->part.n; i++)
		lp_cost(lp, lp->part.cols[i], lp->cost[i]);
	return found;
}

void lp_broken(struct lp *lp)
{
	lp->broken = true;
}

bool lp_move(struct lp *lp, int col, int64_t by, struct move *out)
{
	int i = lp->part.at[col], j = by > 0 ? 2 * i + 1 : 2 * i + 2;
	int64_t value = lp->part.net->value[col];
	bool found;

	memset(out, 0, sizeof *out);
	if (by < 0 && -by > value)
		return false;
	if (by > 0)
		glp_set_col_bnds(lp->part.p, j, GLP_LO, (double)by, 0);
	else
		glp_set_col_bnds(lp->part.p, j, -by < value ? GLP_DB : GLP_FX, (double)-by, (double)value);
	glp_set_col_bnds(lp->part.p, by > 0 ? 2 * i + 2 : 2 * i + 1, GLP_FX, 0, 0);
	glp_std_basis(lp->part.p);
	found = solve(&lp->part, GLP_DUALP) && glp_get_status(lp->part.p) == GLP_OPT &&
		(take_move(lp, false, out) || other_corner(lp, out) || whole_move(lp, out));
	lp_bounds(lp, i);
	return found;
}

/* ---- the attacker ---- */

struct attack {
	struct part part;
};

struct attack *attack_new(const struct net *net, const int *cols, int n, struct watch *watch)
{
	struct attack *attack = mem_alloc(sizeof *attack);

	part_begin(&attack->part, net, cols, n, watch);
	part_load(&attack->part, 1);
	for (int i = 0; i < n; i++)
		glp_set_col_bnds(attack->part.p, i + 1, GLP_LO, (double)-net->value[cols[i]], 0);
	return attack;
}

void attack_free(struct attack *attack)
{
	if (!attack)
		return;
	part_end(&attack->part);
	free(attack);
}

int64_t attack_reach(struct attack *attack, int col, bool up)
{
	glp_prob *p = attack->part.p;
	int j = attack->part.at[col] + 1;
	int64_t value = attack->part.net->value[col];
	double reach, slack;
	bool solved;

	glp_set_obj_dir(p, up ? GLP_MAX : GLP_MIN);
	glp_set_obj_coef(p, j, 1);
	solved = solve(&attack->part, GLP_PRIMAL);
	glp_set_obj_coef(p, j, 0);
	if (solved && glp_get_status(p) == GLP_UNBND)
		return up ? DISCLOSED_NO_BOUND : 0;
	if (!solved || glp_get_status(p) != GLP_OPT)
		return value;
	reach = glp_get_col_prim(p, j);
	slack = 1e-6 * (1 + fabs(reach));
	return value + (int64_t)(up ? floor(reach + slack) : ceil(reach - slack));
}
