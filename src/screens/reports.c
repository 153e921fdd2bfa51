/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reports of figures: read on the screen as they would be printed, for any period, beside another one, broken down; then
 * saved or printed, by which they are released.  The internal page stands on the same screen and says what it is.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/sheet.h"
#include "insight/indicator.h"
#include "screens/frame.h"
#include "screens/places.h"
#include "screens/reports_own.h"

#define HEAD 3               /* rows above the report: what is asked for, what it is, a rule */
#define WIDTH_MOST 110
#define FIRST_COUNTED 20     /* counting takes no longer than is noticed: nothing is said of it */

static void forget(struct reports *r)
{
	report_free(r->report);
	internal_free(r->internal);
	sheet_free(r->sheet);
	r->report = NULL;
	r->internal = NULL;
	r->sheet = NULL;
	str_wipe(&r->text);
	str_clear(&r->why);
	r->lines = 0;
}

static int last_top(const struct reports *r)
{
	int last = r->lines - (r->screen.body.rows - HEAD);

	return last > 0 ? last : 0;
}

/* As wide as there is room for. */
static void lay_out(struct reports *r)
{
	int width = r->screen.body.cols - 2;

	str_wipe(&r->text);
	r->lines = 0;
	if (r->sheet)
		sheet_as_text(r->sheet, NULL, width > WIDTH_MOST ? WIDTH_MOST : width, &r->text);
	for (const char *s = str_get(&r->text); *s; s++)
		r->lines += *s == '\n';
	r->top = r->top > last_top(r) ? last_top(r) : r->top;
}

/* In the language that is chosen now; nothing is counted for it. */
static void compose(struct reports *r)
{
	sheet_free(r->sheet);
	r->sheet = r->report ? report_sheet(r->report) : r->internal ? internal_sheet(r->internal) : NULL;
	lay_out(r);
}

static bool counting(void *ctx, int64_t done, int64_t total)
{
	struct reports *r = ctx;

	if (total < FIRST_COUNTED && done == 0)
		return true;
	return app_working(r->screen.app, _("Counting. Esc stops."));
}

static struct period beside_of(const struct reports *r)
{
	if (r->beside == BESIDE_BEFORE)
		return period_before(&r->period);
	return (struct period){ date_add_months(r->period.from, -12), date_add_months(r->period.to, -12) };
}

void reports_make(struct reports *r)
{
	struct app *app = r->screen.app;
	struct report_ask ask = { .period = r->period, .by = r->by };
	struct err err = { .text = "" };
	enum status st;

	forget(r);
	r->top = 0;
	if (r->beside != BESIDE_NOTHING)
		ask.compare = beside_of(r);
	if (r->inside)
		st = internal_make(app->store, app->actor, r->period, "screen", &r->internal, &err);
	else
		st = report_make(app->store, app->actor, &ask, counting, r, &r->report, &err);
	if (st != ST_OK)
		str_add(&r->why, err.text);
	compose(r);
}

static enum status open_reports(struct screen *screen, struct err *err)
{
	struct reports *r = (struct reports *)screen;
	struct date today = clock_today();

	if (!report_may(screen->app->actor))
		return err_set(err, ST_DENIED, _("Reports are for team leads and supervisors."));
	r->period = (struct period){ { today.year, 1, 1 }, today };
	reports_make(r);
	return ST_OK;
}

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, ((const struct reports *)screen)->inside ? _("Internal page") : _("Progress report"));
}

static void asked_words(const struct reports *r, struct str *out)
{
	struct period beside = beside_of(r);

	period_show(out, &r->period);
	if (r->inside)
		return;
	str_add(out, term_separator());
	if (r->beside == BESIDE_NOTHING)
		str_add(out, _("beside no other period"));
	else
		period_show(out, &beside);
	str_add(out, term_separator());
	if (!r->by)
		str_add(out, _("standard tables"));
	for (int d = 0; d < DIMENSIONS; d++)
		if (r->by & BY(d))
			str_add(out, _(dimension_label((enum dimension)d)));
}

static void draw_head(const struct reports *r)
{
	struct area body = r->screen.body;
	struct str words = STR_INIT;

	asked_words(r, &words);
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_BOLD, str_get(&words));
	term_text(body.row + 1, body.col + 1, body.cols - 2, LOOK_DIM, r->inside ?
		_("Internal, not for publication. That it was looked at is noted.") :
		_("A preview: saved or printed, it is released."));
	term_rule(body.row + 2, body.col, body.cols);
	str_free(&words);
}

