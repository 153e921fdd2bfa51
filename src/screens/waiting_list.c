/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One waiting list in the published order: who stands where, by what, and what they
 * wish for.  For a group that is chosen each row says whether it fits, and one key
 * offers a seat to the next in line.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/offer.h"
#include "screens/bidi.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/preview.h"
#include "screens/vlist.h"

#define COURSES_MOST 60
#define HEAD_ROWS 1
#define PLACE_ROWS 4         /* why the person under the cursor stands there */

struct list_screen {
	struct screen screen;
	struct waiting_list what;
	int64_t length;
	struct vlist *list;
	struct preview *preview;
	struct area why;
	struct id why_of;            /* whom these lines are about */
	struct str words;
	bool has_group;
	struct fit_group group;      /* for which the rows are judged */
	char *course[COURSES_MOST];  /* ids and titles of the groups that can be chosen */
	char *course_title[COURSES_MOST];
	struct choice choice[COURSES_MOST + 1];
	int courses;
	bool offering;               /* the group is being chosen for an offer */
};

enum { ACT_OPEN = ACT_OWN, ACT_OFFER, ACT_GROUP, ACT_PLACE, ACT_ANYWHERE, ACT_WISH };

static void part(struct str *out, const char *words)
{
	bidi_part(out, term_separator(), words);
}

static void flag(struct str *out, const struct record *r, const char *field, const char *words)
{
	if (str_same(record_get(r, field), "yes"))
		part(out, words);
}

static void shown(struct str *out, const struct record *r, const char *field, const char *form)
{
	struct str value = STR_INIT, words = STR_INIT;

	if (!record_get(r, field))
		return;
	field_show(&value, kind_field(r->kind, field), record_get(r, field));
	str_addf(&words, form, str_get(&value));
	part(out, str_get(&words));
	str_free(&value);
	str_free(&words);
}

/* "needs childcare · not Mon 09:00–12:00 · 2 declined" */
static char *wish_words(const struct record *r)
{
	struct str out = STR_INIT;

	flag(&out, r, "childcare", _("needs childcare"));
	flag(&out, r, "women_only", _("women-only"));
	shown(&out, r, "daypart", "%s");
	/* TRANSLATORS: %s are days and hours */
	shown(&out, r, "unavailable", _("not %s"));
	/* TRANSLATORS: %s is a number */
	shown(&out, r, "hours", _("%s hours a week at most"));
	shown(&out, r, "farthest", _("up to %s km"));
	flag(&out, r, "online", _("online too"));
	/* TRANSLATORS: %s is a day */
	shown(&out, r, "available", _("from %s"));
	shown(&out, r, "declined", _("offers declined: %s"));
	return str_take(&out);
}

static char *fits_words(struct list_screen *s, struct id enrolment, enum sign *sign, struct err *err)
{
	struct app *app = s->screen.app;
	struct fit_wish wish;
	struct fit fit;
	struct str out = STR_INIT;

	if (fit_wish_of(app->store, enrolment, &wish, err) != ST_OK ||
	    fit_judge(app->store, &wish, &s->group, &fit, err) != ST_OK)
		return NULL;
	*sign = fit.against ? SIGN_NOT_NEEDED : SIGN_DONE;
	fit_words(&out, &fit, term_separator());
	return str_take(&out);
}

static enum status push(struct list_screen *s, const struct waiting_row *from, struct err *err)
{
	struct app *app = s->screen.app;
	struct vrow row = { .id = from->enrolment, .sign = SIGN_PAUSED };
	struct record *r = NULL;
	struct str who = STR_INIT, asked = STR_INIT;
	enum status st = read_brief(app->store, app->actor, register_kind("enrolment"), from->enrolment, &r, err);

	/* Gone in between: the next reading leaves it out. */
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	app_title(app, &who, "person", from->person);
	if (record_get(r, "asked"))
		field_show(&asked, kind_field(r->kind, "asked"), record_get(r, "asked"));
	row.cell[0] = mem_fmt("%lld", (long long)from->place);
	row.cell[1] = str_take(&who);
	row.cell[2] = str_take(&asked);
	row.cell[3] = s->has_group ? fits_words(s, from->enrolment, &row.sign, err) : wish_words(r);
	row.place = mem_alloc(sizeof(*from));
	memcpy(row.place, from, sizeof(*from));
	vlist_push(s->list, &row);
	record_free(r);
	return ST_OK;
}

