/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The network simplex.  What is kept true between steps: the tree spans all nodes and the root; arcs outside stand at
 * a bound; every node can send something more to the root along the tree (strongly feasible); prices make the reduced
 * cost of each arc of the tree 0.
 *
 * What an arc of the tree still takes is kept with its lower node, so that a walk to the root touches nothing else.
 */
#include "figures/flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "figures/flow_own.h"

/* The beginning: the root, and from each node an arc of its own to it or, where something is wanted, from it. `sent`:
 * what fixed arcs carry away from each node, or NULL. */
static void hang_on_root(struct flow *flow, const int64_t *sent)
{
	int root = flow->root;

	for (int v = 0; v <= root; v++) {
		struct flow_node *node = &flow->node[v];
		int64_t supply = v < root ? flow->supply[v] - (sent ? sent[v] : 0) : 0;

		node->parent = v < root ? root : -1;
		node->pred = NO_ARC;
		flow->thread[v] = (struct flow_thread){ .next = v < root ? v + 1 : 0, .depth = v < root };
		flow->prev[v] = v ? v - 1 : root;
		node->upwards = supply >= 0;
		node->up = supply >= 0 ? BOUNDLESS - supply : -supply;
		node->down = supply >= 0 ? supply : BOUNDLESS + supply;
		flow->price[v] = supply >= 0 ? 0 : flow->dear;
	}
}

/*
 * The cycle that the entering arc closes: from `join` down to `first`, over the arc, from `second` up to `join`.  The
 * last arc on it that lets no more through leaves; that keeps the tree strongly feasible.
 */
struct cycle {
	int first, second, join;
	int64_t amount;
	int out;                /* the lower node of the leaving arc, -1: the entering arc goes to its other bound */
	bool out_first;         /* on the side of `first` */
};

static struct cycle close_cycle(const struct flow *flow, int arc)
{
	const struct flow_node *node = flow->node;
	const struct flow_thread *thread = flow->thread;
	bool rising = flow->state[arc] > 0;
	int u = rising ? flow->line[arc].from : flow->line[arc].to;
	int v = rising ? flow->line[arc].to : flow->line[arc].from;
	struct cycle cycle = { .first = u, .second = v, .amount = flow->room[arc], .out = -1, .out_first = true };
	int64_t least = BOUNDLESS * 2;
	int lowest = -1;

	while (u != v) {
		int du = thread[u].depth, dv = thread[v].depth;

		if (du >= dv) {
			if (node[u].down < cycle.amount) {
				cycle.amount = node[u].down;
				cycle.out = u;
			}
			u = node[u].parent;
		}
		if (dv >= du) {
			if (node[v].up <= least) {
				least = node[v].up;
				lowest = v;
			}
			v = node[v].parent;
		}
	}
	cycle.join = u;
	if (lowest >= 0 && least <= cycle.amount) {
		cycle.amount = least;
		cycle.out = lowest;
		cycle.out_first = false;
	}
	return cycle;
}

static void send_round(struct flow *flow, const struct cycle *cycle)
{
	struct flow_node *node = flow->node;

	if (!cycle->amount)
		return;
	for (int u = cycle->first; u != cycle->join; u = node[u].parent) {
		node[u].down -= cycle->amount;
		node[u].up += cycle->amount;
	}
	for (int v = cycle->second; v != cycle->join; v = node[v].parent) {
		node[v].up -= cycle->amount;
		node[v].down += cycle->amount;
	}
}

/* The arc by which a node hangs on its parent. */
struct hold {
	int pred;
	bool upwards;
	int64_t up, down;
};

static struct hold swap_hold(struct flow_node *node, struct hold hold)
{
	struct hold before = { node->pred, !node->upwards, node->down, node->up };

	node->pred = hold.pred;
	node->upwards = hold.upwards;
	node->up = hold.up;
	node->down = hold.down;
	return before;
}

/*
 * Takes the part of the tree below `out` off and hangs it on `onto` by its node `in`: the nodes from `in` up to `out`
 * turn over.  Each of them with what still hangs on it is one run of the thread; run by run it goes to the new place,
 * prices and depths mended on the way.
 */
