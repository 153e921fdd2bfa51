/* SPDX-License-Identifier: EUPL-1.2 */
/* From facts to what may be said: all tables of a report go through disclosure control as one release, together with
 * what was released before; then true counts are wiped, and only what came out can be read. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "insight/report_own.h"

#define HEADLINE 100000
#define OWN_PART 500
#define DELICATE 2           /* times the threshold, for what harms when it is known */

static struct disclose_rule rule_of(const struct report *report, const struct facts_table *table)
{
	struct disclose_rule rule = disclose_rule_default;

	rule.threshold = report->rule.threshold;
	rule.zero_secret = report->rule.zero_secret;
	if (table->rule == RULE_DELICATE)
		rule.threshold *= DELICATE;
	if (table->rule == RULE_OFFER)
		rule = (struct disclose_rule){ .threshold = 0 };
	return rule;
}

static const char *code_at(const struct facts_axis *axis, int category)
{
	return category == FACTS_ALL ? NULL : axis->category[category].code;
}

/* An axis of a table's own has its categories for itself; those asked for, and months, are the same everywhere. */
static enum status add_axis(struct disclose *d, const struct facts_table *table, int a, int *out, struct err *err)
{
	const struct facts_axis *axis = &table->axis[a];
	enum status st = ST_OK;
	char name[80];

	if (a >= table->own || str_same(axis->key, "month"))
		str_copy(name, sizeof(name), axis->key);
	else
		snprintf(name, sizeof(name), "%s.%s", table->key, axis->key);
	*out = disclose_dimension(d, name, "all");
	for (int c = 0; st == ST_OK && c < axis->n; c++)
		st = disclose_code(d, *out, axis->category[c].code, code_at(axis, axis->category[c].parent), err);
	return st;
}

/* Category of a leaf. */
static int leaf_category(const struct facts_axis *axis, int leaf)
{
	for (int c = 0; c < axis->n; c++)
		if (axis->category[c].leaf == leaf)
			return c;
	BUG("a leaf without its category");
}

static enum status add_counts(struct disclose *d, const struct facts_table *table, int number, struct err *err)
{
	int *of[FACTS_AXES] = { NULL };
	const char *codes[FACTS_AXES];
	enum status st = ST_OK;

	for (int a = 0; a < table->n_axes; a++) {
		of[a] = mem_array((size_t)table->axis[a].leaves + 1, sizeof(int));
		for (int l = 0; l < table->axis[a].leaves; l++)
			of[a][l] = leaf_category(&table->axis[a], l);
	}
	for (int64_t i = 0; st == ST_OK && i < table->cells; i++) {
		int64_t rest = i;

		if (table->count[i] == 0)
			continue;
		for (int a = table->n_axes - 1; a >= 0; a--) {
			codes[a] = code_at(&table->axis[a], of[a][rest % table->axis[a].leaves]);
			rest /= table->axis[a].leaves;
		}
		st = disclose_count(d, number, codes, table->count[i], err);
	}
	for (int a = 0; a < table->n_axes; a++)
		free(of[a]);
	return st;
}

static enum status add_table(struct disclose *d, const struct report *report, const struct facts_table *table, int *out, struct err *err)
{
	struct disclose_rule rule = rule_of(report, table);
	struct str population = STR_INIT;
	int dimension[FACTS_AXES];
	enum status st = ST_OK;

	for (int a = 0; st == ST_OK && a < table->n_axes; a++)
		st = add_axis(d, table, a, &dimension[a], err);
	if (st != ST_OK)
		return st;
	known_population(&population, table->key, table->stock ? table->period.to : table->period.from, table->period.to,
		table->adds);
	*out = disclose_table(d, str_get(&population), &rule, dimension, table->n_axes);
	str_free(&population);
	return add_counts(d, table, *out, err);
}

static int cell_of(struct disclose *d, const struct report *report, const struct facts *facts, int table,
	const struct facts_place *place)
{
	const struct facts_table *t = &facts->table[table];
	const char *codes[FACTS_AXES];

	for (int a = 0; a < t->n_axes; a++)
		codes[a] = code_at(&t->axis[a], place->at[a]);
	return disclose_at(d, report->table[table], codes);
}

