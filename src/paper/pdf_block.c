/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how the blocks of a sheet stand on the page: each as a band, in one language or two. */
#include "paper/pdf_own.h"

#include <stdio.h>

#include <cairo-pdf.h>

#include "base/mem.h"
#include "base/utf.h"

#define SIGN_SIDE 22.0
#define SIGN_GAP 8.0
#define BULLET 12.0
#define NARROW 280.0          /* a label stands above its text where its column is no wider */
#define LINE_DEEP 26.0        /* room to write in */
#define TABLE_NEEDS 102.0
#define CHART_NEEDS 190.0
#define TEXT_NEEDS 150.0

/* What a band's paint() needs to know of the blocks in it. */
struct painted {
	const struct pdf_side *side;
	const struct sheet_block *block[2];
};

static const struct sheet_block *block_at(const struct pdf_side *side, int i)
{
	return side->sheet && i >= 0 && i < side->sheet->n_blocks ? &side->sheet->block[i] : NULL;
}

static double heading_size(const struct pdf *p, int level)
{
	static const double factor[] = { 1.75, 1.4, 1.18, 1.0 };

	return p->body * factor[level < 0 ? 0 : level > 3 ? 3 : level];
}

static const char *heading_tag(int level)
{
	static const char *const tag[] = { "H1", "H2", "H3", "H4" };

	return tag[level < 0 ? 0 : level > 3 ? 3 : level];
}

static void add_text(struct pdf *p, struct pdf_band *band, const struct pdf_side *side, const char *text, double indent,
	struct pdf_look look, const char *tag)
{
	double x = side->rtl ? side->x : side->x + indent;

	pdf_band_add(band, (struct pdf_strip){ .layout = pdf_layout(p, side, text, side->width - indent, &look), .side = side,
		.x = x, .tag = tag, .grey = look.grey });
}

static void add_item(struct pdf *p, struct pdf_band *band, const struct pdf_side *side, const char *text)
{
	struct pdf_look look = { .size = p->body };
	double x = side->rtl ? side->x + side->width - BULLET : side->x;

	pdf_band_add(band, (struct pdf_strip){ .layout = pdf_layout(p, side, "•", BULLET, &look), .side = side, .x = x,
		.tag = "Lbl", .open = "LI" });
	add_text(p, band, side, text, BULLET, look, "LBody");
	band->strip[band->n - 1].close = "LI";
}

/* Label and text beside each other; where the column is narrow the label stands above, smaller. */
static void add_pair(struct pdf *p, struct pdf_band *band, const struct pdf_side *side, const struct sheet_block *block)
{
	struct pdf_look label = { .size = p->body, .grey = 0.3 }, text = { .size = p->body };
	double width = side->width * 0.34 - 8;

	pdf_band_add(band, (struct pdf_strip){ .layout = pdf_layout(p, side, block->label, width, &label), .side = side,
		.x = side->rtl ? side->x + side->width - width : side->x, .tag = "Span", .open = "P", .grey = label.grey });
	add_text(p, band, side, block->text, side->width * 0.34, text, "Span");
	band->strip[band->n - 1].close = "P";
}

/* The n-th text of a block in a narrow column: its label, then its text. */
static bool labelled(const struct pdf_side *side, const struct sheet_block *block)
{
	return block->kind == SHEET_PAIR && side->width <= NARROW;
}

static void room_above(struct pdf_band *band, double before, double need)
{
	band->before = before > band->before ? before : band->before;
	band->need = need > band->need ? need : band->need;
}

static void add_block(struct pdf *p, struct pdf_band *band, const struct pdf_side *side, const struct sheet_block *block)
{
	struct pdf_look look = { .size = p->body };

	switch (block->kind) {
	case SHEET_HEADING:
		look.size = heading_size(p, block->level);
		look.bold = true;
		room_above(band, look.size * 0.95, 40);
		add_text(p, band, side, block->text, 0, look, heading_tag(block->level));
		break;
	case SHEET_NOTE:
		look.size = p->body * 0.85;
		look.grey = 0.25;
		room_above(band, 5, 0);
		add_text(p, band, side, block->text, 0, look, "P");
		break;
	case SHEET_ITEM:
		room_above(band, 3, 0);
		add_item(p, band, side, block->text);
		break;
	case SHEET_PAIR:
		room_above(band, 3, 0);
		add_pair(p, band, side, block);
		break;
	case SHEET_SIGN:
		look.size = p->body * 1.12;
		room_above(band, 7, 0);
		band->least = SIGN_SIDE;
		add_text(p, band, side, block->text, SIGN_SIDE + SIGN_GAP, look, "P");
		break;
	case SHEET_LINE:
		room_above(band, 8, LINE_DEEP);
		add_text(p, band, side, block->label, 0, look, "P");
		break;
	default:
		room_above(band, 6, 0);
		add_text(p, band, side, block->text, 0, look, "P");
		break;
	}
}

