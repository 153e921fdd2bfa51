/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A dossier of recognition on one screen: by which route, where it stands, what is
 * missing next, the authority's terms, papers, money, measures.  One key brings on
 * what is under the cursor; the dossier itself goes only where its route allows.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/moves.h"
#include "screens/bidi.h"
#include "screens/dossier_own.h"
#include "screens/past.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/record_words.h"
#include "screens/wrap.h"

#define STATES_MOST 20
#define NOTE_FROM_ROWS 24        /* what to know of the route, where there is room */

enum { ACT_STATE = ACT_OWN, ACT_DONE, ACT_ASKED, ACT_TRANSLATE, ACT_DROP, ACT_OPEN, ACT_ADD, ACT_FILL, ACT_FORM, ACT_ROW,
	ACT_PAYER, ACT_HISTORY };

static const char *value_of(const struct dossier *d, const char *field)
{
	return d->record ? record_get(d->record, field) : NULL;
}

/* ---- reading ---- */

static void about_words(struct dossier *d)
{
	static const char *const fields[] = { "route", "authority", "number", "occupation" };
	static const char *const days[] = { "submitted", "completed", "decided", "appealed", "full", "outcome" };

	str_clear(&d->about);
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (!value_of(d, fields[i]))
			continue;
		if (d->about.len)
			str_add(&d->about, term_separator());
		field_show(&d->about, kind_field(d->kind, fields[i]), value_of(d, fields[i]));
	}
	str_clear(&d->standing);
	field_show(&d->standing, kind_field(d->kind, "state"), value_of(d, "state"));
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		const struct field *field = kind_field(d->kind, days[i]);

		if (!value_of(d, days[i]))
			continue;
		str_addf(&d->standing, "%s%s: ", term_separator(), field_label(field));
		field_show(&d->standing, field, value_of(d, days[i]));
	}
}

static enum status read_standing(struct dossier *d, struct err *err)
{
	struct app *app = d->screen.app;
	enum status st = dossier_count(app->store, d->id, &d->counts, err);

	d->n_clocks = 0;
	if (st == ST_OK && kind_seen(app->actor, register_kind("clock")))
		st = dossier_clocks(app->store, d->id, d->clock, &d->n_clocks, err);
	if (st != ST_OK)
		return st;
	d->step = dossier_step_of(d->record, &d->counts, d->clock, d->n_clocks);
	str_clear(&d->next);
	dossier_next_words(&d->next, d->step, &d->counts);
	return ST_OK;
}

static enum status read_note(struct dossier *d, struct err *err)
{
	struct dossier_list list;
	struct ini_doc doc;
	enum status st;

	str_clear(&d->note);
	if (!value_of(d, "route"))
		return ST_OK;
	st = dossier_list_now(d->screen.app->store, value_of(d, "route"), &list, &doc, err);
	if (st == ST_OK && list.note)
		str_add(&d->note, _(list.note));
	ini_clear(&doc);
	return st;
}

static enum status load(struct dossier *d, struct err *err)
{
	struct app *app = d->screen.app;
	enum status st;

	record_free(d->record);
	d->record = NULL;
	st = read_record(app->store, app->actor, d->kind, d->id, &d->record, err);
	if (st != ST_OK)
		return st;
	str_clear(&d->name);
	if (value_of(d, "person") && id_parse(value_of(d, "person"), &d->person))
		app_title(app, &d->name, "person", d->person);
	about_words(d);
	st = read_standing(d, err);
	if (st == ST_OK)
		st = read_note(d, err);
	return st == ST_OK ? dossier_rows_load(d, err) : st;
}

static enum status open_it(struct screen *screen, struct err *err)
{
	static const struct vcol one = { .min = 1 };
	struct dossier *d = (struct dossier *)screen;
	enum status st;

	d->list = vlist_new(&one, 1);
	vlist_empty(d->list, _("No papers, no fees yet. p puts in what the route needs; a adds one by hand."));
	dossier_rows_columns(d);
	st = load(d, err);
	if (st == ST_OK && !id_none(d->at))
		vlist_go(d->list, d->at);
	return st;
}

static void title(const struct screen *screen, struct str *out)
{
	const struct dossier *d = (const struct dossier *)screen;

	struct str words = STR_INIT;

	bidi_part(out, term_separator(), str_get(&((struct dossier *)screen)->name));
	if (d->record)
		record_title(&words, d->record);
	bidi_part(out, term_separator(), str_get(&words));
	str_free(&words);
}

/* ---- drawing ---- */

static int note_rows(const struct dossier *d)
{
	return d->screen.body.rows >= NOTE_FROM_ROWS && d->note.len ? wrap_count(d->note.s, d->screen.body.cols - 2) : 0;
}

