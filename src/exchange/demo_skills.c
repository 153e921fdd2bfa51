/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The demonstration's skills: what people have learned and done, dossiers with the
 * papers, fees and measures of their route, skills shown without papers, and bridging
 * training.  What waits is plausible: asked for lately, due soon.
 */
#include <stdio.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/dossier.h"
#include "exchange/demotell.h"

/* How a diploma of the trade is recognised: some professions need leave, crafts are shown, degrees are compared. */
static const char *route_of(const struct life *life)
{
	static const char *const regulated[] = { "2221", "2341", "2262", "2261", "5311", "7411" };
	const char *occupation;

	tell_trade(life->trade, &occupation);
	for (size_t i = 0; i < ARRAY_LEN(regulated); i++)
		if (str_same(regulated[i], occupation))
			return "regulated";
	if (str_same(occupation, "2142"))
		return "academic";
	if (*occupation == '2')
		return "comparability";
	return *occupation == '9' || *occupation == '8' ? "no_papers" : "validation";
}

static void put_year(struct change_item *item, const char *field, int year)
{
	char text[12];

	snprintf(text, sizeof(text), "%04d", year);
	tell_put(item, field, text);
}

enum { DOSSIER_AFTER = 30 };     /* days after the arrival a dossier is begun, and its papers are asked for */

static int year_of(long day)
{
	return date_from_days(day).year;
}

/* ---- a dossier ---- */

static void tell_paper(struct telling *telling, const struct life *life, struct id dossier, const struct dossier_paper *paper,
	int stage, int place)
{
	struct change_item *item = tell_of(telling, life, "requirement");
	bool asked = stage == 0 && place % 4 == 2, missing = stage == 0 && place % 4 == 3;

	tell_put_id(item, "credential", dossier);
	tell_put(item, "what", paper->what);
	tell_put(item, "form", paper->form);
	tell_put(item, "state", stage > 0 ? "sent" : missing ? "missing" : asked ? "asked" : "in_hand");
	if (asked)
		tell_put_day(item, "asked", life->arrived + DOSSIER_AFTER);
	tell_put(item, "translation", !paper->translation ? "none" : stage > 0 ? "done" :
		asked || missing ? "needed" : "ordered");
	if (paper->translation && stage == 0 && !asked && !missing)
		tell_put_day(item, "ordered", life->arrived + DOSSIER_AFTER);
	if (paper->translation && (stage > 0 || place % 2))
		tell_put(item, "translator", N_("Sworn translators, Mill Lane 3"));
}

static void tell_fee(struct telling *telling, const struct life *life, struct id dossier, const struct dossier_fee *fee,
	int stage, struct dice *dice)
{
	static const char *const payers[] = { "city", "employment", "fund", "person" };
	struct change_item *item = tell_of(telling, life, "fee");
	bool asked = stage == 0 && dice_chance(dice, 0.5);

	tell_put_id(item, "credential", dossier);
	tell_put(item, "what", fee->what);
	tell_put(item, "amount", dice_chance(dice, 0.5) ? "120.00" : "200.00");
	tell_put(item, "payer", stage > 0 || asked ? payers[dice_below(dice, (int)ARRAY_LEN(payers))] : "open");
	tell_put(item, "state", stage > 0 ? "paid" : asked ? "asked" : "open");
	if (asked)
		tell_put_day(item, "asked", life->arrived + DOSSIER_AFTER);
	if (stage > 0)
		tell_put_day(item, "paid", life->arrived + 50);
}

static void tell_measure(struct telling *telling, const struct life *life, struct id dossier, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "measure"), *bridge;
	long today = telling->world.today;
	bool test = dice_chance(dice, 0.4);

	tell_put_id(item, "credential", dossier);
	tell_put(item, "what", test ? "aptitude" : "adaptation");
	tell_put(item, "place", test ? N_("National recognition office") : N_("County hospital"));
	tell_put(item, "state", "under_way");
	tell_put_day(item, "from", today - dice_between(dice, 5, 60));
	tell_put_day(item, "until", today + dice_between(dice, 20, 150));
	if (!dice_chance(dice, 0.6))
		return;
	bridge = tell_of(telling, life, "training");
	tell_put(bridge, "what", N_("Bridging course"));
	tell_put_id(bridge, "credential", dossier);
	tell_put(bridge, "provider", "Halden Academy");
	tell_put_number(bridge, "hours", 240);
	tell_put(bridge, "state", "under_way");
	tell_put_day(bridge, "from", today - dice_between(dice, 5, 40));
	tell_put_day(bridge, "until", today + dice_between(dice, 15, 100));
}

void tell_dossier(struct telling *telling, const struct life *life, struct change_item *item, struct id dossier, int stage,
	struct dice *dice)
{
	const char *route = route_of(life);
	const struct dossier_list *list = dossier_builtin(route);
	bool advice = str_same(route, "comparability");

