/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws welcome cards; see cardpage.h. */
#include "paper/cardpage.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <qrencode.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "paper/pen.h"

/* ISO/IEC 7810 ID-1, in millimetres. */
#define WIDE 85.6
#define HIGH 53.98
#define ROUND 3.18
#define COLUMNS 2
#define EDGE 5.0               /* of a card, where nothing is printed */
#define CODE 27.0              /* side of the code with the white around it */
#define QUIET 4                /* modules of white around it; ISO/IEC 18004 asks for them */
#define GAP 2.0
#define NAME_COLUMNS 90        /* terminal columns: longer names end in an ellipsis */
#define TOP 4.0                /* from where the town, the names, the day and the small print go down */
#define NAMES 19.6
#define UNTIL 35.5
#define SMALL 46.0

#define MM(x) ((x) * PEN_MM)

/* What a card says in one language. */
struct said { bool right_to_left; char *title, *until, *small; };
struct face {
	const struct cardpage_card *card;
	struct said said[2];       /* the town's, the holder's */
	int languages;
	QRcode *code;
};
struct drawing {
	const struct cardpage *page;
	struct face *face;
	bool mirrored;             /* the town's language runs from right to left */
	char *scan;
};

static int rows_of(enum pdf_size size)
{
	return size == PDF_LETTER ? 4 : 5;
}

/* ---- what is said, in the language that is spoken now ---- */

static void say(struct said *said, struct date until)
{
	struct str day = STR_INIT;

	date_show(&day, until);
	said->right_to_left = msg_right_to_left();
	/* TRANSLATORS: the card that a newcomer is given by the town, to show at its desks */
	said->title = mem_str(P_("Welcome card"));
	/* TRANSLATORS: on the welcome card; %s is a day */
	said->until = mem_fmt(P_("Valid until %s"), str_get(&day));
	said->small = mem_str(P_("If you find this card, please hand it in at the town hall."));
	str_free(&day);
}

static void say_in(struct face *face, const char *language)
{
	struct said *said = &face->said[face->languages];

	if (str_same(language, msg_language())) {
		say(said, face->card->until);
	} else if (!str_empty(language) && msg_speak(language)) {
		say(said, face->card->until);
		msg_speak_end();
	} else if (face->languages) {
		return;
	} else {
		say(said, face->card->until);
	}
	face->languages++;
}

