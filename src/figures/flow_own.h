/* SPDX-License-Identifier: EUPL-1.2 */
/* What flow.c (the steps) and flow_build.c (making, reading and taking apart) share. */
#ifndef FIGURES_FLOW_OWN_H
#define FIGURES_FLOW_OWN_H

#include "figures/flow.h"

enum { NO_ARC = -1 };
/* Stands for no bound; what was sent is taken off it and stays far below FLOW_FREE. */
#define BOUNDLESS (FLOW_FREE * 2)

struct flow_line {
	int64_t cost;
	int from, to;
};

struct flow_node {
	int parent, pred;       /* pred: the arc between them, NO_ARC: the node's own to the root */
	int64_t up, down;       /* what it still takes towards the parent and from it */
	bool upwards;           /* the arc leads to the parent */
};

/* Apart from the rest, because every step walks along many of these. */
struct flow_thread {
	int next;               /* in preorder, a ring with the root in it */
	int depth;              /* the root's is 0 */
};

struct flow {
	int n_nodes, n_arcs, arcs_room, root;
	int *row;               /* by arc as given: its row in what follows, where arcs stand in an order of our own */
	struct flow_line *line;
	int64_t *room;          /* upper less lower bound */
	int64_t *low;           /* NULL: all 0 */
	int8_t *state;          /* 1 at its lower, -1 at its upper bound; 0: of the tree, or fixed where it stands */
	bool *full;             /* outside the tree: at its upper bound */
	/* by node, the root's last */
	int64_t *supply;        /* less what lower bounds send */
	int64_t *price;
	struct flow_node *node;
	struct flow_thread *thread;
	int *prev;
	int64_t dear;           /* cost of the arcs from the root: above every way through real ones */
	int64_t highest;        /* of the costs */
	int64_t sent;           /* all supplies and finite bounds together */
	int block, next;        /* of arcs looked at; where the last search ended */
	int64_t looked, moved;  /* arcs and nodes, since the block was set */
	int64_t steps;
	bool hung, refined;
	bool stale;             /* prices were made with another `dear` */
};

/* Sets `dear`; false and a sentence when costs are so high that sums would not fit. */
bool flow_dear(struct flow *flow, int64_t highest, struct err *err);
/* Whether nothing goes through the root. */
enum status flow_feasible(const struct flow *flow, struct err *err);

#endif
