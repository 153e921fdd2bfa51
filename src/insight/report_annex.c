/* SPDX-License-Identifier: EUPL-1.2 */
/* The tables behind a report, and what each figure means exactly. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/report_own.h"

/* A table being written: which one, beside which in the other period. */
struct writing {
	const struct report *report;
	struct sheet *sheet;
	const struct facts_table *table;
	int number, beside;          /* tables of the shape; beside -1: none */
};

static void put(const struct writing *w, const char *label, int level, const struct facts_place *place)
{
	char *now = report_cell(w->report, w->number, place);
	char *before = w->beside >= 0 ? report_cell(w->report, w->beside, place) : NULL;
	const char *cell[] = { label, now, before };

	sheet_row(w->sheet, level, cell);
	free(now);
	free(before);
}

/* Between "within 30 days" and "within 60 days" lie those of 31 to 60: who wants them can subtract. */
static bool is_between(const struct facts_axis *axis, int category)
{
	int parent = axis->category[category].parent;

	return axis->category[category].code[0] == 'd' && parent != FACTS_ALL && str_starts(axis->category[parent].code, "within_");
}

/* A year or a quarter that is all there is says what stands above it already. */
static bool is_alone(const struct facts_axis *axis, int category)
{
	for (int c = 0; c < axis->n; c++)
		if (c != category && axis->category[c].parent == axis->category[category].parent)
			return false;
	return axis->category[category].leaf < 0;
}

/* "Within 60 days" where it is no more than "within 30 days", in both periods. */
static bool says_nothing_new(const struct writing *w, const struct facts_place *at, int axis, int category)
{
	const struct facts_axis *a = &w->table->axis[axis];
	struct facts_place shorter = *at;
	int64_t one, other;

	if (!str_starts(a->category[category].code, "within_"))
		return false;
	shorter.at[axis] = FACTS_ALL;
	for (int c = 0; c < a->n; c++)
		if (a->category[c].parent == category && str_starts(a->category[c].code, "within_"))
			shorter.at[axis] = c;
	if (shorter.at[axis] == FACTS_ALL || !report_count(w->report, w->number, at, &one) ||
	    !report_count(w->report, w->number, &shorter, &other) || one != other)
		return false;
	return w->beside < 0 || (report_count(w->report, w->beside, at, &one) && report_count(w->report, w->beside, &shorter,
		&other) && one == other);
}

static int depth(const struct facts_axis *axis, int category)
{
	int n = 0;

	for (int c = axis->category[category].parent; c != FACTS_ALL; c = axis->category[c].parent)
		n += !is_alone(axis, c) && !(str_starts(axis->category[c].code, "within_"));
	return n;
}

static void axis_rows(const struct writing *w, struct facts_place *place, int axis, int last, int level);

static void category_row(const struct writing *w, struct facts_place *place, int axis, int category, int last, int level)
{
	const struct facts_axis *a = &w->table->axis[axis];
	struct str label = STR_INIT;
	int deep = level + depth(a, category);

	place->at[axis] = category;
	if (is_between(a, category) || is_alone(a, category) || says_nothing_new(w, place, axis, category))
		return;
	facts_label(&label, a, category);
	put(w, str_get(&label), deep, place);
	axis_rows(w, place, axis + 1, last, deep + 1);
	str_free(&label);
}

/* Each part of `whole`, and right below it the parts of that. */
static void part_rows(const struct writing *w, struct facts_place *place, int axis, int whole, int last, int level)
{
	for (int c = 0; c < w->table->axis[axis].n; c++)
		if (w->table->axis[axis].category[c].parent == whole) {
			category_row(w, place, axis, c, last, level);
			part_rows(w, place, axis, c, last, level);
		}
}

/* The categories of one axis, those that are parts of others further in, and of each those of the next one. */
static void axis_rows(const struct writing *w, struct facts_place *place, int axis, int last, int level)
{
	if (axis > last)
		return;
	part_rows(w, place, axis, FACTS_ALL, last, level);
	place->at[axis] = FACTS_ALL;
}

/* What tells this table from the others of its figure. */
static const char *caption_of(const struct facts_table *table, const struct facts_answer *answer, const struct facts_view *view)
{
	if (answer->ask.by)
		return _(table->axis[table->n_axes - 1].label);
	return view->label ? _(view->label) : _(table->axis[0].label);
}

/* The whole first; then its own parts, or those asked for. */
static void view_table(const struct writing *w, const struct facts_answer *answer, const struct facts_view *view)
{
	struct sheet_column columns[3] = { { "", false, 1 }, { pgettext("period", "Now"), true, 0 },
		{ pgettext("period", "Before"), true, 0 } };
	struct facts_place place = view->place;
	int own = w->table->own;

	columns[0].head = _(indicator_counted(answer->ask.indicator));
	sheet_table(w->sheet, caption_of(w->table, answer, view), columns, w->beside >= 0 ? 3 : 2);
	if (answer->ask.by) {
		axis_rows(w, &place, own, w->table->n_axes - 1, 0);
		put(w, pgettext("figures", "All"), SHEET_TOTAL, &place);
		return;
	}
	for (int a = 0; a < own; a++)
		place.at[a] = FACTS_ALL;
	axis_rows(w, &place, 0, own - 1, 0);
	put(w, pgettext("figures", "All"), SHEET_TOTAL, &place);
}

static void answer_tables(const struct report *report, struct sheet *sheet, int number, int before)
{
	const struct facts_answer *answer = &report->shape->answer[number];

	for (int v = 0; v < answer->n_views; v++) {
		const struct facts_view *view = &answer->view[v];
		struct writing w = { report, sheet, &report->shape->table[view->table], view->table, -1 };

		if (!answer->ask.by && !view->listed)
			continue;
		if (before >= 0 && v < report->shape->answer[before].n_views)
			w.beside = report->shape->answer[before].view[v].table;
		view_table(&w, answer, view);
	}
}

static bool has_tables(const struct report *report, const struct report_item *item)
{
	const struct facts_answer *answer = &report->shape->answer[item->now];

	return item->n_by > 0 || (answer->n_views > 0 && answer->view[0].listed);
}

void report_annex(const struct report *report, struct sheet *sheet)
{
	sheet_page(sheet);
	sheet_heading(sheet, 2, _("Tables"));
	for (int i = 0; i < report->n_items; i++) {
		const struct report_item *item = &report->item[i];

		if (!has_tables(report, item))
			continue;
		sheet_heading(sheet, 3, _(item->indicator->name));
		answer_tables(report, sheet, item->now, item->before);
		for (int b = 0; b < item->n_by; b++)
			answer_tables(report, sheet, item->by[b], -1);
	}
}

void report_definitions(const struct report *report, struct sheet *sheet)
{
	sheet_heading(sheet, 2, _("What each figure counts"));
	for (int i = 0; i < report->n_items; i++) {
		const struct indicator *indicator = report->item[i].indicator;

		sheet_heading(sheet, 3, _(indicator->name));
		sheet_text(sheet, _(indicator->definition));
		sheet_pair(sheet, _("Of whom"), _(indicator->population));
		sheet_pair(sheet, _("Source"), _(indicator->source));
	}
}