static void paint_signs(struct pdf *p, const struct pdf_band *band, double y, void *ctx)
{
	const struct painted *painted = ctx;

	(void)band;
	for (int s = 0; p->cr && s < 2; s++) {
		const struct pdf_side *side = &painted->side[s];

		if (painted->block[s] && painted->block[s]->kind == SHEET_SIGN)
			pdf_sign(p->cr, painted->block[s]->sign, side->rtl ? side->x + side->width - SIGN_SIDE : side->x, y, SIGN_SIDE);
	}
}

/* Empty lines to write on, below their labels. */
static void draw_lines_to_write(struct pdf *p, const struct painted *painted)
{
	for (int s = 0; s < 2; s++) {
		const struct pdf_side *side = &painted->side[s];
		double width = side->width * 0.75, x = side->rtl ? side->x + side->width - width : side->x;

		if (!p->cr || !painted->block[s])
			continue;
		cairo_set_source_rgb(p->cr, 0, 0, 0);
		cairo_set_line_width(p->cr, 0.6);
		cairo_move_to(p->cr, x, p->y + LINE_DEEP - 4);
		cairo_line_to(p->cr, x + width, p->y + LINE_DEEP - 4);
		cairo_stroke(p->cr);
	}
	p->y += LINE_DEEP;
}

/* A label above its text, in two bands that stay together. */
static void draw_labels(struct pdf *p, const struct painted *painted)
{
	struct pdf_band band = { .before = 5, .need = p->body * 1.4 };
	struct pdf_look look = { .size = p->body * 0.85, .grey = 0.3 };

	for (int s = 0; s < 2; s++)
		if (painted->block[s])
			add_text(p, &band, &painted->side[s], painted->block[s]->label, 0, look, "P");
	pdf_band_draw(p, &band, NULL, NULL);
}

/* The first line stands at the middle of its sign. */
static void centre_on_signs(struct pdf_band *band)
{
	double highest = 0;

	for (int i = 0; i < band->n; i++) {
		PangoRectangle line;

		pango_layout_line_get_extents(pango_layout_get_line_readonly(band->strip[i].layout, 0), NULL, &line);
		highest = line.height > highest * PANGO_SCALE ? line.height / (double)PANGO_SCALE : highest;
	}
	for (int i = 0; i < band->n && highest < SIGN_SIDE; i++)
		band->strip[i].down = (SIGN_SIDE - highest) / 2;
}

static void draw_texts(struct pdf *p, const struct painted *painted, double need)
{
	struct pdf_band band = { 0 };
	const struct sheet_block *first = painted->block[0] ? painted->block[0] : painted->block[1];
	bool above = labelled(&painted->side[0], first);

	if (above)
		draw_labels(p, painted);
	for (int s = 0; s < 2; s++) {
		if (painted->block[s] && above)
			add_text(p, &band, &painted->side[s], painted->block[s]->text, 0, (struct pdf_look){ .size = p->body }, "P");
		else if (painted->block[s])
			add_block(p, &band, &painted->side[s], painted->block[s]);
	}
	if (band.need > 0 && need > 0)
		band.need = need;
	if (first->kind == SHEET_SIGN) {
		centre_on_signs(&band);
		band.paint = paint_signs;
		band.ctx = (void *)painted;
	}
	pdf_band_draw(p, &band, NULL, NULL);
	if (first->kind == SHEET_LINE)
		draw_lines_to_write(p, painted);
}

static void draw_rule(struct pdf *p)
{
	if (pdf_room(p) < 14)
		pdf_page_next(p);
	if (p->cr) {
		cairo_set_source_rgb(p->cr, 0.4, 0.4, 0.4);
		cairo_set_line_width(p->cr, 0.6);
		cairo_move_to(p->cr, PDF_MARGIN, p->y + 8);
		cairo_line_to(p->cr, p->width - PDF_MARGIN, p->y + 8);
		cairo_stroke(p->cr);
	}
	p->y += 12;
}

