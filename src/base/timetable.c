/* SPDX-License-Identifier: EUPL-1.2 */
/* Weeks in canonical text, and which of their hours meet. */
#include "base/timetable.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/timetable_own.h"

bool timetable_add(struct timetable *t, int weekday, int from, int to)
{
	int place = t->n;

	if (t->n == TIMETABLE_MOST || weekday < 1 || weekday > 7 || from < 0 || to > DAY_MINUTES || from >= to
		|| timetable_at(t, weekday, from, to))
		return false;
	while (place > 0 && (t->at[place - 1].weekday > weekday
		|| (t->at[place - 1].weekday == weekday && t->at[place - 1].from > from))) {
		t->at[place] = t->at[place - 1];
		place--;
	}
	t->at[place] = (struct hours){ weekday, from, to };
	t->n++;
	return true;
}

static bool two_digits(const char *s, int *out)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return false;
	*out = (s[0] - '0') * 10 + s[1] - '0';
	return true;
}

/* "09:00". */
static bool exact_time(const char *s, int *minutes)
{
	int hour, minute;

	if (!two_digits(s, &hour) || s[2] != ':' || !two_digits(s + 3, &minute) || minute > 59)
		return false;
	*minutes = hour * 60 + minute;
	return true;
}

/* "1,3 09:00-12:00": how long it is, 0 when it is not that. */
static size_t read_group(const char *s, struct timetable *t)
{
	const char *day = s, *time;
	int from, to;

	for (time = s; *time && *time != ' '; time++)
		if ((time - s) % 2 ? *time != ',' : *time < '1' || *time > '7')
			return 0;
	if (*time != ' ' || !exact_time(time + 1, &from) || time[6] != '-' || !exact_time(time + 7, &to))
		return 0;
	for (; day < time; day += 2)
		if (!timetable_add(t, *day - '0', from, to))
			return 0;
	return (size_t)(time + 12 - s);
}

bool timetable_read(const char *canonical, struct timetable *out)
{
	size_t len;

	out->n = 0;
	while (!str_empty(canonical)) {
		len = read_group(canonical, out);
		canonical += len;
		if (!len || (*canonical && !str_starts(canonical, "; ")))
			return false;
		canonical += *canonical ? 2 : 0;
	}
	return true;
}

/* The days from `first` on that have hours like the first's; those before it stood already. */
unsigned timetable_like(const struct timetable *t, int first)
{
	unsigned days = 0;

	for (int i = 0; i < t->n; i++) {
		if (t->at[i].from != t->at[first].from || t->at[i].to != t->at[first].to)
			continue;
		if (i < first)
			return 0;
		days |= 1u << t->at[i].weekday;
	}
	return days;
}

void timetable_canonical(struct str *out, const struct timetable *t)
{
	const char *between = "";

	for (int i = 0; i < t->n; i++) {
		const struct hours *h = &t->at[i];
		unsigned days = timetable_like(t, i);
		const char *comma = "";

		if (!days)
			continue;
		str_add(out, between);
		for (int day = 1; day <= 7; day++) {
			if (days & 1u << day) {
				str_addf(out, "%s%d", comma, day);
				comma = ",";
			}
		}
		str_addf(out, " %02d:%02d-%02d:%02d", h->from / 60, h->from % 60, h->to / 60, h->to % 60);
		between = "; ";
	}
}

int timetable_minutes(const struct timetable *t)
{
	int minutes = 0;

	for (int i = 0; i < t->n; i++)
		minutes += t->at[i].to - t->at[i].from;
	return minutes;
}

const struct hours *timetable_at(const struct timetable *t, int weekday, int from, int to)
{
	for (int i = 0; i < t->n; i++)
		if (t->at[i].weekday == weekday && t->at[i].from < to && from < t->at[i].to)
			return &t->at[i];
	return NULL;
}

const struct hours *timetable_clash(const struct timetable *a, const struct timetable *b)
{
	for (int i = 0; i < a->n; i++)
		if (timetable_at(b, a->at[i].weekday, a->at[i].from, a->at[i].to))
			return &a->at[i];
	return NULL;
}
