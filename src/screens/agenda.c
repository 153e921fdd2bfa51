/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The agenda: one's own week at first, a colleague's, a room's or everybody's; as a
 * day's list with what is free, or as the week's grid.  The cursor is a place in
 * time: what is booked begins there.
 */
#include "screens/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "screens/bidi.h"
#include "screens/pick.h"
#include "screens/places.h"

enum { ACT_OPEN = ACT_OWN, ACT_EDIT, ACT_BOOK, ACT_SESSION, ACT_KEPT, ACT_MISSED, ACT_MOVE, ACT_INTERPRETER, ACT_REMINDED,
	ACT_HOUSEHOLD, ACT_CANCEL, ACT_WEEK, ACT_TODAY, ACT_BEFORE, ACT_AFTER, ACT_DAY, ACT_WHOSE, ACT_EVERYBODY, ACT_NEEDS, ACT_PRINT, ACT_LETTER };

bool agenda_filtered(const struct agenda_view *view)
{
	return view->who[0] || view->room[0];
}

static enum status load(struct agenda_view *view, struct err *err)
{
	const struct app *app = view->screen.app;
	struct agenda_query query = { .from = date_week(view->day), .days = 7, .colleague = view->who[0] ? view->who : NULL,
		.room = view->room[0] ? view->room : NULL, .interpreter = view->interpreter };
	struct agenda agenda;
	enum status st = agenda_load(app->store, app->actor, &query, AGENDA_LIMIT, &agenda, err);

	if (st != ST_OK)
		return st;
	agenda_clear(&view->agenda);
	view->agenda = agenda;
	return ST_OK;
}

void agenda_read(struct agenda_view *view)
{
	struct err err = { 0 };

	if (load(view, &err) != ST_OK)
		app_fail(view->screen.app, &err);
	agenda_day_columns(view);
	agenda_day_fill(view);
	preview_forget(view->preview);
}

void agenda_go(struct agenda_view *view, struct date day)
{
	bool other = date_between(date_week(day), date_week(view->day)) != 0;

	view->day = day;
	if (other)
		agenda_read(view);
	else
		agenda_day_fill(view);
}

int agenda_at(const struct agenda_view *view, struct date day, int slot, struct agenda_row **first)
{
	int n = 0;

	*first = NULL;
	for (int i = 0; i < view->agenda.count; i++) {
		struct agenda_row *row = &view->agenda.row[i];

		if (date_between(row->day, day) != 0 || row->from < slot || row->from >= slot + SLOT)
			continue;
		*first = *first ? *first : row;
		n++;
	}
	return n;
}

struct agenda_row *agenda_find(const struct agenda_view *view, struct id id)
{
	for (int i = 0; i < view->agenda.count; i++)
		if (id_same(view->agenda.row[i].id, id))
			return &view->agenda.row[i];
	return NULL;
}

struct agenda_row *agenda_now(const struct agenda_view *view)
{
	struct agenda_row *row = NULL;
	const struct vrow *now;

	if (view->week) {
		agenda_at(view, view->day, view->slot, &row);
		return row;
	}
	now = vlist_now(view->list);
	return now && now->tag >= 0 ? &view->agenda.row[now->tag] : NULL;
}

/* Whoever has no appointment in some weeks around sees everybody's: the one at the welcome desk, a new colleague. */
static enum status begin_with_whose(struct agenda_view *view, struct err *err)
{
	const struct app *app = view->screen.app;
	struct agenda_query query = { .from = date_add_days(date_week(view->day), -AROUND), .days = 2 * AROUND + 7,
		.colleague = view->who };
	struct agenda agenda;
	enum status st = agenda_load(app->store, app->actor, &query, 1, &agenda, err);

	if (st != ST_OK)
		return st;
	if (agenda.count == 0)
		view->who[0] = '\0';
	agenda_clear(&agenda);
	return ST_OK;
}

static enum status open_agenda(struct screen *screen, struct err *err)
{
	struct agenda_view *view = (struct agenda_view *)screen;
	enum status st = view->who[0] ? begin_with_whose(view, err) : ST_OK;

	if (st == ST_OK)
		st = load(view, err);

	agenda_day_columns(view);
	agenda_day_fill(view);
	return st;
}

static void title(const struct screen *screen, struct str *out)
{
	const struct agenda_view *view = (const struct agenda_view *)screen;

	str_add(out, _("Agenda"));
	str_add(out, term_separator());
	if (view->week) {
		date_show(out, date_week(view->day));
		str_add(out, " – ");
		date_show(out, date_add_days(date_week(view->day), 6));
	} else {
		date_show_day(out, view->day);
	}
}

