/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Halden stands under the Dutch profile, so that legal clocks run in it: duties by
 * law, numbers of other bodies, and what these decided.  Everything is invented; the
 * service numbers begin with 9999, which are given to nobody.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"
#include "register/profile.h"

/* Three in five adults stand under the duty. */
static bool holds_duty(const struct life *life)
{
	return !str_empty(life->born) && date_from_days(life->arrived).year - atoi(life->born) > 18 && life->index % 5 < 3;
}

static long day_of_duty(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	(void)dice;
	return holds_duty(life) ? life->arrived + 3 : 0;
}

static void tell_duty(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "duty");

	(void)dice;
	tell_put(item, "code", "nl_inburgering");
	tell_put_day(item, "from", life->arrived);
}

static long day_of_number(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return holds_duty(life) && dice_chance(dice, 0.7) ? life->arrived + 10 : 0;
}

/* One in thirty was written down with a slip of the pen. */
static void tell_number(struct telling *telling, const struct life *life, struct dice *dice)
{
	const struct profile_number *bsn = profile_number(profile_named("nl"), "nl_bsn");
	struct change_item *item = tell_of(telling, life, "number");
	char number[16];
	int n = (int)(life->index * 37 % 100000);

	dice_chance(dice, 0.7);
	do
		snprintf(number, sizeof(number), "9999%05d", n++ % 100000);
	while (!profile_number_fits(bsn, number));
	if (dice_chance(dice, 0.033))
		number[8] = number[8] == '9' ? '0' : (char)(number[8] + 1);
	tell_put(item, "issuer", "nl_bsn");
	tell_put(item, "number", number);
	tell_put_day(item, "since", life->arrived + 10);
}

static long day_of_intake(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return holds_duty(life) ? life->arrived + dice_between(dice, 20, 60) : 0;
}

static void tell_intake(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "mirror");

	tell_put(item, "part", "nl_learnability");
	tell_put_day(item, "as_of", life->arrived + dice_between(dice, 20, 60));
	tell_put(item, "result", "Toward B1");
}

static long day_of_route(const struct life *life, const struct world *world, struct dice *dice)
{
	const struct life_step *course = life_stage(life, "language");

	(void)world;
	(void)dice;
	return holds_duty(life) && course && course->done ? course->done + 30 : 0;
}

static void tell_route(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const parts[] = { "nl_b1", "nl_b1", "nl_education", "nl_z" };
	const struct life_step *course = life_stage(life, "language");
	struct change_item *item = tell_of(telling, life, "mirror");
	char *reference = mem_fmt("H-%05d", (int)(life->index % 90000) + 10000);

	tell_put(item, "part", parts[dice_below(dice, (int)ARRAY_LEN(parts))]);
	tell_put(item, "reference", reference);
	tell_put_number(item, "hours_granted", 600);
	tell_put_number(item, "hours_used", 12 * dice_between(dice, 1, 40));
	tell_put_day(item, "as_of", course->done + 30);
	free(reference);
}

static long day_of_exam(const struct life *life, const struct world *world, struct dice *dice)
{
	return holds_duty(life) && dice_chance(dice, 0.3) && life->arrived + 540 < world->today ? life->arrived + 540 : 0;
}

static void tell_exam(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "mirror");

	dice_chance(dice, 0.3);
	tell_put(item, "part", "nl_exam");
	tell_put(item, "test", "Reading");
	tell_put(item, "level", dice_chance(dice, 0.6) ? "b1" : "a2");
	tell_put(item, "result", dice_chance(dice, 0.7) ? N_("Passed") : N_("Not passed yet"));
	tell_put_day(item, "as_of", life->arrived + 540);
}

const struct demo_chapter demo_profiles[] = {
	{ day_of_duty, tell_duty, true },
	{ day_of_number, tell_number, false },
	{ day_of_intake, tell_intake, false },
	{ day_of_route, tell_route, false },
	{ day_of_exam, tell_exam, false },
	{ NULL, NULL, false },
};
