/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The free homes for one household, best first, each with what fits, what it lacks
 * and what is not known of it; Enter offers the one under the cursor.
 */
#include <config.h>

#include <inttypes.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/homes.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/places.h"

#define HOMES_MOST 200
#define HEAD_ROWS 2

struct screen_homes {
	struct listing of;
	struct homes homes;
};

enum { ACT_OFFER = ACT_OWN, ACT_HOME, ACT_NEED, ACT_WISH };

static char *rent_words(const struct home *home)
{
	struct str out = STR_INIT;
	char *canonical;

	if (home->rent < 0)
		return NULL;
	canonical = mem_fmt("%" PRId64 ".%02d", home->rent / 100, (int)(home->rent % 100));
	field_show(&out, kind_field(register_kind("dwelling"), "rent"), canonical);
	free(canonical);
	return str_take(&out);
}

/* What it lacks, in one line; of one that lacks nothing what is not known, else how it is wanted. */
static char *in_short(const struct home *home)
{
	enum home_is wanted = home->misses ? HOME_MISSES : home->unknown ? HOME_UNKNOWN : HOME_FITS;
	struct str out = STR_INIT;

	for (int i = 0; i < home->n_parts; i++) {
		const struct home_part *part = &home->part[i];
		struct str words = STR_INIT;

		if (part->is != wanted || (wanted == HOME_FITS && part->what != HOME_PREFERRED))
			continue;
		home_words(&words, part);
		bidi_part(&out, term_separator(), str_get(&words));
		str_free(&words);
	}
	if (!out.len)
		str_add(&out, _("lacks nothing"));
	return str_take(&out);
}

static void push(struct screen_homes *s, int i)
{
	const struct home *home = &s->homes.home[i];
	struct vrow row = { .tag = i, .id = home->id, .sign = home->misses ? SIGN_NOT_NEEDED : SIGN_DONE };

	row.cell[0] = mem_str(home->address);
	row.cell[1] = home->quarter ? mem_str(home->quarter) : NULL;
	row.cell[2] = home->rooms >= 0 ? mem_fmt("%" PRId64, home->rooms) : NULL;
	row.cell[3] = rent_words(home);
	row.cell[4] = in_short(home);
	vlist_push(s->of.list, &row);
}

static enum status load(struct listing *of, struct err *err)
{
	struct screen_homes *s = (struct screen_homes *)of;
	struct app *app = s->of.screen.app;
	enum status st;

	homes_clear(&s->homes);
	st = homes_for(app->store, app->actor, s->of.person, HOMES_MOST, &s->homes, err);
	vlist_begin(s->of.list);
	s->of.reasons = 0;
	for (int i = 0; i < s->homes.count; i++) {
		if (s->homes.home[i].n_parts > s->of.reasons)
			s->of.reasons = s->homes.home[i].n_parts;
		push(s, i);
	}
	vlist_end(s->of.list);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _(register_kind("dwelling")->label), .min = 16, .max = 30 },
		{ .label = _("Neighbourhood"), .min = 13, .max = 20, .priority = 2 },
		{ .label = _("Rooms"), .min = 5, .max = 7, .priority = 4, .end = true, .whole = true },
		/* TRANSLATORS: rent with service costs, a column's head */
		{ .label = _("All in"), .min = 7, .max = 12, .priority = 3, .end = true, .whole = true },
		{ .label = _("What it lacks"), .min = 20, .max = 0, .priority = 1, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("No home stands free. A new one is added in the list of dwellings, which the menu has (F10)."));
}

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a person */
	str_addf(out, _("%s: homes that fit"), str_get(&((struct screen_homes *)screen)->of.name));
}

static const struct home *now(const struct screen *screen)
{
	const struct screen_homes *s = (const struct screen_homes *)screen;
	int at = listing_now(screen);

	return at >= 0 && at < s->homes.count ? &s->homes.home[at] : NULL;
}

static void draw_head(struct screen_homes *s)
{
	struct area body = s->of.screen.body;
	struct str words = STR_INIT, line = STR_INIT;

	home_search_words(&words, &s->homes.search, term_separator());
	str_addf(&line, _("Looked for: %s"), str_get(&words));
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NORMAL, str_get(&line));
	str_clear(&line);
	if (id_none(s->homes.search.need)) {
		str_add(&line, _("No need is written down for this household yet: n does."));
	} else {
		str_addf(&line, _("Free: %d. That lack nothing of what is needed: %d."), s->homes.free, s->homes.fitting);
	}
	term_text(body.row + 1, body.col + 1, body.cols - 2, LOOK_DIM, str_get(&line));
	str_free(&words);
	str_free(&line);
}

