/* SPDX-License-Identifier: EUPL-1.2 */
/* Flows against a slow way that shares nothing with the simplex: thousands of small networks of every shape. */
#include "../test.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "figures/flow.h"

enum { NODES = 9, ARCS = 40, PHASES = 3 };

static uint64_t seed;

static int below(int n)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (int)((z ^ (z >> 31)) % (uint64_t)n);
}

/* The slow way: everything at its lower bound, arcs of negative cost at their upper; then what is left over goes along
 * the cheapest residual path, found by Bellman and Ford, unit by unit. Costs are pairs, so that a second phase is part
 * of the first. */
struct slow {
	const struct flow_problem *problem;
	int64_t on[ARCS], left[NODES];
	const int64_t *cost;
};

static bool shortest(const struct slow *slow, int from, int64_t *far, int *by)
{
	const struct flow_problem *p = slow->problem;

	for (int v = 0; v < p->n_nodes; v++)
		far[v] = v == from ? 0 : INT64_MAX / 4;
	for (int round = 0; round < p->n_nodes; round++)
		for (int a = 0; a < p->n_arcs; a++) {
			int u = p->arcs[a].from, v = p->arcs[a].to;

			if (slow->on[a] < p->arcs[a].most && far[u] + slow->cost[a] < far[v] && far[u] < INT64_MAX / 4) {
				far[v] = far[u] + slow->cost[a];
				by[v] = a + 1;
			}
			if (slow->on[a] > p->arcs[a].low && far[v] - slow->cost[a] < far[u] && far[v] < INT64_MAX / 4) {
				far[u] = far[v] - slow->cost[a];
				by[u] = -a - 1;
			}
		}
	return true;
}

static bool send_one(struct slow *slow, int from)
{
	const struct flow_problem *p = slow->problem;
	int64_t far[NODES];
	int by[NODES] = { 0 }, to = -1;

	shortest(slow, from, far, by);
	for (int v = 0; v < p->n_nodes; v++)
		if (slow->left[v] < 0 && far[v] < INT64_MAX / 4 && (to < 0 || far[v] < far[to]))
			to = v;
	if (to < 0)
		return false;
	slow->left[from]--;
	slow->left[to]++;
	while (to != from) {
		int a = abs(by[to]) - 1;

		slow->on[a] += by[to] > 0 ? 1 : -1;
		to = by[to] > 0 ? p->arcs[a].from : p->arcs[a].to;
	}
	return true;
}

static bool solve_slowly(const struct flow_problem *p, const int64_t *cost, struct slow *slow)
{
	*slow = (struct slow){ .problem = p, .cost = cost };
	for (int v = 0; v < p->n_nodes; v++)
		slow->left[v] = p->supply[v];
	for (int a = 0; a < p->n_arcs; a++) {
		slow->on[a] = cost[a] < 0 ? p->arcs[a].most : p->arcs[a].low;
		slow->left[p->arcs[a].from] -= slow->on[a];
		slow->left[p->arcs[a].to] += slow->on[a];
	}
	for (int v = 0; v < p->n_nodes; v++)
		while (slow->left[v] > 0)
			if (!send_one(slow, v))
				return false;
	return true;
}

static int64_t cost_of(const struct flow_problem *p, const int64_t *on, const int64_t *cost)
{
	int64_t sum = 0;

	for (int a = 0; a < p->n_arcs; a++)
		sum += on[a] * cost[a];
	return sum;
}

struct case_of {
	struct flow_problem problem;
	int64_t supply[NODES], cost[PHASES][ARCS];
	struct flow_arc arcs[ARCS];
};

static void make_case(struct case_of *c, int shape)
{
	int wide = shape % 3 ? 3 : 50, n = 2 + below(NODES - 1);

	memset(c, 0, sizeof(*c));
	c->problem = (struct flow_problem){ .n_nodes = n, .n_arcs = below(ARCS + 1), .supply = c->supply, .arcs = c->arcs };
	for (int k = below(6); k > 0; k--) {
		int amount = below(4);

		c->supply[below(n)] += amount;
		c->supply[below(n)] -= amount;
	}
	for (int a = 0; a < c->problem.n_arcs; a++) {
		struct flow_arc *arc = &c->arcs[a];

		arc->from = below(n);
		arc->to = (arc->from + 1 + below(n - 1)) % n;
		arc->low = shape % 4 == 3 ? below(3) - 1 : 0;
		arc->most = arc->low + below(5);
		for (int k = 0; k < PHASES; k++)
			c->cost[k][a] = below(wide) - (shape % 2 ? wide / 2 : 0);
		arc->cost = c->cost[0][a];
	}
}

static void prices_of(const struct flow *flow, const struct flow_problem *p, int64_t *price)
{
	for (int v = 0; v < p->n_nodes; v++)
		price[v] = flow_price(flow, v);
}

