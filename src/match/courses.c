/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People who wait and groups of language courses: what the published criteria may
 * measure, and how.
 *
 * What somebody did not say does not stand against a group where it could only widen the
 * choice (no hours that do not suit, no farthest way); what is asked for and not known of
 * the group is a question.  A women-only group is for those who asked for one, and
 * nobody's recorded gender takes part.
 */
#include "match/courses_own.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/msg.h"
#include "register/register.h"

struct pair { const struct courses_facts *all; const struct courses_seeker *seeker; const struct courses_group *group; };

static inline struct pair pair_of(const struct match_facts *facts, int candidate, int place)
{
	const struct courses_facts *all = courses_of(facts);

	return (struct pair){ all, &all->seeker[candidate], &all->group[place] };
}

static void put(char out[MEASURED_VALUE], const char *value)
{
	snprintf(out, MEASURED_VALUE, "%s", value);
}

static void put_day(char out[MEASURED_VALUE], int32_t day)
{
	char text[11];

	if (day < 0)
		return;
	date_text(date_from_days(day), text);
	put(out, text);
}

static void put_yes(char out[MEASURED_VALUE], int8_t is)
{
	if (is >= 0)
		put(out, is ? "yes" : "no");
}

/* ---- language and level ---- */

static int level(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (*it.seeker->language && *it.group->language && strcmp(it.seeker->language, it.group->language) != 0)
		return MEASURE_MISSED;
	if (!*it.seeker->language || it.seeker->level < 0 || !*it.group->language || it.group->level < 0)
		return MEASURE_UNKNOWN;
	return pairs_met(it.seeker->level == it.group->level);
}

/* "en a1": language, then level, as far as they are known. */
static void put_level(char out[MEASURED_VALUE], const char *language, int at)
{
	const struct choice *levels = kind_field(register_kind("course"), "level")->choices;

	snprintf(out, MEASURED_VALUE, "%s%s%s", *language ? language : "-", at >= 0 ? " " : "", at >= 0 ? levels[at].key : "");
}

static void level_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = level(facts, by, candidate, place) };
	put_level(out->has, it.group->language, it.group->level);
	put_level(out->wants, it.seeker->language, it.seeker->level);
}

/* ---- days and hours ---- */

enum { NOON = 12 * 60, EVENING = 17 * 60 };

static unsigned part_of_day(const struct hours *hours)
{
	return hours->from < NOON ? PART_MORNING : hours->from < EVENING ? PART_AFTERNOON : PART_EVENING;
}

/* Whoever can come at weekends can at any hour of them. */
unsigned courses_unsuited(const struct courses_seeker *seeker, const struct courses_group *group)
{
	unsigned unsuited = 0;

	for (int i = 0; i < group->when.n && seeker->dayparts; i++)
		if (!(seeker->dayparts & part_of_day(&group->when.at[i])) &&
		    !(group->when.at[i].weekday >= 6 && seeker->dayparts & PART_WEEKEND))
			unsuited |= part_of_day(&group->when.at[i]);
	return unsuited;
}

static int times(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (!it.seeker->unavailable.n && !it.seeker->dayparts)
		return MATCH_SHARE;
	if (!it.group->when.n)
		return MEASURE_UNKNOWN;
	return pairs_met(!timetable_clash(&it.seeker->unavailable, &it.group->when) && !courses_unsuited(it.seeker, it.group));
}

/* The hours that do not suit, or those of the group as far as there is room. */
static void put_hours(char out[MEASURED_VALUE], const struct timetable *all, const struct hours *only)
{
	struct timetable one = { .n = 1 };
	struct str text = STR_INIT;

	if (only)
		one.at[0] = *only;
	timetable_canonical(&text, only ? &one : all);
	if (text.len < MEASURED_VALUE)
		put(out, str_get(&text));
	str_free(&text);
}

static void put_parts(char out[MEASURED_VALUE], unsigned bits)
{
	pairs_keys(bits, kind_field(register_kind("enrolment"), "daypart"), out);
}

