/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Owns the signs beside lines, drawn for this program as strokes in a square of 24 by 24: round ends, one width, no
 * colour, so that they stay plain on a poor printer and in a copy of a copy.
 */
#include "paper/pdf_own.h"

#include <math.h>

#define PI 3.14159265358979323846

static void box(cairo_t *cr, double x, double y, double width, double height)
{
	cairo_rectangle(cr, x, y, width, height);
}

static void line(cairo_t *cr, double x1, double y1, double x2, double y2)
{
	cairo_move_to(cr, x1, y1);
	cairo_line_to(cr, x2, y2);
}

static void ring(cairo_t *cr, double x, double y, double radius)
{
	cairo_new_sub_path(cr);
	cairo_arc(cr, x, y, radius, 0, 2 * PI);
}

static void dot(cairo_t *cr, double x, double y, double radius)
{
	cairo_stroke(cr);
	ring(cr, x, y, radius);
	cairo_fill(cr);
}

static void draw_date(cairo_t *cr)
{
	box(cr, 3, 5, 18, 16);
	line(cr, 3, 10, 21, 10);
	line(cr, 8, 2.5, 8, 7);
	line(cr, 16, 2.5, 16, 7);
	for (int i = 0; i < 6; i++)
		dot(cr, 7.5 + i % 3 * 4.5, 13.5 + i / 3 * 4, 1);
}

static void draw_time(cairo_t *cr)
{
	ring(cr, 12, 12, 9.5);
	line(cr, 12, 12, 12, 5.5);
	line(cr, 12, 12, 16.5, 14.5);
}

static void draw_place(cairo_t *cr)
{
	cairo_new_sub_path(cr);
	cairo_arc(cr, 12, 9, 6.5, PI * 0.88, PI * 0.12);
	cairo_line_to(cr, 12, 22);
	cairo_close_path(cr);
	ring(cr, 12, 9, 2.2);
}

/* A bag with its handle. */
static void draw_bring(cairo_t *cr)
{
	cairo_move_to(cr, 4, 9);
	cairo_line_to(cr, 20, 9);
	cairo_line_to(cr, 21, 21);
	cairo_line_to(cr, 3, 21);
	cairo_close_path(cr);
	cairo_new_sub_path(cr);
	cairo_arc(cr, 12, 8, 4.2, PI, 2 * PI);
	line(cr, 7.8, 8, 7.8, 12);
	line(cr, 16.2, 8, 16.2, 12);
}

static void draw_phone(cairo_t *cr)
{
	box(cr, 7, 2, 10, 20);
	line(cr, 7, 5, 17, 5);
	line(cr, 7, 18, 17, 18);
	dot(cr, 12, 20, 0.9);
}

static void draw_person(cairo_t *cr)
{
	ring(cr, 12, 7.5, 4.5);
	cairo_move_to(cr, 3.5, 22);
	cairo_curve_to(cr, 3.5, 11.5, 20.5, 11.5, 20.5, 22);
	cairo_close_path(cr);
}

static void draw_paper(cairo_t *cr)
{
	cairo_move_to(cr, 5, 2.5);
	cairo_line_to(cr, 14.5, 2.5);
	cairo_line_to(cr, 19.5, 7.5);
	cairo_line_to(cr, 19.5, 21.5);
	cairo_line_to(cr, 5, 21.5);
	cairo_close_path(cr);
	line(cr, 8.5, 9.5, 13, 9.5);
	line(cr, 8.5, 13.5, 16, 13.5);
	line(cr, 8.5, 17.5, 16, 17.5);
}

/* A note and a coin: no currency's sign, since a town may have any. */
static void draw_money(cairo_t *cr)
{
	box(cr, 2, 6, 20, 12);
	ring(cr, 12, 12, 3.2);
	dot(cr, 5.5, 12, 1);
	dot(cr, 18.5, 12, 1);
}

static void draw_care(cairo_t *cr)
{
	cairo_move_to(cr, 12, 2.5);
	cairo_line_to(cr, 22.5, 21);
	cairo_line_to(cr, 1.5, 21);
	cairo_close_path(cr);
	line(cr, 12, 9, 12, 14.5);
	dot(cr, 12, 17.8, 1.2);
}

static void draw_ask(cairo_t *cr)
{
	ring(cr, 12, 12, 9.7);
	cairo_new_sub_path(cr);
	cairo_arc(cr, 12, 9.4, 3, PI, PI * 2.35);
	cairo_line_to(cr, 12, 14);
	dot(cr, 12, 17.3, 1.2);
}

