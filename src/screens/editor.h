/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The line editor: one text being typed, on one line or on many.  It holds the
 * text as UTF-8, outside the cells, in reading order; arrows and Delete go by
 * grapheme cluster, Backspace takes one code point.  It knows no terminal: the
 * caller names the operations and draws the view.
 */
#ifndef SCREENS_EDITOR_H
#define SCREENS_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct editor;

/* max: code points that fit, 0: 200. `multiline` keeps line ends and wraps. */
struct editor *editor_new(int max, bool multiline);
void editor_free(struct editor *ed);          /* NULL is fine */
/* Replaces everything, cut at the maximum; the caret stands at the end. NULL: empty. */
void editor_set(struct editor *ed, const char *text);
const char *editor_text(const struct editor *ed);   /* borrowed until the next change */
size_t editor_caret(const struct editor *ed);       /* byte offset */
void editor_caret_to(struct editor *ed, size_t byte);  /* the nearest cluster's edge at or before */

enum editor_op {
	EDITOR_LEFT, EDITOR_RIGHT,            /* as seen: in a right-to-left text Left goes on in reading */
	EDITOR_WORD_LEFT, EDITOR_WORD_RIGHT,
	EDITOR_HOME, EDITOR_END,              /* of the line shown, in reading order */
	EDITOR_UP, EDITOR_DOWN, EDITOR_PAGE_UP, EDITOR_PAGE_DOWN,
	EDITOR_FIRST, EDITOR_LAST,            /* of the whole text */
	EDITOR_BACKSPACE, EDITOR_DELETE,
	EDITOR_KILL_BEFORE, EDITOR_KILL_AFTER, EDITOR_KILL_WORD,
	EDITOR_NEWLINE,                       /* nothing on one line */
};
/* False when there was nothing to do: on one line, Up and Down never do anything. */
bool editor_do(struct editor *ed, enum editor_op op);

/* What became of an insertion; bits. */
enum editor_insertion {
	EDITOR_INSERTED = 1,
	EDITOR_DROPPED = 2,    /* control characters or invalid bytes were left out */
	EDITOR_FULL = 4,       /* the maximum is reached: the rest was left out */
};
/* Typed or pasted text at the caret. On one line, line ends and tabs become blanks. */
unsigned editor_insert(struct editor *ed, const char *s, size_t len);

/* What to draw: each row is exactly `width` columns, from left to right, filled with `fill` (one column). */
struct editor_view {
	struct str *row;
	int rows;
	int caret_row, caret_col;
};
/* Scrolls so that the caret is seen; without focus the beginning is shown. `rtl`: the screen's direction, fields
 * grow leftward. `fill` NULL: blanks. Freed with editor_view_free. */
void editor_view(struct editor *ed, int width, int height, bool focus, bool rtl, const char *fill,
	struct editor_view *out);
void editor_view_free(struct editor_view *view);
/* Rows that the text needs at this width, at least 1. */
int editor_rows(struct editor *ed, int width);

#endif
