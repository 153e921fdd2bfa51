/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A group of a language course: who is in it and how often they came, who was offered
 * a seat, its lessons; from here a lesson is marked, a seat offered, somebody enrolled.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "cases/course_view.h"
#include "cases/lesson.h"
#include "cases/offer.h"
#include "screens/bidi.h"
#include "screens/places.h"
#include "screens/vlist.h"

#define HEAD_ROWS 4
#define OFTEN_AWAY 3         /* lessons missed in a row, from which on somebody should ask */

struct course {
	struct screen screen;
	struct id id;
	struct course_view view;
	struct vlist *list;
	char *title;
};

enum { ACT_OPEN = ACT_OWN, ACT_MARK, ACT_OFFER, ACT_FITS, ACT_ENROL, ACT_ENROLMENT, ACT_LESSONS, ACT_LESSON, ACT_RESULTS, ACT_FORM };
/* Tags of rows: members from 0, lessons behind them. */
#define LESSON_TAG 10000

/* ---- words ---- */

static void add_field(const struct course *c, struct str *out, const char *name)
{
	const struct field *field = kind_field(c->view.course->kind, name);
	const char *value = record_get(c->view.course, name);
	struct str shown = STR_INIT;
	struct id id;

	if (!value)
		return;
	if (field->kind == FIELD_REFERENCE && id_parse(value, &id))
		app_title(c->screen.app, &shown, field->refers, id);
	else
		field_show(&shown, field, value);
	bidi_part(out, term_separator(), str_get(&shown));
	str_free(&shown);
}

/* What is a yes or no stands there by its name where it is yes. */
static void add_yes(const struct course *c, struct str *out, const char *name)
{
	if (str_same(record_get(c->view.course, name), "yes"))
		bidi_part(out, term_separator(), field_label(kind_field(c->view.course->kind, name)));
}

static void add_days(const struct course *c, struct str *out)
{
	const char *starts = record_get(c->view.course, "starts"), *ends = record_get(c->view.course, "ends");
	const struct field *field = kind_field(c->view.course->kind, "starts");
	struct str from = STR_INIT, to = STR_INIT, both = STR_INIT;

	if (!starts)
		return;
	field_show(&from, field, starts);
	if (ends) {
		field_show(&to, field, ends);
		/* TRANSLATORS: first and last day of a course */
		str_addf(&both, _("%s to %s"), str_get(&from), str_get(&to));
	}
	bidi_part(out, term_separator(), str_get(ends ? &both : &from));
	str_free(&from);
	str_free(&to);
	str_free(&both);
}

static void what_words(const struct course *c, struct str *out)
{
	static const char *const fields[] = { "language", "level", "what", "provider", "timetable", "place" };

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		add_field(c, out, fields[i]);
	add_yes(c, out, "online");
	add_yes(c, out, "childcare");
	add_yes(c, out, "women_only");
}

static int in_state(const struct course *c, const char *state)
{
	int n = 0;

	for (int i = 0; i < c->view.n_members; i++)
		n += state ? str_same(c->view.member[i].state, state) : course_state_in(c->view.member[i].state);
	return n;
}

static void seats_words(const struct course *c, struct str *out)
{
	const struct seats *seats = &c->view.seats;
	char *part;

	add_field(c, out, "state");
	add_days(c, out);
	if (seats->limited)
		/* TRANSLATORS: seats that are taken or offered, and all of them */
		part = mem_fmt(_("%lld of %lld seats taken"), (long long)seats->taken, (long long)seats->seats);
	else
		part = mem_str(_("no limit of seats"));
	bidi_part(out, term_separator(), part);
	free(part);
	if (seats->offered) {
		part = mem_fmt(ngettext("%lld offered", "%lld offered", (unsigned long)seats->offered), (long long)seats->offered);
		bidi_part(out, term_separator(), part);
		free(part);
	}
}

/* ---- rows ---- */

static void push_head(struct course *c, const char *words, int n)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	row.cell[1] = mem_fmt("%d", n);
	vlist_push(c->list, &row);
}

static enum sign sign_of_member(const struct course_member *m)
{
	if (m->in_a_row >= OFTEN_AWAY)
		return SIGN_LATE;
	if (course_state_in(m->state))
		return str_same(m->state, "attending") ? SIGN_UNDER_WAY : SIGN_OPEN;
	if (str_same(m->state, "offered") || str_same(m->state, "waiting"))
		return SIGN_PAUSED;
	return str_same(m->state, "passed") ? SIGN_DONE : SIGN_NOT_NEEDED;
}

