/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Drawing.  The one place where logical columns become x positions, where text
 * becomes safe for a terminal, and where looks become attributes.
 */
#include <config.h>

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/utf.h"
#include "screens/bidi.h"
#include "screens/term.h"
#include "screens/term_draw.h"
#include "screens/wrap.h"

#define OVERRIDE L'\u202d'

static attr_t attributes[LOOK_COUNT];
static short pairs[LOOK_COUNT];
static int cursor_row, cursor_col;

static const struct { attr_t attr; short color; } looks[LOOK_COUNT] = {
	[LOOK_NORMAL] = { A_NORMAL, -1 },
	[LOOK_BOLD] = { A_BOLD, -1 },
	[LOOK_DIM] = { A_DIM, -1 },
	[LOOK_TITLE] = { A_BOLD, -1 },
	[LOOK_HEAD] = { A_BOLD, COLOR_CYAN },
	[LOOK_LATE] = { A_BOLD, COLOR_RED },
	[LOOK_UNDER_WAY] = { A_NORMAL, COLOR_MAGENTA },
	[LOOK_DONE] = { A_NORMAL, COLOR_GREEN },
	[LOOK_NOTE] = { A_NORMAL, COLOR_CYAN },
	[LOOK_ERROR] = { A_BOLD, COLOR_RED },
	[LOOK_KEY] = { A_BOLD, -1 },
	[LOOK_FIELD] = { A_UNDERLINE, -1 },
	[LOOK_FIELD_NOW] = { A_UNDERLINE | A_BOLD, -1 },
	[LOOK_CHOSEN] = { A_BOLD, -1 },
};

/* In the terminal's own two colours, whatever they are. */
static attr_t contrasting(enum look look)
{
	switch (look) {
	case LOOK_CHOSEN: case LOOK_FIELD_NOW: case LOOK_LATE: case LOOK_ERROR:
		return A_REVERSE | A_BOLD;
	case LOOK_TITLE: case LOOK_HEAD: case LOOK_BOLD: case LOOK_KEY:
		return A_BOLD;
	case LOOK_FIELD:
		return A_UNDERLINE;
	default:
		return A_NORMAL;
	}
}

void draw_looks(bool wanted, bool contrast)
{
	bool colors = wanted && !contrast && has_colors() && start_color() == OK && COLORS >= 8 && use_default_colors() == OK;

	for (int i = 0; i < LOOK_COUNT; i++) {
		attributes[i] = contrast ? contrasting((enum look)i) : looks[i].attr;
		pairs[i] = 0;
		if (!colors || looks[i].color < 0)
			continue;
		pairs[i] = (short)(1 + looks[i].color);
		init_pair(pairs[i], looks[i].color, -1);
	}
}

/* The first cell of each row gets a mark that keeps the terminal from reordering the rest. */
void draw_override(void)
{
	for (int row = 0; row < LINES; row++) {
		cchar_t cell;
		wchar_t chars[CCHARW_MAX + 2] = L"";
		attr_t attr;
		short pair;

		mvwin_wch(stdscr, row, 0, &cell);
		if (getcchar(&cell, chars, &attr, &pair, NULL) == ERR || wcschr(chars, OVERRIDE) || wcslen(chars) >= CCHARW_MAX)
			continue;
		wcscat(chars, (wchar_t[]){ OVERRIDE, 0 });
		if (setcchar(&cell, chars, attr, pair, NULL) != ERR)
			mvwadd_wch(stdscr, row, 0, &cell);
	}
}

void draw_cursor(void)
{
	curs_set(1);
	wmove(stdscr, cursor_row, cursor_col);
}

/* Where `cols` columns that start at the logical column begin on the screen, from the left. */
static int place(int col, int cols)
{
	return msg_right_to_left() ? COLS - col - cols : col;
}

static bool on_screen(int row, int col)
{
	return row >= 0 && row < LINES && col >= 0 && col < COLS;
}

static int room(int col, int cols)
{
	return cols < COLS - col ? cols : COLS - col;
}

static void set_look(enum look look)
{
	wattr_set(stdscr, attributes[look], pairs[look], NULL);
}

