/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The days nobody works in this town: those of the file's country profile and the
 * holidays that the town recorded.  Two calendars: the law's, which may move the end
 * of a term off such a day, and the city's own, which moves nothing.
 */
#ifndef CASES_CALENDAR_H
#define CASES_CALENDAR_H

#include "base/term.h"
#include "register/change.h"

struct town_calendar {
	struct calendar law, city;
	long *days;
};

/* `pending`: a change set whose holidays count as it will leave them; or NULL. */
enum status calendar_load(struct store *store, const struct change *pending, struct town_calendar *out,
	struct err *err);
void calendar_clear(struct town_calendar *calendar);

#endif