static void layout(struct screen *screen, struct area body)
{
	struct agenda_view *view = (struct agenda_view *)screen;
	struct area list = { body.row + 1, body.col, body.rows - 1, body.cols };

	vlist_layout(view->list, preview_layout(view->preview, list));
}

static void whose(const struct agenda_view *view, struct str *out)
{
	if (!agenda_filtered(view))
		str_add(out, _("Everybody's appointments"));
	else if (view->room[0])
		/* TRANSLATORS: %s is the name of a room */
		str_addf(out, _("Room: %s"), view->room);
	else if (str_same(view->who, view->screen.app->actor->user))
		str_add(out, _("Your appointments"));
	else
		/* TRANSLATORS: %s is a colleague's name */
		str_addf(out, _("Appointments of %s"), view->who);
	if (view->interpreter)
		bidi_part(out, term_separator(), _("only with an interpreter"));
	if (view->agenda.more)
		bidi_part(out, term_separator(), _("more than can be shown: f chooses a colleague or a room"));
}

static void draw(struct screen *screen)
{
	struct agenda_view *view = (struct agenda_view *)screen;
	struct agenda_row *row = agenda_now(view);
	struct area body = screen->body, grid = { body.row + 1, body.col, body.rows - 1, body.cols };
	struct str words = STR_INIT;

	whose(view, &words);
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NOTE, str_get(&words));
	if (view->week) {
		agenda_week_draw(view, grid);
	} else {
		vlist_draw(view->list, true);
		preview_draw(view->preview, row && !row->session ? row->person : (struct id){ { 0 } });
	}
	str_free(&words);
}

static struct next by_days(struct agenda_view *view, int days)
{
	agenda_go(view, date_add_days(view->day, days));
	return next_stay();
}

static struct next key(struct screen *screen, int k)
{
	struct agenda_view *view = (struct agenda_view *)screen;
	int reading = key_reading(k);
	struct err err = { 0 };

	if (view->week)
		return agenda_week_key(view, k) ? next_stay() : next_unused();
	if (reading == K_LEFT || reading == K_RIGHT)
		return by_days(view, reading == K_LEFT ? -1 : 1);
	if (k == K_PGUP || k == K_PGDN)
		return by_days(view, k == K_PGUP ? -7 : 7);
	return vlist_key(view->list, k, true, &err) ? next_stay() : next_unused();
}

static void forget_choices(struct agenda_view *view)
{
	for (int i = 0; i < view->choices; i++)
		free(view->choice_text[i]);
	free(view->choice_text);
	free(view->choice);
	view->choice_text = NULL;
	view->choice = NULL;
	view->choices = 0;
}

/* A choice's key begins with what it is of: "c" a colleague, "r" a room. */
static void add_choice(struct agenda_view *view, char of, const char *name)
{
	char *key;

	if (!name)
		return;
	key = mem_fmt("%c%s", of, name);
	for (int i = 0; i < view->choices; i++) {
		if (str_same(view->choice_text[i], key)) {
			free(key);
			return;
		}
	}
	view->choice_text = mem_resize(view->choice_text, (size_t)view->choices + 1, sizeof(*view->choice_text));
	view->choice_text[view->choices++] = key;
}

static void whose_picked(void *ctx, const char *key)
{
	struct agenda_view *view = ctx;

	view->who[0] = view->room[0] = '\0';
	str_copy(*key == 'r' ? view->room : view->who, sizeof(view->who), key + 1);
	agenda_read(view);
}

/* Colleagues and rooms of some weeks around: whoever has an agenda at all. */
static struct next ask_whose(struct agenda_view *view)
{
	const struct app *app = view->screen.app;
	struct agenda_query query = { .from = date_add_days(date_week(view->day), -AROUND),
		.days = 2 * AROUND + 7 };
	struct pick_request request = { .title = N_("Whose agenda?"), .picked = whose_picked, .ctx = view };
	struct agenda agenda;
	struct err err = { 0 };

	forget_choices(view);
	if (agenda_load(app->store, app->actor, &query, AGENDA_LIMIT, &agenda, &err) != ST_OK) {
		app_fail(view->screen.app, &err);
		return next_stay();
	}
	add_choice(view, 'c', app->actor->user);
	for (int i = 0; i < agenda.count; i++)
		add_choice(view, 'c', agenda.row[i].colleague);
	for (int i = 0; i < agenda.count; i++)
		add_choice(view, 'r', agenda.row[i].room);
	agenda_clear(&agenda);
	view->choice = mem_array((size_t)view->choices + 1, sizeof(*view->choice));
	for (int i = 0; i < view->choices; i++)
		view->choice[i] = (struct choice){ view->choice_text[i], view->choice_text[i] + 1 };
	request.choices = view->choice;
	return next_open(pick_screen(view->screen.app, &request));
}

