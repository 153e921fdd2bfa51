/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All records of a kind, as the actor may see them, as CSV or JSON: page by page
 * through the read door, so that memory does not grow with the file.  First the
 * record's id, then the fields by name.  A reference is given twice: as case
 * number or UUID under the field's name, which import resolves, and readable
 * under NAME.title, which import leaves out.  In CSV, text that a spreadsheet
 * would run as a formula is guarded (csv.h).
 */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include <stdio.h>

#include "register/read.h"

/* So many people's records at once are a bulk: a permission of its own, with a reason, minimised, noted, sealed. */
#define EXPORT_MANY 100
/* Whether records of the kind tell of people. */
bool export_of_people(const struct kind *kind);

enum export_format { EXPORT_CSV, EXPORT_JSON };
typedef bool export_progress(void *ctx, int64_t done);   /* false stops */

struct export_options {
	const struct kind *kind;
	enum export_format format;
	const struct list_query *query;   /* NULL: all of the kind, by title */
	const struct field *const *fields; /* those alone, in the register's order; NULL: all that the actor sees */
	int n_fields;
	FILE *out;
	export_progress *progress;        /* NULL: none */
	void *ctx;
};

/* ST_DENIED, ST_IO (the stream), ST_CANCELLED; what was written until then is incomplete. */
enum status export_run(struct store *store, const struct actor *actor, const struct export_options *options,
	int64_t *rows, struct err *err);

#endif
