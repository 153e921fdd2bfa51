/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Prices as the cheapest residual ways to the sink, in all phases at once, and what a person would have needed for a
 * place.  One search (Dijkstra's, from the end of the ways backwards, costs compared phase by phase) does both: prices
 * known before make all lengths 0 or more (Johnson, Efficient algorithms for shortest paths in sparse networks, 1977).
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "figures/assign_own.h"

enum { UNSEEN = -1, SETTLED = -2 };

/* A binary heap of nodes by length. */
struct search {
	const struct assign_net *net;
	struct assign_cost *length;     /* by node, reduced */
	int *spot;                      /* by node: in the heap, or one of the above */
	int *heap;
	int n;
};

static void search_init(struct search *s, const struct assign_net *net)
{
	size_t nodes = (size_t)net->n_nodes;

	*s = (struct search){ .net = net, .length = mem_array(nodes, sizeof(*s->length)),
		.spot = mem_array(nodes, sizeof(*s->spot)), .heap = mem_array(nodes, sizeof(*s->heap)) };
	for (int v = 0; v < net->n_nodes; v++)
		s->spot[v] = UNSEEN;
}

static void search_free(struct search *s)
{
	free(s->length);
	free(s->spot);
	free(s->heap);
}

static bool nearer(const struct search *s, int u, int v)
{
	return assign_cost_compare(&s->length[u], &s->length[v]) < 0;
}

static void stand(struct search *s, int at, int node)
{
	s->heap[at] = node;
	s->spot[node] = at;
}

static void rise(struct search *s, int node)
{
	int at = s->spot[node];

	for (; at && nearer(s, node, s->heap[(at - 1) / 2]); at = (at - 1) / 2)
		stand(s, at, s->heap[(at - 1) / 2]);
	stand(s, at, node);
}

static int take_nearest(struct search *s)
{
	int node = s->heap[0], moved = s->heap[--s->n], at = 0;

	s->spot[node] = SETTLED;
	if (!s->n)
		return node;
	for (int child; (child = 2 * at + 1) < s->n; at = child) {
		if (child + 1 < s->n && nearer(s, s->heap[child + 1], s->heap[child]))
			child++;
		if (!nearer(s, s->heap[child], moved))
			break;
		stand(s, at, s->heap[child]);
	}
	stand(s, at, moved);
	return node;
}

static void reach(struct search *s, int node, const struct assign_cost *length)
{
	if (s->spot[node] == SETTLED || (s->spot[node] >= 0 && assign_cost_compare(length, &s->length[node]) >= 0))
		return;
	s->length[node] = *length;
	if (s->spot[node] == UNSEEN)
		stand(s, s->n++, node);
	rise(s, node);
}

/* By points alone, which tells for most: whether a residual arc from u to the settled v could shorten anything. */
static bool may_shorten(const struct search *s, int u, int v, int64_t points)
{
	const struct assign_cost *ahead = s->net->ahead;

	if (s->spot[u] < 0)
		return s->spot[u] == UNSEEN;
	return points + ahead[v].at[COST_POINTS] - ahead[u].at[COST_POINTS] + s->length[v].at[COST_POINTS] <=
		s->length[u].at[COST_POINTS];
}

static void relax(struct search *s, int u, int v, struct assign_cost cost)
{
	const struct assign_cost *ahead = s->net->ahead;

	if (!may_shorten(s, u, v, cost.at[COST_POINTS]))
		return;
	cost = assign_cost_less(assign_cost_sum(cost, &ahead[v]), &ahead[u]);
	cost = assign_cost_sum(cost, &s->length[v]);
	reach(s, u, &cost);
}

static const struct assign_cost nothing;

static void into_sink(struct search *s)
{
	const struct assign_net *net = s->net;

	for (int i = 0; i < net->n_people; i++)
		relax(s, i, net->sink, assign_cost_past(net, i));
	for (int j = 0; j < net->n_places; j++)
		if (net->places[j].group < 0 && net->taken[j] < net->places[j].seats)
			relax(s, net->n_people + j, net->sink, nothing);
	for (int g = 0; g < net->n_groups; g++)
		if (net->given[g] < net->caps[g])
			relax(s, net->n_people + net->n_places + g, net->sink, nothing);
}

static void into_group(struct search *s, int group)
{
	const struct assign_net *net = s->net;
	int node = net->n_people + net->n_places + group;

	for (int m = net->first_member[group]; m < net->first_member[group + 1]; m++)
		if (net->taken[net->members[m]] < net->places[net->members[m]].seats)
			relax(s, net->n_people + net->members[m], node, nothing);
	if (net->given[group])
		relax(s, net->sink, node, nothing);
}

static void into_place(struct search *s, int place)
{
	const struct assign_net *net = s->net;
	int node = net->n_people + place;

	for (size_t p = net->first_at_place[place]; p < net->first_at_place[place + 1]; p++) {
		const struct assign_bid *bid = &net->bids[p];

		if (may_shorten(s, bid->person, node, -bid->points))
			relax(s, bid->person, node, (struct assign_cost){ { -bid->points, 0, 0, bid->which } });
	}
	if (net->taken[place])
		relax(s, assign_above(net, place), node, nothing);
}

static struct assign_cost cost_held(const struct assign_net *net, int person)
{
	if (net->place_of[person] < 0)
		return assign_cost_past(net, person);
	return assign_cost_of(&net->edges[net->edge_of[person]]);
}

static void into_person(struct search *s, int person)
{
	const struct assign_net *net = s->net;
	struct assign_cost held = cost_held(net, person);
	int place = net->place_of[person];

	relax(s, place < 0 ? net->sink : net->n_people + place, person, assign_cost_less(nothing, &held));
}

static void settle(struct search *s, int node)
{
	const struct assign_net *net = s->net;

	if (node < net->n_people)
		into_person(s, node);
	else if (node < net->n_people + net->n_places)
		into_place(s, node - net->n_people);
	else if (node < net->sink)
		into_group(s, node - net->n_people - net->n_places);
	else
		into_sink(s);
}

/* A place nobody can have a seat of, for its own sake or its group's: dearer than anyone is worth. */
static struct assign_cost out_of_reach(const struct assign_net *net)
{
	return (struct assign_cost){ { 2 * net->dear, 0, 0, 0 } };
}

void assign_price(struct assign_net *net)
{
	struct search s;
	struct assign_cost base = net->ahead[net->sink];

	search_init(&s, net);
	reach(&s, net->sink, &nothing);
	while (s.n)
		settle(&s, take_nearest(&s));
	for (int v = 0; v < net->n_nodes; v++) {
		if (s.spot[v] == SETTLED)
			net->ahead[v] = assign_cost_less(assign_cost_sum(s.length[v], &net->ahead[v]), &base);
		else
			net->ahead[v] = out_of_reach(net);
	}
	search_free(&s);
}

/* The full length of the way from `node` to where the search began. */
static struct assign_cost length_of(const struct search *s, int node, int end)
{
	return assign_cost_less(assign_cost_sum(s->length[node], &s->net->ahead[node]), &s->net->ahead[end]);
}

/* The least points with which the pair, taken into a round that costs so much besides, makes it cost less than
 * nothing. */
static int64_t least_points(const struct assign_net *net, const struct assign_edge *edge, struct assign_cost besides)
{
	struct assign_cost rest = besides;

	rest.at[COST_WHICH] += assign_cost_of(edge).at[COST_WHICH];
	if (rest.at[COST_POINTS] >= net->dear / 2)
		return ASSIGN_NEVER;
	rest.at[COST_POINTS] = 0;
	besides.at[COST_POINTS] += assign_cost_compare(&rest, &nothing) >= 0;
	return besides.at[COST_POINTS] < 0 ? 0 : besides.at[COST_POINTS];
}

/* What a person pays for leaving the place they have: the cheapest of their other ways to it. */
static struct assign_cost best_other(const struct search *s, int person, int end, size_t own)
{
	const struct assign_net *net = s->net;
	struct assign_cost past = assign_cost_past(net, person), at = length_of(s, net->sink, end), best, way;

	best = assign_cost_sum(past, &at);
	for (size_t e = net->first_of_person[person]; e < net->first_of_person[person + 1]; e++) {
		int node = net->n_people + net->edges[e].place;

		if (e == own || s->spot[node] != SETTLED)
			continue;
		way = length_of(s, node, end);
		way = assign_cost_sum(assign_cost_of(&net->edges[e]), &way);
		if (assign_cost_compare(&way, &best) < 0)
			best = way;
	}
	return best;
}

/* Until all that this person could want to know is settled: every place of theirs, and the sink. */
static void search_for(struct search *s, int person, int end)
{
	const struct assign_net *net = s->net;
	size_t first = net->first_of_person[person], after = net->first_of_person[person + 1];
	bool *wanted = mem_alloc((size_t)net->n_nodes);
	size_t left = after - first + 1;

	wanted[net->sink] = true;
	for (size_t e = first; e < after; e++)
		wanted[net->n_people + net->edges[e].place] = true;
	reach(s, end, &nothing);
	while (s->n && left) {
		int node = take_nearest(s);

		left -= wanted[node];
		settle(s, node);
	}
	free(wanted);
}

/* Who has no place wants to get to the sink, and the ways there are known. */
static void needed_from_prices(const struct assign_net *net, int person, int64_t *least)
{
	struct assign_cost past = assign_cost_past(net, person);
	size_t first = net->first_of_person[person];

	for (size_t e = first; e < net->first_of_person[person + 1]; e++)
		least[e - first] = least_points(net, &net->edges[e],
			assign_cost_less(net->ahead[net->n_people + net->edges[e].place], &past));
}

static int64_t needed_for(const struct search *s, int person, int end, size_t e)
{
	const struct assign_net *net = s->net;
	struct assign_cost held = cost_held(net, person), way;
	int node = net->n_people + net->edges[e].place;

	if (node == end) {
		way = best_other(s, person, end, e);
		way = assign_cost_less(nothing, &way);
	} else if (s->spot[node] == SETTLED) {
		way = length_of(s, node, end);
		way = assign_cost_less(way, &held);
	} else {
		way = out_of_reach(net);
	}
	return least_points(net, &net->edges[e], way);
}

void assign_needed(const struct assign *assign, int person, int64_t *least)
{
	const struct assign_net *net = assign->net;
	size_t first = net->first_of_person[person];
	int end = net->n_people + net->place_of[person];
	struct search s;

	if (net->place_of[person] < 0) {
		needed_from_prices(net, person, least);
		return;
	}
	search_init(&s, net);
	search_for(&s, person, end);
	for (size_t e = first; e < net->first_of_person[person + 1]; e++)
		least[e - first] = needed_for(&s, person, end, e);
	search_free(&s);
}

int assign_pairs(const struct assign *assign, int person, const int **places, const int64_t **points)
{
	const struct assign_net *net = assign->net;
	size_t first = net->first_of_person[person];

	if (places)
		*places = net->place_of_pair + first;
	if (points)
		*points = net->points_of_pair + first;
	return (int)(net->first_of_person[person + 1] - first);
}
