/* SPDX-License-Identifier: EUPL-1.2 */
/* The phases of an allocation, one after the other on one flow, and the result as it is read. */
#include "figures/assign.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "figures/assign_own.h"
#include "figures/flow.h"

/* One computation. */
struct solving {
	const struct assign_problem *problem;
	struct assign_net *net;
	struct flow *flow;
	enum assign_phase phase;
	int n_arcs;
	int *past;                      /* by person: the arc past all places */
	int rounds;
	struct flow_watch watch;
};

static bool watch_over(void *with, int64_t steps)
{
	const struct solving *s = with;

	return !s->problem->progress || s->problem->progress(s->problem->progress_with, s->phase, steps);
}

/* All ways of a person cost `most` more here than they do: so none costs less than nothing, from which the simplex starts
 * better by far.  Each person takes one way, so the optimum is the same, and prices differ by as much at people. */
static struct flow_arc pair_arc(const struct assign_net *net, const struct assign_edge *edge)
{
	return (struct flow_arc){ .from = edge->person, .to = net->n_people + edge->place, .most = FLOW_FREE,
		.cost = net->most - edge->points };
}

static void put(struct solving *s, struct flow_arc *arcs, struct flow_arc arc)
{
	arcs[s->n_arcs++] = arc;
}

/* A person sends one unit, so that only places and groups need bounds. */
static enum status build(struct solving *s, struct err *err)
{
	struct assign_net *net = s->net;
	size_t n = net->n_edges + (size_t)net->n_nodes;
	struct flow_arc *arcs = mem_array(n, sizeof(*arcs));
	int64_t *supply = mem_array((size_t)net->n_nodes, sizeof(*supply));
	struct flow_problem problem = { .n_nodes = net->n_nodes, .supply = supply, .arcs = arcs };
	enum status st;

	s->past = mem_array((size_t)net->n_people, sizeof(*s->past));
	for (int i = 0; i < net->n_people; i++) {
		supply[i] = 1;
		s->past[i] = s->n_arcs;
		put(s, arcs, (struct flow_arc){ i, net->sink, 0, FLOW_FREE, net->dear + net->most });
		for (size_t e = net->first_of_person[i]; e < net->first_of_person[i + 1]; e++) {
			net->edges[e].arc = s->n_arcs;
			put(s, arcs, pair_arc(net, &net->edges[e]));
		}
	}
	supply[net->sink] = -net->n_people;
	for (int j = 0; j < net->n_places; j++)
		put(s, arcs, (struct flow_arc){ net->n_people + j, assign_above(net, j), 0, net->places[j].seats, 0 });
	for (int g = 0; g < net->n_groups; g++)
		put(s, arcs, (struct flow_arc){ net->n_people + net->n_places + g, net->sink, 0, net->caps[g], 0 });
	problem.n_arcs = s->n_arcs;
	st = flow_new(&problem, &s->flow, err);
	free(arcs);
	free(supply);
	return st;
}

/* What the flow says, into the net: who has what. */
static void read_off(struct solving *s)
{
	struct assign_net *net = s->net;

	memset(net->taken, 0, (size_t)net->n_places * sizeof(*net->taken));
	memset(net->given, 0, (size_t)net->n_groups * sizeof(*net->given));
	for (int i = 0; i < net->n_people; i++)
		net->place_of[i] = -1;
	for (size_t e = 0; e < net->n_edges; e++) {
		const struct assign_edge *edge = &net->edges[e];

		if (!flow_on(s->flow, edge->arc))
			continue;
		net->place_of[edge->person] = edge->place;
		net->edge_of[edge->person] = e;
		net->taken[edge->place]++;
		if (net->places[edge->place].group >= 0)
			net->given[net->places[edge->place].group]++;
	}
}

/* Prices of the simplex, of the phase under way. */
static void note_prices(struct solving *s, int cost)
{
	for (int v = 0; v < s->net->n_nodes; v++)
		s->net->ahead[v].at[cost] = -flow_price(s->flow, v);
	for (int i = 0; cost == COST_POINTS && i < s->net->n_people; i++)
		s->net->ahead[i].at[cost] -= s->net->most;
}

/*
 * Asking for pairs.
 */
