/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What comes after the arrival: a course, a diploma, work, a home, an appointment, a
 * note.  Each chapter is written once, on the day from which it stands as it does.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

enum { WAITS_FOR_AUTHORITY = 45 };

static struct dice dice_for(const struct life *life, uint64_t seed, int chapter)
{
	return dice_of(seed, ((uint64_t)chapter + 16) << 36 | (uint64_t)life->index);
}

static bool is_here(const struct life *life, long day)
{
	return !life->left || life->left > day;
}

static bool is_done(const struct life_step *step)
{
	return step && step->done;
}

static long day_of_course(const struct life *life, const struct world *world, struct dice *dice)
{
	const struct life_step *step = life_stage(life, "language");

	if (!step || !dice_chance(dice, 0.6))
		return 0;
	if (str_same(step->state, "waiting"))
		return life->arrived + 1 < world->today ? life->arrived + 1 : 0;
	if (!is_done(step))
		return 0;
	return step->done + 90 < world->today ? step->done + 90 : step->done;
}

/* How far the dossier is: days after it was begun, by which the state is known. */
static const struct { int days; const char *state; } dossier[] = {
	{ 0, "collecting" }, { 25, "submitted" }, { 60, "complete" }, { 120, "recognised" },
};

static int dossier_stage(const struct life *life, long today)
{
	int at = 0;

	while (at < 3 && life->arrived + 30 + dossier[at + 1].days < today)
		at++;
	/* An authority takes its time, but not years. */
	return at == 3 && life->trade % 3 == 2 && life->arrived + 150 + WAITS_FOR_AUTHORITY > today ? 2 : at;
}

static long day_of_home(const struct life *life, const struct world *world, struct dice *dice)
{
	const struct life_step *step = life_stage(life, "housing");

	if (!step || life->index != life->head)
		return 0;
	if (is_done(step))
		return dice_chance(dice, 0.7) ? step->done : 0;
	return step->target > world->today - 10 && step->target < world->today + 20 && dice_chance(dice, 0.5) ?
		world->today : 0;
}

/* 0: none; 1: today; 2: tomorrow; 3: kept in the past. */
static int meeting(const struct life *life, const struct world *world, struct dice *dice)
{
	double today = 9.0 / (double)world->people, tomorrow = 7.0 / (double)world->people;
	bool here = !life->finished && !life->left && life->arrived < world->today;

	if (here && dice_chance(dice, 1.6 * (today > 0.004 ? today : 0.004)))
		return 1;
	if (here && dice_chance(dice, 1.6 * (tomorrow > 0.003 ? tomorrow : 0.003)))
		return 2;
	return is_done(&life->step[0]) && dice_chance(dice, 0.12) ? 3 : 0;
}

static long day_of_credential(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)dice;
	return life->trade >= 0 && life->arrived + 30 < world->today ?
		life->arrived + 30 + dossier[dossier_stage(life, world->today)].days : 0;
}

static long day_of_meeting(const struct life *life, const struct world *world, struct dice *dice)
{
	int when = meeting(life, world, dice);

	return when == 3 ? life->step[0].done : when ? world->today : 0;
}

static long day_of_note(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return dice_chance(dice, 0.15) ? life->arrived + dice_below(dice, 90) : 0;
}

const struct known_life *tell_known(const struct telling *telling, const struct life *life)
{
	return telling->known ? &telling->known[life->index] : &telling->now;
}

struct change_item *tell_of(struct telling *telling, const struct life *life, const char *kind)
{
	struct change_item *item = tell_new(telling, kind, NULL);

	tell_put_id(item, "person", tell_known(telling, life)->person);
	return item;
}

static void tell_enrolment(struct telling *telling, const struct life *life, struct dice *dice)
{
	const struct life_step *step = life_stage(life, "language");
	struct change_item *item = tell_of(telling, life, "enrolment");
	long today = telling->world.today, starts, ends, began = step->done;
	bool passed = dice_chance(dice, 0.8), left = dice_chance(dice, 0.08);

	tell_put_id(item, "course", tell_course_at(telling, life, began ? began : today, &starts, &ends));
	tell_put_day(item, "asked", life->arrived + 1 < today ? life->arrived + 1 : life->arrived);
	if (!began) {
		tell_put(item, "state", "waiting");
		return;
	}
	tell_put_day(item, "began", began);
	if (began + 90 >= today) {
		tell_put(item, "state", "attending");
		return;
	}
	tell_put(item, "state", left ? "left" : passed ? "passed" : "failed");
	tell_put_day(item, "ended",
		     left                ? began + 30
		     : ends < began      ? began
		     : ends > began + 90 ? began + 90
					 : ends);
	if (passed && !left)
		tell_put(item, "result", dice_chance(dice, 0.7) ? "a1" : "a2");
}

static void tell_credential(struct telling *telling, const struct life *life, struct dice *dice)
{
	const char *occupation;
	const char *title = tell_trade(life->trade, &occupation);
	struct id id = { { 0 } };
	struct change_item *item = tell_new(telling, "credential", &id);
	int stage = dossier_stage(life, telling->world.today);
	long begun = life->arrived + 30;
	char year[12];

	tell_put_id(item, "person", tell_known(telling, life)->person);
	tell_put(item, "title", title);
	tell_put(item, "occupation", occupation);
	tell_put(item, "earned_in", life->culture->country);
	date_text((struct date){ date_from_days(life->arrived).year - dice_between(dice, 1, 15), 0, 0 }, year);
	if (str_empty(life->born) || atoi(year) > atoi(life->born) + 17)
		tell_put(item, "earned", year);
	tell_put(item, "authority", N_("National recognition office"));
	tell_put(item, "state", stage == 3 && dice_chance(dice, 0.25) ? "partly" : dossier[stage].state);
	if (stage > 0)
		tell_put_day(item, "submitted", begun + dossier[1].days);
	if (stage == 3)
		tell_put_day(item, "decided", begun + dossier[3].days);
	tell_dossier(telling, life, item, id, stage, dice);
}

