/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The demonstration: a fictional municipality, Halden, whose last three years end
 * on the day it is made.  Everything in it is invented.  Same seed and day, same
 * content: ids, nonces and keys come from the seed, times from the held clock.
 *
 *	demo_prepare(seed);                 ... before the file is created
 *	store_open(create) ...
 *	demo_make(store, &actor, 300, seed, progress, ctx, &err);
 *	demo_release();
 */
#ifndef EXCHANGE_DEMO_H
#define EXCHANGE_DEMO_H

#include "register/actor.h"
#include "store/store.h"

#define DEMO_PEOPLE 300
/* No secret is kept in an invented town: everybody may know its passphrase. */
#define DEMO_PASSPHRASE "welcome to halden"
#define DEMO_PEOPLE_MOST 1000000

/* From here ids and keys come from the seed and the clock stands at the start of the three years. Its end is
 * the day on which this is called. */
void demo_prepare(uint64_t seed);
/* Randomness and clock are the real ones again. */
void demo_release(void);

/* False stops: what was written stays, the status is ST_CANCELLED. */
typedef bool demo_progress(void *ctx, int64_t people_done, int64_t people);
/* Into a new, empty file. people: 1 to DEMO_PEOPLE_MOST. The actor needs all roles. */
enum status demo_make(struct store *store, const struct actor *actor, int64_t people, uint64_t seed,
	demo_progress *progress, void *ctx, struct err *err);

#endif
