/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A round of homes under caps of neighbourhoods (cases/cap.h).
 *
 * A cap limits how many homes of its neighbourhood a round gives to households that did not name it: neither among
 * those where they would like to live, nor as the one to be near. Whoever named it is never refused a home there
 * because of a cap. In stages:
 *
 *   CAPS_FREE  without caps. Whoever gets a home in a capped neighbourhood that they named keeps it; it counts nothing.
 *   CAPS_HELD  the others, with the caps as arcs of the flow. Whoever gets a home in a capped neighbourhood without
 *              having named it keeps it: these are those who count.
 *   CAPS_LEFT  the others, without caps: homes of capped neighbourhoods that are left, for whoever named them.
 *   CAPS_REST  whoever has nothing yet, with what is left of the caps, where that made room elsewhere.
 *
 * All but the first are computed only where they are needed; without a cap that keeps anybody out the first is all there
 * is, and it is the optimum of the whole. In the end no home that would suit somebody without one stands empty, but
 * for a cap that is used up and that they count against. Each stage is the optimum of what it is given, with its own prices and proof.
 * Rows keep their indexes in all stages: who is settled has no pairs left, and a home that is taken no seat.
 */
#ifndef MATCH_CAPS_H
#define MATCH_CAPS_H

#include "figures/assign.h"
#include "match/match.h"

struct match_caps {
	int count;                   /* caps that hold; 0: none, and nothing else is set */
	struct id *cap, *neighbourhood;
	int *most;
	int *kept;                   /* by cap: of most, already given by locked proposals of the round; NULL: none */
	int *of_place;               /* by place of the facts: which cap, -1: none */
	uint32_t words;
	uint32_t *named;             /* by candidate, `words` each: bit of every cap whose neighbourhood was named */
};
/* Those in force on the day of the facts. Of any kind but homes: none. */
enum status match_caps_read(struct store *store, const struct match_facts *facts, struct match_caps *out,
	struct err *err);
/* What locked proposals of a round that is computed again take of its caps. */
enum status match_caps_keep(struct store *store, struct id round, struct match_caps *caps, struct err *err);
void match_caps_clear(struct match_caps *caps);
bool match_caps_named(const struct match_caps *caps, int candidate, int cap);

enum caps_stage { CAPS_FREE, CAPS_HELD, CAPS_LEFT, CAPS_REST, CAPS_STAGES };

struct match_capped {
	const struct match_caps *caps;
	enum caps_stage now;         /* the one under way: for match_caps_open() */
	int stages;                  /* that were computed */
	struct assign *of[CAPS_STAGES];              /* NULL: not computed */
	int n_people, n_places;
	int *place;                  /* by person, -1: none */
	unsigned char *stage;        /* by person: the stage that settled it; its prices explain it */
	int64_t total[ASSIGN_PHASES];                /* of the whole */
	int *free, *wished, *counted;                /* by cap: homes given to all in CAPS_FREE; in the end to whoever named
	                                              * the neighbourhood, and to the others */
};

/* `problem` has no groups. Its `ask`, where there is one, passes over pairs for which match_caps_open() says false.
 * Every stage is certified before the next. ST_ as of assign_solve() and assign_certify(). `caps` is borrowed. */
enum status match_caps_solve(const struct assign_problem *problem, const struct match_caps *caps,
	struct match_capped *out, struct err *err);
void match_capped_clear(struct match_capped *capped);
/* Whether the pair belongs to the stage under way. */
bool match_caps_open(const struct match_capped *capped, int person, int place);

#endif
