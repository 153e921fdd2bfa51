/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From days to figures: x of y in time, the share within so many days with those who still wait and those who can wait
 * no more counted properly, the median and the quartiles; of everybody, and of every group asked for.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/times.h"

enum { DAYS_MOST = 1461, ENDS = SPELL_STILL + 1, COUNTERS_MOST = 4 << 20, BESIDE = 4 };

/* ---- the axis of outcomes ---- */

/* The city's own time, the next shorter round one and the next four longer. */
static void edges(struct outcomes *o, int target)
{
	static const int round[] = { 7, 14, 30, 60, 90, 120, 180, 365, 730, 1095 };
	int shorter = 0;

	for (size_t i = 0; i < ARRAY_LEN(round) && round[i] < target; i++)
		shorter = round[i];
	if (shorter)
		o->edge[o->n_edges++] = shorter;
	o->target = o->n_edges;
	o->edge[o->n_edges++] = target;
	for (size_t i = 0, n = 0; i < ARRAY_LEN(round) && n < BESIDE; i++)
		if (round[i] > target) {
			o->edge[o->n_edges++] = round[i];
			n++;
		}
}

static int add(struct facts_axis *axis, bool leaf, const char *code, const char *label, int parent, int from, int to)
{
	int c = (leaf ? axis_leaf : axis_node)(axis, code, label, parent);

	axis->category[c].number = from;
	axis->category[c].number_to = to;
	return c;
}

/* "Within 14 days" is "within 7 days" and "8 to 14 days": each longer time is the node of the one before. */
static void axis_of_times(struct facts_axis *axis, struct outcomes *o)
{
	char code[32];
	int parent = o->reached;

	for (int i = o->n_edges - 1; i >= 0; i--) {
		snprintf(code, sizeof(code), "within_%d", o->edge[i]);
		o->within[i] = parent = add(axis, i == 0, code, N_("Within %d days"), parent, o->edge[i], 0);
		if (i > 0) {
			snprintf(code, sizeof(code), "d%d_%d", o->edge[i - 1] + 1, o->edge[i]);
			add(axis, true, code, N_("%d to %d days"), parent, o->edge[i - 1] + 1, o->edge[i]);
		}
	}
}

static void axis_of_outcomes(struct facts_axis *axis, struct outcomes *o, bool left, bool exempt)
{
	o->asked = exempt ? axis_node(axis, "needed", N_("Those who need it"), FACTS_ALL) : FACTS_ALL;
	o->reached = axis_node(axis, "reached", N_("Reached"), o->asked);
	axis_of_times(axis, o);
	o->later = axis->leaves;
	add(axis, true, "later", N_("After more than %d days"), o->reached, o->edge[o->n_edges - 1], 0);
	o->waiting = axis->leaves;
	axis_leaf(axis, "waiting", N_("Still waiting"), o->asked);
	o->left = o->not_needed = -1;
	if (left) {
		o->left = axis->leaves;
		axis_leaf(axis, "left", N_("Left before"), o->asked);
	}
	if (exempt) {
		o->not_needed = axis->leaves;
		axis_leaf(axis, "not_needed", N_("Not needed"), FACTS_ALL);
	}
}

struct facts_table *outcomes_table(struct run *run, const struct facts_answer *answer, bool left, bool exempt,
	struct outcomes *out)
{
	const struct indicator *indicator = answer->ask.indicator;
	struct facts_axis spare = { .n = 0 };
	bool fresh;
	struct facts_table *table = table_make(run, &answer->ask, indicator->key, indicator->name, false, &fresh);

	*out = (struct outcomes){ .n_edges = 0 };
	edges(out, indicator_target(indicator));
	axis_of_outcomes(fresh ? table_axis(table, "outcome", N_("Outcome")) : &spare, out, left, exempt);
	free(spare.category);
	if (fresh)
		table_ready(run, table);
	return table;
}

/* Leaves stand in the order in which they were told: from the longest time to the shortest. */
int outcomes_leaf(const struct outcomes *o, long days)
{
	for (int i = 0; i < o->n_edges; i++)
		if (days <= o->edge[i])
			return o->n_edges - 1 - i;
	return o->later;
}

/* ---- days ---- */

void spells_begin(struct spells *spells, struct facts_table *table, const struct outcomes *outcomes)
{
	long most = outcomes->edge[outcomes->target] + period_days(&table->period);

	*spells = (struct spells){ .table = table, .outcomes = *outcomes, .most = most < DAYS_MOST ? (int)most : DAYS_MOST,
		.cells = table->cells / table->axis[0].leaves };
	spells->whole = spells->cells * ENDS * (spells->most + 1) > COUNTERS_MOST;
	if (spells->whole)
		spells->cells = 1;
	spells->n = mem_array((size_t)spells->cells * ENDS * (size_t)(spells->most + 1), sizeof(*spells->n));
}

void spells_add(struct run *run, struct spells *spells, int soul, int leaf, long days, enum spell_end end)
{
	int64_t cell = spells->whole ? 0 : tally_cell(run, spells->table, 0, -1, soul);

	days = days < 0 ? 0 : days;
	if (days > spells->most) {
		days = spells->most;
		end = SPELL_STILL;
	}
	tally_add(run, spells->table, leaf, -1, soul, 1);
	spells->n[(cell * ENDS + end) * (spells->most + 1) + days]++;
}

/* ---- figures ---- */

