/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A list of people who are invited to something and come to it, on one screen: a
 * key a person, all saved as one change set.  It serves whatever kind has people
 * under it by a kind of its own with a state.
 */
#ifndef SCREENS_ATTEND_H
#define SCREENS_ATTEND_H

#include "screens/screen.h"

enum attend_mark { ATTEND_CAME, ATTEND_MISSED, ATTEND_EXCUSED, ATTEND_OPEN, ATTEND_MARKS };
struct attend_of {
	const char *group;                   /* kind: "session" */
	const char *member;                  /* kind that leads to it by a field of the group's name, and to a person */
	const char *state;                   /* field of the member */
	const char *mark[ATTEND_MARKS];      /* its keys */
	const char *planned, *held;          /* states of the group: held once somebody came to what was planned; NULL: its own
	                                      * rules see to that */
	const char *const *said;             /* fields of the group shown above the list; ends with NULL */
	/* Who is expected and has no record of being there yet; free(). NULL: only who is on the list. */
	enum status (*people)(struct store *store, struct id group, struct id **out, int *n, struct err *err);
	/* The one before, whose marks may be taken over; ST_DONE: there is none. NULL: none ever is. */
	enum status (*before)(struct store *store, struct id group, struct id *out, struct err *err);
	bool (*belongs)(const char *state);  /* whose records are on the list, by their state; NULL: all */
	bool results;                        /* the marks say what became of people: passed, not passed, left */
};
struct screen *attend_screen(struct app *app, const struct attend_of *of, struct id group);

#endif
