/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From the order in which text is read to the order in which a terminal shows it:
 * embedding levels, Arabic joining and shaping, mirrored brackets, and grapheme
 * clusters put in visual order (UAX #9, by fribidi).  Dates, phone numbers and case
 * numbers keep their own direction.  No format, control or invalid character
 * passes; a cluster that a cell cannot hold loses its fifth mark and those after it.
 * Terminals' own reordering is switched off elsewhere.
 */
#ifndef SCREENS_BIDI_H
#define SCREENS_BIDI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* One grapheme cluster as shown. */
struct bidi_glyph {
	size_t at, len;          /* its bytes in the text as read */
	size_t shown_at, shown;  /* its bytes in bidi_line.text; 0 bytes where a ligature swallowed it */
	int col, cols;           /* its columns from the left */
};

struct bidi_line {
	struct str text;           /* from left to right, safe for a terminal */
	struct bidi_glyph *glyph;  /* in the order of reading */
	size_t count;
	int cols;
	bool rtl;                  /* direction of the whole */
};

enum bidi_base {
	BIDI_LTR, BIDI_RTL,              /* as said */
	BIDI_AUTO_LTR, BIDI_AUTO_RTL,    /* by the first letter with a direction, else as said */
};

/* From now on nothing is reordered or shaped: for who has the cells read out. */
void bidi_as_read(bool on);
void bidi_line_make(struct bidi_line *out, const char *s, size_t len, enum bidi_base base);
void bidi_line_free(struct bidi_line *line);

/* True when the text holds letters that run leftward, or format characters: all else is shown as it is written. */
bool bidi_needed(const char *s);
/* Columns of a text as bidi_show() puts it: signs of direction take none, a ligature one. */
int bidi_width(const char *s);
/* Appends a part of a line with the separator before it unless it is the first; parts of either direction keep their
 * order. Nothing is added for an empty part. */
void bidi_part(struct str *line, const char *separator, const char *part);

/* Appends what two blanks or more part into columns, each as a part that goes its own way. */
void bidi_columns(struct str *line, const char *s);
/* Appends "name: value" to what is empty yet, with the colon as the language sets it; where one is empty, the other. */
void bidi_named(struct str *line, const char *name, const char *value);

/* Direction that the first strong letter gives, else `otherwise`. */
bool bidi_is_rtl(const char *s, size_t len, bool otherwise);
/* Appends s as shown from left to right, at most `cols` columns wide: cut at the end of reading, with an ellipsis.
 * Returns the columns used. `rtl` is the screen's direction; a text that is mostly of the other one goes its own way. */
int bidi_show(struct str *out, const char *s, int cols, bool rtl);
/* The same, filled up with blanks to exactly `cols`: at the right, or at the left on a right-to-left screen. */
void bidi_pad(struct str *out, const char *s, int cols, bool rtl);

#endif