static void times_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);
	const struct hours *clash = timetable_clash(&it.group->when, &it.seeker->unavailable);

	*out = (struct measured){ .share = times(facts, by, candidate, place) };
	if (it.group->when.n)
		put_hours(out->has, &it.group->when, clash);
	if (!clash)
		put_parts(out->wants, it.seeker->dayparts);
}

/* Days from..until of two, -1: open. */
static bool meet(int32_t from_a, int32_t until_a, int32_t from_b, int32_t until_b)
{
	return (until_a < 0 || from_b < 0 || from_b <= until_a) && (until_b < 0 || from_a < 0 || from_a <= until_b);
}

/* What stands at the group's hours, or may while they are not known; NULL: nothing. */
static const struct courses_busy *busy_then(const struct pair *it, struct id course)
{
	for (int i = 0; i < it->seeker->n_busy; i++) {
		const struct courses_busy *busy = &it->all->busy[it->seeker->first_busy + i];

		if (busy->when.n && (busy->with != BUSY_COURSE || !id_same(busy->course, course)) &&
		    meet(busy->from, busy->until, it->group->starts, it->group->ends) &&
		    (!it->group->when.n || timetable_clash(&busy->when, &it->group->when)))
			return busy;
	}
	return NULL;
}

static int week(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (!it.seeker->n_busy || !busy_then(&it, facts->place[place].id))
		return MATCH_SHARE;
	return it.group->when.n ? MEASURE_MISSED : MEASURE_UNKNOWN;
}

static void week_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	static const char *const with[] = { "work", "school", "course" };
	const struct pair it = pair_of(facts, candidate, place);
	const struct courses_busy *busy = busy_then(&it, facts->place[place].id);

	*out = (struct measured){ .share = week(facts, by, candidate, place) };
	if (busy)
		put(out->has, with[busy->with]);
}

static int hours(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.seeker->hours < 0)
		return MATCH_SHARE;
	return it.group->when.n ? pairs_met(it.group->minutes <= it.seeker->hours * 60) : MEASURE_UNKNOWN;
}

static void hours_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = hours(facts, by, candidate, place) };
	if (it.group->when.n)
		pairs_put(out->has, it.group->minutes);
	pairs_put(out->wants, it.seeker->hours);
}

/* Of the hours of the lessons, the part that lies where the person would rather come. */
static int daypart(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int suited = 0;

	(void)by;
	if (!it.seeker->dayparts || !it.group->minutes)
		return MEASURE_UNKNOWN;
	for (int i = 0; i < it.group->when.n; i++) {
		const struct hours *at = &it.group->when.at[i];

		if (it.seeker->dayparts & part_of_day(at) || (at->weekday >= 6 && it.seeker->dayparts & PART_WEEKEND))
			suited += at->to - at->from;
	}
	return suited ? suited * MATCH_SHARE / it.group->minutes : MEASURE_MISSED;
}

static void daypart_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = daypart(facts, by, candidate, place) };
	if (it.group->when.n)
		put_hours(out->has, &it.group->when, NULL);
	put_parts(out->wants, it.seeker->dayparts);
}

/* ---- what is needed ---- */

/* Whoever did not say that they need it does not need it. */
static int needed(int8_t wants, int8_t has)
{
	if (wants != 1 || has == 1)
		return MATCH_SHARE;
	return has < 0 ? MEASURE_UNKNOWN : MEASURE_MISSED;
}

static int childcare(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	return needed(it.seeker->childcare, it.group->childcare);
}

static void childcare_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = childcare(facts, by, candidate, place) };
	put_yes(out->has, it.group->childcare);
	put_yes(out->wants, it.seeker->childcare);
}

/* Seats with childcare for those who need it: the others are better off elsewhere. */
static int kept(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.group->childcare < 0)
		return it.seeker->childcare == 1 ? MEASURE_UNKNOWN : MATCH_SHARE;
	return (it.group->childcare == 1) == (it.seeker->childcare == 1) ? MATCH_SHARE : MEASURE_MISSED;
}

