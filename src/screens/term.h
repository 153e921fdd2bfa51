/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The terminal: the one file that knows curses.  Keys come in as numbers, text
 * goes out in logical columns: column 0 is where reading starts, the left edge in
 * English and the right edge in Arabic; only here they become x positions.  All
 * text passes utf_show(), so that no stored character can steer the terminal.
 */
#ifndef SCREENS_TERM_H
#define SCREENS_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* A key is a Unicode code point, or one of these. Control characters come as K_CTRL('z'). */
enum {
	K_NONE = 0,
	K_FIRST = 0x110000,
	K_ENTER, K_ESC, K_TAB, K_BACKTAB, K_BACKSPACE, K_DELETE, K_INSERT,
	K_UP, K_DOWN, K_LEFT, K_RIGHT,          /* as seen; key_reading() turns them into reading order */
	K_HOME, K_END, K_PGUP, K_PGDN,
	K_WORD_LEFT, K_WORD_RIGHT,
	K_F0, K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
	K_PASTE,                                /* a pasted text: term_pasted() */
	K_RESIZE, K_IDLE, K_HANGUP, K_STOP,     /* the loop's own: never reach a screen's key() */
	K_ALT_BIT = 0x400000,
};
#define K_CTRL(c) ((c) & 0x1f)
#define K_ALT(c) ((c) | K_ALT_BIT)
/* Alt-1 .. Alt-9 and Alt-0 come in as K_F1 .. K_F10: a second way where a terminal keeps function keys to itself. */
static inline bool key_is_text(int key)
{
	return key >= 0x20 && key != 0x7f && key < K_FIRST && !(key >= 0x80 && key < 0xa0);
}

/* K_LEFT: back, K_RIGHT: on, whichever way the screen is read: for tabs, columns, lists. */
int key_reading(int key);

enum look {
	LOOK_NORMAL, LOOK_BOLD, LOOK_DIM, LOOK_TITLE, LOOK_HEAD, LOOK_LATE, LOOK_UNDER_WAY, LOOK_DONE, LOOK_NOTE,
	LOOK_ERROR, LOOK_KEY, LOOK_FIELD, LOOK_FIELD_NOW, LOOK_CHOSEN, LOOK_COUNT
};

/* Signs of states; each has a plain form of the same width (1 column). */
enum sign {
	SIGN_NONE, SIGN_LATE, SIGN_UNDER_WAY, SIGN_OPEN, SIGN_DONE, SIGN_NOT_NEEDED, SIGN_PAUSED, SIGN_CURSOR, SIGN_DOT,
	SIGN_MORE, SIGN_BOX_ON, SIGN_BOX_OFF
};

struct area { int row, col, rows, cols; };     /* logical columns */

struct term_options {
	bool plain;          /* no line drawing, ASCII signs; also FOOTHOLD_PLAIN */
	bool no_color;       /* also NO_COLOR */
	bool contrast;       /* nothing dim, no colours, what is chosen stands reversed; also FOOTHOLD_CONTRAST */
};
/* ST_IO when there is no terminal, or none that curses knows. msg_init() was called. */
enum status term_start(const struct term_options *options, struct err *err);
void term_end(void);                           /* restores the terminal; harmless when not started */
bool term_is_plain(void);
int term_rows(void);
int term_cols(void);

/* Waits up to `ms` for a key; K_IDLE when none came. Never loses one to a resize or a signal. */
int term_key(int ms);
/* True when another key is already waiting: a costly answer to this one may be left out. */
bool term_key_waiting(void);
/* The text of the last K_PASTE, controls but line ends and tabs taken out; borrowed until the next key. */
const char *term_pasted(void);
void term_paste_forget(void);                  /* wipes it: a passphrase was pasted */
/* True when something was taken out of it: the field says so. */
bool term_paste_dropped(void);

/* All drawing is to a buffer that term_paint() brings to the screen. */
void term_erase(void);
void term_paint(void);
void term_place(const char *name);             /* for tests: which screen is drawn from now on */
void term_paint_first(void);                   /* the same while the answer to a key is still on its way */
void term_repaint(void);                       /* draws every cell anew (Ctrl-L, after a stop) */
/* Draws s in `cols` columns at (row, col), cut with an ellipsis, the rest blanked. */
void term_text(int row, int col, int cols, enum look look, const char *s);
/* The same, aligned to the far end. */
void term_text_end(int row, int col, int cols, enum look look, const char *s);
/* Told of each text that has no room, for tests; NULL: nobody. */
extern void (*term_on_cut)(const char *s, int cols);
/* Draws as much of s as fits into `cols`, blanks nothing; returns the columns used. */
int term_put(int row, int col, int cols, enum look look, const char *s);
/* Draws text that already stands in the order shown, left to right, `cols` columns wide exactly (a field's view): no
 * cutting, no reordering. Other text is reordered by bidi_show() on its way. */
void term_shown(int row, int col, int cols, enum look look, const char *shown);
/* Draws a line whose columns are set apart by two blanks or more, each at its own place and in its own direction; `turned`:
 * it is read the other way than the screen and stands at its far end. */
void term_columns(struct area line, bool turned, enum look look, const char *s);
/* Draws a paragraph broken at blanks into the area; returns the rows used. */
int term_wrap(struct area area, enum look look, const char *s);
void term_fill(struct area area, enum look look);   /* blanks */
void term_sign(int row, int col, enum sign sign, enum look look);
const char *sign_text(enum sign sign);         /* "●", or "*" in plain mode */
const char *term_separator(void);              /* " · ", or " | " in plain mode */
void term_rule(int row, int col, int cols);    /* a thin line across */
void term_bar(int row, int col, int rows);     /* a thin line down */
void term_corners(struct area box);            /* joins two rules and two bars */
/* Where the cursor stands after term_paint(): at what has the focus, which screen readers and braille lines follow. The
 * last call counts; it is never hidden. */
void term_cursor(int row, int col);
/* The cursor in what term_shown() drew there, `at` cells from its left edge. */
void term_cursor_in(int row, int col, int cols, int at);

#endif