static int rows_of(const struct dossier *d, const struct str *text)
{
	return text->len ? wrap_count(text->s, d->screen.body.cols - 2) : 0;
}

static int head_rows(const struct dossier *d)
{
	return rows_of(d, &d->about) + rows_of(d, &d->standing) + rows_of(d, &d->next) + note_rows(d) + 1;
}

static void layout(struct screen *screen, struct area body)
{
	struct dossier *d = (struct dossier *)screen;
	int head = head_rows(d);

	body.row += head;
	body.rows -= head;
	vlist_layout(d->list, body);
}

static void draw(struct screen *screen)
{
	struct dossier *d = (struct dossier *)screen;
	struct area at = { screen->body.row, screen->body.col + 1, screen->body.rows, screen->body.cols - 2 };

	if (!d->record) {
		term_wrap(screen->body, LOOK_NORMAL, _("This record was removed. Esc goes back."));
		return;
	}
	layout(screen, screen->body);
	at.row += term_wrap(at, LOOK_NORMAL, str_get(&d->about));
	at.row += term_wrap(at, LOOK_NORMAL, str_get(&d->standing));
	at.row += term_wrap(at, LOOK_BOLD, str_get(&d->next));
	if (note_rows(d) > 0)
		at.row += term_wrap(at, LOOK_DIM, str_get(&d->note));
	term_rule(at.row, screen->body.col, screen->body.cols);
	vlist_draw(d->list, true);
}

/* ---- saving ---- */

static void saved(struct dossier *d, struct change *change, enum status st, const char *words, struct err *err)
{
	struct id set;

	if (d->screen.app->insist)
		change_insist(change);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st == ST_OK)
		app_saved(d->screen.app, set, words);
	else
		app_fail(d->screen.app, err);
}

static struct next put(struct dossier *d, const char *field, const char *value)
{
	const struct dossier_row *row = dossier_row_now(d);
	struct change *change = change_begin(d->screen.app->store, d->screen.app->actor);
	struct err err = { .text = "" };
	struct str words = STR_INIT;
	enum status st = change_set(change_update(change, row->kind, row->id, row->rev), field, value, &err);

	app_title(d->screen.app, &words, row->kind->name, row->id);
	saved(d, change, st, str_get(&words), &err);
	str_free(&words);
	return next_stay();
}

static void state_chosen(void *ctx, const char *state)
{
	struct dossier *d = ctx;
	struct change *change;
	struct err err = { .text = "" };
	struct str words = STR_INIT;
	enum status st;

	if (!d->record)
		return;
	change = change_begin(d->screen.app->store, d->screen.app->actor);
	st = change_set(change_update(change, d->kind, d->id, d->record->rev), "state", state, &err);
	record_title(&words, d->record);
	saved(d, change, st, str_get(&words), &err);
	str_free(&words);
}

static bool route_knows(const char *route, const char *state)
{
	static const char *const decided[] = { "recognised", "partly", "refused", "appealed" };
	bool advice = str_same(route, "comparability"), either = !route || str_same(route, "no_papers");

	if (str_same(state, "stated"))
		return advice || either;
	for (size_t i = 0; advice && i < ARRAY_LEN(decided); i++)
		if (str_same(decided[i], state))
			return false;
	return true;
}

/* States to which it may go from here on its route: what lies ahead, or, `back`, what lies behind and giving up. */
static int offer_states(const struct dossier *d, bool back, struct choice *out)
{
	const struct field *field = kind_field(d->kind, "state");
	const char *now = value_of(d, "state"), *route = value_of(d, "route");
	bool ahead = false;
	int n = 0;

	for (const struct choice *c = field->choices; c->key && n < STATES_MOST; c++) {
		/* Recognised is what everybody hopes for, also after an appeal. */
		bool behind = (!ahead && !str_same(c->key, "recognised")) || str_same(c->key, "withdrawn");

		ahead |= str_same(c->key, now);
		if (behind == back && !str_same(c->key, now) && moves_allow(field, now, c->key) && route_knows(route, c->key))
			out[n++] = *c;
	}
	return n;
}

static struct next choose_state(struct dossier *d)
{
	const struct field *state = kind_field(d->kind, "state");
	struct pick_request ask = { .title = field_label(state), .field = state, .picked = state_chosen, .ctx = d };
	struct choice offered[2 * STATES_MOST + 1];
	int n = offer_states(d, false, offered);

	n += offer_states(d, true, offered + n);
	offered[n] = (struct choice){ NULL, NULL };
	ask.choices = offered;
	return next_open(pick_screen(d->screen.app, &ask));
}

