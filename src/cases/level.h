/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Levels of a language, skill by skill, and the group that they call for.  Levels are
 * those of the Common European Framework of Reference (Companion volume, 2020), with
 * literacy below them (LASLLIAM, Council of Europe 2022); profiles are uneven, and a
 * group is followed with one's weakest skill.
 */
#ifndef CASES_LEVEL_H
#define CASES_LEVEL_H

#include "register/change.h"

#define SKILLS 5
/* Fields of `level` and `exam`: listening, reading, interaction, production, writing. */
extern const char *const level_skills[SKILLS];

/* 0 literacy, 1 pre-A1, 2 A1 ... 7 C2; -1: no level. */
int level_rank(const char *key);
/* The key of a rank; NULL for what is none. */
const char *level_key(int rank);

/* Whether somebody reads and writes: unknown is not the same as no. */
enum reads { READS_UNKNOWN, READS_NO, READS_YES };
struct level_profile {
	const char *skill[SKILLS];         /* keys, NULL where nothing is known */
	enum reads own, latin;             /* a language of their own; Latin script */
};
struct level_proposal {
	const char *overall;               /* the lowest skill known; NULL: none is */
	const char *level;                 /* of the next group; NULL: nothing known, or nothing higher */
	const char *group;                 /* key of course.what: "literacy", "second_script", "general"; NULL: nothing known */
};
/* Whoever reads no script learns to read and write first; whoever reads another one but not Latin script learns it as a second
 * script; everybody else goes on one level above the lowest skill. */
struct level_proposal level_propose(const struct level_profile *profile);

/* In rules: notes a level that came of something else (an exam, a course) as a record of its own in the same change set. Skills
 * that are NULL are at `reached` when all of them are. Nothing where no level is known, or where the same stands there. */
struct level_found { const char *language, *day, *known, *reached; const char *skill[SKILLS]; };
enum status level_note(struct change *change, struct id person, const struct level_found *found, struct err *err);

#endif
