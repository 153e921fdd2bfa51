/* SPDX-License-Identifier: EUPL-1.2 */
/* Looks at the file once a second, and at its journal when it changed; see others.h. */
#include <config.h>

#include "base/clock.h"
#include "base/msg.h"
#include "screens/others.h"
#include "store/journal.h"

#define LOOKED_AT 200
#define STATUS_MS 5000      /* a colleague's save waits so long before it takes the status line */

/* Who else saved: a colleague goes before oneself in another window. */
struct others { const char *me; char colleague[64]; int looked_at; };

/* What is still to be said. */
static struct { bool due; char colleague[64]; } to_say;

static bool look_at_entry(void *ctx, const struct journal_entry *entry)
{
	struct others *others = ctx;

	if (!str_same(entry->user, others->me))
		str_copy(others->colleague, sizeof(others->colleague), entry->user);
	return others->colleague[0] == '\0' && ++others->looked_at < LOOKED_AT;
}

void others_forget(void)
{
	to_say.due = false;
}

/* One that was just written of one's own save is left to be read first. */
void others_say(struct app *app)
{
	bool own = app->status[0] && app->status_look != LOOK_NOTE;

	if (!to_say.due || (own && clock_ticks_ms() - app->status_ms < STATUS_MS))
		return;
	if (to_say.colleague[0])
		app_say(app, _("%s saved something; what you see is up to date."), to_say.colleague);
	else
		app_say(app, "%s", _("Something was saved elsewhere under your name; what you see is up to date."));
	app->status_look = LOOK_NOTE;
	to_say.due = false;
}

/* Whoever is joined by a second user has somebody to confirm what two must agree on. */
static void see_solo(struct app *app)
{
	bool solo;

	if (users_solo(app->session.store, &solo, NULL) == ST_OK)
		app->session.actor.solo = solo;
}

static bool let_in_as_before(struct app *app)
{
	const struct user *was = &app->session.me;
	struct user me;
	enum status st = users_me(app->session.store, was->name, &me, NULL);

	return st != ST_DENIED && (st != ST_OK || (me.roles == was->roles && me.permits == was->permits));
}

/* Also while a sealed file is entered, which is a store of its own. */
static bool may_stay(struct app *app)
{
	int64_t version = store_data_version(app->session.store);

	if (version == app->users_version)
		return true;
	app->users_version = version;
	if (!let_in_as_before(app))
		return false;
	see_solo(app);
	return true;
}

/* Drafts and looks change the file as well; only the journal tells of saves. */
bool others_see(struct app *app)
{
	struct others others = { .me = app->actor->user };
	int64_t version = store_data_version(app->store), tip = 0;

	if (!may_stay(app))
		return false;
	if (version == app->data_version)
		return true;
	app->data_version = version;
	if (journal_tip(app->store, &tip, NULL) != ST_OK || tip <= app->seen)
		return true;
	journal_since(app->store, app->seen, look_at_entry, &others, NULL);
	app->seen = tip;
	to_say.due = true;
	str_copy(to_say.colleague, sizeof(to_say.colleague), others.colleague);
	app_tell(app, NEWS_CHANGED);
	return true;
}
