/* SPDX-License-Identifier: EUPL-1.2 */
/* What the parts of disclosure control share: tables as they are told (disclose.c), the system of cells and sums
 * (disclose_cells.c), connected parts of it as nets (disclose_net.c), programs over them (disclose_lp.c), the
 * choice (disclose_choose.c, disclose_exact.c) and the audit (disclose_audit.c). */
#ifndef FIGURES_DISCLOSE_OWN_H
#define FIGURES_DISCLOSE_OWN_H

#include "figures/disclose.h"

#include "base/map.h"
#include "base/str.h"

/* ---- what was told ---- */

struct code {
	char *name;
	int parent;             /* -1: none (`whole`, unions) */
	bool placed;            /* its parent was told */
	int n_members;          /* of a union */
	int *members;
};
struct dimension {
	char *name;
	int n_codes;
	struct code *codes;     /* [0] is `whole` */
	struct map *by_name;    /* to index + 1 */
};
struct table {
	char *population;
	struct disclose_rule rule;
	int n;
	int dimension[DISCLOSE_DIMENSIONS_MOST];
};
struct figure {
	char *key;
	double value;
	int n;
	int *cells;
};

enum {
	CELL_UNPRINTED = 1,
	CELL_BEFORE = 2,
	CELL_SECRET = 4,
	CELL_IMPOSSIBLE = 8,
	CELL_TOLD = 16,         /* its value was */
	CELL_BUSY = 32,         /* its value is being worked out */
	CELL_AMOUNT = 64,       /* contributors were told */
};
struct cell {
	char *key;
	int64_t value;          /* -1: not known yet */
	struct disclose_rule rule;
	int flags;
	int weight;             /* 0: by its value */
	int left_over;          /* of a difference: its sum; -1 */
	int64_t n, largest, second;
};
struct sum {
	int total, n;
	int *parts;
};
struct disclose {
	int n_dimensions, n_tables, n_cells, n_sums, n_figures;
	struct dimension *dimensions;
	struct table *tables;
	struct cell *cells;
	struct sum *sums;
	struct figure *figures;
	struct map *by_key;     /* cells, to index + 1 */
	struct map *by_sum;     /* sums, to index + 1: none twice */
	struct err err;         /* the first thing that was told wrongly where nothing could say so */
};

/* Index of the code, -1: none.  NULL is `whole`. */
int dimension_code(const struct dimension *dimension, const char *code);
/* The key of a table's cell; codes by index. */
void table_key(const struct disclose *disclose, int table, const int *codes, struct str *out);
int cell_at(struct disclose *disclose, int table, const int *codes);
/* All cells and sums of all tables. */
enum status cells_expand(struct disclose *disclose, struct err *err);
/* All values, and whether sums add up. */
enum status cells_value(struct disclose *disclose, struct err *err);
/* What the rule asks of a cell: false when it is not primary. */
bool cell_need(const struct cell *cell, int64_t *low, int64_t *high);
int cell_weight(const struct cell *cell);

/* ---- connected parts ---- */

enum { NET_OPEN, NET_SECONDARY, NET_PRIMARY, NET_UNPRINTED };
/* Another table that agrees with what is published, as its differences from the true one. */
struct move {
	int n;
	int *col;
	int64_t *by;
	bool broken;            /* not in whole numbers: `by` is rounded away from 0 */
};
void move_free(struct move *move);
struct move move_copy(const struct move *move);

/* Cells that can be withheld and are tied together by sums; what cannot be withheld stands in no net, for a deviation
 * from the published table never moves it. */
