/* SPDX-License-Identifier: EUPL-1.2 */
/* The trail of looks: who opened a person's file, and when. */
#ifndef REGISTER_LOOK_H
#define REGISTER_LOOK_H

#include "register/actor.h"
#include "store/store.h"

/* Notes a look. Looks of one user at one file within ten minutes count as one. Reading goes on where the trail
 * cannot be written (a file opened to read only). */
void look_note(struct store *store, const struct actor *actor, struct id person);

#endif
