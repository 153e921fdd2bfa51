/* SPDX-License-Identifier: EUPL-1.2 */
/* The record under the cursor beside its list, where the screen is wide: all that is filled in, with labels. */
#ifndef SCREENS_BESIDE_H
#define SCREENS_BESIDE_H

#include "screens/preview.h"

#define BESIDE_LEAST 40     /* columns, beside a list of 80 */
#define BESIDE_MOST 56

/* Takes its columns off the area where there is room (else *beside has no columns); returns what is left. */
struct area beside_layout(struct area area, struct area *beside);
/* Reads the record and draws it behind a thin line; nothing where it cannot be read. The field `whose` (may be NULL)
 * is left out. */
void beside_draw(struct app *app, struct area area, const struct kind *kind, struct id id, const char *whose);

#endif
