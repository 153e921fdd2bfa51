/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The week as a grid of half hours: a column a day, Saturday and Sunday only where
 * something is planned or the cursor stands; below it, what is under the cursor in
 * full.  All in logical columns, so that it mirrors with the language.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "screens/agenda.h"
#include "screens/bidi.h"

#define TIME_COLS 7
#define DETAIL_ROWS 2

static bool anything_on(const struct agenda_view *view, struct date day)
{
	for (int i = 0; i < view->agenda.count; i++)
		if (date_between(view->agenda.row[i].day, day) == 0)
			return true;
	return false;
}

static int days_shown(const struct agenda_view *view)
{
	struct date first = date_week(view->day);
	long day = date_between(first, view->day);

	/* The days at the week's end are left out where nothing is on them. */
	if (date_weekday(first) != 1 || day == 6 || anything_on(view, date_add_days(first, 6)))
		return 7;
	return day == 5 || anything_on(view, date_add_days(first, 5)) ? 6 : 5;
}

/* Office hours, and whatever is planned beyond them. */
static void hours_shown(const struct agenda_view *view, int *first, int *last)
{
	*first = view->slot < AGENDA_OPENS ? view->slot : AGENDA_OPENS;
	*last = view->slot >= AGENDA_CLOSES ? view->slot : AGENDA_CLOSES - SLOT;
	for (int i = 0; i < view->agenda.count; i++) {
		int from = view->agenda.row[i].from / SLOT * SLOT;

		*first = from < *first ? from : *first;
		*last = from > *last ? from : *last;
	}
}

/* What began before and goes on in this slot. */
static bool goes_on(const struct agenda_view *view, struct date day, int slot)
{
	for (int i = 0; i < view->agenda.count; i++) {
		const struct agenda_row *row = &view->agenda.row[i];

		if (date_between(row->day, day) == 0 && row->from < slot && row->to > slot)
			return true;
	}
	return false;
}

/* "Mariam Haidari", ":45 Mariam", "3× Mariam" */
static void cell_words(const struct agenda_view *view, struct agenda_row *row, int n, struct str *out)
{
	const struct app *app = view->screen.app;

	if (n > 1)
		/* TRANSLATORS: so many appointments at a time, then a name */
		str_addf(out, _("%d× "), n);
	if (row->from % SLOT)
		str_addf(out, ":%02d ", row->from % 60);
	if (row->session)
		agenda_what(out, row);
	else
		str_add(out, agenda_title(app->store, app->actor, row));
}

static enum look cell_look(const struct agenda_row *row)
{
	if (str_same(row->state, "missed"))
		return LOOK_LATE;
	if (str_same(row->state, "planned"))
		return row->session ? LOOK_UNDER_WAY : LOOK_NORMAL;
	return LOOK_DONE;
}

static void draw_cell(struct agenda_view *view, struct date day, int slot, struct area cell)
{
	bool now = date_between(day, view->day) == 0 && slot == view->slot;
	struct agenda_row *row;
	struct str words = STR_INIT;
	int n = agenda_at(view, day, slot, &row);
	enum look look = now ? LOOK_CHOSEN : row ? cell_look(row) : LOOK_DIM;

	if (now) {
		term_fill(cell, LOOK_CHOSEN);
		term_cursor(cell.row, cell.col);
	}
	if (row) {
		cell_words(view, row, n, &words);
		term_sign(cell.row, cell.col, n > 1 ? SIGN_MORE : agenda_sign(row), look);
		term_text(cell.row, cell.col + 2, cell.cols - 2, look, str_get(&words));
	} else if (goes_on(view, day, slot)) {
		term_bar(cell.row, cell.col, 1);
	} else if (now) {
		term_text(cell.row, cell.col + 2, cell.cols - 2, look, pgettext("time", "free"));
	} else if (slot % 60 == 0) {
		term_sign(cell.row, cell.col, SIGN_DOT, LOOK_DIM);
	}
	str_free(&words);
}

