/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A formal decision: where it stands, until when one may object and how that was
 * counted, and the keys that bring it on.  A key is there only where the state may go
 * that way; what is still missing is asked, or the form is opened for it.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/objection.h"
#include "register/change.h"
#include "register/moves.h"
#include "screens/bidi.h"
#include "screens/past.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/record_words.h"

struct decision {
	struct screen screen;
	const struct kind *kind;
	struct id id;
	struct record *record;
	struct str name, reckoning;
	const char *how;             /* chosen from the list: sent by */
};

enum { ACT_SIGN = ACT_OWN, ACT_SEND, ACT_OBJECT, ACT_UPHOLD, ACT_ALTER, ACT_WITHDRAW, ACT_FINAL, ACT_FORM, ACT_HISTORY };

static const char *value_of(const struct decision *d, const char *field)
{
	return d->record ? record_get(d->record, field) : NULL;
}

static enum status reckon(struct decision *d, struct err *err)
{
	struct store *store = d->screen.app->store;
	struct objection objection;
	bool none = str_same(value_of(d, "no_objection"), "yes");
	const char *term = value_of(d, "objection_term");
	char usual[TERM_TEXT_MAX] = "";
	enum status st = term || none ? ST_OK : objection_usual(store, usual, err);

	if (!term && *usual)
		term = usual;
	if (st == ST_OK)
		st = objection_count(store, none ? NULL : term, value_of(d, "sent"), value_of(d, "how"), &objection, err);
	str_clear(&d->reckoning);
	if (st != ST_OK)
		return st;
	objection.none = none;
	objection_words(&d->reckoning, &objection);
	return ST_OK;
}

static enum status load(struct decision *d, struct err *err)
{
	struct app *app = d->screen.app;
	struct id person;
	enum status st;

	record_free(d->record);
	d->record = NULL;
	st = read_record(app->store, app->actor, d->kind, d->id, &d->record, err);
	if (st != ST_OK)
		return st;
	str_clear(&d->name);
	if (value_of(d, "person") && id_parse(value_of(d, "person"), &person))
		app_title(app, &d->name, "person", person);
	return reckon(d, err);
}

static enum status open_it(struct screen *screen, struct err *err)
{
	return load((struct decision *)screen, err);
}

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a person */
	str_addf(out, _("%s: decision"), str_get(&((struct decision *)screen)->name));
}

/* Lines of label and value, the values below each other; returns the rows used. */
static int draw_fields(const struct decision *d, int row)
{
	static const char *const fields[] = { "what", "state", "reference", "plan", "mandate", "signatory", "decided", "sent",
		"how", "objected", "outcome_on", "outcome" };
	const struct area body = d->screen.body;
	int from = row, labels = 0;

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		int width = bidi_width(field_label(kind_field(d->kind, fields[i])));

		labels = width > labels ? width : labels;
	}
	if (labels > body.cols / 2)
		labels = body.cols / 2;
	for (size_t i = 0; i < ARRAY_LEN(fields) && row < body.row + body.rows - 4; i++) {
		const struct field *field = kind_field(d->kind, fields[i]);
		struct str words = STR_INIT;
		struct id id;

		if (!value_of(d, fields[i]))
			continue;
		if (field->kind == FIELD_REFERENCE && id_parse(value_of(d, fields[i]), &id))
			app_title(d->screen.app, &words, field->refers, id);
		else
			field_show(&words, field, value_of(d, fields[i]));
		term_text(row, body.col + 1, labels, LOOK_DIM, field_label(field));
		term_text(row++, body.col + labels + 3, body.cols - labels - 4, LOOK_NORMAL, str_get(&words));
		str_free(&words);
	}
	return row - from;
}

