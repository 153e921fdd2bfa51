/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of copies, and which of them stay: son, father, grandfather. No file is touched here. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/backup.h"

#define PREFIX "foothold-"

/* A copy by its name: when it was made, and which of the names it is. */
struct made { long day; int minute, number, month, index; };

bool backup_keep_parse(const char *text, struct backup_keep *out)
{
	int end = 0;

	*out = (struct backup_keep){ .all = str_same(text, "all") };
	if (out->all)
		return true;
	return text && strspn(text, "0123456789,") == strlen(text) &&
		sscanf(text, "%3d,%3d,%3d%n", &out->days, &out->weeks, &out->months, &end) == 3 && !text[end] &&
		out->days + out->weeks + out->months > 0;
}

void backup_name(char out[BACKUP_NAME], const char *desk, int64_t now_ms, int number)
{
	struct date day;
	char text[11], behind[16] = "";
	int minute;

	clock_local(now_ms, &day, &minute);
	date_text(day, text);
	if (number > 1)
		snprintf(behind, sizeof(behind), "-%d", number);
	snprintf(out, BACKUP_NAME, PREFIX "%.7s-%s-%02d%02d%s.db", desk, text, minute / 60, minute % 60, behind);
}

/* Exactly such a name as backup_name() writes. */
static bool parse(const char *name, const char *desk, struct made *out)
{
	size_t before = strlen(PREFIX) + strlen(desk) + 1;
	char day[11] = "", again[BACKUP_NAME], behind[16] = "";
	int hour, minute, end = 0;
	struct date date;

	if (!str_starts(name, PREFIX) || strlen(name) < before + 15 || strlen(name) >= BACKUP_NAME)
		return false;
	memcpy(day, name + before, 10);
	*out = (struct made){ .number = 1 };
	if (!date_parse(day, &date) || !date.day || sscanf(name + before + 10, "-%2d%2d%n", &hour, &minute, &end) != 2)
		return false;
	if (name[before + 10 + (size_t)end] == '-')
		sscanf(name + before + 10 + end, "-%6d", &out->number);
	if (out->number > 1)
		snprintf(behind, sizeof(behind), "-%d", out->number);
	snprintf(again, sizeof(again), PREFIX "%.7s-%s-%02d%02d%s.db", desk, day, hour, minute, behind);
	out->day = date_days(date);
	out->minute = hour * 60 + minute;
	out->month = date.year * 12 + date.month;
	return str_same(again, name);
}

static int newest_first(const void *a, const void *b)
{
	const struct made *x = a, *y = b;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	if (x->minute != y->minute)
		return x->minute > y->minute ? -1 : 1;
	return x->number > y->number ? -1 : x->number < y->number;
}

static long of_day(const struct made *m) { return m->day; }
static long of_week(const struct made *m) { return (m->day + 3) / 7; }   /* from Monday; day 0 was a Thursday */
static long of_month(const struct made *m) { return m->month; }

/* The newest of each of the last `most` periods that have one. */
static void keep_newest(const struct made *made, int n, int most, long (*period)(const struct made *),
	enum backup_stay *out)
{
	for (int i = 0, kept = 0; i < n && kept < most; i++) {
		if (i > 0 && period(&made[i]) == period(&made[i - 1]))
			continue;
		out[made[i].index] = BACKUP_STAYS;
		kept++;
	}
}

void backup_rotate(const char *const *names, int count, const char *desk, struct date today,
	const struct backup_keep *keep, enum backup_stay *out)
{
	struct made *made = mem_array((size_t)count, sizeof(*made));
	int n = 0;

	for (int i = 0; i < count; i++) {
		struct made one;

		out[i] = BACKUP_OTHER;
		if (!parse(names[i], desk, &one))
			continue;
		out[i] = one.day > date_days(today) ? BACKUP_FUTURE : keep->all ? BACKUP_STAYS : BACKUP_GOES;
		one.index = i;
		if (out[i] != BACKUP_FUTURE)
			made[n++] = one;
	}
	if (n > 0)
		qsort(made, (size_t)n, sizeof(*made), newest_first);
	keep_newest(made, n, keep->days, of_day, out);
	keep_newest(made, n, keep->weeks, of_week, out);
	keep_newest(made, n, keep->months, of_month, out);
	free(made);
}
