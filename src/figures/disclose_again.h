/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The system of a release laid open, for whoever ties earlier releases to it (insight/known.h) and keeps it afterwards.
 * Values read here are not protected.
 */
#ifndef FIGURES_DISCLOSE_AGAIN_H
#define FIGURES_DISCLOSE_AGAIN_H

#include "figures/disclose.h"

/* Makes all cells and sums of the tables and works out all values, as disclose_run() would. ST_INVALID as there. */
enum status disclose_fill(struct disclose *disclose, struct err *err);
int disclose_cells(const struct disclose *disclose);
int64_t disclose_value(const struct disclose *disclose, int cell);
const struct disclose_rule *disclose_rule_of(const struct disclose *disclose, int cell);
int disclose_sums(const struct disclose *disclose);
/* How many parts a sum has; they are borrowed. */
int disclose_sum_at(const struct disclose *disclose, int sum, int *total, const int **parts);

/*
 * Whole numbers of 0 or more that add up everywhere, each fixed cell at its value, and all others as near as can be to
 * what they were (the least sum of differences; a linear program, of whole numbers where its answer is none).  Cells and
 * sums may be added after disclose_fill() with values that do not add up yet.  A fixed cell that no such numbers leave at
 * its value is moved as well, and told: moved[i].  The result hangs on keys and values, on no order.
 */
struct disclose_fixed { int cell; int64_t value; };
enum status disclose_settle(struct disclose *disclose, const struct disclose_fixed *fixed, int n, bool *moved, struct err *err);

#endif
