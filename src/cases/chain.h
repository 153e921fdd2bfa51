/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Steps that follow one another: when the earlier one gets another target, or is
 * done, the later ones that are still to be done move along in the same change set.
 * With a gap the target is that long after the earlier step's day; without one it
 * moves by as many days as the earlier one did.
 */
#ifndef CASES_CHAIN_H
#define CASES_CHAIN_H

#include "register/change.h"

void chain_init(void);
/* ST_INVALID where a step would, by way of others, come after itself; or after one of another person. */
enum status chain_check(struct change *change, struct change_item *step, struct err *err);
/* How many targets moved along with others in a change set that was saved; 0 also where nobody can tell. */
int chain_moved(struct store *store, struct id set);

#endif
