/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Homes that fit what a household needs, ranked and explained; nothing is written.
 *
 * What is weighed is the need alone: people, bedrooms, steps, rent, pets, distance,
 * the neighbourhoods it would like.  There are no weights: homes are compared by one
 * question after the other, and the first that tells them apart decides: how much of
 * what is needed they lack; how high their neighbourhood stands in the household's own
 * list; how much is not known of them; how long until they are free; how near they lie;
 * how little room would stand empty; what they cost.
 */
#ifndef CASES_HOMES_H
#define CASES_HOMES_H

#include "base/date.h"
#include "register/change.h"

enum home_what { HOME_PEOPLE, HOME_BEDROOMS, HOME_ROOMS, HOME_STEP_FREE, HOME_RENT, HOME_PETS, HOME_NEAR, HOME_FREE,
	HOME_PREFERRED, HOME_PARTS };
enum home_is { HOME_FITS, HOME_MISSES, HOME_UNKNOWN, HOME_TELLS /* neither for nor against */ };
/* What was asked, how it stands, and the two numbers: people, rooms, cents, metres, days, a rank. */
struct home_part { enum home_what what; enum home_is is; int64_t has, wants; };

struct home {
	struct id id;
	char *address, *quarter;         /* neighbourhood's name, or NULL */
	struct id neighbourhood;
	int64_t rooms, floor, rent;      /* rent with service costs, in cents; -1: not known (floor: INT64_MIN) */
	struct home_part part[HOME_PARTS];
	int n_parts;
	int misses, unknown;
	/* What they are compared by, besides. */
	int rank;                        /* in the household's list; a large number outside of it */
	long days;                       /* until it is free when it is needed */
	double km;                       /* to where it should be near; a large number where that is not known */
	int64_t spare;                   /* places that would stand empty; the same */
};

#define HOME_PREFER_MOST 20
struct home_search {
	struct id need;                  /* none: of the household's record alone, or of one person */
	int64_t people, bedrooms, rooms, max_rent, within;   /* -1: not said */
	bool step_free, pets;
	struct id near;
	char needed_from[11];
	struct id prefer[HOME_PREFER_MOST];
	int n_prefer;
};

struct homes {
	struct home_search search;
	struct home *home;               /* best first */
	int count;
	int free;                        /* that stand free in all; count is at most what was asked for */
	int fitting;                     /* of these that lack nothing */
};

/* At most `most` homes that are free, best first. ST_DENIED where the actor sees no homes or not this file; ST_INVALID
 * where the file is restricted or the person left: nobody weighs it against offers then. */
enum status homes_for(struct store *store, const struct actor *actor, struct id person, int most, struct homes *out,
	struct err *err);
void homes_clear(struct homes *homes);
/* One part in words: "for 5 people, 4 are needed", "rent 950.00, at most 900.00". */
void home_words(struct str *out, const struct home_part *part);
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
