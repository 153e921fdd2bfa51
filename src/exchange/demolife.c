/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A life: who the person is, when they came, and how far they have come.  A third
 * has finished, most are under way with a next step ahead, one or two in a hundred
 * are late, a few wait for their first interview or have no next step.
 */
#include "exchange/demolife.h"

#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

enum { TRADES = 24, NEWCOMERS = 5 };

/* Four people who follow each other form households in one of these ways. */
static const char *const homes[] = { "1111", "2211", "2222", "3331", "4444", "1221", "1333", "1111" };

static void tell_household(struct life *life, const struct world *world)
{
	int64_t block = life->index - life->index % 4, at = block;
	struct dice dice = dice_of(world->seed, 0x400000000u + (uint64_t)block);
	const char *home = homes[dice_below(&dice, (int)ARRAY_LEN(homes))];

	while (at + (home[at - block] - '0') <= life->index)
		at += home[at - block] - '0';
	life->head = at;
	life->household = home[at - block] - '0';
}

/* People come in the order of their numbers; some of the last ones in these days. */
static long arrival(const struct world *world, int64_t head)
{
	int64_t from_end = world->people - 1 - head;

	if (from_end < NEWCOMERS)
		return world->today - from_end / 2;
	return world->today - 3 - (long)((double)(DEMO_DAYS - 4) * (double)from_end / (double)world->people);
}

static void tell_birth(struct life *life, struct dice *dice)
{
	int age = 16 + dice_below(dice, 14) + dice_below(dice, 22) + dice_below(dice, 20);
	struct date d = { date_from_days(life->arrived).year - age, dice_between(dice, 1, 12),
		dice_between(dice, 1, 28) };
	int how = dice_below(dice, 100);

	if (how < 4)
		return;
	if (how < 12)
		d.month = d.day = 0;
	else if (how < 15)
		d.day = 0;
	else if (how < 15 + life->culture->guessed_birth)
		d.month = d.day = 1;
	date_text(d, life->born);
}

/* Family and arrival are the head's; given names, births and lives their own. */
static void tell_person(struct life *life, const struct world *world)
{
	struct dice head = dice_of(world->seed, (uint64_t)life->head);
	struct names of_head = { 0 };
	bool head_woman, large = world->people > DEMO_TOLD_BY_DAY;

	life->culture = culture_draw(&head);
	head_woman = dice_chance(&head, 0.47);
	names_draw(&of_head, life->culture, head_woman, large, &head);
	life->own_script = dice_chance(&head, 0.65);
	life->caseworker = dice_below(&head, 1000);
	life->arrived = arrival(world, life->head);
	life->dice = dice_of(world->seed, (uint64_t)life->index);
	if (life->index == life->head) {
		life->dice = head;
		life->woman = head_woman;
		life->names = of_head;
	} else {
		culture_draw(&life->dice);
		life->woman = life->index == life->head + 1 ? !head_woman : dice_chance(&life->dice, 0.5);
		names_draw(&life->names, life->culture, life->woman, large, &life->dice);
		if (life->culture->family_how == FAMILY_OWN && dice_chance(&life->dice, 0.85)) {
			str_clear(&life->names.family);
			str_clear(&life->names.own_family);
			str_add(&life->names.family, str_get(&of_head.family));
			str_add(&life->names.own_family, str_get(&of_head.own_family));
		}
		names_free(&of_head);
	}
	tell_birth(life, &life->dice);
	life->interpreter = dice_chance(&life->dice, 0.55);
	life->trade = dice_chance(&life->dice, 0.4) ? dice_below(&life->dice, TRADES) : -1;
}

