/* SPDX-License-Identifier: EUPL-1.2 */
/* Networks to measure and test flows on: read from DIMACS files, or made. */
#ifndef TESTS_BENCH_NETS_H
#define TESTS_BENCH_NETS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "figures/flow.h"

struct net {
	struct flow_problem problem;    /* over the two below */
	int64_t *supply;
	struct flow_arc *arcs;
};
void net_free(struct net *net);

/* The DIMACS format of minimum-cost flows (p min, n, a lines). On false `*line` tells where it is none. */
bool net_read(FILE *in, struct net *net, long *line);
void net_write(FILE *out, const struct net *net);

/* Made of a seed, the same on every machine:
 *   round   people x places, so many admissible places each, one seat a place, points as criteria give them, and a way
 *           past all places that costs more than all points: the very network of assign_solve();
 *   net     sources and sinks joined by random paths, then random arcs, as NETGEN does (Klingman, Napier, Stutz 1974);
 *   grid    a lattice whose left side supplies its right side, as GRIDGEN does (Lee and Orlin 1991).
 * False for a kind that is none. */
bool net_make(const char *kind, int a, int b, int c, uint64_t seed, struct net *net);

#endif