/* What stands at the head of a report is worth more than what stands in its annex: where one of several can be withheld, it
 * is not the sum of all, nor an indicator's own parts. */
static void add_weights(struct disclose *d, const struct report *report, const struct facts *facts)
{
	for (int i = 0; i < facts->n_answers; i++) {
		const struct facts_answer *answer = &facts->answer[i];

		for (int v = 0; v < answer->n_views && !answer->ask.by; v++) {
			const struct facts_view *view = &answer->view[v];
			struct facts_place place;

			disclose_weight(d, cell_of(d, report, facts, view->table, &view->place), HEADLINE);
			for (int a = 0; a < FACTS_AXES; a++)
				place.at[a] = FACTS_ALL;
			disclose_weight(d, cell_of(d, report, facts, view->table, &place), HEADLINE);
			for (int c = 0; facts->table[view->table].own && c < facts->table[view->table].axis[0].n; c++) {
				place.at[0] = c;
				if (place.at[0] != view->place.at[0])
					disclose_weight(d, cell_of(d, report, facts, view->table, &place), OWN_PART);
			}
		}
	}
}

/* Cells that a figure rests on. */
struct rests { int cell[FACTS_FOLLOWS + 1], n; };

/* Figures follow cells; their true values stay in the facts until it is known which are open. */
static void add_figures(struct disclose *d, const struct report *report, const struct facts *facts, int *number, struct rests *cells)
{
	for (int i = 0; i < facts->n_figures; i++) {
		const struct facts_figure *figure = &facts->figure[i];
		struct facts_place place = figure->place;
		int n = 0;
		char key[32];

		cells[i].cell[n++] = cell_of(d, report, facts, figure->table, &place);
		for (int f = 0; f < figure->n_follows; f++) {
			place.at[0] = figure->follows[f];
			cells[i].cell[n++] = cell_of(d, report, facts, figure->table, &place);
		}
		cells[i].n = n;
		snprintf(key, sizeof(key), "figure %d", i);
		number[i] = disclose_figure(d, key, figure->value, cells[i].cell, n);
	}
}

/* All cells of a table that is not printed, sums among them. */
static void hide(struct disclose *d, const struct report *report, const struct facts *facts, int table, struct facts_place *place,
	int axis)
{
	const struct facts_table *t = &facts->table[table];

	if (axis == t->n_axes) {
		disclose_unprinted(d, cell_of(d, report, facts, table, place));
		return;
	}
	for (place->at[axis] = FACTS_ALL; place->at[axis] < t->axis[axis].n; place->at[axis]++)
		hide(d, report, facts, table, place, axis + 1);
}

static enum status build(struct report *report, struct disclose *d, const struct facts *facts, struct err *err)
{
	enum status st = ST_OK;

	report->table = mem_array((size_t)facts->n_tables + 1, sizeof(*report->table));
	for (int t = 0; st == ST_OK && t < facts->n_tables; t++)
		st = add_table(d, report, &facts->table[t], &report->table[t], err);
	for (int l = 0; st == ST_OK && l < facts->n_links; l++) {
		const struct facts_link *link = &facts->link[l];
		int part = cell_of(d, report, facts, link->table[1], &link->place[1]);

		disclose_sum(d, cell_of(d, report, facts, link->table[0], &link->place[0]), &part, 1);
	}
	for (int t = 0; st == ST_OK && t < facts->n_tables; t++) {
		struct facts_place place = { { FACTS_ALL, FACTS_ALL, FACTS_ALL, FACTS_ALL } };

		if (!facts->table[t].printed)
			hide(d, report, facts, t, &place, 0);
	}
	return st;
}

/* What was counted goes; of figures those stay that may be said, unless a count under them is told as it was before. */
static void forget(struct report *report, struct facts *facts, const int *number, struct rests *cells)
{
	for (int t = 0; t < facts->n_tables; t++) {
		struct facts_table *table = &facts->table[t];

		memset(table->count, 0, (size_t)table->cells * sizeof(*table->count));
		if (table->amount)
			memset(table->amount, 0, (size_t)table->cells * sizeof(*table->amount));
	}
	report->figure_open = mem_array((size_t)facts->n_figures + 1, sizeof(*report->figure_open));
	for (int i = 0; i < facts->n_figures; i++) {
		struct facts_figure *figure = &facts->figure[i];
		double value;
		bool open = disclosed_figure(report->out, number[i], &value);

		for (int c = 0; c < cells[i].n; c++)
			open = open && !known_moved(report->known, cells[i].cell[c]);
		report->figure_open[i] = open;
		if (open)
			continue;
		figure->value = figure->low = figure->high = 0;
		figure->reached = figure->bounds = false;
	}
	report->shape = facts;
}