static void draw_why(const struct screen_homes *s, const struct home *home)
{
	for (int i = 0; i < s->of.why.rows && i < home->n_parts; i++) {
		const struct home_part *part = &home->part[i];
		struct str words = STR_INIT;

		home_words(&words, part);
		listing_reason(&s->of, i, (int)part->is, str_get(&words));
		str_free(&words);
	}
}

static void draw(struct screen *screen)
{
	struct screen_homes *s = (struct screen_homes *)screen;
	const struct home *home = now(screen);

	listing_layout(screen, screen->body);
	draw_head(s);
	term_fill(s->of.why, LOOK_NORMAL);
	vlist_draw(s->of.list, true);
	if (home)
		draw_why(s, home);
}

/* ---- the offer ---- */

struct offer { struct id person, home; char *address; };

static void forget(void *ctx)
{
	struct offer *offer = ctx;

	free(offer->address);
	free(offer);
}

static enum status offered(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct offer *offer = ctx;
	struct change *change;
	struct id set, placement = { { 0 } };
	struct date by;
	enum status st;

	if (!date_typed(typed, clock_today(), &by) || !by.day)
		return err_set(err, ST_INVALID, _("An answer is awaited up to a certain day, such as 11 May or +7. Nothing was saved."));
	change = change_begin(app->store, app->actor);
	st = home_offer(change, offer->person, offer->home, by, &placement, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st == ST_OK) {
		/* TRANSLATORS: %s is an address; what was saved */
		char *what = mem_fmt(_("offer of %s"), offer->address);

		app_saved(app, set, what);
		free(what);
	}
	return st;
}

static struct next offer_it(struct screen_homes *s, const struct home *home)
{
	struct offer *offer = mem_alloc(sizeof(*offer));
	struct str day = STR_INIT;
	struct screen *ask;

	*offer = (struct offer){ s->of.person, home->id, mem_str(home->address) };
	date_show(&day, date_add_days(clock_today(), HOME_ANSWER_DAYS));
	ask = ask_owning_screen(s->of.screen.app, _("Offer this home. An answer is awaited until:"), str_get(&day), offered, offer,
		forget);
	str_free(&day);
	return next_open(ask);
}

static struct next act(struct screen *screen, int id)
{
	struct screen_homes *s = (struct screen_homes *)screen;
	struct id none = { { 0 } };
	const struct home *home = now(screen);
	char need[37];

	switch (id) {
	case ACT_OFFER: return home ? offer_it(s, home) : next_stay();
	case ACT_HOME: return home ? next_open(record_screen(screen->app, register_kind("dwelling"), home->id)) : next_stay();
	case ACT_NEED:
		s->of.afresh = true;
		return next_open(edit_screen(screen->app, register_kind("need"), s->homes.search.need,
			id_none(s->homes.search.need) ? s->of.person : none));
	case ACT_WISH:
		s->of.afresh = true;
		id_text(s->homes.search.need, need);
		return next_open(edit_preset_screen(screen->app, register_kind("preference"), s->of.person,
			&(struct preset){ "need", need }, 1));
	default: return next_unused();
	}
}

static bool can_offer(const struct screen *screen)
{
	return now(screen) && kind_changed_by(screen->app->actor, register_kind("placement"));
}

static bool has_home(const struct screen *screen)
{
	return now(screen) != NULL;
}

static bool can_need(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("need"));
}

static bool can_wish(const struct screen *screen)
{
	return can_need(screen) && !id_none(((const struct screen_homes *)screen)->homes.search.need);
}

static const struct action homes_actions[] = {
	{ ACT_OFFER, { K_ENTER }, N_("offer"), N_("Offers the home under the cursor to this household, and asks until when an answer "
		"is awaited."), can_offer, false },
	{ ACT_NEED, { 'n' }, N_("need"), N_("What the household needs of a home: people, bedrooms, rent, steps, distance."), can_need,
		false },
	{ ACT_WISH, { 'w' }, N_("wished for"), N_("Adds a neighbourhood where the household would like to live, behind those that "
		"stand in its list."), can_wish, false },
	{ ACT_HOME, { 'v' }, N_("the home"), N_("Opens the form of the home under the cursor."), has_home, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	homes_clear(&((struct screen_homes *)of)->homes);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS, .reason_rows = HOME_PARTS,
};

static const struct screen_ops homes_ops = {
	.name = "homes", .actions = homes_actions, .open = listing_open, .title = title, .layout = listing_layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(homes_ops);

struct screen *homes_screen(struct app *app, struct id person)
{
	struct screen_homes *s = mem_alloc(sizeof(*s));

	s->of.person = person;
	s->of.ops = &listed;
	return screen_init(&s->of.screen, &homes_ops, app);
}
