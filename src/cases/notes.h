/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One note on several people: a note of its own in each file, in one change set, held
 * together by an id that they share.
 */
#ifndef CASES_NOTES_H
#define CASES_NOTES_H

#include "register/change.h"

#define NOTE_PEOPLE 50

/* Writes it into all files or into none; the day as canonical text, NULL: today. ST_INVALID for nobody or too many.
 * `set` receives the change set's id; may be NULL. */
enum status notes_write(struct store *store, const struct actor *actor, const struct id *people, int n, const char *day,
	const char *text, struct id *set, struct err *err);
/* The text names one of them, so that it would stand in the others' files: their place in `people`, or -1. Parts of a
 * name that two of them share tell nothing new and do not count. */
int notes_names(struct store *store, const struct actor *actor, const struct id *people, int n, const char *text);
/* Everybody who belongs to this person's household now, the person first; at most NOTE_PEOPLE. Yours. */
enum status notes_household(struct store *store, const struct actor *actor, struct id person, struct id **out, int *count,
	struct err *err);

#endif
