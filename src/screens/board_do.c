/* SPDX-License-Identifier: EUPL-1.2 */
/* What is done on a board: weights tried, places chosen, rounds saved and published, proposals decided. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "screens/board_own.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/proposal_own.h"

static struct next fail(struct board *b, const struct err *err)
{
	app_fail(b->of.screen.app, err);
	return next_stay();
}

static void reload(struct board *b)
{
	struct err err = { .text = "" };

	if (board_load(&b->of, &err) != ST_OK)
		app_fail(b->of.screen.app, &err);
}

/* ---- the round ---- */

struct next board_save(struct board *b)
{
	struct app *app = b->of.screen.app;
	struct err err = { .text = "" };
	struct id set;
	int placed = b->computed->placed;
	char *what;

	if (round_save(app->store, app->actor, b->computed, &set, &err) != ST_OK)
		return fail(b, &err);
	b->round = b->computed->id;
	round_free(b->computed);
	b->computed = NULL;
	what = mem_fmt(ngettext("round with %d proposal", "round with %d proposals", (unsigned long)placed), placed);
	app_saved(app, set, what);
	free(what);
	return next_stay();
}

static void published(void *ctx, const char *answer)
{
	struct board *b = ctx;
	struct app *app = b->of.screen.app;
	struct err err = { .text = "" };

	if (!str_same(answer, "publish"))
		return;
	if (round_publish(app->store, app->actor, b->round, &err) != ST_OK) {
		app_fail(app, &err);
		return;
	}
	app_wrote(app);
	app_say(app, "%s", _("The round is published. Each proposal is decided by itself now: x confirms, d declines, o gives it to "
		"somebody else."));
}

struct next board_publish(struct board *b)
{
	static const struct choice choices[] = { { "publish", N_("Publish the proposals") }, { "not", N_("Not yet") }, { NULL, NULL } };
	struct pick_request ask = { .title = N_("Publish this round?"), .choices = choices, .picked = published, .ctx = b };

	return next_open(pick_screen(b->of.screen.app, &ask));
}

struct next board_close(struct board *b)
{
	struct app *app = b->of.screen.app;
	struct err err = { .text = "" };

	if (round_close(app->store, app->actor, b->round, &err) != ST_OK)
		return fail(b, &err);
	app_wrote(app);
	app_say(app, "%s", _("The round is closed. What was decided stands."));
	return next_stay();
}

static enum status cancelled(void *ctx, struct app *app, const char *reason, struct err *err)
{
	struct board *b = ctx;
	enum status st = round_cancel(app->store, app->actor, b->round, reason, err);

	if (st != ST_OK)
		return st;
	app_wrote(app);
	app_say(app, "%s", _("The round is called off. What was confirmed before stands."));
	return ST_OK;
}

struct next board_cancel(struct board *b)
{
	return next_open(ask_screen(b->of.screen.app, N_("Why is the round called off?"), "", cancelled, b));
}

struct next board_lock(struct board *b)
{
	struct app *app = b->of.screen.app;
	const struct round_pair *pair = board_now(b);
	bool lock = !pair->locked;
	struct err err = { .text = "" };

	if (propose_lock(app->store, app->actor, b->kind, pair->proposal, lock, &err) != ST_OK)
		return fail(b, &err);
	app_wrote(app);
	app_say(app, "%s", lock ? _("Locked: it stays as it is when the round is computed again.") :
		_("No longer locked: it may change when the round is computed again."));
	return next_stay();
}

/* ---- one proposal ---- */

static struct proposal_at at_now(const struct board *b)
{
	const struct round_pair *pair = board_now(b);

	return (struct proposal_at){ b->ops, pair->proposal, pair->application, pair->person, pair->place, pair->rev };
}

struct next board_confirm(struct board *b)
{
	struct proposal_at at = at_now(b);

	return proposal_confirm(b->of.screen.app, &at);
}

struct next board_decline(struct board *b)
{
	struct proposal_at at = at_now(b);

	return proposal_decline(b->of.screen.app, &at);
}

struct next board_override(struct board *b)
{
	struct proposal_at at = at_now(b);

	return proposal_override(b->of.screen.app, &at);
}

