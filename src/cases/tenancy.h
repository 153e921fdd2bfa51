/* SPDX-License-Identifier: EUPL-1.2 */
/* What follows a move: for the rules of placements. */
#ifndef CASES_TENANCY_H
#define CASES_TENANCY_H

#include "register/change.h"

/* Visits after two weeks and three months are planned, unless there are some. */
enum status tenancy_begins(struct change *change, struct change_item *placement, struct err *err);
/* Visits that are still to be made fall away. */
enum status tenancy_ends(struct change *change, struct change_item *placement, struct err *err);

#endif
