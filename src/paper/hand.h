/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A paper out of the program: into a file that only its owner may read, or down a pipe to
 * the printer, as PDF or as text.  It is drawn as a whole first, so that a letter that
 * cannot be drawn prints nothing; no temporary file.
 */
#ifndef PAPER_HAND_H
#define PAPER_HAND_H

#include "paper/pdf.h"

enum paper_format { PAPER_TEXT, PAPER_PDF };

/* "text" or "pdf", in any case; false: neither. */
bool paper_format_of(const char *word, enum paper_format *out);
/* By how a file's name ends: ".pdf" in any case, else text. */
enum paper_format paper_format_by_name(const char *path);

/* `beside`, `how`: as in paper/pdf.h. Into a new file; ST_IO where something stands there already. */
enum status paper_save(const struct sheet *sheet, const struct sheet *beside, enum paper_format format,
	const struct pdf_how *how, const char *path, struct err *err);
/* `printer`: as in paper/printer.h. */
enum status paper_print(const struct sheet *sheet, const struct sheet *beside, enum paper_format format,
	const struct pdf_how *how, const char *printer, struct err *err);
/* The bytes, appended; str_wipe() them. */
enum status paper_bytes(const struct sheet *sheet, const struct sheet *beside, enum paper_format format,
	const struct pdf_how *how, struct str *out, struct err *err);

#endif
