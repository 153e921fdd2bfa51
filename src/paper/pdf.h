/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A sheet as PDF: tagged, with its language, its fonts embedded, an outline of its headings and its number on every
 * page.  Everything is laid out before the first byte is written: a letter that no installed font has is an error that
 * names its script, and nothing was written then.  What is not in memory already is not kept: pages go out as they are
 * drawn.  A file is for its owner alone, stands whole or not at all, and needs no temporary file.
 */
#ifndef PAPER_PDF_H
#define PAPER_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/sheet.h"
#include "base/str.h"

enum pdf_size { PDF_A4, PDF_LETTER };
/* Where the second language stands: the n-th block beside the n-th, or all of it on pages of its own behind. */
enum pdf_beside { PDF_COLUMNS, PDF_PAGES };

/* NULL for a `how`: A4, columns. */
struct pdf_how {
	enum pdf_size size;
	enum pdf_beside beside;
};

/* Takes the next bytes; false: it cannot, and no further ones come. */
typedef bool (*pdf_put)(void *ctx, const void *bytes, size_t len);

/* `beside`: the same paper in another language, of as many blocks; NULL: none.
 * Into a new file: ST_IO where something stands there already or the medium refuses, ST_FULL, ST_INVALID where a font
 * is missing. */
enum status pdf_save(const struct sheet *sheet, const struct sheet *beside, const struct pdf_how *how, const char *path,
	struct err *err);
/* The same, handed on bit by bit. ST_IO when `put` would not; it knows why. */
enum status pdf_write(const struct sheet *sheet, const struct sheet *beside, const struct pdf_how *how, pdf_put put,
	void *ctx, struct err *err);
/* The same, appended to `out`. Personal data: str_wipe() it. */
enum status pdf_bytes(const struct sheet *sheet, const struct sheet *beside, const struct pdf_how *how, struct str *out,
	struct err *err);

/* "a4" or "letter", in any case; false: neither. */
bool pdf_size_of(const char *word, enum pdf_size *out);

#endif
