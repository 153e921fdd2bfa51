/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How long until something happens, where some still wait and others can no longer reach it.  Durations are whole days;
 * they are counted into days, so that a million people take the room of one waiting time.
 *
 * Share by a day: the cumulative incidence of Aalen and Johansen (Scand. J. Statist. 5, 1978, 141-150), which is one
 * less the product limit of Kaplan and Meier (J. Amer. Statist. Assoc. 53, 1958, 457-481) where nothing competes. On one
 * day the event comes before what competes, and both before whoever is seen no longer. Its variance is Greenwood's
 * (Reports on Public Health 33, 1926) without rivals, else the delta method's (Marubini and Valsecchi, Analysing Survival
 * Data, 1995, ch. 10); bounds of 95 % by the log-log transform (Kalbfleisch and Prentice, 2002, ch. 1), which never
 * leaves 0..1. A quantile is the first day by which the share is reached.
 */
#ifndef FIGURES_SURVIVAL_H
#define FIGURES_SURVIVAL_H

#include <stdbool.h>
#include <stdint.h>

enum spell_end {
	SPELL_EVENT,     /* it happened */
	SPELL_RIVAL,     /* it can happen no more: left, exempt */
	SPELL_STILL      /* still waiting when last seen */
};

struct survival;
/* Durations of 0 .. most_days; what lasts longer is seen no longer from then on (SPELL_STILL at most_days). */
struct survival *survival_new(int most_days);
void survival_free(struct survival *survival);
/* `days` below 0 counts as 0. May be called again after figures were asked. */
void survival_add(struct survival *survival, int days, enum spell_end end, int64_t people);
int64_t survival_people(const struct survival *survival);
/* How many ended so, within `days` (included). */
int64_t survival_ended(const struct survival *survival, enum spell_end end, int days);

struct survival_share {
	double share;         /* whom it happened to by that day, 0..1 */
	double low, high;     /* of 95 %; share itself where nothing varies */
	double error;         /* standard error */
	int64_t at_risk;      /* who were followed and waited still when that day began */
};
/* False where nobody was followed that long: those who wait were last seen before. */
bool survival_at(struct survival *survival, int day, struct survival_share *out);
/* The first day by which `share` (0 < share <= 1) is reached; false where it never is, as far as was followed. */
bool survival_quantile(struct survival *survival, double share, int *day);
/* Without rivals and nobody still waiting: among those whom it happened to. The same rule of quantiles. */
bool survival_quantile_of_ended(const struct survival *survival, enum spell_end end, double share, int *day);

#endif
