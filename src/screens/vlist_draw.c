/* SPDX-License-Identifier: EUPL-1.2 */
/* How a list looks: which columns there is room for, and each row in them. */
#include <config.h>

#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"
#include "screens/bidi.h"
#include "screens/frame.h"
#include "screens/vlist_own.h"
#include "screens/wrap.h"

#define GAP 2
#define HEAD_ROWS 2

static bool has_headings(const struct vlist *list)
{
	for (int i = 0; i < list->n_cols; i++) {
		if (list->col[i].label)
			return true;
	}
	return false;
}

/* No word is broken between its letters. */
static bool whole_words(const char *label, int cols)
{
	char word[200];

	for (const char *at = label; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");

		str_copy(word, len + 1 < sizeof(word) ? len + 1 : sizeof(word), at);
		if (utf_width(word) > cols)
			return false;
		at += len;
	}
	return true;
}

int vlist_heading_cols(const char *label)
{
	int width = label ? utf_width(label) : 0;

	while (width > 1 && wrap_count(label, width - 1) <= HEAD_ROWS && whole_words(label, width - 1))
		width--;
	return width;
}

static int wanted(const struct vlist *list, int i)
{
	const struct vcol *c = &list->col[i];
	int width = list->grown[i], heading = width > 0 ? list->heading[i] : 0;

	if (c->max > 0 && width > c->max)
		width = c->max;
	width = width < c->min ? c->min : width;
	return width < heading ? heading : width;
}

/* The shown column that goes first when room is short, or -1. */
static int first_to_go(const struct vlist *list, const int width[])
{
	int found = -1;

	for (int i = 0; i < list->n_cols; i++) {
		int p = width[i] > 0 ? list->col[i].priority : 0;

		if (p > 0 && (found < 0 || p >= list->col[found].priority))
			found = i;
	}
	return found;
}

static int total(const struct vlist *list, const int width[])
{
	int sum = 0;

	for (int i = 0; i < list->n_cols; i++)
		sum += width[i] > 0 ? width[i] + (sum > 0 ? GAP : 0) : 0;
	return sum;
}

static int least(const struct vlist *list, int i)
{
	const struct vcol *c = &list->col[i];
	int want = wanted(list, i), heading = list->heading[i], narrow = c->min > heading ? c->min : heading;

	if (c->spare || (list->grown[i] == 0 && c->priority > 0))
		return 0;
	return c->whole || want < narrow || c->min < 1 ? want : narrow;
}

/* Shares `left` columns out, the most important first; returns what nobody wants. */
static int widen(const struct vlist *list, int left, int width[])
{
	for (int p = 0; left > 0 && p < VLIST_COLUMNS; p++) {
		for (int i = 0; i < list->n_cols; i++) {
			int more = wanted(list, i) - width[i];

			if (list->col[i].priority != p || width[i] == 0 || more <= 0)
				continue;
			more = more < left ? more : left;
			width[i] += more;
			left -= more;
		}
	}
	return left;
}

/* Width of each column, 0 for those left out: at least their minimum, then what their texts want; in what is left
 * then, the spare ones. */
static void measure(const struct vlist *list, int room, int width[])
{
	int left;

	for (int i = 0; i < list->n_cols; i++)
		width[i] = least(list, i);
	while (total(list, width) > room) {
		int gone = first_to_go(list, width);

		if (gone < 0)
			break;
		width[gone] = 0;
	}
	left = widen(list, room - total(list, width), width);
	for (int i = 0; i < list->n_cols; i++) {
		int want = wanted(list, i);

		if (!list->col[i].spare || list->grown[i] == 0 || want + GAP > left)
			continue;
		width[i] = want;
		left -= want + GAP;
	}
}

static int indent(const struct vlist *list)
{
	return list->signs ? 4 : 2;
}

static int room_of(const struct vlist *list)
{
	return list->area.cols - indent(list) - 1;
}

/* Rows of the headings: a second one where one of them needs it. */
static int head_rows(const struct vlist *list, const int width[])
{
	for (int i = 0; i < list->n_cols; i++)
		if (list->col[i].label && width[i] > 0 && utf_width(list->col[i].label) > width[i])
			return HEAD_ROWS;
	return has_headings(list) ? 1 : 0;
}

int vlist_window(const struct vlist *list)
{
	int width[VLIST_COLUMNS], rows;

	measure(list, room_of(list), width);
	rows = list->area.rows - head_rows(list, width);
	return rows > 1 ? rows : 1;
}

/* One heading, its end on the last of the rows. */
static void draw_heading(const struct vcol *c, int row, int col, int cols, int rows)
{
	size_t skip, len = wrap_line(c->label, cols, &skip);
	char first[200];
	bool two = rows > 1 && c->label[len];

	str_copy(first, len + 1 < sizeof(first) ? len + 1 : sizeof(first), c->label);
	if (two) {
		(c->end ? term_text_end : term_text)(row, col, cols, LOOK_DIM, first);
		(c->end ? term_text_end : term_text)(row + 1, col, cols, LOOK_DIM, c->label + skip);
	} else {
		(c->end ? term_text_end : term_text)(row + rows - 1, col, cols, LOOK_DIM, c->label);
	}
}

