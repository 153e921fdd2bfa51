/* SPDX-License-Identifier: EUPL-1.2 */
/* Who waits for a course, with what they wish for; a few were offered a seat. And the order that the town published. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

#define QUARTERS 5
#define ADULT 18

/* Groups of the weeks to come, which people wait for; kept by their level. */
static void tell_groups_to_come(struct telling *telling)
{
	static const struct { const char *name, *level, *timetable; int in_days, quarter, seats; bool childcare, women, online; }
	groups[] = {
		{ N_("Literacy, morning"), "literacy", "1,2,3,4 09:00-11:30", 16, 1, 4, true, false, false },
		{ N_("A1 for parents"), "a1", "1,2,4,5 09:00-11:45", 12, 4, 4, true, false, false },
		{ N_("A1 in the evening"), "a1", "1,2,4 18:00-20:30", 23, 0, 3, false, false, false },
		{ N_("A2 in the morning"), "a2", "1,2,3,4 09:00-12:15", 19, 2, 4, true, false, false },
		{ N_("A2 women's group"), "a2", "2,3,5 09:00-11:30", 26, 1, 3, true, true, false },
		{ N_("B1 online"), "b1", "1,3 18:30-20:30", 14, 0, 3, false, false, true },
	};

	for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
		struct id id = { { 0 } };
		struct change_item *item = tell_new(telling, "course", &id);

		tell_put(item, "name", groups[i].name);
		tell_put_id(item, "provider", telling->provider[i % ARRAY_LEN(telling->provider)]);
		tell_put(item, "language", "en");
		tell_put(item, "level", groups[i].level);
		tell_put(item, "what", str_same(groups[i].level, "literacy") ? "literacy" : "general");
		tell_put(item, "timetable", groups[i].timetable);
		tell_put_day(item, "starts", telling->world.today + groups[i].in_days);
		tell_put_day(item, "ends", telling->world.today + groups[i].in_days + 90);
		tell_put_number(item, "seats", groups[i].seats);
		tell_put_id(item, "neighbourhood", telling->quarter[groups[i].quarter]);
		tell_put(item, "childcare", groups[i].childcare ? "yes" : "no");
		tell_put(item, "women_only", groups[i].women ? "yes" : "no");
		tell_put(item, "online", groups[i].online ? "yes" : "no");
		tell_put(item, "state", "open");
		if (!groups[i].women)
			tell_keep(telling, groups[i].level, id);
	}
}

void tell_waiting_town(struct telling *telling)
{
	struct change_item *item = tell_new(telling, "queue_rule", NULL);

	tell_groups_to_come(telling);
	tell_put(item, "first", "waited");
	tell_put_day(item, "since", telling->world.today - DEMO_DAYS);
	tell_put(item, "decided_by", N_("Town council"));
	item = tell_new(telling, "queue_rule", NULL);
	tell_put(item, "first", "needed");
	tell_put(item, "second", "waited");
	tell_put_day(item, "since", telling->world.today - 200);
	tell_put(item, "decided_by", N_("Town council, after the integration forum"));
	tell_put(item, "remark", N_("On the town's pages, and at the desk in seven languages."));
}

static bool is_adult(const struct life *life)
{
	return strlen(life->born) >= 4 && date_from_days(life->arrived).year - atoi(life->born) > ADULT;
}

/* The last step of the language stage, where it is still to be done; *since: from when on it can be waited for. */
static const struct life_step *to_come(const struct life *life, long *since)
{
	const struct life_step *last = NULL;

	*since = life->arrived + 2;
	for (int i = 0; i < life->n_steps; i++) {
		if (!str_same(life->step[i].stage, "language"))
			continue;
		if (last && last->done)
			*since = last->done + 60;
		last = &life->step[i];
	}
	return last && !last->done && !str_same(last->state, "not_needed") ? last : NULL;
}

static long day_of_wait(const struct life *life, const struct world *world, struct dice *dice)
{
	long since, days;

	if (!to_come(life, &since) || life->left || life->finished || !is_adult(life) || world->today - since < 5)
		return 0;
	days = world->today - since < 120 ? world->today - since : 120;
	return dice_chance(dice, 0.75) ? world->today - dice_between(dice, 3, (int)days) : 0;
}

static void tell_wishes(struct telling *telling, struct change_item *item, const struct life *life, struct dice *dice)
{
	static const char *const parts[] = { "morning", "morning, afternoon", "evening", "evening, weekend" };
	static const char *const hours[] = { "1,2,3,4,5 08:00-12:30", "3 13:00-17:00", "2,4 16:00-19:00" };

	if (dice_chance(dice, 0.5))
		tell_put_id(item, "neighbourhood", telling->quarter[dice_below(dice, QUARTERS)]);
	if (dice_chance(dice, 0.4))
		tell_put_number(item, "farthest", dice_between(dice, 2, 8));
	if (dice_chance(dice, 0.25))
		tell_put(item, "daypart", parts[dice_below(dice, 4)]);
	else if (dice_chance(dice, 0.25))
		tell_put(item, "unavailable", hours[dice_below(dice, 3)]);
	if (life->household > 2 && dice_chance(dice, 0.5))
		tell_put(item, "childcare", "yes");
	if (life->woman && dice_chance(dice, 0.1))
		tell_put(item, "women_only", "yes");
	if (dice_chance(dice, 0.15))
		tell_put(item, "online", "yes");
	if (dice_chance(dice, 0.12))
		tell_put_day(item, "needed_by", telling->world.today + dice_between(dice, 70, 240));
}

static void tell_wait(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const first[] = { "literacy", "a1", "a1", "a1" }, *const next[] = { "a1", "a2", "a2", "b1" };
	long since, today = telling->world.today, asked = day_of_wait(life, &telling->world, dice);
	bool begun = to_come(life, &since) && since > life->arrived + 2;
	const char *level = (begun ? next : first)[dice_below(dice, 4)];
	struct change_item *item = tell_of(telling, life, "enrolment");
	struct id group = tell_any(telling, level, dice);

	tell_put(item, "language", "en");
	tell_put(item, "level", level);
	tell_put_day(item, "asked", asked);
	tell_wishes(telling, item, life, dice);
	/* A large town has no more seats in these groups than a small one. */
	if (asked + 10 > today || id_none(group) || !dice_chance(dice, 36.0 / (double)telling->world.people))
		return;
	tell_put_id(item, "course", group);
	tell_put(item, "state", "offered");
	tell_put_day(item, "offered", today - dice_between(dice, 0, 4));
	tell_put_day(item, "answer_by", today + dice_between(dice, 1, 6));
}

const struct demo_chapter demo_waiting[] = {
	{ day_of_wait, tell_wait, false },
	{ NULL, NULL, false },
};
