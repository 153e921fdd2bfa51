/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where people stay, and since when.  The stay without an end is the present one: the
 * address and the neighbourhood in the person's file are its own, whichever of the
 * two somebody changes.  A move into one of the city's homes is a stay as well.
 */
#ifndef CASES_STAY_H
#define CASES_STAY_H

#include "register/change.h"

/* For the rules of placements: the person lives in that home from the day of the move, or left it on `day` (canonical). */
enum status stay_in_home(struct change *change, struct change_item *placement, struct err *err);
enum status stay_left_home(struct change *change, struct change_item *placement, const char *day, struct err *err);
/* For the rules of people, once address, neighbourhood or end were set. */
enum status stay_follow(struct change *change, struct change_item *person, struct err *err);

#endif
