/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the optimum is not proved: part of what is withheld is opened, and chosen anew with weights seen a little
 * different, by turns; what weighs least stays. */
#include "figures/disclose_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Steps of the simplex times columns: of all nets together. */
#define PIVOTS_MOST 6000000
#define TURNS_MOST 40

static unsigned mixed(unsigned turn, unsigned col)
{
	unsigned z = turn * 2654435761u ^ (col + 1) * 2246822519u;

	z = (z ^ z >> 15) * 2246822519u;
	return z ^ z >> 13;
}

void net_improve(struct net *net, struct watch *watch, int64_t least, int64_t turn_costs)
{
	unsigned char *best = mem_alloc((size_t)net->n);
	int64_t weight = net_weight(net), most = (PIVOTS_MOST - watch->improved) / (watch->of - watch->done);
	int64_t before = watch->pivots;
	int lost = 0;

	memcpy(best, net->state, (size_t)net->n);
	most -= turn_costs;
	for (unsigned turn = 1; turn <= TURNS_MOST && weight > least && watch->pivots - before < most; turn++) {
		net->turn = turn;
		net_unsee(net);
		for (int c = 0; c < net->n; c++)
			if (net->state[c] == NET_SECONDARY && mixed(turn, (unsigned)c) % 100 < 40)
				net->state[c] = NET_OPEN;
		net_choose(net, watch, &lost);
		net_open(net, watch);
		net_choose(net, watch, &lost);
		if (net_weight(net) < weight) {
			weight = net_weight(net);
			memcpy(best, net->state, (size_t)net->n);
		}
		memcpy(net->state, best, (size_t)net->n);
	}
	net->turn = 0;
	net_unsee(net);
	net_choose(net, watch, &lost);
	watch->improved += watch->pivots - before;
	free(best);
}
