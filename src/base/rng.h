/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Randomness, from one place.  rng_bytes() is libsodium's; after rng_seed() it
 * is a reproducible stream (tests, demonstration): never in a real file's life.
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

void rng_bytes(void *out, size_t len);
uint32_t rng_below(uint32_t bound);   /* 0 .. bound-1, unbiased; bound 0 is a BUG */
void rng_seed(uint64_t seed);
void rng_unseed(void);
/* Counts seedings, so that what keeps a state of its own (ids) can begin anew with the stream. */
unsigned rng_generation(void);

#endif
