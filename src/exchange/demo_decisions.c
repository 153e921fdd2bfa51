/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Decisions, summonses, first arrangements, barriers, complaints and feedback of the
 * demonstration.  What happens is drawn once from the dice, for the day and for the
 * telling alike.
 */
#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

#define TERM 42                  /* days of "6 weeks" */
#define FIRST_WEEKS 180

/* ---- the plan, issued as a decision ---- */

struct verdict { long decided, sent, day; const char *state; };

static struct verdict draw_verdict(const struct life *life, const struct world *world, struct dice *dice)
{
	struct verdict v = { .day = 0 };
	bool issued = dice_chance(dice, 0.4), objects = dice_chance(dice, 0.06), stands = dice_chance(dice, 0.6);
	int waits = dice_between(dice, 10, 40), answers = dice_between(dice, 20, 50);

	if (!issued || !life->step[0].done)
		return v;
	v.decided = life->step[0].done + waits;
	v.sent = v.decided + 2;
	v.day = v.sent;
	v.state = "sent";
	if (v.sent + TERM + 1 < world->today && !objects) {
		v.day = v.sent + TERM + 1;
		v.state = "final";
	} else if (objects && v.sent + 20 + answers < world->today) {
		v.day = v.sent + 20 + answers;
		v.state = stands ? "upheld" : "changed";
	} else if (objects && v.sent + 20 < world->today) {
		v.day = v.sent + 20;
		v.state = "objected";
	}
	return v;
}

static long day_of_decision(const struct life *life, const struct world *world, struct dice *dice)
{
	return draw_verdict(life, world, dice).day;
}

static void tell_decision(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct verdict v = draw_verdict(life, &telling->world, dice);
	struct change_item *item = tell_of(telling, life, "decision");

	tell_put(item, "what", "integration_plan");
	tell_put_id(item, "plan", tell_known(telling, life)->plan);
	tell_put(item, "mandate", N_("Town ordinance on the welcome of newcomers, s. 4"));
	tell_put(item, "signatory", tell_caseworker(telling, life));
	tell_put_day(item, "decided", v.decided);
	tell_put_day(item, "sent", v.sent);
	tell_put(item, "how", dice_chance(dice, 0.8) ? "post" : "handed");
	tell_put(item, "objection_term", "6 weeks");
	tell_put(item, "state", v.state);
	if (str_same(v.state, "final") || str_same(v.state, "sent"))
		return;
	tell_put_day(item, "objected", v.sent + 20);
	if (!str_same(v.state, "objected"))
		tell_put_day(item, "outcome_on", v.day);
	if (str_same(v.state, "changed"))
		tell_put(item, "outcome", N_("The course begins after the summer, as the person asked."));
}

/* ---- the first weeks ---- */

static const struct { const char *what; int days; } first[] = {
	{ "registration", 5 }, { "handover", 7 }, { "income", 14 }, { "health_insurance", 14 }, { "family_doctor", 30 },
	{ "bank", 30 }, { "child_benefit", 42 }, { "eid", 60 },
};

struct settled { const char *state; long asked, done; };

static long draw_settled(const struct life *life, const struct world *world, struct dice *dice,
	struct settled out[ARRAY_LEN(first)])
{
	long latest = life->arrived + 1;

	for (size_t i = 0; i < ARRAY_LEN(first); i++) {
		long done = life->arrived + 1 + first[i].days * dice_between(dice, 30, 130) / 100;
		bool needed = !str_same(first[i].what, "child_benefit") || life->household > 2;

		out[i] = (struct settled){ "open", 0, 0 };
		if (!needed)
			out[i].state = "not_needed";
		else if (done < world->today)
			out[i] = (struct settled){ "done", life->arrived + 1, done };
		else if (life->arrived + 1 < world->today && dice_chance(dice, 0.5))
			out[i] = (struct settled){ "asked", life->arrived + 1, 0 };
		if (out[i].done > latest)
			latest = out[i].done;
	}
	return latest;
}

