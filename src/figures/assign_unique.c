/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether an optimal allocation is the only one.  Another would differ by a cycle of residual arcs that cost nothing in
 * any phase.  Places and groups that can both give and take a seat back are drawn together with what stands above them;
 * the rest of such arcs lead one way only, so a cycle is left where sorting them topologically (Kahn 1962) stops short.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "figures/assign_own.h"

struct free_arcs {
	const struct assign_net *net;
	int *from, *to;
	size_t n;
	bool loop;
};

/* The node that stands for this one. */
static int stands_for(const struct assign_net *net, int node)
{
	if (node >= net->n_people && node < net->n_people + net->n_places) {
		int place = node - net->n_people, above = assign_above(net, place);

		if (!net->taken[place] || net->taken[place] == net->places[place].seats ||
			assign_cost_compare(&net->ahead[node], &net->ahead[above]))
			return node;
		node = above;
	}
	if (node >= net->n_people && node < net->sink) {
		int group = node - net->n_people - net->n_places;

		if (net->given[group] && net->given[group] < net->caps[group] &&
			!assign_cost_compare(&net->ahead[node], &net->ahead[net->sink]))
			return net->sink;
	}
	return node;
}

/* The residual arc from u to v, when it costs nothing more than the way ahead. */
static void note(struct free_arcs *arcs, int u, int v, struct assign_cost cost)
{
	const struct assign_net *net = arcs->net;

	cost = assign_cost_sum(cost, &net->ahead[v]);
	if (assign_cost_compare(&cost, &net->ahead[u]))
		return;
	u = stands_for(net, u);
	v = stands_for(net, v);
	arcs->loop = arcs->loop || u == v;
	arcs->from[arcs->n] = u;
	arcs->to[arcs->n++] = v;
}

static void note_turned(struct free_arcs *arcs, int u, int v, struct assign_cost cost, bool used)
{
	static const struct assign_cost nothing;

	if (used)
		note(arcs, v, u, assign_cost_less(nothing, &cost));
	else
		note(arcs, u, v, cost);
}

static void note_seats(struct free_arcs *arcs, int node, int above, int on, int most)
{
	static const struct assign_cost nothing;

	if (on < most && !on)
		note(arcs, node, above, nothing);
	else if (on && on == most)
		note(arcs, above, node, nothing);
}

static void gather(struct free_arcs *arcs)
{
	const struct assign_net *net = arcs->net;

	for (size_t e = 0; e < net->n_edges; e++) {
		const struct assign_edge *edge = &net->edges[e];

		note_turned(arcs, edge->person, net->n_people + edge->place, assign_cost_of(edge),
			net->place_of[edge->person] == edge->place);
	}
	for (int i = 0; i < net->n_people; i++)
		note_turned(arcs, i, net->sink, assign_cost_past(net, i), net->place_of[i] < 0);
	for (int j = 0; j < net->n_places; j++)
		note_seats(arcs, net->n_people + j, assign_above(net, j), net->taken[j], net->places[j].seats);
	for (int g = 0; g < net->n_groups; g++)
		note_seats(arcs, net->n_people + net->n_places + g, net->sink, net->given[g], net->caps[g]);
}

static bool sorts(const struct free_arcs *arcs, int n_nodes)
{
	int *into = mem_array((size_t)n_nodes, sizeof(*into)), *queue = mem_array((size_t)n_nodes, sizeof(*queue));
	size_t *first = mem_array((size_t)n_nodes + 1, sizeof(*first)), *next = mem_array(arcs->n, sizeof(*next));
	int n = 0;

	for (size_t a = 0; a < arcs->n; a++) {
		into[arcs->to[a]]++;
		next[a] = first[arcs->from[a]];
		first[arcs->from[a]] = a + 1;
	}
	for (int v = 0; v < n_nodes; v++)
		if (!into[v])
			queue[n++] = v;
	for (int at = 0; at < n; at++)
		for (size_t a = first[queue[at]]; a; a = next[a - 1])
			if (!--into[arcs->to[a - 1]])
				queue[n++] = arcs->to[a - 1];
	free(into);
	free(queue);
	free(first);
	free(next);
	return n == n_nodes;
}

bool assign_is_unique(const struct assign_net *net)
{
	size_t room = net->n_edges + (size_t)net->n_nodes;
	struct free_arcs arcs = { .net = net, .from = mem_array(room, sizeof(*arcs.from)),
		.to = mem_array(room, sizeof(*arcs.to)) };
	bool unique;

	gather(&arcs);
	unique = !arcs.loop && sorts(&arcs, net->n_nodes);
	free(arcs.from);
	free(arcs.to);
	return unique;
}