static struct next show_all(struct agenda_view *view)
{
	bool all = !agenda_filtered(view);

	view->room[0] = view->who[0] = '\0';
	if (all)
		str_copy(view->who, sizeof(view->who), view->screen.app->actor->user);
	agenda_read(view);
	return next_stay();
}

static enum status to_day(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct agenda_view *view = ctx;
	struct date day;

	(void)app;
	if (!agenda_day_typed(typed, view->day, &day))
		return err_set(err, ST_INVALID, _("That is no day. For example: 4 May, 2026-05-04, +7."));
	agenda_go(view, day);
	return ST_OK;
}

static struct next open_row(struct agenda_view *view)
{
	const struct agenda_row *row = agenda_now(view);
	struct agenda_row *first;
	struct app *app = view->screen.app;

	if (view->week && agenda_at(view, view->day, view->slot, &first) > 1) {
		view->week = false;
		agenda_day_fill(view);
		vlist_go(view->list, first->id);
		return next_stay();
	}
	if (!row)
		return agenda_book(view);
	return next_open(row->session ? session_screen(app, row->id) : person_screen(app, row->person));
}

static struct next edit_row(struct agenda_view *view)
{
	const struct agenda_row *row = agenda_now(view);
	struct id none = { { 0 } };

	return next_open(edit_screen(view->screen.app, register_kind(row->session ? "session" : "appointment"), row->id, none));
}

static struct next print(struct agenda_view *view)
{
	char day[11], *name;
	struct screen *asked;

	date_text(view->week ? date_week(view->day) : view->day, day);
	name = mem_fmt("agenda-%s.txt", day);
	asked = printout_screen(view->screen.app, name, agenda_text(view), register_kind("appointment"), view->agenda.count);
	free(name);
	return next_open(asked);
}

/* Day and week stand at the same place in time. */
static struct next turn(struct agenda_view *view)
{
	const struct agenda_row *row = agenda_now(view);

	if (!view->week && row)
		view->slot = row->from / SLOT * SLOT;
	view->week = !view->week;
	agenda_day_fill(view);
	if (!view->week && row)
		vlist_go(view->list, row->id);
	else if (!view->week)
		agenda_day_stand(view);
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct agenda_view *view = (struct agenda_view *)screen;

	switch (id) {
	case ACT_OPEN: return open_row(view);
	case ACT_EDIT: return edit_row(view);
	case ACT_BOOK: return agenda_book(view);
	case ACT_SESSION: return agenda_session(view);
	case ACT_KEPT: return agenda_kept(view);
	case ACT_MISSED: return agenda_missed(view);
	case ACT_MOVE: return agenda_move(view);
	case ACT_INTERPRETER: return agenda_interpreter_is(view);
	case ACT_REMINDED: return agenda_reminded(view);
	case ACT_HOUSEHOLD: return agenda_household(view);
	case ACT_CANCEL: return agenda_cancel(view);
	case ACT_WEEK: return turn(view);
	case ACT_TODAY:
		agenda_go(view, clock_today());
		return next_stay();
	case ACT_BEFORE: return by_days(view, view->week ? -7 : -1);
	case ACT_AFTER: return by_days(view, view->week ? 7 : 1);
	case ACT_DAY: return next_open(ask_screen(screen->app, N_("Go to which day?"), "", to_day, view));
	case ACT_WHOSE: return ask_whose(view);
	case ACT_EVERYBODY: return show_all(view);
	case ACT_NEEDS:
		view->interpreter = !view->interpreter;
		agenda_read(view);
		return next_stay();
	case ACT_PRINT: return print(view);
	case ACT_LETTER:
		return next_open(letters_screen(screen->app, agenda_now(view)->person, "appointment", agenda_now(view)->id));
	default: return next_unused();
	}
}

static void tell(struct screen *screen, enum news news)
{
	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE)
		agenda_read((struct agenda_view *)screen);
}

static void close_agenda(struct screen *screen)
{
	struct agenda_view *view = (struct agenda_view *)screen;

	forget_choices(view);
	agenda_clear(&view->agenda);
	preview_free(view->preview);
	vlist_free(view->list);
	free(view);
}

