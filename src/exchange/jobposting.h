/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Vacancies as schema.org describes them (https://schema.org/JobPosting): one posting, an array, an @graph, an
 * ItemList, one posting a line, or a web page with such scripts in it.  Read as a stream of rows with the cells of a CSV
 * file of vacancies, so that everything behind is the same: the gate, rejects, undo.  An array is read posting by
 * posting: memory is bounded by the longest one that is allowed, whatever the file holds.
 */
#ifndef EXCHANGE_JOBPOSTING_H
#define EXCHANGE_JOBPOSTING_H

#include <jansson.h>

#include "exchange/csv.h"

#define JOBPOSTING_MAX ((size_t)4 << 20)     /* bytes of one posting, or of an @graph as a whole */

struct jobposting;
/* Whether text that begins so is JSON or a web page, and no CSV. */
bool jobposting_begins(const char *text, size_t len);
struct jobposting *jobposting_open(csv_source *source, void *ctx);
void jobposting_close(struct jobposting *postings);    /* NULL is fine */
/* Names of the vacancy's fields, as the first line of a CSV file has them. Borrowed. */
void jobposting_head(struct csv_row *head);
/* ST_OK: `row`, borrowed until the next call; row->line is where the value stands that holds it. ST_DONE: the end.
 * ST_INVALID: this value is no posting that can be read, and the next call goes on behind it. ST_CORRUPT: the file is no JSON
 * from here on, or holds no posting at all: `err` says where. Any other status comes from the source. */
enum status jobposting_next(struct jobposting *postings, struct csv_row *row, struct err *err);

/* jobfields.c: the cells of one posting, each the caller's to free; `near`: nodes of its document by "@id", to which it
 * may refer; NULL: none. */
enum job_cell {
	JOB_TITLE, JOB_EMPLOYER, JOB_NUMBER, JOB_POSTED, JOB_UNTIL, JOB_STARTS, JOB_OCCUPATION, JOB_SKILLS, JOB_HOURS,
	JOB_HOURS_FROM, JOB_HOURS_TO, JOB_CONTRACT, JOB_PLACE, JOB_ADDRESS, JOB_FROM_HOME, JOB_PAY_FROM, JOB_PAY_TO, JOB_PAY_PER,
	JOB_SEATS, JOB_WEB, JOB_TEXT,
	JOB_CELLS
};
void jobfields_read(const json_t *posting, const json_t *near, char *cell[JOB_CELLS]);
/* Text of a web page without its marks: paragraphs, line breaks and list items begin a line. The caller's. */
char *jobfields_plain(const char *html);

#endif
