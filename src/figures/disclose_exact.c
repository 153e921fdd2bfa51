/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which cells are withheld besides: the optimum.  A master program chooses cells, 0 or 1, of least total weight;
 * for every need the attacker's linear program says whether the chosen cells let it be met, and where not, its
 * dual gives an inequality that every safe choice obeys and this one does not: sum over cells (how far the cell
 * can go, priced) * chosen >= what the need lacks without them, no coefficient larger than the right-hand side
 * (Fischetti and Salazar-Gonzalez 1999, 2001: capacity constraints).  First for the linear relaxation, then for
 * whole choices, until nothing is violated or a limit is reached.
 */
#include "figures/disclose_own.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { RELAXED_MOST = 12, WHOLE_MOST = 40, CUTS_MOST = 4000 };
/* Columns and rows of every node of branch and bound, summed: of one net, and of all. */
#define WORK_MOST 200000
#define WORK_OF_ALL 500000

struct exact {
	struct net *net;
	struct watch *watch;
	glp_prob *master, *attack;
	int n;                  /* cells to choose among */
	int *cols, *at;         /* their columns; by column: its number among them from 1, 0 */
	int n_needs;
	struct need *needs;
	double *chosen;         /* by number, from 1 */
	int cuts;
	int64_t work, work_most;
	int *index;
	double *value;
};

static void attack_load(struct exact *exact)
{
	const struct net *net = exact->net;
	int *index = mem_array((size_t)net->m + 1, sizeof *index);
	double *value = mem_array((size_t)net->m + 1, sizeof *value);

	exact->attack = glp_create_prob();
	if (net->m)
		glp_add_rows(exact->attack, net->m);
	for (int r = 1; r <= net->m; r++)
		glp_set_row_bnds(exact->attack, r, GLP_FX, 0, 0);
	glp_add_cols(exact->attack, net->n);
	for (int c = 0; c < net->n; c++) {
		int n = 0;

		for (int k = net->col_start[c]; k < net->col_start[c + 1]; k++) {
			index[++n] = net->col_row[k] + 1;
			value[n] = net->col_sign[k];
		}
		glp_set_mat_col(exact->attack, c + 1, n, index, value);
	}
	free(index);
	free(value);
}

static void master_load(struct exact *exact)
{
	exact->master = glp_create_prob();
	glp_set_obj_dir(exact->master, GLP_MIN);
	glp_add_cols(exact->master, exact->n);
	for (int i = 1; i <= exact->n; i++) {
		glp_set_col_kind(exact->master, i, GLP_BV);
		glp_set_obj_coef(exact->master, i, exact->net->weight[exact->cols[i - 1]]);
	}
}

/* exact->index and exact->value, from 1 to n, at least `least`. */
static void add_cut(struct exact *exact, int n, double least)
{
	int row = glp_add_rows(exact->master, 1);

	glp_set_row_bnds(exact->master, row, GLP_LO, least, 0);
	glp_set_mat_row(exact->master, row, n, exact->index, exact->value);
	exact->cuts++;
}

/* A primary cell is never withheld alone in a sum. */
static void first_cuts(struct exact *exact)
{
	const struct net *net = exact->net;

	for (int r = 0; r < net->m; r++) {
		bool need = false, free_cell = false;
		int n = 0;

		for (int k = net->row_start[r]; k < net->row_start[r + 1]; k++) {
			int c = net->row_col[k];

			if (exact->at[c]) {
				exact->index[++n] = exact->at[c];
				exact->value[n] = 1;
			} else if (!need && net->low[c] < net->high[c]) {
				need = true;
			} else {
				free_cell = true;
			}
		}
		if (need && !free_cell)
			add_cut(exact, n, 1);
	}
}

static double share(const struct exact *exact, int c)
{
	return exact->at[c] ? exact->chosen[exact->at[c]] : 1;
}

