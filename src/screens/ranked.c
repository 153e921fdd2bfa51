/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who and what fit by the published criteria, best first: from a place the people who
 * wait, from somebody who waits the places; with the reasons and the arithmetic of the
 * row under the cursor.  Nothing is written until a person offers.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "match/match.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/measured.h"
#include "screens/places.h"
#include "screens/ranked_own.h"
#include "screens/reading.h"

#define RANKED_MOST 1000
#define HEAD_ROWS 1
#define REASONS_LEAST 4
#define LIST_BESIDES 4       /* rows of the head and of the columns' names */

struct ranked {
	struct listing of;
	enum match_what what;
	bool from_place;                 /* else from an application */
	struct id place, application;    /* one of them */
	struct str name;                 /* of what the list is made from */
	struct match_facts facts;
	struct match_rule rule;
	struct match_rank *rank;
	int count;
	struct match_line line[MATCH_CRITERIA_MOST];   /* of the row under the cursor */
	int n_lines, told;               /* told: the row that they are of; -1: none */
};

enum { ACT_OFFER = ACT_OWN, ACT_WHY, ACT_FILE, ACT_ASKED };

static const struct match_ops *ops_of(const struct ranked *r)
{
	return match_ops(r->what);
}

static const struct match_candidate *candidate(const struct ranked *r, int i)
{
	return &r->facts.candidate[r->rank[i].candidate];
}

/* ---- reading ---- */

static void title_of(struct ranked *r, struct str *out, int i)
{
	if (r->from_place)
		app_title(r->of.screen.app, out, "person", candidate(r, i)->person);
	else
		app_title(r->of.screen.app, out, ops_of(r)->place, r->facts.place[r->rank[i].place].id);
}

static enum sign sign_of(const struct match_score *score)
{
	return !score->admissible ? SIGN_NOT_NEEDED : score->questions ? SIGN_OPEN : SIGN_DONE;
}

static struct id key_at(const struct ranked *r, int i)
{
	return r->from_place ? candidate(r, i)->application : r->facts.place[r->rank[i].place].id;
}

static int find(const struct ranked *r, struct id key)
{
	for (int i = 0; i < r->count; i++)
		if (id_same(key_at(r, i), key))
			return i;
	return -1;
}

static void push(struct ranked *r, int i)
{
	const struct match_rank *rank = &r->rank[i];
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = match_tell(&r->facts, &r->rule, rank->candidate, rank->place, line);
	struct vrow row = { .id = key_at(r, i), .sign = sign_of(&rank->score) };
	struct str title = STR_INIT, points = STR_INIT, brief = STR_INIT;

	title_of(r, &title, i);
	if (rank->score.admissible) {
		row.cell[0] = mem_fmt("%d", i + 1);
		match_points_words(&points, rank->score.points);
		row.cell[3] = str_take(&points);
	}
	row.cell[1] = str_take(&title);
	if (r->from_place)
		row.cell[2] = mem_fmt(ngettext("%d day", "%d days", (unsigned long)candidate(r, i)->waited), candidate(r, i)->waited);
	measured_brief(&brief, line, n);
	row.cell[4] = str_take(&brief);
	vlist_push(r->of.list, &row);
}

/* Names and words are made for the rows that are shown. */
static enum status fetch(void *ctx, struct vlist *list, const struct vrow *from, bool backward, int limit, struct err *err)
{
	struct ranked *r = ctx;
	int at = from ? find(r, from->id) : backward ? r->count : -1, step = backward ? -1 : 1;

	(void)list, (void)err;
	for (at += step; limit-- > 0 && at >= 0 && at < r->count; at += step)
		push(r, at);
	return ST_OK;
}

static int counted(const struct ranked *r, bool questions)
{
	int n = 0;

	for (int i = 0; i < r->count; i++)
		n += r->rank[i].score.admissible && (!questions || r->rank[i].score.questions > 0);
	return n;
}

static char *count_words(const struct ranked *r)
{
	struct str most = STR_INIT;
	char *words;

	match_points_words(&most, match_points_most(&r->rule));
	/* TRANSLATORS: three numbers */
	words = mem_fmt(r->facts.more ? _("Nothing stands against, of the nearest: %d. Of these with questions to ask: %d. At most %s "
		"points.") : _("Nothing stands against: %d. Of these with questions to ask: %d. At most %s points."),
		counted(r, false), counted(r, true), str_get(&most));
	str_free(&most);
	return words;
}

/* By which criteria: those that came with the program, or the town's own since a day. */
static void rule_words(struct ranked *r)
{
	struct str day = STR_INIT;
	struct date since;

	str_clear(&r->of.head);
	if (r->rule.version == 0) {
		/* TRANSLATORS: %s names what is matched: "Homes for households" */
		str_addf(&r->of.head, _("%s: by the criteria that came with the program."), _(ops_of(r)->title));
		return;
	}
	if (date_parse(r->rule.since, &since))
		date_show(&day, since);
	/* TRANSLATORS: what is matched; a number; a day */
	str_addf(&r->of.head, _("%s: by the town's criteria, version %d, in force since %s."), _(ops_of(r)->title), r->rule.version,
		str_get(&day));
	str_free(&day);
}

