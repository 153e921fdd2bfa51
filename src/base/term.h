/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lengths of time as laws and plans give them, and the last day of a term.  Dates
 * alone: no time of day takes part, so that summer time moves nothing.
 *
 * How a term is counted is common to the laws that the profiles hold: the day of the
 * event is not counted (BGB § 187 I; code de procédure civile art. 641; Regulation
 * 1182/71 art. 3(1)), weeks end on the same weekday, months and years on the day of
 * the same number, or on the last day of a month that has none (BGB § 188 II, III; code
 * de procédure civile art. 641).  Whether the last day may be a Saturday, a Sunday or a
 * holiday is the calendar's to say.
 */
#ifndef BASE_TERM_H
#define BASE_TERM_H

#include <stdbool.h>

#include "base/date.h"

enum term_unit { TERM_DAYS, TERM_WORKING_DAYS, TERM_WEEKS, TERM_MONTHS, TERM_YEARS };

struct term {
	int n;                  /* 0 .. 9999 */
	enum term_unit unit;
};

#define TERM_TEXT_MAX 24
/* Canonical: "10 weeks", "1 day", "20 working days"; singular and plural are read alike. False when it is none. */
bool term_parse(const char *s, struct term *out);
/* What a person types, in English or the chosen language: "10 weeks", "10 w", "3 Monate". */
bool term_typed(const char *s, struct term *out);
/* Canonical text. */
void term_canonical(struct term term, char out[TERM_TEXT_MAX]);
/* "10 weeks" in the chosen language. */
void term_words(struct str *out, struct term term);

/* The days nobody works, and which ends of terms a law moves off them. NULL stands for one without holidays that moves
 * nothing. */
#define TERM_ALL (-1)
struct calendar {
	/* By enum term_unit, the longest term of that unit that ends on a working day, on the next one where it would not:
	 * TERM_ALL: every one (BGB § 193, code de procédure civile art. 642); 0: none, as with the city's own targets. The
	 * Dutch Algemene termijnenwet says 90 days, 12 weeks, 3 months and no years (art. 1 and 4). */
	int up_to[TERM_YEARS + 1];
	bool two_working_days;  /* of such a term of three days or more at least two are working days (ibid. art. 2) */
	const long *holiday;    /* date_days(), ascending */
	int n_holidays;
};
bool calendar_works(const struct calendar *calendar, struct date day);
/* The day itself when it is a working day, else the next one. */
struct date calendar_next(const struct calendar *calendar, struct date day);

/* The last day of a term that an event on the day `from` begins. */
struct date term_after(struct date from, const struct term *term, const struct calendar *calendar);
/* Whether the calendar moves the end of such a term. */
bool term_moves(const struct term *term, const struct calendar *calendar);
/* The same as it falls, before the calendar moves the end. */
struct date term_falls(struct date from, const struct term *term, const struct calendar *calendar);
/* Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher, Astronomical Algorithms, ch. 8). */
struct date date_easter(int year);

#endif
