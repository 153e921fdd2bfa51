/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who lives with whom.  A membership has a role and its first and last day; the one
 * without a last day is the present one, and the household in the person's file is
 * its household: whichever of the two somebody changes, the rules bring the other
 * along in the same change set.  A household that stands in a file from before there were memberships counts as one
 * whose role and first day are not known.
 */
#ifndef CASES_HOUSEHOLD_H
#define CASES_HOUSEHOLD_H

#include "base/date.h"
#include "register/change.h"

/* The person leaves the present household and, unless `to` is none, joins that one, on `day`. `role`: key of
 * membership.role, or NULL where it is not known. ST_INVALID where the person lives there already (err.field
 * "household"), or in none that could be left. */
enum status household_move(struct change *change, struct id person, struct id to, const char *role, struct date day,
	struct err *err);
/* These people move out together into a household that is new, of this name (NULL: the first one's family name), counting
 * as many as they are; the first of them is its head, of the others the roles are as they were. */
enum status household_split(struct change *change, const struct id *people, int n, const char *name, struct date day,
	struct id *out, struct err *err);
/* What the person's membership says, now or as of today. */
enum status household_role(struct change *change, struct id person, const char *role, struct err *err);

struct member {
	struct id person, membership;    /* membership none: from before there were any */
	char *number, *name, *born;      /* as the actor may see them */
	char *role, *since, *until;      /* canonical; NULL: not known */
	bool left;                       /* moved away from the municipality */
};
/* Through the read door, without a look noted. Present members by role and age, heads first; with `former` also those who
 * lived there once, the youngest end first, without people whose whereabouts are kept secret. */
enum status household_members(struct store *store, const struct actor *actor, struct id household, bool former,
	struct member **out, int *count, struct err *err);
void members_free(struct member *member, int count);
/* The household a person lives in now, or none. */
enum status household_of(struct store *store, const struct actor *actor, struct id person, struct id *out,
	struct err *err);

/* For the rules of people, once household, birth or end were set: memberships and the count of people follow, and
 * whether a guardian is needed. */
enum status household_follow(struct change *change, struct change_item *person, struct err *err);
enum status guardian_follow(struct change *change, struct change_item *person, struct err *err);
/* Somebody of age turned 18 on `day`: guardianships end. */
enum status guardian_of_age(struct change *change, struct id person, struct date day, struct err *err);

#endif
