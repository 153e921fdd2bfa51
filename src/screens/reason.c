/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Opening a file for a reason: which kind of reason, why in a few words, then the
 * file itself, read by an actor that is good for it alone.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "screens/bidi.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/reason.h"

/* Of the one that is being asked for; one at a time. */
static struct { struct id person; enum grant_kind kind; struct app *app; char concerns[64]; } asked;

void time_words(struct str *out, int64_t ms)
{
	struct date day;
	int minute;

	clock_local(ms, &day, &minute);
	if (date_between(day, clock_today()) != 0) {
		date_show(out, day);
		str_addc(out, ' ');
	}
	str_addf(out, "%02d:%02d", minute / 60, minute % 60);
}

void grant_words(struct str *out, const struct grant *grant)
{
	struct str until = STR_INIT, part = STR_INIT;

	time_words(&until, grant->ended_ms ? grant->ended_ms : grant->until_ms);
	/* TRANSLATORS: %s is a time, like "16:30" */
	str_addf(&part, _("until %s"), str_get(&until));
	bidi_part(out, term_separator(), _(grant_label(grant->kind)));
	bidi_part(out, term_separator(), grant->name);
	bidi_part(out, term_separator(), str_get(&part));
	bidi_part(out, term_separator(), grant->reason);
	str_free(&until);
	str_free(&part);
}

static enum status opened(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct grant_ask ask = { asked.kind, typed, asked.concerns[0] ? asked.concerns : NULL, 0 };
	struct actor lent;
	enum status st = grant_open(app->store, app->actor, asked.person, &ask, &lent, err);

	(void)ctx;
	if (st == ST_OK)
		app_open_later(app, lent_person_screen(app, &lent, asked.person));
	return st;
}

static const char *question(enum grant_kind kind)
{
	switch (kind) {
	case GRANT_COMPLAINT:
		return N_("Which complaint?");
	case GRANT_OVERRIDE:
		return N_("Which decision, and why?");
	case GRANT_QUALITY:
		return N_("What is checked?");
	default:
		return N_("What is the emergency?");
	}
}

static struct screen *ask(struct app *app, struct id person, enum grant_kind kind)
{
	asked.person = person;
	asked.kind = kind;
	asked.concerns[0] = '\0';
	return ask_screen(app, question(kind), "", opened, NULL);
}

static enum status colleague_given(void *ctx, struct app *app, const char *typed, struct err *err)
{
	(void)ctx;
	if (str_empty(typed) || strlen(typed) >= sizeof(asked.concerns))
		return err_set(err, ST_INVALID, _("Please give the colleague's name as it stands in the files."));
	str_copy(asked.concerns, sizeof(asked.concerns), typed);
	app_open_later(app, ask_screen(app, question(GRANT_COMPLAINT), "", opened, NULL));
	return ST_OK;
}

static enum status number_given(void *ctx, struct app *app, const char *typed, struct err *err)
{
	enum status st = grant_resolve(app->store, app->actor, typed, &asked.person, err);

	(void)ctx;
	asked.kind = GRANT_COMPLAINT;
	if (st == ST_OK)
		app_open_later(app, ask_screen(app, N_("About which colleague?"), "", colleague_given, NULL));
	return st;
}

struct screen *inquiry_screen(struct app *app)
{
	return ask_screen(app, N_("Case number of the file:"), "", number_given, NULL);
}

/* NULL: not open yet. */
static struct screen *running(struct app *app, struct id person)
{
	struct actor lent;

	if (grant_running(app->store, app->actor, person, &lent, NULL) != ST_OK)
		return NULL;
	return lent_person_screen(app, &lent, person);
}

struct screen *emergency_screen(struct app *app, struct id person)
{
	struct screen *screen = running(app, person);

	return screen ? screen : ask(app, person, GRANT_EMERGENCY);
}

static void kind_picked(void *ctx, const char *name)
{
	enum grant_kind kind;

	(void)ctx;
	if (grant_kind_by_name(name, &kind))
		app_open_later(asked.app, ask(asked.app, asked.person, kind));
}

struct screen *reason_screen(struct app *app, struct id person)
{
	static struct choice kinds[GRANT_KINDS + 1];
	struct pick_request request = { .title = N_("What is the file opened for?"), .choices = kinds, .picked = kind_picked };
	struct screen *screen = running(app, person);
	int n = 0;

	if (screen)
		return screen;
	for (int k = 0; k < GRANT_KINDS; k++)
		if (k != GRANT_EMERGENCY)
			kinds[n++] = (struct choice){ grant_name((enum grant_kind)k), grant_label((enum grant_kind)k) };
	kinds[n] = (struct choice){ NULL, NULL };
	asked.person = person;
	asked.app = app;
	return pick_screen(app, &request);
}
