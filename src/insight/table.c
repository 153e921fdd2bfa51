/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables under construction: axes of the dimensions, which leaf a person stands at, places of all their sums. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/inside.h"

/* ---- axes ---- */

struct facts_axis *table_axis(struct facts_table *table, const char *key, const char *label)
{
	struct facts_axis *axis;

	if (table->n_axes == FACTS_AXES)
		BUG("a table has too many axes");
	axis = &table->axis[table->n_axes++];
	str_copy(axis->key, sizeof(axis->key), key);
	axis->label = label;
	return axis;
}

static struct facts_category *category_add(struct facts_axis *axis, const char *code, const char *label, int parent)
{
	struct facts_category *c;

	/* Room grows by doubling: to the next power of two whenever one is full. */
	if ((axis->n & (axis->n - 1)) == 0)
		axis->category = mem_resize(axis->category, axis->n ? 2 * (size_t)axis->n : 1, sizeof(*axis->category));
	c = &axis->category[axis->n++];
	*c = (struct facts_category){ .label = label, .parent = parent, .leaf = -1 };
	str_copy(c->code, sizeof(c->code), code);
	return c;
}

int axis_leaf(struct facts_axis *axis, const char *code, const char *label, int parent)
{
	category_add(axis, code, label, parent)->leaf = axis->leaves++;
	return axis->n - 1;
}

int axis_node(struct facts_axis *axis, const char *code, const char *label, int parent)
{
	category_add(axis, code, label, parent);
	return axis->n - 1;
}

void axis_choices(struct facts_axis *axis, const char *kind, const char *field, const char *const *only)
{
	axis->field = kind_field(register_kind(kind), field);
	if (only)
		for (; *only; only++)
			axis_leaf(axis, *only, NULL, FACTS_ALL);
	else
		for (const struct choice *c = axis->field->choices; c->key; c++)
			axis_leaf(axis, c->key, NULL, FACTS_ALL);
}

/* First full year of each band, the end of the last. */
static const int ages[] = { 0, 6, 12, 18, 25, 35, 45, 55, 65 };
enum { AGES = ARRAY_LEN(ages), AGE_CHILD = 3, AGE_OLD = AGES - 1 };

static void band(struct facts_axis *axis, bool leaf, int from, int to, int parent)
{
	static const char *const words = N_("%d to %d years"), *const last = N_("%d years and over");
	char code[24];

	snprintf(code, sizeof(code), to ? "a%d_%d" : "a%d_", from, to);
	(leaf ? axis_leaf : axis_node)(axis, code, to ? words : last, parent);
	axis->category[axis->n - 1].number = from;
	axis->category[axis->n - 1].number_to = to;
}

static void axis_of_age(struct facts_axis *axis, bool wide)
{
	for (int i = 0; i < AGE_OLD; i++) {
		if (i == 0 || i == AGE_CHILD)
			band(axis, wide, ages[i], i ? 64 : 17, FACTS_ALL);
		if (!wide)
			band(axis, true, ages[i], ages[i + 1] - 1, facts_category(axis, i < AGE_CHILD ? "a0_17" : "a18_64"));
	}
	band(axis, true, ages[AGE_OLD], 0, FACTS_ALL);
	axis_leaf(axis, "unknown", N_("Age not known"), FACTS_ALL);
}

static int leaf_of_age(const struct soul *soul, int32_t day, bool wide)
{
	int age = soul_age(soul, day), i = AGE_OLD;

	if (age < 0)
		return wide ? 3 : AGES;
	while (age < ages[i])
		i--;
	return !wide ? i : i < AGE_CHILD ? 0 : i < AGE_OLD ? 1 : 2;
}

static void axis_of_gender(struct facts_axis *axis)
{
	axis->field = kind_field(register_kind("person"), "gender");
	axis_leaf(axis, "woman", NULL, FACTS_ALL);
	axis_leaf(axis, "man", NULL, FACTS_ALL);
	axis_leaf(axis, "other", NULL, FACTS_ALL);
	axis_leaf(axis, "unknown", N_("Not said or not known"), FACTS_ALL);
}

static void axis_of_household(struct facts_axis *axis, bool wide)
{
	static const struct { const char *code, *label; bool children; } home[] = {
		[HOME_ALONE] = { "alone", N_("One adult, no children"), false },
		[HOME_ADULTS] = { "adults", N_("Several adults, no children"), false },
		[HOME_ONE_AND_CHILDREN] = { "one_children", N_("One adult with children"), true },
		[HOME_ADULTS_AND_CHILDREN] = { "adults_children", N_("Several adults with children"), true },
		[HOME_CHILDREN] = { "children", N_("Children alone"), true },
	};
	int without = (wide ? axis_leaf : axis_node)(axis, "no_children", N_("Households without children"), FACTS_ALL);
	int with = (wide ? axis_leaf : axis_node)(axis, "with_children", N_("Households with children"), FACTS_ALL);

	for (int i = 0; !wide && i < HOME_NONE; i++)
		axis_leaf(axis, home[i].code, home[i].label, home[i].children ? with : without);
	axis_leaf(axis, "unknown", N_("No household on file"), FACTS_ALL);
}