static void draw_head(const struct agenda_view *view, struct area area, int days, int cols)
{
	for (int d = 0; d < days; d++) {
		struct date day = date_add_days(date_week(view->day), d);
		bool today = date_between(day, clock_today()) == 0;
		struct str words = STR_INIT;

		date_show_brief(&words, day);
		if (bidi_width(str_get(&words)) >= cols) {
			str_clear(&words);
			date_show_slim(&words, day);
		}
		if (today)
			bidi_part(&words, term_separator(), _("today"));
		term_text(area.row, area.col + TIME_COLS + d * cols, cols - 1, today ? LOOK_UNDER_WAY : LOOK_HEAD,
			today && bidi_width(str_get(&words)) >= cols ? _("today") : str_get(&words));
		str_free(&words);
	}
}

static void add_part(struct str *out, char *part)
{
	bidi_part(out, term_separator(), part);
	free(part);
}

/* The cursor's appointment in full, or what can be done with a free time. */
static void draw_detail(struct agenda_view *view, struct area area)
{
	struct agenda_row *row = agenda_now(view);
	const struct app *app = view->screen.app;
	struct str words = STR_INIT, what = STR_INIT;
	char at[6];

	clock_words(view->slot, at);
	if (row) {
		agenda_what(&what, row);
		add_part(&words, agenda_hours(row->from, row->to));
		bidi_part(&words, term_separator(), agenda_title(app->store, app->actor, row));
		bidi_part(&words, term_separator(), str_get(&what));
		add_part(&words, agenda_interpreter(row));
		bidi_part(&words, term_separator(), row->room ? row->room : row->place);
		bidi_part(&words, term_separator(), row->colleague);
	} else {
		date_show_day(&words, view->day);
		bidi_part(&words, term_separator(), at);
		bidi_part(&words, term_separator(), goes_on(view, view->day, view->slot) ? _("taken") : pgettext("time", "free"));
	}
	term_text(area.row, area.col + 1, area.cols - 2, LOOK_BOLD, str_get(&words));
	str_free(&words);
	str_free(&what);
}

void agenda_week_draw(struct agenda_view *view, struct area area)
{
	int days = days_shown(view), cols = (area.cols - TIME_COLS) / days, first, last, rows = area.rows - 1 - DETAIL_ROWS;

	hours_shown(view, &first, &last);
	if (view->slot < view->top)
		view->top = view->slot;
	if (view->slot >= view->top + rows * SLOT)
		view->top = view->slot - (rows - 1) * SLOT;
	if (view->top + rows * SLOT > last + SLOT)
		view->top = last + SLOT - rows * SLOT;
	if (view->top < first)
		view->top = first;
	draw_head(view, area, days, cols);
	for (int r = 0; r < rows && view->top + r * SLOT <= last; r++) {
		int slot = view->top + r * SLOT;
		char at[6];

		clock_words(slot, at);
		if (slot % 60 == 0)
			term_text(area.row + 1 + r, area.col + 1, TIME_COLS - 1, LOOK_DIM, at);
		for (int d = 0; d < days; d++) {
			struct area cell = { area.row + 1 + r, area.col + TIME_COLS + d * cols, 1, cols - 1 };

			draw_cell(view, date_add_days(date_week(view->day), d), slot, cell);
		}
	}
	draw_detail(view, (struct area){ area.row + area.rows - 1, area.col, 1, area.cols });
}

static void up_down(struct agenda_view *view, int by)
{
	int slot = view->slot + by * SLOT;

	if (slot >= 0 && slot < 24 * 60)
		view->slot = slot;
}

bool agenda_week_key(struct agenda_view *view, int key)
{
	switch (key_reading(key)) {
	case K_UP: case 'k':
		up_down(view, -1);
		return true;
	case K_DOWN: case 'j':
		up_down(view, 1);
		return true;
	case K_LEFT:
		agenda_go(view, date_add_days(view->day, -1));
		return true;
	case K_RIGHT:
		agenda_go(view, date_add_days(view->day, 1));
		return true;
	case K_PGUP:
		agenda_go(view, date_add_days(view->day, -7));
		return true;
	case K_PGDN:
		agenda_go(view, date_add_days(view->day, 7));
		return true;
	case K_HOME: case 'g':
		view->slot = AGENDA_OPENS;
		return true;
	case K_END: case 'G':
		view->slot = AGENDA_CLOSES - SLOT;
		return true;
	default:
		return false;
	}
}
