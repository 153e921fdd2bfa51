/* SPDX-License-Identifier: EUPL-1.2 */
/* Handing over, asked for in two lines: to whom, and what to know first. */
#include <config.h>

#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/handover.h"
#include "screens/places.h"

static struct { struct id person; char to[64]; } asked;

static enum status remark_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct handover what = { id_none(asked.person) ? NULL : &asked.person, 1, asked.to, *typed ? typed : NULL };
	struct id set;
	int64_t files;
	enum status st = handover_give(app->store, app->actor, &what, &set, &files, err);

	(void)ctx;
	if (st != ST_OK)
		return st;
	app_saved(app, set, asked.to);
	app_say(app, ngettext("%lld file was handed over to %s. Ctrl-Z takes it back.",
		"%lld files were handed over to %s. Ctrl-Z takes it back.", (unsigned long)files), (long long)files, asked.to);
	return ST_OK;
}

static enum status name_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct user to = { .slot = -1 };
	enum status st = handover_receiver(app->store, app->actor, typed, &to, err);

	(void)ctx;
	if (st != ST_OK)
		return st;
	str_copy(asked.to, sizeof(asked.to), to.name);
	app_open_later(app, ask_screen(app, N_("What should the colleague know first?"), "", remark_typed, NULL));
	return ST_OK;
}

struct screen *handover_screen(struct app *app, struct id person)
{
	asked.person = person;
	return colleague_screen(app, id_none(person) ? N_("All files of your own go to:") : N_("The file goes to:"), "", name_typed, NULL);
}
