/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Watches: days that the city itself looks out for in the records, as
 * schema/watches/ declares them (offers awaiting an answer, checks after three
 * months of work).  Never a term of the law: that is a clock.
 */
#ifndef CASES_WATCH_H
#define CASES_WATCH_H

#include "base/term.h"
#include "store/store.h"

/* A choice field and its values that are meant, which end with NULL. */
struct watch_when { const char *field; const char *const *in; };

struct watch {
	const char *key;            /* "placement.answer" */
	const char *label;          /* N_() what is to be done: "answer to an offer" */
	const char *kind;
	const char *field;          /* date that it counts from */
	struct term length;         /* after the date, or before it */
	bool before;                /* counted back from the date: to act ahead of it */
	const struct watch_when *when;  /* what must hold while it waits; ends with field NULL */
	const char *seen;           /* date field that says when somebody looked after it: on the day, or up to
	                             * WATCH_EARLY days ahead of it; or NULL */
	const char *without;        /* waits only while this field is empty, or NULL */
	const char *names;          /* field that says which record it is: "what" of a paper; or NULL */
	const char *stage;          /* key of the pathway's stage */
};

#define WATCH_EARLY 30

const struct watch *watch_all(int *count);
const struct watch *watch_named(const char *key);      /* NULL: no such watch */
/* The length that holds in this file, by the setting "watch.KEY"; *off: the town does not want it. */
enum status watch_length(struct store *store, const struct watch *watch, struct term *length, bool *off, struct err *err);
/* Sets it; "off" turns the watch off, NULL goes back to what is declared. Then due_rebuild(). */
enum status watch_set(struct store *store, const struct watch *watch, const char *length, struct err *err);

#endif
