/* SPDX-License-Identifier: EUPL-1.2 */
/* The door to the screens: what the program without a verb does. */
#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H

#include "register/actor.h"
#include "store/store.h"

struct screens_options {
	bool plain;               /* --plain, besides FOOTHOLD_PLAIN */
	bool language_given;      /* --lang was given: it goes before the user's own setting in the file */
};
/* Runs until the person leaves. ST_IO: no terminal, or it vanished (what was typed is kept as a draft). */
enum status screens_run(struct store *store, const struct actor *actor, const struct screens_options *options,
	struct err *err);

#endif
