/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns pages: where they begin and end, what stands on each of them, and the elements of the structure. */
#include "paper/pdf_own.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

#define SMALL 8.0
#define GREY 0.35


void pdf_tag(struct pdf *p, const char *tag, const char *extra)
{
	if (!p->cr)
		return;
	cairo_tag_begin(p->cr, tag, NULL);
	pdf_tail_element(p->tail, extra);
}

void pdf_tag_end(struct pdf *p, const char *tag)
{
	if (p->cr)
		cairo_tag_end(p->cr, tag);
}

void pdf_figure(struct pdf *p, const char *alternative)
{
	struct str keys = STR_INIT;

	str_add(&keys, "/Alt ");
	pdf_tail_string(&keys, alternative);
	pdf_tag(p, "Figure", str_get(&keys));
	str_wipe(&keys);
}

const char *pdf_tag_language(const struct pdf_side *side, char room[40])
{
	if (!side->foreign)
		return NULL;
	snprintf(room, 40, "/Lang (%.24s)", side->sheet->language);
	return room;
}

/* Number, foot and mark are of the page, not of what is read: no element of the structure. */
static void draw_foot(struct pdf *p)
{
	struct pdf_side side = { p->sheet, PDF_MARGIN, p->width - 2 * PDF_MARGIN, p->sheet->right_to_left, false };
	struct pdf_side number = side;
	struct pdf_look look = { .size = SMALL, .grey = GREY };
	struct pdf_look end = { .size = SMALL, .grey = GREY, .align = PDF_END };
	const char *foot = p->sheet->foot ? p->sheet->foot : p->sheet->title;
	double y = p->height - PDF_MARGIN + 14;
	char *digits = p->pages > 0 ? mem_fmt("%d/%d", p->page, p->pages) : mem_fmt("%d", p->page);

	number.width = 60;
	number.x = side.rtl ? side.x : side.x + side.width - number.width;
	pdf_put_text(p, &number, digits, number.x, y, number.width, &end);
	side.width -= number.width + 12;
	side.x = side.rtl ? side.x + number.width + 12 : side.x;
	pdf_put_text(p, &side, foot, side.x, y, side.width, &look);
	free(digits);
}

static void draw_mark(struct pdf *p)
{
	struct pdf_side side = { p->sheet, PDF_MARGIN, p->width - 2 * PDF_MARGIN, p->sheet->right_to_left, false };
	struct pdf_look look = { .size = 9, .bold = true, .align = PDF_END };

	if (p->sheet->mark)
		pdf_put_text(p, &side, p->sheet->mark, side.x, PDF_MARGIN - 26, side.width, &look);
}

void pdf_page_begin(struct pdf *p)
{
	p->page++;
	p->top = PDF_MARGIN;
	p->bottom = p->height - PDF_MARGIN;
	p->y = p->top;
	p->fresh = true;
	if (p->sheet)
		draw_mark(p);
}

static void draw_divide(struct pdf *p)
{
	cairo_set_source_rgb(p->cr, 0.75, 0.75, 0.75);
	cairo_set_line_width(p->cr, 0.5);
	cairo_move_to(p->cr, p->width / 2, p->top);
	cairo_line_to(p->cr, p->width / 2, p->y);
	cairo_stroke(p->cr);
}

void pdf_page_end(struct pdf *p)
{
	if (p->sheet)
		draw_foot(p);
	if (!p->cr)
		return;
	if (p->divided)
		draw_divide(p);
	cairo_show_page(p->cr);
	if (p->status == ST_OK && pdf_tail_refused(p->tail))
		p->status = ST_IO;
}

void pdf_page_next(struct pdf *p)
{
	pdf_page_end(p);
	pdf_page_begin(p);
}

double pdf_room(const struct pdf *p)
{
	return p->bottom - p->y;
}