/* A tick in a box: to be done. */
static void draw_do(cairo_t *cr)
{
	box(cr, 3, 3, 18, 18);
	line(cr, 7, 12, 11, 16.5);
	cairo_line_to(cr, 18, 7);
}

/* Two who speak. */
static void draw_language(cairo_t *cr)
{
	cairo_move_to(cr, 2, 3);
	cairo_line_to(cr, 15, 3);
	cairo_line_to(cr, 15, 12);
	cairo_line_to(cr, 8, 12);
	cairo_line_to(cr, 4.5, 15.5);
	cairo_line_to(cr, 4.5, 12);
	cairo_line_to(cr, 2, 12);
	cairo_close_path(cr);
	cairo_move_to(cr, 18, 9);
	cairo_line_to(cr, 22, 9);
	cairo_line_to(cr, 22, 18);
	cairo_line_to(cr, 19.5, 18);
	cairo_line_to(cr, 19.5, 21.5);
	cairo_line_to(cr, 16, 18);
	cairo_line_to(cr, 10, 18);
	cairo_line_to(cr, 10, 15);
	line(cr, 5, 6.2, 12, 6.2);
	line(cr, 5, 9, 10, 9);
}

static void draw_home(cairo_t *cr)
{
	line(cr, 1.5, 12, 12, 3);
	cairo_line_to(cr, 22.5, 12);
	cairo_move_to(cr, 4.5, 10);
	cairo_line_to(cr, 4.5, 21);
	cairo_line_to(cr, 19.5, 21);
	cairo_line_to(cr, 19.5, 10);
	box(cr, 9.8, 14, 4.4, 7);
}

/* A case for what one works with. */
static void draw_work(cairo_t *cr)
{
	box(cr, 2.5, 8, 19, 13);
	line(cr, 2.5, 13.5, 21.5, 13.5);
	cairo_move_to(cr, 8.5, 8);
	cairo_line_to(cr, 8.5, 4);
	cairo_line_to(cr, 15.5, 4);
	cairo_line_to(cr, 15.5, 8);
	line(cr, 12, 12, 12, 15.5);
}

/* An open book. */
static void draw_course(cairo_t *cr)
{
	cairo_move_to(cr, 12, 6);
	cairo_curve_to(cr, 9, 3.5, 5, 3.5, 2, 4.5);
	cairo_line_to(cr, 2, 19);
	cairo_curve_to(cr, 5, 18, 9, 18, 12, 20.5);
	cairo_curve_to(cr, 15, 18, 19, 18, 22, 19);
	cairo_line_to(cr, 22, 4.5);
	cairo_curve_to(cr, 19, 3.5, 15, 3.5, 12, 6);
	cairo_line_to(cr, 12, 20.5);
}

/* A house with a flag. */
static void draw_school(cairo_t *cr)
{
	box(cr, 2.5, 12, 19, 9.5);
	line(cr, 2.5, 12, 12, 6.5);
	cairo_line_to(cr, 21.5, 12);
	line(cr, 12, 6.5, 12, 1.5);
	cairo_line_to(cr, 17, 3);
	cairo_line_to(cr, 12, 4.5);
	box(cr, 10, 16, 4, 5.5);
	line(cr, 6, 15, 6, 18);
	line(cr, 18, 15, 18, 18);
}

void pdf_sign(cairo_t *cr, enum pictogram sign, double x, double y, double side)
{
	static void (*const draw[SIGNS])(cairo_t *cr) = {
		[SIGN_DATE] = draw_date, [SIGN_TIME] = draw_time, [SIGN_PLACE] = draw_place, [SIGN_BRING] = draw_bring,
		[SIGN_PHONE] = draw_phone, [SIGN_PERSON] = draw_person, [SIGN_PAPER] = draw_paper, [SIGN_MONEY] = draw_money,
		[SIGN_CARE] = draw_care, [SIGN_ASK] = draw_ask, [SIGN_DO] = draw_do, [SIGN_LANGUAGE] = draw_language,
		[SIGN_HOME] = draw_home, [SIGN_WORK] = draw_work, [SIGN_COURSE] = draw_course, [SIGN_SCHOOL] = draw_school,
	};

	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, side / 24, side / 24);
	cairo_set_source_rgb(cr, 0, 0, 0);
	cairo_set_line_width(cr, 1.6);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
	draw[sign](cr);
	cairo_stroke(cr);
	cairo_restore(cr);
}