static void hang_over(struct flow *flow, int out, int in, int onto, struct hold hold, int64_t by)
{
	struct flow_node *node = flow->node;
	struct flow_thread *thread = flow->thread;
	int64_t *price = flow->price;
	int *prev = flow->prev;
	int parent = onto, tail = -1, depth = thread[onto].depth + 1, next;

	for (int stem = in; parent != out; stem = next, depth++) {
		int old = thread[stem].depth, shift = depth - old, last = stem, before = prev[stem], after;

		next = node[stem].parent;
		thread[stem].depth = depth;
		price[stem] += by;
		flow->moved++;
		for (after = thread[stem].next; thread[after].depth > old; after = thread[after].next) {
			thread[after].depth += shift;
			price[after] += by;
			last = after;
			flow->moved++;
		}
		thread[before].next = after;
		prev[after] = before;
		if (tail >= 0) {
			thread[tail].next = stem;
			prev[stem] = tail;
		}
		tail = last;
		hold = swap_hold(&node[stem], hold);
		node[stem].parent = parent;
		parent = stem;
	}
	thread[tail].next = thread[onto].next;
	prev[thread[onto].next] = tail;
	thread[onto].next = in;
	prev[in] = onto;
}

static void exchange(struct flow *flow, int arc, const struct cycle *cycle)
{
	const struct flow_line *line = &flow->line[arc];
	int in = cycle->out_first ? cycle->first : cycle->second, onto = cycle->out_first ? cycle->second : cycle->first;
	int64_t on = flow->state[arc] > 0 ? cycle->amount : flow->room[arc] - cycle->amount;
	bool upwards = in == line->from;
	struct hold hold = { arc, upwards, upwards ? flow->room[arc] - on : on, upwards ? on : flow->room[arc] - on };
	const struct flow_node *out = &flow->node[cycle->out];
	int64_t by = upwards ? flow->price[onto] - line->cost - flow->price[in]
			     : flow->price[onto] + line->cost - flow->price[in];

	if (out->pred != NO_ARC) {
		flow->full[out->pred] = cycle->out_first != out->upwards;
		flow->state[out->pred] = flow->full[out->pred] ? -1 : 1;
	}
	flow->state[arc] = 0;
	hang_over(flow, cycle->out, in, onto, hold, by);
}

/* False when nothing bounds the cycle. */
static bool step(struct flow *flow, int arc)
{
	struct cycle cycle = close_cycle(flow, arc);

	if (cycle.amount >= FLOW_FREE)
		return false;
	send_round(flow, &cycle);
	flow->steps++;
	if (cycle.out >= 0) {
		exchange(flow, arc, &cycle);
		return true;
	}
	flow->full[arc] = !flow->full[arc];
	flow->state[arc] = (int8_t)-flow->state[arc];
	return true;
}

/* The best arc of the first block, from where the last search ended, that has any; -1: the flow is optimal. */
static int entering(struct flow *flow)
{
	const struct flow_line *line = flow->line;
	const int64_t *price = flow->price;
	const int8_t *state = flow->state;
	int best = -1, at = flow->next, left = flow->n_arcs;
	int64_t least = 0;

	while (left > 0) {
		int n = flow->block < left ? flow->block : left, end;

		if (at == flow->n_arcs)
			at = 0;
		if (n > flow->n_arcs - at)
			n = flow->n_arcs - at;
		for (end = at + n; at < end; at++) {
			int64_t c = state[at] * (line[at].cost + price[line[at].from] - price[line[at].to]);

			if (c < least) {
				least = c;
				best = at;
			}
		}
		left -= n;
		if (best >= 0)
			break;
	}
	flow->looked += flow->n_arcs - left;
	flow->next = at;
	return best;
}

/*
 * How many arcs are looked at for one to enter: the root of all, and up to four times as many when the tree is deep and
 * a poor choice is dear.  A node moved takes about as long as twenty arcs looked at.
 */
static void set_block(struct flow *flow)
{
	double root = sqrt((double)flow->n_arcs), block = flow->block;

	block = !flow->block ? root : flow->looked > 20 * flow->moved ? block * 0.8 : block * 1.25;
	block = block < root ? root : block > root * 4 ? root * 4 : block;
	flow->block = block < 10 ? 10 : (int)block;
	flow->looked = flow->moved = 0;
}

/* Each node that wants something gets it by its cheapest arc first, which takes the dear ones of the root away soon. */
static void first_steps(struct flow *flow)
{
	int *best = mem_array((size_t)flow->n_nodes, sizeof(*best));

	for (int a = 0; a < flow->n_arcs; a++) {
		int to = flow->line[a].to;

		if (flow->supply[to] < 0 && flow->state[a] > 0 &&
			(!best[to] || flow->line[a].cost < flow->line[best[to] - 1].cost))
			best[to] = a + 1;
	}
	for (int v = 0; v < flow->n_nodes; v++) {
		const struct flow_line *line = &flow->line[best[v] ? best[v] - 1 : 0];

		if (best[v] && line->cost + flow->price[line->from] - flow->price[line->to] < 0)
			step(flow, best[v] - 1);
	}
	free(best);
}

