/* SPDX-License-Identifier: EUPL-1.2 */
/* What is done with the appointment under the cursor: kept, missed, moved, cancelled, interpreter, reminder, booked. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "cases/meeting.h"
#include "register/change.h"
#include "screens/agenda.h"
#include "screens/pick.h"
#include "screens/places.h"

#define FREE_TAG (-1)

static const struct kind *kind_of(const struct agenda_row *row)
{
	return register_kind(row->session ? "session" : "appointment");
}

struct value { const char *field, *value; };

static enum status put(struct agenda_view *view, struct id id, const struct value *value, int n, struct err *err)
{
	struct app *app = view->screen.app;
	const struct agenda_row *row = agenda_find(view, id);
	struct change *change;
	struct change_item *item;
	struct str what = STR_INIT;
	struct id set;
	enum status st = ST_OK;

	if (!row)
		return err_set(err, ST_NOTFOUND, _("It is not there any more: a colleague moved or removed it. Nothing was changed."));
	change = change_begin(app->store, app->actor);
	if (app->insist)
		change_insist(change);
	item = change_update(change, kind_of(row), id, row->rev);
	for (int i = 0; i < n && st == ST_OK; i++)
		st = change_set(item, value[i].field, value[i].value, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st != ST_OK)
		return st;
	agenda_what(&what, row);
	app_saved(app, set, str_get(&what));
	str_free(&what);
	return ST_OK;
}

static struct next put_state(struct agenda_view *view, const char *state)
{
	const struct value value = { "state", state };
	struct err err = { 0 };

	if (put(view, agenda_now(view)->id, &value, 1, &err) != ST_OK)
		app_fail(view->screen.app, &err);
	return next_stay();
}

struct next agenda_kept(struct agenda_view *view)
{
	return put_state(view, agenda_now(view)->session ? "held" : "kept");
}

struct next agenda_cancel(struct agenda_view *view)
{
	return put_state(view, "cancelled");
}

static void put_picked(struct agenda_view *view, const struct value *value, int n)
{
	struct err err = { 0 };

	if (put(view, view->acting, value, n, &err) != ST_OK)
		app_fail(view->screen.app, &err);
}

static void reason_picked(void *ctx, const char *reason)
{
	const struct value value[] = { { "state", "missed" }, { "reason", reason } };

	put_picked(ctx, value, 2);
}

struct next agenda_missed(struct agenda_view *view)
{
	const struct field *field = kind_field(register_kind("appointment"), "reason");
	struct pick_request request = { .title = field_label(field), .field = field, .choices = field->choices, .now = "unknown",
		.picked = reason_picked, .ctx = view };

	view->acting = agenda_now(view)->id;
	return next_open(pick_screen(view->screen.app, &request));
}

static enum status named(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct agenda_view *view = ctx;
	const struct value value[] = { { "interpreter", "booked" }, { "interpreter_name", typed } };

	(void)app;
	return put(view, view->acting, value, 2, err);
}

static void state_picked(void *ctx, const char *state)
{
	struct agenda_view *view = ctx;
	const struct agenda_row *row = agenda_find(view, view->acting);
	const struct value value = { "interpreter", state };

	if (str_same(state, "booked"))
		app_open_later(view->screen.app, ask_screen(view->screen.app, N_("Interpreter's name, if known:"),
			row && row->interpreter_name ? row->interpreter_name : "", named, view));
	else
		put_picked(view, &value, 1);
}

struct next agenda_interpreter_is(struct agenda_view *view)
{
	const struct agenda_row *row = agenda_now(view);
	const struct field *field = kind_field(register_kind("appointment"), "interpreter");
	struct pick_request request = { .title = field_label(field), .field = field, .choices = field->choices,
		.now = row->interpreter, .picked = state_picked, .ctx = view };

	view->acting = row->id;
	return next_open(pick_screen(view->screen.app, &request));
}

struct next agenda_reminded(struct agenda_view *view)
{
	const struct value value = { "reminded", "today" };
	struct err err = { 0 };

	if (put(view, agenda_now(view)->id, &value, 1, &err) != ST_OK)
		app_fail(view->screen.app, &err);
	return next_stay();
}

bool agenda_day_typed(const char *typed, struct date near, struct date *out)
{
	struct date today = clock_today();
	char *dated = mem_fmt("%s %d", typed, near.year);
	bool found = (date_typed(typed, today, out) && out->day) || (date_typed(dated, today, out) && out->day);

	free(dated);
	return found;
}

/* "5 May 11:00", "11:00", "+1": what is left out stays. */
static enum status read_moment(const char *typed, struct date near, struct str *day, struct str *at, struct err *err)
{
	const struct field *field = kind_field(register_kind("appointment"), "at");
	const char *last = strrchr(typed, ' '), *colon = strchr(last ? last : typed, ':');
	struct date date;
	char text[11], *time = NULL;
	enum status st = ST_OK;