/* What comes next, in words: nobody has to know the keys of a procedure by heart. */
static const char *next_words(const struct decision *d)
{
	static const struct { const char *state, *words; } known[] = {
		{ "draft", N_("Next: fill in the mandate and sign it (s), or withdraw it (W).") },
		{ "signed", N_("Next: send it (e). From then on the time for objections runs.") },
		{ "sent", N_("The person may object (o). When the time is over without an objection the decision is final (f).") },
		{ "objected", N_("The objection is to be decided by somebody who did not take the decision: upheld (u), or changed (c).") },
		{ "upheld", N_("The objection was decided; the decision can be marked as final (f).") },
		{ "changed", N_("The decision was changed; what was changed stands above. It can be marked as final (f).") },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (str_same(value_of(d, "state"), known[i].state))
			return _(known[i].words);
	return "";
}

static void draw(struct screen *screen)
{
	struct decision *d = (struct decision *)screen;
	struct area body = screen->body;
	int row = body.row;

	if (!d->record) {
		term_wrap((struct area){ body.row + 1, body.col + 4, 3, body.cols - 8 }, LOOK_NORMAL,
			_("This decision was taken back. Esc goes back."));
		return;
	}
	row += draw_fields(d, row) + 1;
	row += term_wrap((struct area){ row, body.col + 1, 4, body.cols - 2 }, LOOK_BOLD, str_get(&d->reckoning)) + 1;
	if (row < body.row + body.rows)
		term_wrap((struct area){ row, body.col + 1, body.row + body.rows - row, body.cols - 2 }, LOOK_NORMAL, next_words(d));
}

static void layout(struct screen *screen, struct area body)
{
	(void)screen;
	(void)body;
}

/* Brings it into a state, with one more field that belongs to it; NULL: none. */
static enum status bring(struct decision *d, const char *state, const char *field, const char *value, struct err *err)
{
	struct app *app = d->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct change_item *item = change_update(change, d->kind, d->id, d->record->rev);
	struct str words = STR_INIT;
	struct id set;
	enum status st = change_set(item, "state", state, err);

	if (st == ST_OK && field)
		st = change_set(item, field, value, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st == ST_OK) {
		field_show(&words, kind_field(d->kind, "state"), state);
		app_saved(app, set, str_get(&words));
		str_free(&words);
	}
	return st;
}

/* What is missing is filled in on the form, which opens under the words of what it is. */
static struct next bring_now(struct decision *d, const char *state, const char *field, const char *value)
{
	struct app *app = d->screen.app;
	struct err err = { .text = "" };

	if (bring(d, state, field, value, &err) == ST_OK)
		return next_stay();
	app_fail(app, &err);
	if (str_same(err.field, "objection_term") || str_same(err.field, "plan"))
		return next_open(edit_screen(app, d->kind, d->id, (struct id){ { 0 } }));
	return next_stay();
}

static void how_picked(void *ctx, const char *canonical)
{
	const struct choice *choice = field_choice(kind_field(((struct decision *)ctx)->kind, "how"), canonical);

	((struct decision *)ctx)->how = choice ? choice->key : NULL;
}

/* How it is sent is asked each time: the days until it counts as arrived depend on it. */
static struct next send(struct decision *d)
{
	const char *how = d->how ? d->how : value_of(d, "how");
	const struct field *field = kind_field(d->kind, "how");
	struct pick_request ask = { .title = field_label(field), .field = field, .choices = field->choices, .picked = how_picked,
		.ctx = d, .act = ACT_SEND };

	d->how = NULL;
	return how ? bring_now(d, "sent", "how", how) : next_open(pick_screen(d->screen.app, &ask));
}

static enum status altered(void *ctx, struct app *app, const char *typed, struct err *err)
{
	(void)app;
	return bring(ctx, "changed", "outcome", typed, err);
}

static struct next act(struct screen *screen, int id)
{
	struct decision *d = (struct decision *)screen;

	if (!d->record)
		return next_unused();
	switch (id) {
	case ACT_SIGN: return bring_now(d, "signed", NULL, NULL);
	case ACT_SEND: return send(d);
	case ACT_OBJECT: return bring_now(d, "objected", NULL, NULL);
	case ACT_UPHOLD: return bring_now(d, "upheld", NULL, NULL);
	case ACT_ALTER:
		return next_open(ask_screen(screen->app, N_("What was changed?"), value_of(d, "outcome"), altered, d));
	case ACT_WITHDRAW: return bring_now(d, "withdrawn", NULL, NULL);
	case ACT_FINAL: return bring_now(d, "final", NULL, NULL);
	case ACT_FORM: return next_open(edit_screen(screen->app, d->kind, d->id, (struct id){ { 0 } }));
	case ACT_HISTORY: return next_open(history_screen(screen->app, d->kind, d->id));
	default: return next_unused();
	}
}

static void tell(struct screen *screen, enum news news)
{
	struct decision *d = (struct decision *)screen;
	struct err err = { .text = "" };
	enum status st;

	if (news != NEWS_CHANGED && news != NEWS_LANGUAGE)
		return;
	st = load(d, &err);
	if (st != ST_OK && st != ST_NOTFOUND)
		app_fail(screen->app, &err);
}

static void close_it(struct screen *screen)
{
	struct decision *d = (struct decision *)screen;

	record_free(d->record);
	str_free(&d->name);
	str_free(&d->reckoning);
	free(d);
}

static bool may_go(const struct screen *screen, const char *state)
{
	const struct decision *d = (const struct decision *)screen;

	return d->record && kind_changed_by(screen->app->actor, d->kind) && !str_same(value_of(d, "state"), state) &&
		moves_allow(kind_field(d->kind, "state"), value_of(d, "state"), state);
}

static bool can_sign(const struct screen *screen)
{
	return may_go(screen, "signed");
}

static bool can_send(const struct screen *screen)
{
	return may_go(screen, "sent");
}

static bool can_object(const struct screen *screen)
{
	return may_go(screen, "objected");
}

static bool can_uphold(const struct screen *screen)
{
	return may_go(screen, "upheld");
}

static bool can_alter(const struct screen *screen)
{
	return may_go(screen, "changed");
}

static bool can_withdraw(const struct screen *screen)
{
	return may_go(screen, "withdrawn");
}

static bool can_end(const struct screen *screen)
{
	return may_go(screen, "final");
}

static bool is_there(const struct screen *screen)
{
	return ((const struct decision *)screen)->record != NULL;
}

static const struct action decision_actions[] = {
	{ ACT_SIGN, { 's' }, N_("sign"), N_("It is decided and signed today, by you unless the form names somebody."), can_sign,
		false },
	{ ACT_SEND, { 'e' }, N_("send"), N_("It was sent today; asks how. The time for objections runs from then."), can_send,
		false },
	{ ACT_OBJECT, { 'o' }, N_("objection"), N_("An objection was received today."), can_object, false },
	{ ACT_UPHOLD, { 'u' }, N_("upheld"), N_("The objection was decided today: the decision stands."), can_uphold, false },
	{ ACT_ALTER, { 'c' }, N_("changed"), N_("The objection was decided today: the decision was changed; asks what."), can_alter,
		false },
	{ ACT_FINAL, { 'f' }, N_("final"), N_("Nobody can object any more."), can_end, false },
	{ ACT_WITHDRAW, { 'W' }, N_("withdraw"), N_("Takes the decision back; it stays in the file as withdrawn."), can_withdraw,
		false },
	{ ACT_FORM, { K_ENTER }, N_("form"), N_("Opens the form with all fields."), is_there, false },
	{ ACT_HISTORY, { 'h' }, N_("history"), N_("Every change of this decision, who made it and when."), is_there, true },
	ACTION_END
};

static const struct screen_ops decision_ops = {
	.name = "decision", .actions = decision_actions, .open = open_it, .title = title, .layout = layout, .draw = draw,
	.act = act, .tell = tell, .close = close_it,
};
SCREEN(decision_ops);

struct screen *decision_screen(struct app *app, struct id id)
{
	struct decision *d = mem_alloc(sizeof(*d));

	d->kind = register_kind("decision");
	d->id = id;
	return screen_init(&d->screen, &decision_ops, app);
}
