/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files that draw charts share; nobody else includes it. */
#ifndef PAPER_PDF_CHART_H
#define PAPER_PDF_CHART_H

#include "paper/pdf_own.h"

#define PDF_PLOT_HEIGHT 190.0

struct pdf_painted_chart {
	const struct pdf_side *side;
	const struct chart *chart;
};

/* "12", "12.5", "34.5 %" of a curve; its own sign where there is none. Yours. */
char *pdf_value(const struct chart *chart, double value);
/* The end of the axis: 1 of a curve, else the largest value, bound or target. */
double pdf_chart_most(const struct chart *chart);
void pdf_series_ink(cairo_t *cr, int series);
void pdf_series_tint(cairo_t *cr, int series);

/* Lines over time and steps over days, within `height` from `y` down. */
void pdf_plot(struct pdf *p, const struct pdf_painted_chart *painted, double y, double height);
/* Bars from the side where lines begin, one below the other, each with its value. */
void pdf_bars(struct pdf *p, const struct pdf_painted_chart *painted, double y);
double pdf_bars_height(const struct chart *chart);

#endif
