/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Judges the rows of an import one by one, reading the file of records but never
 * writing: every cell by its field, references by what they name, required fields
 * and the kind's rules, and whether the record is already there.
 */
#ifndef EXCHANGE_CHECK_H
#define EXCHANGE_CHECK_H

#include "exchange/import.h"
#include "exchange/made.h"
#include "exchange/stage.h"

enum judgement { JUDGED_GOOD, JUDGED_BAD, JUDGED_KNOWN };

struct judged {
	enum judgement judgement;
	struct str column;      /* heads of the columns at fault, separated by "; " */
	struct str reason;      /* whole sentences */
	struct staged row;      /* JUDGED_GOOD: borrowed until the next row */
};
void judged_clear(struct judged *judged);

struct check;
/* `own`: the change set of an interrupted import that goes on, or none: its records do not count as known.
 * `stage` keeps the marks of rows seen, and must stay open as long. */
enum status check_open(struct store *store, const struct actor *actor, const struct import_options *options,
	const struct mapping *mapping, struct id own, struct check **out, struct err *err);
void check_close(struct check *check);          /* NULL is fine */
/* What the rows' references make of names; borrowed. */
struct made *check_made(struct check *check);
/* The fields that a row's values go into, in their order. */
const struct field *const *check_fields(const struct check *check, int *count);
/* Fails only when the file of records does. `encoding` names the encoding for a cell with broken bytes. */
enum status check_row(struct check *check, struct stage *stage, const struct csv_row *row,
		      const char *encoding, struct judged *out, struct err *err);

#endif
