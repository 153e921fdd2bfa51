/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The week: what falls on each of seven days, legal clocks first, then appointments
 * by the clock, the city's own targets and what waits for an answer.  Every day
 * shows a part and says of how many.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "screens/places.h"
#include "screens/preview.h"
#include "screens/worklist.h"

#define SHORT_LIMIT 6        /* rows of a day's section as read at first */
#define LONG_LIMIT 200       /* of the day that was opened wide */
#define TAGS 100000          /* a row's tag: day times this and its index */

struct week_view {
	struct worklist_screen base;
	struct week week;
	struct date day;         /* the first */
	int wide;                /* day shown in full, or -1 */
};

enum { ACT_OPEN = ACT_OWN, ACT_DONE, ACT_MOVE, ACT_NOT_NEEDED, ACT_WIDE, ACT_MINE, ACT_FILTER, ACT_VIEWS, ACT_EXTEND,
	ACT_NEXT, ACT_BEFORE, ACT_NOW };

static const enum today_section order[] = { TODAY_LEGAL, TODAY_APPOINTMENTS, TODAY_LATE, TODAY_WAITING };

static const struct today_row *row_now(const struct screen *screen)
{
	const struct week_view *view = (const struct week_view *)screen;
	const struct vrow *row = vlist_now(view->base.list);

	return row && row->tag >= 0 ? &view->week.day[row->tag / TAGS].row[row->tag % TAGS] : NULL;
}

static void push_head(struct week_view *view, int day)
{
	const struct today *today = &view->week.day[day];
	struct vrow row = { .head = true, .tag = -1 };
	struct str words = STR_INIT;
	bool more = false;
	long long total = 0;

	for (size_t s = 0; s < ARRAY_LEN(order); s++) {
		bool most = today->total[order[s]] > TODAY_COUNTED;

		total += most ? TODAY_COUNTED : today->total[order[s]];
		more = more || most;
	}
	date_show_day(&words, date_add_days(view->day, day));
	row.cell[0] = str_take(&words);
	row.cell[1] = more ? mem_fmt(_("%d of more than %lld"), today->count, total) :
		mem_fmt(_("%d of %lld"), today->count, total);
	vlist_push(view->base.list, &row);
}

static void push_day(struct week_view *view, int day)
{
	const struct today *today = &view->week.day[day];

	if (today->count)
		push_head(view, day);
	for (size_t s = 0; s < ARRAY_LEN(order); s++) {
		for (int i = 0; i < today->count; i++) {
			struct vrow row = { .tag = day * TAGS + i };

			if (today->row[i].section != order[s])
				continue;
			worklist_row(&row, &today->row[i], date_add_days(view->day, day), true);
			vlist_push(view->base.list, &row);
		}
	}
}

static void fill(struct week_view *view)
{
	vlist_begin(view->base.list);
	for (int day = 0; day < WEEK_DAYS; day++)
		push_day(view, day);
	vlist_end(view->base.list);
}

static enum status load(struct week_view *view, struct err *err)
{
	const struct app *app = view->base.screen.app;
	struct today_ask ask;
	struct week week;
	enum status st;

	worklist_ask(&view->base.work, view->day, SHORT_LIMIT, &ask);
	st = week_read(app->store, app->actor, &ask, &week, err);
	if (st == ST_OK && view->wide >= 0) {
		worklist_ask(&view->base.work, date_add_days(view->day, view->wide), LONG_LIMIT, &ask);
		today_clear(&week.day[view->wide]);
		st = week_read_day(app->store, app->actor, &ask, &week.day[view->wide], err);
		if (st != ST_OK)
			week_clear(&week);
	}
	if (st != ST_OK)
		return st;
	week_clear(&view->week);
	view->week = week;
	return ST_OK;
}

static void set_columns(struct week_view *view)
{
	worklist_columns(view->base.list);
	vlist_empty(view->base.list, _("Nothing falls on these days. Right and Left go on and back by a week, Esc goes back to Today."));
}

static enum status open_week(struct screen *screen, struct err *err)
{
	struct week_view *view = (struct week_view *)screen;
	enum status st = load(view, err);

	set_columns(view);
	if (st == ST_OK)
		fill(view);
	return st;
}

static void refresh(struct week_view *view)
{
	struct err err = { 0 };

	if (load(view, &err) != ST_OK)
		app_fail(view->base.screen.app, &err);
	fill(view);
}

static void narrowed(void *ctx)
{
	refresh(ctx);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct week_view *view = (const struct week_view *)screen;
	struct str day = STR_INIT;

	date_show(&day, view->day);
	/* TRANSLATORS: %s is the first day of the week */
	str_addf(out, worklist_is_mine(&view->base.work) ? _("Week from %s, only mine") : _("Week from %s"), str_get(&day));
	worklist_words(&view->base.work, out);
	str_free(&day);
}

