/* SPDX-License-Identifier: EUPL-1.2 */
/* Who is to help: colleagues marked in a list, for a file that is sealed to them. */
#ifndef SCREENS_HELPERS_H
#define SCREENS_HELPERS_H

#include "screens/screen.h"

/* Called with those that are marked; what it returns follows in place of the list. GO_STAY keeps the list open. */
typedef struct next helpers_done(void *ctx, struct app *app, const struct id *helper, int count);

/* An overlay; `title` translated and borrowed. Those in `marked` (may be NULL) are marked at first, else oneself. */
struct screen *helpers_screen(struct app *app, const char *title, const struct id *marked, int count,
	helpers_done *done, void *ctx);

#endif
