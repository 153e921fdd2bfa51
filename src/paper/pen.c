/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns pages drawn by hand; see pen.h. */
#include "paper/pen.h"

#include <stdlib.h>

#include "base/mem.h"
#include "paper/pdf_own.h"

struct pen {
	struct pdf *pdf;
	cairo_t *cr;                 /* always there: drawn on nothing while all is only laid out */
	struct sheet sheet;          /* its language alone is used */
};

struct by_hand {
	const char *title, *language;
	int pages;
	pen_draw draw;
	void *ctx;
};

/* Takes all that is drawn and keeps none of it. */
static cairo_t *nowhere(void)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
	cairo_t *cr = cairo_create(surface);

	cairo_surface_destroy(surface);
	return cr;
}

static void draw_page(struct pdf *p, const struct by_hand *hand, int page)
{
	struct pen pen = { .pdf = p, .cr = p->cr ? p->cr : nowhere() };
	char *title = mem_str(hand->title), *language = mem_str(hand->language);

	pen.sheet = (struct sheet){ .title = title, .language = language };
	pdf_page_begin(p);
	cairo_save(pen.cr);
	hand->draw(&pen, page, hand->ctx);
	cairo_restore(pen.cr);
	pdf_page_end(p);
	if (!p->cr)
		cairo_destroy(pen.cr);
	free(title);
	free(language);
}

static void run_pages(struct pdf *p, void *ctx)
{
	const struct by_hand *hand = ctx;

	for (int i = 0; i < hand->pages && p->status == ST_OK; i++)
		draw_page(p, hand, i);
}

cairo_t *pen_cairo(struct pen *pen)
{
	return pen->cr;
}

double pen_width(const struct pen *pen)
{
	return pen->pdf->width;
}

double pen_height(const struct pen *pen)
{
	return pen->pdf->height;
}

/* The size at which it stands on one line of `width`. */
static double fitting(struct pen *pen, const struct pdf_side *side, const char *text, double width, struct pdf_look look)
{
	PangoLayout *layout = pdf_layout(pen->pdf, side, text, 0, &look);
	double needed = pdf_layout_width(layout);

	g_object_unref(layout);
	if (needed <= width)
		return look.size;
	return look.size * (width / needed > 0.5 ? width / needed * 0.995 : 0.5);
}

double pen_text(struct pen *pen, double x, double y, double width, const struct pen_look *look, const char *text)
{
	struct pdf_side side = { &pen->sheet, x, width, look->right_to_left, false };
	struct pdf_look how = { .size = look->size, .bold = look->bold, .align = look->centred ? PDF_CENTRE : PDF_START };
	double height;

	if (look->fit)
		how.size = fitting(pen, &side, text, width, how);
	pdf_tag(pen->pdf, "P", NULL);
	height = pdf_put_text(pen->pdf, &side, text, x, y, width, &how);
	pdf_tag_end(pen->pdf, "P");
	return height;
}

void pen_sign(struct pen *pen, enum pictogram sign, double x, double y, double side)
{
	pdf_sign(pen->cr, sign, x, y, side);
}

void pen_figure(struct pen *pen, const char *alternative)
{
	pdf_figure(pen->pdf, alternative);
}

void pen_figure_end(struct pen *pen)
{
	pdf_tag_end(pen->pdf, "Figure");
}

enum status pen_pages(const char *title, const char *language, enum pdf_size size, int pages, pen_draw draw, void *draw_ctx,
	pdf_put put, void *put_ctx, struct err *err)
{
	struct pdf_document d = { title, language, size, false };
	struct by_hand hand = { title, language, pages, draw, draw_ctx };

	return pdf_document(&d, run_pages, &hand, put, put_ctx, err);
}

enum status pen_save(const char *title, const char *language, enum pdf_size size, int pages, pen_draw draw, void *draw_ctx,
	const char *path, struct err *err)
{
	struct pdf_document d = { title, language, size, false };
	struct by_hand hand = { title, language, pages, draw, draw_ctx };

	return pdf_document_save(&d, run_pages, &hand, path, err);
}
