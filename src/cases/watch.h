/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Watches: days that the city itself looks out for in the records, as
 * schema/plans/watches.ini declares them (offers awaiting an answer, checks after three
 * months of work).  Never a term of the law: that is a clock.
 */
#ifndef CASES_WATCH_H
#define CASES_WATCH_H

#include "base/term.h"
#include "store/store.h"

struct watch {
	const char *key;            /* "placement.answer" */
	const char *label;          /* N_() what is to be done: "answer to an offer" */
	const char *kind;
	const char *field;          /* date that it counts from */
	struct term length;         /* after the date, or before it */
	bool before;                /* counted back from the date: to act ahead of it */
	const char *state;          /* choice or yes/no field that is looked at, or NULL */
	const char *const *in;      /* its values while it waits, ends with NULL */
	const char *seen;           /* date field: from this day on the matter counts as looked after; or NULL */
	const char *without;        /* waits only while this field is empty, or NULL */
	const char *stage;          /* key of the pathway's stage */
};

const struct watch *watch_all(int *count);
const struct watch *watch_named(const char *key);      /* NULL: no such watch */
/* The length that holds in this file, by the setting "watch.KEY"; *off: the town does not want it. */
enum status watch_length(struct store *store, const struct watch *watch, struct term *length, bool *off, struct err *err);
/* Sets it; "off" turns the watch off, NULL goes back to what is declared. Then due_rebuild(). */
enum status watch_set(struct store *store, const struct watch *watch, const char *length, struct err *err);

#endif
