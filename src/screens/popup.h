/* SPDX-License-Identifier: EUPL-1.2 */
/* A small window over a screen: for lists to choose from and for questions. */
#ifndef SCREENS_POPUP_H
#define SCREENS_POPUP_H

#include "screens/screen.h"

/* A box in the middle of the body for `rows` lines of `cols` columns, as large as there is room. */
struct area popup_area(struct area body, int rows, int cols);
/* What is left within lines and margins. */
struct area popup_inside(struct area box);
/* Blanks the box, draws its lines and its title. */
void popup_draw(struct area box, const char *title);

#endif