static void add_cell(const struct spells *spells, int64_t cell, struct survival *into)
{
	for (int end = 0; end < ENDS; end++)
		for (int day = 0; day <= spells->most; day++) {
			uint32_t n = spells->n[(cell * ENDS + end) * (spells->most + 1) + day];

			if (n)
				survival_add(into, day, (enum spell_end)end, n);
		}
}

/* All cells within the place. */
static void gather(const struct spells *spells, const struct facts_place *place, int axis, int64_t cell, struct survival *into)
{
	const struct facts_table *table = spells->table;

	if (axis == table->n_axes || spells->whole) {
		add_cell(spells, cell, into);
		return;
	}
	for (int i = 0; i < table->axis[axis].n; i++)
		if (table->axis[axis].category[i].leaf >= 0 && axis_within(&table->axis[axis], i, place->at[axis]))
			gather(spells, place, axis + 1, cell * table->axis[axis].leaves + table->axis[axis].category[i].leaf, into);
}

/* The first day by which a bound of the share reaches `share`; bounds rise with the days. */
static bool bound_reaches(struct survival *survival, int most, double share, bool upper, double *day)
{
	struct survival_share at;
	int low = 0, high = most + 1;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (!survival_at(survival, middle, &at) || (upper ? at.high : at.low) >= share)
			high = middle;
		else
			low = middle + 1;
	}
	*day = low;
	return low <= most && survival_at(survival, low, &at) && (upper ? at.high : at.low) >= share;
}

/* What a curve's exact shares rest on besides those whom it happened to: who can reach it no more, and who was seen no longer. */
static void follows_the_rest(struct facts_figure *figure, const struct spells *spells)
{
	static const char *const rest[] = { "waiting", "left", "not_needed" };

	for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
		int category = facts_category(&spells->table->axis[0], rest[i]);

		if (category != FACTS_ALL)
			figure_follows(figure, category);
	}
}

/* That half of 20 had reached it by day 16 says of "within 14 days" and of "within 30" that ten lie before or after: it rests
 * on both, and past the city's own time on who was not followed to the end. */
static void follows_around(struct facts_figure *figure, const struct spells *spells, int day)
{
	const struct outcomes *o = &spells->outcomes;
	int next = 0;

	while (next < o->n_edges && o->edge[next] < day)
		next++;
	if (next > 0)
		figure_follows(figure, o->within[next - 1]);
	if (next < o->n_edges)
		figure_follows(figure, o->within[next]);
	if (day > o->edge[o->target])
		follows_the_rest(figure, spells);
}

static void figure_quantile(struct run *run, struct facts_answer *answer, const struct spells *spells, struct survival *survival,
	const struct facts_place *place, enum figure_kind kind, double share)
{
	struct facts_figure *figure;
	int day = 0;
	bool reached = survival_quantile(survival, share, &day);

	figure = figure_add(run, answer, kind, place, reached ? day : 0);
	figure->reached = reached;
	figure_follows(figure, spells->outcomes.reached);
	if (reached)
		follows_around(figure, spells, day);
	else
		follows_the_rest(figure, spells);
	if (kind != FIGURE_MEDIAN)
		return;
	figure->bounds = true;
	figure->low_reached = bound_reaches(survival, spells->most, share, true, &figure->low);
	figure->high_reached = bound_reaches(survival, spells->most, share, false, &figure->high);
}

static void figure_within(struct run *run, struct facts_answer *answer, const struct spells *spells, struct survival *survival,
	const struct facts_place *place, int edge)
{
	struct survival_share at;
	struct facts_figure *figure;

	if (spells->outcomes.edge[edge] > spells->most || !survival_at(survival, spells->outcomes.edge[edge], &at))
		return;
	figure = figure_add(run, answer, FIGURE_WITHIN, place, at.share);
	figure->days = spells->outcomes.edge[edge];
	figure->bounds = figure->low_reached = figure->high_reached = true;
	figure->low = at.low;
	figure->high = at.high;
	figure_follows(figure, spells->outcomes.within[edge]);
	figure_follows(figure, FACTS_ALL);
	/* Up to the city's own time everybody was followed: there the share is the one of the counts. Past it its exact value
	 * also tells how many had reached it before somebody was followed no longer. */
	if (edge > spells->outcomes.target) {
		follows_the_rest(figure, spells);
		for (int i = 0; i < edge; i++)
			figure_follows(figure, spells->outcomes.within[i]);
	}
}

static void figures_at(struct run *run, struct facts_answer *answer, const struct spells *spells, const struct facts_place *place)
{
	struct survival *survival = survival_new(spells->most);

	gather(spells, place, 1, 0, survival);
	if (survival_people(survival)) {
		for (int i = 0; i < spells->outcomes.n_edges; i++)
			figure_within(run, answer, spells, survival, place, i);
		figure_quantile(run, answer, spells, survival, place, FIGURE_MEDIAN, 0.5);
		figure_quantile(run, answer, spells, survival, place, FIGURE_LOWER, 0.25);
		figure_quantile(run, answer, spells, survival, place, FIGURE_UPPER, 0.75);
	}
	survival_free(survival);
}

void spells_end(struct run *run, struct facts_answer *answer, struct spells *spells)
{
	struct facts_place place = place_all();

	figures_share(run, answer, spells->outcomes.within[spells->outcomes.target], spells->outcomes.asked);
	do
		figures_at(run, answer, spells, &place);
	while (!spells->whole && place_next(spells->table, &place));
	free(spells->n);
	spells->n = NULL;
}
