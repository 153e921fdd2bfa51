/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns bars: of counts, of the stages of a funnel, against a target. */
#include <math.h>
#include <stdlib.h>

#include "paper/pdf_chart.h"

#define BAR 10.0
#define GAP 6.0
#define HIGHEST 560.0         /* more bars than that get thinner */
#define LABEL_SHARE 0.34
#define VALUE_ROOM 46.0

static double row_height(const struct chart *chart)
{
	double row = BAR * chart->n_series + GAP;

	return row * chart->n_points > HIGHEST ? HIGHEST / chart->n_points : row;
}

double pdf_bars_height(const struct chart *chart)
{
	return row_height(chart) * chart->n_points + 4;
}

/* The value's words, at the end of its bar. */
static void draw_value(struct pdf *p, const struct pdf_painted_chart *painted, double value, double end, double y, double bar)
{
	struct pdf_look look = { .size = bar < 7 ? bar * 0.9 : 7.5 };
	char *text = pdf_value(painted->chart, value);
	double x = painted->side->rtl ? end - VALUE_ROOM - 3 : end + 3;

	pdf_put_text(p, painted->side, text, x, y + bar / 2 - look.size * 0.68, VALUE_ROOM, &look);
	free(text);
}

static void draw_bar(struct pdf *p, const struct pdf_painted_chart *painted, int series, int point, double y, double bar)
{
	const struct pdf_side *side = painted->side;
	double value = painted->chart->series[series].value[point];
	double from = side->width * LABEL_SHARE, room = side->width - from - VALUE_ROOM;
	double length = isnan(value) ? 0 : room * value / pdf_chart_most(painted->chart);
	double start = side->rtl ? side->x + side->width - from : side->x + from;

	pdf_series_ink(p->cr, series);
	cairo_rectangle(p->cr, side->rtl ? start - length : start, y, length, bar - 1);
	cairo_fill(p->cr);
	draw_value(p, painted, value, side->rtl ? start - length : start + length, y, bar - 1);
}

/* A stroke across the bars where they ought to end. */
static void draw_target(struct pdf *p, const struct pdf_painted_chart *painted, int point, double y, double height)
{
	const struct pdf_side *side = painted->side;
	double from = side->width * LABEL_SHARE, room = side->width - from - VALUE_ROOM, x;

	if (!painted->chart->target || isnan(painted->chart->target[point]))
		return;
	x = from + room * painted->chart->target[point] / pdf_chart_most(painted->chart);
	x = side->rtl ? side->x + side->width - x : side->x + x;
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	cairo_set_line_width(p->cr, 1.8);
	cairo_move_to(p->cr, x, y - 2);
	cairo_line_to(p->cr, x, y + height + 1);
	cairo_stroke(p->cr);
}

/* One line, cut where the bars begin. */
static void draw_label(struct pdf *p, const struct pdf_painted_chart *painted, int point, double y, double height)
{
	const struct pdf_side *side = painted->side;
	double width = side->width * LABEL_SHARE - 8;
	struct pdf_look look = { .size = height < 9 ? height * 0.8 : 8, .align = PDF_END };
	PangoLayout *layout = pdf_layout(p, side, painted->chart->label[point], width, &look);

	pango_layout_set_height(layout, 0);
	pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	cairo_move_to(p->cr, side->rtl ? side->x + side->width - width : side->x, y + (height - pdf_layout_height(layout)) / 2);
	pango_cairo_show_layout(p->cr, layout);
	g_object_unref(layout);
}

static void draw_axis(struct pdf *p, const struct pdf_side *side, double y, double height)
{
	double from = side->width * LABEL_SHARE, x = side->rtl ? side->x + side->width - from : side->x + from;

	cairo_set_source_rgb(p->cr, 0.3, 0.3, 0.3);
	cairo_set_line_width(p->cr, 0.7);
	cairo_move_to(p->cr, x, y - 2);
	cairo_line_to(p->cr, x, y + height);
	cairo_stroke(p->cr);
}

void pdf_bars(struct pdf *p, const struct pdf_painted_chart *painted, double y)
{
	const struct chart *chart = painted->chart;
	double row = row_height(chart), gap = fmin(GAP, row * 0.35), bar = (row - gap) / chart->n_series;

	for (int i = 0; i < chart->n_points; i++) {
		double top = y + 2 + row * i;

		draw_label(p, painted, i, top, row - gap);
		for (int s = 0; s < chart->n_series; s++)
			draw_bar(p, painted, s, i, top + bar * s, bar);
		draw_target(p, painted, i, top, row - gap - 1);
	}
	draw_axis(p, painted->side, y, row * chart->n_points);
}
