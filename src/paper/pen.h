/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages that are drawn by hand rather than from a sheet, as cards are: lengths in points (1/72 inch) from the upper left
 * corner, text by the same fonts and with the same care as pdf.h has.
 */
#ifndef PAPER_PEN_H
#define PAPER_PEN_H

#include <stdbool.h>
#include <cairo.h>

#include "base/err.h"
#include "base/sheet.h"
#include "paper/pdf.h"

#define PEN_MM (72.0 / 25.4)

struct pen;

/* Draws page `page` (0..). It is called twice for each page: first where nothing comes of it, to see whether every letter
 * can be drawn, then in earnest. Both times it does the same. */
typedef void (*pen_draw)(struct pen *pen, int page, void *ctx);

struct pen_look {
	double size;               /* of the letters, in points */
	bool bold;
	bool right_to_left;        /* the line begins at the right */
	bool centred;
	bool fit;                  /* one line: letters get smaller until it fits, down to half, and then it wraps */
};

cairo_t *pen_cairo(struct pen *pen);
double pen_width(const struct pen *pen);       /* of the page */
double pen_height(const struct pen *pen);
/* Text from (x, y) down, wrapped at `width`; returns its height. */
double pen_text(struct pen *pen, double x, double y, double width, const struct pen_look *look, const char *text);
/* A sign within a square. */
void pen_sign(struct pen *pen, enum pictogram sign, double x, double y, double side);
/* Everything drawn in between is a figure with these words in its place, for who cannot see it. */
void pen_figure(struct pen *pen, const char *alternative);
void pen_figure_end(struct pen *pen);

/* `title` and `language` are the document's. Errors: as of pdf_write(). */
enum status pen_pages(const char *title, const char *language, enum pdf_size size, int pages, pen_draw draw, void *draw_ctx,
	pdf_put put, void *put_ctx, struct err *err);
enum status pen_save(const char *title, const char *language, enum pdf_size size, int pages, pen_draw draw, void *draw_ctx,
	const char *path, struct err *err);

#endif