/* With how many there are, in as many rows as it takes. */
static void head_words(struct ranked *r)
{
	char *counts = count_words(r);

	rule_words(r);
	str_addf(&r->of.head, " %s", counts);
	free(counts);
}

static void clear(struct ranked *r)
{
	match_facts_clear(&r->facts);
	match_rule_clear(&r->rule);
	free(r->rank);
	r->rank = NULL;
	r->count = r->n_lines = 0;
	r->told = -1;
}

static enum status read_rank(struct ranked *r, struct err *err)
{
	struct app *app = r->of.screen.app;
	struct match_pick pick = { .application = r->application, .place = r->place, .rule = &r->rule };
	enum status st = match_rule_on(app->store, r->what, "", &r->rule, err);

	if (st == ST_OK)
		st = match_read(app->store, app->actor, r->what, &pick, &r->facts, err);
	if (st == ST_OK)
		r->rank = match_rank(&r->facts, &r->rule, RANKED_MOST, &r->count);
	return st;
}

static enum status load(struct listing *of, struct err *err)
{
	struct ranked *r = (struct ranked *)of;
	enum status st;

	clear(r);
	st = read_rank(r, err);
	if (st != ST_OK)
		return st;
	head_words(r);
	vlist_source(of->list, fetch, r);
	return vlist_reload(of->list, err);
}

