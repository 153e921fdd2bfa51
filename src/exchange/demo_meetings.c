/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the demonstration tells of meetings: talks that were kept or missed, the
 * weeks to come, sessions for many and who came, mentors and whom they accompany.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

enum { SESSION_EVERY = 14, SESSIONS_AHEAD = 3, SESSIONS = DEMO_DAYS / SESSION_EVERY + SESSIONS_AHEAD, MENTORS = 9 };

static const struct { const char *what, *topic, *leaflet; } topics[] = {
	{ N_("Life in Halden"), "civic", "Welcome to Halden" },
	{ N_("Rights and duties"), "rights", "Your rights" },
	{ N_("Money and bills"), "financial", "Bills, rent, insurance" },
	{ N_("How health care works"), "health", "The family doctor" },
	{ N_("Working life"), "work", "Your first contract" },
	{ N_("Living in a home"), "housing", "Heating, waste, neighbours" },
};

static long workday(long day)
{
	int weekday = date_weekday(date_from_days(day));

	return weekday > 5 ? day + 8 - weekday : day;
}

/* Every other Wednesday, three years back and some weeks ahead. */
static long session_day(const struct world *world, int n)
{
	long last = world->today + SESSIONS_AHEAD * SESSION_EVERY, day = last - (long)(SESSIONS - 1 - n) * SESSION_EVERY;

	return day - (date_weekday(date_from_days(day)) - 3);
}

static void tell_session(struct telling *telling, int n)
{
	static const char *const languages[] = { "ar", "fa", "uk", "ti", "tr", "en" };
	size_t topic = (size_t)n % ARRAY_LEN(topics);
	struct id id = { { 0 } };
	struct change_item *item = tell_new(telling, "session", &id);
	long day = session_day(&telling->world, n);

	tell_put(item, "what", topics[topic].what);
	tell_put(item, "topic", topics[topic].topic);
	tell_put(item, "leaflet", topics[topic].leaflet);
	tell_put_day(item, "day", day);
	tell_put(item, "at", n % 2 ? "14:00" : "09:30");
	tell_put_number(item, "minutes", 90);
	tell_put(item, "place", "Town hall");
	tell_put(item, "room", "Great hall");
	tell_put(item, "language", languages[(size_t)n / ARRAY_LEN(topics) % ARRAY_LEN(languages)]);
	tell_put(item, "state", "planned");
	tell_keep(telling, "session", id);
}

static const struct { const char *name, *languages, *hours, *wants; } mentors[MENTORS] = {
	{ "Ingrid Dahl", "English, German", "Saturdays", "Cycling, the allotment" },
	{ "Piet van Leeuwen", "Dutch, English", "Tuesday evenings", "Practise the language over coffee" },
	{ "Carmen Ruiz", "Spanish, English", "Weekends", "Cook together" },
	{ "Hussein Barakat", "Arabic, English", "Evenings", "Help with letters and forms" },
	{ "Olha Marchenko", "Ukrainian, Polish", "Thursday afternoons", "Go to the school with parents" },
	{ "Georg Winter", "German, English", "Mornings", "Homework, chess" },
	{ "Awet Tesfay", "Tigrinya, English", "Sundays", "Football, the choir" },
	{ "Elif Kaya", "Turkish, German", "Wednesdays", "Find the way around the offices" },
	{ "Maren Holm", "English, French", "By appointment", "Read together at the library" },
};

void tell_meetings_town(struct telling *telling)
{
	for (int n = 0; n < SESSIONS; n++)
		tell_session(telling, n);
	for (int n = 0; n < MENTORS; n++) {
		struct id id = { { 0 } };
		struct change_item *item = tell_new(telling, "mentor", &id);

		tell_put(item, "name", mentors[n].name);
		tell_put(item, "languages", mentors[n].languages);
		tell_put(item, "hours", mentors[n].hours);
		tell_put(item, "wants", mentors[n].wants);
		tell_put_day(item, "since", telling->world.today - DEMO_DAYS + 40 * (long)n);
		tell_put(item, "active", n == MENTORS - 1 ? "no" : "yes");
		tell_keep(telling, "mentor", id);
	}
}

/* The first session at least three weeks after the arrival; -1: it lies too far ahead. */
static int session_of(const struct life *life, const struct world *world)
{
	for (int n = 0; n < SESSIONS; n++)
		if (session_day(world, n) >= life->arrived + 21)
			return n;
	return -1;
}

static long day_of_session(const struct life *life, const struct world *world, struct dice *dice)
{
	int n = session_of(life, world);
	long day = n < 0 ? 0 : session_day(world, n);

	if (n < 0 || !dice_chance(dice, world->people > DEMO_TOLD_BY_DAY ? 0.02 : 0.55))
		return 0;
	return day < world->today ? day : world->today;
}

static struct id session_at(const struct telling *telling, int n)
{
	for (int i = 0; i < telling->n_things; i++)
		if (str_same(telling->thing[i].kind, "session") && n-- == 0)
			return telling->thing[i].id;
	return (struct id){ { 0 } };
}

static void tell_attendance(struct telling *telling, const struct life *life, struct dice *dice)
{
	int n = session_of(life, &telling->world);
	struct change_item *item = tell_of(telling, life, "attendance");
	bool over = session_day(&telling->world, n) < telling->world.today;

	dice_chance(dice, 0.5);
	tell_put_id(item, "session", session_at(telling, n));
	if (over)
		tell_put(change_update(telling->change, register_kind("session"), session_at(telling, n), 0), "state", "held");
	tell_put(item, "state", !over ? "invited" : dice_chance(dice, 0.78) ? "came" : dice_chance(dice, 0.5) ? "missed" : "excused");
}

