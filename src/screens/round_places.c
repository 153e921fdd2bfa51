/* SPDX-License-Identifier: EUPL-1.2 */
/* Which places a round gives: each is put in or left out; none chosen means all. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/board_own.h"
#include "screens/places.h"

#define HEAD_ROWS 1

struct round_places {
	struct listing of;
	enum match_what what;
	struct id *place;            /* all that are to be had */
	bool *in;
	int count;
	round_places_done *done;
	void *ctx;
};

enum { ACT_TURN = ACT_OWN, ACT_ALL, ACT_CLEAR, ACT_GO };

static void push_all(struct round_places *p)
{
	const char *kind = match_ops(p->what)->place;

	vlist_begin(p->of.list);
	for (int i = 0; i < p->count; i++) {
		struct vrow row = { .id = p->place[i], .tag = i, .sign = p->in[i] ? SIGN_BOX_ON : SIGN_BOX_OFF };
		struct str title = STR_INIT;

		app_title(p->of.screen.app, &title, kind, p->place[i]);
		row.cell[0] = str_take(&title);
		vlist_push(p->of.list, &row);
	}
	vlist_end(p->of.list);
}

/* Read once: which were chosen stays while the screen stands. */
static enum status load(struct listing *of, struct err *err)
{
	struct round_places *p = (struct round_places *)of;
	struct app *app = of->screen.app;
	struct match_facts facts;
	struct id *place;
	bool *in;
	enum status st = match_read(app->store, app->actor, p->what, NULL, &facts, err);

	if (st != ST_OK)
		return st;
	place = mem_array((size_t)facts.n_places + 1, sizeof(*place));
	in = mem_array((size_t)facts.n_places + 1, sizeof(*in));
	for (int i = 0; i < facts.n_places; i++) {
		place[i] = facts.place[i].id;
		for (int k = 0; k < p->count; k++)
			in[i] |= p->in[k] && id_same(p->place[k], place[i]);
	}
	free(p->place);
	free(p->in);
	p->place = place;
	p->in = in;
	p->count = facts.n_places;
	match_facts_clear(&facts);
	push_all(p);
	return ST_OK;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _(register_kind(match_ops(((struct round_places *)of)->what)->place)->label), .min = 20 },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("Nothing is to be had at present."));
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Places of the round"));
}

static int chosen(const struct round_places *p)
{
	int n = 0;

	for (int i = 0; i < p->count; i++)
		n += p->in[i];
	return n;
}

static void draw(struct screen *screen)
{
	struct round_places *p = (struct round_places *)screen;
	int n = chosen(p);
	/* TRANSLATORS: two numbers */
	char *words = n ? mem_fmt(_("Chosen: %d of %d."), n, p->count) : mem_fmt(_("None chosen: all %d are given."), p->count);

	term_text(screen->body.row, screen->body.col + 1, screen->body.cols - 2, LOOK_NOTE, words);
	vlist_draw(p->of.list, true);
	free(words);
}

static struct next go(struct round_places *p)
{
	struct id *place = mem_array((size_t)p->count + 1, sizeof(*place));
	struct err err = { .text = "" };
	enum status st;
	int n = 0;

	for (int i = 0; i < p->count; i++)
		if (p->in[i])
			place[n++] = p->place[i];
	st = p->done(p->ctx, place, n, &err);
	free(place);
	if (st == ST_OK)
		return next_back();
	app_fail(p->of.screen.app, &err);
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct round_places *p = (struct round_places *)screen;
	int at = listing_now(screen);

	if (id == ACT_GO)
		return go(p);
	if (id == ACT_TURN && at >= 0)
		p->in[at] = !p->in[at];
	for (int i = 0; i < p->count && id != ACT_TURN; i++)
		p->in[i] = id == ACT_ALL;
	push_all(p);
	return next_stay();
}

static bool has_row(const struct screen *screen)
{
	return listing_now(screen) >= 0;
}

static const struct action places_actions[] = {
	{ ACT_TURN, { ' ', K_ENTER, 'x' }, N_("in or out"), N_("Puts the place under the cursor into the round, or leaves it out."),
		has_row, false },
	{ ACT_GO, { K_F2, K_CTRL('s') }, N_("compute"), N_("Computes the round with these places."), NULL, false },
	{ ACT_ALL, { 'a' }, N_("all"), N_("Chooses every place."), has_row, false },
	{ ACT_CLEAR, { 'n' }, N_("choose none"), N_("Chooses none by name: then all are given."), has_row, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	struct round_places *p = (struct round_places *)of;

	free(p->place);
	free(p->in);
}

static const struct listing_ops listed = { .columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS };

static const struct screen_ops places_ops = {
	.name = "round_places", .actions = places_actions, .open = listing_open, .title = title, .layout = listing_layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(places_ops);

struct screen *round_places_screen(struct app *app, enum match_what what, const struct id *place, int n, round_places_done *done,
	void *ctx)
{
	struct round_places *p = mem_alloc(sizeof(*p));

	p->what = what;
	p->place = mem_array((size_t)n + 1, sizeof(*p->place));
	p->in = mem_array((size_t)n + 1, sizeof(*p->in));
	p->count = n;
	for (int i = 0; i < n; i++) {
		p->place[i] = place[i];
		p->in[i] = true;
	}
	p->done = done;
	p->ctx = ctx;
	p->of.ops = &listed;
	return screen_init(&p->of.screen, &places_ops, app);
}
