/* SPDX-License-Identifier: EUPL-1.2 */
/* Holidays of the profile are reckoned once; those of the town are few and read each time. */
#include "cases/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/profile.h"

/* Terms begin and end within these; beyond them only Saturdays and Sundays are known. */
#define FIRST_YEAR 1990
#define LAST_YEAR 2060

QUERY(town_holidays, "calendar.holidays", QUERY_INTERACTIVE, "SELECT id, day FROM holiday WHERE gone = 0 ORDER BY day, rid");

struct days { long *day; int n; };

static void add_day(struct days *days, struct date day)
{
	days->day = mem_resize(days->day, (size_t)days->n + 1, sizeof *days->day);
	days->day[days->n++] = date_days(day);
}

/* Of a profile, whose tables are constant: reckoned at first use. */
static const struct days *days_of(const struct profile *profile)
{
	static struct { const struct profile *profile; struct days days; } known;
	struct date day = { FIRST_YEAR, 1, 1 };

	if (known.profile == profile)
		return &known.days;
	free(known.days.day);
	known.days = (struct days){ NULL, 0 };
	for (; profile->n_holidays && day.year <= LAST_YEAR; day = date_add_days(day, 1))
		if (profile_holiday(profile, day))
			add_day(&known.days, day);
	known.profile = profile;
	return &known.days;
}

static int by_number(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

static void sort_days(struct days *days)
{
	int kept = 0;

	if (days->n)
		qsort(days->day, (size_t)days->n, sizeof *days->day, by_number);
	for (int i = 0; i < days->n; i++)
		if (kept == 0 || days->day[kept - 1] != days->day[i])
			days->day[kept++] = days->day[i];
	days->n = kept;
}

static void add_text(struct days *days, const char *text)
{
	struct date day;

	if (text && date_parse(text, &day) && day.day)
		add_day(days, day);
}

static enum status add_town(struct store *store, const struct change *pending, struct days *days, struct err *err)
{
	const struct change_item *item;
	struct stmt *stmt;
	enum status st = store_query(store, &town_holidays, &stmt, err);

	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK)
		if (!pending || !change_find(pending, stmt_get_id(stmt, 0)))
			add_text(days, stmt_get_text(stmt, 1));
	for (int i = 0; pending && (item = change_nth(pending, i)) != NULL; i++)
		if (str_same(change_kind_of(item)->name, "holiday") && !change_is_deletion(item))
			add_text(days, change_get(item, "day"));
	return st == ST_DONE ? ST_OK : st;
}

static void set_limits(struct calendar *law, const struct profile *profile)
{
	const struct { enum term_unit unit; int most; } row[] = {
		{ TERM_DAYS, profile->up_to_days }, { TERM_WEEKS, profile->up_to_weeks },
		{ TERM_MONTHS, profile->up_to_months }, { TERM_YEARS, profile->up_to_years },
	};

	for (size_t i = 0; profile->ends_on_working_day && i < ARRAY_LEN(row); i++)
		law->up_to[row[i].unit] = row[i].most;
	law->two_working_days = profile->two_working_days;
}

enum status calendar_load(struct store *store, const struct change *pending, struct town_calendar *out, struct err *err)
{
	const struct profile *profile;
	const struct days *fixed;
	struct days days = { NULL, 0 };
	enum status st = profile_now(store, &profile, err);

	memset(out, 0, sizeof *out);
	if (st != ST_OK)
		return st;
	fixed = days_of(profile);
	days.n = fixed->n;
	days.day = mem_array((size_t)fixed->n + 1, sizeof *days.day);
	if (fixed->n)
		memcpy(days.day, fixed->day, (size_t)fixed->n * sizeof *days.day);
	st = add_town(store, pending, &days, err);
	sort_days(&days);
	out->days = days.day;
	out->city.holiday = days.day;
	out->city.n_holidays = days.n;
	out->law = out->city;
	set_limits(&out->law, profile);
	if (st != ST_OK)
		calendar_clear(out);
	return st;
}

void calendar_clear(struct town_calendar *calendar)
{
	free(calendar->days);
	memset(calendar, 0, sizeof *calendar);
}
