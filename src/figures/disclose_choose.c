/* SPDX-License-Identifier: EUPL-1.2 */
/* Which cells are withheld besides: the heuristic.  One need after the other, the largest first, the cheapest deviation
 * that meets it, in which cells that are withheld already cost next to nothing; what every deviation found so far
 * does for other needs is remembered.  Then each cell withheld, the dearest first, is opened again where all
 * needs that leant on it can be met without. */
#include "figures/disclose_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Of opening again, in one net: steps of the simplex times columns.  Beyond, the cheaper cells stay withheld. */
#define PIVOTS_MOST 80000000

static int compare_needs(const void *a, const void *b)
{
	const struct need *x = a, *y = b;
	int64_t bx = x->by < 0 ? -x->by : x->by, by = y->by < 0 ? -y->by : y->by;

	if (bx != by)
		return bx > by ? -1 : 1;
	if (x->col != y->col)
		return x->col < y->col ? -1 : 1;
	return x->by > y->by ? -1 : x->by < y->by;
}

struct need *net_needs(const struct net *net, int *n)
{
	struct need *needs = mem_array((size_t)net->n * 2, sizeof *needs);

	*n = 0;
	for (int c = 0; c < net->n; c++) {
		if (net->high[c] > net->value[c])
			needs[(*n)++] = (struct need){ c, net->high[c] - net->value[c] };
		if (net->low[c] < net->value[c])
			needs[(*n)++] = (struct need){ c, net->low[c] - net->value[c] };
	}
	qsort(needs, (size_t)*n, sizeof *needs, compare_needs);
	return needs;
}

/* ---- what moves show ---- */

static bool met(const struct net *net, const struct need *need)
{
	return need->by > 0 ? net->up[need->col] >= need->by : net->down[need->col] <= need->by;
}

/* What the cells withheld so far do for each other. */
static void see_withheld(struct net *net, const struct need *needs, int n, struct watch *watch)
{
	int *cols = mem_array((size_t)net->n, sizeof *cols), *lp_of = mem_array((size_t)net->n, sizeof *lp_of), n_lps = 0;
	struct lp **lps = mem_array((size_t)net->n, sizeof(struct lp *));

	for (int i = 0; i < n && watch_on(watch); i++) {
		int c = needs[i].col;
		struct move move;

		if (met(net, &needs[i]))
			continue;
		if (!lp_of[c]) {
			int around = net_around(net, c, cols);

			lps[n_lps++] = lp_new(net, cols, around, watch);
			for (int k = 0; k < around; k++)
				lp_of[cols[k]] = n_lps;
		}
		if (lp_move(lps[lp_of[c] - 1], c, needs[i].by, &move))
			net_see(net, &move);
	}
	for (int i = 0; i < n_lps; i++)
		lp_free(lps[i]);
	free(lps);
	free(lp_of);
	free(cols);
}

/* ---- choosing ---- */

static void withhold(struct net *net, struct lp *lp, const struct move *move)
{
	for (int i = 0; i < move->n; i++)
		if (net->state[move->col[i]] == NET_OPEN) {
			net->state[move->col[i]] = NET_SECONDARY;
			lp_cost(lp, move->col[i], 0.01);
		}
}

/* Tries of less, where no whole number was found at the bound. */
#define LOWER_MOST 8

/* With everything withheld: what can be had of a need at all. */
static bool lower(struct net *net, const int *all, struct lp *lp, struct watch *watch, struct need *need,
	struct move *out)
{
	unsigned char *state = mem_alloc((size_t)net->n);
	bool up = need->by > 0;
	struct attack *attack;
	int64_t reach;

	memcpy(state, net->state, (size_t)net->n);
	for (int c = 0; c < net->n; c++)
		net->state[c] = state[c] == NET_OPEN ? NET_SECONDARY : state[c];
	attack = attack_new(net, all, net->n, watch);
	reach = attack_reach(attack, need->col, up) - net->value[need->col];
	attack_free(attack);
	memcpy(net->state, state, (size_t)net->n);
	free(state);
	if (up ? reach < need->by : reach > need->by)
		need->by = reach;
	for (int tries = 0; need->by && !lp_move(lp, need->col, need->by, out); tries++)
		need->by = tries < LOWER_MOST ? need->by - (up ? 1 : -1) : 0;
	*(up ? &net->high[need->col] : &net->low[need->col]) = net->value[need->col] + need->by;
	return need->by != 0;
}

static int *all_columns(const struct net *net)
{
	int *all = mem_array((size_t)net->n, sizeof *all);

	for (int c = 0; c < net->n; c++)
		all[c] = c;
	return all;
}