struct assign_asked {
	struct assign_net *net;
	size_t known;                   /* edges that are in order */
	bool better;                    /* some pair would better the allocation, not only equal it */
};

int64_t assign_bar(const struct assign_asked *asked, int person, int place)
{
	const struct assign_net *net = asked->net;

	return net->ahead[net->n_people + place].at[COST_POINTS] - net->ahead[person].at[COST_POINTS];
}

void assign_offer(struct assign_asked *asked, int person, int place, int64_t points)
{
	struct assign_net *net = asked->net;
	int64_t bar;

	if (person < 0 || person >= net->n_people || place < 0 || place >= net->n_places || points < 0 ||
		points > net->most)
		BUG("a pair out of bounds was offered");
	bar = assign_bar(asked, person, place);
	if (points < bar || assign_net_knows(net, person, place))
		return;
	assign_net_add(net, person, place, points);
	asked->better = asked->better || points > bar;
}

static int by_pair(const void *a, const void *b)
{
	const struct assign_edge *x = a, *y = b;

	return x->person != y->person ? x->person - y->person : x->place - y->place;
}

/* Those offered in any order, some perhaps twice: once each, and into the flow. */
static enum status take_in(struct solving *s, size_t known, struct err *err)
{
	struct assign_net *net = s->net;
	size_t kept = known;

	qsort(net->edges + known, net->n_edges - known, sizeof(*net->edges), by_pair);
	for (size_t e = known; e < net->n_edges; e++) {
		struct flow_arc arc = pair_arc(net, &net->edges[e]);
		enum status st;

		if (kept > known && !by_pair(&net->edges[e], &net->edges[kept - 1]))
			continue;
		net->edges[kept] = net->edges[e];
		net->edges[kept++].arc = s->n_arcs++;
		st = flow_add(s->flow, &arc, err);
		if (st != ST_OK)
			return st;
	}
	net->n_edges = kept;
	assign_net_index(net);
	return ST_OK;
}

/* In the later phases there are no prices yet: what assign_price() makes of them means nothing, but comes after points
 * in every comparison. */
static enum status ask(struct solving *s, bool *better, struct err *err)
{
	struct assign_asked asked = { .net = s->net, .known = s->net->n_edges };
	enum status st;

	memset(s->net->ahead, 0, (size_t)s->net->n_nodes * sizeof(*s->net->ahead));
	note_prices(s, COST_POINTS);
	read_off(s);
	assign_price(s->net);
	s->rounds++;
	st = s->problem->ask(s->problem->ask_with, &asked, err);
	*better = asked.better;
	return st == ST_OK && s->net->n_edges > asked.known ? take_in(s, asked.known, err) : st;
}

/*
 * As many as possible, and the most points. Pairs left out are asked for until none would better it.  Pairs that would
 * but equal it change neither the optimum nor these prices; they are taken in for the phases that follow, and the
 * simplex, whose own prices are others, has to see them once more.
 */
static enum status first_phases(struct solving *s, struct err *err)
{
	bool better = s->problem->ask;
	enum status st = flow_solve(s->flow, &s->watch, err);

	while (st == ST_OK && better) {
		st = ask(s, &better, err);
		if (st == ST_OK)
			st = flow_solve(s->flow, &s->watch, err);
	}
	return st;
}

static void costs_of(const struct solving *s, int which, int64_t *cost)
{
	const struct assign_net *net = s->net;

	memset(cost, 0, (size_t)s->n_arcs * sizeof(*cost));
	for (int i = 0; i < net->n_people; i++)
		cost[s->past[i]] = assign_cost_past(net, i).at[which];
	for (size_t e = 0; which == COST_WHICH && e < net->n_edges; e++)
		cost[net->edges[e].arc] = assign_cost_of(&net->edges[e]).at[which];
}

static enum status run_phases(struct solving *s, struct err *err)
{
	static const enum assign_phase phase_of[COSTS] = { ASSIGN_POINTS, ASSIGN_WAITED, ASSIGN_LOTS, ASSIGN_WHICH };
	enum status st;
	int64_t *cost;

