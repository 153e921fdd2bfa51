/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Goes to every place of the program by the menu, whatever language it speaks: every entry that the menu has on Today, on
 * a person's file and on the screens reached from there, so that a new screen is walked through without being named.
 */
#ifndef TESTS_SCREEN_WALK_H
#define TESTS_SCREEN_WALK_H

#include "harness.h"

/* Called for each screen as it stands; `where` says how it was reached: "Reports / by". */
typedef void walk_look(struct harness *h, const char *where, void *ctx);
enum walk_depth {
	WALK_PLACES,     /* what the menu has on Today, the parts of a file, every list */
	WALK_ALL,        /* also all that the menu has there, and the form of each list */
};
/* Walks through the demonstration in this language, 4 May 2026; the screens looked at. */
int walk_everywhere(const char *lang, int rows, int cols, enum walk_depth depth, walk_look *look, void *ctx);

#endif
