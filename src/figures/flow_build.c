/* SPDX-License-Identifier: EUPL-1.2 */
/* A flow from the problem as it is given, with its numbers checked; what stands on its arcs; why there is none. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "figures/flow_own.h"

bool flow_dear(struct flow *flow, int64_t highest, struct err *err)
{
	if (highest >= FLOW_FREE / (flow->n_nodes + 2)) {
		err_set(err, ST_INVALID, _("Nothing was computed: the costs are so high that their sums would not fit the "
			"numbers of this program. Give them in a larger unit."));
		return false;
	}
	flow->highest = highest;
	flow->dear = (highest + 1) * (flow->n_nodes + 1);
	return true;
}

/* False when the sum of all that could be sent would not fit. */
static bool count_in(struct flow *flow, int64_t amount, struct err *err)
{
	if (amount > -FLOW_FREE && amount < FLOW_FREE && llabs(amount) <= FLOW_FREE - 1 - flow->sent) {
		flow->sent += llabs(amount);
		return true;
	}
	err_set(err, ST_INVALID, _("Nothing was computed: supplies and bounds are so large that their sums would not fit "
		"the numbers of this program. Give them in a larger unit."));
	return false;
}

static bool arc_sound(const struct flow *flow, int i, const struct flow_arc *arc, struct err *err)
{
	if (arc->from < 0 || arc->from >= flow->n_nodes || arc->to < 0 || arc->to >= flow->n_nodes ||
		arc->from == arc->to) {
		err_set(err, ST_INVALID, _("Nothing was computed: arc %d does not lead from one node of the network to "
			"another."), i + 1);
		return false;
	}
	if (arc->low > arc->most) {
		err_set(err, ST_INVALID, _("Nothing was computed: the lower bound of arc %d is above its upper bound."),
			i + 1);
		return false;
	}
	return true;
}

static int64_t cost_size(int64_t cost)
{
	return cost < -FLOW_FREE || cost > FLOW_FREE ? FLOW_FREE : llabs(cost);
}

static bool put_arc(struct flow *flow, const struct flow_arc *arc, struct err *err)
{
	int given = flow->n_arcs, i = flow->row[given];
	int64_t room = arc->most >= FLOW_FREE ? BOUNDLESS : arc->most - arc->low;

	if (!arc_sound(flow, given, arc, err) || (arc->low && !count_in(flow, arc->low, err)) ||
		(room < BOUNDLESS && !count_in(flow, room, err)))
		return false;
	flow->line[i] = (struct flow_line){ .cost = arc->cost, .from = arc->from, .to = arc->to };
	flow->room[i] = room;
	flow->state[i] = room > 0;
	if (arc->low) {
		if (!flow->low)
			flow->low = mem_array((size_t)flow->arcs_room, sizeof(*flow->low));
		flow->low[i] = arc->low;
		flow->supply[arc->from] -= arc->low;
		flow->supply[arc->to] += arc->low;
	}
	if (cost_size(arc->cost) > flow->highest)
		flow->highest = cost_size(arc->cost);
	flow->n_arcs++;
	return true;
}

static bool put_all(struct flow *flow, const struct flow_problem *problem, struct err *err)
{
	int64_t balance = 0;

	for (int v = 0; v < problem->n_nodes; v++) {
		if (!count_in(flow, problem->supply[v], err))
			return false;
		flow->supply[v] = problem->supply[v];
		balance += problem->supply[v];
	}
	if (balance) {
		err_set(err, ST_INVALID, _("Nothing was computed: supplies and demands differ (by %lld). All that starts "
			"somewhere must be wanted somewhere."), (long long)balance);
		return false;
	}
	for (int a = 0; a < problem->n_arcs; a++)
		if (!put_arc(flow, &problem->arcs[a], err))
			return false;
	return flow_dear(flow, flow->highest, err);
}

static void make_room(struct flow *flow, int arcs)
{
	size_t n = (size_t)arcs;

	flow->row = mem_resize(flow->row, n, sizeof(*flow->row));
	for (int a = flow->arcs_room; a < arcs; a++)
		flow->row[a] = a;
	flow->line = mem_resize(flow->line, n, sizeof(*flow->line));
	flow->room = mem_resize(flow->room, n, sizeof(*flow->room));
	flow->state = mem_resize(flow->state, n, sizeof(*flow->state));
	flow->full = mem_resize(flow->full, n, sizeof(*flow->full));
	memset(flow->full + flow->arcs_room, 0, n - (size_t)flow->arcs_room);
	if (flow->low) {
		flow->low = mem_resize(flow->low, n, sizeof(*flow->low));
		memset(flow->low + flow->arcs_room, 0, (n - (size_t)flow->arcs_room) * sizeof(*flow->low));
	}
	flow->arcs_room = arcs;
}

