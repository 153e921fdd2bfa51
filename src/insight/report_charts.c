/* SPDX-License-Identifier: EUPL-1.2 */
/* What a report draws: arrivals over time, how far people came, how long they wait, the city's targets.  What is withheld
 * is a gap. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/report_own.h"

#define CURVE_MOST 40

/* Leaves of an axis, in order, as points of a chart. */
static int leaves_of(const struct facts_axis *axis, int *leaf)
{
	int n = 0;

	for (int c = 0; c < axis->n && n < CURVE_MOST; c++)
		if (axis->category[c].leaf >= 0)
			leaf[n++] = c;
	return n;
}

static void arrivals(const struct report *report, struct sheet *sheet)
{
	const struct facts_answer *answer = &report->shape->answer[report_item_of(report, "arrivals_by_month")->now];
	const struct facts_axis *axis;
	struct str label = STR_INIT;
	struct chart *chart;
	int leaf[CURVE_MOST], n;

	if (answer->n_views == 0)
		return;
	axis = &report->shape->table[answer->view[0].table].axis[0];
	n = leaves_of(axis, leaf);
	if (n < 2)
		return;
	chart = sheet_chart(sheet, CHART_LINE, _("Arrivals over time"),
		_("How many people arrived in each part of the period. Gaps are withheld."), n, 1);
	chart_name(chart, 0, _("Arrivals"));
	chart_unit(chart, _("people"));
	chart_gap(chart, REPORT_SIGN);
	for (int i = 0; i < n; i++) {
		struct facts_place place = answer->view[0].place;
		int64_t value;

		place.at[0] = leaf[i];
		str_clear(&label);
		facts_label(&label, axis, leaf[i]);
		chart_label(chart, i, str_get(&label));
		if (report_count(report, answer->view[0].table, &place, &value))
			chart->series[0].value[i] = (double)value;
	}
	str_free(&label);
}

/* Of each stage those who are done with it. */
static void funnel(const struct report *report, struct sheet *sheet)
{
	const struct facts_answer *answer = &report->shape->answer[report_item_of(report, "stages")->now];
	struct chart *chart;

	if (answer->n_views < 2)
		return;
	chart = sheet_chart(sheet, CHART_FUNNEL, _("How far people have come"),
		_("For each stage, how many of the people in care have done all its steps. Gaps are withheld."), answer->n_views, 1);
	chart_name(chart, 0, _("Done"));
	chart_unit(chart, _("people"));
	chart_gap(chart, REPORT_SIGN);
	for (int v = 0; v < answer->n_views; v++) {
		const struct facts_view *view = &answer->view[v];
		struct facts_place place = view->place;
		int64_t value;

		place.at[0] = facts_category(&report->shape->table[view->table].axis[0], "done");
		chart_label(chart, v, view->label ? _(view->label) : "");
		if (place.at[0] != FACTS_ALL && report_count(report, view->table, &place, &value))
			chart->series[0].value[v] = (double)value;
	}
}

static int by_days(const void *a, const void *b)
{
	const struct facts_figure *const *left = a, *const *right = b;

	return ((*left)->days > (*right)->days) - ((*left)->days < (*right)->days);
}

/* Points of a waiting-time curve that may be told, by days. */
static int points_of(const struct report *report, int answer, const struct facts_figure **point)
{
	const struct facts_answer *of = &report->shape->answer[answer];
	int n = 0;

	for (int i = of->figure; i < of->figure + of->n_figures && n < CURVE_MOST; i++) {
		const struct facts_figure *figure = &report->shape->figure[i];
		bool all = figure->kind == FIGURE_WITHIN && report->figure_open[i];

		for (int a = 0; a < FACTS_AXES; a++)
			all = all && figure->place.at[a] == FACTS_ALL;
		if (all)
			point[n++] = figure;
	}
	qsort(point, (size_t)n, sizeof(*point), by_days);
	return n;
}

