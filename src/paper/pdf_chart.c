/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns what stands around a chart: its title, the words for who cannot see it, and the table of its values. */
#include "paper/pdf_own.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

#define ROWS_AT_MOST 16       /* of the table of values: of a long curve, evenly chosen ones */

/* A value that is not there has a sign of its own, never 0. */
static char *value_text(const struct chart *chart, double value)
{
	struct str s = STR_INIT;

	if (isnan(value))
		str_add(&s, "·");
	else if (chart->kind == CHART_CURVE)
		text_number(&s, llround(value * 1000), 1);
	else if (fabs(value - round(value)) < 0.05)
		text_number(&s, llround(value), 0);
	else
		text_number(&s, llround(value * 10), 1);
	if (chart->kind == CHART_CURVE && !isnan(value))
		str_add(&s, " %");
	return str_take(&s);
}

static void set_cell(struct sheet_table *t, int row, int column, char *text)
{
	t->cell[(size_t)row * (size_t)t->n_columns + (size_t)column] = text;
}

/* One row for each point, or for evenly chosen ones, the last among them. */
static int point_of_row(const struct chart *chart, int rows, int row)
{
	return rows > 1 ? (int)lround((double)row * (chart->n_points - 1) / (rows - 1)) : 0;
}

static void fill_row(const struct chart *chart, struct sheet_table *t, int row, int point)
{
	int column = 0;

	set_cell(t, row, column++, mem_str(chart->label[point]));
	for (int s = 0; s < chart->n_series; s++) {
		const struct chart_series *series = &chart->series[s];

		set_cell(t, row, column++, value_text(chart, series->value[point]));
		if (series->low && series->high) {
			set_cell(t, row, column++, value_text(chart, series->low[point]));
			set_cell(t, row, column++, value_text(chart, series->high[point]));
		}
	}
	if (chart->target)
		set_cell(t, row, column, value_text(chart, chart->target[point]));
}

/* Heads: the series' names; "from" and "to" of an interval; the target. */
static int fill_heads(const struct chart *chart, struct sheet_column *column)
{
	int n = 0;

	column[n++] = (struct sheet_column){ "", false, 0 };
	for (int s = 0; s < chart->n_series; s++) {
		column[n++] = (struct sheet_column){ chart->series[s].name, true, 0 };
		if (chart->series[s].low && chart->series[s].high) {
			column[n++] = (struct sheet_column){ pgettext("interval", "from"), true, 0 };
			column[n++] = (struct sheet_column){ pgettext("interval", "to"), true, 0 };
		}
	}
	if (chart->target)
		column[n++] = (struct sheet_column){ _("Target"), true, 0 };
	return n;
}

static void draw_values(struct pdf *p, const struct pdf_side *side, const struct chart *chart)
{
	struct sheet_column *column = mem_array((size_t)(3 * chart->n_series + 2), sizeof(*column));
	int n = fill_heads(chart, column), rows = chart->n_points < ROWS_AT_MOST ? chart->n_points : ROWS_AT_MOST;
	struct sheet_table table = { .caption = chart->unit, .column = column, .n_columns = n, .n_rows = rows,
		.cell = mem_array((size_t)(rows * n), sizeof(char *)), .level = mem_array((size_t)rows, 1) };
	struct pdf_side sides[2] = { *side, { 0 } };

	for (int r = 0; r < rows; r++)
		fill_row(chart, &table, r, point_of_row(chart, rows, r));
	pdf_table(p, sides, &table, NULL);
	for (int i = 0; i < rows * n; i++)
		free(table.cell[i]);
	free(table.cell);
	free(table.level);
	free(column);
}

void pdf_chart(struct pdf *p, const struct pdf_side *side, const struct chart *chart)
{
	struct pdf_band band = { .before = 10, .need = 60 };
	struct pdf_look look = { .size = p->body, .bold = true };

	pdf_band_add(&band, (struct pdf_strip){ .layout = pdf_layout(p, side, chart->title, side->width, &look), .side = side,
		.x = side->x, .tag = "P" });
	pdf_band_draw(p, &band, NULL, NULL);
	draw_values(p, side, chart);
}
