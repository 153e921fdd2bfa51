/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns lines over time and shares over days, with their axes. Where lines of text begin at the right, time does too. */
#include <math.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"
#include "paper/pdf_chart.h"

#define AXIS_ROOM 40.0        /* for the words beside the upright axis, */
#define BELOW 18.0            /* and below the other */
#define ABOVE 8.0
#define TICKS 5
#define LABEL_WIDTH 58.0
#define DOTS_MOST 24          /* more points than that are seen by the line alone */

/* The field within the axes, and what its edges mean. */
struct field {
	struct pdf *pdf;
	const struct pdf_side *side;
	const struct chart *chart;
	double x, y, width, height;
	double most;                 /* at the top */
	double first, last;          /* along the bottom: days, or points */
};

/* The next of 1, 2, 5, 10, 20 ... */
static double round_step(double step)
{
	double power = pow(10, floor(log10(step))), lead = step / power;

	return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

static double along(const struct field *f, double at)
{
	double share = f->last > f->first ? (at - f->first) / (f->last - f->first) : 0.5;

	return f->side->rtl ? f->x + f->width * (1 - share) : f->x + f->width * share;
}

static double up(const struct field *f, double value)
{
	return f->y + f->height * (1 - value / f->most);
}

static double at_of(const struct field *f, int point)
{
	return f->chart->kind == CHART_CURVE && f->chart->at ? f->chart->at[point] : point;
}

static void field_make(struct field *f, struct pdf *p, const struct pdf_painted_chart *painted, double y, double height)
{
	const struct pdf_side *side = painted->side;
	const struct chart *chart = painted->chart;

	*f = (struct field){ .pdf = p, .side = side, .chart = chart, .x = side->x + (side->rtl ? 14 : AXIS_ROOM),
		.y = y + ABOVE, .width = side->width - AXIS_ROOM - 14, .height = height - ABOVE - BELOW, .most = pdf_chart_most(chart) };
	if (chart->kind != CHART_CURVE)
		f->most = ceil(f->most / round_step(f->most / TICKS)) * round_step(f->most / TICKS);
	f->first = chart->kind == CHART_CURVE ? 0 : at_of(f, 0);
	f->last = at_of(f, chart->n_points - 1);
}

static char *tick_text(const struct field *f, double value)
{
	struct str s = STR_INIT;

	if (f->chart->kind != CHART_CURVE)
		return pdf_value(f->chart, value);
	text_number(&s, llround(value * 100), 0);
	str_add(&s, " %");
	return str_take(&s);
}

static void draw_tick(const struct field *f, double value)
{
	struct pdf_look look = { .size = 7.5, .align = PDF_END };
	struct pdf *p = f->pdf;
	char *text = tick_text(f, value);

	cairo_set_source_rgb(p->cr, 0.8, 0.8, 0.8);
	cairo_set_line_width(p->cr, 0.4);
	cairo_move_to(p->cr, f->x, up(f, value));
	cairo_line_to(p->cr, f->x + f->width, up(f, value));
	cairo_stroke(p->cr);
	pdf_put_text(p, f->side, text, f->side->rtl ? f->x + f->width + 4 : f->x - AXIS_ROOM, up(f, value) - 5, AXIS_ROOM - 4,
		&look);
	free(text);
}

static void draw_upright(const struct field *f)
{
	double step = f->chart->kind == CHART_CURVE ? 0.25 : round_step(f->most / TICKS);

	for (double v = 0; v <= f->most * 1.0001; v += step)
		draw_tick(f, v);
}

static void draw_below(const struct field *f, double at, const char *text)
{
	struct pdf_look look = { .size = 7.5, .align = PDF_CENTRE };
	double x = along(f, at);

	cairo_set_source_rgb(f->pdf->cr, 0.3, 0.3, 0.3);
	cairo_set_line_width(f->pdf->cr, 0.6);
	cairo_move_to(f->pdf->cr, x, f->y + f->height);
	cairo_line_to(f->pdf->cr, x, f->y + f->height + 3);
	cairo_stroke(f->pdf->cr);
	pdf_put_text(f->pdf, f->side, text, x - LABEL_WIDTH / 2, f->y + f->height + 4, LABEL_WIDTH, &look);
}

/* As many of the labels as have room, evenly apart. */
static void draw_periods(const struct field *f)
{
	int room = (int)(f->width / LABEL_WIDTH), n = f->chart->n_points, every = room > 0 ? (n + room - 1) / room : n;

	for (int i = 0; i < n; i += every > 0 ? every : 1)
		draw_below(f, i, f->chart->label[i]);
}

static void draw_days(const struct field *f)
{
	double step = f->last > f->first ? round_step((f->last - f->first) / TICKS) : 1;

	for (double day = ceil(f->first / step) * step; day <= f->last; day += step) {
		struct str text = STR_INIT;

		text_number(&text, llround(day), 0);
		draw_below(f, day, str_get(&text));
		str_free(&text);
	}
}

static void draw_axes(const struct field *f)
{
	draw_upright(f);
	if (f->chart->kind == CHART_CURVE)
		draw_days(f);
	else
		draw_periods(f);
	cairo_set_source_rgb(f->pdf->cr, 0.3, 0.3, 0.3);
	cairo_set_line_width(f->pdf->cr, 0.7);
	cairo_rectangle(f->pdf->cr, f->x, f->y + f->height, f->width, 0);
	cairo_stroke(f->pdf->cr);
}

static void set_dashes(cairo_t *cr, int series)
{
	static const double dash[] = { 5, 2.5 }, dots[] = { 1.2, 2.4 };

	cairo_set_dash(cr, series % 3 == 1 ? dash : dots, series % 3 == 0 ? 0 : 2, 0);
}

/* Straight to the next point, nothing across a gap. */
static void trace(const struct field *f, const double *value)
{
	cairo_t *cr = f->pdf->cr;
	bool drawing = false;

	for (int i = 0; i < f->chart->n_points; i++) {
		if (!isnan(value[i]) && drawing)
			cairo_line_to(cr, along(f, at_of(f, i)), up(f, value[i]));
		else if (!isnan(value[i]))
			cairo_move_to(cr, along(f, at_of(f, i)), up(f, value[i]));
		drawing = !isnan(value[i]);
	}
}

/* What lies between the bounds: below the lines, and without transparency, which old printers refuse. */
static void draw_interval(const struct field *f, const struct chart_series *series, int number)
{
	cairo_t *cr = f->pdf->cr;

	if (!series->low || !series->high)
		return;
	pdf_series_tint(cr, number);
	for (int i = 0; i + 1 < f->chart->n_points; i++) {
		double from = along(f, at_of(f, i)), to = along(f, at_of(f, i + 1));

		if (isnan(series->low[i] + series->high[i] + series->low[i + 1] + series->high[i + 1]))
			continue;
		cairo_move_to(cr, from, up(f, series->low[i]));
		cairo_line_to(cr, from, up(f, series->high[i]));
		cairo_line_to(cr, to, up(f, series->high[i + 1]));
		cairo_line_to(cr, to, up(f, series->low[i + 1]));
		cairo_close_path(cr);
	}
	cairo_fill(cr);
}

static void draw_dots(const struct field *f, const double *value)
{
	for (int i = 0; i < f->chart->n_points && f->chart->n_points <= DOTS_MOST; i++) {
		if (isnan(value[i]))
			continue;
		cairo_new_sub_path(f->pdf->cr);
		cairo_arc(f->pdf->cr, along(f, at_of(f, i)), up(f, value[i]), 2, 0, 2 * M_PI);
	}
	cairo_fill(f->pdf->cr);
}

/* Above the axis, at each period whose value is withheld or not there. */
static void draw_gaps(const struct field *f, int number)
{
	struct pdf_look look = { .size = 7.5, .align = PDF_CENTRE, .grey = 0.25 };
	const double *value = f->chart->series[number].value;

	for (int i = 0; i < f->chart->n_points && f->chart->n_points <= DOTS_MOST; i++)
		if (isnan(value[i]))
			pdf_put_text(f->pdf, f->side, f->chart->gap, along(f, i) - 15, f->y + f->height - 12 - 10 * number, 30, &look);
}

static void draw_series(const struct field *f, int number)
{
	const struct chart_series *series = &f->chart->series[number];
	cairo_t *cr = f->pdf->cr;

	pdf_series_ink(cr, number);
	cairo_set_line_width(cr, 1.5);
	set_dashes(cr, number);
	trace(f, series->value);
	cairo_stroke(cr);
	cairo_set_dash(cr, NULL, 0, 0);
	draw_dots(f, series->value);
	if (f->chart->kind == CHART_LINE)
		draw_gaps(f, number);
}

static void draw_targets(const struct field *f)
{
	cairo_t *cr = f->pdf->cr;

	if (!f->chart->target)
		return;
	cairo_set_source_rgb(cr, 0, 0, 0);
	cairo_set_line_width(cr, 0.8);
	trace(f, f->chart->target);
	cairo_stroke(cr);
}

void pdf_plot(struct pdf *p, const struct pdf_painted_chart *painted, double y, double height)
{
	struct field f;

	field_make(&f, p, painted, y, height);
	for (int s = 0; s < f.chart->n_series; s++)
		draw_interval(&f, &f.chart->series[s], s);
	draw_axes(&f);
	for (int s = 0; s < f.chart->n_series; s++)
		draw_series(&f, s);
	draw_targets(&f);
}
