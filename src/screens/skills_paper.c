/* SPDX-License-Identifier: EUPL-1.2 */
/* The skills profile as a paper, from a person's file: in the person's language, into a file that is named or to the printer. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/subject.h"
#include "exchange/skills_paper.h"
#include "screens/handing.h"
#include "screens/places.h"

struct wish { struct id person; };

/* Written in their language, then the screen speaks the colleague's again. */
static enum status make(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	const struct wish *wish = ctx;
	char before[16], theirs[16] = "";
	struct skill_profile profile;
	enum status st = subject_language(app->store, app->actor, wish->person, theirs, err);

	if (st != ST_OK)
		return st;
	str_copy(before, sizeof(before), msg_language());
	if (*theirs)
		msg_set_language(theirs);
	st = skill_profile_gather(app->store, app->actor, wish->person, &profile, err);
	if (st == ST_OK) {
		*out = skills_paper(&profile, app->town);
		skill_profile_clear(&profile);
	}
	msg_set_language(before);
	return st;
}

static enum status note(void *ctx, struct app *app, const char *where, struct err *err)
{
	const struct wish *wish = ctx;

	(void)where;
	return skills_note(app->store, app->actor, wish->person, err);
}

struct screen *skills_paper_screen(struct app *app, struct id person)
{
	struct wish *wish = mem_alloc(sizeof(*wish));
	const struct handing about = { .file = "", .make = make, .note = note, .ctx = wish, .forget = free };

	wish->person = person;
	return handing_screen(app, &about);
}
