/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how text is laid out on paper: its direction, its fonts, and that none of its letters is missing. */
#include "paper/pdf_own.h"

#include <string.h>

#include <fribidi.h>

#include "base/isolate.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"

/* One family for all scripts where there is one; fontconfig goes on from there. */
#define FAMILIES "Noto Sans,Noto Sans Arabic,Noto Sans Ethiopic,Noto Sans Hebrew,DejaVu Sans,sans-serif"

#define LRI "\u2066"
#define PDI "\u2069"
#define NO_BREAK "\u00a0"
#define TOGETHER 32           /* bytes */
#define ARABIC_LINES 0.78     /* of the font's own height, which leaves room for marks that hardly ever come */

/* Controls have no shape; embeddings and overrides only deceive. Line ends stay. */
static void clean(struct str *out, const char *s)
{
	size_t len = strlen(s), at = 0;

	while (at < len) {
		uint32_t c = 0xfffd;
		size_t step = utf_decode(s + at, len - at, &c);
		char bytes[4];

		if (step == 0)
			c = 0xfffd;
		if (c == '\t')
			c = ' ';
		if (c == '\n' || (!utf_is_control(c, true) && !(c >= 0x202a && c <= 0x202e)))
			str_addn(out, bytes, utf_encode(c, bytes));
		at += step ? step : 1;
	}
}

/* Letters that run in this direction; those without one do not count. */
static bool runs(const char *s, bool rtl)
{
	size_t len = strlen(s), at = 0;
	uint32_t c;

	while (at < len) {
		size_t step = utf_decode(s + at, len - at, &c);
		FriBidiCharType type = step ? fribidi_get_bidi_type(c) : FRIBIDI_TYPE_ON;

		if (FRIBIDI_IS_STRONG(type) && !!FRIBIDI_IS_RTL(type) == rtl)
			return true;
		at += step ? step : 1;
	}
	return false;
}

/* A text all in the other direction runs in its own, but begins where its neighbours do. */
static bool leftward(const struct pdf_side *side, const char *s)
{
	return runs(s, side->rtl) ? side->rtl : runs(s, !side->rtl) ? !side->rtl : side->rtl;
}

/* Appends s with its numbers isolated; those as short as a phone number's are not parted at a line's end. */
static void isolate(struct str *out, const char *s)
{
	struct str isolated = STR_INIT;
	const char *at, *open, *end;

	isolate_add(&isolated, s);
	at = str_get(&isolated);
	while ((open = strstr(at, LRI)) != NULL && (end = strstr(open, PDI)) != NULL) {
		str_addn(out, at, (size_t)(open - at));
		for (at = open; at < end; at++)
			str_add(out, *at == ' ' && end - open < TOGETHER ? NO_BREAK : (char[]){ *at, '\0' });
	}
	str_add(out, at);
	str_wipe(&isolated);
}

static enum status say_missing(struct err *err, uint32_t c)
{
	struct str script = STR_INIT;
	enum status st;

	text_script_name(&script, c);
	if (script.len > 0)
		st = err_set(err, ST_INVALID, _("No font on this computer can draw the script “%s” (character U+%04X), so no paper was "
			"made. Install a font for it, then try again."), str_get(&script), (unsigned)c);
	else
		st = err_set(err, ST_INVALID, _("No font on this computer can draw the character U+%04X, so no paper was made. "
			"Install a font that has it, or leave the character out, then try again."), (unsigned)c);
	str_free(&script);
	return st;
}

/* The first letter that would be a box. */
static void find_missing(struct pdf *p, PangoLayout *layout)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);

	do {
		PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);

		for (int i = 0; run && p->status == ST_OK && i < run->glyphs->num_glyphs; i++) {
			PangoGlyph glyph = run->glyphs->glyphs[i].glyph;

			if (glyph & PANGO_GLYPH_UNKNOWN_FLAG && glyph != PANGO_GLYPH_EMPTY && glyph != PANGO_GLYPH_INVALID_INPUT)
				p->status = say_missing(p->err, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
		}
	} while (pango_layout_iter_next_run(iter));
	pango_layout_iter_free(iter);
}

static void set_font(PangoLayout *layout, const struct pdf_look *look)
{
	PangoFontDescription *font = pango_font_description_from_string(FAMILIES);

	pango_font_description_set_size(font, (int)(look->size * PANGO_SCALE));
	if (look->bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

/* No hyphen where a long word is broken: it might be taken for a letter of an address or a number. */
static void set_attributes(PangoLayout *layout, const char *language, bool rtl)
{
	PangoAttrList *list = pango_attr_list_new();

	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	pango_attr_list_insert(list, pango_attr_language_new(pango_language_from_string(language)));
	if (rtl)
		pango_attr_list_insert(list, pango_attr_line_height_new(ARABIC_LINES));
	pango_layout_set_attributes(layout, list);
	pango_attr_list_unref(list);
}

static void set_place(PangoLayout *layout, const struct pdf_side *side, double width, const struct pdf_look *look)
{
	bool at_right = (look->align == PDF_START) == side->rtl;

	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_alignment(layout, look->align == PDF_CENTRE ? PANGO_ALIGN_CENTER
		: at_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	if (width > 0)
		pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
}

PangoLayout *pdf_layout(struct pdf *p, const struct pdf_side *side, const char *text, double width,
	const struct pdf_look *look)
{
	struct str bare = STR_INIT, s = STR_INIT;
	PangoLayout *layout;
	bool rtl;

	clean(&bare, text);
	isolate(&s, str_get(&bare));
	rtl = leftward(side, str_get(&s));
	layout = pango_layout_new(p->context[rtl]);
	set_font(layout, look);
	set_attributes(layout, side->sheet->language, rtl);
	set_place(layout, side, width, look);
	pango_layout_set_text(layout, str_get(&s), (int)s.len);
	if (p->status == ST_OK && pango_layout_get_unknown_glyphs_count(layout) > 0)
		find_missing(p, layout);
	str_wipe(&bare);
	str_wipe(&s);
	return layout;
}

double pdf_layout_height(PangoLayout *layout)
{
	int width, height;

	pango_layout_get_size(layout, &width, &height);
	return height / (double)PANGO_SCALE;
}

double pdf_layout_width(PangoLayout *layout)
{
	int width, height;

	pango_layout_get_size(layout, &width, &height);
	return width / (double)PANGO_SCALE;
}

double pdf_put_text(struct pdf *p, const struct pdf_side *side, const char *text, double x, double y, double width,
	const struct pdf_look *look)
{
	PangoLayout *layout = pdf_layout(p, side, text, width, look);
	double height = pdf_layout_height(layout);

	if (p->cr) {
		cairo_set_source_rgb(p->cr, look->grey, look->grey, look->grey);
		cairo_move_to(p->cr, x, y);
		pango_cairo_show_layout(p->cr, layout);
	}
	g_object_unref(layout);
	return height;
}
