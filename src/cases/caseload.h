/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a team lead sees of the work: case number, caseworker and clocks, no name
 * and nothing of the file; and the handing over of an absent colleague's files.
 */
#ifndef CASES_CASELOAD_H
#define CASES_CASELOAD_H

#include "base/date.h"
#include "register/read.h"

struct caseload_query {
	const char *caseworker;      /* NULL: all; "": files that have none */
	bool late;                   /* only files with a step that is late, the longest first; else as they came in */
	struct date day;
};
struct caseload_row {
	struct id person;
	int64_t rid;                 /* with `due`: the place in the list */
	int64_t step;                /* of the late step that counts; 0 in a list of all */
	char case_number[CASE_NUMBER_MAX];
	char caseworker[64];
	struct date since;           /* arrival */
	struct date due;             /* the earliest target that stands; not valid: none */
	int open, late;              /* steps */
};
/* Up to `limit` living files after (or, backward, before, nearest first) `from`; NULL: from the end. Team leads alone:
 * ST_DENIED. */
enum status caseload_list(struct store *store, const struct actor *actor, const struct caseload_query *query,
	const struct caseload_row *from, bool backward, int limit, struct caseload_row *out, int *count, struct err *err);
/* The names that files have as caseworkers, in order; yours to free() one by one and as a whole. */
enum status caseload_colleagues(struct store *store, const struct actor *actor, int most, char ***out, int *count,
	struct err *err);

/* Gives living files to a colleague: those of `from` (NULL: none), or the `n` files in `only`; open steps and coming
 * appointments go along. One change set; the trail is told. ST_DENIED for all but team leads; ST_NOTFOUND where nobody
 * of that name serves newcomers here. */
enum status caseload_reassign(struct store *store, const struct actor *actor, const char *from, const struct id *only,
	int n, const char *to, int64_t *files, struct err *err);

#endif
