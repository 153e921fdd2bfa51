/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold report progress: what may be published of a period. */
#include "commands/report.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/msg.h"
#include "insight/indicator.h"
#include "register/door.h"

static enum status read_compare(const struct call *call, struct report_ask *ask, struct err *err)
{
	const char *said = call_option(call, "compare");

	if (!said)
		return ST_OK;
	if (!*said)
		ask->compare = period_before(&ask->period);
	else if (str_same(said, "year"))
		ask->compare = (struct period){ date_add_months(ask->period.from, -12), date_add_months(ask->period.to, -12) };
	else
		return period_read(said, NULL, clock_today(), &ask->compare, err);
	return ST_OK;
}

static enum status read_by(const struct call *call, struct report_ask *ask, struct err *err)
{
	const char *said;

	for (int i = 0; (said = call_option_at(call, "by", i)); i++) {
		enum dimension dimension;

		if (!dimension_by_key(said, &dimension) && gate_judge(said, NULL).refused)
			return door_check(NULL, said, err);
		if (!dimension_by_key(said, &dimension))
			return err_set(err, ST_USAGE, _("--by takes age, gender, household, neighbourhood or arrival."));
		ask->by |= BY(dimension);
	}
	return ST_OK;
}

static bool tell(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
}

/* On a terminal it is only looked at; whatever leaves goes into the ledger, or does not leave. */
static bool leaves(const struct call *call, const struct figures_how *how)
{
	return how->format != FIGURES_TEXT || how->path || how->prints || call_given(call, "format") || !isatty(STDOUT_FILENO);
}

static enum status give_out(struct call *call, struct report *report, const struct figures_how *how, struct err *err)
{
	struct sheet *sheet;

	if (leaves(call, how))
		return figures_release(call->store, &call->actor, report, how, &call->out, err);
	sheet = report_sheet(report);
	sheet_as_text(sheet, NULL, SHEET_WIDTH, &call->out);
	sheet_free(sheet);
	note(_("This is a preview. It counts as released when it is printed or written to a file."));
	return ST_OK;
}

enum status report_progress_word(struct call *call, struct err *err)
{
	struct report_ask ask = { .by = 0 };
	struct report *report;
	struct figures_how how;
	enum status st = report_how(call, &how, err);

	if (st == ST_OK)
		st = report_period(call, &ask.period, err);
	if (st == ST_OK)
		st = read_compare(call, &ask, err);
	if (st == ST_OK)
		st = read_by(call, &ask, err);
	if (st != ST_OK)
		return st;
	progress_begin(_("Counting"));
	st = report_make(call->store, &call->actor, &ask, tell, NULL, &report, err);
	progress_end();
	if (st != ST_OK)
		return st;
	st = give_out(call, report, &how, err);
	report_free(report);
	return st == ST_OK ? call_flush(call, err) : st;
}