static void push_member(struct course *c, int i)
{
	const struct course_member *m = &c->view.member[i];
	struct vrow row = { .id = m->enrolment, .tag = i, .sign = sign_of_member(m) };
	const struct field *state = kind_field(register_kind("enrolment"), "state");
	struct str shown = STR_INIT;
	int marked = m->came + m->missed + m->excused;

	field_show(&shown, state, m->state);
	row.cell[0] = mem_str(m->title);
	row.cell[1] = str_take(&shown);
	if (marked && c->view.presence_seen)
		/* TRANSLATORS: lessons that somebody came to, of those that were held */
		row.cell[2] = mem_fmt(_("came %d of %d"), m->came, marked);
	if (m->in_a_row >= OFTEN_AWAY)
		row.cell[3] = mem_fmt(ngettext("missed the last %d", "missed the last %d", (unsigned long)m->in_a_row), m->in_a_row);
	else if (m->number)
		row.cell[3] = mem_str(m->number);
	vlist_push(c->list, &row);
}

static void push_lesson(struct course *c, int i)
{
	const struct course_lesson *l = &c->view.lesson[i];
	struct vrow row = { .id = l->id, .tag = LESSON_TAG + i };
	struct date day;
	struct str shown = STR_INIT, state = STR_INIT;
	char from[6], to[6];
	int begins = clock_minutes(l->at);

	row.sign = str_same(l->state, "held") ? SIGN_DONE : str_same(l->state, "cancelled") ? SIGN_NOT_NEEDED : SIGN_OPEN;
	if (date_parse(l->day, &day))
		date_show_day(&shown, day);
	row.cell[0] = str_take(&shown);
	clock_words(begins, from);
	clock_words(begins + l->minutes, to);
	row.cell[1] = mem_fmt("%s–%s", from, to);
	if (l->came + l->missed + l->excused)
		/* TRANSLATORS: people who came to a lesson, of those who were marked */
		row.cell[2] = mem_fmt(_("%d of %d came"), l->came, l->came + l->missed + l->excused);
	field_show(&state, kind_field(register_kind("lesson"), "state"), l->state);
	row.cell[3] = l->topic ? mem_str(l->topic) : str_take(&state);
	str_free(&state);
	vlist_push(c->list, &row);
}

static void push_members(struct course *c, int from, int to, const char *words)
{
	if (from == to)
		return;
	push_head(c, words, to - from);
	for (int i = from; i < to; i++)
		push_member(c, i);
}

static void push_all(struct course *c)
{
	int in = in_state(c, NULL), offered = in + in_state(c, "offered"), waiting = offered + in_state(c, "waiting");

	vlist_begin(c->list);
	push_members(c, 0, in, _("IN THE GROUP"));
	push_members(c, in, offered, _("OFFERED A SEAT"));
	push_members(c, offered, waiting, _("WAITING FOR THIS GROUP"));
	if (c->view.n_lessons)
		push_head(c, _("LESSONS"), c->view.n_lessons);
	for (int i = 0; i < c->view.n_lessons; i++)
		push_lesson(c, i);
	push_members(c, waiting, c->view.n_members, _("NO LONGER IN THE GROUP"));
	vlist_end(c->list);
}

static enum status load(struct course *c, struct err *err)
{
	struct app *app = c->screen.app;
	struct course_view view;
	struct str title = STR_INIT;
	enum status st = course_view_read(app->store, app->actor, c->id, &view, err);

	if (st != ST_OK)
		return st;
	course_view_clear(&c->view);
	c->view = view;
	record_title(&title, view.course);
	free(c->title);
	c->title = str_take(&title);
	push_all(c);
	return ST_OK;
}

static void reload(struct course *c)
{
	struct err err = { 0 };

	if (load(c, &err) != ST_OK)
		app_fail(c->screen.app, &err);
}

static void set_columns(struct course *c)
{
	const struct vcol columns[] = {
		{ NULL, 16, 30, 0, false, LOOK_NORMAL, false, false },
		{ NULL, 8, 16, 0, false, LOOK_DIM, true, false },
		{ NULL, 10, 24, 1, false, LOOK_NORMAL, true, false },
		{ NULL, 10, 0, 0, false, LOOK_DIM, false, false },
	};

	vlist_columns(c->list, columns, ARRAY_LEN(columns));
	vlist_empty(c->list, _("Nobody is in this group yet, and it has no lessons. a enrols somebody, l makes the lessons from its "
		"days and hours."));
}

