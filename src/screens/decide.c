/* SPDX-License-Identifier: EUPL-1.2 */
/* A new decision: what it decides is chosen from a list, it is saved as a draft, and its screen opens. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/decide.h"
#include "screens/pick.h"
#include "screens/places.h"

struct decide { struct app *app; struct id person; };

static void chosen(void *ctx, const char *what)
{
	struct decide *d = ctx;
	struct change *change = change_begin(d->app->store, d->app->actor);
	struct err err = { .text = "" };
	struct str words = STR_INIT;
	struct id id = { { 0 } }, set;
	enum status st = decide_draft(change, d->person, what, &id, &err);

	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	if (st == ST_OK) {
		field_show(&words, kind_field(register_kind("decision"), "what"), what);
		app_saved(d->app, set, str_get(&words));
		str_free(&words);
		app_open_later(d->app, decision_screen(d->app, id));
	} else {
		app_fail(d->app, &err);
	}
	free(d);
}

struct screen *decide_screen(struct app *app, struct id person)
{
	struct decide *d = mem_alloc(sizeof(*d));
	const struct field *what = kind_field(register_kind("decision"), "what");
	struct pick_request ask = { .title = field_label(what), .field = what, .choices = what->choices, .picked = chosen,
		.not_picked = free, .ctx = d };

	*d = (struct decide){ app, person };
	return pick_screen(app, &ask);
}
