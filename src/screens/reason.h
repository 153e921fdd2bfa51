/* SPDX-License-Identifier: EUPL-1.2 */
/* A person's file opened for a reason: asked for, then shown to who may read it so. */
#ifndef SCREENS_REASON_H
#define SCREENS_REASON_H

#include "register/grant.h"
#include "screens/screen.h"

/* Asks why, opens the file for some hours and shows it; where it is open to the actor already, at once. */
struct screen *emergency_screen(struct app *app, struct id person);
/* The same for a team lead: a complaint, an override or a quality check. */
struct screen *reason_screen(struct app *app, struct id person);
/* For auditors, and nobody else is told: whose file, which colleague the complaint is about, what it says. */
struct screen *inquiry_screen(struct app *app);
/* "quality check · Lea · until 16:30 · yearly check" */
void grant_words(struct str *out, const struct grant *grant);
/* "16:30", with the day where it is another one. */
void time_words(struct str *out, int64_t ms);

#endif