struct next board_withdraw(struct board *b)
{
	struct proposal_at at = at_now(b);

	return proposal_withdraw(b->of.screen.app, &at);
}

/* ---- weights ---- */

struct weighing { struct board *board; int criterion; };

static enum status weighed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct weighing *w = ctx;
	struct board *b = w->board;
	struct match_criterion *by = &b->rule.criterion[w->criterion];
	char *end;
	long weight = strtol(typed, &end, 10);
	int before = by->weight;
	enum status st;

	if (end == typed || *end || weight < 1 || weight > MATCH_WEIGHT_MOST)
		return err_set(err, ST_INVALID, _("A weight is a whole number from 1 to %d."), MATCH_WEIGHT_MOST);
	by->weight = (int)weight;
	st = board_try(b, err);
	if (st != ST_OK)
		by->weight = before;
	else
		reload(b);
	if (st == ST_OK)
		app_say(app, "%s", _("Tried only: nothing is saved. u shows the result as it was computed; the town's criteria are changed on "
			"their own screen."));
	return st;
}

static char *weight_words(void *ctx)
{
	const struct weighing *w = ctx;

	/* TRANSLATORS: %s is a criterion */
	return mem_fmt(_("Weight of “%s”, tried:"), match_text(w->board->rule.criterion[w->criterion].label));
}

static void wish_picked(void *ctx, const char *key)
{
	struct board *b = ctx;
	const struct match_criterion *by = match_criterion_named(&b->rule, key);
	struct weighing *w;
	struct screen *ask;
	char *now;

	if (!by)
		return;
	w = mem_alloc(sizeof(*w));
	*w = (struct weighing){ b, (int)(by - b->rule.criterion) };
	now = mem_fmt("%d", by->weight);
	ask = ask_owning_screen(b->of.screen.app, NULL, now, weighed, w, free);
	app_open_later(b->of.screen.app, ask_in_words(ask, weight_words));
	free(now);
}

/* Weights are tried one after the other, until the result is shown again. */
static enum status have_rule(struct board *b, struct err *err)
{
	if (b->shows == BOARD_TRY)
		return ST_OK;
	match_rule_clear(&b->rule);
	return board_rule(b, &b->rule, err);
}

static struct screen *offer_wishes(void *ctx)
{
	struct board *b = ctx;
	struct choice offered[MATCH_CRITERIA_MOST + 1];
	struct pick_request ask = { .title = N_("Which weight is tried?"), .choices = offered, .picked = wish_picked,
		.anew = offer_wishes, .ctx = b };
	struct screen *screen;
	int n = 0;

	for (int i = 0; i < b->rule.count; i++) {
		const struct match_criterion *by = &b->rule.criterion[i];

		if (!by->condition)
			/* TRANSLATORS: a criterion and its weight */
			offered[n++] = (struct choice){ by->key, mem_fmt(pgettext("weight", "%s: %d"), match_text(by->label), by->weight) };
	}
	offered[n] = (struct choice){ NULL, NULL };
	screen = pick_screen(b->of.screen.app, &ask);
	for (int i = 0; i < n; i++)
		free((void *)(uintptr_t)offered[i].label);
	return screen;
}

struct next board_weigh(struct board *b)
{
	struct err err = { .text = "" };

	if (have_rule(b, &err) != ST_OK)
		return fail(b, &err);
	return next_open(offer_wishes(b));
}

/* ---- which places ---- */

static enum status places_chosen(void *ctx, const struct id *place, int n, struct err *err)
{
	struct board *b = ctx;
	struct id *before = b->place;
	int n_before = b->n_places;
	enum status st;

	b->place = NULL;
	b->n_places = n;
	if (n > 0) {
		b->place = mem_array((size_t)n, sizeof(*place));
		memcpy(b->place, place, (size_t)n * sizeof(*place));
	}
	st = board_compute(b, err);
	if (st == ST_OK) {
		free(before);
		reload(b);
		return ST_OK;
	}
	free(b->place);
	b->place = before;
	b->n_places = n_before;
	return st;
}

struct next board_places(struct board *b)
{
	return next_open(round_places_screen(b->of.screen.app, b->what, b->place, b->n_places, places_chosen, b));
}
