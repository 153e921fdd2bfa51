/* SPDX-License-Identifier: EUPL-1.2 */
/* From what was told to what may be published: choice, audit, result. */
#include "figures/disclose_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

struct shape {
	char *population;
	int n, size[DISCLOSE_DIMENSIONS_MOST];
	int order[DISCLOSE_DIMENSIONS_MOST];    /* index into the result's dimensions */
	int *cells;                             /* by codes, the last dimension first */
};
struct codes {
	char *name;
	int n;
	char **code;
	int *told;              /* by place in the order of printing: index as it was told */
	struct map *by_name;
};
struct disclosed {
	int n_cells, n_figures, n_tables, n_dimensions;
	char **keys;
	enum disclosed_sign *signs;
	int64_t *values;        /* 0 where withheld */
	struct bounds *bounds;
	double *figures;
	bool *figure_open;
	struct shape *tables;
	struct codes *dimensions;
	struct map *by_key;
	struct disclosed_tally tally;
};

/* ---- the tables' shapes ---- */

static void codes_below(const struct dimension *dimension, int parent, struct codes *out)
{
	for (int c = 1; c < dimension->n_codes; c++)
		if (dimension->codes[c].parent == parent) {
			out->told[out->n++] = c;
			codes_below(dimension, c, out);
		}
}

static void copy_codes(const struct dimension *dimension, struct codes *out)
{
	out->name = mem_str(dimension->name);
	out->told = mem_array((size_t)dimension->n_codes, sizeof *out->told);
	out->code = mem_array((size_t)dimension->n_codes, sizeof *out->code);
	out->by_name = map_new();
	out->n = 1;
	codes_below(dimension, 0, out);
	for (int c = 1; c < dimension->n_codes; c++)
		if (dimension->codes[c].n_members)
			out->told[out->n++] = c;
	for (int i = 0; i < out->n; i++) {
		const char *name = dimension->codes[out->told[i]].name;

		out->code[i] = mem_str(name);
		*map_at(out->by_name, name, strlen(name)) = i + 1;
	}
}

static void copy_table(struct disclose *d, int at, struct disclosed *out)
{
	const struct table *table = &d->tables[at];
	struct shape *shape = &out->tables[at];
	int all = 1;

	shape->population = mem_str(table->population);
	shape->n = table->n;
	for (int i = 0; i < table->n; i++) {
		shape->order[i] = table->dimension[i];
		shape->size[i] = out->dimensions[table->dimension[i]].n;
		all *= shape->size[i];
	}
	shape->cells = mem_array((size_t)all, sizeof *shape->cells);
	for (int c = 0; c < all; c++) {
		int codes[DISCLOSE_DIMENSIONS_MOST], rest = c;

		for (int i = table->n - 1; i >= 0; i--) {
			codes[i] = out->dimensions[shape->order[i]].told[rest % shape->size[i]];
			rest /= shape->size[i];
		}
		shape->cells[c] = cell_at(d, at, codes);
	}
}

static void copy_shapes(struct disclose *d, struct disclosed *out)
{
	out->n_dimensions = d->n_dimensions;
	out->dimensions = mem_array((size_t)d->n_dimensions, sizeof *out->dimensions);
	for (int i = 0; i < d->n_dimensions; i++)
		copy_codes(&d->dimensions[i], &out->dimensions[i]);
	out->n_tables = d->n_tables;
	out->tables = mem_array((size_t)d->n_tables, sizeof *out->tables);
	for (int i = 0; i < d->n_tables; i++)
		copy_table(d, i, out);
}

/* ---- cells and figures ---- */

static void copy_signs(const struct nets *nets, struct disclosed *out)
{
	for (int n = 0; n < nets->n; n++) {
		const struct net *net = &nets->nets[n];

		for (int c = 0; c < net->n; c++) {
			static const enum disclosed_sign sign[] = { [NET_OPEN] = DISCLOSED_OPEN,
				[NET_SECONDARY] = DISCLOSED_SECONDARY, [NET_PRIMARY] = DISCLOSED_PRIMARY,
				[NET_UNPRINTED] = DISCLOSED_UNPRINTED };

			out->signs[net->cell[c]] = sign[net->state[c]];
			out->tally.targets += net->state[c] == NET_UNPRINTED && net->low[c] < net->high[c];
		}
		out->tally.weight += net_weight(net);
	}
}

