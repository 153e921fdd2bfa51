/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The table `queue`: who waits for a language and level, in the published order.  A
 * row's key holds what each criterion says of it, in equal widths, then the day of
 * asking, then the record's id, which never changes: two rows are never equal, and
 * whoever joins behind changes nobody's place ahead.
 *
 * The change door's hook keeps it; all of it can be made anew from the records.
 */
#ifndef CASES_QUEUE_H
#define CASES_QUEUE_H

#include "cases/criteria.h"

/* Registers the hook and queue_ready() for every opening; cases_init() calls it. */
void queue_init(void);
/* Puts the rows anew where another order holds than the one they were made by; in a transaction of its own. */
enum status queue_ready(struct store *store, struct err *err);
/* The order by which the rows stand. */
enum status queue_order_now(struct store *store, struct queue_order *out, struct err *err);
/* All rows, in the caller's transaction. */
enum status queue_rebuild(struct store *store, struct err *err);
/* How many rows are missing or too many; 0 when all is well. */
enum status queue_check(struct store *store, int64_t *faults, struct err *err);

/* The parts of a key: one a criterion, the day of asking where no criterion is just that, the id. */
#define QUEUE_PARTS (CRITERIA_MOST + 2)
/* How long a key is up to the end of its n-th part, from 1. */
int queue_key_length(const struct queue_order *order, int parts);
int queue_parts(const struct queue_order *order);
/* What the n-th part goes by, from 0; NULL: by the record's own number. */
const struct criterion *queue_part(const struct queue_order *order, int n);

#endif