	if (colon) {
		st = field_check(field, last ? last + 1 : typed, &time, err);
		str_add(at, time);
		free(time);
		str_addn(day, typed, last ? (size_t)(last - typed) : 0);
	} else {
		str_add(day, typed);
	}
	if (st != ST_OK || day->len == 0)
		return st;
	if (!agenda_day_typed(str_get(day), near, &date))
		return err_set(err, ST_INVALID, _("Please type a day, a time, or both: 5 May 11:00, +1, 11:00."));
	date_text(date, text);
	str_clear(day);
	str_add(day, text);
	return ST_OK;
}

static enum status moved(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct agenda_view *view = ctx;
	struct str day = STR_INIT, at = STR_INIT;
	struct value value[2];
	int n = 0;
	enum status st = read_moment(typed, view->day, &day, &at, err);

	(void)app;
	if (day.len)
		value[n++] = (struct value){ "day", str_get(&day) };
	if (at.len)
		value[n++] = (struct value){ "at", str_get(&at) };
	if (st == ST_OK && n)
		st = put(view, view->acting, value, n, err);
	str_free(&day);
	str_free(&at);
	return st;
}

struct next agenda_move(struct agenda_view *view)
{
	const struct agenda_row *row = agenda_now(view);
	struct str text = STR_INIT;
	struct screen *asked;
	char at[6];

	view->acting = row->id;
	date_show(&text, row->day);
	clock_words(row->from, at);
	str_addf(&text, " %s", at);
	asked = ask_screen(view->screen.app, N_("New day and time:"), str_get(&text), moved, view);
	str_free(&text);
	return next_open(asked);
}

struct next agenda_household(struct agenda_view *view)
{
	struct app *app = view->screen.app;
	struct id set, id = agenda_now(view)->id;
	struct err err = { 0 };
	bool insist = id_same(view->acting, id);
	int n;
	enum status st = meeting_household(app->store, app->actor, id, insist, &set, &n, &err);

	view->acting = st == ST_WARNED ? id : (struct id){ { 0 } };
	if (st != ST_OK)
		app_fail(app, &err);
	else if (n == 0)
		app_say(app, "%s", _("Nobody else lives in this household, or all come already."));
	else
		app_saved(app, set, ngettext("one more person comes along", "the household comes along", (unsigned long)n));
	return next_stay();
}

/* When a new one is to begin: the week's cursor, the free time of the day's list, else after what is under it. */
static int begins(const struct agenda_view *view)
{
	const struct agenda_row *row = agenda_now(view);
	const struct vrow *now = vlist_now(view->list);

	if (view->week)
		return row ? row->to : view->slot;
	if (row)
		return row->to;
	return now && now->tag < 0 ? FREE_TAG - now->tag : 9 * 60;
}

static struct next begin(struct agenda_view *view, const char *kind, const char *whose, const char *who)
{
	struct id none = { { 0 } };
	char day[11], at[6];
	struct preset preset[4];
	int n = 0;

	date_text(view->day, day);
	clock_words(begins(view), at);
	preset[n++] = (struct preset){ "day", day };
	preset[n++] = (struct preset){ "at", at };
	if (view->room[0])
		preset[n++] = (struct preset){ "room", view->room };
	if (*who)
		preset[n++] = (struct preset){ whose, who };
	return next_open(edit_preset_screen(view->screen.app, register_kind(kind), none, preset, n));
}

struct next agenda_book(struct agenda_view *view)
{
	if (!kind_changed_by(view->screen.app->actor, register_kind("appointment")))
		return next_stay();
	return begin(view, "appointment", "caseworker", view->who);
}

struct next agenda_session(struct agenda_view *view)
{
	return begin(view, "session", "lead", view->who);
}
