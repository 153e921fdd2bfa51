/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold report: what all its words share, and which of them is meant. */
#include "commands/report.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/msg.h"
#include "commands/verbs.h"
#include "exchange/csv.h"

static const char *const formats[] = { [REPORT_TEXT] = "text", [REPORT_PDF] = "pdf", [REPORT_CSV] = "csv",
	[REPORT_JSON] = "json" };

static bool format_named(const char *said, enum report_format *out)
{
	for (int f = REPORT_TEXT; f <= REPORT_JSON; f++)
		if (str_same(said, formats[f])) {
			*out = (enum report_format)f;
			return true;
		}
	return false;
}

enum status report_format(const struct call *call, enum report_format *out, struct err *err)
{
	const char *said = call_option(call, "format"), *file = call_option(call, "output");
	const char *dot = file ? strrchr(file, '.') : NULL;

	*out = call_given(call, "print") ? REPORT_PDF : REPORT_TEXT;
	if (dot)
		format_named(dot + 1, out);
	if (call->json)
		*out = REPORT_JSON;
	if (said && !format_named(said, out))
		return err_set(err, ST_USAGE, _("--format is pdf, text, csv or json."));
	if (call->json && *out != REPORT_JSON)
		return err_set(err, ST_USAGE, _("--json and another --format do not go together."));
	if (call_given(call, "print") && (*out == REPORT_CSV || *out == REPORT_JSON))
		return err_set(err, ST_USAGE, _("Only text and PDF are printed. Write CSV or JSON to a file with --output."));
	return ST_OK;
}

enum status report_period(const struct call *call, struct period *out, struct err *err)
{
	const char *from = call_option(call, "from"), *to = call_option(call, "to");
	struct date today = clock_today();

	if (from)
		return period_read(from, to, today, out, err);
	if (to)
		return err_set(err, ST_USAGE, _("Where --to is given, --from is needed as well."));
	*out = (struct period){ { today.year, 1, 1 }, today };
	return ST_OK;
}

const char *report_way(const struct call *call, enum report_format format)
{
	return call_given(call, "print") ? "print" : formats[format];
}

void report_put(void *call, const char *const *cell, int n)
{
	struct call *to = call;
	struct str line = STR_INIT;

	for (int i = 0; i < n; i++)
		csv_add_guarded(&line, cell[i]);
	csv_end(&line);
	str_addn(&to->out, line.s, line.len);
	str_free(&line);
}

enum status report_hand_out(struct call *call, struct err *err)
{
	const char *path = call_option(call, "output");
	struct io_file *file;
	enum status st;

	if (!path)
		return call_flush(call, err);
	if (io_taken(path))
		return err_set(err, ST_IO, _("Something stands at %s already. Nothing was written; please name another file."), path);
	st = io_create(path, 0600, &file, err);
	if (st != ST_OK)
		return st;
	if (fwrite(call->out.s, 1, call->out.len, io_stream(file)) != call->out.len) {
		st = io_error(err, 0, path);
		io_abandon(file);
		return st;
	}
	str_clear(&call->out);
	return io_commit(file, err);
}

enum status verb_report(struct call *call, struct err *err)
{
	if (str_same(call->argv[0], "internal"))
		return report_internal_word(call, err);
	return err_set(err, ST_USAGE, _("After “report” comes internal."));
}
