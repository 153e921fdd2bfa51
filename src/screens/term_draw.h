/* SPDX-License-Identifier: EUPL-1.2 */
/* What the two halves of the terminal share; not for screens. */
#ifndef SCREENS_TERM_DRAW_H
#define SCREENS_TERM_DRAW_H

#include <stdbool.h>

/* Colours and attributes of the looks, as far as this terminal has them. */
void draw_looks(bool colors, bool contrast);
/* Where the terminal cannot be told not to reorder: term_bidi_overrides(). Before draw_cursor(). */
void draw_override(void);
/* Puts the cursor where term_cursor() said. */
void draw_cursor(void);

#endif
