/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Households and homes: what the floors above may ask of their facts, besides what
 * match.h answers for every kind.
 */
#ifndef MATCH_HOMES_H
#define MATCH_HOMES_H

#include "match/match.h"

/* How high the home's neighbourhood stands in the household's own list, from 1 on; 0: it is not in it. */
int match_homes_choice(const struct match_facts *facts, int candidate, int place);

/* The homes for one person: of the need that stands open for the household, else of what the household's record says
 * (then the candidate's application is none).  ST_INVALID where nothing is offered: the file is restricted or paused, or
 * the person left. Errors else as those of match_read(). */
enum status match_homes_of(struct store *store, const struct actor *actor, struct id person,
	const struct match_rule *rule, struct match_facts *out, struct err *err);

#endif
