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

#include "base/sheet.h"
#include "insight/period.h"
#include "register/actor.h"
#include "store/store.h"

/* By which rule the town withholds counts: a setting of the file. */
#define REPORT_THRESHOLD_LEAST 3
#define REPORT_THRESHOLD_MOST 100
struct report_rule {
	int threshold;               /* smaller counts are withheld; 5 where nobody decided */
	bool zero_secret;            /* noughts as well */
};
enum status report_rule_read(struct store *store, struct report_rule *out, struct err *err);
/* Supervisors and administrators: ST_DENIED. ST_INVALID: no such threshold. Noted as an act. What was released stays so. */
enum status report_rule_set(struct store *store, const struct actor *actor, const struct report_rule *rule, struct err *err);

struct report_ask {
	struct period period;
	struct period compare;       /* compare.from.year 0: none */
	unsigned by;                 /* breakdowns, as bits 1u << enum dimension (insight/indicator.h); 0: the standard tables */
};

struct report;                       /* opaque: what may be said, in the language of whoever draws it */
typedef bool report_progress(void *ctx, int64_t done, int64_t total);   /* false: stop */

/* Supervisors and team leads. ST_DENIED otherwise; ST_INVALID for a period or breakdowns that cannot be, and where no
 * release could be found that gives nothing away; ST_NOTFOUND where nothing is recorded; ST_CANCELLED. */
enum status report_make(struct store *store, const struct actor *actor, const struct report_ask *ask,
	report_progress *progress, void *ctx, struct report **out, struct err *err);
void report_free(struct report *report);
bool report_may(const struct actor *actor);

/* It leaves the program, `how` ("printed", "saved", "csv" ...): kept in the ledger and noted as an act, both or none.
 * ST_CONFLICT where something was released in between: make it anew. A second release of the same does nothing. */
enum status report_release(struct store *store, const struct actor *actor, struct report *report, const char *how,
	struct err *err);
/* The transaction in which it was released was taken back. */
void report_unreleased(struct report *report);

/* Drawn in the chosen language; the sheet is yours. */
struct sheet *report_sheet(const struct report *report);
/* The same as rows, for CSV: the head first, then a row for each cell and each figure; what is withheld has a sign in the
 * column `sign` and no value. Cells are borrowed for the call; NULL is empty. */
#define REPORT_COLUMNS 8
typedef void report_row(void *ctx, const char *const *cell, int n);
void report_rows(const struct report *report, report_row *row, void *ctx);
struct json_t *report_json(const struct report *report);

#endif