/* Each phase's cost is that of the slow way, by costs in which the phases before weigh more than all that follows. */
static void phases_are_right(struct case_of *c, struct flow *flow)
{
	const struct flow_problem *p = &c->problem;
	int64_t on[ARCS + 1], prices[PHASES][NODES], weighed[ARCS + 1] = { 0 };
	const int64_t *cost[PHASES], *price[PHASES];
	struct slow slow;

	for (int k = 0; k < PHASES; k++) {
		cost[k] = c->cost[k];
		price[k] = prices[k];
		if (k)
			assert_int_equal(flow_refine(flow, c->cost[k], NULL, NULL), ST_OK);
		prices_of(flow, p, prices[k]);
		flow_copy(flow, on);
		assert_int_equal(flow_certify(p, on, k + 1, cost, price, NULL), ST_OK);
		for (int a = 0; a < p->n_arcs; a++)
			weighed[a] = weighed[a] * 100000 + c->cost[k][a];
		assert_true(solve_slowly(p, weighed, &slow));
		for (int i = 0; i <= k; i++)
			assert_int_equal(cost_of(p, on, c->cost[i]), cost_of(p, slow.on, c->cost[i]));
	}
}

static void small_networks(void **state)
{
	static struct case_of c;
	struct slow slow;
	struct flow *flow;
	int none = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct err err = { 0 };
		enum status st;

		seed = (uint64_t)i;
		make_case(&c, i);
		assert_int_equal(flow_new(&c.problem, &flow, &err), ST_OK);
		st = flow_solve(flow, NULL, &err);
		if (solve_slowly(&c.problem, c.cost[0], &slow)) {
			assert_int_equal(st, ST_OK);
			phases_are_right(&c, flow);
		} else {
			assert_int_equal(st, ST_INVALID);
			assert_true(err.text[0]);
			none++;
		}
		flow_free(flow);
	}
	assert_in_range(none, 1000, 19000);
}

/* Columns that come later, also with costs beyond all before: as if they had been there. */
static void columns_later(void **state)
{
	static struct case_of c;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct flow_problem first;
		struct flow *flow, *whole;
		int64_t on[ARCS + 1], at_once[ARCS + 1];

		seed = (uint64_t)i + 1000000;
		make_case(&c, i % 3);
		for (int a = 0; a < c.problem.n_arcs; a += 7)
			c.arcs[a].cost *= 1000;
		first = c.problem;
		first.n_arcs /= 2;
		assert_int_equal(flow_new(&first, &flow, NULL), ST_OK);
		(void)flow_solve(flow, NULL, NULL);
		for (int a = first.n_arcs; a < c.problem.n_arcs; a++)
			assert_int_equal(flow_add(flow, &c.arcs[a], NULL), ST_OK);
		assert_int_equal(flow_new(&c.problem, &whole, NULL), ST_OK);
		if (flow_solve(whole, NULL, NULL) == ST_OK) {
			int64_t cost, other;

			assert_int_equal(flow_solve(flow, NULL, NULL), ST_OK);
			flow_copy(flow, on);
			flow_copy(whole, at_once);
			assert_true(flow_cost(&c.problem, on, &cost) && flow_cost(&c.problem, at_once, &other));
			assert_int_equal(cost, other);
		} else {
			assert_int_equal(flow_solve(flow, NULL, NULL), ST_INVALID);
		}
		flow_free(flow);
		flow_free(whole);
	}
}

/* Two nodes, one arc. */
static enum status try_one(int64_t send, int64_t want, struct flow_arc arc, struct err *err)
{
	int64_t supply[] = { send, -want };
	struct flow_problem problem = { .n_nodes = 2, .n_arcs = 1, .supply = supply, .arcs = &arc };
	struct flow *flow;
	enum status st = flow_new(&problem, &flow, err);

	if (st == ST_OK)
		st = flow_solve(flow, NULL, err);
	flow_free(flow);
	return st;
}

static void what_cannot_be(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 1, 0, 5, 1 }, &err), ST_OK);
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 1, 0, 4, 1 }, &err), ST_INVALID);
	assert_string_equal(err.text, "Nothing was computed: what node 1 and perhaps others send cannot all arrive (units "
		"left over: 1). Whatever leads out of the nodes that it gets to (1 of them) is full. Raise an upper bound "
		"there, or lower what they send.");
	assert_int_equal(try_one(5, 4, (struct flow_arc){ 0, 1, 0, 9, 1 }, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "differ (by 1)"));
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 2, 0, 9, 1 }, &err), ST_INVALID);
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 0, 0, 9, 1 }, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "arc 1"));
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 1, 6, 5, 1 }, &err), ST_INVALID);
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 1, 6, 9, 1 }, &err), ST_INVALID);
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 1, 0, 9, INT64_MAX }, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "larger unit"));
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 1, 0, 9, INT64_MIN }, &err), ST_INVALID);
	assert_int_equal(try_one(INT64_MAX, INT64_MAX, (struct flow_arc){ 0, 1, 0, 9, 1 }, &err), ST_INVALID);
	assert_int_equal(try_one(INT64_MIN, 0, (struct flow_arc){ 0, 1, 0, 9, 1 }, &err), ST_INVALID);
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 1, INT64_MIN, INT64_MAX, 1 }, &err), ST_INVALID);
	assert_int_equal(try_one(5, 5, (struct flow_arc){ 0, 1, 0, INT64_MAX, 1000000000000 }, &err), ST_OK);
}

