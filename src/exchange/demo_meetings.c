/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the demonstration tells of meetings: talks that were kept or missed, the
 * weeks to come, sessions for many and who came, mentors and whom they accompany.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

enum { SESSION_EVERY = 14, SESSIONS_AHEAD = 3, SESSIONS = DEMO_DAYS / SESSION_EVERY + SESSIONS_AHEAD, MENTORS = 13 };

static const struct { const char *what, *topic, *leaflet; } topics[] = {
	{ N_("Life in Halden"), "civic", N_("Welcome to Halden") },
	{ N_("Rights and duties"), "rights", N_("Your rights") },
	{ N_("Money and bills"), "financial", N_("Bills, rent, insurance") },
	{ N_("How health care works"), "health", N_("The family doctor") },
	{ N_("Working life"), "work", N_("Your first contract") },
	{ N_("Living in a home"), "housing", N_("Heating, waste, neighbours") },
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
	tell_put(item, "place", N_("Town hall"));
	tell_put(item, "room", N_("Great hall"));
	tell_put(item, "language", languages[(size_t)n / ARRAY_LEN(topics) % ARRAY_LEN(languages)]);
	tell_put(item, "state", "planned");
	tell_keep(telling, "session", id);
}

static const struct {
	const char *name, *languages, *timetable, *hours, *often, *way, *interests, *wants;
	int quarter, most;
	bool woman;
} mentors[MENTORS] = {
	{ "Ingrid Dahl", "en, de", "6 09:00-18:00", NULL, "weekly", "person", "cycling, garden, language", "Cycling, the allotment", 0,
		2, true },
	{ "Piet van Leeuwen", "nl, en", "2 18:00-21:00; 4 18:00-20:00", NULL, "weekly", "person, video", "language, reading",
		N_("Practise the language over coffee"), 1, 2, false },
	{ "Carmen Ruiz", "es, en", "6,7 10:00-19:00", NULL, "fortnightly", "person", "cooking, children, town", N_("Cook together"), 2, 2,
		true },
	{ "Hussein Barakat", "ar, en", "1,2,3,4,5 18:00-21:00", NULL, "weekly", "person, phone", "letters, offices, digital",
		N_("Help with letters and forms"), 3, 3, false },
	{ "Olha Marchenko", "uk, pl", "4 14:00-18:00", NULL, "weekly", "person", "schools, children", N_("Go to the school with parents"), 4,
		2, true },
	{ "Georg Winter", "de, en", "1,2,3,4,5 09:00-12:00", N_("Not in the school holidays"), "weekly", "person", "homework, games", NULL,
		0, 2, false },
	{ "Awet Tesfay", "ti, en", "7 13:00-18:00", NULL, "fortnightly", "person", "sport, music", "Football, the choir", 1, 2, false },
	{ "Elif Kaya", "tr, de, en", "3 09:00-17:00", NULL, "open", "person, phone", "offices, work, letters",
		N_("Find the way around the offices"), 2, 3, true },
	{ "Farid Ahmadi", "fa, ps, en", "6 10:00-16:00; 7 10:00-16:00", NULL, "weekly", "person", "work, sport, language", NULL, 3, 2,
		false },
	{ "Signe Lund", "en", "2,4 16:00-19:00", NULL, "weekly", "person, video", "language, crafts, walking", NULL, 4, 1, true },
	{ "Tomasz Zielinski", "pl, uk, en", "6 09:00-14:00", NULL, "monthly", "person", "digital, crafts, cycling", NULL, 5, 2, false },
	/* Of one nobody wrote down the times yet: something to ask. */
	{ "Rosa Petit", "fr, en", NULL, N_("By appointment"), NULL, NULL, "reading, walking", NULL, 6, 1, false },
	{ "Maren Holm", "en, fr", NULL, N_("By appointment"), "open", "person", "reading", N_("Read together at the library"), 7, 1, true },
};

static void tell_mentor(struct telling *telling, int n)
{
	struct id id = { { 0 } };
	struct change_item *item = tell_new(telling, "mentor", &id);

	tell_put(item, "name", mentors[n].name);
	tell_put(item, "languages", mentors[n].languages);
	tell_put(item, "timetable", mentors[n].timetable);
	tell_put(item, "hours", mentors[n].hours);
	tell_put(item, "often", mentors[n].often);
	tell_put(item, "way", mentors[n].way);
	tell_put_id(item, "neighbourhood", telling->quarter[mentors[n].quarter]);
	tell_put(item, "interests", mentors[n].interests);
	tell_put(item, "wants", mentors[n].wants);
	tell_put_number(item, "most", mentors[n].most);
	tell_put(item, "woman", mentors[n].woman ? "yes" : mentors[n].timetable ? "no" : NULL);
	tell_put_day(item, "since", telling->world.today - DEMO_DAYS + 40 * (long)n);
	tell_put(item, "active", n == MENTORS - 1 ? "no" : "yes");
	tell_keep(telling, "mentor", id);
}

