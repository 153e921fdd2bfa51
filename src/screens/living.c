/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who of a household moves: into a household of their own, to another one, or
 * nowhere, on a day; and what a role is.  All who are marked move as one change.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/household.h"
#include "screens/person_own.h"
#include "screens/pick.h"
#include "screens/popup.h"

struct living {
	struct screen screen;
	struct id person, household;
	struct member *member;
	bool *marked;
	int count;
	struct date day;
	struct vlist *list;
	struct area box;
	char *chosen;               /* a household or a role picked from a list */
};

enum { ACT_MARK = ACT_OWN, ACT_SPLIT, ACT_JOIN, ACT_JOIN_IT, ACT_LEAVE, ACT_ROLE, ACT_ROLE_IT, ACT_DAY, ACT_CLOSE };

static void push_rows(struct living *l)
{
	vlist_begin(l->list);
	for (int i = 0; i < l->count; i++) {
		struct vrow row = { .id = l->member[i].person, .tag = i };
		struct str words = STR_INIT;

		row.cell[0] = mem_str(l->marked[i] ? "[x]" : "[ ]");
		row.cell[1] = mem_str(l->member[i].name);
		member_words(&words, &l->member[i]);
		row.cell[2] = str_take(&words);
		vlist_push(l->list, &row);
	}
	vlist_end(l->list);
}

static enum status open_living(struct screen *screen, struct err *err)
{
	struct living *l = (struct living *)screen;
	struct app *app = screen->app;
	enum status st = household_of(app->store, app->actor, l->person, &l->household, err);

	if (st == ST_OK && id_none(l->household))
		return err_set(err, ST_INVALID, _("This person belongs to no household yet. a makes one; e opens the form, where a known "
			"one is chosen."));
	if (st == ST_OK)
		st = household_members(app->store, app->actor, l->household, false, &l->member, &l->count, err);
	if (st != ST_OK)
		return st;
	l->marked = mem_array((size_t)l->count + 1, sizeof *l->marked);
	for (int i = 0; i < l->count; i++)
		l->marked[i] = id_same(l->member[i].person, l->person);
	push_rows(l);
	vlist_go(l->list, l->person);
	return ST_OK;
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Household"));
}

static void layout(struct screen *screen, struct area body)
{
	struct living *l = (struct living *)screen;
	struct area inside;

	l->box = popup_area(body, l->count + 2, 74);
	inside = popup_inside(l->box);
	vlist_layout(l->list, (struct area){ inside.row, inside.col, inside.rows - 2, inside.cols });
}

static void draw(struct screen *screen)
{
	struct living *l = (struct living *)screen;
	struct area inside = popup_inside(l->box);
	struct str words = STR_INIT, day = STR_INIT;

	popup_draw(l->box, _("Who moves?"));
	vlist_draw(l->list, true);
	date_show(&day, l->day);
	/* TRANSLATORS: the day on which somebody moves out */
	str_addf(&words, _("On %s; d gives another day."), str_get(&day));
	term_text(inside.row + inside.rows - 1, inside.col, inside.cols, LOOK_NOTE, str_get(&words));
	str_free(&words);
	str_free(&day);
}

static void tell(struct screen *screen, enum news news)
{
	if (news == NEWS_LANGUAGE)
		push_rows((struct living *)screen);
}

static struct next key(struct screen *screen, int k)
{
	return vlist_key(((struct living *)screen)->list, k, true, NULL) ? next_stay() : next_unused();
}

/* ---- what is changed ---- */

typedef enum status put_fn(struct living *l, struct change *change, const struct id *who, int n, struct err *err);

static enum status put_split(struct living *l, struct change *change, const struct id *who, int n, struct err *err)
{
	struct id household;

	return household_split(change, who, n, NULL, l->day, &household, err);
}

static enum status put_move(struct living *l, struct change *change, const struct id *who, int n, struct err *err)
{
	struct id to = { { 0 } };
	enum status st = ST_OK;

	if (l->chosen && !id_parse(l->chosen, &to))
		to = (struct id){ { 0 } };
	for (int i = 0; st == ST_OK && i < n; i++)
		st = household_move(change, who[i], to, NULL, l->day, err);
	return st;
}

static enum status put_role(struct living *l, struct change *change, const struct id *who, int n, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < n; i++)
		st = household_role(change, who[i], l->chosen, err);
	return st;
}

static struct next save(struct living *l, put_fn *put)
{
	struct change *change = change_begin(l->screen.app->store, l->screen.app->actor);
	struct id *who = mem_array((size_t)l->count + 1, sizeof *who), set;
	struct err err = { .text = "" };
	int n = 0;
	enum status st;

