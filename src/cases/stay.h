/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where people stay, and since when.  The stay without an end is the present one: the
 * address and the neighbourhood in the person's file are its own, whichever of the
 * two somebody changes.  A move into one of the city's homes is a stay as well.
 */
#ifndef CASES_STAY_H
#define CASES_STAY_H

#include "base/date.h"
#include "base/term.h"
#include "register/change.h"

/* For the rules of placements: the person lives in that home from the day of the move, or left it on `day` (canonical). */
enum status stay_in_home(struct change *change, struct change_item *placement, struct err *err);
enum status stay_left_home(struct change *change, struct change_item *placement, const char *day, struct err *err);
/* For the rules of people, once address, neighbourhood or end were set. */
enum status stay_follow(struct change *change, struct change_item *person, struct err *err);

/* People in a place that is not meant to last, the longest first. */
struct stay_row {
	struct id person, stay;
	char case_number[CASE_NUMBER_MAX];
	char *name, *place;              /* place: canonical key */
	struct date counted;
	long days;                       /* since then */
	char caseworker[64];
	int declined;                    /* homes that were offered and came to nothing */
	bool offered;                    /* one is offered or accepted now */
};
/* What the city wants it to take at the most, as the watch "stay.target" is set; false: the town does not want it
 * watched. */
enum status stay_target(struct store *store, struct term *target, bool *wanted, struct err *err);
/* Whether so long a stay is over the target on the day. */
bool stay_is_over(const struct stay_row *row, struct term target, struct date day);
/* Up to `limit` of them as the actor may see them; *more: there are more. ST_DENIED where the actor sees no stays. */
enum status stay_waiting(struct store *store, const struct actor *actor, int limit, struct stay_row **out, int *count,
	bool *more, struct err *err);
/* Where one person stays now, without a name; ST_DONE: nowhere that is known, or the actor sees no stays. free(out->place)
 * at the end. */
enum status stay_now(struct store *store, const struct actor *actor, struct id person, struct stay_row *out,
	struct err *err);
/* Whether its days are counted against the target. */
bool stay_counts(const struct stay_row *row);
/* "Reception centre, day 97 of 90", or the place alone where no days are counted. */
enum status stay_words(struct str *out, struct store *store, const struct stay_row *row, struct err *err);
void stay_rows_free(struct stay_row *row, int count);

#endif
