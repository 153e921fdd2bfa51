/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The table `due`: what waits for a day, of people who are here: running clocks
 * (rank 0 the law's, 1 the city's own) and what the watches look at (rank 2).  Steps
 * stand in `todo`.  The change door's hook keeps it; everything in it can be made anew
 * from the records.  What the city wants of
 * whom the file is paused waits until the day of return; the law does not pause.
 *
 *	SELECT record, watch, kind, person, day, rank, stage, caseworker FROM due WHERE rank = 0 ORDER BY day
 *
 * `record` is the record's id, `person` the person's rid, `watch` the key of a watch (cases/watch.h) or "clock", whose
 * clock.what says what is due.
 */
#ifndef CASES_DUE_H
#define CASES_DUE_H

#include "base/id.h"
#include "store/store.h"

enum due_rank { DUE_LAW, DUE_CITY, DUE_WATCH };

/* Registers the hookand due_ready() for every opening; cases_init() calls it. */
void due_init(void);
/* The whole table, in a transaction of its own, where another program or other watches made it. */
enum status due_ready(struct store *store, struct err *err);
/* All of one person's rows, put anew within the caller's transaction. */
enum status due_of_person(struct store *store, struct id person, struct err *err);
/* The whole table, after rows were written without the rules or a watch was set otherwise; in the caller's
 * transaction. */
enum status due_rebuild(struct store *store, struct err *err);
/* How many rows are missing or too many; 0 when all is well. */
enum status due_check(struct store *store, int64_t *faults, struct err *err);

#endif