	for (int i = 0; i < l->count; i++)
		if (l->marked[i])
			who[n++] = l->member[i].person;
	st = n ? put(l, change, who, n, &err) : err_set(&err, ST_INVALID, _("Nobody is marked. Nothing was changed; Space marks."));
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	free(who);
	if (st != ST_OK) {
		app_fail(l->screen.app, &err);
		return next_stay();
	}
	app_saved(l->screen.app, set, _("household"));
	return next_back();
}

static struct next mark(struct living *l)
{
	const struct vrow *row = vlist_now(l->list);

	if (row) {
		l->marked[row->tag] = !l->marked[row->tag];
		push_rows(l);
	}
	return next_stay();
}

static void picked(void *ctx, const char *canonical)
{
	struct living *l = ctx;

	free(l->chosen);
	l->chosen = mem_str(canonical);
}

/* A role is the role of whoever the cursor is on, where nobody else is marked. */
static struct next ask_for(struct living *l, bool household)
{
	struct pick_request ask = { .picked = picked, .ctx = l, .act = household ? ACT_JOIN_IT : ACT_ROLE_IT };

	if (household) {
		ask.title = N_("Which household");
		ask.refers = "household";
	} else {
		ask.field = kind_field(register_kind("membership"), "role");
		ask.title = field_label(ask.field);
	}
	return next_open(pick_screen(l->screen.app, &ask));
}

static enum status day_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct living *l = ctx;
	struct date day;

	(void)app;
	if (!date_typed(typed, clock_today(), &day) || !day.day || date_between(day, clock_today()) < 0)
		return err_set(err, ST_INVALID, _("This is a day that is known and does not lie ahead, such as 2026-05-04."));
	l->day = day;
	return ST_OK;
}

static struct next act(struct screen *screen, int id)
{
	struct living *l = (struct living *)screen;
	struct str today = STR_INIT;
	struct screen *ask;

	switch (id) {
	case ACT_MARK: return mark(l);
	case ACT_SPLIT: return save(l, put_split);
	case ACT_JOIN: return ask_for(l, true);
	case ACT_JOIN_IT: return save(l, put_move);
	case ACT_LEAVE: picked(l, NULL); return save(l, put_move);
	case ACT_ROLE: return ask_for(l, false);
	case ACT_ROLE_IT: return save(l, put_role);
	case ACT_DAY:
		date_show(&today, l->day);
		ask = ask_screen(screen->app, N_("They moved on:"), str_get(&today), day_typed, l);
		str_free(&today);
		return next_open(ask);
	default: return next_back();
	}
}

static void close_living(struct screen *screen)
{
	struct living *l = (struct living *)screen;

	vlist_free(l->list);
	members_free(l->member, l->count);
	free(l->marked);
	free(l->chosen);
	free(l);
}

static const struct action actions[] = {
	{ ACT_MARK, { ' ' }, N_("mark"), N_("Marks whoever is under the cursor, or not."), NULL, false },
	{ ACT_SPLIT, { 's' }, N_("move out"), N_("All who are marked move out together, into a household of their own."), NULL, false },
	{ ACT_JOIN, { 'i' }, N_("move in with"), N_("All who are marked move into a household that is known."), NULL, false },
	{ ACT_LEAVE, { 'o' }, N_("no household"), N_("All who are marked live in no household any more."), NULL, false },
	{ ACT_ROLE, { 'r' }, N_("role"), N_("Says as what all who are marked live there."), NULL, false },
	{ ACT_DAY, { 'd' }, N_("day"), N_("Gives the day on which they moved."), NULL, false },
	{ ACT_CLOSE, { K_ESC }, N_("back"), N_("Go back; nothing is changed."), NULL, true },
	ACTION_END
};

static const struct screen_ops living_ops = {
	.name = "living", .actions = actions, .overlay = true, .open = open_living, .title = title, .layout = layout,
	.draw = draw, .key = key, .act = act, .tell = tell, .close = close_living,
};
SCREEN(living_ops);

struct screen *living_screen(struct app *app, struct id person)
{
	static const struct vcol columns[] = {
		{ NULL, 3, 3, 0, false, LOOK_NORMAL, true, false },
		{ NULL, 14, 30, 0, false, LOOK_NORMAL, false, false },
		{ NULL, 20, 0, 1, false, LOOK_DIM, false, false },
	};
	struct living *l = mem_alloc(sizeof *l);

	l->person = person;
	l->day = clock_today();
	l->list = vlist_new(columns, ARRAY_LEN(columns));
	return screen_init(&l->screen, &living_ops, app);
}