static enum status fetch(void *ctx, struct vlist *list, const struct vrow *from, bool backward, int limit,
	struct err *err)
{
	struct list_screen *s = ctx;
	struct app *app = s->screen.app;
	struct waiting_row *row = mem_array((size_t)limit, sizeof(*row));
	int count = 0;
	enum status st = waiting_read(app->store, app->actor, &s->what, from ? from->place : NULL, backward, limit, row, &count,
		err);

	(void)list;
	for (int i = 0; st == ST_OK && i < count; i++)
		st = push(s, &row[i], err);
	free(row);
	return st;
}

static void columns(struct list_screen *s)
{
	const struct vcol col[] = {
		{ .label = pgettext("waiting list", "Place"), .min = 5, .max = 7, .end = true, .whole = true },
		{ .label = _("Who waits"), .min = 16, .max = 32 },
		{ .label = _("Asked on"), .min = 12, .max = 18, .priority = 1, .whole = true },
		{ .label = s->has_group ? _("Does the group fit?") : _("Wishes"), .min = 20, .max = 0, .look = LOOK_DIM },
	};

	vlist_columns(s->list, col, ARRAY_LEN(col));
	vlist_empty(s->list, s->what.of_place ? _("Nobody waits for this place. v shows everybody who waits for this level.") :
		_("Nobody waits for this level any more."));
}

static enum status restart(struct list_screen *s, bool from_first, struct err *err)
{
	enum status st = waiting_length(s->screen.app->store, &s->what, &s->length, err);

	columns(s);
	s->why_of = (struct id){ { 0 } };
	preview_forget(s->preview);
	if (st == ST_OK && s->has_group)
		st = fit_group_read(s->screen.app->store, s->group.course, &s->group, err);
	return st != ST_OK ? st : from_first ? vlist_restart(s->list, err) : vlist_reload(s->list, err);
}

static void restart_or_say(struct list_screen *s, bool from_first)
{
	struct err err = { .text = "" };

	if (restart(s, from_first, &err) != ST_OK)
		app_fail(s->screen.app, &err);
}

static enum status open_it(struct screen *screen, struct err *err)
{
	struct list_screen *s = (struct list_screen *)screen;

	vlist_source(s->list, fetch, s);
	return restart(s, true, err);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct list_screen *s = (const struct list_screen *)screen;
	struct str words = STR_INIT;

	waiting_list_words(&words, screen->app->store, screen->app->actor, &s->what, term_separator());
	/* TRANSLATORS: %s is a language, a level and perhaps a place */
	str_addf(out, _("Waiting for %s"), str_get(&words));
	str_free(&words);
}

static void layout(struct screen *screen, struct area body)
{
	struct list_screen *s = (struct list_screen *)screen;
	struct area list = preview_layout(s->preview, body);

	s->why = (struct area){ list.row + list.rows - PLACE_ROWS, list.col, PLACE_ROWS, list.cols };
	list.row += HEAD_ROWS;
	list.rows -= HEAD_ROWS + PLACE_ROWS;
	vlist_layout(s->list, list);
}

static void draw_head(struct list_screen *s)
{
	struct area body = s->screen.body;
	struct str line = STR_INIT, name = STR_INIT, part_of = STR_INIT;

	str_addf(&part_of, ngettext("%lld person waits.", "%lld people wait.", (unsigned long)s->length), (long long)s->length);
	str_add(&line, str_get(&part_of));
	if (s->has_group) {
		app_title(s->screen.app, &name, "course", s->group.course);
		str_clear(&part_of);
		if (s->group.seats.limited)
			/* TRANSLATORS: %s is the name of a course */
			str_addf(&part_of, ngettext("%s has %lld free seat.", "%s has %lld free seats.",
				(unsigned long)seats_free(&s->group.seats)), str_get(&name), (long long)seats_free(&s->group.seats));
		else
			str_addf(&part_of, _("%s has free seats."), str_get(&name));
		bidi_part(&line, " ", str_get(&part_of));
	}
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NOTE, str_get(&line));
	str_free(&line);
	str_free(&name);
	str_free(&part_of);
}

static void read_why(struct list_screen *s, struct id enrolment)
{
	struct waiting_place at;
	struct err err = { .text = "" };

	if (id_same(s->why_of, enrolment))
		return;
	s->why_of = enrolment;
	str_clear(&s->words);
	if (waiting_place(s->screen.app->store, enrolment, &s->what, &at, &err) == ST_OK)
		waiting_place_words(&s->words, &at);
}

