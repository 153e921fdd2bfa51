/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how verbs give out papers. */
#include "commands/papers.h"

#include <unistd.h>

#include "base/msg.h"

static enum status read_words(const struct call *call, struct paper_call *out, struct err *err)
{
	const char *format = call_option(call, "format"), *size = call_option(call, "size");

	if (format && !paper_format_of(format, &out->format))
		return err_set(err, ST_USAGE, _("--format is pdf or text."));
	if (size && !pdf_size_of(size, &out->how.size))
		return err_set(err, ST_USAGE, _("--size is a4 or letter."));
	return ST_OK;
}

enum status call_pdf_shown(struct err *err)
{
	return !isatty(STDOUT_FILENO) ? ST_OK : err_set(err, ST_USAGE,
		_("A PDF is nothing to read on a terminal. Name a file with --output, or print it with --print."));
}

enum status call_paper_how(const struct call *call, struct paper_call *out, struct err *err)
{
	enum status st;

	*out = (struct paper_call){ .file = call_option(call, "output"), .printer = call_option(call, "print"),
		.prints = call_given(call, "print") };
	if (out->file && out->prints)
		return err_set(err, ST_USAGE, _("A paper is written to a file or printed, one at a time."));
	out->format = out->prints ? PAPER_PDF : out->file ? paper_format_by_name(out->file) : PAPER_TEXT;
	st = read_words(call, out, err);
	return st == ST_OK && out->format == PAPER_PDF && !out->file && !out->prints ? call_pdf_shown(err) : st;
}

bool call_paper_leaves(const struct call *call)
{
	return call_given(call, "output") || call_given(call, "print") || call_given(call, "format");
}

static enum status to_output(struct call *call, const struct sheet *sheet, const struct sheet *beside,
	const struct paper_call *how, struct err *err)
{
	struct str bytes = STR_INIT;
	enum status st;

	st = paper_bytes(sheet, beside, how->format, &how->how, &bytes, err);
	if (st == ST_OK)
		str_addn(&call->out, bytes.s, bytes.len);
	str_wipe(&bytes);
	return st == ST_OK ? call_flush(call, err) : st;
}

enum status call_paper(struct call *call, const struct sheet *sheet, const struct sheet *beside, struct err *err)
{
	struct paper_call how;
	enum status st = call_paper_how(call, &how, err);

	if (st != ST_OK)
		return st;
	if (how.file)
		return paper_save(sheet, beside, how.format, &how.how, how.file, err);
	if (!how.prints)
		return to_output(call, sheet, beside, &how, err);
	st = paper_print(sheet, beside, how.format, &how.how, how.printer, err);
	if (st == ST_OK)
		out_line(call, _("The paper was handed over to the printer."));
	return st == ST_OK ? call_flush(call, err) : st;
}
