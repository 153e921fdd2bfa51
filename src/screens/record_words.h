/* SPDX-License-Identifier: EUPL-1.2 */
/* A record on one line: what tells it apart besides its title. */
#ifndef SCREENS_RECORD_WORDS_H
#define SCREENS_RECORD_WORDS_H

#include "screens/screen.h"

/* A field's value in words, NULL when it is empty or not seen; the caller's to free(). */
char *record_shown(const struct record *record, const char *field);
/* True when the kind's title, "used_name|given_name family_name", names the field. */
bool record_in_title(const struct kind *kind, const struct field *field);
/* Appends the list's fields that the title does not hold, with separators between; other than `whose` (may be NULL). */
void record_details(struct app *app, struct str *out, const struct record *record, const char *whose);

#endif
