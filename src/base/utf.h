/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * UTF-8 as bytes, code points and terminal columns; no ICU, no locale.
 * Widths follow wcwidth() of the C.UTF-8 locale as ncursesw sees them.
 */
#ifndef BASE_UTF_H
#define BASE_UTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Decodes one code point; returns its bytes, or 0 at an invalid sequence or the end. */
size_t utf_decode(const char *s, size_t len, uint32_t *cp);
size_t utf_encode(uint32_t cp, char out[4]);
bool utf_valid(const char *s, size_t len);
/* Number of the first invalid byte, or len. */
size_t utf_first_bad(const char *s, size_t len);

/* A control, escape, bidi control or other character that must not be stored in
 * a one-line text; `multiline` lets \n and \t through. */
bool utf_is_control(uint32_t cp, bool multiline);
/* Appends s so that a terminal cannot be steered by it: controls become U+FFFD,
 * invalid bytes too. */
void utf_show(struct str *out, const char *s);

int utf_cp_width(uint32_t cp);               /* 0, 1 or 2 columns */
int utf_width(const char *s);                /* columns of a whole text */
/* Bytes of the longest beginning of s (whole clusters' bases and marks) that
 * fits into `cols` columns. */
size_t utf_fit(const char *s, int cols);
/* Whether a line may end at s[at]: at a blank, but not at one that belongs to what stands beside it. French sets such blanks
 * before ; : ! ? % and », and behind «. */
bool utf_parts(const char *s, size_t at);
/* Bytes up to the next place where a line may or must end: such a blank, a newline, or the end. */
size_t utf_word(const char *s);
/* Appends s cut to `cols` columns, ending in an ellipsis where it was cut. */
void utf_cut(struct str *out, const char *s, int cols);
/* Appends s, then blanks up to `cols` columns; cuts like utf_cut. */
void utf_pad(struct str *out, const char *s, int cols);

#endif
