/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns what stands around a chart: its title, the words for who cannot see it, and the table of its values. */
#include "paper/pdf_chart.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

#define ROWS_AT_MOST 16       /* of the table of values: of a long curve, evenly chosen ones */

/* A value that is not there has a sign of its own, never 0. */
char *pdf_value(const struct chart *chart, double value)
{
	struct str s = STR_INIT;

	if (isnan(value))
		str_add(&s, chart->gap);
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

		set_cell(t, row, column++, pdf_value(chart, series->value[point]));
		if (series->low && series->high) {
			set_cell(t, row, column++, pdf_value(chart, series->low[point]));
			set_cell(t, row, column++, pdf_value(chart, series->high[point]));
		}
	}
	if (chart->target)
		set_cell(t, row, column, pdf_value(chart, chart->target[point]));
}

/* Heads: the series' names; "from" and "to" of an interval; the target. */
static int fill_heads(const struct chart *chart, struct sheet_column *column)
{
	int n = 0;

	column[n++] = (struct sheet_column){ chart->unit, false, 0 };
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
	struct sheet_table table = { .caption = "", .column = column, .n_columns = n, .n_rows = rows,
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

double pdf_chart_most(const struct chart *chart)
{
	double most = chart->kind == CHART_CURVE ? 1 : 0;

	for (int i = 0; i < chart->n_points; i++) {
		for (int s = 0; s < chart->n_series; s++) {
			const struct chart_series *series = &chart->series[s];

			most = fmax(most, series->value[i]);
			most = series->high ? fmax(most, series->high[i]) : most;
		}
		most = chart->target ? fmax(most, chart->target[i]) : most;
	}
	return most > 0 ? most : 1;
}

/* Dark enough apart to be told from each other without colour, and drawn apart besides. */
static const double ink[][3] = { { 0.10, 0.27, 0.48 }, { 0.90, 0.52, 0.13 }, { 0.55, 0.55, 0.55 }, { 0.36, 0.70, 0.62 } };

void pdf_series_ink(cairo_t *cr, int series)
{
	const double *c = ink[series % (int)ARRAY_LEN(ink)];

	cairo_set_source_rgb(cr, c[0], c[1], c[2]);
}

void pdf_series_tint(cairo_t *cr, int series)
{
	const double *c = ink[series % (int)ARRAY_LEN(ink)];

	cairo_set_source_rgb(cr, 1 - (1 - c[0]) * 0.2, 1 - (1 - c[1]) * 0.2, 1 - (1 - c[2]) * 0.2);
}

static void paint_chart(struct pdf *p, const struct pdf_band *band, double y, void *ctx)
{
	const struct pdf_painted_chart *painted = ctx;

	if (!p->cr)
		return;
	pdf_figure(p, painted->chart->alternative);
	cairo_save(p->cr);
	if (painted->chart->kind == CHART_LINE || painted->chart->kind == CHART_CURVE)
		pdf_plot(p, painted, y, band->least);
	else
		pdf_bars(p, painted, y);
	cairo_restore(p->cr);
	pdf_tag_end(p, "Figure");
}

/* A name behind what it stands for: `series` below 0: the stroke of the target. */
static void draw_name(struct pdf *p, const struct pdf_side *side, const char *name, int series)
{
	struct pdf_look look = { .size = 8.5 };
	double box = side->rtl ? side->x + side->width - 10 : side->x;
	double height = pdf_put_text(p, side, name, side->rtl ? side->x : side->x + 16, p->y, side->width - 16, &look);

	if (p->cr && series >= 0) {
		pdf_series_ink(p->cr, series);
		cairo_rectangle(p->cr, box, p->y + height / 2 - 3, 10, 6);
	} else if (p->cr) {
		cairo_set_source_rgb(p->cr, 0, 0, 0);
		cairo_rectangle(p->cr, box + 4, p->y + height / 2 - 4.5, 2, 9);
	}
	if (p->cr)
		cairo_fill(p->cr);
	p->y += height;
}

/* Of the series, where there are several, and of the target. */
static void draw_legend(struct pdf *p, const struct pdf_side *side, const struct chart *chart)
{
	for (int s = 0; (chart->n_series > 1 || chart->target) && s < chart->n_series; s++)
		draw_name(p, side, chart->series[s].name, s);
	if (chart->target)
		draw_name(p, side, _("Target"), -1);
}

static void draw_figure(struct pdf *p, const struct pdf_side *side, const struct chart *chart)
{
	struct pdf_painted_chart painted = { side, chart };
	bool bars = chart->kind != CHART_LINE && chart->kind != CHART_CURVE;
	struct pdf_band band = { .before = 4, .paint = paint_chart, .ctx = &painted,
		.least = bars ? pdf_bars_height(chart) : PDF_PLOT_HEIGHT };

	if (chart->n_points > 0 && chart->n_series > 0)
		pdf_band_draw(p, &band, NULL, NULL);
}

void pdf_chart(struct pdf *p, const struct pdf_side *side, const struct chart *chart)
{
	struct pdf_band band = { .before = 12, .need = PDF_PLOT_HEIGHT + 20 };
	struct pdf_look look = { .size = p->body, .bold = true };

	pdf_band_add(&band, (struct pdf_strip){ .layout = pdf_layout(p, side, chart->title, side->width, &look), .side = side,
		.x = side->x, .tag = "P" });
	pdf_band_draw(p, &band, NULL, NULL);
	draw_legend(p, side, chart);
	draw_figure(p, side, chart);
	draw_values(p, side, chart);
}
