/* SPDX-License-Identifier: EUPL-1.2 */
/* Papers that were handed over: the slip for the first interview, the plan once it was made. */
#include "base/mem.h"
#include "exchange/demotell.h"

static long day_of_slip(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return life->n_steps && life->step[0].done > life->arrived + 1 && dice_chance(dice, 0.6) ? life->step[0].done - 1 : 0;
}

/* Papers are written in a few languages; whoever speaks none of them is given the town's. */
static const char *language_of(const struct life *life)
{
	static const char *const written[] = { "ar", "es", "fa", "fr", "ru", "ti", "tr", "uk" };

	for (size_t i = 0; i < ARRAY_LEN(written); i++)
		if (str_same(written[i], life->culture->language))
			return written[i];
	return "en";
}

static void tell_paper(struct telling *telling, const struct life *life, const char *paper, bool plain, long day, long about)
{
	struct change_item *item = tell_of(telling, life, "handout");

	tell_put(item, "paper", paper);
	tell_put(item, "language", language_of(life));
	tell_put(item, "plain", plain ? "yes" : "no");
	tell_put(item, "how", "printed");
	tell_put(item, "given_by", tell_caseworker(telling, life));
	tell_put_day(item, "day", day);
	tell_put_day(item, "about_day", about);
}

static void tell_slip(struct telling *telling, const struct life *life, struct dice *dice)
{
	long day = day_of_slip(life, &telling->world, dice);

	tell_paper(telling, life, "appointment", dice_chance(dice, 0.3), day, day + 1);
}

/* In the days after the first interview. */
static long day_of_plan(const struct life *life, const struct world *world, struct dice *dice)
{
	long day = life->n_steps ? life->step[0].done + dice_between(dice, 1, 9) : 0;

	return life->n_steps && life->step[0].done && day < world->today && dice_chance(dice, 0.7) ? day : 0;
}

static void tell_plan_paper(struct telling *telling, const struct life *life, struct dice *dice)
{
	long day = day_of_plan(life, &telling->world, dice);

	tell_paper(telling, life, "plan", false, day, life->arrived);
}

const struct demo_chapter demo_papers[] = {
	{ day_of_slip, tell_slip, false },
	{ day_of_plan, tell_plan_paper, false },
	{ NULL, NULL, false },
};