void net_choose(struct net *net, struct watch *watch, int *lost)
{
	int n_needs, *all = all_columns(net);
	struct need *needs = net_needs(net, &n_needs);
	struct lp *lp = NULL;

	see_withheld(net, needs, n_needs, watch);
	for (int i = 0; i < n_needs && watch_on(watch); i++) {
		struct move move;

		if (met(net, &needs[i]))
			continue;
		lp = lp ? lp : lp_new(net, all, net->n, watch);
		if (!lp_move(lp, needs[i].col, needs[i].by, &move)) {
			++*lost;
			if (!lower(net, all, lp, watch, &needs[i], &move))
				continue;
		}
		withhold(net, lp, &move);
		net_see(net, &move);
	}
	lp_free(lp);
	free(needs);
	free(all);
}

/* ---- opening again ---- */

/* Moves that meet needs: each need leans on its own or on another's, made so often. */
struct shown {
	struct move *moves;     /* by need; n 0: it has none of its own */
	int *by;                /* by need: whose move, -1: none yet */
};

/* What is withheld and tied together, with the needs in it. */
struct knot {
	struct net *net;
	struct lp *lp;
	int n_cols, n_needs;
	int *cols;
	struct need *needs;
	int *at;                /* by column of the net: its first need, -1 */
	struct shown shown;
};

static struct shown shown_new(int n)
{
	struct shown shown = { mem_array((size_t)n, sizeof *shown.moves), mem_array((size_t)n, sizeof *shown.by) };

	for (int i = 0; i < n; i++)
		shown.by[i] = -1;
	return shown;
}

static void shown_free(struct shown *shown, int n)
{
	for (int i = 0; i < n; i++)
		move_free(&shown->moves[i]);
	free(shown->moves);
	free(shown->by);
}

static void knot_free(struct knot *knot)
{
	shown_free(&knot->shown, knot->n_needs);
	lp_free(knot->lp);
	free(knot->cols);
	free(knot->needs);
	free(knot->at);
}

/* Finds a move for need i, and which others without one it meets as well. */
static bool knot_show(struct knot *knot, struct shown *shown, int i)
{
	struct move *move = &shown->moves[i];
	int64_t most[2];

	if (!lp_move(knot->lp, knot->needs[i].col, knot->needs[i].by, move))
		return false;
	shown->by[i] = i;
	if (move->broken)
		return true;
	most[0] = net_times(knot->net, move, 1);
	most[1] = net_times(knot->net, move, -1);
	for (int k = 0; k < move->n; k++)
		for (int j = knot->at[move->col[k]]; j >= 0 && j < knot->n_needs && knot->needs[j].col == move->col[k]; j++) {
			bool same = (knot->needs[j].by > 0) == (move->by[k] > 0);
			int64_t one = move->by[k] < 0 ? -move->by[k] : move->by[k];
			int64_t by = knot->needs[j].by < 0 ? -knot->needs[j].by : knot->needs[j].by;

			if (shown->by[j] < 0 && (by + one - 1) / one <= most[same ? 0 : 1])
				shown->by[j] = i;
		}
	return true;
}

static bool anything_to_open(const struct net *net, const int *cols, int n)
{
	for (int i = 0; i < n; i++)
		if (net->state[cols ? cols[i] : i] == NET_SECONDARY)
			return true;
	return false;
}

static void knot_needs(struct knot *knot)
{
	const struct net *net = knot->net;

	knot->needs = mem_array((size_t)knot->n_cols * 2, sizeof *knot->needs);
	for (int i = 0; i < knot->n_cols; i++) {
		int c = knot->cols[i];

		if (net->high[c] > net->value[c])
			knot->needs[knot->n_needs++] = (struct need){ c, net->high[c] - net->value[c] };
		if (net->low[c] < net->value[c])
			knot->needs[knot->n_needs++] = (struct need){ c, net->low[c] - net->value[c] };
	}
	knot->at = mem_array((size_t)net->n, sizeof *knot->at);
	for (int c = 0; c < net->n; c++)
		knot->at[c] = -1;
	for (int i = knot->n_needs - 1; i >= 0; i--)
		knot->at[knot->needs[i].col] = i;
}

