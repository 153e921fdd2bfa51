/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the order of the waiting lists may go by, as schema/criteria/ declares it,
 * and the order that a town has published: the youngest queue_rule that has begun.
 * Where a town said nothing, who has waited longer comes first.
 */
#ifndef CASES_CRITERIA_H
#define CASES_CRITERIA_H

#include "base/id.h"
#include "store/store.h"

enum criterion_first { CRITERION_EARLIEST, CRITERION_FEWEST, CRITERION_YES };

struct criterion {
	const char *key;            /* "waited" */
	const char *label;          /* N_() "Who has waited longer" */
	const char *explain;        /* N_() a sentence or two for everybody */
	const char *value;          /* field of the enrolment, "person.FIELD", or "clock.due" */
	enum criterion_first first; /* what is not known comes last */
};

#define CRITERIA_MOST 4             /* of a rule */
struct queue_order {
	struct id rule;             /* none: nobody has set one */
	char since[11];             /* "": always */
	int answer_days;            /* how long a seat is kept for who was offered it */
	const struct criterion *by[CRITERIA_MOST];
	int count;
};

const struct criterion *criterion_all(int *count);
const struct criterion *criterion_named(const char *key);      /* NULL: no such criterion */
/* The order that holds on that day; never ST_NOTFOUND. */
enum status queue_order_on(struct store *store, const char *day, struct queue_order *out, struct err *err);

#endif