/* ---- the screen ---- */

static enum status open_course(struct screen *screen, struct err *err)
{
	struct course *c = (struct course *)screen;

	set_columns(c);
	return load(c, err);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct course *c = (const struct course *)screen;

	if (c->title)
		str_add(out, c->title);
}

static void layout(struct screen *screen, struct area body)
{
	vlist_layout(((struct course *)screen)->list,
		(struct area){ body.row + HEAD_ROWS, body.col, body.rows - HEAD_ROWS, body.cols });
}

static void draw(struct screen *screen)
{
	struct course *c = (struct course *)screen;
	struct area body = screen->body;
	struct str words = STR_INIT;

	what_words(c, &words);
	term_wrap((struct area){ body.row, body.col + 1, 2, body.cols - 2 }, LOOK_NORMAL, str_get(&words));
	str_clear(&words);
	seats_words(c, &words);
	term_text(body.row + 2, body.col + 1, body.cols - 2, LOOK_NOTE, str_get(&words));
	vlist_draw(c->list, true);
	str_free(&words);
}

static const struct course_member *member_now(const struct course *c)
{
	const struct vrow *row = vlist_now(c->list);

	return row && !row->head && row->tag < LESSON_TAG ? &c->view.member[row->tag] : NULL;
}

static const struct course_lesson *lesson_now(const struct course *c)
{
	const struct vrow *row = vlist_now(c->list);

	return row && !row->head && row->tag >= LESSON_TAG ? &c->view.lesson[row->tag - LESSON_TAG] : NULL;
}

static struct next open_row(struct course *c)
{
	const struct course_lesson *lesson = lesson_now(c);
	const struct course_member *member = member_now(c);

	if (lesson)
		return next_open(lesson_screen(c->screen.app, lesson->id));
	return next_open(person_screen(c->screen.app, member->person));
}

static struct next mark(struct course *c)
{
	struct app *app = c->screen.app;
	const struct course_lesson *now = lesson_now(c);
	struct id lesson;
	struct err err = { 0 };
	enum status st = ST_OK;

	if (now)
		lesson = now->id;
	else
		st = lesson_to_mark(app->store, c->id, &lesson, &err);
	if (st == ST_OK)
		return next_open(lesson_screen(app, lesson));
	if (st == ST_DONE)
		app_say(app, "%s", _("This group has no lessons yet. l makes them from its days and hours."));
	else
		app_fail(app, &err);
	return next_stay();
}

static void say_made(struct app *app, const struct lessons_made *made)
{
	if (!made->made && made->there)
		app_say(app, "%s", _("All its lessons stand there already."));
	else if (!made->made)
		app_say(app, "%s", _("No lesson falls between the first and the last day of this course."));
	else if (made->holidays)
		/* TRANSLATORS: %d lessons were made; %d more would fall on holidays */
		app_say(app, _("%d lessons made; %d fell on holidays and were left out. Ctrl-Z takes them back."), made->made,
			made->holidays);
	else
		app_say(app, ngettext("%d lesson made. Ctrl-Z takes it back.", "%d lessons made. Ctrl-Z takes them back.",
			(unsigned long)made->made), made->made);
}

static struct next make_lessons(struct course *c)
{
	struct app *app = c->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct lessons_made made = { 0 };
	struct err err = { 0 };
	struct id set;
	enum status st = lessons_make(change, c->id, &made, &err);

	if (st == ST_OK && made.made)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	if (st != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	if (made.made) {
		char *what = mem_str(c->title);      /* all is read anew with it */

		app_saved(app, set, what);
		free(what);
	}
	say_made(app, &made);
	return next_stay();
}

static struct next offer(struct course *c)
{
	struct app *app = c->screen.app;
	struct offer offer = { 0 };
	struct err err = { 0 };
	struct id set;
	struct str who = STR_INIT;