/* What stands for a sign, a line or a part of a bar where nothing is drawn: also in papers that are read on the screen. */
static uint32_t plain_of(uint32_t cp)
{
	static const struct { uint32_t from, to, plain; } drawn[] = {
		{ 0xb7, 0xb7, '.' }, { 0x2016, 0x2016, '=' }, { 0x2022, 0x2022, '*' }, { 0x2026, 0x2026, '.' },
		{ 0x2190, 0x2190, '<' }, { 0x2191, 0x2191, '^' }, { 0x2192, 0x2192, '>' }, { 0x2193, 0x2193, 'v' },
		{ 0x2194, 0x21ff, '>' }, { 0x2500, 0x2501, '-' }, { 0x2502, 0x2503, '|' }, { 0x2550, 0x2550, '=' },
		{ 0x2504, 0x257f, '+' }, { 0x2588, 0x258c, '#' }, { 0x258d, 0x258f, '.' }, { 0x2590, 0x2590, '#' },
		{ 0x2580, 0x259f, '#' }, { 0x25cb, 0x25cb, 'o' }, { 0x25a0, 0x25ff, '*' }, { 0x2713, 0x2713, 'x' },
		{ 0x2700, 0x27bf, '*' },
	};

	for (size_t i = 0; cp >= 0xb7 && i < ARRAY_LEN(drawn); i++) {
		if (cp >= drawn[i].from && cp <= drawn[i].to)
			return drawn[i].plain;
	}
	return cp;
}

/* Writes cells from left to right: safe, and no wider than the room. */
static void write_cells(int row, int x, const char *s)
{
	size_t len = strlen(s), n = 0;
	wchar_t *wide = mem_array(len + 1, sizeof(*wide));

	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t used = utf_decode(s + at, len - at, &cp);

		if (used == 0)
			break;
		wide[n++] = (wchar_t)(term_is_plain() ? plain_of(cp) : cp);
		at += used;
	}
	mvwaddnwstr(stdscr, row, x, wide, (int)n);
	free(wide);
}

void (*term_on_cut)(const char *s, int cols);

/* Appends s as cells from left to right, at most `cols` wide; returns the columns. */
static int to_cells(struct str *out, const char *s, int cols)
{
	struct str shown = STR_INIT;

	if (term_on_cut && s && bidi_width(s) > cols)
		term_on_cut(s, cols);
	if (msg_right_to_left() && strstr(s, "  ")) {
		bidi_columns(&shown, s);
		cols = bidi_show(out, str_get(&shown), cols, true);
		str_free(&shown);
		return cols;
	}
	if (msg_right_to_left() || bidi_needed(s))
		return bidi_show(out, s, cols, msg_right_to_left());
	utf_show(&shown, s);
	utf_cut(out, str_get(&shown), cols);
	str_free(&shown);
	return utf_width(str_get(out));
}

static void blank(int row, int col, int cols, enum look look)
{
	enum look ground = look == LOOK_FIELD || look == LOOK_FIELD_NOW ? look : LOOK_NORMAL;

	if (!on_screen(row, col) || cols <= 0)
		return;
	cols = room(col, cols);
	set_look(LOOK_NORMAL);
	mvwhline(stdscr, row, place(col, cols), ' ' | attributes[ground], cols);
}

int term_put(int row, int col, int cols, enum look look, const char *s)
{
	struct str cells = STR_INIT;
	int width;

	if (!on_screen(row, col) || cols <= 0 || str_empty(s))
		return 0;
	width = to_cells(&cells, s, room(col, cols));
	set_look(look);
	write_cells(row, place(col, width), str_get(&cells));
	str_free(&cells);
	return width;
}

void term_text(int row, int col, int cols, enum look look, const char *s)
{
	blank(row, col, cols, look);
	term_put(row, col, cols, look, s);
}

void term_text_end(int row, int col, int cols, enum look look, const char *s)
{
	struct str cells = STR_INIT;
	int width;

	blank(row, col, cols, look);
	if (!on_screen(row, col) || cols <= 0 || str_empty(s))
		return;
	width = to_cells(&cells, s, room(col, cols));
	set_look(look);
	write_cells(row, place(col + room(col, cols) - width, width), str_get(&cells));
	str_free(&cells);
}

/* Bytes of the next line of a paragraph. */
static size_t next_line(const char *s, int cols)
{
	size_t skip, len = wrap_line(s, cols, &skip);
	const char *newline = memchr(s, '\n', len);

	return newline ? (size_t)(newline - s) : len;
}

/* A cell's text at its column, which a text that is read the other way counts from the other end. */
static void column_at(struct area line, int at, bool turned, enum look look, const char *s)
{
	struct str cells = STR_INIT;
	int left = line.cols - at, width = left > 0 ? bidi_show(&cells, s, left, msg_right_to_left() != turned) : 0;
	int col = turned ? line.col + line.cols - at - width : line.col + at;

	if (width > 0 && on_screen(line.row, col)) {
		set_look(look);
		write_cells(line.row, place(col, width), str_get(&cells));
	}
	str_free(&cells);
}

