/* SPDX-License-Identifier: EUPL-1.2 */
/* A pause, asked for in two windows: until when, and why. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/change.h"
#include "screens/pick.h"
#include "screens/places.h"

static struct { struct app *app; struct id person; bool paused; char *until; } asked;

/* until NULL: the pause is over. */
static enum status save(const char *until, const char *why, struct err *err)
{
	struct app *app = asked.app;
	struct change *change = change_begin(app->store, app->actor);
	struct change_item *item = change_update(change, register_kind("person"), asked.person, 0);
	struct str title = STR_INIT;
	struct id set;
	enum status st = change_set(item, "paused", until ? "today" : NULL, err);

	if (st == ST_OK)
		st = change_set(item, "paused_until", until, err);
	if (st == ST_OK)
		st = change_set(item, "paused_why", why, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st == ST_OK) {
		app_title(app, &title, "person", asked.person);
		app_saved(app, set, str_get(&title));
	}
	str_free(&title);
	return st;
}

static void why_picked(void *ctx, const char *why)
{
	struct err err = { 0 };

	(void)ctx;
	if (save(asked.until, why, &err) != ST_OK)
		app_fail(asked.app, &err);
}

static enum status day_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct kind *kind = register_kind("person");
	const struct field *why = kind_field(kind, "paused_why");
	struct pick_request ask = { .title = N_("Why?"), .field = why, .choices = why->choices, .picked = why_picked };
	enum status st;

	(void)ctx;
	if (str_empty(typed) && asked.paused)
		return save(NULL, NULL, err);
	if (str_empty(typed))
		return err_set(err, ST_INVALID, _("Until which day does the file rest? For example: 4 May, +14. Nothing was changed."));
	free(asked.until);
	st = field_check(kind_field(kind, "paused_until"), typed, &asked.until, err);
	if (st == ST_OK)
		app_open_later(app, pick_screen(app, &ask));
	return st;
}

struct screen *pause_screen(struct app *app, struct id person)
{
	const struct kind *kind = register_kind("person");
	struct str until = STR_INIT;
	struct record *record;
	struct screen *screen;

	asked.app = app;
	asked.person = person;
	if (read_brief(app->store, app->actor, kind, person, &record, NULL) == ST_OK) {
		if (record_get(record, "paused_until"))
			field_show(&until, kind_field(kind, "paused_until"), record_get(record, "paused_until"));
		record_free(record);
	}
	asked.paused = until.len > 0;
	screen = ask_screen(app, asked.paused ? N_("Paused until (empty: it goes on now):") : N_("Paused until:"), str_get(&until),
		day_typed, NULL);
	str_free(&until);
	return screen;
}