	if (offer_next(app->store, app->actor, c->id, false, &set, &offer, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	if (id_none(offer.enrolment)) {
		app_say(app, "%s", _("Nobody in line fits this group. The waiting list says why."));
	} else {
		app_title(app, &who, "person", offer.person);
		app_saved(app, set, str_get(&who));
		app_say(app, _("A seat is offered to %s. Ctrl-Z takes it back."), str_get(&who));
	}
	offer_clear(&offer);
	str_free(&who);
	return next_stay();
}

static struct next new_record(struct course *c, const char *kind, const char *state)
{
	char id[37];
	struct preset preset[] = { { "course", id }, { "state", state } };

	id_text(c->id, id);
	return next_open(edit_preset_screen(c->screen.app, register_kind(kind), (struct id){ { 0 } }, preset, state ? 2 : 1));
}

static struct next act(struct screen *screen, int id)
{
	struct course *c = (struct course *)screen;
	struct id none = { { 0 } };

	switch (id) {
	case ACT_OPEN: return open_row(c);
	case ACT_MARK: return mark(c);
	case ACT_OFFER: return offer(c);
	case ACT_FITS: return next_open(ranked_screen(screen->app, register_kind("course"), c->id));
	case ACT_ENROL: return new_record(c, "enrolment", "enrolled");
	case ACT_ENROLMENT: return next_open(edit_screen(screen->app, register_kind("enrolment"), member_now(c)->enrolment, none));
	case ACT_LESSONS: return make_lessons(c);
	case ACT_LESSON: return lesson_now(c) ? next_open(edit_screen(screen->app, register_kind("lesson"), lesson_now(c)->id, none))
		: new_record(c, "lesson", NULL);
	case ACT_RESULTS: return next_open(results_screen(screen->app, c->id));
	case ACT_FORM: return next_open(edit_screen(screen->app, register_kind("course"), c->id, none));
	default: return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { 0 };
	bool mine = vlist_key(((struct course *)screen)->list, k, true, &err);

	if (err.status != ST_OK)
		app_fail(screen->app, &err);
	return mine ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct course *c = (struct course *)screen;

	if (news == NEWS_LANGUAGE)
		set_columns(c);
	if (news == NEWS_LANGUAGE || news == NEWS_CHANGED)
		reload(c);
}

static void close_course(struct screen *screen)
{
	struct course *c = (struct course *)screen;

	course_view_clear(&c->view);
	vlist_free(c->list);
	free(c->title);
	free(c);
}

static bool on_row(const struct screen *screen)
{
	const struct course *c = (const struct course *)screen;

	return member_now(c) || lesson_now(c);
}

static bool on_member(const struct screen *screen)
{
	return member_now((const struct course *)screen) != NULL;
}

static bool marks(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("presence"));
}

static bool changes(const struct screen *screen)
{
	return !screen->app->haven && kind_changed_by(screen->app->actor, register_kind("lesson"));
}

static bool enrols(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("enrolment"));
}

static bool fits(const struct screen *screen)
{
	return ranked_any(screen->app, register_kind("course"));
}

static bool has_members(const struct screen *screen)
{
	return ((const struct course *)screen)->view.n_members > 0 && enrols(screen);
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the person's file, or the lesson."), on_row, false },
	{ ACT_MARK, { 'x' }, N_("who came"), N_("Mark who came: the lesson under the cursor, or the one of today."), marks, false },
	{ ACT_OFFER, { 'o' }, N_("offer a seat"), N_("Offer a free seat to the next in line whom this group fits."), enrols, false },
	{ ACT_FITS, { 'w' }, N_("who fits"), N_("People who wait for such a course, by the published criteria, those whom it fits best "
		"first."), fits, false },
	{ ACT_ENROL, { 'a', K_INSERT }, N_("enrol"), N_("Enrol a person in this group."), enrols, false },
	{ ACT_ENROLMENT, { 'e' }, N_("enrolment"), N_("The enrolment of this person: state, result, reason for leaving."), on_member,
		false },
	{ ACT_LESSONS, { 'l' }, N_("make lessons"), N_("Make all lessons from the days and hours of the course, without holidays."),
		changes, false },
	{ ACT_LESSON, { 'n' }, N_("lesson"), N_("The form of the lesson under the cursor, or a further lesson."), changes, true },
	{ ACT_RESULTS, { 'r' }, N_("results"), N_("What became of everybody in the group: passed, not passed, left."), has_members, false },
	{ ACT_FORM, { 'f' }, N_("form"), N_("The form of the course: days, place, seats, state."), 0, false },
	ACTION_END
};

static const struct screen_ops course_ops = {
	.name = "course", .actions = actions, .open = open_course, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_course,
};
SCREEN(course_ops);

struct screen *course_screen(struct app *app, struct id course)
{
	struct course *c = mem_alloc(sizeof(*c));

	c->id = course;
	c->list = vlist_new(NULL, 0);
	return screen_init(&c->screen, &course_ops, app);
}
