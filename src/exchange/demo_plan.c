/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the demonstration tells of plans: what both sides promised and when they
 * signed, and the reviews that were held since.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

enum { REVIEW_EVERY = PLAN_REVIEW_DAYS };

static bool is_large(const struct world *world)
{
	return world->people > DEMO_TOLD_BY_DAY;
}

static const struct life_step *signing(const struct life *life)
{
	for (int i = 0; i < life->n_steps; i++)
		if (str_same(life->step[i].milestone, "plan_agreed"))
			return &life->step[i];
	return NULL;
}

/* Most sign on the day on which that step was done. */
static long day_of_signing(const struct life *life, const struct world *world, struct dice *dice)
{
	const struct life_step *step = signing(life);

	return step && step->done && dice_chance(dice, is_large(world) ? 0.1 : 0.85) ? step->done : 0;
}

static void tell_promise(struct telling *telling, const struct life *life, const struct plan_promise *promise,
	const char *state)
{
	struct change_item *item = tell_of(telling, life, "commitment");

	tell_put_id(item, "plan", tell_known(telling, life)->plan);
	tell_put(item, "who", promise->who);
	tell_put(item, "what", promise->what);
	tell_put(item, "state", state);
}

static void tell_promises(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const states[] = { "open", "open", "kept", "kept", "kept", "not_kept" };
	const struct plan_template *plan = telling->world.plan;

	for (int i = 0; i < plan->n_promises; i++)
		if (dice_chance(dice, 0.35))
			tell_promise(telling, life, &plan->promise[i],
				life->finished ? "kept" : states[dice_below(dice, (int)ARRAY_LEN(states))]);
}

static void tell_signing(struct telling *telling, const struct life *life, struct dice *dice)
{
	long day = signing(life)->done;
	struct change_item *item;

	if (!is_large(&telling->world))
		tell_promises(telling, life, dice);
	item = tell_of(telling, life, "agreement");
	tell_put_id(item, "plan", tell_known(telling, life)->plan);
	tell_put_day(item, "day", day);
	tell_put(item, "language", life->interpreter ? life->culture->language : "en");
	tell_put(item, "interpreter", !life->interpreter ? "not_needed" : dice_chance(dice, 0.7) ? "present" : "telephone");
	tell_put_day(item, "signed_person", day);
	tell_put_day(item, "signed_city", day);
	tell_put(item, "signatory", tell_caseworker(telling, life));
}

/* The last one that was held; those before it are not told. */
static long day_of_review(const struct life *life, const struct world *world, struct dice *dice)
{
	long over = life->left ? life->left : life->finished ? tell_end(life) : world->today;
	long times = (over - life->arrived) / REVIEW_EVERY, day = life->arrived + times * REVIEW_EVERY - dice_below(dice, 6);

	return times > 0 && day < over && dice_chance(dice, is_large(world) ? 0.05 : 0.5) ? day : 0;
}

static const char *const found[] = {
	N_("The plan fits; nothing changes."),
	N_("The course is too slow; a faster group is asked for."),
	N_("Work comes first from now on, the course in the evening."),
	N_("Childcare is found; the course can begin."),
	N_("Wants to train as a care worker; the skills interview is brought forward."),
	N_("The home is too far from the course; another one is looked for."),
};

/* The next one stands beside it, so that none is made by itself. */
static void tell_review(struct telling *telling, const struct life *life, struct dice *dice)
{
	long held = day_of_review(life, &telling->world, dice), next = held + REVIEW_EVERY;
	struct change_item *item = tell_of(telling, life, "review");

	tell_put_id(item, "plan", tell_known(telling, life)->plan);
	tell_put_day(item, "due", held + dice_below(dice, 4));
	tell_put(item, "state", "held");
	tell_put_day(item, "held", held);
	tell_put(item, "outcome", found[dice_below(dice, (int)ARRAY_LEN(found))]);
	tell_put_day(item, "next", next);
	tell_put(item, "caseworker", tell_caseworker(telling, life));
	item = tell_of(telling, life, "review");
	tell_put_id(item, "plan", tell_known(telling, life)->plan);
	tell_put_day(item, "due", next);
	tell_put(item, "state", !telling->by_day && (life->finished || life->left) ? "not_needed" : "planned");
	tell_put(item, "caseworker", tell_caseworker(telling, life));
}

const struct demo_chapter demo_plan[] = {
	{ day_of_signing, tell_signing, false },
	{ day_of_review, tell_review, false },
	{ NULL, NULL, false },
};
