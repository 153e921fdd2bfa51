/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The free homes for one household by the published criteria, best first, each with
 * its points, the reasons and the arithmetic; Enter offers the one under the cursor.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "match/homes.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/measured.h"
#include "screens/places.h"

#define HOMES_MOST 200
#define HEAD_ROWS 2
#define REASONS_LEAST 4

struct screen_homes {
	struct listing of;
	struct match_homes homes;
	struct match_line line[MATCH_CRITERIA_MOST];   /* of the row under the cursor */
	int n_lines, told;                             /* told: the row that they are of; -1: none */
};

enum { ACT_OFFER = ACT_OWN, ACT_HOME, ACT_NEED, ACT_WISH };

static struct id home_of(const struct screen_homes *s, int i)
{
	return s->homes.facts.place[s->homes.rank[i].place].id;
}

/* ---- rows ---- */

static long long cents(const struct record *home, const char *field)
{
	const char *value = record_get(home, field);
	char *end;
	long long whole = value ? strtoll(value, &end, 10) : 0;

	return value ? 100 * whole + (*end == '.' ? strtoll(end + 1, NULL, 10) : 0) : 0;
}

/* Rent and service costs together. */
static char *rent_words(const struct record *home)
{
	long long all = cents(home, "rent") + cents(home, "service_costs");
	struct str out = STR_INIT;
	char *canonical;

	if (!record_get(home, "rent"))
		return NULL;
	canonical = mem_fmt("%lld.%02d", all / 100, (int)(all % 100));
	field_show(&out, kind_field(home->kind, "rent"), canonical);
	free(canonical);
	return str_take(&out);
}

static char *quarter_words(struct app *app, const struct record *home)
{
	const char *text = record_get(home, "neighbourhood");
	struct str out = STR_INIT;
	struct id id;

	if (text && id_parse(text, &id))
		app_title(app, &out, "neighbourhood", id);
	return out.len ? str_take(&out) : NULL;
}

static enum sign sign_of(const struct match_score *score)
{
	return !score->admissible ? SIGN_NOT_NEEDED : score->questions ? SIGN_OPEN : SIGN_DONE;
}

static enum status push(struct screen_homes *s, int i, struct err *err)
{
	struct app *app = s->of.screen.app;
	const struct match_rank *rank = &s->homes.rank[i];
	struct vrow row = { .tag = i, .id = home_of(s, i), .sign = sign_of(&rank->score) };
	struct match_line line[MATCH_CRITERIA_MOST];
	struct str points = STR_INIT, brief = STR_INIT;
	struct record *home = NULL;
	enum status st = read_brief(app->store, app->actor, register_kind("dwelling"), row.id, &home, err);

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	row.cell[0] = mem_str(record_get(home, "address") ? record_get(home, "address") : "");
	row.cell[1] = quarter_words(app, home);
	row.cell[2] = record_get(home, "rooms") ? mem_str(record_get(home, "rooms")) : NULL;
	row.cell[3] = rent_words(home);
	if (rank->score.admissible) {
		match_points_words(&points, rank->score.points);
		row.cell[4] = str_take(&points);
	}
	measured_brief(&brief, line, match_tell(&s->homes.facts, &s->homes.rule, rank->candidate, rank->place, line));
	row.cell[5] = str_take(&brief);
	vlist_push(s->of.list, &row);
	record_free(home);
	return ST_OK;
}

static enum status load(struct listing *of, struct err *err)
{
	struct screen_homes *s = (struct screen_homes *)of;
	struct app *app = s->of.screen.app;
	enum status st;

	match_homes_clear(&s->homes);
	s->told = -1;
	st = match_homes_of(app->store, app->actor, s->of.person, HOMES_MOST, &s->homes, err);
	vlist_begin(s->of.list);
	for (int i = 0; st == ST_OK && i < s->homes.count; i++)
		st = push(s, i, err);
	vlist_end(s->of.list);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _(register_kind("dwelling")->label), .min = 16, .max = 30 },
		{ .label = _("Neighbourhood"), .min = 13, .max = 20, .priority = 2 },
		{ .label = _("Rooms"), .min = 5, .max = 7, .priority = 5, .end = true, .whole = true },
		/* TRANSLATORS: rent with service costs, a column's head */
		{ .label = _("All in"), .min = 7, .max = 12, .priority = 4, .end = true, .whole = true },
		{ .label = _("Points"), .min = 6, .max = 9, .priority = 1, .end = true, .whole = true },
		{ .label = _("Why"), .min = 20, .max = 0, .priority = 3, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("No home stands free. A new one is added in the list of dwellings, which the menu has (F10)."));
}

/* ---- the screen ---- */

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a person */
	str_addf(out, _("%s: homes that fit"), str_get(&((struct screen_homes *)screen)->of.name));
}

static int now(const struct screen *screen)
{
	const struct screen_homes *s = (const struct screen_homes *)screen;
	int at = listing_now(screen);

	return at >= 0 && at < s->homes.count ? at : -1;
}

