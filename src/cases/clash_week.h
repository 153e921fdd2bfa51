/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What else stands in somebody's weeks: work, school, other courses.  A kind takes
 * part by a row here: its hours of the week, between which days, in which states.
 */
#ifndef CASES_CLASH_WEEK_H
#define CASES_CLASH_WEEK_H

#include "base/timetable.h"
#include "store/store.h"

enum week_with { WEEK_WORK, WEEK_SCHOOL, WEEK_COURSE, WEEK_KINDS };

/* Bits (1 << enum week_with) of what lies across these hours between two days ("": open); `except`: a course that does
 * not count, or none. */
enum status clash_week(struct store *store, struct id person, const struct timetable *hours, const char *from,
	const char *until, struct id except, unsigned *out, struct err *err);
/* How many planned appointments of these days fall into the hours. */
enum status clash_appointments(struct store *store, struct id person, const struct timetable *hours, const char *from,
	const char *until, int *out, struct err *err);

#endif
