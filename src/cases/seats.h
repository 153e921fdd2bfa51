/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Seats of a course: who is enrolled or attends holds one, and so does who was
 * offered one, until the day by which to answer is over.  Places that sealed files
 * hold count as well.
 */
#ifndef CASES_SEATS_H
#define CASES_SEATS_H

#include "register/change.h"

struct seats {
	bool limited;               /* false: nobody said how many there are */
	int64_t seats, taken;
	int64_t offered;            /* of those taken: offered and not answered yet */
};
/* As the file stands; a course that is not there has none. */
enum status seats_count(struct store *store, struct id course, struct seats *out, struct err *err);
/* 0 and more; a large number where there is no limit. */
int64_t seats_free(const struct seats *seats);
/* In rules, once all rows are written: never more people than seats; err.field is `field`. */
enum status seats_hold(struct change *change, struct id course, const char *field, struct err *err);

#endif