static bool changes(const struct screen *screen, const char *kind)
{
	return kind_changed_by(screen->app->actor, register_kind(kind));
}

static bool may_book(const struct screen *screen)
{
	return changes(screen, "appointment");
}

static bool may_gather(const struct screen *screen)
{
	return changes(screen, "session");
}

static bool on_something(const struct screen *screen)
{
	return agenda_now((const struct agenda_view *)screen) != NULL;
}

static bool on_appointment(const struct screen *screen)
{
	const struct agenda_row *row = agenda_now((const struct agenda_view *)screen);

	return row && !row->session && may_book(screen);
}

static bool on_planned(const struct screen *screen)
{
	const struct agenda_row *row = agenda_now((const struct agenda_view *)screen);

	return row && str_same(row->state, "planned") && changes(screen, row->session ? "session" : "appointment");
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the person's file, or the list of a session; where nothing is, book "
		"there."), 0, false },
	{ ACT_BOOK, { 'n', K_INSERT }, N_("book"), N_("Book an appointment at this time."), may_book, false },
	{ ACT_KEPT, { 'x' }, N_("kept"), N_("They came: the appointment was kept, or the session was held."), on_planned, false },
	{ ACT_MISSED, { 'o' }, N_("did not come"), N_("They did not come; asks why, so that the next time fits better."),
		on_appointment, false },
	{ ACT_MOVE, { 'm' }, N_("move"), N_("Another day or time. Who comes along moves along; an interpreter has to be asked "
		"again."), on_planned, false },
	{ ACT_WEEK, { 'w' }, N_("day or week"), N_("The day as a list, or the week at a glance."), 0, false },
	{ ACT_TODAY, { 't' }, N_("today"), N_("Go to today."), 0, false },
	{ ACT_WHOSE, { 'f', K_F4 }, N_("whose"), N_("The agenda of one colleague or of one room."), 0, false },
	{ ACT_EVERYBODY, { 'v' }, N_("everybody's"), N_("Everybody's appointments, or only your own again."), 0, false },
	{ ACT_INTERPRETER, { 'i' }, N_("interpreter"), N_("An interpreter is asked for, booked, not to be had or not needed."),
		on_appointment, false },
	{ ACT_NEEDS, { 'I' }, N_("with interpreter"), N_("Only appointments with an interpreter, or all again."), 0, true },
	{ ACT_REMINDED, { 'r' }, N_("reminded"), N_("The person was reminded today."), on_appointment, false },
	{ ACT_LETTER, { 'l' }, N_("slip"), N_("A slip for the appointment, in the newcomer's language and the town's."),
		on_appointment, false },
	{ ACT_HOUSEHOLD, { 'h' }, N_("household too"), N_("The others of the household come as well, each with an appointment "
		"of the same meeting."), on_appointment, false },
	{ ACT_CANCEL, { 'c' }, N_("cancel"), N_("The appointment or session is cancelled."), on_planned, false },
	{ ACT_EDIT, { 'e' }, N_("edit"), N_("Open the form of the appointment or session."), on_something, false },
	{ ACT_SESSION, { 's' }, N_("new session"), N_("Plan a session for many at this time."), may_gather, false },
	{ ACT_DAY, { 'd' }, N_("other day"), N_("Go to any day: 4 May, +7."), 0, true },
	{ ACT_BEFORE, { '<', ',' }, N_("back in time"), N_("A day back, or a week; so do the arrows and PgUp."), 0, true },
	{ ACT_AFTER, { '>', '.' }, N_("on in time"), N_("A day on, or a week; so do the arrows and PgDn."), 0, true },
	{ ACT_PRINT, { 'p' }, N_("print list"), N_("Write the day or the week to a file that can be printed."), 0, false },
	ACTION_END
};

static const struct screen_ops agenda_ops = {
	.name = "agenda", .actions = actions, .open = open_agenda, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_agenda,
};
SCREEN(agenda_ops);

struct screen *agenda_screen(struct app *app)
{
	struct agenda_view *view = mem_alloc(sizeof(*view));
	int now;

	view->day = clock_today();
	clock_local(clock_now_ms(), NULL, &now);
	now = now / SLOT * SLOT;
	view->slot = now < AGENDA_OPENS ? AGENDA_OPENS : now < AGENDA_CLOSES ? now : AGENDA_CLOSES - SLOT;
	view->week = true;
	if (app->actor)
		str_copy(view->who, sizeof(view->who), app->actor->user);
	view->list = vlist_new(NULL, 0);
	view->preview = preview_new(app);
	return screen_init(&view->screen, &agenda_ops, app);
}
