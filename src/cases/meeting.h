/* SPDX-License-Identifier: EUPL-1.2 */
/* What appointments and sessions share: whole days, hours within them, and the warning of what meets. */
#ifndef CASES_MEETING_H
#define CASES_MEETING_H

#include "cases/clash.h"
#include "register/change.h"

/* Refuses a day that is no whole date, and an end beyond midnight. `otherwise`: minutes where none are said. */
enum status meeting_times(const struct change_item *item, int otherwise, struct err *err);
/* Whether what this item plans is new or moved, lies ahead, and is to be warned of. */
bool meeting_judged(const struct change *change, const struct change_item *item);
/* ST_WARNED where something meets it. After the rows are written. */
enum status meeting_warn(struct change *change, const struct clash *clash, struct err *err);

/* The household that the appointment's person lives with comes along: an appointment each for those who have none in it
 * yet, in one change set. `n`: how many were added; none: nothing was saved. What the clash check warns of is told
 * unless the person insists. */
enum status meeting_household(struct store *store, const struct actor *actor, struct id appointment, bool insist,
	struct id *set, int *n, struct err *err);

#endif
