/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Clocks of the demonstration: the events that the law counts from (its clocks follow
 * by themselves), and targets that the city set itself, some of which stood still for
 * a while or were met; the days on which the town hall is closed.
 */
#include <stdio.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

/* Of a large town only some, so that it is told in time. */
static bool chosen(const struct world *world, struct dice *dice, double of_small)
{
	return dice_chance(dice, world->people > DEMO_TOLD_BY_DAY ? of_small / 12 : of_small);
}

/* Seven in ten; the same ones whose plan is set afterwards. */
static bool is_registered(const struct life *life, const struct world *world)
{
	return life->index % 10 < 7 && (world->people <= DEMO_TOLD_BY_DAY || life->index % 12 == 5);
}

static long day_of_registered(const struct life *life, const struct world *world, struct dice *dice)
{
	return is_registered(life, world) ? life->arrived + dice_between(dice, 2, 12) : 0;
}

static void tell_registered(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "event");

	tell_put(item, "what", "registered");
	tell_put_day(item, "day", life->arrived + dice_between(dice, 2, 12));
}

/* The plan is set some weeks later, by nearly all of them in time; a few are forgotten. */
static long day_of_plan_set(const struct life *life, const struct world *world, struct dice *dice)
{
	bool late = dice_chance(dice, 0.08), forgotten = dice_chance(dice, 0.01);
	int days = late ? dice_between(dice, 75, 110) : dice_between(dice, 30, 70);

	/* Forgotten for some weeks, not for years. */
	forgotten = forgotten && life->arrived + 120 > world->today;
	return is_registered(life, world) && !forgotten ? life->arrived + days : 0;
}

static void tell_plan_set(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "event");

	tell_put(item, "what", "plan_set");
	tell_put_day(item, "day", day_of_plan_set(life, &telling->world, dice));
}

/* ---- the city's own ---- */

static const struct { const char *what, *length, *why; } wishes[] = {
	{ N_("Reply of the landlord"), "2 weeks", N_("The landlord is away until then.") },
	{ N_("Bank account opened"), "10 working days", N_("The bank waits for a copy of the permit.") },
	{ N_("School place confirmed"), "3 weeks", N_("School holidays.") },
	{ N_("Bus pass handed over"), "5 working days", N_("The pass is being printed again.") },
};

struct wish { int which; long began, stood, ran, met; };

static struct wish draw_wish(const struct life *life, const struct world *world, struct dice *dice)
{
	struct wish w = { .which = -1 };
	bool told = chosen(world, dice, 0.25), stands = dice_chance(dice, 0.3), met = dice_chance(dice, 0.97);
	int which = dice_between(dice, 0, (int)ARRAY_LEN(wishes) - 1), days = dice_between(dice, 10, 200);

	if (!told)
		return w;
	w.which = which;
	w.began = life->arrived + days;
	w.stood = stands ? w.began + 3 : 0;
	w.ran = stands && w.began + 12 < world->today ? w.began + 12 : 0;
	/* What is still missing is so since some days, not since years. */
	met = met || w.began + 45 < world->today;
	w.met = met && w.began + 20 < world->today ? w.began + 20 : 0;
	return w;
}

/* Told on the day on which it came to stand as it does. */
static long day_of_wish(const struct life *life, const struct world *world, struct dice *dice)
{
	struct wish w = draw_wish(life, world, dice);

	if (w.which < 0 || w.began >= world->today)
		return 0;
	return w.met ? w.met : w.ran ? w.ran : w.stood && w.stood < world->today ? w.stood : w.began;
}

static void tell_move(struct telling *telling, const struct life *life, struct id clock, const char *what, long day,
	const char *why)
{
	struct change_item *item = tell_of(telling, life, "clock_move");

	tell_put_id(item, "clock", clock);
	tell_put(item, "what", what);
	tell_put_day(item, "day", day);
	tell_put(item, "reason", why);
}

static void tell_wish(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct wish w = draw_wish(life, &telling->world, dice);
	struct change_item *item = tell_of(telling, life, "clock");
	struct id clock = change_id_of(item);

	tell_put(item, "what", wishes[w.which].what);
	tell_put(item, "set_by", "city");
	tell_put_day(item, "began", w.began);
	tell_put(item, "length", wishes[w.which].length);
	tell_put(item, "caseworker", tell_caseworker(telling, life));
	if (w.stood && w.stood < telling->world.today)
		tell_move(telling, life, clock, "suspended", w.stood, wishes[w.which].why);
	if (w.ran)
		tell_move(telling, life, clock, "resumed", w.ran, N_("It goes on."));
	if (w.met) {
		tell_put(item, "state", "met");
		tell_put_day(item, "met", w.met);
	}
}

/* Between the years, three years back and the next. */
void tell_holidays(struct telling *telling)
{
	int year = date_from_days(telling->world.today).year;

	for (int y = year - 3; y <= year + 1; y++)
		for (int day = 27; day <= 31; day++) {
			struct change_item *item = tell_new(telling, "holiday", NULL);

			tell_put(item, "name", N_("Town hall closed between the years"));
			tell_put_day(item, "day", date_days((struct date){ y, 12, day }));
		}
}

const struct demo_chapter demo_clocks[] = {
	{ day_of_registered, tell_registered, true },
	{ day_of_plan_set, tell_plan_set, true },
	{ day_of_wish, tell_wish, false },
	{ NULL, NULL, false },
};