struct net {
	int n, m;
	int *cell;              /* by column: the cell's number */
	int64_t *value;
	int64_t *low, *high;    /* what the attacker must still believe; both the value where nothing is asked */
	int *weight;
	unsigned turn;          /* above 0: weights are seen a little different, for another choice */
	unsigned char *state;
	int *row_start, *row_col;       /* sums, coefficient 1 or -1 */
	signed char *row_sign;
	int *col_start, *col_row;
	signed char *col_sign;
	int64_t cap;            /* no deviation beyond it is looked for */
	int n_moves;            /* whole ones among withheld cells, that show the needs: see net_see() */
	struct move *moves;
	int64_t *up, *down;     /* by column: how far some of them is from the truth */
};
struct nets {
	int n;
	struct net *nets;
};
void nets_make(const struct disclose *disclose, struct nets *out);
void nets_free(struct nets *nets);
/* Withheld columns tied to `col` by sums among withheld ones, itself included, in ascending order; `out` has room for
 * all. */
int net_around(const struct net *net, int col, int *out);
bool net_withheld(const struct net *net, int col);
/* How many times over the move can be made, in the direction of `sign`, at most net->cap times. */
int64_t net_times(const struct net *net, const struct move *move, int sign);
/* Keeps the move, and what it shows made as often as can be, either way. */
void net_see(struct net *net, struct move *move);
/* Forgets all moves: cells may be opened. */
void net_unsee(struct net *net);

/* ---- programs ---- */

struct watch {
	const struct disclose_how *how;
	int programs;           /* solved */
	int done, of;           /* parts of the way */
	int64_t work;           /* steps of branch and bound used up */
	int64_t pivots;         /* of the simplex, times columns */
	int64_t improved;       /* of them, in net_improve() */
	bool stopped;
};
/* False from the time on when it was told to stop. */
bool watch_on(struct watch *watch);
/* Calls what uses GLPK, which would end the program when something is wrong inside; false when that happened: nothing
 * of GLPK's is there any more. */
bool lp_guarded(void (*what)(void *with), void *with);

/* Over some columns of a net; all others stay as they are. */
struct lp;
struct lp *lp_new(const struct net *net, const int *cols, int n, struct watch *watch);
void lp_free(struct lp *lp);
/* What a unit of deviation costs, either way; at first the weight of open cells, little of others. */
void lp_cost(struct lp *lp, int col, double cost);
void lp_bar(struct lp *lp, int col, bool barred);
/* From here on moves may be broken: faster.  Whether there are whole ones as well is seen later. */
void lp_broken(struct lp *lp);
/* The cheapest move of `col` by at least `by` (below 0: down) that was found in whole numbers.  False: there is none. */
bool lp_move(struct lp *lp, int col, int64_t by, struct move *out);

/* The attacker's side: all that is withheld among some columns. */
struct attack;
struct attack *attack_new(const struct net *net, const int *cols, int n, struct watch *watch);
void attack_free(struct attack *attack);
/* The value that `col` can reach at most (or at least); DISCLOSED_NO_BOUND: without end. */
int64_t attack_reach(struct attack *attack, int col, bool up);

/* ---- choice and audit ---- */

/* By how much a column must be movable. */
struct need {
	int col;
	int64_t by;
};
/* All of a net, the largest first; the caller frees. */
struct need *net_needs(const struct net *net, int *n);

/* Withholds (NET_SECONDARY) what makes all needs movable.  Needs that cannot be met with everything withheld are
 * lowered to what can be had, and counted in *lost. */
void net_choose(struct net *net, struct watch *watch, int *lost);
/* Opens again what is not needed. */
void net_open(struct net *net, struct watch *watch);
/* Opens some of what is chosen and chooses again, in turns, keeping what weighs least, down to `least`; a turn takes
 * about as many pivots as told. */
void net_improve(struct net *net, struct watch *watch, int64_t least, int64_t turn_costs);
/* Looks for the optimum, beginning from what is chosen, which it may replace; *least: proved. */
void net_exact(struct net *net, struct watch *watch, int64_t *least);
int64_t net_weight(const struct net *net);

struct bounds {
	int64_t low, high;
};
/* Bounds of all cells by number, and two whole tables for every need, added up from cells and sums as they were told. */
enum status disclose_audit(const struct disclose *disclose, const struct nets *nets, struct bounds *bounds,
	struct watch *watch, struct err *err);

#endif
