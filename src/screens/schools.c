/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Schools for one child: places that are free, how near, which languages are spoken,
 * and what was asked there already.  Enter asks; one key each notes what was answered.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/near.h"
#include "cases/schools.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/pick.h"
#include "screens/places.h"

#define HEAD_ROWS 2

struct screen_schools {
	struct listing of;
	struct schools schools;
	const char *what;            /* chosen: a key of the register's; NULL: by the child's age */
};

enum { ACT_ASK = ACT_OWN, ACT_OFFERED, ACT_PLACED, ACT_ENTRY, ACT_SCHOOL, ACT_WHAT };

static const struct field *place_field(const char *name)
{
	return kind_field(register_kind("school_place"), name);
}

/* What was asked stands before the languages. */
static char *more_words(const struct school_row *row)
{
	struct str out = STR_INIT, words = STR_INIT;

	if (row->state) {
		field_show(&words, place_field("state"), row->state);
		bidi_part(&out, term_separator(), str_get(&words));
		str_clear(&words);
	}
	if (row->languages) {
		field_show(&words, kind_field(register_kind("school"), "languages"), row->languages);
		bidi_part(&out, term_separator(), str_get(&words));
	}
	str_free(&words);
	return str_take(&out);
}

static enum sign sign_of(const struct school_row *row)
{
	if (str_same(row->state, "placed"))
		return SIGN_DONE;
	if (row->state)
		return str_same(row->state, "waiting") ? SIGN_PAUSED : SIGN_UNDER_WAY;
	return row->places >= 0 && row->taken >= row->places ? SIGN_NOT_NEEDED : SIGN_OPEN;
}

static void push(struct screen_schools *s, int i)
{
	const struct school_row *at = &s->schools.row[i];
	struct vrow row = { .tag = i, .id = at->id, .sign = sign_of(at) };
	struct str places = STR_INIT, way = STR_INIT;

	school_places_words(&places, at);
	row.cell[0] = mem_str(at->name);
	row.cell[1] = str_take(&places);
	near_words(&way, at->km);
	row.cell[2] = str_take(&way);
	row.cell[3] = mem_str(at->quarter);
	row.cell[4] = more_words(at);
	vlist_push(s->of.list, &row);
}

static enum status load(struct listing *of, struct err *err)
{
	struct screen_schools *s = (struct screen_schools *)of;
	struct app *app = s->of.screen.app;
	enum status st;

	schools_clear(&s->schools);
	st = schools_for(app->store, app->actor, s->of.person, s->what, &s->schools, err);
	vlist_begin(s->of.list);
	for (int i = 0; i < s->schools.count; i++)
		push(s, i);
	vlist_end(s->of.list);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _("School"), .min = 16, .max = 32 },
		{ .label = _("Places"), .min = 12, .max = 20, .priority = 1, .whole = true },
		{ .label = _("Way"), .min = 6, .max = 9, .priority = 2, .end = true, .whole = true },
		{ .label = _("Neighbourhood"), .min = 10, .max = 20, .priority = 4 },
		{ .label = _("Asked, and languages"), .min = 16, .max = 0, .priority = 3, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("No school in the list has such classes. w chooses other ones; a new school is added in the list of "
		"schools, which the menu has (F10)."));
}

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a child */
	str_addf(out, _("%s: schools"), str_get(&((struct screen_schools *)screen)->of.name));
}

static const struct school_row *now(const struct screen *screen)
{
	const struct screen_schools *s = (const struct screen_schools *)screen;
	int at = listing_now(screen);

	return at >= 0 && at < s->schools.count ? &s->schools.row[at] : NULL;
}

static void draw(struct screen *screen)
{
	struct screen_schools *s = (struct screen_schools *)screen;
	struct area body = screen->body;
	struct str what = STR_INIT, line = STR_INIT;

	field_show(&what, place_field("what"), s->schools.what);
	/* TRANSLATORS: %s: primary school, welcome class */
	str_addf(&line, _("Looked for: %s"), str_get(&what));
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NORMAL, str_get(&line));
	term_text(body.row + 1, body.col + 1, body.cols - 2, LOOK_DIM, _("Free places first, the nearest before those further away."));
	vlist_draw(s->of.list, true);
	str_free(&what);
	str_free(&line);
}

