/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What cairo 1.16 cannot say of a document is said behind its end: an incremental update (ISO 32000-1, 7.5.6) that
 * repeats the catalogue with the document's language, and elements of the structure with their language or with the
 * words that stand for a figure.  To know those objects the bytes are read on their way out; none of them is kept but
 * what is repeated.
 */
#ifndef PAPER_PDF_TAIL_H
#define PAPER_PDF_TAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "paper/pdf.h"

struct pdf_tail;
struct pdf_tail *pdf_tail_new(pdf_put put, void *ctx);
void pdf_tail_free(struct pdf_tail *t);
/* Bytes as cairo makes them. Once `put` would not, they go nowhere. */
void pdf_tail_bytes(struct pdf_tail *t, const void *bytes, size_t len);
bool pdf_tail_refused(const struct pdf_tail *t);
/* The next element of the structure was begun; `extra`: keys that it shall have as well, or NULL. */
void pdf_tail_element(struct pdf_tail *t, const char *extra);
/* Behind the last byte. False: `put` would not, or the bytes were no PDF. */
bool pdf_tail_end(struct pdf_tail *t, const char *language, bool right_to_left);
/* Appends text as a PDF string: <FEFF0041...>. */
void pdf_tail_string(struct str *out, const char *text);

#endif
