/* SPDX-License-Identifier: EUPL-1.2 */
/* Between timetable.c and timetable_words.c. */
#ifndef BASE_TIMETABLE_OWN_H
#define BASE_TIMETABLE_OWN_H

#include "base/timetable.h"

#define DAY_MINUTES (24 * 60)

/* False when the week is full, or the hours are none or meet others. */
bool timetable_add(struct timetable *t, int weekday, int from, int to);
/* Bit 1 to 7: the days that have the same hours as row `first`; 0 when an earlier row stands for them. */
unsigned timetable_like(const struct timetable *t, int first);

#endif