/* Moves that the choice has shown, the shortest for each need. */
static void knot_known(struct knot *knot)
{
	const struct net *net = knot->net;
	int *best = mem_array((size_t)knot->n_needs, sizeof *best), *owner = mem_array((size_t)net->n_moves, sizeof *owner);

	for (int m = 0; m < net->n_moves; m++) {
		const struct move *move = &net->moves[m];
		int64_t most[2] = { net_times(net, move, 1), net_times(net, move, -1) };

		for (int k = 0; k < move->n; k++)
			for (int j = knot->at[move->col[k]]; j >= 0 && j < knot->n_needs && knot->needs[j].col == move->col[k]; j++)
				if (llabs(move->by[k]) * most[(knot->needs[j].by > 0) != (move->by[k] > 0)] >=
				    llabs(knot->needs[j].by) && (!best[j] || net->moves[best[j] - 1].n > move->n))
					best[j] = m + 1;
	}
	for (int j = 0; j < knot->n_needs; j++) {
		if (!best[j])
			continue;
		if (!owner[best[j] - 1]) {
			knot->shown.moves[j] = move_copy(&net->moves[best[j] - 1]);
			owner[best[j] - 1] = j + 1;
		}
		knot->shown.by[j] = owner[best[j] - 1] - 1;
	}
	free(best);
	free(owner);
}

/* False where there is nothing to open, or a need has no move in whole numbers: then nothing is opened. */
static bool knot_begin(struct knot *knot, struct net *net, int col, struct watch *watch)
{
	bool all = true;

	memset(knot, 0, sizeof *knot);
	knot->net = net;
	knot->cols = mem_array((size_t)net->n, sizeof *knot->cols);
	knot->n_cols = net_around(net, col, knot->cols);
	if (!anything_to_open(net, knot->cols, knot->n_cols))
		return false;
	knot_needs(knot);
	knot->lp = lp_new(net, knot->cols, knot->n_cols, watch);
	knot->shown = shown_new(knot->n_needs);
	knot_known(knot);
	for (int i = 0; i < knot->n_needs && all && watch_on(watch); i++)
		all = knot->shown.by[i] >= 0 || knot_show(knot, &knot->shown, i);
	return all && !watch->stopped;
}

static bool uses(const struct move *move, int col)
{
	for (int i = 0; i < move->n; i++)
		if (move->col[i] == col)
			return true;
	return false;
}

/* Tries without a column. */
static void knot_without(struct knot *knot, int col)
{
	struct shown instead = shown_new(knot->n_needs);
	bool goes = true;

	for (int i = 0; i < knot->n_needs; i++)
		if (!uses(&knot->shown.moves[knot->shown.by[i]], col))
			instead.by[i] = knot->shown.by[i];
	lp_bar(knot->lp, col, true);
	for (int i = 0; i < knot->n_needs && goes; i++)
		goes = instead.by[i] >= 0 || knot_show(knot, &instead, i);
	if (goes) {
		knot->net->state[col] = NET_OPEN;
		for (int i = 0; i < knot->n_needs; i++)
			if (instead.moves[i].n) {
				move_free(&knot->shown.moves[i]);
				knot->shown.moves[i] = instead.moves[i];
				memset(&instead.moves[i], 0, sizeof instead.moves[i]);
			}
		memcpy(knot->shown.by, instead.by, (size_t)knot->n_needs * sizeof *instead.by);
	} else {
		lp_bar(knot->lp, col, false);
	}
	shown_free(&instead, knot->n_needs);
}

static const struct net *weighing;

static int compare_dearest(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	if (weighing->weight[x] != weighing->weight[y])
		return weighing->weight[x] > weighing->weight[y] ? -1 : 1;
	return x - y;
}

static void knot_open(struct knot *knot, struct watch *watch, int64_t most)
{
	lp_broken(knot->lp);
	weighing = knot->net;
	qsort(knot->cols, (size_t)knot->n_cols, sizeof *knot->cols, compare_dearest);
	for (int i = 0; i < knot->n_cols && watch->pivots < most && watch_on(watch); i++)
		if (knot->net->state[knot->cols[i]] == NET_SECONDARY)
			knot_without(knot, knot->cols[i]);
}

void net_open(struct net *net, struct watch *watch)
{
	int64_t most = watch->pivots + PIVOTS_MOST;
	bool *done;

	if (!anything_to_open(net, NULL, net->n))
		return;
	done = mem_array((size_t)net->n, sizeof *done);
	for (int c = 0; c < net->n && watch_on(watch); c++) {
		struct knot knot;

		if (done[c] || !net_withheld(net, c))
			continue;
		if (knot_begin(&knot, net, c, watch))
			knot_open(&knot, watch, most);
		for (int i = 0; i < knot.n_cols; i++)
			done[knot.cols[i]] = true;
		knot_free(&knot);
	}
	net_unsee(net);
	free(done);
}