static void count_words(const struct screen_homes *s, struct str *out)
{
	struct str most = STR_INIT;

	if (id_none(s->homes.search.need)) {
		str_add(out, _("No need is written down for this household yet: n does."));
		return;
	}
	if (s->homes.offered) {
		str_add(out, _("An offer stands already: its answer comes first."));
		return;
	}
	match_points_words(&most, match_points_most(&s->homes.rule));
	/* TRANSLATORS: three numbers */
	str_addf(out, _("Free: %d. Nothing stands against: %d. Most that can be reached: %s points."), s->homes.facts.n_places,
		s->homes.fitting, str_get(&most));
	str_free(&most);
}

static void draw_head(struct screen_homes *s)
{
	struct area body = s->of.screen.body;
	struct str words = STR_INIT, line = STR_INIT;

	home_search_words(&words, &s->homes.search, term_separator());
	str_addf(&line, _("Looked for: %s"), str_get(&words));
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NORMAL, str_get(&line));
	str_clear(&line);
	count_words(s, &line);
	term_text(body.row + 1, body.col + 1, body.cols - 2, LOOK_DIM, str_get(&line));
	str_free(&words);
	str_free(&line);
}

static void draw_why(struct screen_homes *s, int at)
{
	const struct match_rank *rank = &s->homes.rank[at];

	if (s->told != at) {
		s->n_lines = match_tell(&s->homes.facts, &s->homes.rule, rank->candidate, rank->place, s->line);
		s->told = at;
	}
	measured_draw(s->of.why, s->line, s->n_lines, rank->score.points);
}

static void layout(struct screen *screen, struct area body)
{
	struct screen_homes *s = (struct screen_homes *)screen;
	int most = body.rows / 2;

	s->of.reasons = s->homes.rule.count + 1 < most ? s->homes.rule.count + 1 : most;
	if (s->of.reasons < REASONS_LEAST)
		s->of.reasons = REASONS_LEAST;
	listing_layout(screen, body);
}

static void draw(struct screen *screen)
{
	struct screen_homes *s = (struct screen_homes *)screen;
	int at = now(screen);

	layout(screen, screen->body);
	draw_head(s);
	term_fill(s->of.why, LOOK_NORMAL);
	vlist_draw(s->of.list, true);
	if (at >= 0)
		draw_why(s, at);
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
	struct id set;
	struct date by;
	enum status st;

	if (!date_typed(typed, clock_today(), &by) || !by.day)
		return err_set(err, ST_INVALID, _("An answer is awaited up to a certain day, such as 11 May or +7. Nothing was saved."));
	st = match_homes_offer(app->store, app->actor, offer->person, offer->home, by, &set, err);
	if (st == ST_OK) {
		/* TRANSLATORS: %s is an address; what was saved */
		char *what = mem_fmt(_("offer of %s"), offer->address);

		app_saved(app, set, what);
		free(what);
	}
	return st;
}

static struct next offer_it(struct screen_homes *s, int at)
{
	struct offer *offer = mem_alloc(sizeof(*offer));
	struct str day = STR_INIT, address = STR_INIT;
	struct screen *ask;

	app_title(s->of.screen.app, &address, "dwelling", home_of(s, at));
	*offer = (struct offer){ s->of.person, home_of(s, at), str_take(&address) };
	date_show(&day, date_add_days(clock_today(), HOME_ANSWER_DAYS));
	ask = ask_owning_screen(s->of.screen.app, N_("Offer this home. An answer is awaited until:"), str_get(&day), offered, offer,
		forget);
	str_free(&day);
	return next_open(ask);
}

static struct next act(struct screen *screen, int id)
{
	struct screen_homes *s = (struct screen_homes *)screen;
	struct id none = { { 0 } };
	int at = now(screen);
	char need[37];

	switch (id) {
	case ACT_OFFER: return at >= 0 ? offer_it(s, at) : next_stay();
	case ACT_HOME:
		return at < 0 ? next_stay() : next_open(record_screen(screen->app, register_kind("dwelling"), home_of(s, at)));
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
	return now(screen) >= 0 && kind_changed_by(screen->app->actor, register_kind("placement"));
}

static bool has_home(const struct screen *screen)
{
	return now(screen) >= 0;
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
	match_homes_clear(&((struct screen_homes *)of)->homes);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS, .reason_rows = REASONS_LEAST,
};

static const struct screen_ops homes_ops = {
	.name = "homes", .actions = homes_actions, .open = listing_open, .title = title, .layout = layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(homes_ops);

struct screen *homes_screen(struct app *app, struct id person)
{
	struct screen_homes *s = mem_alloc(sizeof(*s));

	s->of.person = person;
	s->told = -1;
	s->of.ops = &listed;
	return screen_init(&s->of.screen, &homes_ops, app);
}
