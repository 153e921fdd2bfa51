/* SPDX-License-Identifier: EUPL-1.2 */
/* A change of the past in words. */
#ifndef SCREENS_PAST_WORDS_H
#define SCREENS_PAST_WORDS_H

#include "screens/screen.h"

void past_when(struct str *out, const struct journal_entry *entry);       /* "4 May 2026 09:31" */
/* "Person · Phone 12 → 34", "Note · added"; `more` stands before the fields, NULL or "": nothing. */
void past_what(struct app *app, struct str *out, const struct kind *kind, const struct past *past, const char *more);
/* One field: "12 → 34". */
void past_change_words(struct app *app, struct str *out, const struct past_change *change);
const char *past_op(const struct past *past);      /* "added", "changed", "removed", "taken back" */

#endif
