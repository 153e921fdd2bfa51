/* SPDX-License-Identifier: EUPL-1.2 */
/* What a household looks for: for the rules of placements. */
#ifndef CASES_NEED_H
#define CASES_NEED_H

#include "register/change.h"

/* The household of this person has its home: what it looked for is met. */
enum status need_met(struct change *change, struct id person, struct err *err);

#endif
