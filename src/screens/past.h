/* SPDX-License-Identifier: EUPL-1.2 */
/* Screens of the past: what happened to one record, and who looked at a person's file. */
#ifndef SCREENS_PAST_H
#define SCREENS_PAST_H

#include "screens/screen.h"

/* Every change of one record, newest first, each field on a line of its own; u takes a whole change set back. */
struct screen *history_screen(struct app *app, const struct kind *kind, struct id id);
struct screen *looks_screen(struct app *app, struct id person);
/* Takes a change set back and says so; for rows of the past wherever they stand. */
void past_undo(struct app *app, struct id set);

#endif