static void kept_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	childcare_tell(facts, by, candidate, place, out);
	out->share = kept(facts, by, candidate, place);
}

static int women_only(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.group->women_only == 1)
		return pairs_met(it.seeker->women_only == 1);
	return needed(it.seeker->women_only, it.group->women_only);
}

static void women_only_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = women_only(facts, by, candidate, place) };
	put_yes(out->has, it.group->women_only);
	put_yes(out->wants, it.seeker->women_only);
}

static int online(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	return needed(it.group->online, it.seeker->online);
}

static void online_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = online(facts, by, candidate, place) };
	put_yes(out->has, it.group->online);
	put_yes(out->wants, it.seeker->online);
}

/* ---- the way ---- */

static int64_t metres_of(const struct pair *it)
{
	return it->group->online == 1 ? 0 : ways_metres(&it->all->ways, it->seeker->from, it->group->place);
}

/* Without a distance the place that was asked for is meant as it was said. */
static int distance(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int64_t metres = metres_of(&it);

	(void)by;
	if (it.group->online == 1 || (it.seeker->farthest < 0 && !it.seeker->asked_place))
		return MATCH_SHARE;
	if (it.seeker->farthest >= 0)
		return metres < 0 ? MEASURE_UNKNOWN : pairs_met(metres <= it.seeker->farthest * 1000);
	return it.group->place < 0 ? MEASURE_UNKNOWN : pairs_met(it.group->place == it.seeker->from);
}

static void distance_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = distance(facts, by, candidate, place) };
	if (it.group->online == 1)
		put(out->has, "online");
	else
		pairs_put(out->has, metres_of(&it));
	if (it.seeker->farthest >= 0)
		pairs_put(out->wants, it.seeker->farthest);
	else if (it.seeker->asked_place)
		put(out->wants, "place");
}

static int way(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	int64_t metres = metres_of(&it);

	return metres < 0 ? MEASURE_UNKNOWN : pairs_part_over(metres, by->full);
}

static void way_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = way(facts, by, candidate, place) };
	if (it.group->online == 1)
		put(out->has, "online");
	else
		pairs_put(out->has, metres_of(&it));
	if (out->share == MEASURE_UNKNOWN)
		put(out->wants, it.seeker->from < 0 ? "person" : "group");
}

/* ---- days ---- */

static int begins(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)by;
	if (it.seeker->available <= it.all->day)
		return MATCH_SHARE;
	return it.group->starts < 0 ? MEASURE_UNKNOWN : pairs_met(it.group->starts >= it.seeker->available);
}

static void begins_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = begins(facts, by, candidate, place) };
	put_day(out->has, it.group->starts);
	put_day(out->wants, it.seeker->available > it.all->day ? it.seeker->available : PAIRS_UNKNOWN);
}

static int soon(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	return it.group->starts < 0 ? MEASURE_UNKNOWN : pairs_part_over(it.group->starts - it.all->day, by->full);
}

static void soon_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = soon(facts, by, candidate, place) };
	put_day(out->has, it.group->starts);
}

/* The sooner the day, the more it counts; without a day nothing presses, and a day that is over presses no less. */
static int needed_by(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);

	(void)place;
	return it.seeker->needed_by < 0 ? 0 : pairs_part_over(it.seeker->needed_by - it.all->day, by->full);
}

static void needed_by_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	*out = (struct measured){ .share = needed_by(facts, by, candidate, place) };
	put_day(out->wants, pair_of(facts, candidate, place).seeker->needed_by);
}

/* Offered once and not taken: the group does not come up again; nor for who has a seat in it. */
static int before(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	const struct pair it = pair_of(facts, candidate, place);
	struct id course = facts->place[place].id;

	(void)by;
	for (int i = 0; i < it.seeker->n_busy; i++)
		if (id_same(it.all->busy[it.seeker->first_busy + i].course, course))
			return MEASURE_MISSED;
	return pairs_met(!id_same(it.seeker->last_offer, course));
}

