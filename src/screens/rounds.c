/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds in which many people and few places were brought together, the youngest first; a new one is begun here. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/round.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/measured.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/record_words.h"

#define MOST 500
#define HEAD_ROWS 1

struct rounds {
	struct listing of;
	struct { struct id id; bool seen; } *round;      /* seen: with its proposals */
	int count;
};

enum { ACT_OPEN = ACT_OWN, ACT_NEW, ACT_REPORT };

static enum sign sign_of(const char *state)
{
	if (str_same(state, "closed"))
		return SIGN_DONE;
	if (str_same(state, "cancelled"))
		return SIGN_NOT_NEEDED;
	return str_same(state, "published") ? SIGN_UNDER_WAY : SIGN_OPEN;
}

static bool sees(const struct app *app, const char *word)
{
	enum match_what what;

	return word && match_named(word, &what) && kind_seen(app->actor, register_kind(match_ops(what)->proposal));
}

/* How many proposals of a published round nobody decided yet. */
static char *undecided(struct app *app, struct id round)
{
	struct round_list list;
	int n = 0;

	if (round_list_read(app->store, app->actor, round, &list, NULL) != ST_OK)
		return NULL;
	for (int i = 0; i < list.count; i++)
		n += str_same(list.pair[i].state, "proposed");
	round_list_clear(&list);
	return mem_fmt("%d", n);
}

static void push(struct rounds *r, const struct record *record)
{
	static const char *const cells[] = { "what", "day", "state", "people", "places", "placed" };
	struct vrow row = { .id = record->id, .tag = r->count, .sign = sign_of(record_get(record, "state")) };

	for (int i = 0; i < (int)ARRAY_LEN(cells); i++)
		row.cell[i] = record_get(record, cells[i]) ? record_shown(record, cells[i]) : NULL;
	r->round[r->count].id = record->id;
	r->round[r->count].seen = sees(r->of.screen.app, record_get(record, "what"));
	if (r->round[r->count++].seen && str_same(record_get(record, "state"), "published"))
		row.cell[ARRAY_LEN(cells)] = undecided(r->of.screen.app, record->id);
	row.cell[ARRAY_LEN(cells) + 1] = measured_points(record_get(record, "points"));
	vlist_push(r->of.list, &row);
}

static enum status load(struct listing *of, struct err *err)
{
	struct rounds *r = (struct rounds *)of;
	struct app *app = of->screen.app;
	const struct kind *kind = register_kind("round");
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "day"), .descending = true };
	struct list_page page;
	enum status st = read_list(app->store, app->actor, &query, NULL, false, MOST, &page, err);

	if (st != ST_OK)
		return st;
	r->count = 0;
	r->round = mem_resize(r->round, (size_t)page.count + 1, sizeof(*r->round));
	str_clear(&of->head);
	str_add(&of->head, _("Who gets what, by the published criteria; a person confirms each one."));
	vlist_begin(of->list);
	for (int i = 0; i < page.count; i++)
		push(r, page.record[i]);
	vlist_end(of->list);
	list_page_free(&page);
	return ST_OK;
}

static void columns(struct listing *of)
{
	const struct kind *kind = register_kind("round");
	const struct vcol col[] = {
		{ .label = field_label(kind_field(kind, "what")), .min = 10, .max = 18 },
		{ .label = field_label(kind_field(kind, "day")), .min = 12, .max = 18, .whole = true },
		{ .label = field_label(kind_field(kind, "state")), .min = 14, .max = 18 },
		{ .label = pgettext("round", "Waiting"), .min = 7, .max = 10, .priority = 5, .end = true, .whole = true },
		{ .label = pgettext("round", "To be had"), .min = 9, .max = 12, .priority = 3, .end = true, .whole = true },
		{ .label = pgettext("round", "Proposed"), .min = bidi_width(pgettext("round", "Proposed")), .max = 16, .priority = 1, .end = true, .whole = true },
		{ .label = pgettext("round", "To decide"), .min = bidi_width(pgettext("round", "To decide")), .max = 16, .end = true,
			.whole = true },
		{ .label = _("Points"), .min = 8, .max = 14, .priority = 4, .end = true, .whole = true },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("No round was computed yet. n computes the first one: nothing is saved before you say so."));
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Rounds of allocation"));
}

static void draw(struct screen *screen)
{
	struct rounds *r = (struct rounds *)screen;

	listing_head(&r->of, NULL);
	vlist_draw(r->of.list, true);
}

/* ---- keys ---- */

static bool may_round(const struct app *app, const struct match_ops *ops)
{
	return ops && kind_changed_by(app->actor, register_kind(ops->proposal));
}

static void what_picked(void *ctx, const char *what)
{
	struct app *app = ctx;

	app_open_later(app, board_new_screen(app, what));
}

static struct next begin(struct app *app)
{
	struct choice offered[MATCH_KINDS + 1];
	struct pick_request ask = { .title = N_("A round of what?"), .choices = offered, .picked = what_picked, .ctx = app };
	int n = 0;

	for (int i = 0; i < MATCH_KINDS; i++) {
		const struct match_ops *ops = match_ops((enum match_what)i);

		if (may_round(app, ops))
			offered[n++] = (struct choice){ ops->word, ops->title };
	}
	offered[n] = (struct choice){ NULL, NULL };
	return next_open(pick_screen(app, &ask));
}

static struct next act(struct screen *screen, int id)
{
	const struct rounds *r = (const struct rounds *)screen;
	int at = listing_now(screen);

	if (id == ACT_NEW)
		return begin(screen->app);
	if (at < 0 || at >= r->count)
		return next_unused();
	if (id == ACT_OPEN && !r->round[at].seen) {
		app_say(screen->app, "%s", _("Proposals of this kind are not for your role to see."));
		return next_stay();
	}
	return next_open(id == ACT_OPEN ? board_screen(screen->app, r->round[at].id) :
		round_report_screen(screen->app, r->round[at].id));
}

static bool has_row(const struct screen *screen)
{
	return listing_now(screen) >= 0;
}

static bool can_begin(const struct screen *screen)
{
	for (int i = 0; i < MATCH_KINDS; i++)
		if (may_round(screen->app, match_ops((enum match_what)i)))
			return true;
	return false;
}

bool rounds_any(const struct app *app)
{
	return kind_seen(app->actor, register_kind("round")) && !app->haven;
}

static const struct action rounds_actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Opens the round's board: who gets what, and what is decided."), has_row, false },
	{ ACT_NEW, { 'n', 'a', K_INSERT }, N_("new round"), N_("Computes a new round of homes, jobs, courses or mentors and shows it; "
		"nothing is saved before F2."), can_begin, false },
	{ ACT_REPORT, { K_F5 }, N_("proof"), N_("The round as a paper: by which criteria, how many, whether the proof and the proposals "
		"agree, how evenly people live before and after it."), has_row, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	free(((struct rounds *)of)->round);
}

static const struct listing_ops listed = { .columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS };

static const struct screen_ops rounds_ops = {
	.name = "rounds", .actions = rounds_actions, .open = listing_open, .title = title, .layout = listing_layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(rounds_ops);

struct screen *rounds_screen(struct app *app)
{
	struct rounds *r = mem_alloc(sizeof(*r));

	r->of.ops = &listed;
	return screen_init(&r->of.screen, &rounds_ops, app);
}
