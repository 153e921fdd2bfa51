/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold report internal: compliance and workload, for the leading of the work alone. */
#include "base/msg.h"
#include "commands/report.h"

enum status report_internal_word(struct call *call, struct err *err)
{
	struct internal_report *report;
	struct figures_how how;
	struct period period;
	enum status st = report_how(call, &how, err);

	if (st == ST_OK)
		st = report_period(call, &period, err);
	if (st == ST_OK && (call_given(call, "compare") || call_given(call, "by")))
		st = err_set(err, ST_USAGE, _("The internal page takes a period alone: --compare and --by go with “report progress”."));
	if (st == ST_OK)
		st = internal_make(call->store, &call->actor, period, figures_way(&how), &report, err);
	if (st != ST_OK)
		return st;
	st = figures_internal(report, &how, &call->out, err);
	internal_free(report);
	return st == ST_OK ? call_flush(call, err) : st;
}