static void tell_placement(struct telling *telling, const struct life *life, struct dice *dice)
{
	const struct life_step *step = life_stage(life, "housing");
	struct id home = tell_home(telling, dice, step->done ? "taken" : "offered");
	struct change_item *item = tell_of(telling, life, "placement");
	long day = step->done ? step->done : telling->world.today;

	tell_put_id(item, "dwelling", home);
	tell_put(item, "state", step->done ? "moved_in" : "offered");
	tell_put_day(item, "offered", day - 9 > life->arrived ? day - 9 : life->arrived);
	tell_put_day(item, "answer_by", step->done ? day - 2 : day + dice_between(dice, 1, 6));
	if (step->done)
		tell_put_day(item, "moved_in", day);
}

static void tell_appointment(struct telling *telling, const struct life *life, struct dice *dice)
{
	/* Marked, not translated here: the field is a phrase, shown in the language of who reads it. */
	static const char *const what[] = {N_("Plan interview"), N_("Skills interview"), N_("Talk about work"),
					   N_("Talk about housing"), N_("Course advice")};
	int when = meeting(life, &telling->world, dice), minute = 8 * 60 + 30 + 15 * dice_below(dice, 30);
	struct change_item *item = tell_of(telling, life, "appointment");
	char *at = mem_fmt("%02d:%02d", minute / 60, minute % 60),
	     *room = mem_fmt(_("Room %d"), dice_between(dice, 1, 6));

	tell_put(item, "what", when == 3 ? "First interview" : what[dice_below(dice, (int)ARRAY_LEN(what))]);
	tell_put_day(item, "day", when == 3 ? life->step[0].done : telling->world.today + when - 1);
	tell_put(item, "at", at);
	tell_put_number(item, "minutes", dice_chance(dice, 0.5) ? 45 : 60);
	tell_put(item, "place", room);
	tell_put(item, "interpreter",
		 !life->interpreter       ? "none"
		 : dice_chance(dice, 0.8) ? "booked"
					  : "asked");
	tell_put(item, "caseworker", tell_caseworker(telling, life));
	tell_put(item, "state", when == 3 ? "kept" : "planned");
	free(at);
	free(room);
}

static void tell_note(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const texts[] = {
		N_("Prefers appointments in the afternoon."),
		N_("Works as a volunteer at the repair café on Saturdays."),
		N_("Would like to learn to drive a bus."),
		N_("Brings a cousin along who translates."),
		N_("Papers are with the authority."),
		N_("Asked about a bicycle course."),
		N_("Childcare found from the first of next month."),
		N_("Called back; can be reached in the evening."),
		N_("Knows the way to the language school now."),
	};
	struct change_item *item = tell_of(telling, life, "note");

	dice_chance(dice, 0.15);
	tell_put_day(item, "day", life->arrived + dice_below(dice, 90));
	tell_put(item, "text", texts[dice_below(dice, (int)ARRAY_LEN(texts))]);
}

static const struct demo_chapter stages[] = {
	{ day_of_course, tell_enrolment, false },
	{ day_of_credential, tell_credential, false },
	{ tell_work_day, tell_work, false },
	{ day_of_home, tell_placement, false },
	{ day_of_meeting, tell_appointment, true },
	{ day_of_note, tell_note, false },
	{ NULL, NULL, false },
};

/* New ones go behind: the dice of a chapter are thrown by its place. */
static const struct demo_chapter *const parts[] = {
	stages,
	demo_meetings,
	demo_profiles,
	demo_directory,
	demo_worklist,
	demo_plan,
	demo_decisions,
	demo_household,
	demo_clocks,
	demo_rights,
	demo_work,
	demo_housing,
	demo_courses,
	demo_waiting,
	demo_skills,
	demo_papers,
	demo_cards,
};

static const struct demo_chapter *chapter_at(int n)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		for (const struct demo_chapter *c = parts[i]; c->day; c++)
			if (n-- == 0)
				return c;
	return NULL;
}

int tell_chapters(void)
{
	int n = 0;

	while (chapter_at(n))
		n++;
	return n;
}

long tell_day(const struct life *life, const struct world *world, int chapter)
{
	const struct demo_chapter *c = chapter_at(chapter);
	struct dice dice = dice_for(life, world->seed, chapter);
	long day = c->day(life, world, &dice);

	/* Not every chapter of a large town's people is kept. */
	if (world->people > DEMO_TOLD_BY_DAY && !c->always && day < world->today && dice_chance(&dice, 0.4))
		return 0;
	return day > world->today || (day && !is_here(life, day)) ? 0 : day;
}

void tell_chapter(struct telling *telling, const struct life *life, int chapter)
{
	struct dice dice = dice_for(life, telling->world.seed, chapter);

	chapter_at(chapter)->tell(telling, life, &dice);
}
