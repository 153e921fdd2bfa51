/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reproducible garbage: texts that are nearly right, from samples and telling
 * pieces, cut, doubled, swapped and overwritten.  The same seed, the same garbage.
 */
#ifndef TESTS_GARBAGE_H
#define TESTS_GARBAGE_H

#include <stdint.h>

#include "base/str.h"

void garbage_seed(uint64_t seed);
uint32_t garbage_below(uint32_t bound);
/* One of the samples, mutated; may hold any byte, NUL as well. */
void garbage_of(struct str *out, const char *const *samples, int n);
/* The same without NUL: what comes through an argument or a field. */
void garbage_text(struct str *out, const char *const *samples, int n);

#endif
