/* SPDX-License-Identifier: EUPL-1.2 */
/* Children of school age: since when one has no place at school, as person.school_from says. */
#ifndef CASES_SCHOOL_H
#define CASES_SCHOOL_H

#include "register/change.h"

/* In the rules of a person: puts the day from which the child needs a place, or empties it. */
enum status school_follow(struct change *change, struct change_item *person, struct err *err);

#endif