static void layout(struct screen *screen, struct area body)
{
	struct week_view *view = (struct week_view *)screen;

	vlist_layout(view->base.list, preview_layout(view->base.preview, body));
}

static void draw(struct screen *screen)
{
	struct week_view *view = (struct week_view *)screen;
	const struct today_row *row = row_now(screen);

	vlist_draw(view->base.list, true);
	preview_draw(view->base.preview, row ? row->person : (struct id){ { 0 } });
}

static void tell(struct screen *screen, enum news news)
{
	struct week_view *view = (struct week_view *)screen;

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE) {
		preview_forget(view->base.preview);
		refresh(view);
	}
}

static struct next go(struct week_view *view, struct date to)
{
	view->day = to;
	view->wide = -1;
	refresh(view);
	return next_stay();
}

static struct next widen(struct week_view *view)
{
	const struct vrow *row = vlist_now(view->base.list);

	view->wide = view->wide >= 0 || !row || row->tag < 0 ? -1 : row->tag / TAGS;
	refresh(view);
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct week_view *view = (struct week_view *)screen;
	const struct today_row *row = row_now(screen);

	switch (id) {
	case ACT_OPEN: return worklist_open(&view->base.work, row);
	case ACT_DONE: return worklist_do(&view->base.work, row);
	case ACT_NOT_NEEDED: return worklist_leave_out(&view->base.work, row);
	case ACT_MOVE: return worklist_move(&view->base.work, row);
	case ACT_EXTEND: return next_open(record_screen(screen->app, row->kind, row->record));
	case ACT_FILTER: return next_open(worklist_filter(&view->base.work));
	case ACT_VIEWS: return next_open(worklist_views(&view->base.work));
	case ACT_WIDE: return widen(view);
	case ACT_NEXT: return go(view, date_add_days(view->day, WEEK_DAYS));
	case ACT_BEFORE: return go(view, date_add_days(view->day, -WEEK_DAYS));
	case ACT_NOW: return go(view, clock_today());
	case ACT_MINE:
		worklist_mine(&view->base.work);
		return next_stay();
	}
	return next_unused();
}

static void close_week(struct screen *screen)
{
	struct week_view *view = (struct week_view *)screen;

	week_clear(&view->week);
	worklist_close(screen);
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the person's file at this entry."), worklist_on_row, false },
	{ ACT_DONE, { 'x' }, N_("done"), N_("The step is done today; the appointment was kept; the clock was met; the "
		"interpreter is booked; the paper is renewed; the person was asked."), worklist_row_can_do, false },
	{ ACT_MOVE, { 'm' }, N_("move date"), N_("Give the step or appointment another date."), worklist_row_can_move, false },
	{ ACT_EXTEND, { 'e' }, N_("clock"), N_("How the clock was counted; there it is suspended, extended or exempted."),
		worklist_on_clock, false },
	{ ACT_NOT_NEEDED, { '-' }, N_("not needed"), N_("The step is not needed now; the appointment is cancelled."),
		worklist_row_can_go, false },
	{ ACT_NEXT, { K_RIGHT }, N_("next week"), N_("The seven days that follow."), 0, false },
	{ ACT_BEFORE, { K_LEFT }, N_("week before"), N_("The seven days before."), 0, true },
	{ ACT_NOW, { 't' }, N_("this week"), N_("Seven days from today."), 0, false },
	{ ACT_WIDE, { ' ' }, N_("whole day"), N_("Show all of this day, or a part of each again."), worklist_on_row, false },
	{ ACT_MINE, { 'o' }, N_("only mine"), N_("Show only files, steps and appointments of your own, or everybody's again."), 0,
		false },
	{ ACT_FILTER, { 'f', K_F4 }, N_("filter"), N_("Show only one colleague's work, or one stage."), 0, false },
	{ ACT_VIEWS, { 'v' }, N_("views"), N_("Filters that are kept under a name; keep these."), 0, false },
	{ ACT_BACK, { K_ESC, K_TAB }, N_("today"), N_("Go back to Today."), 0, false },
	ACTION_END
};

static const struct screen_ops week_ops = {
	.name = "week", .actions = actions, .open = open_week, .title = title, .layout = layout, .draw = draw,
	.key = worklist_key, .act = act, .tell = tell, .close = close_week,
};
SCREEN(week_ops);

struct screen *week_screen(struct app *app, const char *who, const char *stage)
{
	struct week_view *view = mem_alloc(sizeof(*view));

	view->wide = -1;
	view->day = clock_today();
	view->base.work = (struct worklist){ .app = app, .changed = narrowed, .ctx = view };
	str_copy(view->base.work.who, sizeof(view->base.work.who), who);
	str_copy(view->base.work.stage, sizeof(view->base.work.stage), stage);
	view->base.preview = preview_new(app);
	view->base.list = vlist_new(NULL, 0);
	view->base.now = row_now;
	return screen_init(&view->base.screen, &week_ops, app);
}
