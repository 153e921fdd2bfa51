/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Totals among the rows of a file.  Offices publish districts and the whole city
 * below their neighbourhoods, in the same columns; taken in, the same people and
 * homes would stand there twice.
 *
 * A row counts as a total when at least two of its whole numbers are, to the last
 * digit, the sums of the same unbroken run of three rows or more above it.  A total
 * that stands above its parts, or that holds more than them, is not found out.
 */
#ifndef EXCHANGE_TOTALS_H
#define EXCHANGE_TOTALS_H

#include "register/register.h"

struct totals;

/* NULL for kinds of which no sums are published, and where fewer than two such columns come in: nothing is judged. */
struct totals *totals_new(const struct kind *kind, const struct field *const *field, int n_fields);
void totals_free(struct totals *totals);        /* NULL is fine */
/* Judges the next row by its canonical values, and keeps it in mind; *from and *to are the first and the last line that
 * it sums up. False for NULL. */
bool totals_row(struct totals *totals, char *const *value, long line, long *from, long *to);

#endif
