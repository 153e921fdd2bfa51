/* SPDX-License-Identifier: EUPL-1.2 */
/* The sealed files that are open to this user: who is in them, who helps, whether the town knows a double. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/sealed.h"
#include "screens/helpers.h"
#include "screens/places.h"
#include "screens/sealed_words.h"
#include "screens/vlist.h"
#include "store/users.h"

struct sealed_view {
	struct screen screen;
	struct vlist *list;
};

enum { ACT_OPEN = ACT_OWN, ACT_NEW };

bool sealed_any(struct app *app)
{
	struct id *mine;
	int n;

	if (sealed_list(app->session.store, app->actor->id, &mine, &n, NULL) != ST_OK)
		return false;
	free(mine);
	return n > 0;
}

static void push_file(struct sealed_view *view, struct haven *haven)
{
	struct app *app = view->screen.app;
	struct vrow row = { .id = haven_id(haven) };
	struct str names = STR_INIT, numbers = STR_INIT, helpers = STR_INIT;
	struct id *people;
	int n, doubles = 0;

	if (haven_people(haven, &people, &n, NULL) != ST_OK)
		return;
	for (int i = 0; i < n; i++)
		sealed_person_words(app, haven, people[i], &names, &numbers, &doubles);
	free(people);
	if (!n)
		str_add(&names, _("nobody yet"));
	sealed_helper_words(app, haven_id(haven), &helpers);
	row.cell[0] = str_take(&numbers);
	row.cell[1] = str_take(&names);
	row.cell[2] = str_take(&helpers);
	if (doubles) {
		row.cell[3] = mem_fmt(ngettext("%d double?", "%d doubles?", (unsigned long)doubles), doubles);
		row.sign = SIGN_LATE;
	}
	vlist_push(view->list, &row);
}

/* Few are open to one user: each is opened to be read. */
static enum status load(struct sealed_view *view, struct err *err)
{
	struct app *app = view->screen.app;
	struct id *mine;
	int n;
	enum status st = sealed_list(app->store, app->actor->id, &mine, &n, err);

	vlist_begin(view->list);
	for (int i = 0; st == ST_OK && i < n; i++) {
		struct haven *haven;

		st = haven_open(app->store, app->actor, mine[i], &haven, err);
		if (st == ST_OK)
			push_file(view, haven);
		haven_close(st == ST_OK ? haven : NULL);
	}
	vlist_end(view->list);
	free(mine);
	return st;
}

static void set_columns(struct sealed_view *view)
{
	const struct vcol columns[] = {
		{ _("Case number"), 14, 32, 0, false, LOOK_NORMAL, false, false },
		{ _("Name"), 16, 0, 0, false, LOOK_NORMAL, false, false },
		{ _("Helpers"), 10, 24, 1, false, LOOK_DIM, false, false },
		{ NULL, 10, 14, 0, false, LOOK_LATE, true, false },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
	vlist_empty(view->list, _("No sealed file is open to you. n makes one for a person who is new here; a person who has a "
		"file already is sealed from that."));
}

static enum status open_view(struct screen *screen, struct err *err)
{
	set_columns((struct sealed_view *)screen);
	return load((struct sealed_view *)screen, err);
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Sealed files"));
}

static void layout(struct screen *screen, struct area body)
{
	vlist_layout(((struct sealed_view *)screen)->list, body);
}

static void draw(struct screen *screen)
{
	vlist_draw(((struct sealed_view *)screen)->list, true);
}

static struct next key(struct screen *screen, int k)
{
	return vlist_key(((struct sealed_view *)screen)->list, k, true, NULL) ? next_stay() : next_unused();
}

static struct next open_file(struct sealed_view *view)
{
	const struct vrow *row = vlist_now(view->list);
	struct app *app = view->screen.app;
	struct err err = { .text = "" };
	struct haven *haven;

	if (!row)
		return next_stay();
	if (haven_open(app->store, app->actor, row->id, &haven, &err) == ST_OK)
		app_enter(app, haven);
	else
		app_fail(app, &err);
	return next_stay();
}

static struct next make(void *ctx, struct app *app, const struct id *helper, int count)
{
	struct err err = { .text = "" };
	struct haven *haven;

	(void)ctx;
	if (haven_new(app->store, app->actor, helper, count, &haven, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	app_enter(app, haven);
	return next_back();
}

static struct next act(struct screen *screen, int id)
{
	struct sealed_view *view = (struct sealed_view *)screen;

	switch (id) {
	case ACT_OPEN: return open_file(view);
	case ACT_NEW: return next_open(helpers_screen(screen->app, _("Who can open it?"), NULL, 0, make, NULL));
	default: return next_unused();
	}
}

static void tell(struct screen *screen, enum news news)
{
	struct sealed_view *view = (struct sealed_view *)screen;
	struct err err = { .text = "" };

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if ((news == NEWS_CHANGED || news == NEWS_LANGUAGE) && load(view, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_view(struct screen *screen)
{
	struct sealed_view *view = (struct sealed_view *)screen;

	vlist_free(view->list);
	free(view);
}

static bool has_row(const struct screen *screen)
{
	return vlist_now(((const struct sealed_view *)screen)->list) != NULL;
}

static bool can_make(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("person"));
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Opens the sealed file; everything works in it as in any other, and Esc leaves "
		"it."), has_row, false },
	{ ACT_NEW, { 'n' }, N_("new sealed file"), N_("Makes a sealed file for somebody who is new here: their name never "
		"stands in the town's tables."), can_make, false },
	ACTION_END
};

static const struct screen_ops sealed_ops = {
	.name = "sealed", .actions = actions, .open = open_view, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_view,
};
SCREEN(sealed_ops);

struct screen *sealed_screen(struct app *app)
{
	struct sealed_view *view = mem_alloc(sizeof(*view));

	view->list = vlist_new(&(const struct vcol){ .min = 1 }, 1);
	return screen_init(&view->screen, &sealed_ops, app);
}
