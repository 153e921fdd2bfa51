/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Terminals that reorder right-to-left text by themselves reorder whole rows, so
 * that labels and values change places.  Foothold orders text itself and turns the
 * terminal's own way off while it runs.  Which terminal it is, its environment
 * tells; over SSH that does not come along, so the terminal is asked, and whatever
 * it answers, when it does, is taken out of what is typed.
 */
#ifndef SCREENS_TERM_BIDI_H
#define SCREENS_TERM_BIDI_H

#include <stdbool.h>

/* Looks at the environment: FOOTHOLD_BIDI (auto, app, vte, konsole, mlterm, lro, off) goes before what is recognised. */
void term_bidi_begin(void);
/* What to write so that the terminal says who it is, or which way it is set; NULL: nothing to ask. Borrowed. */
const char *term_bidi_question(void);
/* Takes an answer, without the escape and what follows it: ">|Konsole 22.12.3", ">0;136;0c", "8;1$y". True when the
 * terminal is known by it from now on: the question and the switch are to be written anew. */
bool term_bidi_answer(const char *answer);
/* What to write to this terminal; NULL: nothing. `on`: gives the terminal its own way back. Borrowed. */
const char *term_bidi_switch(bool on);
/* Each row holds the sign that overrides reordering (U+202D): where the switch may not get through. */
bool term_bidi_overrides(void);
/* FOOTHOLD_BIDI=off: text goes out as it is read, for a braille line or a screen reader that reads the cells. */
bool term_bidi_as_read(void);

/* What cannot be mended from here. */
enum bidi_trouble {
	BIDI_FINE,
	BIDI_TURNS,         /* it reorders, and only its own settings keep it from that */
	BIDI_NO_LETTERS,    /* it has no Arabic letters */
};
/* `terminal`, `setting`: for BIDI_TURNS, as they are written there, never translated. */
enum bidi_trouble term_bidi_trouble(const char **terminal, const char **setting);

#endif
