/* SPDX-License-Identifier: EUPL-1.2 */
/* The skills profile as a paper, from a person's file: in the person's language, into a file that is named first. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/subject.h"
#include "exchange/skills_paper.h"
#include "screens/places.h"

struct wish { struct id person; };

/* Written in their language, then the screen speaks the colleague's again. */
static enum status write_theirs(struct app *app, struct id person, const char *path, struct err *err)
{
	char before[16], theirs[16] = "";
	struct skill_profile profile;
	enum status st = subject_language(app->store, app->actor, person, theirs, err);

	if (st != ST_OK)
		return st;
	str_copy(before, sizeof(before), msg_language());
	if (*theirs)
		msg_set_language(theirs);
	st = skill_profile_gather(app->store, app->actor, person, &profile, err);
	if (st == ST_OK) {
		st = skills_write(app->store, app->actor, &profile, path, err);
		skill_profile_clear(&profile);
	}
	msg_set_language(before);
	return st;
}

static enum status named(void *ctx, struct app *app, const char *path, struct err *err)
{
	const struct wish *wish = ctx;
	enum status st;

	if (str_empty(path))
		return err_set(err, ST_INVALID, _("Please name a file, or press Esc."));
	st = write_theirs(app, wish->person, path, err);
	if (st == ST_OK)
		app_say(app, _("Written to %s. It is readable: delete it once it is printed."), path);
	return st;
}

struct screen *skills_paper_screen(struct app *app, struct id person)
{
	struct wish *wish = mem_alloc(sizeof(*wish));

	wish->person = person;
	return ask_owning_screen(app, _("File for the skills profile:"), "", named, wish, free);
}
