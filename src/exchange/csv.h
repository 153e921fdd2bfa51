/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * CSV as people send it, read as a stream: RFC 4180, and besides it semicolon and
 * tab (detected), blanks around fields ("a, b"), mixed line ends, a BOM, Excel's
 * "sep=;" line.  Memory is bounded by the longest record that is allowed, whatever
 * the file holds.  Input is UTF-8; bytes that are not pass through as they are, so
 * that whoever judges a cell can name its line (utf_valid()).
 */
#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Gives up to `room` bytes; *got 0 means the end. */
typedef enum status csv_source(void *ctx, char *buf, size_t room, size_t *got, struct err *err);

#define CSV_MAX_RECORD ((size_t)1 << 20)    /* bytes of one record, unless told otherwise */
#define CSV_MAX_CELLS 4096

struct csv_row {
	long line;             /* line of the file where the record begins, from 1 */
	int count;
	char *const *cell;     /* NUL-terminated; unquoted ones without the blanks around them */
};

/* Where a record broke; the column counts characters from 1. */
struct csv_fault { long line, column; };

struct csv;
/* delimiter 0: detected from the first 64 KiB. max_record 0: CSV_MAX_RECORD. */
struct csv *csv_open(csv_source *source, void *ctx, char delimiter, size_t max_record);
void csv_close(struct csv *csv);            /* NULL is fine */
/* ST_OK: `row`, borrowed until the next call. ST_DONE: the end. ST_INVALID: this record is broken (quotes,
 * NUL, too long, too many cells); `err` says why and where, row->line names its line, and the next call goes
 * on behind it. Empty lines are skipped. Any other status comes from the source. */
enum status csv_next(struct csv *csv, struct csv_row *row, struct err *err);
char csv_delimiter(struct csv *csv);        /* reads ahead when nothing was read yet */
struct csv_fault csv_fault(const struct csv *csv);   /* after ST_INVALID */

/* Writing: cells one after another, then the line's end (CRLF, as RFC 4180 has it). */
void csv_add(struct str *line, const char *cell);    /* NULL: an empty cell */
void csv_end(struct str *line);
/*
 * A spreadsheet takes a cell that begins with = + - @ (or a tab) for a formula and
 * runs it.  What people typed is therefore written with an apostrophe in front
 * ('=1+1), and csv_unguard() takes it away again when such a file is read back.  Texts that
 * begin with apostrophes before such a sign get one more, so that nothing is lost.
 */
void csv_add_guarded(struct str *line, const char *cell);
const char *csv_unguard(const char *cell);

#endif
