/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A free seat goes to the next in line whom the group fits.  Who is passed over stays
 * where they were, and is named with the reasons; offers whose day to answer is over
 * go back into line first.
 */
#ifndef CASES_OFFER_H
#define CASES_OFFER_H

#include "cases/fit.h"
#include "cases/waiting.h"

#define OFFER_LOOKS 500              /* so many in line are looked at, at most */

struct offer_passed { struct id enrolment, person; int64_t place; uint32_t against; };
struct offer {
	struct id enrolment, person;     /* to whom; none: nobody fits */
	int64_t place;                   /* in the course's list */
	struct offer_passed *passed;     /* who was ahead, in order */
	int n_passed;
	int lapsed;                      /* offers of this course that ran out and went back into line */
	bool more;                       /* others behind were not looked at */
};
/* ST_INVALID: no free seat, the course is over. ST_OK also when nobody fits. `try`: nothing is written. Free it with
 * offer_clear. */
enum status offer_next(struct store *store, const struct actor *actor, struct id course, bool try, struct id *set,
	struct offer *out, struct err *err);
void offer_clear(struct offer *offer);
/* This seat to this person, out of turn or not, in the change set: the enrolment by which they wait, else a new one.
 * `by`: until when an answer is awaited; "" leaves it to the published number of days. */
enum status offer_seat(struct change *change, const struct fit_wish *wish, struct id course, const char *by,
	struct err *err);
/* The same for who takes it at once. */
enum status offer_enrol(struct change *change, const struct fit_wish *wish, struct id course, struct err *err);
/* Offers that await an answer, those that are due first. */
struct offer_open { struct id enrolment, person, course; int64_t rev; char answer_by[11]; };
enum status offer_list(struct store *store, const struct actor *actor, int most, struct offer_open *out, int *count,
	struct err *err);
/* All offers whose day to answer was over before `day` go back into line; *n: how many. */
enum status offer_lapse(struct store *store, const struct actor *actor, const char *day, int64_t *n, struct id *set,
	struct err *err);

#endif