static void draw(struct screen *screen)
{
	struct reports *r = (struct reports *)screen;
	struct area body = screen->body;
	const char *s = str_get(&r->text);

	draw_head(r);
	if (!r->sheet)
		term_wrap((struct area){ body.row + HEAD, body.col + 1, body.rows - HEAD, body.cols - 2 }, LOOK_NORMAL,
			str_get(&r->why));
	for (int row = -r->top; *s && row < body.rows - HEAD; row++) {
		size_t len = strcspn(s, "\n");
		char *line = mem_strn(s, len);

		if (row >= 0)
			term_columns((struct area){ body.row + HEAD + row, body.col + 1, 1, body.cols - 2 }, false, LOOK_NORMAL, line);
		free(line);
		s += len + (s[len] == '\n');
	}
	if (r->top < last_top(r))
		frame_hint(_("There is more below."));
}

static struct next scroll_to(struct reports *r, int top)
{
	r->top = top < 0 ? 0 : top > last_top(r) ? last_top(r) : top;
	return next_stay();
}

static struct next key(struct screen *screen, int k)
{
	struct reports *r = (struct reports *)screen;
	int page = screen->body.rows - HEAD > 1 ? screen->body.rows - HEAD - 1 : 1;

	switch (k) {
	case K_DOWN: case K_ENTER:
		return scroll_to(r, r->top + 1);
	case K_UP:
		return scroll_to(r, r->top - 1);
	case K_PGDN: case ' ':
		return scroll_to(r, r->top + page);
	case K_PGUP:
		return scroll_to(r, r->top - page);
	case K_HOME:
		return scroll_to(r, 0);
	case K_END:
		return scroll_to(r, r->lines);
	default:
		return next_unused();
	}
}

static void layout(struct screen *screen, struct area body)
{
	(void)body;
	lay_out((struct reports *)screen);
}

static struct next act(struct screen *screen, int id)
{
	return reports_act((struct reports *)screen, id);
}

static void tell(struct screen *screen, enum news news)
{
	if (news == NEWS_LANGUAGE)
		compose((struct reports *)screen);
}

static void close_reports(struct screen *screen)
{
	struct reports *r = (struct reports *)screen;

	forget(r);
	str_free(&r->text);
	str_free(&r->why);
	free(r);
}

static bool has_sheet(const struct screen *screen)
{
	return ((const struct reports *)screen)->sheet != NULL;
}

static bool is_progress(const struct screen *screen)
{
	return !((const struct reports *)screen)->inside;
}

static const struct action actions[] = {
	{ ACT_PERIOD, { 'p' }, N_("period"), N_("Choose the period: a year, a quarter, a month, or two days."), 0, false },
	{ ACT_BESIDE, { 'c' }, N_("compare"), N_("Set the period before beside it, the same one a year earlier, or none."),
		is_progress, false },
	{ ACT_BY, { 'b' }, N_("by"), N_("Break the figures down: the standard tables, or by age, gender, household, neighbourhood, "
		"arrival."), is_progress, false },
	{ ACT_SAVE, { K_F5 }, N_("save"), N_("Save it to a file: PDF, text, CSV or JSON by how the name ends. A progress report is "
		"released by it."), has_sheet, false },
	{ ACT_PRINT, { K_F6 }, N_("print"), N_("Print it. A progress report is released by it."), has_sheet, false },
	{ ACT_INSIDE, { 'i' }, N_("internal"), N_("The internal page of terms kept, caseload, budgets and costs; and back to the "
		"progress report."), 0, false },
	{ ACT_SCROLL, { K_DOWN, K_PGDN, K_END }, N_("read on"), N_("Read on: arrows, page keys, Home and End."), 0, true },
	ACTION_END
};

static const struct screen_ops reports_ops = {
	.name = "reports", .actions = actions, .open = open_reports, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_reports,
};
SCREEN(reports_ops);

struct screen *reports_screen(struct app *app)
{
	struct reports *r = mem_alloc(sizeof(*r));

	return screen_init(&r->screen, &reports_ops, app);
}