static enum status run(struct flow *flow, const struct flow_watch *watch, struct err *err)
{
	enum { PAUSE = 2048, RESET = 256 };
	int arc;

	set_block(flow);
	if (watch && watch->go_on && !watch->go_on(watch->with, flow->steps))
		return err_set(err, ST_CANCELLED, _("The computation was stopped before its end; nothing was changed."));
	while ((arc = entering(flow)) >= 0) {
		if (!step(flow, arc))
			return err_set(err, ST_INVALID, _("Nothing was computed: an arc from node %d to node %d closes a "
				"cycle that costs less the more goes round, and no upper bound ends it. Give one of its "
				"arcs an upper bound."), flow->line[arc].from + 1, flow->line[arc].to + 1);
		if (flow->steps % RESET == 0)
			set_block(flow);
		if (flow->steps % PAUSE == 0 && watch && watch->go_on && !watch->go_on(watch->with, flow->steps))
			return err_set(err, ST_CANCELLED,
				_("The computation was stopped before its end; nothing was changed."));
	}
	return ST_OK;
}

/* By the costs of now, along the thread: a parent comes before what hangs on it. */
static void price_tree(struct flow *flow)
{
	const struct flow_node *node = flow->node;

	flow->price[flow->root] = 0;
	for (int v = flow->thread[flow->root].next; v != flow->root; v = flow->thread[v].next) {
		int64_t cost = node[v].pred == NO_ARC ? (node[v].upwards ? 0 : flow->dear) : flow->line[node[v].pred].cost;

		flow->price[v] = flow->price[node[v].parent] + (node[v].upwards ? -cost : cost);
	}
}

enum status flow_solve(struct flow *flow, const struct flow_watch *watch, struct err *err)
{
	enum status st;

	if (!flow->hung) {
		hang_on_root(flow, NULL);
		first_steps(flow);
	} else if (flow->stale) {
		price_tree(flow);
	}
	flow->hung = true;
	flow->stale = false;
	st = run(flow, watch, err);
	return st == ST_OK ? flow_feasible(flow, err) : st;
}

/* Whether the phase before left so much open that the way from where it stood is longer than the one from the start. */
static bool much_is_open(const struct flow *flow)
{
	int open = 0;

	for (int a = 0; a < flow->n_arcs; a++)
		open += flow->state[a] != 0;
	return open > flow->n_nodes;
}

/* From the start again, with what is open; what is fixed at its upper bound stays sent. */
static void begin_anew(struct flow *flow)
{
	int64_t *sent = mem_array((size_t)flow->n_nodes, sizeof(*sent));

	for (int v = 0; v < flow->n_nodes; v++)
		if (flow->node[v].pred != NO_ARC)
			flow->state[flow->node[v].pred] = flow->room[flow->node[v].pred] > 0;
	for (int a = 0; a < flow->n_arcs; a++) {
		if (flow->state[a]) {
			flow->state[a] = 1;
			flow->full[a] = false;
		} else if (flow->full[a] && flow->room[a]) {
			sent[flow->line[a].from] += flow->room[a];
			sent[flow->line[a].to] -= flow->room[a];
		}
	}
	hang_on_root(flow, sent);
	free(sent);
	first_steps(flow);
}

enum status flow_refine(struct flow *flow, const int64_t *cost, const struct flow_watch *watch, struct err *err)
{
	int64_t highest = 0;
	enum status st;

	for (int a = 0; a < flow->n_arcs; a++) {
		int row = flow->row[a];
		struct flow_line *line = &flow->line[row];

		if (line->cost + flow->price[line->from] - flow->price[line->to])
			flow->state[row] = 0;
		line->cost = cost[a];
		if (cost[a] < -FLOW_FREE || cost[a] > FLOW_FREE)
			highest = FLOW_FREE;
		else if (llabs(cost[a]) > highest)
			highest = llabs(cost[a]);
	}
	flow->refined = true;
	if (!flow_dear(flow, highest, err))
		return ST_INVALID;
	if (much_is_open(flow))
		begin_anew(flow);
	else
		price_tree(flow);
	st = run(flow, watch, err);
	return st == ST_OK ? flow_feasible(flow, err) : st;
}

int64_t flow_price(const struct flow *flow, int node)
{
	return flow->price[node];
}

int64_t flow_steps(const struct flow *flow)
{
	return flow->steps;
}
