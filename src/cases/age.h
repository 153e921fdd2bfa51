/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How old somebody is, honestly: of whom only the year of birth is known there are two ages. In doubt a person counts
 * as a minor and not yet as an adult, as the UN Committee on the Rights of the Child asks (General Comment No. 6 of
 * 2005, paragraph 31 (i)).
 */
#ifndef CASES_AGE_H
#define CASES_AGE_H

#include "base/date.h"

#define AGE_ADULT 18
/* Nobody younger may work: Council Directive 94/33/EC, article 1 (1); a country's school law may ask for more. */
#define AGE_WORK 15

struct age {
	bool known;
	int least, most;         /* full years; the same where the day of birth is known */
};
/* `born`: canonical text, may be NULL; a birth that lies ahead is not known. */
struct age age_on(const char *born, struct date day);
bool age_minor(const char *born, struct date day);
bool age_adult(const char *born, struct date day);
/* "12 years old", "17 or 18 years old"; nothing where it is not known. */
void age_words(struct str *out, const char *born, struct date day);
/* The day on which the person is `years` old; false where the day of birth is not known. Born on 29 February: 1 March. */
bool age_turns(const char *born, int years, struct date *out);

#endif
