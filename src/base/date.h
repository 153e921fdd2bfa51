/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Dates known to the day, the month or the year, and days counted on the
 * proleptic Gregorian calendar.  Canonical text: "2026-05-04", "2026-05", "2026".
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

#include "base/str.h"

struct date {
	int year;   /* 1 .. 9999; 0: no date */
	int month;  /* 1 .. 12; 0: only the year is known */
	int day;    /* 1 .. 31; 0: only year and month are known */
};

bool date_valid(struct date d);
/* Reads canonical text; false when it is not exactly that or no such day exists. */
bool date_parse(const char *s, struct date *out);
void date_text(struct date d, char out[11]);
/* Reads what a person types, in the chosen language's order: "4.5.2026", "04/05/26", "4 May 2026", "May 2026",
 * "2026", "today", "+14" (days from today); two-digit years lie within 90 years back and 9 ahead of `today`. */
bool date_typed(const char *s, struct date today, struct date *out);
/* Of 0 .. 99, by the same rule. */
int date_full_year(int two_digits, struct date today);
/* Reads by a strptime-like format of %Y %y %m %d and literals; parts that the format lacks, and "00" for a day or
 * month, are unknown. */
bool date_by_format(const char *s, const char *format, struct date *out);
/* "4 May 2026", "May 2026", "2026" in the chosen language. */
void date_show(struct str *out, struct date d);
/* Weekday and day: "Monday 4 May". */
void date_show_day(struct str *out, struct date d);
/* Weekday, day and year: "Monday, 4 May 2026", for papers. */
void date_show_whole(struct str *out, struct date d);
/* For the head of a narrow column: "Mon 4". */
void date_show_brief(struct str *out, struct date d);
/* Weekday and day of the month as narrow as the language writes them: "Mo 16". */
void date_show_slim(struct str *out, struct date d);

long date_days(struct date d);             /* days since 1970-01-01; unknown parts count as the first */
struct date date_from_days(long days);
struct date date_add_days(struct date d, long days);
struct date date_add_months(struct date d, int months);  /* 31 Jan + 1 month = 28/29 Feb */
long date_between(struct date from, struct date to);     /* days */
int date_weekday(struct date d);           /* 1 Monday .. 7 Sunday */
/* On which weekday weeks begin where the chosen language is spoken (CLDR): in the country that LC_TIME, LC_ALL or LANG
 * name for this language, else in the one where most speak it; English without a country has Monday, as in Europe and by
 * ISO 8601. */
int date_first_weekday(void);
struct date date_week(struct date d);      /* the first day of its week */

#endif