static void copy_cells(const struct disclose *d, const struct nets *nets, struct disclosed *out)
{
	out->n_cells = d->n_cells;
	out->keys = mem_array((size_t)d->n_cells, sizeof *out->keys);
	out->signs = mem_array((size_t)d->n_cells, sizeof *out->signs);
	out->values = mem_array((size_t)d->n_cells, sizeof *out->values);
	out->by_key = map_new();
	copy_signs(nets, out);
	for (int i = 0; i < d->n_cells; i++) {
		const struct cell *cell = &d->cells[i];

		out->keys[i] = mem_str(cell->key);
		*map_at(out->by_key, cell->key, strlen(cell->key)) = i + 1;
		if (cell->flags & CELL_UNPRINTED)
			out->signs[i] = DISCLOSED_UNPRINTED;
		out->values[i] = out->signs[i] == DISCLOSED_OPEN ? cell->value : 0;
		out->tally.cells += out->signs[i] != DISCLOSED_UNPRINTED;
		out->tally.open += out->signs[i] == DISCLOSED_OPEN;
		out->tally.primary += out->signs[i] == DISCLOSED_PRIMARY;
		out->tally.secondary += out->signs[i] == DISCLOSED_SECONDARY;
		if (cell->rule.threshold > out->tally.threshold)
			out->tally.threshold = cell->rule.threshold;
	}
}

static void copy_figures(const struct disclose *d, struct disclosed *out)
{
	out->n_figures = d->n_figures;
	out->figures = mem_array((size_t)d->n_figures, sizeof *out->figures);
	out->figure_open = mem_array((size_t)d->n_figures, sizeof *out->figure_open);
	for (int i = 0; i < d->n_figures; i++) {
		out->figure_open[i] = true;
		for (int c = 0; c < d->figures[i].n; c++)
			if (out->signs[d->figures[i].cells[c]] != DISCLOSED_OPEN)
				out->figure_open[i] = false;
		out->figures[i] = out->figure_open[i] ? d->figures[i].value : 0;
	}
}

/* ---- the way there ---- */

struct running {
	struct disclose *d;
	struct watch watch;
	struct nets nets;
	struct disclosed *out;
	struct err *err;
	enum status status;
};

static int could_be_withheld(const struct net *net)
{
	int n = 0;

	for (int c = 0; c < net->n; c++)
		n += net->state[c] == NET_OPEN || net->state[c] == NET_SECONDARY;
	return n;
}

static void choose(struct running *run, struct net *net)
{
	int exact = run->watch.how->exact ? run->watch.how->exact : DISCLOSE_EXACT;
	int64_t least = 0, costs = run->watch.pivots;

	net_choose(net, &run->watch, &run->out->tally.lost);
	net_open(net, &run->watch);
	net_choose(net, &run->watch, &run->out->tally.lost);
	costs = run->watch.pivots - costs;
	if (could_be_withheld(net) <= exact && net_weight(net))
		net_exact(net, &run->watch, &least);
	if (net_weight(net) > least)
		net_improve(net, &run->watch, least, costs);
	run->out->tally.least += least;
}

static void run_all(void *with)
{
	struct running *run = with;
	struct disclosed *out = run->out;

	for (int n = 0; n < run->nets.n && watch_on(&run->watch); n++) {
		choose(run, &run->nets.nets[n]);
		run->watch.done = n + 1;
	}
	if (run->watch.stopped) {
		run->status = ST_CANCELLED;
		return;
	}
	out->bounds = mem_array((size_t)run->d->n_cells, sizeof *out->bounds);
	run->status = disclose_audit(run->d, &run->nets, out->bounds, &run->watch, run->err);
}

static enum status prepare(struct running *run)
{
	enum status status = run->d->err.status;

	if (status) {
		if (run->err)
			*run->err = run->d->err;
		return status;
	}
	if ((status = cells_expand(run->d, run->err)) || (status = cells_value(run->d, run->err)))
		return status;
	nets_make(run->d, &run->nets);
	run->watch.of = run->nets.n;
	return ST_OK;
}

static void finish(struct running *run)
{
	struct disclosed *out = run->out;

	copy_cells(run->d, &run->nets, out);
	copy_figures(run->d, out);
	copy_shapes(run->d, out);
	out->tally.exact = out->tally.weight == out->tally.least;
	out->tally.programs = run->watch.programs;
}

enum status disclose_run(struct disclose *d, const struct disclose_how *how, struct disclosed **out, struct err *err)
{
	static const struct disclose_how plain = { .exact = 0 };
	struct running run = { .d = d, .err = err, .watch = { .how = how ? how : &plain } };