static struct next put(struct screen_schools *s, const char *state)
{
	const struct school_row *row = now(&s->of.screen);
	struct app *app = s->of.screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct str what = STR_INIT;
	struct err err = { .text = "" };
	struct id entry, set;
	enum status st = school_put(change, s->of.person, row, s->schools.what, state, &entry, &err);

	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	str_add(&what, row->name);
	if (st == ST_OK)
		app_saved(app, set, str_get(&what));
	else
		app_fail(app, &err);
	str_free(&what);
	return next_stay();
}

static void what_picked(void *ctx, const char *key)
{
	struct screen_schools *s = ctx;
	struct err err = { .text = "" };
	const struct choice *choice = field_choice(place_field("what"), key);

	s->what = choice ? choice->key : NULL;
	if (load(&s->of, &err) != ST_OK)
		app_fail(s->of.screen.app, &err);
}

static struct next ask_what(struct screen_schools *s)
{
	const struct field *what = place_field("what");
	struct pick_request ask = { .title = field_label(what), .field = what, .choices = what->choices, .now = s->schools.what,
		.picked = what_picked, .ctx = s };

	return next_open(pick_screen(s->of.screen.app, &ask));
}

static struct next act(struct screen *screen, int id)
{
	struct screen_schools *s = (struct screen_schools *)screen;
	const struct school_row *row = now(screen);
	struct id none = { { 0 } };

	switch (id) {
	case ACT_WHAT: return ask_what(s);
	case ACT_ASK: return put(s, "asked");
	case ACT_OFFERED: return put(s, "offered");
	case ACT_PLACED: return put(s, "placed");
	case ACT_ENTRY: return next_open(edit_screen(screen->app, register_kind("school_place"), row->asked, none));
	case ACT_SCHOOL: return next_open(record_screen(screen->app, register_kind("school"), row->id));
	default: return next_unused();
	}
}

static bool may_put(const struct screen *screen)
{
	return now(screen) && kind_changed_by(screen->app->actor, register_kind("school_place"));
}

static bool can_ask(const struct screen *screen)
{
	return may_put(screen) && !now(screen)->state;
}

static bool can_offer(const struct screen *screen)
{
	return may_put(screen) && !str_same(now(screen)->state, "offered") && !str_same(now(screen)->state, "placed");
}

static bool can_place(const struct screen *screen)
{
	return may_put(screen) && !str_same(now(screen)->state, "placed");
}

static bool has_entry(const struct screen *screen)
{
	return now(screen) && now(screen)->state;
}

static bool has_school(const struct screen *screen)
{
	return now(screen) != NULL;
}

static const struct action schools_actions[] = {
	{ ACT_ASK, { K_ENTER }, N_("ask"), N_("Notes that this school was asked for a place today."), can_ask, false },
	{ ACT_ENTRY, { K_ENTER }, N_("entry"), N_("Opens what was asked at this school, with its days."), has_entry, false },
	{ ACT_OFFERED, { 'o' }, N_("offered"), N_("The school offers a place; it is held until the family answers."), can_offer,
		false },
	{ ACT_PLACED, { 'p' }, N_("placed"), N_("The child has the place; what was asked elsewhere is withdrawn."), can_place, false },
	{ ACT_WHAT, { 'w' }, N_("which classes"), N_("Shows schools with other classes: preschool, secondary, welcome class."), NULL,
		false },
	{ ACT_SCHOOL, { 's' }, N_("school"), N_("Opens the school: whom to ask, its hours and places."), has_school, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	schools_clear(&((struct screen_schools *)of)->schools);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS,
};

static const struct screen_ops schools_ops = {
	.name = "schools", .actions = schools_actions, .open = listing_open, .title = title, .layout = listing_layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(schools_ops);

struct screen *schools_screen(struct app *app, struct id child)
{
	struct screen_schools *s = mem_alloc(sizeof(*s));

	s->of.person = child;
	s->of.ops = &listed;
	return screen_init(&s->of.screen, &schools_ops, app);
}