static void draw_why(struct list_screen *s)
{
	const char *at = str_get(&s->words);

	for (int i = 0; i < s->why.rows && *at; i++) {
		size_t len = strcspn(at, "\n");
		char *line = mem_strn(at, len);

		term_text(s->why.row + i, s->why.col + 1, s->why.cols - 2, i ? LOOK_DIM : LOOK_NORMAL, line);
		free(line);
		at += len + (at[len] == '\n');
	}
}

static struct id person_now(const struct list_screen *s)
{
	const struct vrow *row = vlist_now(s->list);

	return row && row->place ? ((const struct waiting_row *)row->place)->person : (struct id){ { 0 } };
}

static void draw(struct screen *screen)
{
	struct list_screen *s = (struct list_screen *)screen;
	const struct vrow *row = vlist_now(s->list);

	draw_head(s);
	term_fill(s->why, LOOK_NORMAL);
	vlist_draw(s->list, true);
	if (row) {
		read_why(s, row->id);
		draw_why(s);
	}
	preview_draw(s->preview, person_now(s));
}

/* ---- the group and the offer ---- */

static void forget_courses(struct list_screen *s)
{
	for (int i = 0; i < s->courses; i++) {
		free(s->course[i]);
		free(s->course_title[i]);
	}
	s->courses = 0;
}

static void add_course(struct list_screen *s, const struct fit_group *group)
{
	struct str name = STR_INIT, words = STR_INIT;
	char id[37];

	app_title(s->screen.app, &name, "course", group->course);
	part(&words, str_get(&name));
	if (*group->starts) {
		str_clear(&name);
		field_show(&name, kind_field(register_kind("course"), "starts"), group->starts);
		part(&words, str_get(&name));
	}
	if (group->seats.limited) {
		str_clear(&name);
		str_addf(&name, ngettext("%lld free", "%lld free", (unsigned long)seats_free(&group->seats)),
			(long long)seats_free(&group->seats));
		part(&words, str_get(&name));
	}
	id_text(group->course, id);
	s->course[s->courses] = mem_str(id);
	s->course_title[s->courses] = str_take(&words);
	s->choice[s->courses] = (struct choice){ s->course[s->courses], s->course_title[s->courses] };
	s->courses++;
	str_free(&name);
}

/* Groups of this language and level that still take people, with what is free. */
static enum status find_courses(struct list_screen *s, struct err *err)
{
	struct fit_wish wish = { .farthest = -1 };
	struct fit *fit = mem_array(COURSES_MOST, sizeof(*fit));
	int n = 0;
	enum status st;

	forget_courses(s);
	str_copy(wish.language, sizeof(wish.language), s->what.language);
	str_copy(wish.level, sizeof(wish.level), s->what.level);
	st = fit_groups(s->screen.app->store, s->screen.app->actor, &wish, COURSES_MOST, fit, &n, err);
	for (int i = 0; st == ST_OK && i < n; i++)
		if (!(fit[i].against & (1u << FIT_BEGUN | 1u << FIT_OVER)))
			add_course(s, &fit[i].group);
	s->choice[s->courses] = (struct choice){ NULL, NULL };
	free(fit);
	return st;
}

static void say_offer(struct list_screen *s, const struct offer *offer, struct id set)
{
	struct app *app = s->screen.app;
	struct str who = STR_INIT;
	char *what;

	if (id_none(offer->enrolment)) {
		app_say(app, "%s", offer->more ? _("The group fits nobody of the first 500 in line. Nothing was offered.") :
			_("The group fits nobody who waits. Nothing was offered; the rows say what stands against it."));
		return;
	}
	app_title(app, &who, "person", offer->person);
	/* TRANSLATORS: what was saved; %s is a name */
	what = mem_fmt(_("offer to %s"), str_get(&who));
	app_saved(app, set, what);
	free(what);
	str_free(&who);
}

static void offer_next_seat(struct list_screen *s)
{
	struct app *app = s->screen.app;
	struct offer offer;
	struct err err = { .text = "" };
	struct id set = { { 0 } };

	if (offer_next(app->store, app->actor, s->group.course, false, &set, &offer, &err) != ST_OK)
		app_fail(app, &err);
	else
		say_offer(s, &offer, set);
	offer_clear(&offer);
}

static void picked(void *ctx, const char *canonical)
{
	struct list_screen *s = ctx;

	s->has_group = id_parse(canonical, &s->group.course);
	restart_or_say(s, true);
	if (s->has_group && s->offering)
		offer_next_seat(s);
	s->offering = false;
}

static void not_picked(void *ctx)
{
	((struct list_screen *)ctx)->offering = false;
}

