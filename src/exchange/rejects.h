/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rejects file: rows that were not imported, each with line, column and reason
 * in front, then the row as it was.  Its owner alone may read it.  Nothing stands
 * at the path before rejects_commit(), and an existing file is never replaced by
 * another: the same content again is no fault, anything else is refused.  Mended, it
 * can be imported as it is: mapping.h leaves the columns in front out.
 */
#ifndef EXCHANGE_REJECTS_H
#define EXCHANGE_REJECTS_H

#include "exchange/csv.h"

struct rejects;
/* `head` is copied. */
struct rejects *rejects_open(const char *path, const struct csv_row *head);
/* `row` may have no cells when it could not be read. */
enum status rejects_add(struct rejects *rejects, long line, const char *column, const char *reason,
	const struct csv_row *row, struct err *err);
/* Puts the file in its place; *path (the caller's) is NULL when nothing was rejected. */
enum status rejects_commit(struct rejects *rejects, char **path, struct err *err);
void rejects_close(struct rejects *rejects);     /* NULL is fine; abandons what was not committed */

#endif
