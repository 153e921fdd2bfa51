/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Households and homes: what the floors above may ask of their facts, besides what
 * match.h answers for every kind.
 */
#ifndef MATCH_HOMES_H
#define MATCH_HOMES_H

#include "cases/homes.h"
#include "match/match.h"

/* How high the home's neighbourhood stands in the household's own list, from 1 on; 0: it is not in it. */
int match_homes_choice(const struct match_facts *facts, int candidate, int place);

/* The homes for one person: of the need that stands open for the household, else of what the household's record says (then
 * the candidate's application is none, and nothing can be proposed before a need is written down).  Criteria as they hold
 * today, also in a sealed file.  ST_INVALID where nothing is offered: the file is restricted or paused, or the person left.
 * Errors else as those of match_read(). */
struct match_homes {
	struct home_search search;           /* what is looked for */
	struct match_rule rule;
	struct match_facts facts;            /* one candidate, all homes that are free */
	struct match_rank *rank;             /* best first, behind them what lacks least; its candidate is 0 */
	bool offered;                        /* the household has an offer whose answer is awaited, or moves already */
	int count;                           /* of rank; at most what was asked for */
	int fitting;                         /* of all: those that no condition stands against */
};
enum status match_homes_of(struct store *store, const struct actor *actor, struct id person, int most,
	struct match_homes *out, struct err *err);
void match_homes_clear(struct match_homes *homes);

/* Offers a home to the person's household, to be answered until that day (no year: as long as usual): by the need that stands
 * open as a proposal with its dossier (propose_home()), without a need, and in a sealed file, as the offer alone. `set`
 * may be NULL. */
enum status match_homes_offer(struct store *store, const struct actor *actor, struct id person, struct id home,
	struct date answer_by, struct id *set, struct err *err);

#endif