/* Somebody registered earlier, once more at another desk: spelled in another way, born "about" then. */
static void tell_double(struct life *life, const struct world *world, int64_t of)
{
	struct life before = { .index = of };

	tell_household(&before, world);
	tell_person(&before, world);
	names_free(&life->names);
	life->names = (struct names){ STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	life->culture = before.culture;
	life->woman = before.woman;
	if (dice_chance(&life->dice, 0.7))
		names_respell(&life->names.given, before.names.given.s, &life->dice);
	else
		str_add(&life->names.given, before.names.given.s);
	if (before.names.family.len)
		names_respell(&life->names.family, before.names.family.s, &life->dice);
	str_copy(life->born, sizeof(life->born), before.born);
	if (dice_chance(&life->dice, 0.4))
		life->born[before.born[0] ? 4 : 0] = '\0';
	names_free(&before.names);
}

static void tell_stranger_or_double(struct life *life, const struct world *world)
{
	if (life->index > 20 && life->household == 1 && dice_chance(&life->dice, 0.05))
		tell_double(life, world, (int64_t)(dice_next(&life->dice) % (uint64_t)life->index));
}

static struct life_step *add_step(struct life *life, const char *stage, const char *what, const char *who,
				  long target)
{
	struct life_step *step = &life->step[life->n_steps++];

	*step = (struct life_step){
		.stage = stage, .what = what, .who = who, .state = "open", .target = target};
	return step;
}

static const struct { const char *stage, *what, *who; } further[] = {
	{ "language", N_("Next language course"), "provider" },
	{ "skills", N_("Papers for recognition complete"), "person" },
	{ "work", N_("Talk with an employer"), "caseworker" },
	{ "work", N_("Follow-up after three months at work"), "caseworker" },
	{ "housing", N_("Larger home"), "caseworker" },
	{ "language", N_("Language examination"), "person" },
};

static const char *const outcomes[] = {
	NULL,
	NULL,
	N_("Went well"),
	N_("Plan agreed"),
	N_("Comes with a neighbour next time"),
	N_("Wants to go on soon"),
	N_("Certificate seen"),
};

static void finish_step(struct life *life, struct life_step *step, long day)
{
	step->state = "done";
	step->done = day;
	step->outcome = outcomes[dice_below(&life->dice, (int)ARRAY_LEN(outcomes))];
}

/* A step whose target has passed: mostly done, now and then waiting for others or not needed. */
static void tell_past_step(struct life *life, struct life_step *step, const struct world *world)
{
	int how = dice_below(&life->dice, 100);
	long took = step->target - life->arrived;
	long day = step->target + dice_between(&life->dice, (int)(-took / 2), (int)(took / 3));

	if (day > world->today)
		day = world->today - dice_below(&life->dice, 3);
	if (day < life->arrived)
		day = life->arrived;
	if (!life->finished && how < 5 && str_same(step->who, "provider") &&
	    step->target > world->today - 120) {
		step->state = "waiting";
		step->barrier = how < 3 ? "waiting_list" : "childcare";
	} else if (how >= 97 && !str_same(step->stage, "arrival")) {
		step->state = "not_needed";
	} else {
		finish_step(life, step, day);
	}
}

static void tell_coming_step(struct life *life, struct life_step *step, const struct world *world)
{
	long early = step->target - dice_between(&life->dice, 1, 30);

	if (early < world->today && early > life->arrived && !str_same(step->stage, "housing") &&
		dice_chance(&life->dice, 0.4))
		finish_step(life, step, early);
	else if (step->target < world->today + 21 && dice_chance(&life->dice, 0.5))
		step->state = "under_way";
}

/* At least a handful in a small town, one to two in a hundred in a large one. */
static double few(const struct world *world, double share, double handful)
{
	double p = handful / (double)world->people;

	return p > 0.1 ? 0.1 : p > share ? p : share;
}

static void tell_further_step(struct life *life, const struct world *world)
{
	int n = dice_below(&life->dice, (int)ARRAY_LEN(further));
	bool late = dice_chance(&life->dice, few(world, 0.014, 7) * 2);
	long target =
		world->today + (late ? -dice_between(&life->dice, 1, 20) : dice_between(&life->dice, 2, 60));
	struct life_step *step;

	if (dice_chance(&life->dice, few(world, 0.008, 4) * 2.5))
		return;                         /* no next step: somebody should think of one */
	step = add_step(life, further[n].stage, further[n].what, further[n].who, target);
	if (late)
		step->who = "caseworker";
	else if (dice_chance(&life->dice, 0.4))
		step->state = str_same(step->who, "provider") ? "waiting" : "under_way";
}

static void tell_plan(struct life *life, const struct world *world)
{
	long days = world->today - life->arrived;
	bool all_past = true;

	life->finished = days > 330 && dice_chance(&life->dice, 0.5);
	if (!life->finished && days > 400 && dice_chance(&life->dice, 0.12))
		life->left = life->arrived + dice_between(&life->dice, 60, (int)days - 10);
	for (int i = 0; i < world->plan->n_steps && i < LIFE_STEPS - 2; i++) {
		const struct plan_step *from = &world->plan->step[i];
		struct life_step *step =
			add_step(life, from->stage, from->what, from->who, life->arrived + from->days);

		step->milestone = from->milestone;

		if (step->target < world->today)
			tell_past_step(life, step, world);
		else if (from->days > 5)
			tell_coming_step(life, step, world);
		all_past &= strcmp(step->state, "open") != 0 && strcmp(step->state, "under_way") != 0;
	}
	for (int i = 0; life->left && i < life->n_steps; i++)
		if (life->step[i].done >= life->left) {
			life->step[i].state = "not_needed";
			life->step[i].done = 0;
			life->step[i].outcome = NULL;
		}
	if (all_past && !life->finished && !life->left)
		tell_further_step(life, world);
}

/* A large town keeps its file small: of what was done long ago the first interview and the own home remain. */
static void tidy(struct life *life, const struct world *world)
{
	int n = 0;

	for (int i = 0; i < life->n_steps; i++) {
		const struct life_step *step = &life->step[i];
		bool old = str_same(step->state, "not_needed") ||
			   (step->done && step->done < world->today - 200);

		if (!old || i == 0 || str_same(step->stage, "housing"))
			life->step[n++] = *step;
	}
	life->n_steps = n;
}

void life_tell(struct life *life, const struct world *world, int64_t index)
{
	*life = (struct life){ .index = index };
	tell_household(life, world);
	tell_person(life, world);
	tell_stranger_or_double(life, world);
	tell_plan(life, world);
	if (world->people > DEMO_TOLD_BY_DAY)
		tidy(life, world);
}

void life_clear(struct life *life)
{
	names_free(&life->names);
}

const struct life_step *life_stage(const struct life *life, const char *stage)
{
	for (int i = 0; i < life->n_steps; i++)
		if (str_same(life->step[i].stage, stage))
			return &life->step[i];
	return NULL;
}