static void payer_chosen(void *ctx, const char *payer)
{
	(void)put(ctx, "payer", payer);
}

static struct next choose_payer(struct dossier *d)
{
	const struct field *field = kind_field(register_kind("fee"), "payer");
	struct pick_request ask = { .title = field_label(field), .field = field, .choices = field->choices,
		.picked = payer_chosen, .ctx = d };

	return next_open(pick_screen(d->screen.app, &ask));
}

static void kind_chosen(void *ctx, const char *kind)
{
	struct dossier *d = ctx;
	char text[37];
	struct preset preset = { "credential", text };

	id_text(d->id, text);
	app_open_later(d->screen.app, edit_preset_screen(d->screen.app, register_kind(kind), d->person, &preset, 1));
}

static const char *const adds[] = { "requirement", "fee", "measure", "training", "skilltest" };

static struct next choose_kind(struct dossier *d)
{
	struct pick_request ask = { .title = N_("Add"), .picked = kind_chosen, .ctx = d };
	struct choice offered[ARRAY_LEN(adds) + 1];
	int n = 0;

	for (size_t i = 0; i < ARRAY_LEN(adds); i++)
		if (kind_changed_by(d->screen.app->actor, register_kind(adds[i])))
			offered[n++] = (struct choice){ adds[i], register_kind(adds[i])->label };
	offered[n] = (struct choice){ NULL, NULL };
	ask.choices = offered;
	return next_open(pick_screen(d->screen.app, &ask));
}

static struct next fill(struct dossier *d)
{
	struct change *change = change_begin(d->screen.app->store, d->screen.app->actor);
	struct err err = { .text = "" };
	struct str words = STR_INIT;
	enum status st = dossier_fill(change, d->person, d->id, value_of(d, "route"), &err);

	record_title(&words, d->record);
	saved(d, change, st, str_get(&words), &err);
	str_free(&words);
	return next_stay();
}

/* ---- keys ---- */

/* What the keys make of a row, kind by kind: x the best that can happen, w asked for, n not needed, o open again. */
static const struct { const char *kind, *done, *asked, *drop, *open; } ways[] = {
	{ "requirement", "in_hand", "asked", "not_needed", "missing" },
	{ "fee", "paid", "asked", "not_needed", "open" },
	{ "measure", "passed", "under_way", "dropped", "planned" },
	{ "training", "finished", "under_way", "dropped", "planned" },
	{ "skilltest", "taken", NULL, "cancelled", "planned" },
};

static const char *way(const struct dossier_row *row, int act)
{
	for (size_t i = 0; row && i < ARRAY_LEN(ways); i++) {
		if (!str_same(ways[i].kind, row->kind->name))
			continue;
		/* A paper that is there is handed in next. */
		if (act == ACT_DONE && str_same(row->state, "in_hand"))
			return "sent";
		return act == ACT_DONE ? ways[i].done : act == ACT_ASKED ? ways[i].asked : act == ACT_DROP ? ways[i].drop : ways[i].open;
	}
	return NULL;
}

static const char *next_translation(const struct dossier_row *row)
{
	if (str_same(row->translation, "needed"))
		return "ordered";
	return str_same(row->translation, "ordered") ? "done" : "needed";
}

static struct next open_row(const struct dossier *d, const struct dossier_row *row)
{
	struct id none = { { 0 } };

	if (!row)
		return next_open(edit_screen(d->screen.app, d->kind, d->id, none));
	return next_open(record_screen(d->screen.app, row->kind, row->id));
}

static struct next act(struct screen *screen, int id)
{
	struct dossier *d = (struct dossier *)screen;
	const struct dossier_row *row = dossier_row_now(d);
	struct id none = { { 0 } };

