/* SPDX-License-Identifier: EUPL-1.2 */
/* What lists say of a sealed file: its people, its helpers. */
#ifndef SCREENS_SEALED_WORDS_H
#define SCREENS_SEALED_WORDS_H

#include "cases/sealed.h"
#include "screens/screen.h"

/* Appends name and number of a person in it, and adds how many people of the town may be the same. */
void sealed_person_words(struct app *app, struct haven *haven, struct id person, struct str *names, struct str *numbers,
	int *doubles);
/* Appends the helpers' names. */
void sealed_helper_words(struct app *app, struct id sealed, struct str *out);

#endif