	s->phase = ASSIGN_POINTS;
	st = first_phases(s, err);
	if (st != ST_OK)
		return st;
	note_prices(s, COST_POINTS);
	cost = mem_array((size_t)s->n_arcs, sizeof(*cost));
	for (int which = COST_WAITED; which < COSTS && st == ST_OK; which++) {
		s->phase = phase_of[which];
		costs_of(s, which, cost);
		st = flow_refine(s->flow, cost, &s->watch, err);
		note_prices(s, which);
	}
	free(cost);
	return st;
}

/*
 * The result.
 */
static struct assign_value value_of(const struct assign_net *net, const struct assign_cost *cost)
{
	int64_t half = net->dear / 2, both = cost->at[COST_POINTS] + half, people = both / net->dear;

	if (both < 0 && people * net->dear != both)
		people--;
	return (struct assign_value){ { people, both - half - people * net->dear, cost->at[COST_WAITED],
		cost->at[COST_LOTS], cost->at[COST_WHICH] } };
}

static void add_totals(struct assign *assign, const struct assign_net *net)
{
	for (int i = 0; i < net->n_people; i++) {
		const struct assign_edge *edge = &net->edges[net->edge_of[i]];

		assign->place[i] = net->place_of[i];
		if (net->place_of[i] < 0)
			continue;
		assign->total[ASSIGN_PLACED]++;
		assign->total[ASSIGN_POINTS] += edge->points;
		assign->total[ASSIGN_WAITED] += net->people[i].waited;
		assign->total[ASSIGN_LOTS] += net->people[i].lot;
		assign->total[ASSIGN_WHICH] += edge->which;
	}
}

static void add_rows(struct assign_net *net)
{
	net->place_of_pair = mem_array(net->n_edges, sizeof(*net->place_of_pair));
	net->points_of_pair = mem_array(net->n_edges, sizeof(*net->points_of_pair));
	for (size_t e = 0; e < net->n_edges; e++) {
		net->place_of_pair[e] = net->edges[e].place;
		net->points_of_pair[e] = net->edges[e].points;
	}
}

static struct assign *result_of(const struct solving *s)
{
	struct assign *assign = mem_alloc(sizeof(*assign));
	struct assign_net *net = s->net;
	size_t people = (size_t)net->n_people, places = (size_t)net->n_places, groups = (size_t)net->n_groups;

	*assign = (struct assign){ .n_people = net->n_people, .n_places = net->n_places, .n_groups = net->n_groups,
		.place = mem_array(people, sizeof(*assign->place)), .taken = mem_array(places, sizeof(*assign->taken)),
		.price = mem_array(places, sizeof(*assign->price)), .worth = mem_array(people, sizeof(*assign->worth)),
		.group_price = mem_array(groups, sizeof(*assign->group_price)), .steps = flow_steps(s->flow),
		.rounds = s->rounds, .n_pairs = net->n_edges, .unique = assign_is_unique(net), .net = net };
	add_totals(assign, net);
	add_rows(net);
	if (places)
		memcpy(assign->taken, net->taken, places * sizeof(*assign->taken));
	for (int i = 0; i < net->n_people; i++)
		assign->worth[i] = value_of(net, &net->ahead[i]);
	for (int j = 0; j < net->n_places; j++)
		assign->price[j] = value_of(net, &net->ahead[net->n_people + j]);
	for (int g = 0; g < net->n_groups; g++)
		assign->group_price[g] = value_of(net, &net->ahead[net->n_people + net->n_places + g]);
	return assign;
}

enum status assign_solve(const struct assign_problem *problem, struct assign **out, struct err *err)
{
	struct solving s = { .problem = problem, .watch = { watch_over, &s } };
	enum status st;

	*out = NULL;
	st = assign_net_new(problem, &s.net, err);
	if (st == ST_OK)
		st = build(&s, err);
	if (st == ST_OK)
		st = run_phases(&s, err);
	if (st == ST_OK) {
		read_off(&s);
		assign_price(s.net);
		*out = result_of(&s);
		s.net = NULL;
	}
	flow_free(s.flow);
	free(s.past);
	assign_net_free(s.net);
	return st;
}

void assign_free(struct assign *assign)
{
	if (!assign)
		return;
	free(assign->place);
	free(assign->taken);
	free(assign->price);
	free(assign->group_price);
	free(assign->worth);
	assign_net_free(assign->net);
	free(assign);
}
