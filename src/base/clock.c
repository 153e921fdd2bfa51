/* SPDX-License-Identifier: EUPL-1.2 */
/* The wall clock, or the moment at which a test holds it. */
#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t held_ms;

/* Reads "2026-05-04" or "2026-05-04T09:30"; 0 when it is neither. */
static int64_t read_moment(const char *s)
{
	struct date day;
	struct tm tm = { 0 };
	char text[11] = "";
	int hour = 0, minute = 0, used = 0;

	if (strlen(s) < 10)
		return 0;
	memcpy(text, s, 10);
	if (!date_parse(text, &day) || !day.day)
		return 0;
	if (s[10] && (sscanf(s + 10, "T%2d:%2d%n", &hour, &minute, &used) != 2 || s[10 + used]
		      || hour < 0 || hour > 23 || minute < 0 || minute > 59))
		return 0;
	tm.tm_year = day.year - 1900;
	tm.tm_mon = day.month - 1;
	tm.tm_mday = day.day;
	tm.tm_hour = hour;
	tm.tm_min = minute;
	tm.tm_isdst = -1;
	return (int64_t)mktime(&tm) * 1000;
}

static int64_t from_outside(void)
{
	static bool asked;
	static int64_t ms;
	const char *s;

	if (!asked) {
		asked = true;
		s = clock_told();
		ms = s ? read_moment(s) : 0;
	}
	return ms;
}

int64_t clock_now_ms(void)
{
	struct timespec ts;

	if (held_ms)
		return held_ms;
	if (from_outside())
		return from_outside();
	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void clock_local(int64_t ms, struct date *day, int *minute_of_day)
{
	time_t seconds = (time_t)(ms >= 0 ? ms / 1000 : (ms - 999) / 1000);
	struct tm tm = { 0 };

	localtime_r(&seconds, &tm);
	if (day)
		*day = (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
	if (minute_of_day)
		*minute_of_day = tm.tm_hour * 60 + tm.tm_min;
}

struct date clock_today(void)
{
	struct date day;

	clock_local(clock_now_ms(), &day, NULL);
	return day;
}

int64_t clock_ticks_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t clock_asleep_too_ms(void)
{
	struct timespec ts;

	if (clock_gettime(CLOCK_BOOTTIME, &ts) != 0)
		return clock_ticks_ms();
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void clock_hold(int64_t ms)
{
	held_ms = ms;
}
