/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How many stand before a key, without counting them one by one: the rows of each
 * language, level and place stand in blocks of neighbours (table queue_block: the
 * first key, how many), so that a place among 100,000 is found in some hundred
 * steps.  Kept by whoever writes the table `queue`, in the same transaction.
 */
#ifndef CASES_QUEUE_RANK_H
#define CASES_QUEUE_RANK_H

#include "base/id.h"
#include "store/store.h"

#define QUEUE_KEY 128

struct queue_line {
	char language[16];           /* "": not said */
	char level[16];
	struct id place;             /* none: who named no place */
};
/* A row was written, or will be dropped. */
enum status queue_rank_add(struct store *store, const struct queue_line *line, const char *key, struct err *err);
enum status queue_rank_drop(struct store *store, const struct queue_line *line, const char *key, struct err *err);
/* All blocks, from the rows. */
enum status queue_rank_rebuild(struct store *store, struct err *err);
/* Blocks that hold another number of rows than they say. */
enum status queue_rank_check(struct store *store, int64_t *faults, struct err *err);

/* Keys of the line that are less than this one. */
enum status queue_rank(struct store *store, const struct queue_line *line, const char *key, int64_t *out, struct err *err);
/* The place behind line->place that somebody of this language and level waits for; ST_DONE: there is none. Who named no
 * place comes first: begin with `first`. */
enum status queue_rank_next(struct store *store, struct queue_line *line, bool first, struct err *err);

#endif