	*out = NULL;
	run.out = mem_alloc(sizeof *run.out);
	run.status = prepare(&run);
	if (!run.status && !lp_guarded(run_all, &run))
		run.status = err_set(err, ST_INVALID,
			_("The protection could not be computed: the solver gave up. Nothing was released."));
	if (!run.status) {
		finish(&run);
		*out = run.out;
	} else {
		if (run.status == ST_CANCELLED)
			err_set(err, ST_CANCELLED, _("Stopped. Nothing was released."));
		disclosed_free(run.out);
	}
	nets_free(&run.nets);
	return run.status;
}

void disclosed_free(struct disclosed *disclosed)
{
	if (!disclosed)
		return;
	for (int i = 0; i < disclosed->n_cells; i++)
		free(disclosed->keys[i]);
	for (int i = 0; i < disclosed->n_tables; i++) {
		free(disclosed->tables[i].population);
		free(disclosed->tables[i].cells);
	}
	for (int i = 0; i < disclosed->n_dimensions; i++) {
		struct codes *codes = &disclosed->dimensions[i];

		for (int c = 0; c < codes->n; c++)
			free(codes->code[c]);
		free(codes->name);
		free(codes->code);
		free(codes->told);
		map_free(codes->by_name);
	}
	free(disclosed->keys);
	free(disclosed->signs);
	free(disclosed->values);
	free(disclosed->bounds);
	free(disclosed->figures);
	free(disclosed->figure_open);
	free(disclosed->tables);
	free(disclosed->dimensions);
	map_free(disclosed->by_key);
	free(disclosed);
}

/* ---- reading ---- */

int disclosed_cells(const struct disclosed *disclosed)
{
	return disclosed->n_cells;
}

enum disclosed_sign disclosed_sign(const struct disclosed *disclosed, int cell)
{
	return disclosed->signs[cell];
}

bool disclosed_value(const struct disclosed *disclosed, int cell, int64_t *value)
{
	bool open = cell >= 0 && disclosed->signs[cell] == DISCLOSED_OPEN;

	*value = open ? disclosed->values[cell] : 0;
	return open;
}

void disclosed_bounds(const struct disclosed *disclosed, int cell, int64_t *low, int64_t *high)
{
	*low = disclosed->bounds[cell].low;
	*high = disclosed->bounds[cell].high;
}

const char *disclosed_key(const struct disclosed *disclosed, int cell)
{
	return disclosed->keys[cell];
}

int disclosed_find(const struct disclosed *disclosed, const char *key)
{
	const int64_t *at = map_find(disclosed->by_key, key, strlen(key));

	return at ? (int)*at - 1 : -1;
}

int disclosed_at(const struct disclosed *disclosed, int at, const char *const *names)
{
	const struct shape *table = &disclosed->tables[at];
	int cell = 0;

	for (int i = 0; i < table->n; i++) {
		const struct map *by_name = disclosed->dimensions[table->order[i]].by_name;
		const int64_t *code = names[i] ? map_find(by_name, names[i], strlen(names[i])) : NULL;

		if (names[i] && !code)
			return -1;
		cell = cell * table->size[i] + (code ? (int)*code - 1 : 0);
	}
	return table->cells[cell];
}

bool disclosed_figure(const struct disclosed *disclosed, int figure, double *value)
{
	*value = disclosed->figures[figure];
	return disclosed->figure_open[figure];
}

int disclosed_tables(const struct disclosed *disclosed)
{
	return disclosed->n_tables;
}

const char *disclosed_population(const struct disclosed *disclosed, int table)
{
	return disclosed->tables[table].population;
}

int disclosed_dimensions(const struct disclosed *disclosed, int table)
{
	return disclosed->tables[table].n;
}

const char *disclosed_dimension(const struct disclosed *disclosed, int table, int i)
{
	return disclosed->dimensions[disclosed->tables[table].order[i]].name;
}

int disclosed_codes(const struct disclosed *disclosed, int table, int i)
{
	return disclosed->dimensions[disclosed->tables[table].order[i]].n;
}

const char *disclosed_code(const struct disclosed *disclosed, int table, int i, int code)
{
	return disclosed->dimensions[disclosed->tables[table].order[i]].code[code];
}

void disclosed_tally(const struct disclosed *disclosed, struct disclosed_tally *tally)
{
	*tally = disclosed->tally;
}