static void attack_bounds(struct exact *exact)
{
	const struct net *net = exact->net;

	for (int c = 0; c < net->n; c++) {
		double much = share(exact, c);
		double down = (double)(net->value[c] < net->cap ? net->value[c] : net->cap) * much;
		double up = (double)net->cap * much;

		if (much < 1e-9)
			glp_set_col_bnds(exact->attack, c + 1, GLP_FX, 0, 0);
		else
			glp_set_col_bnds(exact->attack, c + 1, GLP_DB, -down, up);
	}
}

/* The inequality out of the duals of the attacker's program; false where it is not violated. */
static bool cut_of(struct exact *exact, const struct need *need)
{
	const struct net *net = exact->net;
	double right = fabs((double)need->by), left = 0;
	int n = 0;

	for (int c = 0; c < net->n; c++) {
		double price = glp_get_col_dual(exact->attack, c + 1) * (need->by > 0 ? 1 : -1);
		double reach = price > 0 ? (double)net->cap : (double)(net->value[c] < net->cap ? net->value[c] : net->cap);

		price = fabs(price);
		if (price < 1e-7 || reach <= 0)
			continue;
		if (!exact->at[c]) {
			right -= price * reach;
			continue;
		}
		exact->index[++n] = exact->at[c];
		exact->value[n] = price * reach;
	}
	if (right < 1e-6)
		return false;
	for (int i = 1; i <= n; i++) {
		exact->value[i] = exact->value[i] < right ? exact->value[i] / right : 1;
		left += exact->value[i] * exact->chosen[exact->index[i]];
	}
	if (left > 1 - 1e-5)
		return false;
	add_cut(exact, n, 1);
	return true;
}

/* Whether the choice (whole or not) meets the need; adds what it violates. */
static bool need_holds(struct exact *exact, const struct need *need)
{
	glp_smcp how;
	glp_prob *p = exact->attack;
	int j = need->col + 1;
	double reach;

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.it_lim = 20000;
	glp_set_obj_dir(p, need->by > 0 ? GLP_MAX : GLP_MIN);
	glp_set_obj_coef(p, j, 1);
	exact->watch->programs++;
	reach = !glp_simplex(p, &how) && glp_get_status(p) == GLP_OPT ? glp_get_col_prim(p, j) : (double)need->by;
	glp_set_obj_coef(p, j, 0);
	if (need->by > 0 ? reach >= (double)need->by - 1e-6 : reach <= (double)need->by + 1e-6)
		return true;
	return !cut_of(exact, need);
}

/* How many inequalities more. */
static int separate(struct exact *exact)
{
	int before = exact->cuts;

	attack_bounds(exact);
	for (int i = 0; i < exact->n_needs && exact->cuts < CUTS_MOST && watch_on(exact->watch); i++)
		need_holds(exact, &exact->needs[i]);
	return exact->cuts - before;
}

static bool relaxed(struct exact *exact, double *least)
{
	glp_smcp how;

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	exact->watch->programs++;
	if (glp_simplex(exact->master, &how) || glp_get_status(exact->master) != GLP_OPT)
		return false;
	*least = glp_get_obj_val(exact->master);
	for (int i = 1; i <= exact->n; i++)
		exact->chosen[i] = glp_get_col_prim(exact->master, i);
	return true;
}

static void stop_late(glp_tree *tree, void *info)
{
	struct exact *exact = info;

	if (glp_ios_reason(tree) != GLP_ISELECT)
		return;
	exact->work += exact->n + exact->cuts;
	if (exact->work > exact->work_most)
		glp_ios_terminate(tree);
}

/* False when the limit was reached and nothing found. */
static bool whole(struct exact *exact, double *least)
{
	glp_iocp how;
	int status;

	glp_init_iocp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.cb_func = stop_late;
	how.cb_info = exact;
	exact->watch->programs++;
	glp_intopt(exact->master, &how);
	status = glp_mip_status(exact->master);
	if (status == GLP_OPT)
		*least = glp_mip_obj_val(exact->master);
	for (int i = 1; i <= exact->n && (status == GLP_OPT || status == GLP_FEAS); i++)
		exact->chosen[i] = glp_mip_col_val(exact->master, i) > 0.5;
	return status == GLP_OPT || status == GLP_FEAS;
}

