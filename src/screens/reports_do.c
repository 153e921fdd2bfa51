/* SPDX-License-Identifier: EUPL-1.2 */
/* What is chosen and done on the screen of reports: period, comparison, breakdown; saving and printing. */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "insight/indicator.h"
#include "paper/figures.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/reports_own.h"

static enum status period_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct reports *r = ctx;
	struct period period;
	enum status st = str_empty(typed) ? err_set(err, ST_INVALID, _("Please name a period, such as 2026, 2026-Q2, 2026-05 or "
		"2026-05-04..2026-06-30.")) : period_read(typed, NULL, clock_today(), &period, err);

	(void)app;
	if (st != ST_OK)
		return st;
	r->period = period;
	reports_make(r);
	return ST_OK;
}

static struct next ask_period(struct reports *r)
{
	char now[24];

	period_text(&r->period, now);
	return next_open(ask_screen(r->screen.app, N_("Period:"), now, period_typed, r));
}

static void beside_picked(void *ctx, const char *canonical)
{
	struct reports *r = ctx;

	r->beside = (enum reports_beside)(canonical[0] - '0');
	reports_make(r);
}

static struct next pick_beside(struct reports *r)
{
	const struct choice offer[] = {
		{ "0", N_("No other period") }, { "1", N_("The period before") }, { "2", N_("The same period a year earlier") },
		{ NULL, NULL },
	};
	char now[2] = { (char)('0' + (int)r->beside), '\0' };
	struct pick_request ask = { .title = N_("Compare with"), .choices = offer, .now = now, .picked = beside_picked, .ctx = r };

	return next_open(pick_screen(r->screen.app, &ask));
}

static void by_picked(void *ctx, const char *canonical)
{
	struct reports *r = ctx;
	enum dimension dimension;

	r->by = dimension_by_key(canonical, &dimension) ? BY(dimension) : 0;
	reports_make(r);
}

static struct next pick_by(struct reports *r)
{
	struct choice offer[DIMENSIONS + 2] = { { "standard", N_("Standard tables") } };
	const char *now = "standard";

	for (int d = 0; d < DIMENSIONS; d++) {
		offer[d + 1] = (struct choice){ dimension_key((enum dimension)d), dimension_label((enum dimension)d) };
		if (r->by & BY(d))
			now = offer[d + 1].key;
	}
	return next_open(pick_screen(r->screen.app, &(struct pick_request){ .title = N_("Break down by"), .choices = offer,
		.now = now, .picked = by_picked, .ctx = r }));
}

static enum status give_out(struct reports *r, const struct figures_how *how, const char *done, struct err *err)
{
	struct app *app = r->screen.app;
	enum status st;

	if (r->inside) {
		struct internal_report *report;

		/* Made once more, so that it is noted how it left. */
		st = internal_make(app->store, app->actor, r->period, figures_way(how), &report, err);
		if (st != ST_OK)
			return st;
		st = figures_internal(report, how, NULL, err);
		internal_free(report);
	} else
		st = figures_release(app->store, app->actor, r->report, how, NULL, err);
	if (st == ST_OK) {
		app_wrote(app);
		app_say(app, "%s", done);
	}
	return st;
}

static enum status path_typed(void *ctx, struct app *app, const char *path, struct err *err)
{
	struct figures_how how = { .path = path };

	(void)app;
	if (str_empty(path))
		return err_set(err, ST_INVALID, _("Please name a file, or press Esc."));
	how.format = figures_format_by_name(path);
	return give_out(ctx, &how, ((struct reports *)ctx)->inside ? _("Written. It is internal: give it to nobody else.") :
		_("Written, and kept in the ledger of releases."), err);
}

static enum status printer_typed(void *ctx, struct app *app, const char *printer, struct err *err)
{
	struct figures_how how = { .format = FIGURES_PDF, .prints = true, .printer = str_empty(printer) ? NULL : printer };

	(void)app;
	return give_out(ctx, &how, ((struct reports *)ctx)->inside ? _("Handed over to the printer. It is internal: give it to nobody "
		"else.") : _("Handed over to the printer, and kept in the ledger of releases."), err);
}

struct next reports_act(struct reports *r, int id)
{
	struct app *app = r->screen.app;

	switch (id) {
	case ACT_PERIOD:
		return ask_period(r);
	case ACT_BESIDE:
		return pick_beside(r);
	case ACT_BY:
		return pick_by(r);
	case ACT_INSIDE:
		r->inside = !r->inside;
		reports_make(r);
		return next_stay();
	case ACT_SAVE:
		return next_open(ask_screen(app, N_("File (.pdf, .txt, .csv, .json):"), r->inside ? "internal.pdf" : "report.pdf", path_typed, r));
	case ACT_PRINT:
		return next_open(ask_screen(app, N_("Printer (empty: the usual one):"), "", printer_typed, r));
	default:
		return next_unused();
	}
}