static void curve(const struct report *report, struct sheet *sheet, const struct report_item *item)
{
	const struct facts_figure *point[CURVE_MOST];
	int n = points_of(report, item->now, point);
	struct chart *chart;

	/* Flat from end to end it shows nothing. */
	if (n < 3 || point[n - 1]->value - point[0]->value < 0.01)
		return;
	chart = sheet_chart(sheet, CHART_CURVE, _(item->indicator->name),
		_("Which share had come so far after how many days; beside it what chance leaves open (95 of 100)."), n, 1);
	chart_name(chart, 0, _("share"));
	chart_unit(chart, _("days"));
	chart_gap(chart, REPORT_SIGN);
	chart_interval(chart, 0);
	for (int i = 0; i < n; i++) {
		char *label = mem_fmt(ngettext("%d day", "%d days", (unsigned long)point[i]->days), point[i]->days);

		chart_label(chart, i, label);
		free(label);
		chart->at[i] = point[i]->days;
		chart->series[0].value[i] = point[i]->value;
		if (point[i]->bounds) {
			chart->series[0].low[i] = point[i]->low;
			chart->series[0].high[i] = point[i]->high;
		}
	}
}

void report_charts(const struct report *report, struct sheet *sheet)
{
	sheet_heading(sheet, 2, _("Charts"));
	arrivals(report, sheet);
	funnel(report, sheet);
	for (int i = 0; i < report->n_items; i++)
		if (report->item[i].indicator->shape == SHAPE_DURATION)
			curve(report, sheet, &report->item[i]);
}

/* ---- targets ---- */

static void day_cell(const struct report *report, int answer, enum figure_kind kind, char **cell)
{
	bool withheld;
	const struct facts_figure *figure = report_figure(report, answer, kind, 0, NULL, &withheld);

	*cell = !figure ? mem_str(withheld ? REPORT_SIGN : "-") : figure->reached ? report_number(lround(figure->value)) :
		mem_str("-");
}

static void target_row(const struct report *report, struct sheet *sheet, const struct report_item *item)
{
	int days = indicator_target(item->indicator);
	bool withheld;
	const struct facts_figure *within = report_figure(report, item->now, FIGURE_WITHIN, days, NULL, &withheld);
	char *cell[6] = { mem_str(_(item->indicator->name)), report_number(days) };

	cell[2] = within ? report_percent(within->value) : mem_str(withheld ? REPORT_SIGN : "-");
	day_cell(report, item->now, FIGURE_LOWER, &cell[3]);
	day_cell(report, item->now, FIGURE_MEDIAN, &cell[4]);
	day_cell(report, item->now, FIGURE_UPPER, &cell[5]);
	sheet_row(sheet, 0, (const char *const *)cell);
	for (size_t i = 0; i < ARRAY_LEN(cell); i++)
		free(cell[i]);
}

static bool is_target(const struct report_item *item)
{
	return item->indicator->shape == SHAPE_DURATION && item->indicator->milestone;
}

static void target_chart(const struct report *report, struct sheet *sheet, int n)
{
	struct chart *chart = sheet_chart(sheet, CHART_TARGET, _("Reached in time, of a hundred"),
		_("For each target of the city, how many of a hundred people reached it in time. All would be a hundred."), n, 1);
	int at = 0;

	chart_name(chart, 0, _("In time"));
	chart_gap(chart, REPORT_SIGN);
	for (int i = 0; i < report->n_items; i++) {
		const struct report_item *item = &report->item[i];
		const struct facts_figure *within;
		bool withheld;

		if (!is_target(item))
			continue;
		within = report_figure(report, item->now, FIGURE_WITHIN, indicator_target(item->indicator), NULL, &withheld);
		chart_label(chart, at, _(item->indicator->name));
		chart->target[at] = 100;
		if (within)
			chart->series[0].value[at] = (double)lround(100 * within->value);
		at++;
	}
}

void report_targets(const struct report *report, struct sheet *sheet)
{
	const struct sheet_column columns[] = {
		{ _("Target of the city"), false, 1 }, { pgettext("target", "Days"), true, 0 }, { pgettext("target", "In time"), true, 0 },
		{ _("A quarter"), true, 0 }, { _("Half"), true, 0 }, { _("Three quarters"), true, 0 },
	};
	int n = 0;

	for (int i = 0; i < report->n_items; i++)
		n += is_target(&report->item[i]);
	if (n == 0)
		return;
	sheet_heading(sheet, 2, _("Targets of the city"));
	sheet_table(sheet, _("How many days the city allows itself, which share was in time, and after how many days a quarter, half "
		"and three quarters of all had come so far"), columns, ARRAY_LEN(columns));
	for (int i = 0; i < report->n_items; i++)
		if (is_target(&report->item[i]))
			target_row(report, sheet, &report->item[i]);
	target_chart(report, sheet, n);
}
