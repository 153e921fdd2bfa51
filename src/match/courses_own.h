/* SPDX-License-Identifier: EUPL-1.2 */
/* Facts of who waits and of the groups as they lie in memory, and what courses.c, courses_read.c and courses_words.c share. */
#ifndef MATCH_COURSES_OWN_H
#define MATCH_COURSES_OWN_H

#include "match/pairs_own.h"

enum courses_busy_with { BUSY_WORK, BUSY_SCHOOL, BUSY_COURSE };
/* What stands in somebody's weeks; days as since 1970, -1: open. */
struct courses_busy { struct timetable when; int32_t from, until; uint8_t with; struct id course; };

/* Who waits; -1: not said. */
struct courses_seeker {
	struct timetable unavailable;
	char language[8];
	int8_t level;                /* place among those of the CEFR */
	int8_t childcare, women_only, online;   /* 1, 0, -1 */
	uint8_t dayparts;            /* bits of the choices; 0: not said */
	bool asked_place;            /* `from` is the place that was asked for, else the home */
	int16_t hours, farthest;     /* a week; kilometres */
	int32_t available, needed_by;
	int32_t from;                /* number of a neighbourhood */
	int first_busy, n_busy;      /* in courses_facts.busy */
	struct id last_offer;
};
struct courses_group {
	struct timetable when;
	char language[8];
	int8_t level, childcare, women_only, online;
	uint8_t dayparts;            /* in which it meets; the weekend for itself */
	int16_t minutes;             /* a week */
	int32_t starts, ends, place;
};
struct courses_facts {
	struct courses_seeker *seeker;
	struct courses_group *group;
	struct ways ways;
	struct courses_busy *busy;
	int n_busy;
	int64_t day;
};

static inline const struct courses_facts *courses_of(const struct match_facts *facts)
{
	return facts->own;
}

extern const struct measure courses_measures[];
enum status courses_read(struct store *store, const struct actor *actor, const struct match_pick *pick,
	struct match_facts *out, struct err *err);
void courses_clear(struct match_facts *facts);

/* "morning", "afternoon", "evening" and "weekend", by their bits in the order of the choices. */
enum { PART_MORNING = 1, PART_AFTERNOON = 2, PART_EVENING = 4, PART_WEEKEND = 8 };
/* The parts of the day in which hours begin that do not suit; 0: all suit. */
unsigned courses_unsuited(const struct courses_seeker *seeker, const struct courses_group *group);

#define COURSES_WORDS(name) void name(struct str *out, const struct match_criterion *by, const struct measured *is)
COURSES_WORDS(courses_words_level);
COURSES_WORDS(courses_words_times);
COURSES_WORDS(courses_words_week);
COURSES_WORDS(courses_words_hours);
COURSES_WORDS(courses_words_childcare);
COURSES_WORDS(courses_words_women_only);
COURSES_WORDS(courses_words_online);
COURSES_WORDS(courses_words_distance);
COURSES_WORDS(courses_words_begins);
COURSES_WORDS(courses_words_before);
COURSES_WORDS(courses_words_waited);
COURSES_WORDS(courses_words_needed_by);
COURSES_WORDS(courses_words_daypart);
COURSES_WORDS(courses_words_way);
COURSES_WORDS(courses_words_soon);
COURSES_WORDS(courses_words_kept);
COURSES_WORDS(courses_remedy_times);
COURSES_WORDS(courses_remedy_hours);
COURSES_WORDS(courses_remedy_distance);
COURSES_WORDS(courses_remedy_begins);
COURSES_WORDS(courses_remedy_online);
COURSES_WORDS(courses_remedy_waited);

#endif
