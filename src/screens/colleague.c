/* SPDX-License-Identifier: EUPL-1.2 */
/* A colleague, chosen among those who serve newcomers; whoever keeps the file alone types a name. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "store/users.h"

/* One is chosen at a time. */
static struct { struct app *app; ask_done *done; void *ctx; struct user *user; struct choice *choice; } asked;

static void picked(void *ctx, const char *name)
{
	struct err err = { 0 };

	(void)ctx;
	if (asked.done(asked.ctx, asked.app, name, &err) != ST_OK)
		app_fail(asked.app, &err);
}

static void offer(const struct user *user, int count)
{
	int n = 0;

	free(asked.choice);
	asked.choice = mem_array((size_t)count + 1, sizeof(*asked.choice));
	for (int i = 0; i < count; i++)
		if (user[i].roles & ROLE_SERVICES)
			asked.choice[n++] = (struct choice){ user[i].name, user[i].name };
}

struct screen *colleague_screen(struct app *app, const char *label, const char *now, ask_done *done, void *ctx)
{
	struct pick_request request = { .title = label, .now = now, .picked = picked };
	struct err err = { 0 };
	int count;

	if (app->actor->solo)
		return ask_screen(app, label, now, done, ctx);
	free(asked.user);
	asked.user = NULL;
	if (users_list(app->store, false, &asked.user, &count, &err) != ST_OK) {
		app_fail(app, &err);
		return NULL;
	}
	offer(asked.user, count);
	asked.app = app;
	asked.done = done;
	asked.ctx = ctx;
	request.choices = asked.choice;
	return pick_screen(app, &request);
}
