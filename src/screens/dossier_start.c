/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A dossier begins in a few keys: from which training, by which route, and it stands
 * there with the papers and fees of that route.  Where no training is recorded yet, or
 * another one is meant, its name is asked.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/dossier.h"
#include "screens/pick.h"
#include "screens/places.h"

#define TRAININGS_MOST 50
#define ANOTHER "another"

struct start {
	struct app *app;
	struct id person, education;     /* education none: another one, named by `title` */
	char *title;
	char route[16];                  /* to begin with */
};

static void forget(void *ctx)
{
	struct start *s = ctx;

	free(s->title);
	free(s);
}

static void begin(void *ctx, const char *route)
{
	struct start *s = ctx;
	struct change *change = change_begin(s->app->store, s->app->actor);
	struct err err = { .text = "" };
	struct str words = STR_INIT;
	struct id id, set;
	enum status st = dossier_begin(change, s->person, route, s->education, s->title, &id, &err);

	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	if (st == ST_OK) {
		app_title(s->app, &words, "credential", id);
		app_saved(s->app, set, str_get(&words));
		str_free(&words);
		app_open_later(s->app, dossier_screen(s->app, id));
	} else {
		app_fail(s->app, &err);
	}
	forget(s);
}

static struct screen *routes(struct start *s)
{
	const struct field *route = kind_field(register_kind("credential"), "route");
	struct pick_request ask = { .title = field_label(route), .field = route, .choices = route->choices, .now = s->route,
		.picked = begin, .not_picked = forget, .ctx = s };

	return pick_screen(s->app, &ask);
}

/* ---- what it is taken from ---- */

static enum status named(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct start *asked = ctx, *s;

	if (str_empty(typed))
		return err_set(err, ST_INVALID, _("Please name the diploma or the skill, or press Esc."));
	s = mem_alloc(sizeof(*s));
	*s = *asked;
	s->title = mem_str(typed);
	app_open_later(app, routes(s));
	return ST_OK;
}

static struct screen *ask_name(struct start *s)
{
	return ask_owning_screen(s->app, N_("Diploma or skill:"), "", named, s, forget);
}

/* Without papers the way is another one, which nobody has to find by themselves. */
static void suggest(struct start *s)
{
	struct record *record;

	if (read_brief(s->app->store, s->app->actor, register_kind("education"), s->education, &record, NULL) != ST_OK)
		return;
	if (str_same(record_get(record, "papers"), "lost") || str_same(record_get(record, "papers"), "none"))
		str_copy(s->route, sizeof(s->route), "no_papers");
	record_free(record);
}

static void training_chosen(void *ctx, const char *key)
{
	struct start *s = ctx;

	if (str_same(key, ANOTHER) || !id_parse(key, &s->education)) {
		s->education = (struct id){ { 0 } };
		app_open_later(s->app, ask_name(s));
		return;
	}
	suggest(s);
	app_open_later(s->app, routes(s));
}

/* What the person has learned, as choices; the caller frees. */
static struct choice *trainings(struct start *s, struct list_page *page, int *count)
{
	const struct kind *kind = register_kind("education");
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "until"), .descending = true, .n_filters = 1 };
	struct choice *choice = mem_array(TRAININGS_MOST + 2, sizeof(*choice));
	char person[37];

	id_text(s->person, person);
	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, person };
	*count = 0;
	memset(page, 0, sizeof(*page));
	if (!kind_seen(s->app->actor, kind) ||
	    read_list(s->app->store, s->app->actor, &query, NULL, false, TRAININGS_MOST, page, NULL) != ST_OK)
		return choice;
	for (int i = 0; i < page->count; i++) {
		struct str words = STR_INIT;
		char id[37];

		id_text(page->record[i]->id, id);
		record_title(&words, page->record[i]);
		choice[(*count)++] = (struct choice){ mem_str(id), str_take(&words) };
	}
	return choice;
}

static struct screen *pick_training(struct start *s, struct choice *choice, int count)
{
	struct pick_request ask = { .title = N_("Recognition of"), .choices = choice, .picked = training_chosen,
		.not_picked = forget, .ctx = s };
	struct screen *screen;

	choice[count] = (struct choice){ ANOTHER, N_("Another diploma or skill") };
	choice[count + 1] = (struct choice){ NULL, NULL };
	screen = pick_screen(s->app, &ask);
	return screen;
}

struct screen *dossier_start_screen(struct app *app, struct id person)
{
	struct start *s = mem_alloc(sizeof(*s));
	struct list_page page;
	struct choice *choice;
	struct screen *screen;
	int count;

	*s = (struct start){ .app = app, .person = person, .route = "regulated" };
	choice = trainings(s, &page, &count);
	screen = count > 0 ? pick_training(s, choice, count) : ask_name(s);
	for (int i = 0; i < count; i++) {
		free((char *)choice[i].key);
		free((char *)choice[i].label);
	}
	free(choice);
	list_page_free(&page);
	return screen;
}
