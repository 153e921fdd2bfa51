/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Likely doubles over the whole file: pairs of people who may be one, with reasons.
 * Memory is bounded: people are compared within blocks of those who share a rare
 * word, a pair of sounds, a phone number or an e-mail address, never all with all.
 */
#ifndef CASES_DUPLICATES_H
#define CASES_DUPLICATES_H

#include "register/find.h"

struct duplicate {
	struct id one, other;      /* one: opened first */
	double score;              /* 0 .. 1 */
	unsigned reasons;          /* enum find_reason; words by find_reason_words() */
};
/* Called once a pair, best first among the pairs kept; false stops. */
typedef bool duplicate_fn(void *ctx, const struct duplicate *pair);
/* People looked at so far; false cancels (ST_CANCELLED). */
typedef bool duplicate_progress(void *ctx, int64_t done, int64_t people);
/* Up to `limit` pairs with a score of at least `least` (0: what is worth a look), the best ones of the whole
 * file. Either callback may be NULL. *found: how many pairs there were at all. */
enum status duplicates_find(struct store *store, const struct actor *actor, double least, int limit,
	duplicate_fn *fn, duplicate_progress *progress, void *ctx, int64_t *found, struct err *err);

#endif
