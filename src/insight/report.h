/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The progress report: what of a period may be published, in the order in which a
 * council reads it.  It is made of figures that stood disclosure control, against
 * everything that was released before, and of nothing else: whoever draws it, as a
 * paper, as CSV or as JSON, is given what may be said and cannot ask for more.
 *
 * A report is first made, to be looked at; it is released when it leaves the
 * program: printed, saved, written out.  Only then it stands in the ledger.
 */
#ifndef INSIGHT_REPORT_H
#define INSIGHT_REPORT_H

#include "base/date.h"
#include "base/sheet.h"
#include "register/actor.h"
#include "store/store.h"

/* Both days count. */
struct period { struct date from, to; };
/* Reads "2026", "2026-03", "2026-Q1" or a day as people type it, as the first or the last day meant; false where it is
 * none of them. */
bool period_first(const char *said, struct date today, struct date *out);
bool period_last(const char *said, struct date today, struct date *out);
/* The equally long period right before: whole months before whole months, else as many days. */
struct period period_before(struct period period);
/* The same days a year earlier. */
struct period period_year_before(struct period period);
/* Appends "1 January to 31 March 2026", "2026", "March 2026" in the chosen language. */
void period_show(struct str *out, struct period period);
/* ST_USAGE in words: upside down, not begun yet, longer than thirty years. */
enum status period_check(struct period period, struct date today, struct err *err);

struct report_ask {
	struct period period;
	struct period compare;       /* compare.from.year 0: with none */
	unsigned by;                 /* breakdowns, as bits 1u << enum dimension (insight/indicator.h); 0: the standard tables */
};

struct report;                       /* opaque: what may be said, in the language of whoever draws it */
typedef bool report_progress(void *ctx, int64_t done, int64_t total);   /* false: stop */

/* Supervisors and team leads; also casework and administrators' files of one user. ST_DENIED otherwise; ST_USAGE for
 * a period (period_check) or breakdowns that cannot be; ST_NOTFOUND where nothing is recorded in the period and before;
 * ST_INVALID where no release could be found that gives nothing away; ST_CANCELLED. */
enum status report_make(struct store *store, const struct actor *actor, const struct report_ask *ask,
	report_progress *progress, void *ctx, struct report **out, struct err *err);
void report_free(struct report *report);
bool report_may(const struct actor *actor);

/* It leaves the program, `how` ("printed", "saved", "csv" ...): kept in the ledger and noted as an act, both or none.
 * ST_CONFLICT where something was released in between: make it anew. A second release of the same does nothing. */
enum status report_release(struct store *store, const struct actor *actor, struct report *report, const char *how,
	struct err *err);

/* Drawn in the chosen language; the sheet is yours. */
struct sheet *report_sheet(const struct report *report);
/* A line for each cell and each figure, "report_csv" columns in doc/disclosure.md; what is withheld has a sign of its own
 * in the column `sign` and no value. */
void report_csv(const struct report *report, struct str *out);
struct json_t *report_json(const struct report *report);

#endif
