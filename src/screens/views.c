/* SPDX-License-Identifier: EUPL-1.2 */
/* Views of a list, chosen from windows over it; one list asks at a time, so that what is asked for stands here. */
#include <config.h>

#include "screens/views.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/view.h"
#include "screens/pick.h"
#include "screens/places.h"

/* Keys of what is no view: names begin with a letter before them. */
#define KEEP "k"
#define KEEP_ALL "a"
#define DROP "d"
#define NAME 'n'

static struct {
	struct app *app;
	char kind[64];
	views_open *open;
	views_keep *keep;
	void *ctx;
	bool all;
} asked;

struct entries { struct choice *choice; int n; };

static void add(struct entries *e, char *key, char *label)
{
	e->choice = mem_resize(e->choice, (size_t)e->n + 2, sizeof(*e->choice));
	e->choice[e->n++] = (struct choice){ key, label };
	e->choice[e->n] = (struct choice){ NULL, NULL };
}

static void entries_free(struct entries *e)
{
	for (int i = 0; i < e->n; i++) {
		free((void *)(uintptr_t)e->choice[i].key);
		free((void *)(uintptr_t)e->choice[i].label);
	}
	free(e->choice);
}

static enum status keep_as(void *ctx, struct app *app, const char *typed, struct err *err)
{
	enum status st = asked.keep(asked.ctx, typed, asked.all, err);

	(void)ctx;
	if (st == ST_OK)
		/* TRANSLATORS: %s is the name that somebody gave to a list as it is filtered now */
		app_say(app, _("Kept as “%s”."), typed);
	return st;
}

static void drop(void *ctx, const char *key)
{
	struct err err = { 0 };

	(void)ctx;
	if (view_drop(asked.app->store, asked.app->actor, asked.kind, key + 1, &err) != ST_OK)
		app_fail(asked.app, &err);
	else
		app_say(asked.app, _("The view “%s” was taken away."), key + 1);
}

static enum status names(struct entries *e, bool droppable, struct err *err)
{
	const struct app *app = asked.app;
	struct view *view;
	int count;
	enum status st = view_names(app->store, app->actor, asked.kind, &view, &count, err);

	for (int i = 0; st == ST_OK && i < count; i++) {
		char *label = view[i].all ? mem_fmt(_("%s (for everybody)"), view[i].name) : mem_str(view[i].name);

		if (droppable && view[i].all && !view_may_all(app->actor))
			free(label);
		else
			add(e, mem_fmt("%c%s", NAME, view[i].name), label);
	}
	if (st == ST_OK)
		views_free(view, count);
	return st;
}

static struct screen *pick(struct entries *e, const char *title, void (*picked)(void *, const char *),
	struct screen *(*anew)(void *))
{
	struct pick_request request = { .title = title, .choices = e->choice, .picked = picked, .anew = anew };

	return e->n ? pick_screen(asked.app, &request) : NULL;
}

static struct screen *offer_drop(void *ctx)
{
	struct entries e = { 0 };
	struct err err = { 0 };
	struct screen *screen = NULL;

	(void)ctx;
	if (names(&e, true, &err) != ST_OK)
		app_fail(asked.app, &err);
	else
		screen = pick(&e, N_("Take away"), drop, offer_drop);
	entries_free(&e);
	return screen;
}

static void picked(void *ctx, const char *key)
{
	struct err err = { 0 };

	(void)ctx;
	if (str_same(key, DROP)) {
		app_open_later(asked.app, offer_drop(NULL));
	} else if (key[0] == NAME) {
		if (asked.open(asked.ctx, key + 1, &err) != ST_OK)
			app_fail(asked.app, &err);
	} else {
		asked.all = str_same(key, KEEP_ALL);
		app_open_later(asked.app, ask_screen(asked.app, N_("Name of this view:"), "", keep_as, NULL));
	}
}

static struct screen *offer_views(void *ctx)
{
	struct app *app = asked.app;
	struct entries e = { 0 };
	struct screen *screen;
	struct err err = { 0 };
	int kept;

	(void)ctx;
	if (names(&e, false, &err) != ST_OK) {
		app_fail(app, &err);
		return NULL;
	}
	kept = e.n;
	add(&e, mem_str(KEEP), mem_str(_("Keep the list as it is now, under a name …")));
	if (view_may_all(app->actor) && !app->actor->solo)
		add(&e, mem_str(KEEP_ALL), mem_str(_("Keep it for everybody …")));
	if (kept)
		add(&e, mem_str(DROP), mem_str(_("Take a view away …")));
	screen = pick(&e, N_("Views"), picked, offer_views);
	entries_free(&e);
	return screen;
}

struct screen *views_screen(struct app *app, const char *kind, views_open *open, views_keep *keep, void *ctx)
{
	asked.app = app;
	str_copy(asked.kind, sizeof(asked.kind), kind);
	asked.open = open;
	asked.keep = keep;
	asked.ctx = ctx;
	return offer_views(NULL);
}