static void before_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct pair it = pair_of(facts, candidate, place);

	*out = (struct measured){ .share = before(facts, by, candidate, place) };
	if (out->share == MEASURE_MISSED)
		put(out->has, id_same(it.seeker->last_offer, facts->place[place].id) ? "offered" : "seat");
}

#define BOTH (MEASURE_CONDITION | MEASURE_WISH)
const struct measure courses_measures[] = {
	{ "level", N_("Language and level"), "enrolment.language enrolment.level course.language course.level", MEASURE_CONDITION,
		NULL, level, level_tell, courses_words_level, NULL },
	{ "times", N_("Days and hours that suit"), "enrolment.unavailable enrolment.daypart course.timetable", BOTH, NULL, times,
		times_tell, courses_words_times, courses_remedy_times },
	{ "week", N_("Free of work, school and other courses"), "employment.timetable school_place.hours course.timetable", BOTH,
		NULL, week, week_tell, courses_words_week, NULL },
	{ "hours", N_("No more hours a week than there is time for"), "enrolment.hours course.timetable", BOTH, NULL, hours,
		hours_tell, courses_words_hours, courses_remedy_hours },
	{ "childcare", N_("Childcare where it is needed"), "enrolment.childcare course.childcare", MEASURE_CONDITION, NULL,
		childcare, childcare_tell, courses_words_childcare, NULL },
	{ "women_only", N_("Women-only groups for those who ask for one"), "enrolment.women_only course.women_only",
		MEASURE_CONDITION, NULL, women_only, women_only_tell, courses_words_women_only, NULL },
	{ "online", N_("Online only where that suits"), "enrolment.online course.online", BOTH, NULL, online, online_tell,
		courses_words_online, courses_remedy_online },
	{ "distance", N_("Within the distance that the person set"), "enrolment.farthest enrolment.neighbourhood "
		"person.neighbourhood course.neighbourhood", BOTH, NULL, distance, distance_tell, courses_words_distance,
		courses_remedy_distance },
	{ "begins", N_("Begins when the person can"), "enrolment.available course.starts", MEASURE_CONDITION, NULL, begins,
		begins_tell, courses_words_begins, courses_remedy_begins },
	{ "before", N_("Not offered before"), "enrolment.last_offer enrolment.course", MEASURE_CONDITION, NULL, before,
		before_tell, courses_words_before, NULL },
	{ "waited", N_("Days waited"), "enrolment.asked", MEASURE_WISH, "days", pairs_waited, pairs_waited_tell, courses_words_waited,
		courses_remedy_waited },
	{ "needed_by", N_("Level needed by a day"), "enrolment.needed_by", MEASURE_WISH, "days", needed_by, needed_by_tell,
		courses_words_needed_by, NULL },
	{ "daypart", N_("Part of the day that suits best"), "enrolment.daypart course.timetable", MEASURE_WISH, NULL, daypart,
		daypart_tell, courses_words_daypart, NULL },
	{ "way", N_("Short way to the group"), "enrolment.neighbourhood person.neighbourhood course.neighbourhood", MEASURE_WISH,
		"metres", way, way_tell, courses_words_way, NULL },
	{ "soon", N_("Begins soon"), "course.starts", MEASURE_WISH, "days", soon, soon_tell, courses_words_soon, NULL },
	{ "kept", N_("Childcare kept for those who need it"), "enrolment.childcare course.childcare", MEASURE_WISH, NULL, kept,
		kept_tell, courses_words_kept, NULL },
	{ .key = NULL },
};

const struct match_ops match_courses_ops = {
	.what = MATCH_COURSES, .word = "courses", .title = N_("Seats in language groups"), .application = "enrolment",
	.place = "course", .proposal = "course_proposal", .measure = courses_measures, .read = courses_read, .clear = courses_clear,
};
