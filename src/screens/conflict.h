/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two people changed the same field: both versions stand side by side, field by
 * field, and the person chooses.  What was chosen is put into the form; the screen
 * below is asked by `act` to save again.
 */
#ifndef SCREENS_CONFLICT_H
#define SCREENS_CONFLICT_H

#include "screens/form.h"

/* Takes the conflict over. The form is borrowed while the screen stands; it is rebased when the choice is made, and
 * only then `settled` is called with the revision to save upon. */
struct screen *conflict_screen(struct app *app, struct form *form, struct conflict *conflict,
	void (*settled)(void *ctx, int64_t rev), void *ctx, int act);

#endif
