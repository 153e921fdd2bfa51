/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns bands: texts side by side that go on together over pages. */
#include "paper/pdf_own.h"

#include <stdlib.h>

#include "base/isolate.h"
#include "base/mem.h"

/* A band that would leave more than this much of a page empty goes on over the page's end instead. */
#define EMPTY_AT_MOST 160.0

void pdf_band_add(struct pdf_band *band, struct pdf_strip strip)
{
	size_t n = (size_t)band->n;

	if ((n & (n - 1)) == 0)
		band->strip = mem_resize(band->strip, n ? n * 2 : 1, sizeof(*band->strip));
	band->strip[n] = strip;
	band->n++;
}

/* First lines stand on one line, whatever their scripts: how much a strip begins below the highest one. */
static double drop_of(const struct pdf_band *band, const struct pdf_strip *strip)
{
	int deepest = 0;

	for (int i = 0; i < band->n; i++) {
		int baseline = pango_layout_get_baseline(band->strip[i].layout);

		deepest = baseline > deepest ? baseline : deepest;
	}
	return strip->down + (deepest - pango_layout_get_baseline(strip->layout)) / (double)PANGO_SCALE;
}

static double band_height(const struct pdf_band *band)
{
	double height = band->least - 2 * band->pad;

	for (int i = 0; i < band->n; i++) {
		double h = drop_of(band, &band->strip[i]) + pdf_layout_height(band->strip[i].layout);

		if (h > height)
			height = h;
	}
	return (height > 0 ? height : 0) + 2 * band->pad;
}

/* Lines from `from` on that fit into `room`; at least one. Returns the first that does not, the height of those that do. */
static int draw_lines(struct pdf *p, const struct pdf_strip *strip, int from, double y, double room, double *height)
{
	PangoLayoutIter *iter = pango_layout_get_iter(strip->layout);
	int line = 0, first = 0, last = 0, y0, y1;

	do {
		PangoRectangle box;

		if (line < from)
			continue;
		pango_layout_iter_get_line_yrange(iter, &y0, &y1);
		if (line == from)
			first = y0;
		else if ((y1 - first) / (double)PANGO_SCALE > room + 0.01)
			break;
		pango_layout_iter_get_line_extents(iter, NULL, &box);
		if (p->cr) {
			cairo_move_to(p->cr, strip->x + box.x / (double)PANGO_SCALE,
				y + (pango_layout_iter_get_baseline(iter) - first) / (double)PANGO_SCALE);
			pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(iter));
		}
		last = y1;
	} while (line++, pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
	*height = (last - first) / (double)PANGO_SCALE;
	return line;
}

/* Glyphs stand in the order drawn: what runs leftward says its letters in the order read, for who listens or copies. */
static void add_actual_text(struct str *extra, PangoLayout *layout)
{
	struct str plain = STR_INIT;
	const char *text = pango_layout_get_text(layout);

	if (pango_context_get_base_dir(pango_layout_get_context(layout)) != PANGO_DIRECTION_RTL)
		return;
	isolate_drop(&plain, text);
	str_add(extra, " /ActualText ");
	pdf_tail_string(extra, str_get(&plain));
	str_wipe(&plain);
}

/* Begins the strip's elements: the language stands at the outer one, the letters at the inner, where all of them are on
 * this page. */
static void begin_elements(struct pdf *p, const struct pdf_strip *strip, bool tagged, bool whole)
{
	char language[40];
	const char *outer = strip->side ? pdf_tag_language(strip->side, language) : NULL;
	struct str inner = STR_INIT;

	if (strip->open)
		pdf_tag(p, strip->open, outer);
	if (tagged && p->cr) {
		if (!strip->open)
			str_add(&inner, outer);
		if (strip->keys)
			str_add(&inner, strip->keys);
		if (whole)
			add_actual_text(&inner, strip->layout);
		pdf_tag(p, strip->tag, inner.len > 0 ? str_get(&inner) : NULL);
	}
	str_wipe(&inner);
}

/* One strip's lines on this page, within its element. A strip that is through leaves its place empty. */
static double draw_strip(struct pdf *p, const struct pdf_strip *strip, int *line, double y, double room)
{
	int lines = pango_layout_get_line_count(strip->layout);
	int first = *line;
	bool whole = first == 0 && pdf_layout_height(strip->layout) <= room + 0.01;
	double height = 0;

	begin_elements(p, strip, strip->tag && *line < lines, whole);
	if (p->cr)
		cairo_set_source_rgb(p->cr, strip->grey, strip->grey, strip->grey);
	if (*line < lines) {
		*line = draw_lines(p, strip, *line, y, room, &height);
		if (strip->tag) {
			pdf_tag_end(p, strip->tag);
			pdf_links(p, strip, first, *line, y);
		}
	}
	if (strip->close)
		pdf_tag_end(p, strip->close);
	return height;
}

static void draw_ground(struct pdf *p, const struct pdf_band *band, double y, double height)
{
	if (!p->cr)
		return;
	if (band->fill > 0) {
		cairo_set_source_rgb(p->cr, band->fill, band->fill, band->fill);
		cairo_rectangle(p->cr, band->left, y, band->right - band->left, height);
		cairo_fill(p->cr);
	}
	if (band->rule > 0) {
		cairo_set_source_rgb(p->cr, 0.55, 0.55, 0.55);
		cairo_set_line_width(p->cr, band->rule);
		cairo_move_to(p->cr, band->left, y + height);
		cairo_line_to(p->cr, band->right, y + height);
		cairo_stroke(p->cr);
	}
}

/* As much as has room; true when all of it had. */
static bool draw_part(struct pdf *p, const struct pdf_band *band, int *line, bool whole)
{
	double room = pdf_room(p) - 2 * band->pad, highest = 0;
	bool through = true;

	if (whole)
		draw_ground(p, band, p->y, band_height(band));
	for (int i = 0; i < band->n; i++) {
		double drop = line[i] == 0 ? drop_of(band, &band->strip[i]) : 0;
		double height = drop + draw_strip(p, &band->strip[i], &line[i], p->y + band->pad + drop, room - drop);

		if (height > highest)
			highest = height;
		if (line[i] < pango_layout_get_line_count(band->strip[i].layout))
			through = false;
	}
	p->y += whole ? band_height(band) : highest + 2 * band->pad;
	p->fresh = false;
	return through;
}

/* Whether it begins on the next page: it does not fit, and would leave little empty or fits there. */
static bool goes_over(const struct pdf *p, const struct pdf_band *band, double height)
{
	double room = pdf_room(p);

	if (p->fresh || height + band->need <= room)
		return false;
	return room < EMPTY_AT_MOST || (height + band->need <= p->bottom - p->top && band->need > 0);
}

void pdf_band_draw(struct pdf *p, struct pdf_band *band, void (*again)(struct pdf *p, void *ctx), void *again_ctx)
{
	int *line = mem_array((size_t)band->n, sizeof(*line));
	double height = band_height(band);
	bool whole;

	if (!p->fresh)
		p->y += band->before;
	if (goes_over(p, band, height)) {
		pdf_page_next(p);
		if (again)
			again(p, again_ctx);
	}
	whole = height <= pdf_room(p);
	if (band->paint)
		band->paint(p, band, p->y, band->ctx);
	while (!draw_part(p, band, line, whole)) {
		pdf_page_next(p);
		if (again)
			again(p, again_ctx);
		whole = false;
	}
	for (int i = 0; i < band->n; i++)
		g_object_unref(band->strip[i].layout);
	free(band->strip);
	free(line);
}
