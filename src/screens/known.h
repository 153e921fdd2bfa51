/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People who may already be known, beside the form in which a new one is being
 * typed: who, why it may be the same, and what tells them apart.
 */
#ifndef SCREENS_KNOWN_H
#define SCREENS_KNOWN_H

#include "screens/form.h"

struct known;

struct known *known_new(struct app *app);
void known_forget(struct known *known);
/* Asks again when the names, birth date, phone or e-mail in the form have changed since. */
void known_ask(struct known *known, const struct form *form);
int known_count(const struct known *known);
struct id known_now(const struct known *known);
bool known_key(struct known *known, int key);       /* arrows, j k */
void known_layout(struct known *known, struct area area);
void known_draw(struct known *known, bool focused);
/* On one line, where there is no room beside: "417-226-K Mariam Haidari: sounds alike". */
void known_line(const struct known *known, struct str *out);

#endif
