/* SPDX-License-Identifier: EUPL-1.2 */
/* A report for machines: words of the program, not translated; what is withheld has its sign and no value. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "base/mem.h"
#include "insight/report_own.h"

static const char *const kinds[] = {
	[FIGURE_SHARE] = "share", [FIGURE_WITHIN] = "within", [FIGURE_MEDIAN] = "median", [FIGURE_LOWER] = "quartile_1",
	[FIGURE_UPPER] = "quartile_3", [FIGURE_AMOUNT] = "amount", [FIGURE_MEAN] = "mean",
};

/* A number as it leaves: where it stands, and whether it may be told. */
struct leaving { const char *indicator, *what, *from, *to, *where; bool told; double value; int decimals; int days; };
typedef void leave(void *ctx, const struct leaving *number);
struct walk { const struct report *report; leave *leave; void *ctx; };

/* "gender=woman;entry=arrived" */
static void where_of(struct str *out, const struct facts_table *table, const struct facts_place *place)
{
	str_clear(out);
	for (int a = 0; a < table->n_axes; a++)
		if (place->at[a] != FACTS_ALL)
			str_addf(out, "%s%s=%s", out->len ? ";" : "", table->axis[a].key, table->axis[a].category[place->at[a]].code);
}

static void leave_count(const struct walk *walk, const struct facts_answer *answer, int number, const struct facts_place *place)
{
	const struct facts_table *table = &walk->report->shape->table[number];
	struct leaving out = { .indicator = answer->ask.indicator->key, .what = "count" };
	struct str where = STR_INIT;
	char from[11], to[11];
	int64_t value = 0;

	date_text(table->stock ? table->period.to : table->period.from, from);
	date_text(table->period.to, to);
	where_of(&where, table, place);
	out.from = from;
	out.to = to;
	out.where = str_get(&where);
	out.told = report_count(walk->report, number, place, &value);
	out.value = (double)value;
	walk->leave(walk->ctx, &out);
	str_free(&where);
}

static void leave_axis(const struct walk *walk, const struct facts_answer *answer, int number, struct facts_place *place,
	int axis, int end)
{
	if (axis == end) {
		if (!answer->ask.by || place->at[end - 1] != FACTS_ALL)
			leave_count(walk, answer, number, place);
		return;
	}
	for (int c = FACTS_ALL; c < walk->report->shape->table[number].axis[axis].n; c++) {
		place->at[axis] = c;
		leave_axis(walk, answer, number, place, axis + 1, end);
	}
	place->at[axis] = FACTS_ALL;
}

static void leave_view(const struct walk *walk, const struct facts_answer *answer, const struct facts_view *view)
{
	const struct facts_table *table = &walk->report->shape->table[view->table];
	struct facts_place place = view->place;

	if (view->listed) {
		for (int a = 0; a < FACTS_AXES; a++)
			place.at[a] = FACTS_ALL;
		leave_axis(walk, answer, view->table, &place, 0, table->n_axes);
	} else
		leave_axis(walk, answer, view->table, &place, table->own, table->n_axes);
}

static void leave_figure(const struct walk *walk, const struct facts_answer *answer, int number)
{
	const struct facts_figure *figure = &walk->report->shape->figure[number];
	const struct facts_table *table = &walk->report->shape->table[figure->table];
	struct leaving out = { .indicator = answer->ask.indicator->key, .what = kinds[figure->kind], .decimals = 4,
		.told = walk->report->figure_open[number], .value = figure->value, .days = figure->days };
	struct str where = STR_INIT;
	char from[11], to[11];

	if (figure->kind == FIGURE_MEDIAN || figure->kind == FIGURE_LOWER || figure->kind == FIGURE_UPPER) {
		out.decimals = 0;
		if (out.told && !figure->reached)
			return;
	}
	date_text(table->period.from, from);
	date_text(table->period.to, to);
	where_of(&where, table, &figure->place);
	out.from = from;
	out.to = to;
	out.where = str_get(&where);
	walk->leave(walk->ctx, &out);
	str_free(&where);
}

static void leave_all(const struct walk *walk)
{
	const struct facts *shape = walk->report->shape;

	for (int i = 0; i < shape->n_answers; i++) {
		for (int v = 0; v < shape->answer[i].n_views; v++)
			leave_view(walk, &shape->answer[i], &shape->answer[i].view[v]);
		for (int f = 0; f < shape->answer[i].n_figures; f++)
			leave_figure(walk, &shape->answer[i], shape->answer[i].figure + f);
	}
}

struct rows { report_row *row; void *ctx; };

static void as_row(void *ctx, const struct leaving *number)
{
	const struct rows *rows = ctx;
	char value[40] = "", days[16] = "";
	const char *cell[REPORT_COLUMNS] = { number->indicator, number->from, number->to, number->what, days, number->where,
		number->told ? "published" : "withheld", value };

	if (number->told)
		snprintf(value, sizeof(value), "%.*f", number->decimals, number->value);
	if (number->days)
		snprintf(days, sizeof(days), "%d", number->days);
	rows->row(rows->ctx, cell, REPORT_COLUMNS);
}

void report_rows(const struct report *report, report_row *row, void *ctx)
{
	static const char *const head[REPORT_COLUMNS] = { "indicator", "from", "to", "figure", "days", "where", "sign", "value" };
	struct rows rows = { row, ctx };

	row(ctx, head, REPORT_COLUMNS);
	leave_all(&(struct walk){ report, as_row, &rows });
}

static void as_json(void *ctx, const struct leaving *number)
{
	json_t *one = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "indicator", number->indicator, "from", number->from, "to",
		number->to, "figure", number->what, "where", number->where, "sign", number->told ? "published" : "withheld");

	if (number->days)
		json_object_set_new(one, "days", json_integer(number->days));
	if (number->told)
		json_object_set_new(one, "value", number->what[0] == 'c' || number->decimals == 0 ?
			json_integer((json_int_t)number->value) : json_real(number->value));
	json_array_append_new(ctx, one);
}

struct json_t *report_json(const struct report *report)
{
	json_t *numbers = json_array(), *out;
	char from[11], to[11], made[11];

	leave_all(&(struct walk){ report, as_json, numbers });
	date_text(report->ask.period.from, from);
	date_text(report->ask.period.to, to);
	date_text(report->made, made);
	out = json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:i, s:o}", "report", "progress", "from", from, "to", to, "made", made,
		"threshold", report->rule.threshold, "numbers_printed", report->tally.cells, "withheld",
		report->tally.primary + report->tally.secondary, "numbers", numbers);
	if (report->ask.compare.from.year) {
		date_text(report->ask.compare.from, from);
		date_text(report->ask.compare.to, to);
		json_object_set_new(out, "compare_from", json_string(from));
		json_object_set_new(out, "compare_to", json_string(to));
	}
	return out;
}
