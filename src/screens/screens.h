/* SPDX-License-Identifier: EUPL-1.2 */
/* The door to the screens: what the program without a verb does. */
#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H

#include "register/session.h"

struct screens_options {
	bool plain;               /* --plain, besides FOOTHOLD_PLAIN */
	bool contrast;            /* --contrast, besides FOOTHOLD_CONTRAST */
	bool language_given;      /* --lang was given: it goes before the user's own setting in the file */
};
/* Runs until the person leaves. A passphrase file opens the file at once; else the first screen asks for the
 * passphrase. ST_IO: no terminal, or it vanished (what was typed is kept as a draft); else as session_open(). */
enum status screens_run(const struct session_options *how, const struct screens_options *options, struct err *err);

#endif
