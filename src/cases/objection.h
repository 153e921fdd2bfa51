/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Until when a decision can be objected to.  The length is the profile's term for
 * objections, or what the decision itself says; a letter counts as arrived some days
 * after it was sent where the profile says so (VwVfG § 41(2)), what was handed over on
 * that very day.  Pure counting is base/term.h's.
 */
#ifndef CASES_OBJECTION_H
#define CASES_OBJECTION_H

#include "base/term.h"
#include "register/profile.h"

struct objection {
	const struct profile_clock *clock;    /* where length and source come from; NULL: from the decision alone */
	struct term term;
	bool none;                            /* nobody can object: the caller's to set */
	int delay;                            /* days until a letter counts as arrived */
	struct date from, until;              /* day after which it is counted, last day; 0: not sent yet */
};

/* The profile's length as canonical text, "6 weeks"; "" where it names none. */
enum status objection_usual(struct store *store, char out[TERM_TEXT_MAX], struct err *err);
/* `term`, `sent`, `how` as they stand in a decision, NULL: empty. NULL where there is none. */
enum status objection_count(struct store *store, const char *term, const char *sent, const char *how,
	struct objection *out, struct err *err);
/* How it was counted, in a sentence or two: length, from which day, by which source, verified or not. */
void objection_words(struct str *out, const struct objection *objection);

#endif
