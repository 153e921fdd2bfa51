/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The attacker's audit, after the choice and apart from it: for every need a whole other table, which is added up
 * here from cells and sums as they were told, and what can be told of every withheld cell from all that is
 * published.
 */
#include "figures/disclose_own.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"

/* Cells tied together up to which tightest bounds are always worked out. */
#define BOUNDS_MOST 400

struct audit {
	const struct disclose *d;
	bool *withheld;         /* by cell */
	int64_t *table;         /* by cell: the other table */
	int *sum_start, *sum_of;        /* by cell: sums that it stands in */
	struct bounds *bounds;
	struct watch *watch;
};

static void index_sums(struct audit *audit)
{
	const struct disclose *d = audit->d;
	int all = 0, *at;

	audit->sum_start = mem_array((size_t)d->n_cells + 2, sizeof *audit->sum_start);
	for (int s = 0; s < d->n_sums; s++) {
		audit->sum_start[d->sums[s].total + 1]++;
		for (int i = 0; i < d->sums[s].n; i++)
			audit->sum_start[d->sums[s].parts[i] + 1]++;
		all += d->sums[s].n + 1;
	}
	for (int c = 0; c < d->n_cells; c++)
		audit->sum_start[c + 1] += audit->sum_start[c];
	audit->sum_of = mem_array((size_t)all, sizeof *audit->sum_of);
	at = mem_array((size_t)d->n_cells, sizeof *at);
	for (int s = 0; s < d->n_sums; s++)
		for (int i = -1; i < d->sums[s].n; i++) {
			int c = i < 0 ? d->sums[s].total : d->sums[s].parts[i];

			audit->sum_of[audit->sum_start[c] + at[c]++] = s;
		}
	free(at);
}

static bool adds_up(const struct audit *audit, int cell)
{
	for (int k = audit->sum_start[cell]; k < audit->sum_start[cell + 1]; k++) {
		const struct sum *sum = &audit->d->sums[audit->sum_of[k]];
		int64_t value = 0;

		for (int i = 0; i < sum->n; i++)
			value += audit->table[sum->parts[i]];
		if (value != audit->table[sum->total])
			return false;
	}
	return true;
}

/* Whether the true table with so many times the move is another that agrees with all that is published; then every
 * cell's bounds are at least that far apart. */
static bool other_table(struct audit *audit, const struct net *net, const struct move *move, int64_t times)
{
	bool agrees = true;

	for (int i = 0; i < move->n; i++)
		audit->table[net->cell[move->col[i]]] += move->by[i] * times;
	for (int i = 0; i < move->n && agrees; i++) {
		int cell = net->cell[move->col[i]];

		agrees = audit->withheld[cell] && audit->table[cell] >= 0 && adds_up(audit, cell);
	}
	for (int i = 0; i < move->n; i++) {
		int cell = net->cell[move->col[i]];
		struct bounds *bounds = &audit->bounds[cell];

		if (agrees && audit->table[cell] < bounds->low)
			bounds->low = audit->table[cell];
		if (agrees && audit->table[cell] > bounds->high)
			bounds->high = audit->table[cell];
		audit->table[cell] = audit->d->cells[cell].value;
	}
	return agrees;
}

static enum status needs_hold(struct audit *audit, const struct net *net, struct err *err)
{
	for (int i = 0; i < net->n_moves; i++)
		if (!other_table(audit, net, &net->moves[i], net_times(net, &net->moves[i], 1)) ||
		    !other_table(audit, net, &net->moves[i], -net_times(net, &net->moves[i], -1)))
			return err_set(err, ST_INVALID, _("The protection of “%s” does not add up. Nothing was released."),
				audit->d->cells[net->cell[net->moves[i].col[0]]].key);
	for (int c = 0; c < net->n; c++) {
		const struct bounds *bounds = &audit->bounds[net->cell[c]];

		if (bounds->low > net->low[c] || bounds->high < net->high[c])
			return err_set(err, ST_INVALID, _("“%s” could not be protected: what would be published gives it away. "
				"Nothing was released. Fewer breakdowns or wider groups help."),
				audit->d->cells[net->cell[c]].key);
	}
	return ST_OK;
}

static void bounds_of(struct audit *audit, const struct net *net, const int *cols, int n)
{
	struct attack *attack = NULL;

	for (int i = 0; i < n && watch_on(audit->watch); i++) {
		int c = cols[i];
		struct bounds *bounds = &audit->bounds[net->cell[c]];
		int64_t low, high;

		attack = attack ? attack : attack_new(net, cols, n, audit->watch);
		low = attack_reach(attack, c, false);
		high = attack_reach(attack, c, true);
		bounds->low = low < bounds->low ? low : bounds->low;
		bounds->high = high > bounds->high ? high : bounds->high;
	}
	attack_free(attack);
}

static enum status audit_net(struct audit *audit, const struct net *net, struct err *err)
{
	bool *done = mem_array((size_t)net->n, sizeof *done);
	int *cols = mem_array((size_t)net->n, sizeof *cols);
	enum status status = needs_hold(audit, net, err);

	for (int c = 0; c < net->n && !status; c++) {
		int n;

		if (done[c] || !net_withheld(net, c))
			continue;
		n = net_around(net, c, cols);
		for (int i = 0; i < n; i++)
			done[cols[i]] = true;
		if (audit->watch->how->all_bounds || n <= BOUNDS_MOST)
			bounds_of(audit, net, cols, n);
	}
	free(done);
	free(cols);
	return status ? status : audit->watch->stopped ? ST_CANCELLED : ST_OK;
}

enum status disclose_audit(const struct disclose *d, const struct nets *nets, struct bounds *bounds,
	struct watch *watch, struct err *err)
{
	struct audit audit = { .d = d, .bounds = bounds, .watch = watch,
		.withheld = mem_array((size_t)d->n_cells, sizeof(bool)),
		.table = mem_array((size_t)d->n_cells, sizeof(int64_t)) };
	enum status status = ST_OK;

	index_sums(&audit);
	for (int i = 0; i < d->n_cells; i++)
		audit.table[i] = bounds[i].low = bounds[i].high = d->cells[i].value;
	for (int n = 0; n < nets->n; n++)
		for (int c = 0; c < nets->nets[n].n; c++)
			audit.withheld[nets->nets[n].cell[c]] = net_withheld(&nets->nets[n], c);
	for (int n = 0; n < nets->n && !status; n++)
		status = audit_net(&audit, &nets->nets[n], err);
	free(audit.withheld);
	free(audit.table);
	free(audit.sum_start);
	free(audit.sum_of);
	return status;
}