void tell_meetings_town(struct telling *telling)
{
	for (int n = 0; n < SESSIONS; n++)
		tell_session(telling, n);
	for (int n = 0; n < MENTORS; n++)
		tell_mentor(telling, n);
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
	char *at = mem_fmt("%02d:%02d", minute / 60, minute % 60), *room = mem_fmt(_("Room %d"), dice_between(dice, 1, 6));

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

enum { MATCHED_AFTER = 110, TOGETHER_FOR = 270, LATELY = 330 };

static bool is_lately(const struct life *life, const struct world *world)
{
	return life->arrived + LATELY > world->today;
}

/* Who arrived of late asks more often and sooner: the offer became known. */
static bool asks(const struct life *life, const struct world *world, struct dice *dice)
{
	double often = world->people > DEMO_TOLD_BY_DAY ? 0.001 : is_lately(life, world) ? 0.45 : 0.06;

	return dice_chance(dice, often);
}

static long day_asked(const struct life *life, const struct world *world, struct dice *dice)
{
	return life->arrived + (is_lately(life, world) ? dice_between(dice, 14, 120) : dice_between(dice, 40, 200));
}

/* Written once, as it stands: when it ended, else when it began, else when it was asked for. */
static long day_of_mentor(const struct life *life, const struct world *world, struct dice *dice)
{
	long day;

	if (!asks(life, world, dice))
		return 0;
	day = day_asked(life, world, dice);
	if (day + TOGETHER_FOR < world->today)
		return day + TOGETHER_FOR;
	return day + MATCHED_AFTER < world->today ? day + MATCHED_AFTER : day;
}

/* One who is ready and has room, from a drawn one on; none: all accompany as many as they can. */
static struct id free_mentor(struct telling *telling, struct dice *dice)
{
	int from = dice_below(dice, MENTORS - 1), n = 0;
	struct demo_thing *of[MENTORS];

	for (int i = 0; i < telling->n_things && n < MENTORS; i++)
		if (str_same(telling->thing[i].kind, "mentor"))
			of[n++] = &telling->thing[i];
	for (int i = 0; n == MENTORS && i < MENTORS - 1; i++) {
		int at = (from + i) % (MENTORS - 1);

		if (of[at]->taken < mentors[at].most) {
			of[at]->taken++;
			return of[at]->id;
		}
	}
	return (struct id){ { 0 } };
}

static const struct { const char *interests, *wants; } wishes[] = {
	{ "language, reading", N_("Somebody to practise the language with") },
	{ "town, walking, games", N_("Company on Sundays") },
	{ "letters, offices", N_("Help with letters") },
	{ "sport, language", N_("To find a football team") },
	{ "schools, children", N_("Somebody who knows the schools") },
	{ "work, digital", NULL },
	{ "cooking, garden", NULL },
	{ "cycling, crafts", NULL },
};

static void tell_mentor_wishes(struct change_item *item, const struct life *life, struct dice *dice)
{
	static const char *const times[] = { "6,7 10:00-18:00", "2,4 17:00-20:00", "1,2,3,4,5 17:30-20:30", "3 09:00-16:00",
		"6 09:00-14:00; 4 14:00-18:00", "1,3 09:00-12:00" };
	static const char *const often[] = { "weekly", "weekly", "fortnightly", "open" };
	int n = dice_below(dice, (int)ARRAY_LEN(wishes));

	tell_put(item, "interests", wishes[n].interests);
	tell_put(item, "wants", wishes[n].wants);
	if (dice_chance(dice, 0.85))
		tell_put(item, "timetable", times[dice_below(dice, (int)ARRAY_LEN(times))]);
	tell_put(item, "often", often[dice_below(dice, (int)ARRAY_LEN(often))]);
	tell_put(item, "way", dice_chance(dice, 0.7) ? "person" : "person, phone");
	if (dice_chance(dice, 0.3))
		tell_put_number(item, "farthest", dice_between(dice, 3, 9));
	if (life->woman && dice_chance(dice, 0.15))
		tell_put(item, "woman", "yes");
}

static void tell_mentoring(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "mentoring");
	long day, today = telling->world.today;
	struct id mentor = { { 0 } };
	bool over;

	asks(life, &telling->world, dice);
	day = day_asked(life, &telling->world, dice);
	over = day + TOGETHER_FOR < today;
	tell_put_day(item, "asked", day);
	tell_mentor_wishes(item, life, dice);
	if (over)
		mentor = tell_any(telling, "mentor", dice);
	else if (day + MATCHED_AFTER < today)
		mentor = free_mentor(telling, dice);
	if (id_none(mentor)) {
		tell_put(item, "state", "asked");
		return;
	}
	tell_put_id(item, "mentor", mentor);
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
