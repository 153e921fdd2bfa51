/* SPDX-License-Identifier: EUPL-1.2 */
/* Terms in canonical text, and their last day. */
#include "base/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define TERM_MOST 9999

static const struct { const char *one, *many; } unit_words[] = {
	[TERM_DAYS] = { "day", "days" },
	[TERM_WORKING_DAYS] = { "working day", "working days" },
	[TERM_WEEKS] = { "week", "weeks" },
	[TERM_MONTHS] = { "month", "months" },
	[TERM_YEARS] = { "year", "years" },
};

bool term_parse(const char *s, struct term *out)
{
	size_t digits = s ? strspn(s, "0123456789") : 0;

	if (digits == 0 || digits > 4 || s[digits] != ' ')
		return false;
	for (size_t i = 0; i < ARRAY_LEN(unit_words); i++) {
		if (!str_same(s + digits + 1, unit_words[i].one) && !str_same(s + digits + 1, unit_words[i].many))
			continue;
		*out = (struct term){ atoi(s), (enum term_unit)i };
		return true;
	}
	return false;
}

void term_canonical(struct term term, char out[TERM_TEXT_MAX])
{
	int n = term.n < 0 ? 0 : term.n > TERM_MOST ? TERM_MOST : term.n;

	snprintf(out, TERM_TEXT_MAX, "%d %s", n, n == 1 ? unit_words[term.unit].one : unit_words[term.unit].many);
}

static bool is_holiday(const struct calendar *calendar, long day)
{
	int low = 0, high = calendar ? calendar->n_holidays : 0;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (calendar->holiday[middle] == day)
			return true;
		if (calendar->holiday[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool calendar_works(const struct calendar *calendar, struct date day)
{
	return date_weekday(day) <= 5 && !is_holiday(calendar, date_days(day));
}

struct date calendar_next(const struct calendar *calendar, struct date day)
{
	while (!calendar_works(calendar, day))
		day = date_add_days(day, 1);
	return day;
}

static struct date after_working_days(struct date from, int n, const struct calendar *calendar)
{
	while (n > 0) {
		from = date_add_days(from, 1);
		n -= calendar_works(calendar, from);
	}
	return from;
}

struct date term_falls(struct date from, const struct term *term, const struct calendar *calendar)
{
	switch (term->unit) {
	case TERM_DAYS:
		return date_add_days(from, term->n);
	case TERM_WORKING_DAYS:
		return after_working_days(from, term->n, calendar);
	case TERM_WEEKS:
		return date_add_days(from, 7L * term->n);
	case TERM_MONTHS:
		return date_add_months(from, term->n);
	case TERM_YEARS:
		return date_add_months(from, 12 * term->n);
	}
	BUG("a term without a unit");
}

bool term_moves(const struct term *term, const struct calendar *calendar)
{
	int most = calendar ? calendar->up_to[term->unit] : 0;

	return most == TERM_ALL || (most > 0 && term->n <= most);
}

/* Algemene termijnenwet art. 2. */
static struct date with_two_working_days(struct date from, struct date last, const struct calendar *calendar)
{
	int works = 0;

	for (long day = date_days(from) + 1; works < 2 && day <= date_days(last); day++)
		works += calendar_works(calendar, date_from_days(day));
	return after_working_days(last, 2 - works, calendar);
}

struct date term_after(struct date from, const struct term *term, const struct calendar *calendar)
{
	struct date last = term_falls(from, term, calendar);

	if (!term_moves(term, calendar))
		return last;
	if (calendar->two_working_days && date_between(from, last) >= 3)
		last = with_two_working_days(from, last, calendar);
	return calendar_next(calendar, last);
}

struct date date_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
	int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return (struct date){ year, n / 31, n % 31 + 1 };
}
