/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files that draw a PDF share; nobody else includes it. Lengths in points. */
#ifndef PAPER_PDF_OWN_H
#define PAPER_PDF_OWN_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "base/err.h"
#include "base/sheet.h"
#include "base/str.h"
#include "paper/pdf.h"
#include "paper/pdf_tail.h"

#define PDF_MARGIN 54.0
#define PDF_GUTTER 26.0

/* One of the languages on a page and the column that is its own. */
struct pdf_side {
	const struct sheet *sheet;
	double x, width;
	bool rtl;
	bool foreign;                /* not the document's language */
};

struct pdf {
	cairo_t *cr;                 /* NULL while everything is only laid out */
	cairo_surface_t *surface;
	struct pdf_tail *tail;
	PangoContext *context[2];    /* lines that begin at the left, at the right */
	double width, height;        /* of the page */
	double top, bottom;          /* between which blocks stand */
	double y;                    /* where the next one begins */
	bool fresh;                  /* nothing stands on this page yet */
	int page, pages;             /* from 1; how many there will be, 0: not known yet */
	struct pdf_side side[2];     /* whose marks and feet stand on the page; no sheet: none */
	double body;                 /* size of its letters */
	bool across;                 /* what is drawn now goes across both columns */
	double divided;              /* from where on the line between the columns is still to be drawn */
	enum status status;          /* the first thing that failed */
	struct err *err;
};

enum pdf_align { PDF_START, PDF_END, PDF_CENTRE };
struct pdf_look {
	double size;
	bool bold;
	enum pdf_align align;
	double grey;                 /* 0: black */
};

/* A text laid out at a width (<= 0: as long as it is), beginning where the side's lines begin; yours to g_object_unref().
 * A letter that no font has becomes the failure of `p`. */
PangoLayout *pdf_layout(struct pdf *p, const struct pdf_side *side, const char *text, double width,
	const struct pdf_look *look);
double pdf_layout_height(PangoLayout *layout);
double pdf_layout_width(PangoLayout *layout);
/* Draws at once; nothing while only laying out. Returns the height. */
double pdf_put_text(struct pdf *p, const struct pdf_side *side, const char *text, double x, double y, double width,
	const struct pdf_look *look);

/* Elements of the document's structure. `extra`: further keys of the element in PDF, or NULL. */
void pdf_tag(struct pdf *p, const char *tag, const char *extra);
void pdf_tag_end(struct pdf *p, const char *tag);
/* A figure with words in its place; ended by pdf_tag_end(p, "Figure"). */
void pdf_figure(struct pdf *p, const char *alternative);
/* The key that says a side's language where it is not the document's; NULL: none needed. Lives until the next call. */
const char *pdf_tag_language(const struct pdf_side *side, char room[40]);

/* Texts that stand at the same height; where they are higher than what is left of the page they go on on the next. */
struct pdf_strip {
	PangoLayout *layout;         /* the strip's own */
	const struct pdf_side *side;
	double x;                    /* of its left edge */
	const char *tag;
	const char *keys;            /* further keys of its element in PDF; NULL: none */
	const char *open, *close;    /* element begun before and ended behind this strip; NULL: none */
	double grey;
	double down;                 /* how much its first line begins below the band's */
};
struct pdf_band {
	struct pdf_strip *strip;
	int n;
	double before;               /* room above, unless it begins the page */
	double need;                 /* what must have room below it on the same page */
	double least;                /* height at least */
	double pad;                  /* above and below the texts, within rules and fill */
	double fill;                 /* grey behind it; 0: none */
	double rule;                 /* width of the line below it; 0: none */
	double left, right;          /* of fill and rule */
	/* Draws what is no text, once, where the band begins. */
	void (*paint)(struct pdf *p, const struct pdf_band *band, double y, void *ctx);
	void *ctx;
};
/* Addresses of the web in these lines can be followed; `y`: of the first of them. */
void pdf_links(struct pdf *p, const struct pdf_strip *strip, int from, int to, double y);
void pdf_band_add(struct pdf_band *band, struct pdf_strip strip);
/* Draws it and frees what it holds. `again` is called on each new page that the band needs (heads of tables); NULL: none. */
void pdf_band_draw(struct pdf *p, struct pdf_band *band, void (*again)(struct pdf *p, void *ctx), void *again_ctx);

/* Begins a page / ends the one that is open. */
void pdf_page_begin(struct pdf *p);
void pdf_page_end(struct pdf *p);
void pdf_page_next(struct pdf *p);
double pdf_room(const struct pdf *p);
/* What follows goes across both columns, until pdf_across_end(): `whole` becomes the sides for it. */
void pdf_across(struct pdf *p, const struct pdf_side sides[2], struct pdf_side whole[2]);
void pdf_across_end(struct pdf *p);

/* All blocks of a side (sides[1].sheet NULL: one alone). */
void pdf_blocks(struct pdf *p, const struct pdf_side sides[2]);
void pdf_table(struct pdf *p, const struct pdf_side sides[2], const struct sheet_table *table,
	const struct sheet_table *beside);
void pdf_chart(struct pdf *p, const struct pdf_side *side, const struct chart *chart);
void pdf_sign(cairo_t *cr, enum pictogram sign, double x, double y, double side);

/* A document's pages: first laid out, then drawn into `put`. `draw` is called for both. */
typedef void (*pdf_run)(struct pdf *p, void *ctx);
struct pdf_document {
	const char *title, *language;
	enum pdf_size size;
	bool right_to_left;
};
enum status pdf_document(const struct pdf_document *d, pdf_run run, void *run_ctx, pdf_put put, void *put_ctx,
	struct err *err);
/* The same into a new file. */
enum status pdf_document_save(const struct pdf_document *d, pdf_run run, void *run_ctx, const char *path,
	struct err *err);
void pdf_page_size(enum pdf_size size, double *width, double *height);

#endif