static void columns(struct listing *of)
{
	const struct ranked *r = (const struct ranked *)of;
	const struct vcol col[] = {
		{ .label = pgettext("ranked list", "Rank"), .min = 4, .max = 6, .priority = 3, .end = true, .whole = true },
		{ .label = r->from_place ? _("Who waits") : _(register_kind(ops_of(r)->place)->label), .min = 16, .max = 30 },
		{ .label = r->from_place ? _("Waits") : "", .min = r->from_place ? 8 : 1, .max = 12, .priority = 2, .end = true,
			.whole = true },
		{ .label = _("Points"), .min = 6, .max = 9, .end = true, .whole = true },
		{ .label = _("Why"), .min = 20, .max = 0, .priority = 1, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, r->from_place ? _("Nobody waits for this whom it may suit. Who waits is written down in people's files.") :
		_("Nothing that may suit is to be had at present. The menu has the lists to which it is added (F10)."));
}

/* ---- the screen ---- */

static enum status open_it(struct screen *screen, struct err *err)
{
	struct ranked *r = (struct ranked *)screen;
	enum status st = listing_open(screen, err);

	if (st == ST_OK && r->from_place)
		app_title(screen->app, &r->name, ops_of(r)->place, r->place);
	else if (st == ST_OK && r->facts.n_candidates > 0)
		app_title(screen->app, &r->name, "person", r->facts.candidate[0].person);
	return st;
}

static void title(const struct screen *screen, struct str *out)
{
	const struct ranked *r = (const struct ranked *)screen;

	if (r->from_place)
		/* TRANSLATORS: %s is a home, a vacancy, a course or a mentor */
		str_addf(out, _("%s: who fits"), r->name.len ? r->name.s : "?");
	else
		/* TRANSLATORS: %s is the name of a person */
		str_addf(out, _("%s: what fits"), r->name.len ? r->name.s : "?");
}

static void layout(struct screen *screen, struct area body)
{
	struct ranked *r = (struct ranked *)screen;
	int most = body.rows / 2, free_rows = body.rows - r->count - LIST_BESIDES, whole = 2 * r->rule.count + 1;

	r->of.reasons = r->rule.count + 1 < most ? r->rule.count + 1 : most;
	if (free_rows > r->of.reasons)                        /* a short list leaves its room to the reasons */
		r->of.reasons = free_rows < whole ? free_rows : whole;
	if (r->of.reasons < REASONS_LEAST)
		r->of.reasons = REASONS_LEAST;
	listing_layout(screen, body);
}

static int now(const struct screen *screen)
{
	const struct ranked *r = (const struct ranked *)screen;
	const struct vrow *row = vlist_now(r->of.list);

	return row ? find(r, row->id) : -1;
}

static void tell_now(struct ranked *r, int at)
{
	const struct match_rank *rank = &r->rank[at];

	if (r->told == at)
		return;
	r->n_lines = match_tell(&r->facts, &r->rule, rank->candidate, rank->place, r->line);
	r->told = at;
}

static void draw_why(struct ranked *r, int at)
{
	tell_now(r, at);
	measured_draw(r->of.why, r->line, r->n_lines, r->rank[at].score.points);
}

static void draw(struct screen *screen)
{
	struct ranked *r = (struct ranked *)screen;
	int at = now(screen);

	layout(screen, screen->body);
	listing_head(&r->of, NULL);
	term_fill(r->of.why, LOOK_NORMAL);
	vlist_draw(r->of.list, true);
	if (at >= 0)
		draw_why(r, at);
}

/* The row under the cursor, with all that there is no room for beside the list. */
static enum status paper(void *ctx, struct app *app, struct sheet **made, struct err *err)
{
	struct ranked *r = ctx;
	struct str row = STR_INIT;
	int at = now(&r->of.screen);

	struct sheet *out = *made = sheet_new(_("How it was computed"));

	(void)app, (void)err;
	if (at < 0)
		return ST_OK;
	tell_now(r, at);
	title_of(r, &row, at);
	sheet_pair(out, r->from_place ? _("Who waits") : _(register_kind(ops_of(r)->place)->label), str_get(&row));
	sheet_pair(out, r->from_place ? _(register_kind(ops_of(r)->place)->label) : _("Who waits"), str_get(&r->name));
	measured_paper(out, r->line, r->n_lines, r->rank[at].score.points, match_points_most(&r->rule));
	str_free(&row);
	return ST_OK;
}

static struct next why(struct ranked *r)
{
	const struct reading about = { .title = N_("How it was computed"), .file = "computed.pdf",
		.kind = register_kind(ops_of(r)->application), .make = paper, .ctx = r };

	return next_open(reading_screen(r->of.screen.app, &about));
}

/* Asked first, and told how many stand before. */
static struct next offer(struct ranked *r, int at)
{
	const struct offer_of of = { r->what, candidate(r, at)->application, candidate(r, at)->person,
		r->facts.place[r->rank[at].place].id, r->from_place ? at : 0 };

	return next_open(offer_screen(r->of.screen.app, &of));
}

static struct next act(struct screen *screen, int id)
{
	struct ranked *r = (struct ranked *)screen;
	int at = now(screen);

	if (at < 0)
		return next_unused();
	switch (id) {
	case ACT_OFFER: return offer(r, at);
	case ACT_WHY: return why(r);
	case ACT_FILE:
		if (r->from_place)
			return next_open(person_screen_at(screen->app, candidate(r, at)->person, register_kind(ops_of(r)->application),
				candidate(r, at)->application));
		return next_open(record_screen(screen->app, register_kind(ops_of(r)->place), r->facts.place[r->rank[at].place].id));
	case ACT_ASKED:
		r->of.afresh = !r->from_place;
		return next_open(edit_screen(screen->app, register_kind(ops_of(r)->application), candidate(r, at)->application,
			(struct id){ { 0 } }));
	default: return next_unused();
	}
}

static bool has_row(const struct screen *screen)
{
	return now(screen) >= 0;
}

static bool can_offer(const struct screen *screen)
{
	const struct ranked *r = (const struct ranked *)screen;
	int at = now(screen);

	return at >= 0 && r->rank[at].score.admissible && kind_changed_by(screen->app->actor, register_kind(ops_of(r)->proposal));
}

static bool can_ask(const struct screen *screen)
{
	return has_row(screen) &&
		kind_changed_by(screen->app->actor, register_kind(ops_of((const struct ranked *)screen)->application));
}

static const struct action ranked_actions[] = {
	{ ACT_OFFER, { K_ENTER }, N_("offer"), N_("Offers it to the person: the proposal with its reasons stands in the file, and is "
		"confirmed by you. Ctrl-Z takes both back."), can_offer, false },
	{ ACT_WHY, { 'r' }, N_("reasons"), N_("The whole arithmetic of the row under the cursor: every condition, every question in full."),
		has_row, false },
	{ ACT_FILE, { 'v' }, N_("open"), N_("Opens the file of the person under the cursor, or what is to be had."), has_row, false },
	{ ACT_ASKED, { 'n' }, N_("what is asked"), N_("Opens the form in which it is written what the person needs and asks for: "
		"answers to open questions are put there."), can_ask, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	struct ranked *r = (struct ranked *)of;

	clear(r);
	str_free(&r->name);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS, .reason_rows = REASONS_LEAST,
};

static const struct screen_ops ranked_ops = {
	.name = "ranked", .actions = ranked_actions, .open = open_it, .title = title, .layout = layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(ranked_ops);

/* What kind of matching knows records of this kind; `place`: as what is to be had, else as what is asked. */
static const struct match_ops *ops_for(const struct kind *kind, bool *place)
{
	for (int i = 0; i < MATCH_KINDS; i++) {
		const struct match_ops *ops = match_ops((enum match_what)i);

		*place = ops && str_same(ops->place, kind->name);
		if (ops && (*place || str_same(ops->application, kind->name)))
			return ops;
	}
	return NULL;
}

bool ranked_any(const struct app *app, const struct kind *kind)
{
	bool place;
	const struct match_ops *ops = ops_for(kind, &place);

	return ops && !app->haven && kind_seen(app->actor, register_kind(ops->application)) &&
		kind_seen(app->actor, register_kind(ops->place));
}

struct screen *ranked_screen(struct app *app, const struct kind *kind, struct id id)
{
	struct ranked *r = mem_alloc(sizeof(*r));

	r->what = ops_for(kind, &r->from_place)->what;
	if (r->from_place)
		r->place = id;
	else
		r->application = id;
	r->told = -1;
	r->of.ops = &listed;
	return screen_init(&r->of.screen, &ranked_ops, app);
}
