/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The hours of a week: when a course is taught, when a person works.  Times of the
 * day in the town's own time; no date takes part.
 *
 * Canonical text, days from 1 Monday to 7 Sunday: "1,3 09:00-12:00; 5 13:00-16:00",
 * each hour once, by day and time; days with the same hours stand together.
 */
#ifndef BASE_TIMETABLE_H
#define BASE_TIMETABLE_H

#include <stdbool.h>

#include "base/str.h"

#define TIMETABLE_MOST 28           /* of one week: four a day */

struct hours {
	int weekday;                /* 1 Monday .. 7 Sunday */
	int from, to;               /* minutes of the day; `to`, at most 24:00, is not included */
};
struct timetable {
	int n;
	struct hours at[TIMETABLE_MOST];    /* by weekday, then `from`; none touches another */
};

/* Canonical text; NULL and "" give one without hours. False when it is none. */
bool timetable_read(const char *canonical, struct timetable *out);
/* What a person types, weekdays in English or the chosen language, whole or shortened: "Mon Wed 9-12, Fri 13:00-16:00",
 * "Mo-Fr 8.30-12"; canonical text as well. False when it is none, holds no hours, or hours that overlap. */
bool timetable_typed(const char *typed, struct timetable *out);
void timetable_canonical(struct str *out, const struct timetable *t);
/* In the chosen language: "Mon, Wed 09:00–12:00; Fri 13:00–16:00". */
void timetable_words(struct str *out, const struct timetable *t);
/* Of one week. */
int timetable_minutes(const struct timetable *t);
/* The hours of this table that are taken then, or NULL. */
const struct hours *timetable_at(const struct timetable *t, int weekday, int from, int to);
/* The first hours of a that lie across hours of b, or NULL. */
const struct hours *timetable_clash(const struct timetable *a, const struct timetable *b);

#endif
