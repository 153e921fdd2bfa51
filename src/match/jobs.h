/* SPDX-License-Identifier: EUPL-1.2 */
/* Vacancies for one person by the published criteria, beside what match.h answers for every kind. */
#ifndef MATCH_JOBS_H
#define MATCH_JOBS_H

#include "match/match.h"
#include "register/change.h"

#define MATCH_JOBS_TRADES 16

/*
 * By the latest wish that stands open; of whoever wrote none down by what was learned and done: the candidate's application is
 * none then, and nothing can be proposed before a wish is written down.  What the person has applied for is left out.
 * Criteria as they hold today, also in a sealed file.  ST_DENIED where the actor sees no applications; ST_INVALID where nothing
 * is offered: the file is restricted or paused, the person left or is too young.
 */
struct match_jobs {
	struct id wish;                      /* none: nothing is written down */
	char trade[MATCH_JOBS_TRADES][5];    /* ISCO-08: looked for, then learned, worked as */
	int n_trades;
	struct match_rule rule;
	struct match_facts facts;            /* one candidate */
	struct match_rank *rank;             /* best first */
	int count;                           /* of rank; at most what was asked for */
	int fitting;                         /* of all: those that no condition stands against */
	int applied;                         /* left out */
};
enum status match_jobs_of(struct store *store, const struct actor *actor, struct id person, int most, struct match_jobs *out,
	struct err *err);
void match_jobs_clear(struct match_jobs *jobs);

/*
 * An application is planned: with a proposal and its dossier where a wish is written down and no condition stands against it,
 * else as what the person decided on their own.  `set` (or NULL) receives the change set, for undo.
 */
enum status match_jobs_apply(struct store *store, const struct actor *actor, const struct match_jobs *jobs, int row,
	struct id *set, struct err *err);

#endif
