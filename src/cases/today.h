/* SPDX-License-Identifier: EUPL-1.2 */
/* Who waits, what is overdue, who comes: the day's list, each section bounded and counted. */
#ifndef CASES_TODAY_H
#define CASES_TODAY_H

#include "base/date.h"
#include "register/read.h"

enum today_section { TODAY_EMERGENCY, TODAY_LATE, TODAY_FIRST_INTERVIEW, TODAY_APPOINTMENTS, TODAY_TOMORROW, TODAY_NO_NEXT_STEP,
	TODAY_SECTIONS };
struct today_row {
	enum today_section section;
	struct id person;            /* whose file Enter opens */
	char case_number[CASE_NUMBER_MAX];
	char *title;                 /* the person's name as wanted */
	char *what;                  /* "language course to begin" (stored text or translated step) */
	struct date date;            /* target, day of registration, day of appointment */
	char time[6];                /* "09:30" or "" */
	char *place;                 /* of an appointment; or NULL */
	const char *interpreter;     /* in words, translated; NULL: none needed */
	struct id record;            /* the step or appointment; the grant of an emergency */
	int64_t at_ms;               /* when an emergency began */
};
struct today { struct today_row *row; int count; int64_t total[TODAY_SECTIONS]; /* counted up to 10,000 */ };
/* `limit` rows of each section at the most. Waiting for a provider is not overdue. */
enum status today_load(struct store *store, const struct actor *actor, struct date day, int limit, struct today *out,
	struct err *err);
/* Emergency access is told to team leads until one of them has taken note, by case number and reason: a lead who sees
 * no people has no other section.
 *
 * A supervisor who sees no people gets the numbers alone, no rows; fewer than TODAY_FEW, which might tell of somebody,
 * stand as -1. */
#define TODAY_FEW 5
/* Whether the actor gets numbers alone. */
bool today_counts_only(const struct actor *actor);
/* The same of the actor's own: steps and appointments in their name, files whose caseworker they are. */
enum status today_load_mine(struct store *store, const struct actor *actor, struct date day, int limit,
	struct today *out, struct err *err);
void today_clear(struct today *today);

#endif