static void draw_headings(const struct vlist *list, const int width[], int rows)
{
	int col = list->area.col + indent(list);

	for (int i = 0; i < list->n_cols; i++) {
		if (width[i] == 0)
			continue;
		if (list->col[i].label)
			draw_heading(&list->col[i], list->area.row, col, width[i], rows);
		col += width[i] + GAP;
	}
}

static void draw_head_row(const struct vlist *list, int y, const struct vrow *row)
{
	int cols = list->area.cols - 2;

	if (row->cell[1])
		term_text_end(y, list->area.col + 1, cols, LOOK_DIM, row->cell[1]);
	if (row->cell[0])
		term_put(y, list->area.col + 1, cols - bidi_width(row->cell[1] ? row->cell[1] : "") - 1, LOOK_HEAD,
			row->cell[0]);
}

static enum look sign_look(enum sign sign)
{
	switch (sign) {
	case SIGN_LATE:
		return LOOK_LATE;
	case SIGN_UNDER_WAY:
		return LOOK_UNDER_WAY;
	case SIGN_DONE:
		return LOOK_DONE;
	default:
		return LOOK_NORMAL;
	}
}

static bool is_figure(const char *s)
{
	return s && *s && strspn(s, "0123456789.,%+- ") == strlen(s);
}

/* Of the figures of a column that are seen now, on a screen that is read to the left: there figures end at the left edge,
 * and yet units must stand below units. */
static int figures_cols(const struct vlist *list, int col)
{
	int most = 0;

	for (int i = list->top; list->col[col].end && i < list->rows.n && i < list->top + vlist_window(list); i++) {
		const char *cell = list->rows.row[i].head ? NULL : list->rows.row[i].cell[col];
		int cols = is_figure(cell) ? (int)strlen(cell) : 0;

		most = cols > most ? cols : most;
	}
	return most;
}

static void draw_end(const struct vlist *list, int y, int at, int col, int cols, enum look look, const char *cell)
{
	int figures = msg_right_to_left() && is_figure(cell) ? figures_cols(list, col) : 0;

	if (figures > 0 && figures <= cols)
		term_put(y, at + cols - figures, figures, look, cell);
	else
		term_text_end(y, at, cols, look, cell);
}

static void draw_row(const struct vlist *list, int y, const struct vrow *row, bool chosen, const int width[])
{
	int col = list->area.col + indent(list);

	if (chosen) {
		term_sign(y, list->area.col, SIGN_CURSOR, LOOK_CHOSEN);
		term_cursor(y, list->area.col);
	}
	if (row->sign != SIGN_NONE)
		term_sign(y, list->area.col + 1, row->sign, sign_look(row->sign));
	for (int i = 0; i < list->n_cols; i++) {
		enum look look = row->look != LOOK_NORMAL ? row->look : list->col[i].look;

		if (width[i] == 0)
			continue;
		if (chosen && (look == LOOK_NORMAL || look == LOOK_DIM))
			look = LOOK_CHOSEN;
		if (row->cell[i] && list->col[i].end)
			draw_end(list, y, col, i, width[i], look, row->cell[i]);
		else if (row->cell[i])
			term_put(y, col, width[i], look, row->cell[i]);
		col += width[i] + GAP;
	}
}

/* What is cut in the row under the cursor is read whole in the line above the keys. */
static void hint_what_is_cut(const struct vlist *list, const int width[])
{
	const struct vrow *row = vlist_now(list);
	struct str words = STR_INIT;

	for (int i = 0; row && i < list->n_cols; i++)
		if (width[i] > 0 && row->cell[i] && bidi_width(row->cell[i]) > width[i])
			bidi_part(&words, term_separator(), row->cell[i]);
	if (words.len)
		frame_hint(str_get(&words));
	str_free(&words);
}

void vlist_draw(struct vlist *list, bool focused)
{
	int width[VLIST_COLUMNS], y = list->area.row, rows = vlist_window(list);

	if (list->rows.n == 0) {
		struct area words = { y + 1, list->area.col + 4, list->area.rows - 1, list->area.cols - 8 };

		term_wrap(words, LOOK_NORMAL, list->empty);
		if (focused)
			term_cursor(words.row, words.col);
		return;
	}
	measure(list, room_of(list), width);
	draw_headings(list, width, head_rows(list, width));
	y += head_rows(list, width);
	for (int i = 0; i < rows && list->top + i < list->rows.n; i++) {
		int at = list->top + i;

		if (list->rows.row[at].head)
			draw_head_row(list, y + i, &list->rows.row[at]);
		else
			draw_row(list, y + i, &list->rows.row[at], focused && at == list->now, width);
	}
	if (focused)
		hint_what_is_cut(list, width);
	if (list->top + rows < list->rows.n || !list->at_end)
		term_sign(y + rows - 1, list->area.col + list->area.cols - 1, SIGN_MORE, LOOK_DIM);
}
