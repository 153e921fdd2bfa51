/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who and what is taken at a time: a person, a colleague, a room.  Appointments
 * and sessions are weighed together; several people of one meeting do not clash
 * over the colleague and the room they share.
 */
#ifndef CASES_CLASH_H
#define CASES_CLASH_H

#include "store/store.h"

#define MEETING_MINUTES 30          /* where nobody said how long it takes */

struct clash {
	struct id id;               /* of the appointment or session itself, which does not count */
	struct id person;           /* none: nobody in particular */
	const char *colleague;      /* NULL: nobody */
	const char *room;           /* NULL: none */
	const char *meeting;        /* several people at once; or NULL */
	const char *day;            /* a whole day */
	int from, to;               /* minutes of the day, `to` not included */
};
enum clash_with { CLASH_NOTHING, CLASH_PERSON, CLASH_COLLEAGUE, CLASH_ROOM };
/* The first of person, colleague, room that is taken then; `from` and `to`: when by. */
enum status clash_find(struct store *store, const struct clash *clash, enum clash_with *out, int *from, int *to,
	struct err *err);
/* "09:30" as minutes of the day; -1: no time. And back. */
int clock_minutes(const char *at);
void clock_words(int minutes, char out[6]);

#endif
