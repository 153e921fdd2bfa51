/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that went from one colleague to another, and files that rest for a while. */
#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

static bool goes_on(const struct life *life)
{
	return !life->left && !life->finished;
}

static long day_of_handover(const struct life *life, const struct world *world, struct dice *dice)
{
	long since = world->today - life->arrived;

	if (since < 30 || !goes_on(life) || !dice_chance(dice, 0.05))
		return 0;
	return life->arrived + 20 + dice_below(dice, (int)since - 20);
}

/* Noted on the next day, the youngest not yet. */
static void tell_handover(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const givers[] = { "M. Osei", "T. Lindqvist", "P. Duarte" };
	static const char *const remarks[] = {
		N_("Ring before you come; mornings are best."),
		N_("The course begins next month, the place is promised."),
		N_("Waits for the landlord's answer."),
		N_("Everything is on time."),
		N_("Likes to bring the eldest daughter along."),
	};
	long day = day_of_handover(life, &telling->world, dice);
	struct change_item *item = tell_of(telling, life, "handover");

	tell_put(item, "giver", givers[dice_below(dice, (int)ARRAY_LEN(givers))]);
	tell_put(item, "receiver", tell_caseworker(telling, life));
	tell_put_day(item, "day", day);
	tell_put(item, "remark", remarks[dice_below(dice, (int)ARRAY_LEN(remarks))]);
	if (day + 3 < telling->world.today)
		tell_put_day(item, "noted", day + 1);
}

static long day_of_pause(const struct life *life, const struct world *world, struct dice *dice)
{
	if (world->today - life->arrived < 30 || !goes_on(life) || !dice_chance(dice, 0.015))
		return 0;
	return world->today - dice_below(dice, 15);
}

static void tell_pause(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const why[] = { "wish", "away", "unreachable", "others" };
	long day = day_of_pause(life, &telling->world, dice);
	struct change_item *item = change_update(telling->change, register_kind("person"), tell_known(telling, life)->person, 0);

	tell_put_day(item, "paused", day);
	tell_put_day(item, "paused_until", telling->world.today + dice_between(dice, 2, 40));
	tell_put(item, "paused_why", why[dice_below(dice, (int)ARRAY_LEN(why))]);
}

const struct demo_chapter demo_worklist[] = {
	{ day_of_handover, tell_handover, false },
	{ day_of_pause, tell_pause, true },
	{ NULL, NULL, false },
};
