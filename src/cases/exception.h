/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Exceptions from the fairness gate: one colleague proposes, another approves, anybody of the two roles withdraws.  A
 * country profile's come with the program.  What is over its day of review still stands, and is said to be due.
 */
#ifndef CASES_EXCEPTION_H
#define CASES_EXCEPTION_H

#include "base/date.h"
#include "register/actor.h"
#include "register/change.h"
#include "store/store.h"

/* In a new change set. Words that the gate lets through anyway need none (ST_INVALID). */
struct exception_wish { const char *words, *own_field, *basis, *review; };
enum status exception_propose(struct store *store, const struct actor *actor, const struct exception_wish *wish,
	struct id *out, struct id *set, struct err *err);
/* "approved", "withdrawn"; ST_DENIED for whoever proposed it, and in a file of one user. */
enum status exception_decide(struct store *store, const struct actor *actor, struct id id, const char *state,
	struct id *set, struct err *err);
/* Looked at again by somebody else than who proposed it: the next day of review. */
enum status exception_review(struct store *store, const struct actor *actor, struct id id, const char *review,
	struct id *set, struct err *err);

/* One that holds now, by law or by two people. */
struct exception {
	struct id id;                /* none: by a country profile */
	char *words;                 /* what may be asked: of a profile the sections it stands in, in words */
	char *own_field;             /* or NULL */
	char *ground, *basis;        /* translated ground; the law */
	char *proposed_by, *approved_by;     /* NULL: by a profile */
	struct date approved, review;
	bool due;                    /* the day of review has come */
};
/* In force on this day, whatever the actor sees: they are public. Profile's first. */
enum status exceptions_list(struct store *store, struct date today, struct exception **out, int *count, struct err *err);
void exceptions_free(struct exception *list, int count);
/* How many of them are due for review. */
enum status exceptions_due(struct store *store, struct date today, int *due, struct err *err);
/* The same for whoever can do something about it, supervisors and administrators, in a sentence of its own: yours; NULL:
 * none, or somebody else. */
char *exceptions_reminder(struct store *store, const struct actor *actor);
/* Each that is due, and own fields that nothing lets through any more: the file is no less whole for it, but somebody has to
 * decide. */
enum status exceptions_check(struct store *store, store_found_fn *found, void *ctx, struct err *err);

#endif
