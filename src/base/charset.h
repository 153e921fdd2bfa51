/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Bytes of other encodings into UTF-8, as a stream, by ICU.  What an encoding does
 * not know becomes the byte CHARSET_BAD, which no UTF-8 text holds, so that the
 * reader can tell where it stood.
 */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define CHARSET_BAD '\xff'

struct charset;
/* Any name that ICU knows ("windows-1256", "latin1", "UTF-16LE"); NULL when there is none. */
struct charset *charset_open(const char *name);
void charset_close(struct charset *charset);             /* NULL is fine */
/* Appends what `in` means; an incomplete character waits for the next call unless this is the `last`. */
void charset_feed(struct charset *charset, const char *in, size_t len, bool last, struct str *out);
/* What 8-bit or double-byte encoding a text that is no UTF is likely in; never NULL, lives for ever. */
const char *charset_guess(const char *sample, size_t len);

#endif