static void cycle_without_bound(void **state)
{
	int64_t supply[3] = { 0 };
	struct flow_arc arcs[] = { { 0, 1, 0, INT64_MAX, 2 }, { 1, 2, 0, INT64_MAX, -4 }, { 2, 0, 0, INT64_MAX, 1 } };
	struct flow_problem problem = { .n_nodes = 3, .n_arcs = 3, .supply = supply, .arcs = arcs };
	struct flow *flow;
	struct err err;

	(void)state;
	assert_int_equal(flow_new(&problem, &flow, &err), ST_OK);
	assert_int_equal(flow_solve(flow, NULL, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "cycle"));
	flow_free(flow);
	arcs[1].most = 7;
	assert_int_equal(flow_new(&problem, &flow, &err), ST_OK);
	assert_int_equal(flow_solve(flow, NULL, &err), ST_OK);
	for (int a = 0; a < 3; a++)
		assert_int_equal(flow_on(flow, a), 7);
	flow_free(flow);
}

/* The proof refuses what is nearly right. */
static void false_proofs(void **state)
{
	static struct case_of c;
	int refused = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		int64_t on[ARCS + 1], price[NODES];
		const int64_t *cost = NULL, *prices = price;
		struct flow *flow;
		enum status st;

		seed = (uint64_t)i + 2000000;
		make_case(&c, i);
		assert_int_equal(flow_new(&c.problem, &flow, NULL), ST_OK);
		st = c.problem.n_arcs ? flow_solve(flow, NULL, NULL) : ST_INVALID;
		if (st == ST_OK) {
			prices_of(flow, &c.problem, price);
			flow_copy(flow, on);
			assert_int_equal(flow_certify(&c.problem, on, 1, &cost, &prices, NULL), ST_OK);
			on[below(c.problem.n_arcs)]++;
			assert_int_equal(flow_certify(&c.problem, on, 1, &cost, &prices, NULL), ST_CORRUPT);
			flow_copy(flow, on);
			price[below(c.problem.n_nodes)] += 1000;
			refused += flow_certify(&c.problem, on, 1, &cost, &prices, NULL) == ST_CORRUPT;
		}
		flow_free(flow);
	}
	assert_in_range(refused, 500, 2000);
}

static bool stop_at(void *with, int64_t steps)
{
	int64_t *at = with;

	return steps < *at;
}

/* Stopped anywhere it goes on, to the same end. */
static void stopped(void **state)
{
	enum { N = 150 };
	static struct flow_arc arcs[N * N + N];
	static int64_t supply[2 * N];
	struct flow_problem problem = { .n_nodes = 2 * N, .supply = supply, .arcs = arcs };
	struct flow *flow, *again;
	int64_t at, never = INT64_MAX, here = 0, there = 0;
	struct flow_watch watch = { stop_at, &at };
	struct err err;

	(void)state;
	seed = 5;
	for (int i = 0; i < N; i++) {
		supply[i] = 700;
		supply[N + i] = -700;
		for (int j = 0; j < N; j++)
			arcs[problem.n_arcs++] = (struct flow_arc){ i, N + j, 0, 1 + below(20), below(100000) };
	}
	assert_int_equal(flow_new(&problem, &flow, &err), ST_OK);
	assert_int_equal(flow_new(&problem, &again, &err), ST_OK);
	for (at = 0; at < 3; at++) {
		assert_int_equal(flow_solve(flow, &watch, &err), ST_CANCELLED);
		assert_true(err.text[0]);
	}
	at = 2500;
	assert_int_equal(flow_solve(flow, &watch, &err), ST_CANCELLED);
	assert_in_range(flow_steps(flow), 2500, 6000);
	watch.with = &never;
	assert_int_equal(flow_solve(flow, &watch, &err), flow_solve(again, NULL, &err));
	for (int a = 0; a < problem.n_arcs; a++) {
		here += flow_on(flow, a) * arcs[a].cost;
		there += flow_on(again, a) * arcs[a].cost;
	}
	assert_int_equal(here, there);
	flow_free(flow);
	flow_free(again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_networks),
		cmocka_unit_test(columns_later),
		cmocka_unit_test(what_cannot_be),
		cmocka_unit_test(cycle_without_bound),
		cmocka_unit_test(false_proofs),
		cmocka_unit_test(stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