static int leaf_of_home(uint8_t home, bool wide)
{
	return !wide ? home : home == HOME_NONE ? 2 : home <= HOME_ADULTS ? 0 : 1;
}

static void axis_of_neighbourhood(struct facts_axis *axis, struct facts_table *table, const struct roll *roll)
{
	table->residents = mem_array((size_t)roll->n_places + 1, sizeof(*table->residents));
	for (int i = 0; i < roll->n_places; i++) {
		char code[40];

		id_text(roll->place[i].id, code);
		axis_leaf(axis, code, NULL, FACTS_ALL);
		axis->category[axis->n - 1].name = mem_str(roll->place[i].name);
		table->residents[i] = roll->place[i].residents;
	}
	axis_leaf(axis, "unknown", N_("Not known or kept secret"), FACTS_ALL);
	table->residents[roll->n_places] = -1;
}

/* The quarters, or the years, of the year of the last day and of the one before. */
static void axis_of_arrival(struct facts_axis *axis, const struct period *period, bool wide)
{
	char code[24];

	for (int year = period->to.year - 1; year <= period->to.year; year++) {
		int whole;

		snprintf(code, sizeof(code), "%04d", year);
		whole = (wide ? axis_leaf : axis_node)(axis, code, NULL, FACTS_ALL);
		for (int q = 1; !wide && q <= 4; q++) {
			snprintf(code, sizeof(code), "%04d-Q%d", year, q);
			axis_leaf(axis, code, NULL, whole);
		}
	}
	snprintf(code, sizeof(code), "before_%04d", period->to.year - 1);
	axis_leaf(axis, code, N_("Before %d"), FACTS_ALL);
	axis->category[axis->n - 1].number = period->to.year - 1;
	axis_leaf(axis, "unknown", N_("Not known or not yet"), FACTS_ALL);
}

static int leaf_of_arrival(const struct soul *soul, const struct period *period, bool wide)
{
	struct date day = date_from_days(soul->arrived);
	int years = day.year - (period->to.year - 1), quarter = (day.month - 1) / 3;

	if (!soul->arrived || years > 1)
		return wide ? 3 : 9;
	if (years < 0)
		return wide ? 2 : 8;
	return wide ? years : 4 * years + quarter;
}

/* ---- tables ---- */

struct facts_table *table_make(struct run *run, const struct ask *ask, const char *key, const char *label, bool stock, bool *fresh)
{
	struct facts *facts = run->facts;
	struct facts_table *table;

	*fresh = false;
	for (int i = 0; i < facts->n_tables; i++) {
		table = &facts->table[i];
		if (str_same(table->key, key) && table->by == ask->by && table->wide == (ask->wide & ask->by) &&
		    memcmp(&table->period, &ask->period, sizeof(ask->period)) == 0)
			return table;
	}
	*fresh = true;
	table = &facts->table[facts->n_tables++];
	*table = (struct facts_table){ .label = label, .rule = ask->indicator->rule, .period = ask->period, .stock = stock,
		.by = ask->by, .wide = ask->wide & ask->by, .printed = true };
	str_copy(table->key, sizeof(table->key), key);
	return table;
}

void table_ready(struct run *run, struct facts_table *table)
{
	table->own = table->n_axes;
	for (int d = 0; d < DIMENSIONS; d++) {
		bool wide = table->wide & BY(d);
		struct facts_axis *axis;

		if (!(table->by & BY(d)))
			continue;
		axis = table_axis(table, dimension_key((enum dimension)d), dimension_label((enum dimension)d));
		switch ((enum dimension)d) {
		case DIMENSION_AGE: axis_of_age(axis, wide); break;
		case DIMENSION_GENDER: axis_of_gender(axis); break;
		case DIMENSION_HOUSEHOLD: axis_of_household(axis, wide); break;
		case DIMENSION_NEIGHBOURHOOD: axis_of_neighbourhood(axis, table, &run->roll); break;
		case DIMENSION_ARRIVAL: axis_of_arrival(axis, &table->period, wide); break;
		case DIMENSIONS: break;
		}
	}
	table->cells = 1;
	for (int a = 0; a < table->n_axes; a++)
		table->cells *= table->axis[a].leaves;
	table->count = mem_array((size_t)table->cells, sizeof(*table->count));
}

static uint8_t home_on(const struct run *run, int32_t day, int soul)
{
	for (int i = 0; i < run->n_homes; i++)
		if (run->homes[i].day == day)
			return run->homes[i].of[soul];
	return HOME_NONE;
}

static int leaf_of(const struct run *run, const struct facts_table *table, enum dimension d, int number)
{
	const struct soul *soul = &run->roll.soul[number];
	bool wide = table->wide & BY(d);
	int32_t day = ymd_of(table->period.to);

	switch (d) {
	case DIMENSION_AGE: return leaf_of_age(soul, day, wide);
	case DIMENSION_GENDER: return soul->gender;
	case DIMENSION_HOUSEHOLD: return leaf_of_home(home_on(run, day, number), wide);
	case DIMENSION_NEIGHBOURHOOD: return soul->place == PLACE_UNKNOWN ? run->roll.n_places : soul->place;
	case DIMENSION_ARRIVAL: return leaf_of_arrival(soul, &table->period, wide);
	case DIMENSIONS: break;
	}
	BUG("a dimension without leaves");
}

