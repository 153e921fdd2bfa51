/* SPDX-License-Identifier: EUPL-1.2 */
/* What became of an offer of a home, from its row in a person's file: the answer, and the reason where it came to nothing. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/change.h"
#include "register/moves.h"
#include "screens/person_own.h"
#include "screens/pick.h"

#define CHOICES 16

/* Where the offer under the cursor stands, or NULL where it is no offer, or final. Yours. */
static char *state_now(const struct screen *screen)
{
	const struct person *p = (const struct person *)screen;
	const struct person_row *row = p->list ? person_row_now(p) : NULL;
	struct record *record;
	char *state;

	if (!row || !row->kind || p->tab == TAB_PAST || !str_same(row->kind->name, "placement")
		|| !kind_changed_by(screen->app->actor, row->kind)
		|| read_brief(screen->app->store, screen->app->actor, row->kind, row->id, &record, NULL) != ST_OK)
		return NULL;
	state = mem_str(record_get(record, "state"));
	record_free(record);
	return state;
}

/* The choices that may follow; how many. */
static int ways_from(const char *state, struct choice out[CHOICES + 1])
{
	const struct field *field = kind_field(register_kind("placement"), "state");
	int n = 0;

	for (const struct choice *c = field->choices; c->key && n < CHOICES; c++)
		if (!str_same(c->key, state) && moves_allow(field, state, c->key))
			out[n++] = (struct choice){ c->key, choice_label(field, c) };
	out[n] = (struct choice){ NULL, NULL };
	return n;
}

bool homes_can_answer(const struct screen *screen)
{
	struct choice ways[CHOICES + 1];
	char *state = state_now(screen);
	bool can = state && ways_from(state, ways) > 0;

	free(state);
	return can;
}

/* The field that says why, after this answer; or NULL. */
static const struct field *reason_of(const char *answer)
{
	const struct kind *kind = register_kind("placement");

	if (str_same(answer, "ended"))
		return kind_field(kind, "ended_why");
	if (str_same(answer, "declined") || str_same(answer, "withdrawn"))
		return kind_field(kind, "why");
	return NULL;
}

static void save(struct person *p, const char *why)
{
	struct app *app = p->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct change_item *item = change_update(change, p->moving.kind, p->moving.id, p->moving.rev);
	struct str title = STR_INIT;
	struct err err = { .text = "" };
	struct id set;
	enum status st = change_set(item, "state", p->answer, &err);

	if (st == ST_OK && why)
		st = change_set(item, reason_of(p->answer)->name, why, &err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	if (st == ST_OK) {
		app_title(app, &title, p->moving.kind->name, p->moving.id);
		app_saved(app, set, str_get(&title));
		str_free(&title);
	} else {
		app_fail(app, &err);
	}
}

static void reason_picked(void *ctx, const char *key)
{
	save(ctx, key);
}

static void answer_picked(void *ctx, const char *key)
{
	struct person *p = ctx;
	struct pick_request ask = { .title = _("Why?"), .picked = reason_picked, .ctx = p };

	p->answer = field_choice(kind_field(p->moving.kind, "state"), key)->key;
	ask.field = reason_of(p->answer);
	if (ask.field)
		app_open_later(p->screen.app, pick_screen(p->screen.app, &ask));
	else
		save(p, NULL);
}

struct next homes_answer(struct person *p)
{
	struct choice ways[CHOICES + 1];
	struct pick_request ask = { .title = _("What became of the offer?"), .choices = ways, .picked = answer_picked, .ctx = p };
	char *state = state_now(&p->screen);

	p->moving = *person_row_now(p);
	ways_from(state, ways);
	free(state);
	return next_open(pick_screen(p->screen.app, &ask));
}
