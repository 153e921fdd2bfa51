/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold skills: a person's skills profile, on the screen or as a paper in their language. */
#include <jansson.h>
#include <stdlib.h>

#include "base/msg.h"
#include "cases/subject.h"
#include "commands/verbs.h"
#include "exchange/skills_paper.h"

static enum status print(struct call *call, const struct skill_profile *profile, struct err *err)
{
	char *municipality = NULL;
	enum status st = setting_get(call->store, SETTING_MUNICIPALITY, &municipality, err);

	if (st == ST_OK)
		st = skills_note(call->store, &call->actor, profile, err);
	if (st == ST_OK && call->json) {
		st = out_json(call, skills_json(profile), err);
	} else if (st == ST_OK) {
		skills_paper(profile, municipality, &call->out);
		st = call_flush(call, err);
	}
	free(municipality);
	return st;
}

/* The paper is the person's: in their language, where the call does not say another. */
static enum status write(struct call *call, const struct skill_profile *profile, struct err *err)
{
	char before[16], theirs[16] = "";
	enum status st = ST_OK;

	str_copy(before, sizeof(before), msg_language());
	if (!call_given(call, "lang"))
		st = subject_language(call->store, &call->actor, profile->person->id, theirs, err);
	if (st == ST_OK && *theirs)
		msg_set_language(theirs);
	if (st == ST_OK)
		st = skills_write(call->store, &call->actor, profile, call_option(call, "output"), err);
	msg_set_language(before);
	return st;
}

enum status verb_skills(struct call *call, struct err *err)
{
	struct skill_profile profile;
	struct id person;
	enum status st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[0], &person, err);

	if (st == ST_OK)
		st = skill_profile_gather(call->store, &call->actor, person, &profile, err);
	if (st != ST_OK)
		return st;
	st = call_given(call, "output") ? write(call, &profile, err) : print(call, &profile, err);
	skill_profile_clear(&profile);
	if (st == ST_OK && call_given(call, "output"))
		note(_("The paper was written, readable: hand it over, and delete it here afterwards."));
	return st;
}
