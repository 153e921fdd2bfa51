/* SPDX-License-Identifier: EUPL-1.2 */
/* A line that is typed unseen: a passphrase, kept in locked memory, its length not shown either. */
#ifndef SCREENS_HIDDEN_H
#define SCREENS_HIDDEN_H

#include "base/secret.h"
#include "screens/screen.h"

struct hidden;

struct hidden *hidden_new(void);
void hidden_free(struct hidden *line);                /* wipes; NULL is fine */
/* True when the key was one for the line: typing, pasting, deleting. */
bool hidden_key(struct hidden *line, int key);
bool hidden_empty(const struct hidden *line);
void hidden_clear(struct hidden *line);
/* What was typed, yours; the line is empty again. NULL: nothing was. */
struct secret *hidden_take(struct hidden *line);
/* Draws the label and, from column `at` on, an empty field; with focus the cursor stands in it. */
void hidden_draw(int row, int col, int cols, int at, const char *label, bool focus);

#endif
