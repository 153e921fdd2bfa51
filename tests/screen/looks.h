/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is asked of a screen as a person sees it, cell by cell, in whatever language: every sign has a shape and Arabic
 * letters are joined, the frame begins where reading begins, the cursor is where the eye is, windows are closed, and the
 * keys stand in the order of reading, as ICU orders them.
 */
#ifndef TESTS_SCREEN_LOOKS_H
#define TESTS_SCREEN_LOOKS_H

#include "crawl.h"

#define LOOKS_ROWS 24
#define LOOKS_COLS 80

typedef char looks_cells[LOOKS_COLS][HARNESS_CELL];
void looks_row(struct harness *h, int row, looks_cells out);
/* The window on top, or what was given, for the whole screen; false where windows stand over windows. */
bool looks_window(struct harness *h, int *top, int *bottom, int *from, int *to);

/* For `look` of a crawl: what holds on every screen; in a language that msg_set_language() was given, the keys as well. */
void looks_everywhere(struct crawl *walk);
void looks_in_language(struct crawl *walk);

/* Something is wrong in this row: told, each kind once a screen, and counted. */
void looks_broken(struct crawl *walk, const char *what, int row);
/* How much was wrong since it was last asked. */
int looks_faults(void);

#endif