static struct screen *offer_groups(void *ctx)
{
	struct list_screen *s = ctx;
	struct pick_request request = { .title = N_("Which group?"), .choices = s->choice, .picked = picked,
		.not_picked = not_picked, .anew = offer_groups, .ctx = s };
	struct err err = { .text = "" };

	if (find_courses(s, &err) != ST_OK) {
		app_fail(s->screen.app, &err);
		return NULL;
	}
	if (s->courses == 0) {
		app_say(s->screen.app, "%s", _("No group of this level takes people now. The list of courses, in the menu (F10), adds one."));
		return NULL;
	}
	return pick_screen(s->screen.app, &request);
}

static struct next ask_group(struct list_screen *s, bool offering)
{
	struct screen *screen = offer_groups(s);

	if (screen)
		s->offering = offering;
	return next_open(screen);
}

static void place_picked(void *ctx, const char *canonical)
{
	struct list_screen *s = ctx;

	s->what.of_place = id_parse(canonical, &s->what.place);
	restart_or_say(s, true);
}

static struct next ask_place(struct list_screen *s)
{
	struct pick_request request = { .title = N_("Waiting for which place?"), .refers = "neighbourhood", .picked = place_picked,
		.ctx = s };

	return next_open(pick_screen(s->screen.app, &request));
}

static struct next act(struct screen *screen, int id)
{
	struct list_screen *s = (struct list_screen *)screen;
	const struct vrow *row = vlist_now(s->list);
	struct id none = { { 0 } };

	switch (id) {
	case ACT_OPEN: return next_open(person_screen_at(screen->app, person_now(s), register_kind("enrolment"), row->id));
	case ACT_OFFER:
		if (!s->has_group)
			return ask_group(s, true);
		offer_next_seat(s);
		return next_stay();
	case ACT_GROUP: return ask_group(s, false);
	case ACT_PLACE: return ask_place(s);
	case ACT_ANYWHERE:
		s->what.of_place = false;
		restart_or_say(s, true);
		return next_stay();
	case ACT_WISH: return next_open(edit_screen(screen->app, register_kind("enrolment"), row->id, none));
	default: return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { .text = "" };
	bool mine = vlist_key(((struct list_screen *)screen)->list, k, true, &err);

	if (err.status != ST_OK)
		app_fail(screen->app, &err);
	return mine ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct list_screen *s = (struct list_screen *)screen;

	if (news == NEWS_LANGUAGE || news == NEWS_CHANGED)
		restart_or_say(s, false);
}

static void close_it(struct screen *screen)
{
	struct list_screen *s = (struct list_screen *)screen;

	forget_courses(s);
	vlist_free(s->list);
	preview_free(s->preview);
	str_free(&s->words);
	free(s);
}

static bool on_row(const struct screen *screen)
{
	return vlist_now(((const struct list_screen *)screen)->list) != NULL;
}

static bool may_change(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("enrolment"));
}

static bool may_offer(const struct screen *screen)
{
	return may_change(screen) && on_row(screen);
}

static bool of_place(const struct screen *screen)
{
	return ((const struct list_screen *)screen)->what.of_place;
}

static const struct action list_actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the file of the person under the cursor, at what they wait for."), on_row, false },
	{ ACT_OFFER, { 'o' }, N_("offer a seat"), N_("Offers a free seat of a group to the next in line whom it fits, wherever the "
		"cursor stands."), may_offer, false },
	{ ACT_GROUP, { 'c' }, N_("for a group"), N_("Says of everybody whether one group fits, and what stands against it."), on_row,
		false },
	{ ACT_WISH, { 'w' }, N_("wishes"), N_("What the person under the cursor waits for: place, hours, childcare."), may_offer,
		false },
	{ ACT_PLACE, { 'f', K_F4 }, N_("one place"), N_("Only who waits for one neighbourhood, or named none."), 0, false },
	{ ACT_ANYWHERE, { 'v' }, N_("every place"), N_("Everybody who waits for this level again."), of_place, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back to the screen before."), 0, false },
	ACTION_END
};

static const struct screen_ops list_ops = {
	.name = "waiting_list", .actions = list_actions, .open = open_it, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_it,
};
SCREEN(list_ops);

struct screen *waiting_list_screen(struct app *app, const struct waiting_list *list)
{
	struct list_screen *s = mem_alloc(sizeof(*s));

	s->what = *list;
	s->list = vlist_new(NULL, 0);
	s->preview = preview_new(app);
	return screen_init(&s->screen, &list_ops, app);
}
