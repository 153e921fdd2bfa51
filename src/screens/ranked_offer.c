/* SPDX-License-Identifier: EUPL-1.2 */
/* The single offer out of a ranked list: asked first, and who is passed over is told; made with its proposal, and undone as one. */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/homes.h"
#include "match/propose.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/ranked_own.h"

struct offering { struct app *app; struct offer_of of; char *name, *heading; };

static void forget(void *ctx)
{
	struct offering *o = ctx;

	free(o->name);
	free(o->heading);
	free(o);
}

static enum status make(const struct offering *o, struct date by, struct id *set, struct err *err)
{
	struct app *app = o->app;

	switch (o->of.what) {
	case MATCH_HOMES: return propose_home(app->store, app->actor, o->of.application, o->of.place, by, NULL, set, err);
	case MATCH_COURSES: return propose_seat(app->store, app->actor, o->of.application, o->of.place, by, NULL, set, err);
	default: return propose_offer(app->store, app->actor, o->of.what, o->of.application, o->of.place, NULL, set, err);
	}
}

static void say_made(const struct offering *o, struct id set)
{
	/* TRANSLATORS: what was saved; %s is a name */
	char *what = mem_fmt(_("offer to %s"), o->name);

	app_saved(o->app, set, what);
	free(what);
}

/* Homes and seats are held until an answer. Nothing typed: as long as usual. */
static enum status until(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct offering *o = ctx;
	struct date by = { 0, 0, 0 };
	struct id set;
	enum status st;

	(void)app;
	if (!str_empty(typed) && (!date_typed(typed, clock_today(), &by) || !by.day))
		return err_set(err, ST_INVALID, _("An answer is awaited up to a certain day, such as 11 May or +7. Nothing was saved."));
	st = make(o, by, &set, err);
	if (st == ST_OK)
		say_made(o, set);
	return st;
}

static char *until_words(void *ctx)
{
	const struct offering *o = ctx;
	int before = o->of.before;

	/* TRANSLATORS: how many people; a person's name */
	return before ? mem_fmt(ngettext("%d person comes before. Offer it to %s all the same, until:",
		"%d people come before. Offer it to %s all the same, until:", (unsigned long)before), before, o->name) :
		/* TRANSLATORS: %s is a person's name */
		mem_fmt(_("Offer it to %s. An answer is awaited until:"), o->name);
}

static struct screen *ask_until(struct offering *o)
{
	struct str day = STR_INIT;
	struct screen *screen;

	if (o->of.what == MATCH_HOMES)
		date_show(&day, date_add_days(clock_today(), HOME_ANSWER_DAYS));
	screen = ask_in_words(ask_owning_screen(o->app, NULL, str_get(&day), until, o, forget), until_words);
	str_free(&day);
	return screen;
}

static void answered(void *ctx, const char *answer)
{
	struct offering *o = ctx;
	struct err err = { .text = "" };
	struct id set;

	if (str_same(answer, "offer")) {
		if (make(o, (struct date){ 0, 0, 0 }, &set, &err) == ST_OK)
			say_made(o, set);
		else
			app_fail(o->app, &err);
	}
	forget(o);
}

static struct screen *ask_whether(void *ctx)
{
	struct offering *o = ctx;
	int before = o->of.before;
	struct choice offered[] = { { "offer", NULL }, { "not", N_("Not now") }, { NULL, NULL } };
	struct pick_request ask = { .choices = offered, .picked = answered, .not_picked = forget,
		.anew = ask_whether, .ctx = o };
	struct screen *screen;
	char *words = before ? mem_fmt(ngettext("Offer it, though %d person comes before", "Offer it, though %d people come before",
		(unsigned long)before), before) : mem_str(_("Offer it"));

	free(o->heading);
	/* TRANSLATORS: %s is a person's name */
	o->heading = mem_fmt(_("An offer to %s?"), o->name);
	ask.title = o->heading;
	offered[0].label = words;
	screen = pick_screen(o->app, &ask);
	free(words);
	if (!screen)
		forget(o);
	return screen;
}

struct screen *offer_screen(struct app *app, const struct offer_of *of)
{
	struct offering *o = mem_alloc(sizeof(*o));
	struct str name = STR_INIT;

	app_title(app, &name, "person", of->person);
	*o = (struct offering){ .app = app, .of = *of, .name = str_take(&name) };
	return of->what == MATCH_HOMES || of->what == MATCH_COURSES ? ask_until(o) : ask_whether(o);
}