static bool has_first_weeks(const struct life *life, const struct world *world, struct dice *dice)
{
	bool large = world->people > DEMO_TOLD_BY_DAY, chosen = dice_chance(dice, large ? 0.04 : 0.3);

	return chosen || life->arrived + (large ? 45 : FIRST_WEEKS) > world->today;
}

static long day_of_first_weeks(const struct life *life, const struct world *world, struct dice *dice)
{
	struct settled settled[ARRAY_LEN(first)];
	long day;

	if (!has_first_weeks(life, world, dice) || life->arrived >= world->today)
		return 0;
	day = draw_settled(life, world, dice, settled);
	return life->left && day >= life->left ? 0 : day;
}

static void tell_first_weeks(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct settled settled[ARRAY_LEN(first)];

	has_first_weeks(life, &telling->world, dice);
	draw_settled(life, &telling->world, dice, settled);
	for (size_t i = 0; i < ARRAY_LEN(first); i++) {
		struct change_item *item = tell_of(telling, life, "arrangement");

		tell_put(item, "what", first[i].what);
		tell_put(item, "state", settled[i].state);
		tell_put_day(item, "target", life->arrived + first[i].days);
		if (settled[i].asked)
			tell_put_day(item, "asked", settled[i].asked);
		if (settled[i].done)
			tell_put_day(item, "done", settled[i].done);
	}
}

/* ---- asked to come ---- */

static long day_of_summons(const struct life *life, const struct world *world, struct dice *dice)
{
	bool asked = dice_chance(dice, 0.05);
	long day = life->arrived + dice_between(dice, 40, 300);

	(void)world;
	return asked ? day : 0;
}

static void tell_summons(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const reasons[] = { "unknown", "not_received", "other_duty", "childcare", "travel", "none_given" };
	long day = day_of_summons(life, &telling->world, dice);
	struct change_item *item = tell_of(telling, life, "summons");
	int came = dice_below(dice, 10);

	tell_put(item, "what", "Review of the plan");
	tell_put_day(item, "sent", day - 12);
	tell_put_day(item, "day", day);
	tell_put(item, "state", came < 7 ? "came" : came < 9 ? "no_show" : "excused");
	if (came >= 7)
		tell_put(item, "reason", came < 9 ? reasons[dice_below(dice, (int)ARRAY_LEN(reasons))] : "good_reason");
}

/* ---- what stands in the way ---- */

static int barred_step(const struct life *life)
{
	for (int i = 0; i < life->n_steps; i++)
		if (life->step[i].barrier && !str_same(life->step[i].barrier, "none"))
			return i;
	return -1;
}

/* One that keeps a step waiting now, or one that was removed before a step was done. */
struct obstacle { int step; long since, until, day; const char *what; };

static struct obstacle draw_obstacle(const struct life *life, const struct world *world, struct dice *dice)
{
	static const char *const kinds[] = { "childcare", "waiting_list", "distance", "opening_hours", "papers", "digital", "cost" };
	struct obstacle o = { .step = barred_step(life), .since = 0 };
	bool was = dice_chance(dice, 0.15);
	int days = dice_between(dice, 8, 60), which = dice_below(dice, (int)ARRAY_LEN(kinds));

	if (o.step >= 0 && !life->step[o.step].done) {
		o.what = life->step[o.step].barrier;
		o.day = life->step[o.step].target - 10 < world->today ? life->step[o.step].target - 10 : world->today - 1;
		o.since = o.day - days;
	} else if (was && life->n_steps > 1 && life->step[1].done > life->arrived + 8) {
		o.step = 1;
		o.what = kinds[which];
		o.until = o.day = life->step[1].done - 2;
		o.since = o.until - days;
	}
	if (o.since && o.since < life->arrived)
		o.since = life->arrived;
	if (o.day <= life->arrived)
		o.day = 0;
	return o;
}

static long day_of_barrier(const struct life *life, const struct world *world, struct dice *dice)
{
	return draw_obstacle(life, world, dice).day;
}

