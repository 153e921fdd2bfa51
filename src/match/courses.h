/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Groups for one person: what the floors above may ask besides what match.h answers for
 * every kind.
 */
#ifndef MATCH_COURSES_H
#define MATCH_COURSES_H

#include "cases/fit.h"
#include "match/match.h"

/* By the enrolment with which the person waits: the groups with a free seat by points, then those without one or that
 * nobody joins any more. Of who does not wait: the groups of the level that the last test calls for, by what stands
 * against them (cases/fit.h), without points. */
struct match_groups {
	struct fit_wish wish;
	struct match_rule rule;              /* where the person waits, as it holds today */
	struct match_facts facts;            /* one candidate */
	struct match_rank *rank;
	struct match_group { struct fit fit; int rank; } *row;       /* best first; rank: in .rank, or -1: no points */
	int count;
	int fitting;                         /* of these that nothing stands against */
};
/* At most `most`. ST_DENIED where the role sees no courses or no enrolments. */
enum status match_groups_of(struct store *store, const struct actor *actor, struct id person, int most,
	struct match_groups *out, struct err *err);
void match_groups_clear(struct match_groups *groups);
/* Nothing stands against it: no condition, or, without points, no reason. */
bool match_group_fits(const struct match_groups *groups, int row);

#endif
