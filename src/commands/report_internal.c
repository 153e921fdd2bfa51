/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold report internal: compliance and workload, for the leading of the work alone. */
#include "commands/report.h"

#include <jansson.h>

#include "base/msg.h"
#include "commands/papers.h"
#include "insight/internal.h"

static enum status give_out(struct call *call, const struct internal_report *report, enum report_format format,
	struct err *err)
{
	struct sheet *sheet;
	enum status st;
	char *text;

	switch (format) {
	case REPORT_CSV:
		internal_rows(report, report_put, call);
		return report_hand_out(call, err);
	case REPORT_JSON: {
		json_t *json = internal_json(report);

		text = json_dumps(json, JSON_INDENT(2));
		json_decref(json);
		out_line(call, text);
		free(text);
		return report_hand_out(call, err);
	}
	default:
		sheet = internal_sheet(report);
		st = call_paper(call, sheet, NULL, err);
		sheet_free(sheet);
		return st;
	}
}

enum status report_internal_word(struct call *call, struct err *err)
{
	struct internal_report *report;
	enum report_format format;
	struct period period;
	enum status st = report_format(call, &format, err);

	if (st == ST_OK)
		st = report_period(call, &period, err);
	if (st == ST_OK && (call_given(call, "compare") || call_given(call, "by")))
		st = err_set(err, ST_USAGE, _("The internal page takes a period alone: --compare and --by go with “report progress”."));
	if (st == ST_OK)
		st = internal_make(call->store, &call->actor, period, report_way(call, format), &report, err);
	if (st != ST_OK)
		return st;
	st = give_out(call, report, format, err);
	internal_free(report);
	return st;
}
