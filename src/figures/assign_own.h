/* SPDX-License-Identifier: EUPL-1.2 */
/* What assign.c (the phases), assign_net.c (the problem in order), assign_price.c (prices, what would have been needed)
 * and assign_unique.c share. */
#ifndef FIGURES_ASSIGN_OWN_H
#define FIGURES_ASSIGN_OWN_H

#include "figures/assign.h"

/* Placed and points are one cost: a person is worth `dear` points. */
enum { COST_POINTS, COST_WAITED, COST_LOTS, COST_WHICH, COSTS };
struct assign_cost {
	int64_t at[COSTS];
};

struct assign_edge {
	int person, place;
	int64_t points;
	int64_t which;          /* assign_which() of the two */
	int arc;                /* of the flow */
};

/* The same as a place sees it: what a search asks first, side by side. */
struct assign_bid {
	int64_t points, which;
	int person;
};

/*
 * The problem in order, and where a solution stands.  Nodes: people, places, groups, the sink.  A residual arc leads
 * where one more could go: a pair from person to place; back from the place to who has it; from a place with a free
 * seat to its group (or the sink), back where a seat is taken; groups alike; from a person past all places to the sink.
 */
struct assign_net {
	int n_people, n_places, n_groups, n_nodes, sink;
	int64_t most, dear;
	struct assign_person *people;
	struct assign_place *places;
	int *caps;
	int *members, *first_member;            /* places by group, first_member[n_groups] ends */
	struct assign_edge *edges;              /* by person */
	size_t n_edges, edges_room;
	size_t *first_of_person;                /* n_people + 1 */
	size_t *first_at_place;                 /* n_places + 1 */
	struct assign_bid *bids;                /* by place */
	int *place_of_pair;                     /* the edges' places and points in rows, for assign_pairs() */
	int64_t *points_of_pair;
	/* the solution */
	int *place_of;                          /* by person, -1 */
	size_t *edge_of;                        /* by person who has a place: the pair they have it by */
	int *taken, *given;                     /* by place, by group */
	struct assign_cost *ahead;              /* by node: the cheapest residual way to the sink, or prices that allow
	                                         * none cheaper than nothing */
};

enum status assign_net_new(const struct assign_problem *problem, struct assign_net **out, struct err *err);
void assign_net_free(struct assign_net *net);
void assign_net_add(struct assign_net *net, int person, int place, int64_t points);
/* After pairs were added: in order again. */
void assign_net_index(struct assign_net *net);
bool assign_net_knows(const struct assign_net *net, int person, int place);
/* Node over which a place's seats are given. */
int assign_above(const struct assign_net *net, int place);

struct assign_cost assign_cost_of(const struct assign_edge *edge);
struct assign_cost assign_cost_past(const struct assign_net *net, int person);
int assign_cost_compare(const struct assign_cost *a, const struct assign_cost *b);
struct assign_cost assign_cost_sum(struct assign_cost a, const struct assign_cost *b);
struct assign_cost assign_cost_less(struct assign_cost a, const struct assign_cost *b);

/* Makes of valid prices in `ahead` the shortest ways. */
void assign_price(struct assign_net *net);
/* In all phases, by the shortest ways. */
bool assign_is_unique(const struct assign_net *net);

#endif
