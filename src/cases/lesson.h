/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lessons of a group, made from its week, and who came to them.  Marking that somebody
 * came says what it means as well: the lesson was held, the group is running, whoever
 * was enrolled attends now (and with that the plan goes on).
 */
#ifndef CASES_LESSON_H
#define CASES_LESSON_H

#include "register/change.h"

/* At most so many of one group: a year and a half of daily lessons. */
#define LESSONS_MOST 400
struct lessons_made {
	int made;
	int there;            /* stood there already, at that day and hour */
	int holidays;         /* would have fallen on one */
};
/* Puts the lessons of a course, from its first to its last day, into the change set: at its days and hours, on no holiday of
 * the town. ST_INVALID with words where the course has no days and hours, or no first and last day, or too many. */
enum status lessons_make(struct change *change, struct id course, struct lessons_made *out, struct err *err);

/* Who is in the lesson's group on its day and has no presence in it yet, without those whose files are restricted.
 * free() them. */
enum status lesson_people(struct store *store, struct id lesson, struct id **out, int *n, struct err *err);
/* The last lesson of the same group before this one that was held. ST_DONE: there is none. */
enum status lesson_before(struct store *store, struct id lesson, struct id *out, struct err *err);
/* The group's lesson to mark now: of this day, else the last one that is over and not marked yet, else the last one at all,
 * else the next one. ST_DONE: the group has none. */
enum status lesson_to_mark(struct store *store, struct id course, struct id *out, struct err *err);
/* A person's presence in a lesson, made where there is none; `state`: key of presence.state. */
enum status lesson_mark(struct change *change, struct id lesson, struct id person, const char *state, struct err *err);

#endif