/* True with a safe choice in exact->chosen, the optimum unless the limit was reached; *least is the best bound proved
 * either way.  `known` is the weight that is to be beaten: when nothing less is possible the search ends. */
static bool search(struct exact *exact, double known, double *least)
{
	double bound = 0;

	first_cuts(exact);
	for (int i = 0; i < RELAXED_MOST; i++) {
		if (!relaxed(exact, &bound) || !watch_on(exact->watch))
			return false;
		*least = bound;
		if (bound > known - 1 + 1e-6 || !separate(exact))
			break;
	}
	for (int i = 0; i < WHOLE_MOST && *least <= known - 1 + 1e-6; i++) {
		if (!relaxed(exact, &bound) || !whole(exact, &bound) || !watch_on(exact->watch))
			return false;
		*least = bound > *least ? bound : *least;
		if (*least <= known - 1 + 1e-6 && !separate(exact))
			return true;
	}
	return false;
}

static void exact_begin(struct exact *exact, struct net *net, struct watch *watch)
{
	memset(exact, 0, sizeof *exact);
	exact->net = net;
	exact->watch = watch;
	exact->cols = mem_array((size_t)net->n, sizeof *exact->cols);
	exact->at = mem_array((size_t)net->n, sizeof *exact->at);
	for (int c = 0; c < net->n; c++)
		if (net->state[c] == NET_OPEN || net->state[c] == NET_SECONDARY) {
			exact->cols[exact->n++] = c;
			exact->at[c] = exact->n;
		}
	exact->needs = net_needs(net, &exact->n_needs);
	exact->chosen = mem_array((size_t)exact->n + 1, sizeof *exact->chosen);
	exact->index = mem_array((size_t)exact->n + 1, sizeof *exact->index);
	exact->value = mem_array((size_t)exact->n + 1, sizeof *exact->value);
	attack_load(exact);
	master_load(exact);
}

static void exact_end(struct exact *exact)
{
	glp_delete_prob(exact->master);
	glp_delete_prob(exact->attack);
	free(exact->cols);
	free(exact->at);
	free(exact->needs);
	free(exact->chosen);
	free(exact->index);
	free(exact->value);
}

/* Takes the choice over where it has whole tables, and weighs less. */
static void take_over(struct exact *exact, int64_t known)
{
	struct net *net = exact->net;
	unsigned char *before = mem_alloc((size_t)net->n);
	int lost = 0;

	memcpy(before, net->state, (size_t)net->n);
	for (int i = 1; i <= exact->n; i++)
		net->state[exact->cols[i - 1]] = exact->chosen[i] > 0.5 ? NET_SECONDARY : NET_OPEN;
	net_unsee(net);
	net_choose(net, exact->watch, &lost);
	if (lost || net_weight(net) >= known) {
		memcpy(net->state, before, (size_t)net->n);
		net_unsee(net);
		net_choose(net, exact->watch, &lost);
	}
	free(before);
}

void net_exact(struct net *net, struct watch *watch, int64_t *least)
{
	struct exact exact;
	int64_t known = net_weight(net);
	double bound = 0;

	exact_begin(&exact, net, watch);
	exact.work_most = (WORK_OF_ALL - watch->work) / (watch->of - watch->done);
	exact.work_most = exact.work_most < WORK_MOST ? exact.work_most : WORK_MOST;
	if (search(&exact, (double)known, &bound))
		take_over(&exact, known);
	*least = (int64_t)ceil(bound - 1e-6);
	if (*least > known)
		*least = known;
	watch->work += exact.work;
	exact_end(&exact);
}
