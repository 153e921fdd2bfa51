/* SPDX-License-Identifier: EUPL-1.2 */
/* How well a person fits what was typed, and why. Used by find and by the search for doubles. */
#ifndef REGISTER_SCORE_H
#define REGISTER_SCORE_H

#include "base/date.h"
#include "register/find.h"
#include "store/search.h"

#define SCORE_FOUND 0.34     /* below this a hit is left out of find */
#define SCORE_ONLY_WORD 0.66      /* how alike the likest word must be: the only one typed or across scripts, */
#define SCORE_WORD_OF_MANY 0.8    /* or one of several */
#define SCORE_KNOWN 0.64     /* from here a person may already be known */

/* Mask of the searchable fields of a person that the actor sees. */
enum status score_fields(struct store *store, const struct actor *actor, uint64_t *fields, struct err *err);
/* How many digits; and the digits without the plus or zeros in front that stand for "abroad" or "another town". */
int score_digits(const char *typed);
const char *score_significant(const char *typed);
/* Words of the name fields in the mask: those in Latin script (foreign = false) or of other scripts. */
void score_words(struct name_words *out, const struct search_keys *keys, uint64_t fields, bool foreign);
/* 0 to 1. `begun`: the last word of `typed` may go on. The memo (or NULL) is for this `typed` alone. */
double score_name(const struct name_words *typed, const struct search_keys *keys, uint64_t fields, bool begun,
	struct name_memo *memo);
/* Why: enum find_reason bits. */
unsigned score_reasons(const struct name_words *typed, const struct search_keys *keys, uint64_t fields,
		       bool begun);

/* How birth dates speak for one person: +1 the same day, down to -1 cannot be. Unknown parts say nothing, and
 * the first of January counts as a year alone, because it is what is written when only the year is known. */
double score_birth(const char *a, const char *b, unsigned *reasons);

/* The same person? Names both ways, other script and birth weighed together, 0 to 1; for the search for
 * doubles. */
double score_people(const struct search_keys *a, const char *born_a, const struct search_keys *b,
		    const char *born_b, uint64_t fields, unsigned *reasons);
/* How alike two names are, each held against the other. */
double score_both_ways(const struct name_words *a, const struct name_words *b);

#endif