	if (!d->record)
		return next_unused();
	switch (id) {
	case ACT_STATE: return choose_state(d);
	case ACT_DONE: case ACT_ASKED: case ACT_DROP: case ACT_OPEN: return put(d, "state", way(row, id));
	case ACT_TRANSLATE: return put(d, "translation", next_translation(row));
	case ACT_PAYER: return choose_payer(d);
	case ACT_ADD: return choose_kind(d);
	case ACT_FILL: return fill(d);
	case ACT_FORM: return next_open(edit_screen(screen->app, d->kind, d->id, none));
	case ACT_ROW: return open_row(d, row);
	case ACT_HISTORY: return next_open(history_screen(screen->app, row ? row->kind : d->kind, row ? row->id : d->id));
	default: return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { .text = "" };

	return vlist_key(((struct dossier *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct dossier *d = (struct dossier *)screen;
	struct err err = { .text = "" };

	if (!d->list || (news != NEWS_CHANGED && news != NEWS_LANGUAGE))
		return;
	if (load(d, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_it(struct screen *screen)
{
	struct dossier *d = (struct dossier *)screen;

	record_free(d->record);
	if (d->list)
		vlist_free(d->list);
	str_free(&d->name);
	str_free(&d->about);
	str_free(&d->standing);
	str_free(&d->next);
	str_free(&d->note);
	free(d->row);
	free(d);
}

static bool may(const struct screen *screen)
{
	const struct dossier *d = (const struct dossier *)screen;

	return d->record && kind_changed_by(screen->app->actor, d->kind);
}

static bool may_go(const struct screen *screen, int act_id)
{
	const struct dossier_row *row = dossier_row_now((const struct dossier *)screen);
	const char *to = way(row, act_id);

	return may(screen) && to && !str_same(to, row->state) && moves_allow(kind_field(row->kind, "state"), row->state, to);
}

static bool can_finish(const struct screen *screen)
{
	return may_go(screen, ACT_DONE);
}

static bool can_ask(const struct screen *screen)
{
	return may_go(screen, ACT_ASKED);
}

static bool can_drop(const struct screen *screen)
{
	return may_go(screen, ACT_DROP);
}

static bool can_reopen(const struct screen *screen)
{
	return may_go(screen, ACT_OPEN);
}

static bool can_translate(const struct screen *screen)
{
	const struct dossier_row *row = dossier_row_now((const struct dossier *)screen);

	return may(screen) && row && *row->translation && !str_same(row->state, "not_needed");
}

static bool is_fee(const struct screen *screen)
{
	const struct dossier_row *row = dossier_row_now((const struct dossier *)screen);

	return may(screen) && row && str_same(row->kind->name, "fee");
}

static bool can_fill(const struct screen *screen)
{
	const struct dossier *d = (const struct dossier *)screen;

	return may(screen) && d->counts.papers == 0 && record_get(d->record, "route");
}

static const struct action dossier_actions[] = {
	{ ACT_STATE, { 's' }, N_("state"), N_("Brings the dossier on: offers the states to which it can go on its route."),
		may, false },
	{ ACT_DONE, { 'x' }, N_("done"), N_("A paper is in hand, then handed in; a fee is paid; a measure is passed; training is "
		"finished."), can_finish, false },
	{ ACT_ASKED, { 'w' }, N_("asked for"), N_("A paper or money was asked for; a measure or training is under way."), can_ask,
		false },
	{ ACT_TRANSLATE, { 't' }, N_("translation"), N_("Sworn translation: needed, then ordered, then done."),
		can_translate, false },
	{ ACT_PAYER, { 'y' }, N_("who pays"), N_("Who pays, or is asked to."), is_fee, false },
	{ ACT_DROP, { 'n' }, N_("not needed"), N_("The authority does not ask for it."), can_drop, false },
	{ ACT_OPEN, { 'o' }, N_("open again"), N_("It turned out not to be there."), can_reopen, false },
	{ ACT_ADD, { 'a' }, N_("add"), N_("Adds a paper, a fee, a measure, training or a skills test."), may, false },
	{ ACT_FILL, { 'p' }, N_("papers"), N_("Puts in the papers and fees that the route needs."), can_fill, false },
	{ ACT_FORM, { 'e' }, N_("edit"), N_("Opens the form of the dossier: route, authority, its number there, days, what was "
		"decided."), may, false },
	{ ACT_ROW, { K_ENTER }, N_("open"), N_("Opens what is under the cursor; of a term, how it was counted."), NULL, false },
	{ ACT_HISTORY, { 'h' }, N_("history"), N_("Every change of what is under the cursor, who made it and when."), NULL, true },
	ACTION_END
};

static const struct screen_ops dossier_ops = {
	.name = "dossier", .actions = dossier_actions, .open = open_it, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_it,
};
SCREEN(dossier_ops);

struct screen *dossier_screen(struct app *app, struct id id)
{
	struct dossier *d = mem_alloc(sizeof(*d));

	d->kind = register_kind("credential");
	d->id = id;
	return screen_init(&d->screen, &dossier_ops, app);
}

struct screen *dossier_screen_of(struct app *app, const struct kind *kind, struct id record)
{
	struct id none = { { 0 } }, credential = none;
	struct record *held;
	struct screen *screen;

	if (read_brief(app->store, app->actor, kind, record, &held, NULL) == ST_OK) {
		if (!record_get(held, "credential") || !id_parse(record_get(held, "credential"), &credential))
			credential = none;
		record_free(held);
	}
	if (id_none(credential))
		return record_screen(app, kind, record);
	screen = dossier_screen(app, credential);
	((struct dossier *)screen)->at = record;
	return screen;
}
