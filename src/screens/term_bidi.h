/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Terminals that reorder right-to-left text by themselves reorder whole rows, so
 * that labels and values change places.  Foothold orders text itself and turns the
 * terminal's own way off while it runs.
 */
#ifndef SCREENS_TERM_BIDI_H
#define SCREENS_TERM_BIDI_H

#include <stdbool.h>

/* What to write to this terminal, recognised by its environment or told by FOOTHOLD_BIDI (auto, app, vte, konsole,
 * mlterm, off); NULL: nothing. `on`: gives the terminal its own way back. Borrowed. */
const char *term_bidi_switch(bool on);

#endif
