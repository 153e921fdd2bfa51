/* SPDX-License-Identifier: EUPL-1.2 */
/* A line being typed outside a form (Find, a filter, a question at the foot): the line editor joined to keys and cells. */
#ifndef SCREENS_TYPEIN_H
#define SCREENS_TYPEIN_H

#include "screens/editor.h"
#include "screens/screen.h"

/* True when the key was one for the line: typing, pasting, moving within it, deleting. `changed` may be NULL. */
bool typein_key(struct editor *ed, int key, bool *changed);
/* The editor's operation for a key, -1 for none. */
int typein_op(int key);
/* Draws the label and, in the rest of `cols`, the line; with focus the cursor stands in it. */
void typein_draw(struct editor *ed, int row, int col, int cols, const char *label, bool focus);

#endif