int64_t tally_cell(struct run *run, const struct facts_table *table, int own0, int own1, int soul)
{
	int64_t cell = own0;
	int axis = table->own ? 1 : 0;

	if (own1 >= 0)
		cell = cell * table->axis[axis++].leaves + own1;
	for (int d = 0; axis < table->n_axes && d < DIMENSIONS; d++) {
		int leaves = table->axis[axis].leaves;

		if (!(table->by & BY(d)))
			continue;
		/* The last leaf of every dimension is "unknown". */
		cell = cell * leaves + (soul == NOBODY_LEFT ? leaves - 1 : leaf_of(run, table, (enum dimension)d, soul));
		axis++;
	}
	return cell;
}

void tally_add(struct run *run, struct facts_table *table, int own0, int own1, int soul, int64_t n)
{
	table->count[tally_cell(run, table, own0, own1, soul)] += n;
}

/* ---- places, views, figures ---- */

struct facts_place place_all(void)
{
	struct facts_place place;

	for (int a = 0; a < FACTS_AXES; a++)
		place.at[a] = FACTS_ALL;
	return place;
}

bool place_next(const struct facts_table *table, struct facts_place *place)
{
	for (int a = table->n_axes - 1; a >= table->own; a--) {
		if (++place->at[a] < table->axis[a].n)
			return true;
		place->at[a] = FACTS_ALL;
	}
	return false;
}

void view_add(struct facts_answer *answer, const struct run *run, const struct facts_table *table, struct facts_place place,
	bool listed, const char *label)
{
	if (answer->n_views == (int)ARRAY_LEN(answer->view))
		BUG("an indicator has too many views");
	answer->view[answer->n_views++] = (struct facts_view){ (int)(table - run->facts->table), place, listed, label };
}

struct facts_figure *figure_add(struct run *run, struct facts_answer *answer, enum figure_kind kind,
	const struct facts_place *place, double value)
{
	struct facts *facts = run->facts;
	struct facts_figure *figure;

	if ((facts->n_figures & (facts->n_figures - 1)) == 0)
		facts->figure = mem_resize(facts->figure, facts->n_figures ? 2 * (size_t)facts->n_figures : 1, sizeof(*facts->figure));
	if (!answer->n_figures)
		answer->figure = facts->n_figures;
	answer->n_figures++;
	figure = &facts->figure[facts->n_figures++];
	*figure = (struct facts_figure){ .kind = kind, .table = answer->view[0].table, .place = *place, .value = value,
		.reached = true };
	return figure;
}

void figure_follows(struct facts_figure *figure, int category)
{
	if (figure->n_follows == (int)ARRAY_LEN(figure->follows))
		BUG("a figure follows too many cells");
	figure->follows[figure->n_follows++] = category;
}

void figures_share(struct run *run, struct facts_answer *answer, int x, int y)
{
	const struct facts_table *table = &run->facts->table[answer->view[0].table];
	struct facts_place place = place_all();

	do {
		struct facts_place of_x = place, of_y = place;
		struct facts_figure *figure;
		int64_t all;

		of_x.at[0] = x;
		of_y.at[0] = y;
		all = facts_count(table, of_y);
		if (!all)
			continue;
		figure = figure_add(run, answer, FIGURE_SHARE, &place, (double)facts_count(table, of_x) / (double)all);
		figure_follows(figure, x);
		figure_follows(figure, y);
	} while (place_next(table, &place));
}

static void link_add(struct facts *facts, const struct facts_link *link)
{
	if ((facts->n_links & (facts->n_links - 1)) == 0)
		facts->link = mem_resize(facts->link, facts->n_links ? 2 * (size_t)facts->n_links : 1, sizeof(*facts->link));
	facts->link[facts->n_links++] = *link;
}

/* Axis by axis of those asked for, which both have alike, down every leaf. */
static void link_leaves(struct facts *facts, struct facts_link *link, int asked)
{
	const struct facts_table *a = &facts->table[link->table[0]], *b = &facts->table[link->table[1]];
	const struct facts_axis *axis = &a->axis[a->own + asked];

	if (a->own + asked == a->n_axes) {
		link_add(facts, link);
		return;
	}
	for (int i = 0; i < axis->n; i++)
		if (axis->category[i].leaf >= 0) {
			link->place[0].at[a->own + asked] = link->place[1].at[b->own + asked] = i;
			link_leaves(facts, link, asked + 1);
		}
}

void facts_link(struct run *run, const struct facts_table *a, struct facts_place at_a, const struct facts_table *b,
	struct facts_place at_b)
{
	struct facts *facts = run->facts;
	struct facts_link link = { { (int)(a - facts->table), (int)(b - facts->table) }, { at_a, at_b } };

	link_leaves(facts, &link, 0);
}
