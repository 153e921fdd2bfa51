/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns pages: where they begin and end, what stands on each of them, and the elements of the structure. */
#include "paper/pdf_own.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

#define SMALL 8.0
#define GREY 0.35
#define NUMBER_ROOM 60.0


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

/* At most two lines: what is longer ends in an ellipsis. */
static void draw_small(struct pdf *p, const struct pdf_side *side, const char *text, double y, const struct pdf_look *look)
{
	PangoLayout *layout = pdf_layout(p, side, text, side->width, look);

	pango_layout_set_height(layout, -2);
	pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	if (p->cr) {
		cairo_set_source_rgb(p->cr, look->grey, look->grey, look->grey);
		cairo_move_to(p->cr, side->x, y);
		pango_cairo_show_layout(p->cr, layout);
	}
	g_object_unref(layout);
}

/* At the end of the line, or where two columns meet. */
static void draw_number(struct pdf *p, double y)
{
	struct pdf_side side = { p->side[0].sheet, (p->width - NUMBER_ROOM) / 2, NUMBER_ROOM, p->side[0].rtl, false };
	struct pdf_look look = { .size = SMALL, .grey = GREY, .align = p->side[1].sheet ? PDF_CENTRE : PDF_END };
	char *digits = p->pages > 0 ? mem_fmt("%d/%d", p->page, p->pages) : mem_fmt("%d", p->page);

	if (!p->side[1].sheet)
		side.x = side.rtl ? PDF_MARGIN : p->width - PDF_MARGIN - NUMBER_ROOM;
	pdf_put_text(p, &side, digits, side.x, y, side.width, &look);
	free(digits);
}

/* Number, foot and mark are of the page, not of what is read: no element of the structure. Each language's foot stands
 * below its own column. */
static void draw_foot(struct pdf *p)
{
	double y = p->height - PDF_MARGIN + 14, number = p->side[1].sheet ? NUMBER_ROOM / 2 : NUMBER_ROOM + 12;
	struct pdf_look look = { .size = SMALL, .grey = GREY };

	draw_number(p, y);
	for (int s = 0; s < 2 && p->side[s].sheet; s++) {
		struct pdf_side side = p->side[s];
		bool at_left = side.x <= PDF_MARGIN + 1;

		side.width -= number;
		side.x += p->side[1].sheet ? (at_left ? 0 : number) : (side.rtl ? number : 0);
		draw_small(p, &side, side.sheet->foot ? side.sheet->foot : side.sheet->title, y, &look);
	}
}

static void draw_mark(struct pdf *p)
{
	struct pdf_look look = { .size = 9, .bold = true, .align = p->side[1].sheet ? PDF_START : PDF_END };

	for (int s = 0; s < 2 && p->side[s].sheet; s++)
		if (p->side[s].sheet->mark)
			draw_small(p, &p->side[s], p->side[s].sheet->mark, PDF_MARGIN - 28, &look);
}

void pdf_page_begin(struct pdf *p)
{
	p->page++;
	p->top = PDF_MARGIN;
	p->bottom = p->height - PDF_MARGIN;
	p->y = p->divided = p->top;
	p->fresh = true;
	if (p->side[0].sheet)
		draw_mark(p);
}

/* The line between the columns, down to where they have come. */
static void draw_divide(struct pdf *p)
{
	if (p->cr && p->side[1].sheet && !p->across && p->y > p->divided) {
		cairo_set_source_rgb(p->cr, 0.75, 0.75, 0.75);
		cairo_set_line_width(p->cr, 0.5);
		cairo_move_to(p->cr, p->width / 2, p->divided);
		cairo_line_to(p->cr, p->width / 2, p->y);
		cairo_stroke(p->cr);
	}
	p->divided = p->y;
}

void pdf_across(struct pdf *p, const struct pdf_side sides[2], struct pdf_side whole[2])
{
	draw_divide(p);
	p->across = true;
	for (int i = 0; i < 2; i++) {
		whole[i] = sides[i];
		whole[i].x = PDF_MARGIN;
		whole[i].width = p->width - 2 * PDF_MARGIN;
	}
}

void pdf_across_end(struct pdf *p)
{
	p->across = false;
	p->divided = p->y;
}

void pdf_page_end(struct pdf *p)
{
	if (p->side[0].sheet)
		draw_foot(p);
	draw_divide(p);
	if (!p->cr)
		return;
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
