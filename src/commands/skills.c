/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold skills: a person's skills profile, on the screen or as a paper in their language. */
#include <jansson.h>
#include <stdlib.h>

#include "base/msg.h"
#include "cases/subject.h"
#include "commands/papers.h"
#include "commands/verbs.h"
#include "exchange/skills_paper.h"

/* What leaves is the person's: in their language, where the call does not say another. */
static enum status make(struct call *call, const struct skill_profile *profile, struct sheet **out, struct err *err)
{
	char before[16], theirs[16] = "", *municipality = NULL;
	enum status st = setting_get(call->store, SETTING_MUNICIPALITY, &municipality, err);

	str_copy(before, sizeof(before), msg_language());
	if (st == ST_OK && call_paper_leaves(call) && !call_given(call, "lang"))
		st = subject_language(call->store, &call->actor, profile->person->id, theirs, err);
	if (*theirs)
		msg_set_language(theirs);
	*out = st == ST_OK ? skills_paper(profile, municipality) : NULL;
	msg_set_language(before);
	free(municipality);
	return st;
}

static enum status give(struct call *call, const struct skill_profile *profile, struct err *err)
{
	struct paper_call how;
	struct sheet *sheet = NULL;
	enum status st = call_paper_how(call, &how, err);

	if (st == ST_OK)
		st = make(call, profile, &sheet, err);
	if (st == ST_OK)
		st = skills_note(call->store, &call->actor, profile->person->id, err);
	if (st == ST_OK)
		st = call_paper(call, sheet, NULL, err);
	sheet_free(sheet);
	if (st == ST_OK && how.file)
		note(_("The paper was written, readable: hand it over, and delete it here afterwards."));
	return st;
}

static enum status as_json(struct call *call, const struct skill_profile *profile, struct err *err)
{
	enum status st = skills_note(call->store, &call->actor, profile->person->id, err);

	return st == ST_OK ? out_json(call, skills_json(profile), err) : st;
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
	st = call->json ? as_json(call, &profile, err) : give(call, &profile, err);
	skill_profile_clear(&profile);
	return st;
}
