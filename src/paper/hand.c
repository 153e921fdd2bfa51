/* SPDX-License-Identifier: EUPL-1.2 */
/* Papers into files and to the printer; see hand.h. */
#include "config.h"

#include "paper/hand.h"

#include <string.h>
#include <strings.h>

#include "paper/printer.h"

bool paper_format_of(const char *word, enum paper_format *out)
{
	bool pdf = strcasecmp(word, "pdf") == 0;

	*out = pdf ? PAPER_PDF : PAPER_TEXT;
	return pdf || strcasecmp(word, "text") == 0;
}

enum paper_format paper_format_by_name(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && strcasecmp(path + len - 4, ".pdf") == 0 ? PAPER_PDF : PAPER_TEXT;
}

enum status paper_bytes(const struct sheet *sheet, const struct sheet *beside, enum paper_format format,
	const struct pdf_how *how, struct str *out, struct err *err)
{
	if (format == PAPER_PDF)
		return pdf_bytes(sheet, beside, how, out, err);
	sheet_as_text(sheet, beside, SHEET_WIDTH, out);
	return ST_OK;
}

enum status paper_save(const struct sheet *sheet, const struct sheet *beside, enum paper_format format,
	const struct pdf_how *how, const char *path, struct err *err)
{
	if (format == PAPER_PDF)
		return pdf_save(sheet, beside, how, path, err);
	return sheet_save_text(sheet, beside, path, err);
}

enum status paper_print(const struct sheet *sheet, const struct sheet *beside, enum paper_format format,
	const struct pdf_how *how, const char *printer, struct err *err)
{
	struct str bytes = STR_INIT;
	enum status st = paper_bytes(sheet, beside, format, how, &bytes, err);

	if (st == ST_OK)
		st = printer_send(printer, bytes.s, bytes.len, err);
	str_wipe(&bytes);
	return st;
}