static void put_hour(struct change_item *item, struct dice *dice)
{
	int minute = 8 * 60 + 30 + 30 * dice_below(dice, 15);
	char *at = mem_fmt("%02d:%02d", minute / 60, minute % 60), *room = mem_fmt("Room %d", dice_between(dice, 1, 6));

	tell_put(item, "at", at);
	tell_put(item, "room", room);
	tell_put_number(item, "minutes", dice_chance(dice, 0.5) ? 30 : 45);
	free(at);
	free(room);
}

static void put_talk(struct telling *telling, const struct life *life, struct dice *dice, struct change_item *item, long day)
{
	/* Marked, not translated here: the field is a phrase, shown in the language of who reads it. */
	static const char *const what[] = { N_("Follow-up talk"), N_("Letters and forms"), N_("Talk about the school"),
		N_("Review of the plan"), N_("Course advice") };

	tell_put(item, "what", what[dice_below(dice, (int)ARRAY_LEN(what))]);
	tell_put_day(item, "day", day);
	put_hour(item, dice);
	tell_put(item, "interpreter", !life->interpreter ? "none" : dice_chance(dice, 0.8) ? "booked" : "asked");
	tell_put(item, "caseworker", tell_caseworker(telling, life));
}

static long talk_then(const struct life *life, const struct world *world, struct dice *dice)
{
	long day = workday(life->arrived + dice_between(dice, 30, 330));

	return day < world->today ? day : 0;
}

static long day_of_talk(const struct life *life, const struct world *world, struct dice *dice)
{
	return dice_chance(dice, 0.5) ? talk_then(life, world, dice) : 0;
}

static void tell_talk(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const why[] = { "unknown", "not_told", "way", "childcare", "work", "clash", "unable", "interpreter" };
	struct change_item *item = tell_of(telling, life, "appointment");
	bool missed;
	long day;

	dice_chance(dice, 0.5);
	day = talk_then(life, &telling->world, dice);
	put_talk(telling, life, dice, item, day);
	missed = dice_chance(dice, 0.12);
	tell_put(item, "state", missed ? "missed" : "kept");
	if (missed)
		tell_put(item, "reason", why[dice_below(dice, (int)ARRAY_LEN(why))]);
}

/* This week and the next. */
static long coming(const struct world *world, struct dice *dice)
{
	return workday(world->today - 2 + dice_below(dice, 12));
}

static long day_of_coming(const struct life *life, const struct world *world, struct dice *dice)
{
	long day;

	if (life->finished || life->left || !dice_chance(dice, 0.12))
		return 0;
	day = coming(world, dice);
	if (day <= life->arrived)
		return 0;
	return day < world->today ? day : world->today;
}

static void tell_coming(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "appointment");
	long day;

	dice_chance(dice, 0.12);
	day = coming(&telling->world, dice);
	put_talk(telling, life, dice, item, day);
	tell_put(item, "state", day < telling->world.today ? "kept" : "planned");
}

enum { MATCHED_AFTER = 21, TOGETHER_FOR = 270 };

/* Written once, as it stands: when it ended, else when it began, else when it was asked for. */
static long day_of_mentor(const struct life *life, const struct world *world, struct dice *dice)
{
	long day;

	if (!dice_chance(dice, world->people > DEMO_TOLD_BY_DAY ? 0.001 : 0.08))
		return 0;
	day = life->arrived + dice_between(dice, 40, 200);
	if (day + TOGETHER_FOR < world->today)
		return day + TOGETHER_FOR;
	return day + MATCHED_AFTER < world->today ? day + MATCHED_AFTER : day;
}

static void tell_mentoring(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const wants[] = { "Somebody to practise the language with", "Company on Sundays",
		"Help with letters", "To find a football team", "Somebody who knows the schools" };
	struct change_item *item = tell_of(telling, life, "mentoring");
	long day, today = telling->world.today;
	bool over;

	dice_chance(dice, 0.08);
	day = life->arrived + dice_between(dice, 40, 200);
	over = day + TOGETHER_FOR < today;
	tell_put_day(item, "asked", day);
	tell_put(item, "wants", wants[dice_below(dice, (int)ARRAY_LEN(wants))]);
	if (!over && day + MATCHED_AFTER >= today) {
		tell_put(item, "state", "asked");
		return;
	}
	tell_put_id(item, "mentor", tell_any(telling, "mentor", dice));
	tell_put(item, "state", over ? "ended" : "active");
	tell_put_day(item, "began", day + MATCHED_AFTER);
	if (over)
		tell_put_day(item, "ended", day + TOGETHER_FOR);
	tell_put(item, "told", dice_chance(dice, 0.5) ? "reach" : "phone");
	tell_put(item, "basis", "consent");
	tell_put_day(item, "told_on", day + MATCHED_AFTER);
}

const struct demo_chapter demo_meetings[] = {
	{ day_of_session, tell_attendance, false },
	{ day_of_talk, tell_talk, false },
	{ day_of_coming, tell_coming, true },
	{ day_of_mentor, tell_mentoring, false },
	{ NULL, NULL, false },
};
