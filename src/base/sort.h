/* SPDX-License-Identifier: EUPL-1.2 */
/* The first of many in order, where nobody asks about the order of the others. */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include <stddef.h>

/* As qsort(), but only the first `most` are put in order; the others stand behind them in any.  Takes time by n, not by
 * n log n (Hoare's selection, 1961), where `compare` tells all apart. */
void sort_first(void *base, size_t n, size_t size, size_t most, int (*compare)(const void *, const void *));

#endif
