/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Checked rows that wait to be written, in temporary tables of the connection: no
 * lock is held, nobody else sees them, and they are gone with the connection.
 * Rows stand packed, many to a blob, so that a million of them cost little.
 */
#ifndef EXCHANGE_STAGE_H
#define EXCHANGE_STAGE_H

#include "store/store.h"

struct stage;

struct staged {
	int64_t row;            /* which of the file's records, from 1 */
	long line;
	struct id id;           /* the id to keep, or none */
	const char **value;     /* canonical text or NULL, n_values as given to stage_open() */
};

enum status stage_open(struct store *store, int n_values, struct stage **out, struct err *err);
void stage_close(struct stage *stage);          /* NULL is fine; empties the tables */
enum status stage_add(struct stage *stage, const struct staged *staged, struct err *err);
/* From the first row on, in order; ST_DONE at the end. Borrowed until the next call. */
enum status stage_next(struct stage *stage, struct staged *out, struct err *err);
/* Holds the place of the next row, and comes back to it. */
void stage_hold(struct stage *stage);
enum status stage_back(struct stage *stage, struct err *err);
/* Notes that a row with this mark stands in `line`; *before is the line of an earlier one, or 0. */
enum status stage_mark(struct stage *stage, const uint8_t mark[16], long line, long *before, struct err *err);

#endif
