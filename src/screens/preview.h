/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Beside a list on a wide terminal: the person under the cursor in a few lines,
 * with the five stages.  What a list may show as well; the file itself is not
 * opened, so no look is noted.
 */
#ifndef SCREENS_PREVIEW_H
#define SCREENS_PREVIEW_H

#include "screens/screen.h"

#define PREVIEW_FROM 120     /* columns from which there is room for one */

struct preview;
struct preview *preview_new(struct app *app);
void preview_free(struct preview *preview);
/* What was read is read again at the next drawing. */
void preview_forget(struct preview *preview);
/* Takes its columns off the body where there is room; returns what is left for the list. */
struct area preview_layout(struct preview *preview, struct area body);
/* Draws the person, or nothing when `person` is none or there is no room. */
void preview_draw(struct preview *preview, struct id person);

#endif