/* Arcs that are given one after the other mostly share a node: put apart from each other, so that a search sees many
 * nodes soon (Kovacs 2015). How far, was measured. */
static void spread_rows(struct flow *flow, int n)
{
	int each = flow->n_nodes ? n / flow->n_nodes : 0, stride = n / (each > 3 ? each : 3) / 2 + 1, at = 0;

	for (int i = 0; i < stride; i++)
		for (int a = i; a < n; a += stride)
			flow->row[a] = at++;
}

enum status flow_new(const struct flow_problem *problem, struct flow **out, struct err *err)
{
	struct flow *flow = mem_alloc(sizeof(*flow));
	size_t nodes = (size_t)problem->n_nodes + 1;

	*out = NULL;
	flow->n_nodes = flow->root = problem->n_nodes;
	flow->supply = mem_array(nodes, sizeof(*flow->supply));
	flow->price = mem_array(nodes, sizeof(*flow->price));
	flow->node = mem_array(nodes, sizeof(*flow->node));
	flow->thread = mem_array(nodes, sizeof(*flow->thread));
	flow->prev = mem_array(nodes, sizeof(*flow->prev));
	make_room(flow, problem->n_arcs);
	spread_rows(flow, problem->n_arcs);
	if (!put_all(flow, problem, err)) {
		flow_free(flow);
		return ST_INVALID;
	}
	*out = flow;
	return ST_OK;
}

void flow_free(struct flow *flow)
{
	if (!flow)
		return;
	free(flow->row);
	free(flow->line);
	free(flow->room);
	free(flow->low);
	free(flow->state);
	free(flow->full);
	free(flow->supply);
	free(flow->price);
	free(flow->node);
	free(flow->thread);
	free(flow->prev);
	free(flow);
}

enum status flow_add(struct flow *flow, const struct flow_arc *arc, struct err *err)
{
	int64_t highest = flow->highest;

	if (flow->refined || arc->low)
		BUG("a flow's arc is added too late, or with a lower bound");
	if (flow->n_arcs == flow->arcs_room)
		make_room(flow, flow->arcs_room + flow->arcs_room / 8 + 64);
	if (!put_arc(flow, arc, err))
		return ST_INVALID;
	if (flow->highest == highest)
		return ST_OK;
	flow->stale = true;
	return flow_dear(flow, flow->highest, err) ? ST_OK : ST_INVALID;
}

static int64_t on_tree(const struct flow_node *node)
{
	return node->upwards ? node->down : node->up;
}

/* Above its lower bound. */
static int64_t on_row(const struct flow *flow, int row)
{
	const struct flow_line *line = &flow->line[row];

	if (flow->node[line->from].pred == row)
		return on_tree(&flow->node[line->from]);
	if (flow->node[line->to].pred == row)
		return on_tree(&flow->node[line->to]);
	return flow->full[row] ? flow->room[row] : 0;
}

int64_t flow_on(const struct flow *flow, int arc)
{
	int row = flow->row[arc];

	return on_row(flow, row) + (flow->low ? flow->low[row] : 0);
}

void flow_copy(const struct flow *flow, int64_t *on)
{
	for (int a = 0; a < flow->n_arcs; a++)
		on[a] = flow_on(flow, a);
}

/* Where what is stuck can go at all: along arcs that take more, or back along those that carry something. */
static int spread(const struct flow *flow, bool *reached)
{
	int n = 0;

	for (bool more = true; more; ) {
		more = false;
		for (int a = 0; a < flow->n_arcs; a++) {
			const struct flow_line *line = &flow->line[a];
			int64_t on = on_row(flow, a);

			if (reached[line->from] && !reached[line->to] && on < flow->room[a])
				more = reached[line->to] = true;
			else if (reached[line->to] && !reached[line->from] && on > 0)
				more = reached[line->from] = true;
		}
	}
	for (int v = 0; v < flow->n_nodes; v++)
		n += reached[v];
	return n;
}

enum status flow_feasible(const struct flow *flow, struct err *err)
{
	bool *reached = mem_alloc((size_t)flow->n_nodes);
	int64_t stuck = 0;
	int first = -1, n;

	for (int v = 0; v < flow->n_nodes; v++) {
		const struct flow_node *node = &flow->node[v];

		if (node->pred != NO_ARC || !node->upwards || !node->down)
			continue;
		stuck += node->down;
		reached[v] = true;
		if (first < 0)
			first = v;
	}
	if (!stuck) {
		free(reached);
		return ST_OK;
	}
	n = spread(flow, reached);
	free(reached);
	return err_set(err, ST_INVALID, _("Nothing was computed: what node %d and perhaps others send cannot all arrive "
		"(units left over: %lld). Whatever leads out of the nodes that it gets to (%d of them) is full. Raise an "
		"upper bound there, or lower what they send."), first + 1, (long long)stuck, n);
}
