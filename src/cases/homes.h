/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a household looks for in a home, and the offer of one.  Which homes fit, and in
 * what order, is said by the published criteria: match/homes.h.
 */
#ifndef CASES_HOMES_H
#define CASES_HOMES_H

#include "base/date.h"
#include "register/change.h"

struct home_search {
	struct id need;                  /* none: of the household's record alone, or of one person */
	int64_t people, bedrooms, rooms, max_rent, within;   /* -1: not said */
	int step_free, pets;             /* 1, 0; -1: not said */
	struct id near;
	char leave_by[11];               /* "": not said */
};

/* For the person's household: its need that stands open, else what its record says. ST_INVALID where nothing is offered:
 * the file is restricted, or the person left; ST_DENIED where the actor does not see needs. */
enum status home_search_of(struct store *store, const struct actor *actor, struct id person, struct home_search *search,
	struct err *err);
/* What is looked for: "4 people · 3 bedrooms · step-free · rent at most 900.00". `between` parts them. */
void home_search_words(struct str *out, const struct home_search *search, const char *between);

/* The same of a need's own record. */
void home_need_words(struct str *out, const struct record *need, const char *between);

/* An offer to be answered until `answer_by` (none: in HOME_ANSWER_DAYS), in the change set. */
#define HOME_ANSWER_DAYS 7
/* Offers that no answer came to before today; all of them run out at once: *n how many, a thousand at most. */
enum status homes_unanswered(struct store *store, int64_t *n, struct err *err);
enum status homes_lapse(struct store *store, const struct actor *actor, int64_t *n, struct id *set, struct err *err);
enum status home_offer(struct change *change, struct id person, struct id dwelling, struct date answer_by,
	struct id *placement, struct err *err);

#endif
