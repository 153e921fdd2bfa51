/* SPDX-License-Identifier: EUPL-1.2 */
/* One proposal confirmed, declined, given to somebody else or withdrawn: what is asked first, and what is said then. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/propose.h"
#include "screens/bidi.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/proposal_own.h"

#define INSTEAD_MOST 60

/* The proposal that was looked at when it was asked about. */
struct decision { struct app *app; const struct kind *kind; struct proposal_at at; struct id instead; char *person, *why; };

static void forget(void *ctx)
{
	struct decision *d = ctx;

	free(d->person);
	free(d->why);
	free(d);
}

static struct decision *decision_of(struct app *app, const struct proposal_at *at)
{
	struct decision *d = mem_alloc(sizeof(*d));
	struct str name = STR_INIT;

	app_title(app, &name, "person", at->person);
	*d = (struct decision){ .app = app, .kind = register_kind(at->ops->proposal), .at = *at, .person = str_take(&name) };
	return d;
}

/* What was saved, as Ctrl-Z takes it back; `form` names the person. */
static void say_saved(const struct decision *d, struct id set, const char *form)
{
	struct str what = STR_INIT;

	str_addf(&what, form, d->person);
	app_saved(d->app, set, str_get(&what));
	str_free(&what);
}

struct next proposal_confirm(struct app *app, const struct proposal_at *at)
{
	struct decision *d = decision_of(app, at);
	struct err err = { .text = "" };
	struct id set;

	if (propose_confirm(app->store, app->actor, d->kind, d->at.proposal, d->at.rev, &set, &err) == ST_OK)
		/* TRANSLATORS: %s is a person's name; what was saved */
		say_saved(d, set, _("confirmed for %s"));
	else
		app_fail(app, &err);
	forget(d);
	return next_stay();
}

static enum status declined(void *ctx, struct app *app, const char *reason, struct err *err)
{
	struct decision *d = ctx;
	struct id set;
	enum status st = propose_decline(app->store, app->actor, d->kind, d->at.proposal, d->at.rev, d->why,
		str_empty(reason) ? NULL : reason, &set, err);

	if (st == ST_OK)
		/* TRANSLATORS: %s is a person's name; what was saved */
		say_saved(d, set, _("declined for %s"));
	return st;
}

static void why_picked(void *ctx, const char *why)
{
	struct decision *d = ctx;

	d->why = mem_str(why);
	app_open_later(d->app, ask_owning_screen(d->app, N_("In words, where there is more to say:"), "",
		declined, d, forget));
}

struct next proposal_decline(struct app *app, const struct proposal_at *at)
{
	struct decision *d = decision_of(app, at);
	const struct field *why = kind_field(d->kind, "why");
	struct pick_request ask = { .title = field_label(why), .field = why, .choices = why->choices, .picked = why_picked,
		.not_picked = forget, .ctx = d };
	struct screen *screen = pick_screen(app, &ask);

	if (!screen)
		forget(d);
	return next_open(screen);
}

static enum status withdrawn(void *ctx, struct app *app, const char *reason, struct err *err)
{
	struct decision *d = ctx;
	struct id set;
	enum status st = propose_withdraw(app->store, app->actor, d->kind, d->at.proposal, d->at.rev, reason, &set, err);

	if (st == ST_OK)
		/* TRANSLATORS: %s is a person's name; what was saved */
		say_saved(d, set, _("withdrawn for %s"));
	return st;
}

struct next proposal_withdraw(struct app *app, const struct proposal_at *at)
{
	return next_open(ask_owning_screen(app, N_("Why is the proposal withdrawn?"), "", withdrawn, decision_of(app, at), forget));
}

static enum status overridden(void *ctx, struct app *app, const char *reason, struct err *err)
{
	struct decision *d = ctx;
	struct id set;
	enum status st = propose_override(app->store, app->actor, d->kind, d->at.proposal, d->at.rev, d->instead, reason, &set, err);

	if (st == ST_OK)
		/* TRANSLATORS: %s is a person's name; what was saved */
		say_saved(d, set, _("place proposed for %s goes elsewhere"));
	return st;
}

static void instead_picked(void *ctx, const char *application)
{
	struct decision *d = ctx;

	id_parse(application, &d->instead);
	app_open_later(d->app, ask_owning_screen(d->app, N_("Why does it go elsewhere than proposed?"), "",
		overridden, d, forget));
}

static char *label_of(struct app *app, const struct match_candidate *candidate, const struct match_score *score)
{
	struct str out = STR_INIT, points = STR_INIT, words = STR_INIT;

	app_title(app, &words, "person", candidate->person);
	match_points_words(&points, score->points);
	bidi_part(&out, term_separator(), str_get(&words));
	bidi_part(&out, term_separator(), str_get(&points));
	str_free(&points);
	str_free(&words);
	return str_take(&out);
}

/* Whoever waits and nothing stands against, best first, and nobody; keys and labels are the caller's. */
static enum status offer_instead(struct app *app, const struct proposal_at *at, struct choice *out, int *n, struct err *err)
{
	struct match_facts facts;
	struct match_rule rule;
	struct match_pick pick = { .place = at->place, .rule = &rule };
	struct match_rank *rank;
	int count;
	enum status st = match_rule_on(app->store, at->ops->what, "", &rule, err);

	if (st != ST_OK)
		return st;
	st = match_read(app->store, app->actor, at->ops->what, &pick, &facts, err);
	if (st == ST_OK) {
		rank = match_rank(&facts, &rule, INSTEAD_MOST, &count);
		for (int i = 0; i < count; i++) {
			const struct match_candidate *candidate = &facts.candidate[rank[i].candidate];
			char key[37];

			if (!rank[i].score.admissible || id_same(candidate->application, at->application))
				continue;
			id_text(candidate->application, key);
			out[(*n)++] = (struct choice){ mem_str(key), label_of(app, candidate, &rank[i].score) };
		}
		free(rank);
		match_facts_clear(&facts);
	}
	match_rule_clear(&rule);
	return st;
}

static struct screen *offer_others(void *ctx)
{
	struct decision *d = ctx;
	struct app *app = d->app;
	struct choice offered[INSTEAD_MOST + 2];
	struct pick_request ask = { .title = N_("Who gets it instead?"), .choices = offered, .picked = instead_picked,
		.not_picked = forget, .anew = offer_others, .ctx = d };
	struct err err = { .text = "" };
	struct screen *screen = NULL;
	int n = 0;
	enum status st;

	offered[n++] = (struct choice){ mem_str("nobody"), mem_str(_("Nobody in this round")) };
	st = offer_instead(app, &d->at, offered, &n, &err);
	offered[n] = (struct choice){ NULL, NULL };
	if (st == ST_OK)
		screen = pick_screen(app, &ask);
	else
		app_fail(app, &err);
	for (int i = 0; i < n; i++) {
		free((void *)(uintptr_t)offered[i].key);
		free((void *)(uintptr_t)offered[i].label);
	}
	return screen;
}

struct next proposal_override(struct app *app, const struct proposal_at *at)
{
	struct decision *d = decision_of(app, at);
	struct screen *screen = offer_others(d);

	if (!screen)
		forget(d);
	return next_open(screen);
}
