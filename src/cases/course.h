/* SPDX-License-Identifier: EUPL-1.2 */
/* What the rules of courses say to those of enrolments. */
#ifndef CASES_COURSE_H
#define CASES_COURSE_H

#include "register/change.h"

/* Nobody begins what is over or was called off: refuses, naming `field`. No course: ST_OK. */
enum status course_takes(struct change *change, struct id course, const char *field, struct err *err);

#endif
