/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a person has learned, done and can do, gathered for a paper that belongs to the
 * person: no remarks, no fees, no number, and of dossiers what was decided or is with
 * the authority.  The youngest comes first.
 */
#ifndef CASES_SKILLPROFILE_H
#define CASES_SKILLPROFILE_H

#include "register/read.h"

enum skill_part { SKILL_LEARNED, SKILL_DONE, SKILL_CAN, SKILL_RECOGNISED, SKILL_TRAINING, SKILL_LANGUAGES, SKILL_PARTS };
#define SKILLS_MOST 50          /* of each part */

struct skill_profile {
	struct record *person;
	struct record *record[SKILL_PARTS][SKILLS_MOST];
	int count[SKILL_PARTS];
};
const char *skill_part_kind(enum skill_part part);       /* "education" */
const char *skill_part_label(enum skill_part part);      /* translated: "What I have learned" */
/* What the actor does not see is absent. The file is opened for it, which the trail notes. */
enum status skill_profile_gather(struct store *store, const struct actor *actor, struct id person,
	struct skill_profile *out, struct err *err);
void skill_profile_clear(struct skill_profile *profile);
/* One record in words: its name, then what tells of it, parted by commas. Both are appended. */
void skill_words(struct str *name, struct str *more, const struct record *record);

#endif