	tell_put(item, "route", route);
	if (stage == 3 && advice)
		tell_put(item, "state", "stated");
	if (stage > 0)
		tell_put(item, "number", dice_chance(dice, 0.7) ? "R 2026/0417" : NULL);
	if (stage == 3)
		tell_put(item, "outcome", advice ? N_("Comparable with a bachelor's degree") : NULL);
	/* Of a large town's dossiers few are told with every paper. */
	if (telling->world.people > DEMO_TOLD_BY_DAY && !dice_chance(dice, 0.1))
		return;
	for (int i = 0; i < list->n_papers; i++)
		tell_paper(telling, life, dossier, &list->paper[i], stage, i);
	for (int i = 0; i < list->n_fees; i++)
		tell_fee(telling, life, dossier, &list->fee[i], stage, dice);
	if (str_same(change_get(item, "state"), "partly"))
		tell_measure(telling, life, dossier, dice);
}

/* ---- learned and done ---- */

static long day_of_learning(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return life->trade >= 0 && dice_chance(dice, 0.8) ? life->arrived + 20 : 0;
}

static bool is_grown(const struct life *life, int year)
{
	int born = 0;

	return str_empty(life->born) || (sscanf(life->born, "%4d", &born) == 1 && year > born + 17);
}

static void tell_learning(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const levels[] = { "vocational", "bachelor", "short", "upper" };
	const char *occupation, *title = tell_trade(life->trade, &occupation);
	int came = year_of(life->arrived), done = came - dice_between(dice, 2, 12), began = done - dice_between(dice, 2, 4);
	struct change_item *item = tell_of(telling, life, "education");

	tell_put(item, "title", title);
	tell_put(item, "level", levels[dice_below(dice, (int)ARRAY_LEN(levels))]);
	tell_put(item, "occupation", occupation);
	tell_put(item, "learned_in", life->culture->country);
	if (is_grown(life, began)) {
		put_year(item, "from", began);
		put_year(item, "until", done);
	}
	tell_put(item, "finished", dice_chance(dice, 0.8) ? "yes" : "no");
	tell_put(item, "papers", str_same(route_of(life), "no_papers") ? "lost" : dice_chance(dice, 0.7) ? "in_hand" : "to_get");
	if (!dice_chance(dice, 0.7))
		return;
	item = tell_of(telling, life, "experience");
	tell_put(item, "what", title);
	tell_put(item, "occupation", occupation);
	tell_put(item, "worked_in", life->culture->country);
	if (is_grown(life, done)) {
		put_year(item, "from", done);
		put_year(item, "until", came);
	}
	tell_put_number(item, "hours", 40);
	tell_put(item, "shown", dice_chance(dice, 0.4) ? "reference" : "own");
}

/* Skills that no paper proves, and tests that will show some of them. */
static long day_of_skill(const struct life *life, const struct world *world, struct dice *dice)
{
	return dice_chance(dice, 0.25) && life->arrived + 40 < world->today ? life->arrived + 40 : 0;
}

static void tell_skill(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const struct { const char *what, *occupation; } skills[] = {
		{ N_("Sewing and altering clothes"), "7531" }, { N_("Cooking for many people"), "5120" }, { N_("Repairing bicycles"), "7234" },
		{ N_("Driving a delivery van"), "8322" }, { N_("Keeping the books of a small shop"), "3313" },
		{ N_("Looking after small children"), "5311" }, { N_("Laying tiles"), "7122" }, { N_("Growing vegetables"), "6111" },
	};
	bool sure;
	int n;
	struct change_item *item;

	dice_chance(dice, 0.25);
	n = dice_below(dice, (int)ARRAY_LEN(skills));
	sure = dice_chance(dice, 0.5);
	item = tell_of(telling, life, "skill");
	tell_put(item, "what", skills[n].what);
	tell_put(item, "occupation", skills[n].occupation);
	tell_put(item, "level", sure ? "alone" : "helped");
	tell_put(item, "shown", sure ? "sample" : "own");
	tell_put_day(item, "day", life->arrived + 40);
	if (sure || life->left || life->finished)
		return;
	item = tell_of(telling, life, "skilltest");
	tell_put(item, "what", skills[n].what);
	tell_put(item, "occupation", skills[n].occupation);
	tell_put(item, "by", N_("Chamber of crafts"));
	tell_put(item, "state", "planned");
	tell_put_day(item, "day", telling->world.today + dice_between(dice, 4, 40));
}

const struct demo_chapter demo_skills[] = {
	{ day_of_learning, tell_learning, false },
	{ day_of_skill, tell_skill, false },
	{ NULL, NULL, false },
};