/* A heading's place for the list of contents that readers show beside the pages. `above`: the entry of each level. */
static void add_to_outline(struct pdf *p, const struct sheet_block *block, int above[4])
{
	int level = block->level < 1 ? 1 : block->level > 3 ? 3 : block->level, parent = CAIRO_PDF_OUTLINE_ROOT;
	char place[80];

	if (!p->cr)
		return;
	for (int i = 1; i < level; i++)
		if (above[i])
			parent = above[i];
	snprintf(place, sizeof place, "page=%d pos=[%d %d]", p->page, (int)PDF_MARGIN, (int)p->y);
	above[level] = cairo_pdf_surface_add_outline(p->surface, parent, block->text, place,
		level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
	for (int i = level + 1; i < 4; i++)
		above[i] = 0;
}

/* About as high as a paragraph will be: one that does not fit goes over whole, and its heading with it. */
static double about_high(const struct pdf *p, const struct pdf_side sides[2], int i)
{
	double most = 40;

	for (int s = 0; s < 2; s++) {
		const struct sheet_block *block = sides[s].sheet ? block_at(&sides[s], i) : NULL;
		double lines = block ? 1 + (double)utf_width(block->text) * p->body * 0.55 / sides[s].width : 0;

		most = lines * p->body * 1.6 > most ? lines * p->body * 1.6 : most;
	}
	return most < TEXT_NEEDS ? most : TEXT_NEEDS;
}

/* What must stand on the same page as a heading: of what follows at i. */
static double need_of(const struct pdf *p, const struct pdf_side sides[2], int i)
{
	const struct sheet_block *next = block_at(&sides[0], i);

	return !next ? 0 : next->kind == SHEET_TABLE ? TABLE_NEEDS : next->kind == SHEET_CHART ? CHART_NEEDS :
		next->kind == SHEET_TEXT ? about_high(p, sides, i) : 40;
}

/* Across the page, one language below the other. */
static void draw_charts(struct pdf *p, const struct pdf_side sides[2], const struct chart *chart,
	const struct chart *beside)
{
	struct pdf_side whole[2];

	pdf_across(p, sides, whole);
	pdf_chart(p, &whole[0], chart);
	if (beside)
		pdf_chart(p, &whole[1], beside);
	pdf_across_end(p);
}

static void draw_block(struct pdf *p, const struct pdf_side sides[2], int i)
{
	struct painted painted = { sides, { block_at(&sides[0], i), block_at(&sides[1], i) } };
	const struct sheet_block *block = painted.block[0] ? painted.block[0] : painted.block[1];
	const struct sheet_block *beside = painted.block[1] && painted.block[1]->kind == block->kind ? painted.block[1] : NULL;

	switch (block->kind) {
	case SHEET_RULE: draw_rule(p); break;
	case SHEET_PAGE:
		if (!p->fresh)
			pdf_page_next(p);
		break;
	case SHEET_TABLE: pdf_table(p, sides, block->table, beside ? beside->table : NULL); break;
	case SHEET_CHART: draw_charts(p, sides, block->chart, beside ? beside->chart : NULL); break;
	default: draw_texts(p, &painted, need_of(p, sides, i + 1)); break;
	}
}

static bool is_item(const struct pdf_side *side, int i)
{
	const struct sheet_block *block = block_at(side, i);

	return block && block->kind == SHEET_ITEM;
}

static void draw_title(struct pdf *p, const struct pdf_side sides[2])
{
	struct pdf_band band = { .need = 40 };
	struct pdf_look look = { .size = heading_size(p, 0), .bold = true };

	for (int s = 0; s < 2; s++)
		if (sides[s].sheet)
			add_text(p, &band, &sides[s], sides[s].sheet->title, 0, look, heading_tag(0));
	pdf_band_draw(p, &band, NULL, NULL);
	p->y += 4;
}

void pdf_blocks(struct pdf *p, const struct pdf_side sides[2])
{
	int n = sides[0].sheet->n_blocks, above[4] = { 0 };

	if (sides[1].sheet && sides[1].sheet->n_blocks > n)
		n = sides[1].sheet->n_blocks;
	draw_title(p, sides);
	for (int i = 0; i < n && p->status == ST_OK; i++) {
		const struct sheet_block *block = block_at(&sides[0], i);

		if (is_item(&sides[0], i) && !is_item(&sides[0], i - 1))
			pdf_tag(p, "L", NULL);
		draw_block(p, sides, i);
		if (is_item(&sides[0], i) && !is_item(&sides[0], i + 1))
			pdf_tag_end(p, "L");
		if (block && block->kind == SHEET_HEADING)
			add_to_outline(p, block, above);
	}
}
