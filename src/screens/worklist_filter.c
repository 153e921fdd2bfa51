/* SPDX-License-Identifier: EUPL-1.2 */
/* Whose work is shown, and of which stage: chosen, said, and kept under a name. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/view.h"
#include "screens/bidi.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/views.h"
#include "screens/worklist.h"

#define STAGES_MOST 12

void worklist_ask(const struct worklist *work, struct date day, int limit, struct today_ask *out)
{
	*out = (struct today_ask){ day, limit, work->who[0] ? work->who : NULL, work->stage[0] ? work->stage : NULL, false };
}

bool worklist_is_mine(const struct worklist *work)
{
	return work->who[0] && str_same(work->who, work->app->actor->user);
}

void worklist_mine(struct worklist *work)
{
	bool mine = worklist_is_mine(work);

	str_copy(work->who, sizeof(work->who), mine ? "" : work->app->actor->user);
	work->changed(work->ctx);
}

static const struct field *stage_field(void)
{
	return kind_field(register_kind("step"), "stage");
}

void worklist_words(const struct worklist *work, struct str *out)
{
	const struct choice *stage = work->stage[0] ? field_choice(stage_field(), work->stage) : NULL;

	if (stage)
		bidi_part(out, term_separator(), choice_label(stage_field(), stage));
	if (work->who[0] && !worklist_is_mine(work))
		bidi_part(out, term_separator(), work->who);
}

static enum status who_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct worklist *work = ctx;

	(void)app;
	(void)err;
	str_copy(work->who, sizeof(work->who), typed);
	work->changed(work->ctx);
	return ST_OK;
}

/* "all", "mine", "who", or a stage. */
static void picked(void *ctx, const char *key)
{
	struct worklist *work = ctx;

	if (str_same(key, "who")) {
		app_open_later(work->app, colleague_screen(work->app, N_("Whose work?"), work->who, who_typed, work));
		return;
	}
	if (str_same(key, "mine"))
		str_copy(work->who, sizeof(work->who), work->app->actor->user);
	else if (str_same(key, "all"))
		work->who[0] = work->stage[0] = '\0';
	else
		str_copy(work->stage, sizeof(work->stage), key);
	work->changed(work->ctx);
}

static struct screen *filter_anew(void *ctx)
{
	return worklist_filter(ctx);
}

struct screen *worklist_filter(struct worklist *work)
{
	struct choice offer[STAGES_MOST + 4] = { { "all", N_("Everybody's work, all stages") }, { "mine", N_("Only mine") },
		{ "who", N_("A colleague's …") } };
	const struct field *field = stage_field();
	struct pick_request ask = { .title = N_("Show only"), .choices = offer, .picked = picked, .anew = filter_anew, .ctx = work };
	int n = 3;

	for (const struct choice *c = field->choices; c->key && n < STAGES_MOST + 3; c++)
		offer[n++] = (struct choice){ c->key, choice_label(field, c) };
	return pick_screen(work->app, &ask);
}

static enum status open_view(void *ctx, const char *name, struct err *err)
{
	struct worklist *work = ctx;
	char *who, *stage;
	enum status st = view_open_today(work->app->store, work->app->actor, name, &who, &stage, err);

	if (st != ST_OK)
		return st;
	str_copy(work->who, sizeof(work->who), who);
	str_copy(work->stage, sizeof(work->stage), stage);
	free(who);
	free(stage);
	work->changed(work->ctx);
	return ST_OK;
}

static enum status keep_view(void *ctx, const char *name, bool all, struct err *err)
{
	const struct worklist *work = ctx;

	return view_keep_today(work->app->store, work->app->actor, name, all, work->who[0] ? work->who : NULL,
		work->stage[0] ? work->stage : NULL, err);
}

struct screen *worklist_views(struct worklist *work)
{
	return views_screen(work->app, VIEW_TODAY, open_view, keep_view, work);
}
