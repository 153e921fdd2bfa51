/* SPDX-License-Identifier: EUPL-1.2 */
/* How work goes after 3, 6 and 12 months: checks that are made with the work. */
#ifndef CASES_CHECKS_H
#define CASES_CHECKS_H

#include "cases/rules.h"

/* In rules: the checks of this work are as its first day, contract and state want them. */
enum status checks_follow(struct change *change, struct change_item *employment, struct err *err);

#endif
