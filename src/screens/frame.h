/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stands around every screen: where am I and who am I above, what just
 * happened and which keys work below.
 */
#ifndef SCREENS_FRAME_H
#define SCREENS_FRAME_H

#include "screens/screen.h"

#define FRAME_ROWS 23    /* every screen is made for 24; a multiplexer takes one for itself */
#define FRAME_COLS 80

bool frame_too_small(void);
void frame_draw_too_small(void);
struct area frame_body(void);
/* `named` gives the title; `keyed`, on top of it or the same, gives the keys. */
void frame_draw(const struct app *app, const struct screen *named, const struct screen *keyed, bool typing);
/* What just happened, in its line above the keys; a long sentence takes as many lines as it needs, over the body's last
 * ones: drawn after the body. */
void frame_draw_status(const struct app *app);
/* It takes more than its own line: it goes with the next key, since something stands beneath. */
bool frame_status_covers(const struct app *app);
/* While a screen is drawn: said in the line above the keys, quietly, while nothing just happened. */
void frame_hint(const char *words);
/* Appends the keys of the table and then of the frame, as many as fit into `cols`; help comes last and always. */
void frame_keys(struct str *out, const struct action *table, const struct screen *screen, bool typing, int cols);

#endif
