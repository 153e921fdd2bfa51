/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What became of the offer of a home, of a seat in a course or of an application, from its row in a person's file: the answer, and what it needs
 * besides, such as the reason where it came to nothing, or the first working day.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/change.h"
#include "register/moves.h"
#include "screens/person_own.h"
#include "screens/pick.h"

#define CHOICES 16

/* What an answer needs besides: a reason chosen from a list, or a day. */
static const struct besides { const char *kind, *answer, *field, *asks; } besides[] = {
	{ "placement", "ended", "ended_why", NULL },
	{ "placement", "declined", "why", NULL },
	{ "placement", "withdrawn", "why", NULL },
	{ "enrolment", "waiting", "why_not", NULL },
	{ "enrolment", "left", "why_left", NULL },
	{ "application", "refused", "reason", NULL },
	{ "application", "interview", "interview", N_("The interview is on:") },
	{ "application", "hired", "began", N_("The first working day is:") },
};

/* By kind; of a course only whoever has a seat or is offered one. */
static const struct asked { const char *kind, *states, *title; } asked[] = {
	{ "placement", NULL, N_("What became of the offer?") },
	{ "application", NULL, N_("What became of the application?") },
	{ "enrolment", " offered enrolled attending ", N_("What became of the seat?") },
};

static const struct asked *asked_of(const struct kind *kind)
{
	for (size_t i = 0; i < ARRAY_LEN(asked); i++)
		if (str_same(asked[i].kind, kind->name))
			return &asked[i];
	return NULL;
}

static bool is_asked(const struct kind *kind, const char *state)
{
	char *word = mem_fmt(" %s ", state ? state : "?");
	bool is = !asked_of(kind)->states || strstr(asked_of(kind)->states, word);

	free(word);
	return is;
}

/* Where the entry under the cursor stands, or NULL where it is none of these. Yours. */
static char *state_now(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;
	const struct person_row *row = p->list ? person_row_now(p) : NULL;
	struct record *record;
	char *state;

	if (!row || !row->kind || p->tab == TAB_PAST || !asked_of(row->kind)
		|| !kind_changed_by(screen->app->actor, row->kind)
		|| read_brief(screen->app->store, screen->app->actor, row->kind, row->id, &record, NULL) != ST_OK)
		return NULL;
	state = is_asked(row->kind, record_get(record, "state")) ? mem_str(record_get(record, "state")) : NULL;
	record_free(record);
	return state;
}

/* The choices that may follow; how many. */
static int ways_from(const struct kind *kind, const char *state, struct choice out[CHOICES + 1])
{
	const struct field *field = kind_field(kind, "state");
	int n = 0;

	for (const struct choice *c = field->choices; c->key && n < CHOICES; c++)
		if (!str_same(c->key, state) && moves_allow(field, state, c->key))
			out[n++] = (struct choice){ c->key, choice_label(field, c) };
	out[n] = (struct choice){ NULL, NULL };
	return n;
}

bool answers_can(const struct screen *screen)
{
	struct choice ways[CHOICES + 1];
	char *state = state_now(screen);
	bool can = state && ways_from(person_row_now((const struct person *)screen)->kind, state, ways) > 0;

	free(state);
	return can;
}

bool answers_can_go_on(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;
	char *state = state_now(screen);
	bool can = state && str_same(person_row_now(p)->kind->name, "application") &&
		(str_same(state, "planned") || str_same(state, "sent") || str_same(state, "interview"));

	free(state);
	return can;
}

static const struct besides *besides_of(const struct kind *kind, const char *answer)
{
	for (size_t i = 0; i < ARRAY_LEN(besides); i++)
		if (str_same(besides[i].kind, kind->name) && str_same(besides[i].answer, answer))
			return &besides[i];
	return NULL;
}

static enum status save(struct person *p, const char *value, struct err *err)
{
	struct app *app = p->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct change_item *item = change_update(change, p->moving.kind, p->moving.id, p->moving.rev);
	struct str title = STR_INIT;
	struct id set;
	enum status st = change_set(item, "state", p->answer, err);

	if (st == ST_OK && value)
		st = change_set(item, besides_of(p->moving.kind, p->answer)->field, value, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st != ST_OK)
		return st;
	app_title(app, &title, p->moving.kind->name, p->moving.id);
	app_saved(app, set, str_get(&title));
	str_free(&title);
	return ST_OK;
}

static void save_or_say(struct person *p, const char *value)
{
	struct err err = { .text = "" };

	if (save(p, value, &err) != ST_OK)
		app_fail(p->screen.app, &err);
}

static void reason_picked(void *ctx, const char *key)
{
	save_or_say(ctx, key);
}

static enum status day_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct date day;
	char text[11];

	(void)app;
	if (!date_typed(typed, clock_today(), &day) || !day.day)
		return err_set(err, ST_INVALID, _("This is a day that is known, such as 11 May or +7. Nothing was saved."));
	date_text(day, text);
	return save(ctx, text, err);
}

/* The window that asks for what the answer needs besides, or NULL where it was saved at once. */
static struct screen *answer(struct person *p, const char *state)
{
	const struct besides *more;
	struct str today = STR_INIT;
	struct screen *ask;

	p->answer = field_choice(kind_field(p->moving.kind, "state"), state)->key;
	more = besides_of(p->moving.kind, p->answer);
	if (!more) {
		save_or_say(p, NULL);
		return NULL;
	}
	if (!more->asks)
		return pick_screen(p->screen.app, &(struct pick_request){ .title = N_("Why?"), .picked = reason_picked, .ctx = p,
			.field = kind_field(p->moving.kind, more->field) });
	date_show(&today, clock_today());
	ask = ask_screen(p->screen.app, more->asks, str_get(&today), day_typed, p);
	str_free(&today);
	return ask;
}

static void answer_picked(void *ctx, const char *key)
{
	struct person *p = ctx;
	struct screen *ask = answer(p, key);

	if (ask)
		app_open_later(p->screen.app, ask);
}

struct next answers_ask(struct person *p)
{
	struct choice ways[CHOICES + 1];
	struct pick_request ask = { .choices = ways, .picked = answer_picked, .ctx = p };
	char *state = state_now(&p->screen);

	p->moving = *person_row_now(p);
	ask.title = asked_of(p->moving.kind)->title;
	ways_from(p->moving.kind, state, ways);
	free(state);
	return next_open(pick_screen(p->screen.app, &ask));
}

struct next answers_go_on(struct person *p)
{
	char *state = state_now(&p->screen);
	struct screen *ask;

	p->moving = *person_row_now(p);
	ask = answer(p, str_same(state, "planned") ? "sent" : str_same(state, "sent") ? "interview" : "hired");
	free(state);
	return ask ? next_open(ask) : next_stay();
}
