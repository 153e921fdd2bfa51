/* SPDX-License-Identifier: EUPL-1.2 */
/* What the screen tests of forms and files share: a fresh town, a desk opened in it, people registered by typing. */
#ifndef TESTS_SCREEN_DESK_H
#define TESTS_SCREEN_DESK_H

#include "harness.h"

#define HK_F6 "\033[17~"
#define HK_F8 "\033[19~"

const char *desk_file(void);
/* The town's file, and the clock at 4 May 2026, 09:30. */
const char *const *desk_env(void);
/* An empty town in place of the one before. */
void desk_fresh(void);
struct harness *desk_open(const char *user, const char *lang, int rows, int cols);
/* What a command says; the caller's to free(). Aborts when it fails. */
char *desk_say(const char *verb, const char *what, const char *more);
/* Types the text, then presses a key for each sign: > Tab, 2 F2, _ blank, else Enter. Counts the keys. */
bool desk_keys(struct harness *h, int *count, const char *text, const char *then);
/* From Today: registers Mariam Haidari of a household of four; returns the keys that it took, 0 when the program went
 * away. */
int desk_register(struct harness *h);

#endif