struct going { report_progress *progress; void *ctx; };

static bool go_on(void *with, int done, int of)
{
	const struct going *going = with;

	return !going->progress || going->progress(going->ctx, done, of);
}

enum status report_protect(struct store *store, struct report *report, struct facts *facts, report_progress *progress,
	void *ctx, struct err *err)
{
	struct going going = { progress, ctx };
	struct disclose_how how = { .go_on = go_on, .with = &going };
	int *number = mem_array((size_t)facts->n_figures + 1, sizeof(*number));
	struct rests *cells = mem_array((size_t)facts->n_figures + 1, sizeof(*cells));
	enum status st;

	report->system = disclose_new();
	st = build(report, report->system, facts, err);
	if (st == ST_OK) {
		add_weights(report->system, report, facts);
		add_figures(report->system, report, facts, number, cells);
	}
	if (st == ST_OK)
		st = known_join(store, report->system, &report->known, err);
	if (st == ST_OK)
		st = disclose_run(report->system, &how, &report->out, err);
	if (st == ST_OK) {
		known_tally(report->known, report->out, &report->tally);
		forget(report, facts, number, cells);
	} else
		facts_free(facts);
	free(number);
	free(cells);
	return st;
}

/* ---- what may be read of it ---- */

bool report_count(const struct report *report, int table, const struct facts_place *place, int64_t *out)
{
	const struct facts_table *t = &report->shape->table[table];
	const char *codes[FACTS_AXES];
	int cell;

	for (int a = 0; a < t->n_axes; a++)
		codes[a] = code_at(&t->axis[a], place->at[a]);
	cell = disclosed_at(report->out, report->table[table], codes);
	return cell >= 0 && disclosed_value(report->out, cell, out);
}

const struct facts_figure *report_figure(const struct report *report, int answer, enum figure_kind kind, int days,
	const struct facts_place *place, bool *withheld)
{
	const struct facts_answer *of = &report->shape->answer[answer];

	*withheld = false;
	for (int i = of->figure; i < of->figure + of->n_figures; i++) {
		const struct facts_figure *figure = &report->shape->figure[i];
		bool here = true;

		for (int a = 0; a < FACTS_AXES; a++)
			here = here && figure->place.at[a] == (place ? place->at[a] : FACTS_ALL);
		if (!here || figure->kind != kind || (kind == FIGURE_WITHIN && figure->days != days))
			continue;
		*withheld = !report->figure_open[i];
		return *withheld ? NULL : figure;
	}
	return NULL;
}

static void tally_axis(const struct report *report, int table, struct facts_place *place, int axis, int *all, int *closed)
{
	const struct facts_table *t = &report->shape->table[table];
	int64_t value;

	if (axis == t->n_axes) {
		bool open = report_count(report, table, place, &value);

		/* A count of nobody tells little either way. */
		*all += !open || value > 0;
		*closed += !open;
		return;
	}
	for (int c = 0; c < t->axis[axis].n; c++) {
		place->at[axis] = c;
		tally_axis(report, table, place, axis + 1, all, closed);
	}
	place->at[axis] = FACTS_ALL;
}

int report_withheld(const struct report *report, int answer)
{
	int all = 0, closed = 0;

	for (int i = 0; i < report->shape->n_answers; i++) {
		const struct facts_answer *one = &report->shape->answer[i];

		if (!one->ask.by || (answer >= 0 && answer != i))
			continue;
		for (int v = 0; v < one->n_views; v++) {
			struct facts_place place = one->view[v].place;

			tally_axis(report, one->view[v].table, &place, report->shape->table[one->view[v].table].own, &all, &closed);
		}
	}
	return all ? 100 * closed / all : 0;
}