static enum status compose(struct face *face, const struct cardpage *page, const struct cardpage_card *card, struct err *err)
{
	face->card = card;
	say_in(face, page->language);
	if (!str_empty(card->language) && !str_same(card->language, page->language))
		say_in(face, card->language);
	face->code = QRcode_encodeString(card->code, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	return face->code ? ST_OK : err_set(err, ST_IO, _("The card's code cannot be drawn (%s). Nothing was printed."),
		strerror(errno));
}

static void forget(struct drawing *drawing)
{
	for (int i = 0; i < drawing->page->count; i++) {
		struct face *face = &drawing->face[i];

		for (int l = 0; l < face->languages; l++) {
			free(face->said[l].title);
			free(face->said[l].until);
			free(face->said[l].small);
		}
		QRcode_free(face->code);
	}
	free(drawing->face);
	free(drawing->scan);
}

/* ---- drawing ---- */

static void outline(cairo_t *cairo, double x, double y)
{
	const double quarter = 1.5707963267948966, r = MM(ROUND);

	cairo_new_sub_path(cairo);
	cairo_arc(cairo, x + MM(WIDE) - r, y + r, r, -quarter, 0);
	cairo_arc(cairo, x + MM(WIDE) - r, y + MM(HIGH) - r, r, 0, quarter);
	cairo_arc(cairo, x + r, y + MM(HIGH) - r, r, quarter, 2 * quarter);
	cairo_arc(cairo, x + r, y + r, r, 2 * quarter, 3 * quarter);
	cairo_close_path(cairo);
	cairo_set_line_width(cairo, 0.25);
	cairo_set_source_rgb(cairo, 0.5, 0.5, 0.5);
	cairo_stroke(cairo);
	cairo_set_source_rgb(cairo, 0, 0, 0);
}

/* Modules side by side are one rectangle: no reader sees a seam. */
static void draw_row(cairo_t *cairo, const QRcode *code, int row, double x, double y, double module)
{
	const unsigned char *cell = code->data + row * code->width;

	for (int from = 0, to; from < code->width; from = to + 1) {
		for (to = from; to < code->width && (cell[to] & 1); to++)
			continue;
		if (to > from)
			cairo_rectangle(cairo, x + from * module, y + row * module, (to - from) * module, module);
	}
}

static void draw_code(struct pen *pen, const QRcode *code, const char *scan, double x, double y)
{
	cairo_t *cairo = pen_cairo(pen);
	double module = MM(CODE) / (code->width + 2 * QUIET);

	pen_figure(pen, scan);
	cairo_set_source_rgb(cairo, 0, 0, 0);
	for (int row = 0; row < code->width; row++)
		draw_row(cairo, code, row, x + QUIET * module, y + QUIET * module, module);
	cairo_fill(cairo);
	pen_figure_end(pen);
}

static double line(struct pen *pen, double x, double y, double width, double size, bool bold, bool right_to_left,
	const char *text)
{
	struct pen_look look = { .size = size, .bold = bold, .right_to_left = right_to_left, .fit = true };

	return pen_text(pen, x, y, width, &look, text);
}

static double name(struct pen *pen, double x, double y, double width, double size, bool right_to_left, const char *text)
{
	struct str cut = STR_INIT;
	double height;

	utf_cut(&cut, text, NAME_COLUMNS);
	height = line(pen, x, y, width, size, true, right_to_left, str_get(&cut));
	str_wipe(&cut);
	return height;
}

/* The name as it is written by whoever bears it comes first; a desk reads the other one. */
static void names(struct pen *pen, const struct cardpage_card *card, double x, double y, double width, bool mirrored)
{
	bool own = !str_empty(card->own_name) && !str_same(card->own_name, card->name);
	double height = name(pen, x, y, width, 13, mirrored, own ? card->own_name : card->name);

	if (own)
		name(pen, x, y + height + MM(0.6), width, height > MM(8) ? 6.5 : 9, mirrored, card->name);
}

static void draw_face(struct pen *pen, const struct drawing *drawing, const struct face *face, double x, double y)
{
	double wide = MM(WIDE - 2 * EDGE), narrow = MM(WIDE - 2 * EDGE - CODE - GAP), left = x + MM(EDGE);
	double beside = left + (drawing->mirrored ? MM(CODE + GAP) : 0), code = left + (drawing->mirrored ? 0 : narrow + MM(GAP));
	double top = y + MM(TOP), until = y + MM(UNTIL), small = y + MM(SMALL);

	top += line(pen, left, top, wide, 10, false, drawing->mirrored, drawing->page->municipality) + MM(0.6);
	for (int l = 0; l < face->languages; l++) {
		const struct said *said = &face->said[l];

		top += line(pen, left, top, wide, 9, true, said->right_to_left, said->title);
		until += line(pen, beside, until, narrow, 8, false, said->right_to_left, said->until);
		small += line(pen, beside, small, narrow, 5, false, said->right_to_left, said->small);
	}
	names(pen, face->card, beside, y + MM(NAMES), narrow, drawing->mirrored);
	draw_code(pen, face->code, drawing->scan, code, y + MM(HIGH - CODE - 2));
}

static void draw_page(struct pen *pen, int page, void *ctx)
{
	const struct drawing *drawing = ctx;
	int rows = rows_of(drawing->page->size), each = rows * COLUMNS;
	double left = (pen_width(pen) - COLUMNS * MM(WIDE)) / 2, top = (pen_height(pen) - rows * MM(HIGH)) / 2;
	cairo_t *cairo = pen_cairo(pen);

	for (int i = 0; i < each && page * each + i < drawing->page->count; i++) {
		double x = left + i % COLUMNS * MM(WIDE), y = top + (double)(i / COLUMNS) * MM(HIGH);

		outline(cairo, x, y);
		cairo_save(cairo);
		cairo_rectangle(cairo, x, y, MM(WIDE), MM(HIGH));
		cairo_clip(cairo);
		draw_face(pen, drawing, &drawing->face[page * each + i], x, y);
		cairo_restore(cairo);
	}
}

static bool take(void *ctx, const void *bytes, size_t len)
{
	str_addn(ctx, bytes, len);
	return true;
}

enum status cardpage_pdf(const struct cardpage *page, struct str *out, struct err *err)
{
	struct drawing drawing = { .page = page, .face = mem_array((size_t)page->count, sizeof(*drawing.face)) };
	int each = COLUMNS * rows_of(page->size);
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < page->count; i++)
		st = compose(&drawing.face[i], page, &page->card[i], err);
	if (st == ST_OK) {
		drawing.mirrored = drawing.face[0].said[0].right_to_left;
		drawing.scan = mem_str(P_("The code of the card, for a desk to scan"));
		st = pen_pages(drawing.face[0].said[0].title, page->language, page->size, (page->count + each - 1) / each, draw_page,
			&drawing, take, out, err);
	}
	forget(&drawing);
	return st;
}
