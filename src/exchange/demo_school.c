/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's schools, the places of children there, and who helps them learn. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/demotell.h"

enum { FROM = 6, UNTIL = 16, SOON = 24, WEEKS = 40 };

static const struct { const char *name, *what, *languages, *phone; } schools[] = {
	{ "Millfield School", "primary, welcome", "en, ar", "+31 20 555 0141" },
	{ "Harbour Primary School", "preschool, primary", "en, uk", "+31 20 555 0142" },
	{ "Linden School", "primary, secondary", "en, fa", "+31 20 555 0143" },
	{ "Northgate Comprehensive", "secondary, welcome", "en, ti, ar", "+31 20 555 0144" },
	{ "Eastmoor College", "secondary, vocational", "en, tr", "+31 20 555 0145" },
	{ "Day nursery Riverside", "preschool", "en", "+31 20 555 0146" },
};

/* A large town's schools say no number: they are more than these. */
void tell_schools(struct telling *telling)
{
	for (size_t i = 0; i < ARRAY_LEN(schools); i++) {
		struct id id = { { 0 } };
		struct change_item *item = tell_new(telling, "school", &id);

		tell_put(item, "name", schools[i].name);
		tell_put(item, "what", schools[i].what);
		tell_put(item, "languages", schools[i].languages);
		tell_put(item, "phone", schools[i].phone);
		tell_put_id(item, "neighbourhood", telling->quarter[i]);
		tell_put(item, "hours", i < 3 ? "1,2,3,4,5 08:15-13:30" : "1,2,3,4,5 08:00-15:00");
		if (telling->world.people <= DEMO_TOLD_BY_DAY)
			tell_put_number(item, "places", 60);
		tell_keep(telling, "school", id);
	}
}

/* Full years on a day; of whom only the year is known, the most that it may be. */
static int years_on(const struct life *life, long day)
{
	struct date born, on = date_from_days(day);

	if (!date_parse(life->born, &born))
		return -1;
	return on.year - born.year - (born.day && (on.month < born.month || (on.month == born.month && on.day < born.day)));
}

/* The day from which school has to be found: of the arrival, or on which a child is old enough. */
static long wanted(const struct life *life, long today)
{
	struct date born;
	int years = years_on(life, life->arrived);

	if (years < 0 || years >= UNTIL || years_on(life, today) < FROM || !date_parse(life->born, &born))
		return 0;
	if (years >= FROM)
		return life->arrived;
	return date_days((struct date){ born.year + FROM, born.month ? born.month : 1, born.day ? born.day : 1 });
}

/* Found within some weeks; whoever came of late still waits. */
static long found(long from, struct dice *dice)
{
	return from + dice_between(dice, 6, WEEKS);
}

static long day_of_place(const struct life *life, const struct world *world, struct dice *dice)
{
	long from = wanted(life, world->today), day;

	if (!from)
		return 0;
	day = found(from, dice);
	if (day < world->today)
		return day;
	return from + 2 < world->today ? from + 2 : 0;
}

static const char *level_of(int years)
{
	return years < 12 ? "primary" : "secondary";
}

/* One of the town's that has such classes. */
static struct id school_for(const struct telling *telling, const char *what, struct dice *dice)
{
	size_t at = (size_t)dice_below(dice, (int)ARRAY_LEN(schools));
	int n = 0;

	while (!strstr(schools[at].what, what))
		at = (at + 1) % ARRAY_LEN(schools);
	for (int i = 0; i < telling->n_things; i++)
		if (str_same(telling->thing[i].kind, "school") && n++ == (int)at)
			return telling->thing[i].id;
	return (struct id){ { 0 } };
}

static void tell_place(struct telling *telling, const struct life *life, struct dice *dice)
{
	long today = telling->world.today, from = wanted(life, today), day = found(from, dice);
	struct change_item *item = tell_of(telling, life, "school_place");
	int years = years_on(life, day);
	const char *what = level_of(years);
	char *grade = mem_fmt("%d", years - FROM + 1);

	tell_put(item, "what", what);
	tell_put_id(item, "school", school_for(telling, what, dice));
	tell_put_day(item, "asked", from + 2 < day ? from + 2 : from);
	tell_put(item, "grade", grade);
	free(grade);
	if (day < today) {
		tell_put(item, "state", "placed");
		tell_put_day(item, "begins", day);
		return;
	}
	if (day - today < 8) {
		tell_put(item, "state", "offered");
		tell_put_day(item, "offered", today - 1);
		tell_put_day(item, "answer_by", today + dice_between(dice, 2, 6));
		return;
	}
	tell_put(item, "state", dice_chance(dice, 0.6) ? "waiting" : "asked");
	if (from + SOON < today)
		tell_put_day(item, "heard", today - dice_between(dice, 1, 6));
}

static long day_of_tutoring(const struct life *life, const struct world *world, struct dice *dice)
{
	long from = wanted(life, world->today);

	if (!from || !dice_chance(dice, 0.25))
		return 0;
	return from + 60 < world->today ? from + 60 : 0;
}

static void tell_tutoring(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const subjects[] = { "homework", "reading", "maths", "language" };
	static const char *const weeks[] = { "2 15:00-16:30", "4 16:00-17:00", "1,3 15:30-16:30", "6 10:00-11:30" };
	struct change_item *item = tell_of(telling, life, "tutoring");
	long from = wanted(life, telling->world.today) + 60;

	dice_chance(dice, 0.25);
	tell_put(item, "subject", subjects[dice_below(dice, (int)ARRAY_LEN(subjects))]);
	tell_put_id(item, "mentor", tell_any(telling, "mentor", dice));
	tell_put_day(item, "asked", from - 20);
	tell_put_day(item, "began", from);
	tell_put(item, "timetable", weeks[dice_below(dice, (int)ARRAY_LEN(weeks))]);
	if (from + 300 < telling->world.today) {
		tell_put(item, "state", "ended");
		tell_put_day(item, "ended", from + 200);
		return;
	}
	tell_put(item, "state", "active");
}

const struct demo_chapter demo_school[] = {
	{ day_of_place, tell_place, true },
	{ day_of_tutoring, tell_tutoring, false },
	{ NULL, NULL, false },
};
