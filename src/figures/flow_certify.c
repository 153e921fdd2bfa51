/* SPDX-License-Identifier: EUPL-1.2 */
/* The proof of a flow, from the problem and the prices alone: shares no line and no state with the simplex. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "figures/flow.h"

__extension__ typedef __int128 wide;

static enum status bounds_hold(const struct flow_problem *problem, const int64_t *on, struct err *err)
{
	for (int a = 0; a < problem->n_arcs; a++)
		if (on[a] < problem->arcs[a].low || on[a] > problem->arcs[a].most)
			return err_set(err, ST_CORRUPT, _("The proof does not hold: arc %d carries what its bounds do not "
				"allow. The result was not used."), a + 1);
	return ST_OK;
}

static enum status balance_holds(const struct flow_problem *problem, const int64_t *on, struct err *err)
{
	int64_t *left = mem_array((size_t)problem->n_nodes, sizeof(*left));
	int at = -1;

	for (int v = 0; v < problem->n_nodes; v++)
		left[v] = problem->supply[v];
	for (int a = 0; a < problem->n_arcs; a++) {
		left[problem->arcs[a].from] -= on[a];
		left[problem->arcs[a].to] += on[a];
	}
	for (int v = 0; v < problem->n_nodes && at < 0; v++)
		if (left[v])
			at = v;
	free(left);
	if (at < 0)
		return ST_OK;
	return err_set(err, ST_CORRUPT, _("The proof does not hold: what enters and leaves node %d does not balance. The "
		"result was not used."), at + 1);
}

/* The sign of an arc's reduced cost, the first phase that tells deciding. */
static int sign_of(const struct flow_problem *problem, int a, int n, const int64_t *const *cost,
	const int64_t *const *price)
{
	const struct flow_arc *arc = &problem->arcs[a];

	for (int k = 0; k < n; k++) {
		wide reduced = cost[k] ? cost[k][a] : arc->cost;

		reduced += price[k][arc->from];
		reduced -= price[k][arc->to];
		if (reduced)
			return reduced < 0 ? -1 : 1;
	}
	return 0;
}

enum status flow_certify(const struct flow_problem *problem, const int64_t *on, int n, const int64_t *const *cost,
	const int64_t *const *price, struct err *err)
{
	enum status st = bounds_hold(problem, on, err);

	if (st == ST_OK)
		st = balance_holds(problem, on, err);
	for (int a = 0; st == ST_OK && a < problem->n_arcs; a++) {
		const struct flow_arc *arc = &problem->arcs[a];
		int sign = sign_of(problem, a, n, cost, price);

		if ((sign < 0 && on[a] < arc->most) || (sign > 0 && on[a] > arc->low))
			st = err_set(err, ST_CORRUPT, _("The proof does not hold: by its price arc %d should carry something "
				"else. The result was not used."), a + 1);
	}
	return st;
}

bool flow_cost(const struct flow_problem *problem, const int64_t *on, int64_t *out)
{
	wide sum = 0;

	for (int a = 0; a < problem->n_arcs; a++)
		sum += (wide)problem->arcs[a].cost * on[a];
	*out = (int64_t)sum;
	return sum == *out;
}
