/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's placement tests, entitlements to hours, exams, and who came to which lesson. */
#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

/* ---- lessons of the groups that run ---- */

enum { LESSON_GROUPS = 12, WEEKS_BACK = 6, WEEKS_AHEAD = 3 };

/* A large town keeps its file small. */
static double share(const struct world *world, double of_a_small_town)
{
	return world->people > DEMO_TOLD_BY_DAY ? of_a_small_town / 4 : of_a_small_town;
}

void tell_lessons(struct telling *telling, int course, long starts, long ends, const struct demo_week *week)
{
	long today = telling->world.today, from = today - 7 * WEEKS_BACK, to = today + 7 * WEEKS_AHEAD;

	if (telling->lesson_groups >= (int)share(&telling->world, LESSON_GROUPS) || ends < from || starts > to)
		return;
	telling->lesson_groups++;
	for (long day = starts > from ? starts : from; day <= (ends < to ? ends : to); day++) {
		struct id id = { { 0 } };
		struct change_item *item;

		if (!(week->days & 1 << date_weekday(date_from_days(day))))
			continue;
		item = tell_new(telling, "lesson", &id);
		tell_put_id(item, "course", telling->course[course]);
		tell_put_day(item, "day", day);
		tell_put(item, "at", week->at);
		tell_put_number(item, "minutes", week->minutes);
		telling->lesson = mem_resize(telling->lesson, (size_t)telling->n_lessons + 1, sizeof(*telling->lesson));
		telling->lesson[telling->n_lessons++] = (struct demo_lesson){ telling->course[course], id, day };
	}
}

/* The day on which the course of this life began, if it goes on: the first chapter of demochapter.c tells it. */
static long attends_since(const struct life *life, const struct world *world)
{
	const struct life_step *step = life_stage(life, "language");

	if (!step || !step->done || step->done + 90 < world->today || !tell_day(life, world, 0))
		return 0;
	return step->done;
}

static long day_of_presence(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)dice;
	return attends_since(life, world) ? world->today : 0;
}

static void tell_presence(struct telling *telling, const struct life *life, struct dice *dice)
{
	long starts, ends, began = attends_since(life, &telling->world);
	struct id course = tell_course_at(telling, life, began, &starts, &ends);
	/* Some come whenever they can, some hardly. */
	double diligence = dice_chance(dice, 0.85) ? 0.92 : 0.45;

	for (int i = 0; i < telling->n_lessons; i++) {
		const struct demo_lesson *lesson = &telling->lesson[i];
		struct change_item *item;

		/* The last ones are still to be marked. */
		if (!id_same(lesson->course, course) || lesson->day < began || lesson->day + 2 >= telling->world.today)
			continue;
		item = tell_of(telling, life, "presence");
		tell_put_id(item, "lesson", lesson->id);
		tell_put(item, "state", dice_chance(dice, diligence) ? "came" : dice_chance(dice, 0.5) ? "excused" : "missed");
	}
}

/* ---- levels ---- */

static long day_of_level(const struct life *life, const struct world *world, struct dice *dice)
{
	long day = life->arrived + 6 + dice_below(dice, 12);

	return life_stage(life, "language") && dice_chance(dice, share(world, 0.5)) && day < world->today ? day : 0;
}

static void tell_level(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const ladder[] = { "literacy", "pre_a1", "pre_a1", "a1", "a1", "a2", "b1" };
	long day = day_of_level(life, &telling->world, dice);
	int speaks = dice_between(dice, 1, (int)ARRAY_LEN(ladder) - 1), writes = speaks - dice_below(dice, 2);
	struct change_item *item = tell_of(telling, life, "level");

	tell_put(item, "language", "en");
	tell_put_day(item, "day", day);
	tell_put(item, "known", "placement_test");
	tell_put(item, "listening", ladder[speaks]);
	tell_put(item, "interaction", ladder[speaks]);
	tell_put(item, "production", ladder[writes]);
	tell_put(item, "reading", ladder[writes]);
	tell_put(item, "writing", ladder[writes]);
	tell_put(item, "latin_script", dice_chance(dice, 0.85) ? "yes" : "no");
}

/* ---- hours ---- */

enum { ENTITLED_DAYS = 730 };

static long day_of_entitlement(const struct life *life, const struct world *world, struct dice *dice)
{
	/* What has run out long ago is nobody's work any more. */
	return dice_chance(dice, share(world, 0.35)) && life->arrived + 10 < world->today && life->arrived + ENTITLED_DAYS > world->today ?
		life->arrived + 10 : 0;
}

static void tell_entitlement(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "entitlement");

	dice_chance(dice, share(&telling->world, 0.35));
	tell_put(item, "what", N_("Language course hours"));
	tell_put_number(item, "hours", dice_chance(dice, 0.8) ? 600 : 900);
	tell_put_number(item, "unit", 45);
	tell_put_day(item, "since", life->arrived);
	tell_put_day(item, "until", life->arrived + ENTITLED_DAYS);
	tell_put(item, "state", life->arrived + ENTITLED_DAYS < telling->world.today + 40 && dice_chance(dice, 0.6) ? "used_up" : "valid");
	tell_put(item, "source", N_("Ordinance of the town on language courses, section 4"));
}

/* ---- exams ---- */

enum { COURSE_TO_EXAM = 95, RESULT_DAYS = 9, REGISTERED_BEFORE = 30 };

static long exam_day(const struct life *life)
{
	const struct life_step *step = life_stage(life, "language");
	long day = step && step->done ? step->done + COURSE_TO_EXAM : 0;

	/* On a Saturday. */
	return day ? day + (6 - date_weekday(date_from_days(day)) + 7) % 7 : 0;
}

static long day_of_exam(const struct life *life, const struct world *world, struct dice *dice)
{
	long day = exam_day(life);

	if (!day || !dice_chance(dice, share(world, 0.3)))
		return 0;
	return day + RESULT_DAYS < world->today ? day + RESULT_DAYS : day - REGISTERED_BEFORE;
}

static void tell_exam(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "exam");
	long day = exam_day(life);
	bool over, passed, first;

	dice_chance(dice, share(&telling->world, 0.3));
	over = day + RESULT_DAYS < telling->world.today;
	passed = dice_chance(dice, 0.75);
	first = dice_chance(dice, 0.7);
	tell_put(item, "what", first ? N_("Town certificate A1") : N_("Civic orientation with English A2"));
	tell_put(item, "language", "en");
	tell_put_day(item, "day", day);
	tell_put(item, "at", "09:30");
	tell_put(item, "place", "People's College");
	tell_put(item, "state", !over ? "registered" : passed ? "passed" : dice_chance(dice, 0.3) ? "absent" : "failed");
	if (over && passed)
		tell_put(item, "reached", first ? "a1" : "a2");
}

const struct demo_chapter demo_courses[] = {
	{ day_of_level, tell_level, false },
	{ day_of_entitlement, tell_entitlement, false },
	{ day_of_exam, tell_exam, false },
	{ day_of_presence, tell_presence, true },
	{ NULL, NULL, false },
};
