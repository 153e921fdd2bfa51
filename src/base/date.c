/* SPDX-License-Identifier: EUPL-1.2 */
/* The calendar: canonical text and counting.  Words and habits of typing stand in date_words.c. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

bool date_valid(struct date d)
{
	if (d.year < 1 || d.year > 9999 || d.month < 0 || d.month > 12 || d.day < 0)
		return false;
	if (!d.month)
		return !d.day;
	return d.day <= days_in_month(d.year, d.month);
}

/* Exactly n digits; -1 when they are not there. */
static int digits(const char *s, int n)
{
	int value = 0;

	for (; n; n--, s++) {
		if (*s < '0' || *s > '9')
			return -1;
		value = value * 10 + (*s - '0');
	}
	return value;
}

bool date_parse(const char *s, struct date *out)
{
	struct date d = { 0, 0, 0 };
	size_t len = strlen(s);

	if (len != 4 && len != 7 && len != 10)
		return false;
	d.year = digits(s, 4);
	if (len >= 7) {
		d.month = s[4] == '-' ? digits(s + 5, 2) : -1;
		if (d.month < 1)
			return false;
	}
	if (len == 10) {
		d.day = s[7] == '-' ? digits(s + 8, 2) : -1;
		if (d.day < 1)
			return false;
	}
	if (!date_valid(d))
		return false;
	*out = d;
	return true;
}

void date_text(struct date d, char out[11])
{
	if (!date_valid(d))
		out[0] = '\0';
	else if (d.day)
		snprintf(out, 11, "%04u-%02u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100,
			 (unsigned)d.day % 100);
	else if (d.month)
		snprintf(out, 11, "%04u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100);
	else
		snprintf(out, 11, "%04u", (unsigned)d.year % 10000);
}

int date_full_year(int two_digits, struct date today)
{
	int year = today.year - today.year % 100 + two_digits;

	if (year > today.year + 9)
		year -= 100;
	else if (year < today.year - 90)
		year += 100;
	return year;
}

/* Up to `most` digits, as strptime has it; -1 when there is none. */
static int number(const char **s, int least, int most)
{
	int value = 0, n;

	for (n = 0; n < most && **s >= '0' && **s <= '9'; n++, (*s)++)
		value = value * 10 + (**s - '0');
	return n >= least ? value : -1;
}

/* One conversion; false when the text does not fit it. */
static bool convert(const char **s, char letter, struct date *d)
{
	switch (letter) {
	case 'Y':
		d->year = number(s, 4, 4);
		return d->year > 0;
	case 'y':
		d->year = number(s, 2, 2);
		if (d->year >= 0)
			d->year = date_full_year(d->year, clock_today());
		return d->year > 0;
	case 'm':
		d->month = number(s, 1, 2);
		return d->month >= 0;
	case 'd':
		d->day = number(s, 1, 2);
		return d->day >= 0;
	default:
		return false;
	}
}

/* "00" for a day or month is how many files write that it is unknown. */
bool date_by_format(const char *s, const char *format, struct date *out)
{
	struct date d = { 0, 0, 0 };

	for (; *format; format++) {
		if (format[0] == '%' && format[1] == '%') {
			format++;
			if (*s++ != '%')
				return false;
		} else if (format[0] == '%') {
			if (!convert(&s, *++format, &d))
				return false;
		} else if (*s++ != *format) {
			return false;
		}
	}
	if (*s || !date_valid(d))
		return false;
	*out = d;
	return true;
}

/* Days from civil, by Howard Hinnant ("chrono-compatible low-level date algorithms"):
 * years begin in March, so that the leap day is a year's last. */
long date_days(struct date d)
{
	long month = d.month ? d.month : 1, day = d.day ? d.day : 1;
	long y = d.year - (month <= 2);
	long era = (y >= 0 ? y : y - 399) / 400;
	long yoe = y - era * 400;
	long doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct date date_from_days(long days)
{
	long z = days + 719468;
	long era = (z >= 0 ? z : z - 146096) / 146097;
	long doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;
	long month = mp < 10 ? mp + 3 : mp - 9;

	return (struct date){ (int)(yoe + era * 400 + (month <= 2)), (int)month, (int)(doy - (153 * mp + 2) / 5 + 1) };
}

struct date date_add_days(struct date d, long days)
{
	return date_from_days(date_days(d) + days);
}

struct date date_add_months(struct date d, int months)
{
	int count = d.year * 12 + (d.month ? d.month : 1) - 1 + months;
	int last;

	d.year = count / 12;
	d.month = count % 12 + 1;
	last = days_in_month(d.year, d.month);
	if (d.day > last)
		d.day = last;
	return d;
}

long date_between(struct date from, struct date to)
{
	return date_days(to) - date_days(from);
}

int date_weekday(struct date d)
{
	long days = date_days(d) + 3;	/* 1970-01-01 was a Thursday */

	return (int)((days % 7 + 7) % 7) + 1;
}