void term_columns(struct area line, bool turned, enum look look, const char *s)
{
	int at = 0;

	blank(line.row, line.col, line.cols, look);
	while (*s) {
		size_t blanks = strspn(s, " "), len = 0;
		char *cell;

		at += (int)blanks;
		s += blanks;
		while (s[len] && !(s[len] == ' ' && (s[len + 1] == ' ' || s[len + 1] == '\0')))
			len++;
		cell = mem_strn(s, len);
		column_at(line, at, turned, look, cell);
		at += utf_width(cell);
		explicit_bzero(cell, len);
		free(cell);
		s += len;
	}
}

int term_wrap(struct area area, enum look look, const char *s)
{
	int used = 0;

	while (s && *s && used < area.rows) {
		size_t len = next_line(s, area.cols);
		char *line = mem_strn(s, len);

		term_text(area.row + used++, area.col, area.cols, look, line);
		free(line);
		s += len;
		while (*s == ' ' || *s == '\n')
			s++;
	}
	return used;
}

void term_fill(struct area area, enum look look)
{
	for (int i = 0; i < area.rows; i++)
		blank(area.row + i, area.col, area.cols, look);
}

void term_erase(void)
{
	cursor_row = cursor_col = 0;
	werase(stdscr);
}

void term_cursor(int row, int col)
{
	if (!on_screen(row, col))
		return;
	cursor_row = row;
	cursor_col = place(col, 1);
}

void term_corners(struct area box)
{
	static const char *const fine[] = { "┌", "┐", "└", "┘" };
	bool plain = term_is_plain(), turned = msg_right_to_left();
	int last = box.row + box.rows - 1, edge = box.col + box.cols - 1;

	term_put(box.row, box.col, 1, LOOK_DIM, plain ? "+" : fine[turned ? 1 : 0]);
	term_put(box.row, edge, 1, LOOK_DIM, plain ? "+" : fine[turned ? 0 : 1]);
	term_put(last, box.col, 1, LOOK_DIM, plain ? "+" : fine[turned ? 3 : 2]);
	term_put(last, edge, 1, LOOK_DIM, plain ? "+" : fine[turned ? 2 : 3]);
}

void term_shown(int row, int col, int cols, enum look look, const char *shown)
{
	struct str cut = STR_INIT;

	if (!on_screen(row, col) || cols <= 0)
		return;
	str_addn(&cut, shown, utf_fit(shown, room(col, cols)));
	set_look(look);
	write_cells(row, place(col, room(col, cols)), str_get(&cut));
	str_free(&cut);
}

void term_cursor_in(int row, int col, int cols, int at)
{
	if (!on_screen(row, col))
		return;
	cursor_row = row;
	cursor_col = place(col, room(col, cols)) + at;
}

const char *sign_text(enum sign sign)
{
	static const struct { const char *fine, *plain; } signs[] = {
		[SIGN_NONE] = { " ", " " }, [SIGN_LATE] = { "!", "!" }, [SIGN_UNDER_WAY] = { "●", "*" },
		[SIGN_OPEN] = { "○", "o" }, [SIGN_DONE] = { "✓", "x" }, [SIGN_NOT_NEEDED] = { "–", "-" },
		[SIGN_PAUSED] = { "‖", "=" }, [SIGN_CURSOR] = { "▸", ">" }, [SIGN_DOT] = { "·", "." },
		[SIGN_MORE] = { "↓", "v" }, [SIGN_BOX_ON] = { "x", "x" }, [SIGN_BOX_OFF] = { " ", " " },
	};

	if (sign == SIGN_CURSOR && msg_right_to_left())
		return term_is_plain() ? "<" : "◂";
	return term_is_plain() ? signs[sign].plain : signs[sign].fine;
}

void term_sign(int row, int col, enum sign sign, enum look look)
{
	term_put(row, col, 1, look, sign_text(sign));
}

const char *term_separator(void)
{
	return term_is_plain() ? " | " : " · ";
}

void term_rule(int row, int col, int cols)
{
	cchar_t line;

	if (!on_screen(row, col))
		return;
	cols = room(col, cols);
	setcchar(&line, term_is_plain() ? L"-" : L"─", attributes[LOOK_DIM], pairs[LOOK_DIM], NULL);
	mvwhline_set(stdscr, row, place(col, cols), &line, cols);
}

void term_bar(int row, int col, int rows)
{
	for (int i = 0; i < rows; i++)
		term_put(row + i, col, 1, LOOK_DIM, term_is_plain() ? "|" : "│");
}
