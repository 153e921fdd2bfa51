/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Goes to every place of the program by the menu, whatever language it speaks: every entry that the menu has on Today, on
 * a person's file and on the screens reached from there, so that a new screen is walked through without being named.
 */
#ifndef TESTS_SCREEN_WALK_H
#define TESTS_SCREEN_WALK_H

#include "harness.h"

/* The demonstration's file in this language, 4 May 2026; its path, borrowed until the next call. */
const char *walk_town(const char *lang);
/* Opens the screens on it as the demonstration's administrator. */
struct harness *walk_open(const char *lang, int rows, int cols);

/* Called for each screen as it stands; `where` says how it was reached: "3/12" the 12th entry of the menu on the 3rd. */
typedef void walk_look(struct harness *h, const char *where, void *ctx);
/* The screens looked at. */
int walk_everywhere(struct harness *h, walk_look *look, void *ctx);

#endif
