/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a lost copy of the file would expose (GDPR Art. 33 and 34): who was in it on a day, and which fields had values
 * then.  Read back from the journal: a row's values of today, with what changed since put back.
 */
#ifndef CASES_BREACH_H
#define CASES_BREACH_H

#include "base/date.h"
#include "register/read.h"

struct breach_field { const struct kind *kind; const struct field *field; int64_t n; };
struct breach {
	int64_t people;          /* also those who were removed and not erased: they were in the copy */
	int64_t erased;          /* people erased since, who may have been in it; their names are no longer known */
	int64_t sealed;          /* people in sealed files, which the copy does not open */
	int64_t users;           /* whose passphrases opened the file then */
	struct breach_field *field;      /* with at least one value, in the register's order */
	int n_fields;
};
void breach_clear(struct breach *breach);
/* Called once a person, in the file's order; false stops (ST_CANCELLED). */
typedef bool breach_person_fn(void *ctx, struct id person);
/* As of the end of this day. Numbers are for casework, administrators and auditors; `fn` (or NULL) for casework alone:
 * ST_DENIED. Reads the whole file. */
enum status breach_sheet(struct store *store, const struct actor *actor, struct date day, breach_person_fn *fn, void *ctx,
	struct breach *out, struct err *err);

#endif
