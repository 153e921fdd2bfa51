/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Minimum-cost flow: sends every node's supply along arcs to the nodes that want it, at the lowest cost, no arc below
 * its lower or above its upper bound.
 *
 * Method: the primal network simplex with strongly feasible spanning trees, which cannot cycle (Cunningham, A network
 * simplex method, Mathematical Programming 11, 1976), the tree kept as parent, depth and preorder thread (Ahuja,
 * Magnanti, Orlin, Network Flows, 1993, ch. 11), entering arcs by block search (Grigoriadis, An efficient
 * implementation of the network simplex method, 1986; blocks around the root of the number of arcs: Kovacs, Minimum-cost
 * flow algorithms, Optimization Methods and Software 30, 2015).  Integers throughout, so nothing is rounded.
 *
 * Costs may be negative; a cycle of negative cost is filled to its bounds and refused where it has none.
 *
 * Prices: with reduced cost(a) = cost(a) + price(from) - price(to), an optimal flow uses an arc of positive reduced
 * cost at its lower bound, one of negative at its upper bound.  flow_certify() asks exactly this.
 */
#ifndef FIGURES_FLOW_H
#define FIGURES_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* Upper bounds from here on are none. */
#define FLOW_FREE ((int64_t)1 << 60)

struct flow_arc {
	int from, to;           /* nodes, 0 .. n_nodes - 1; no loops */
	int64_t low, most;      /* bounds: -FLOW_FREE < low <= most */
	int64_t cost;           /* of one unit */
};

struct flow_problem {
	int n_nodes, n_arcs;
	const int64_t *supply;  /* by node: above 0 sends, below 0 receives; in all 0 */
	const struct flow_arc *arcs;
};

/* Called every few thousand steps; false stops. */
struct flow_watch {
	bool (*go_on)(void *with, int64_t steps);
	void *with;
};

struct flow;

/*
 * Copies what it needs.  ST_INVALID with a sentence: supplies that are not balanced, an arc to nowhere, bounds that
 * contradict, numbers whose sums would not fit 60 bits.
 */
enum status flow_new(const struct flow_problem *problem, struct flow **out, struct err *err);
void flow_free(struct flow *flow);
/* A column more, before or after flow_solve(), not after flow_refine(); its lower bound is 0.  Solving then goes on from
 * where it stood. */
enum status flow_add(struct flow *flow, const struct flow_arc *arc, struct err *err);

/*
 * ST_INVALID: no flow meets all supplies (the sentence names the nodes that cannot get rid of theirs: what leaves them
 * is full) or a cycle of negative cost without bound.  ST_CANCELLED: `watch` said so; another call goes on.
 */
enum status flow_solve(struct flow *flow, const struct flow_watch *watch, struct err *err);

/*
 * The next phase: the best by other costs (by arc, in the order given and added) among all flows that are optimal by
 * the former.  Arcs whose reduced cost is not 0 stay at their bound from here on.
 */
enum status flow_refine(struct flow *flow, const int64_t *cost, const struct flow_watch *watch, struct err *err);

int64_t flow_on(const struct flow *flow, int arc);
/* Of the phase solved last. */
int64_t flow_price(const struct flow *flow, int node);
int64_t flow_steps(const struct flow *flow);
/* All arcs at once. */
void flow_copy(const struct flow *flow, int64_t *on);

/*
 * Whether `on` (by arc) is a flow of the problem, optimal in each of n phases on the optima of the phase before: of
 * every arc that could carry more, the first reduced cost that is not 0 is positive, of every one that could carry
 * less, negative (Ahuja, Magnanti, Orlin, theorem 9.4, lexicographically).  cost[k] by arc, price[k] by node; cost[0]
 * NULL: the arcs' own.  Knows nothing of how the flow was found.  ST_CORRUPT says what does not hold, and where.
 */
enum status flow_certify(const struct flow_problem *problem, const int64_t *on, int n, const int64_t *const *cost,
	const int64_t *const *price, struct err *err);
/* The cost of a flow; false when it does not fit. */
bool flow_cost(const struct flow_problem *problem, const int64_t *on, int64_t *out);

#endif
