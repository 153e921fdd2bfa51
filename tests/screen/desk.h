/* SPDX-License-Identifier: EUPL-1.2 */
/* People registered by typing, as at the desk, for the tests of forms and files. */
#ifndef TESTS_SCREEN_DESK_H
#define TESTS_SCREEN_DESK_H

#include "harness.h"

#define HK_F6 "\033[17~"
#define HK_F8 "\033[19~"

/* Types the text, then presses a key for each sign: > Tab, 2 F2, _ blank, else Enter. Counts the keys. */
bool desk_keys(struct harness *h, int *count, const char *text, const char *then);
/* From Today: registers Mariam Haidari of a household of four; returns the keys that it took, 0 when the program went
 * away. */
int desk_register(struct harness *h);

#endif