static void tell_barrier(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct obstacle o = draw_obstacle(life, &telling->world, dice);
	struct change_item *item = tell_of(telling, life, "barrier");

	tell_put(item, "stage", life->step[o.step].stage);
	tell_put(item, "what", o.what);
	tell_put_day(item, "since", o.since);
	if (o.until)
		tell_put_day(item, "until", o.until);
	tell_put_id(item, "step", tell_known(telling, life)->step[o.step]);
}

/* ---- what people say ---- */

static long day_of_complaint(const struct life *life, const struct world *world, struct dice *dice)
{
	bool told = dice_chance(dice, 0.012);
	long day = life->arrived + dice_between(dice, 60, 400);

	(void)world;
	return told ? day : 0;
}

static void tell_complaint(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const struct { const char *about, *path, *text; } told[] = {
		{ "unsafe_housing", "legal_aid", N_("The front door has not locked for five weeks; the landlord does not answer.") },
		{ "labour_exploitation", "labour_inspectorate", N_("Two weeks of work in the kitchen were not paid.") },
		{ "discrimination", "equality_body", N_("The flat was gone when the name was heard, and on offer again an hour later.") },
		{ "service", "ombudsman", N_("Three letters came in a language that nobody in the house reads.") },
		{ "other", "none_wished", N_("Would like it to be known that the waiting room is cold.") },
	};
	long day = day_of_complaint(life, &telling->world, dice);
	int which = dice_below(dice, (int)ARRAY_LEN(told));
	bool wished = !str_same(told[which].path, "none_wished") && dice_chance(dice, 0.7);
	struct change_item *item = tell_of(telling, life, "complaint");

	tell_put(item, "about", told[which].about);
	tell_put(item, "path", wished ? told[which].path : "none_wished");
	tell_put(item, "text", told[which].text);
	tell_put(item, "wished", wished ? "yes" : "no");
	tell_put_day(item, "told", day);
	tell_put(item, "state", wished ? "passed_on" : "noted");
	if (wished)
		tell_put_day(item, "passed_on", day);
}

static long day_of_feedback(const struct life *life, const struct world *world, struct dice *dice)
{
	bool said = dice_chance(dice, 0.06);
	long day = life->arrived + dice_between(dice, 30, 500);

	(void)world;
	return said ? day : 0;
}

static void tell_feedback(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const struct { const char *about, *text; } words[] = {
		{ "welcome", N_("Everybody said their name first. That was good.") },
		{ "information", N_("The letters are long. A phone call would help.") },
		{ "appointments", N_("Evening hours would be better for those who work.") },
		{ "interpreter", N_("The interpreter spoke my language well.") },
		{ "language", N_("The teacher is patient. The room is full.") },
		{ "skills", N_("I waited long and nobody said why.") },
		{ "work", N_("They asked what I can, not what I lack.") },
		{ "housing", N_("I would have liked to see the flat first.") },
	};
	long day = day_of_feedback(life, &telling->world, dice);
	int which = dice_below(dice, (int)ARRAY_LEN(words));
	bool named = dice_chance(dice, 0.4);
	struct change_item *item = named ? tell_of(telling, life, "feedback") : tell_new(telling, "feedback", NULL);

	tell_put_day(item, "day", day);
	tell_put(item, "about", words[which].about);
	tell_put_number(item, "rating", dice_between(dice, 2, 5));
	if (dice_chance(dice, 0.6))
		tell_put(item, "text", words[which].text);
	if (named && dice_chance(dice, 0.5))
		tell_put(item, "wishes_to_be_asked", "yes");
}

const struct demo_chapter demo_decisions[] = {
	{ day_of_decision, tell_decision, false },
	{ day_of_first_weeks, tell_first_weeks, true },
	{ day_of_summons, tell_summons, false },
	{ day_of_barrier, tell_barrier, false },
	{ day_of_complaint, tell_complaint, false },
	{ day_of_feedback, tell_feedback, false },
	{ NULL, NULL, false },
};
