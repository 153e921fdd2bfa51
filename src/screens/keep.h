/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Keeps what is typed into a form as a draft in the file, and finds it again: so
 * that a killed terminal loses at most the field being typed, and Esc nothing.
 */
#ifndef SCREENS_KEEP_H
#define SCREENS_KEEP_H

#include "screens/form.h"

struct keep;

/* A draft of this user, form name ("edit:person") and record, or of a new record (`record` none) for `person` (may
 * be none), is taken up into the form. False: there is none. `rev`: of the record as it was read; of the draft when
 * there is one. */
struct keep *keep_new(struct app *app, struct form *form, const char *name, struct id record, struct id person,
	int64_t rev);
bool keep_found(const struct keep *keep);
int64_t keep_rev(const struct keep *keep);
void keep_rev_is(struct keep *keep, int64_t rev);
/* Saves when something was typed since the last time. An error stands in the status line. */
void keep_now(struct keep *keep);
bool keep_any(const struct keep *keep);           /* a draft stands in the file */
/* Says that a draft was taken up, and from when. */
void keep_say(struct keep *keep);
/* The form was saved, or its draft is not wanted: it goes. */
void keep_drop(struct keep *keep);
void keep_free(struct keep *keep);                /* saves nothing */

#endif
