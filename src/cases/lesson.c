/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules of lessons, and lessons made from a week. */
#include "cases/lesson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/timetable.h"
#include "cases/calendar.h"
#include "cases/meeting.h"
#include "cases/presence.h"
#include "cases/rules.h"
#include "register/restrict.h"

#define LESSON_MINUTES 90

QUERY(lesson_twice, "lesson.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM lesson a JOIN lesson b ON b.course = a.course AND b.day = a.day AND b.at = a.at AND b.gone = 0"
	" AND b.id <> a.id AND b.state <> 'cancelled' WHERE a.id = :id AND a.state <> 'cancelled'");
QUERY(lesson_came, "lesson.came", QUERY_INTERACTIVE,
	"SELECT count(*) FROM presence WHERE lesson = :id AND gone = 0 AND state = 'came'");
QUERY(lesson_there, "lesson.there", QUERY_INTERACTIVE,
	"SELECT 1 FROM lesson WHERE course = :course AND day = :day AND at = :at AND gone = 0");
QUERY(lesson_days, "lesson.course", QUERY_INTERACTIVE,
	"SELECT starts, ends, timetable FROM course WHERE id = :id AND gone = 0");
QUERY(in_group, "lesson.people", QUERY_INTERACTIVE,
	"SELECT DISTINCT p.id FROM lesson l JOIN enrolment e ON e.course = l.course AND e.gone = 0"
	" JOIN person p ON p.id = e.person AND p.gone = 0"
	" WHERE l.id = :id AND " PRESENCE_IN_GROUP " AND (e.began IS NULL OR e.began <= l.day)"
	" AND NOT EXISTS(SELECT 1 FROM presence x WHERE x.lesson = l.id AND x.person = p.id AND x.gone = 0)"
	" ORDER BY p.rid");
QUERY(held_before, "lesson.before", QUERY_INTERACTIVE,
	"SELECT b.id FROM lesson a JOIN lesson b ON b.course = a.course AND b.gone = 0 AND b.state = 'held'"
	" WHERE a.id = :id AND b.id <> a.id AND (b.day < a.day OR (b.day = a.day AND b.at < a.at))"
	" ORDER BY b.day DESC, b.at DESC, b.rid DESC LIMIT 1");
QUERY(to_mark, "lesson.to_mark", QUERY_INTERACTIVE,
	"SELECT id FROM lesson WHERE course = :id AND gone = 0 AND state <> 'cancelled'"
	" ORDER BY CASE WHEN day = :today THEN 0 WHEN day > :today THEN 3 WHEN state = 'planned' THEN 1 ELSE 2 END,"
	" CASE WHEN day > :today THEN day END, day DESC, at, rid LIMIT 1");
QUERY(its_presence, "lesson.presence", QUERY_INTERACTIVE,
	"SELECT id FROM presence WHERE lesson = :lesson AND person = :person AND gone = 0");

/* ---- rules ---- */

static enum status lesson_check(struct change *change, struct change_item *item, struct err *err)
{
	char today[11], *starts = NULL;
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	date_text(clock_today(), today);
	if (rule_is(item, "state", "held", NULL) && rule_before(today, change_get(item, "day")))
		return err_field(err, "state", _("This lesson lies ahead: it can be cancelled, but not yet held. Nothing was "
			"saved."));
	st = rule_look(change, "course", rule_reference(item, "course"), "starts", &starts, err);
	if (st == ST_OK && rule_before(change_get(item, "day"), starts))
		st = err_field(err, "day", _("The course has not begun on that day. Nothing was saved; choose a later day, or let the "
			"course start earlier."));
	free(starts);
	return st == ST_OK ? meeting_times(item, LESSON_MINUTES, err) : st;
}

static enum status lesson_refuses(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t twice = 0, came = 0;
	enum status st = rule_count(change, &lesson_twice, change_id_of(item), none, &twice, err);

	if (st == ST_OK && !rule_is(item, "state", "held", NULL))
		st = rule_count(change, &lesson_came, change_id_of(item), none, &came, err);
	if (st == ST_OK && twice > 0)
		return err_field(err, "at", _("The group has a lesson at that time already. Nothing was saved; choose another time, or "
			"change that lesson."));
	if (st == ST_OK && came > 0)
		return err_field(err, "state", _("Somebody came to this lesson, so it was held. Nothing was saved; take their "
			"marks back first."));
	return st;
}

/* How long it was and whether it was held counts for everybody who came. */
static enum status lesson_after(struct change *change, struct change_item *item, struct err *err)
{
	bool counts = change_touches(item, "minutes") || change_touches(item, "day") || change_touches(item, "state");
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = lesson_refuses(change, item, err);
	if (st != ST_OK || (change_is_new(item) && !change_is_merge(change)))
		return st;
	return counts || change_is_deletion(item) || change_is_merge(change) ? presence_recount(change, change_id_of(item), err) : st;
}

const struct kind_ops lesson_rules = { NULL, lesson_check, lesson_after };

/* ---- a week, over the days of the course ---- */

struct making {
	struct change *change;
	const char *course;           /* as text */
	struct id id;
	struct date starts, ends;
	struct timetable week;
	struct town_calendar calendar;
	struct lessons_made *out;
};

static bool whole_day(const char *text, struct date *day)
{
	return text && date_parse(text, day) && day->day;
}

static enum status read_course(struct making *m, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(m->change), &lesson_days, &stmt, err);
	bool days, hours;

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", m->id);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("There is no such course.")) : st;
	days = whole_day(stmt_get_text(stmt, 0), &m->starts) && whole_day(stmt_get_text(stmt, 1), &m->ends);
	hours = timetable_read(stmt_get_text(stmt, 2), &m->week) && m->week.n > 0;
	stmt_reset(stmt);
	if (!days)
		return err_field(err, "ends", _("Lessons stand between the first and the last day of a course. Nothing was saved; "
			"fill in both days first."));
	if (!hours)
		return err_field(err, "timetable", _("Lessons follow the days and hours of a course. Nothing was saved; fill them in "
			"first, for example “Mon Wed 9-12”."));
	return ST_OK;
}

static int by_day(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return x < y ? -1 : x > y;
}

static bool is_holiday(const struct making *m, struct date day)
{
	long key = date_days(day);

	return m->calendar.city.n_holidays && bsearch(&key, m->calendar.city.holiday, (size_t)m->calendar.city.n_holidays,
		sizeof(key), by_day);
}

static enum status stands_there(struct making *m, const char *day, const char *at, bool *there, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(m->change), &lesson_there, &stmt, err);

	*there = false;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "course", m->id);
	stmt_text(stmt, "day", day);
	stmt_text(stmt, "at", at);
	st = stmt_step(stmt, err);
	*there = st == ST_OK;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status make_one(struct making *m, struct date day, const struct hours *hours, struct err *err)
{
	struct change_item *item;
	char on[11], at[6], minutes[12];
	bool there;
	enum status st;

	date_text(day, on);
	clock_words(hours->from, at);
	snprintf(minutes, sizeof(minutes), "%d", hours->to - hours->from);
	st = stands_there(m, on, at, &there, err);
	if (st != ST_OK || there) {
		m->out->there += there;
		return st;
	}
	if (++m->out->made > LESSONS_MOST)
		return err_field(err, "ends", _("These would be more than %d lessons. Nothing was saved; please look at the first and "
			"the last day of the course."), LESSONS_MOST);
	item = change_create(m->change, register_kind("lesson"), NULL);
	rule_put(item, "course", m->course);
	rule_put(item, "day", on);
	rule_put(item, "at", at);
	rule_put(item, "minutes", minutes);
	return ST_OK;
}

static enum status make_day(struct making *m, struct date day, struct err *err)
{
	int weekday = date_weekday(day);
	bool holiday = is_holiday(m, day);
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < m->week.n; i++) {
		if (m->week.at[i].weekday != weekday)
			continue;
		if (holiday)
			m->out->holidays++;
		else
			st = make_one(m, day, &m->week.at[i], err);
	}
	return st;
}

enum status lessons_make(struct change *change, struct id course, struct lessons_made *out, struct err *err)
{
	char text[37];
	struct making m = { .change = change, .course = text, .id = course, .out = out };
	enum status st = read_course(&m, err);

	*out = (struct lessons_made){ 0 };
	id_text(course, text);
	if (st == ST_OK)
		st = calendar_load(change_store(change), NULL, &m.calendar, err);
	if (st != ST_OK)
		return st;
	for (struct date day = m.starts; st == ST_OK && date_days(day) <= date_days(m.ends); day = date_add_days(day, 1))
		st = make_day(&m, day, err);
	calendar_clear(&m.calendar);
	return st;
}

/* ---- who and which ---- */

/* Nothing is changed in their files, and one of them must not keep the others' marks from being saved. */
static enum status leave_out_restricted(struct store *store, struct id *person, int *n, struct err *err)
{
	int kept = 0;
	bool stands;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < *n; i++) {
		st = restrict_stands(store, person[i], &stands, err);
		if (st == ST_OK && !stands)
			person[kept++] = person[i];
	}
	*n = kept;
	return st;
}

enum status lesson_people(struct store *store, struct id lesson, struct id **out, int *n, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &in_group, &stmt, err);

	*out = NULL;
	*n = 0;
	if (st == ST_OK)
		stmt_id(stmt, "id", lesson);
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*n + 1, sizeof(**out));
		(*out)[(*n)++] = stmt_get_id(stmt, 0);
	}
	return st == ST_DONE ? leave_out_restricted(store, *out, n, err) : st;
}

static enum status first_id(struct stmt *stmt, struct id *out, struct err *err)
{
	enum status st = stmt_step(stmt, err);

	*out = (struct id){ { 0 } };
	if (st == ST_OK)
		*out = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return st;
}

enum status lesson_before(struct store *store, struct id lesson, struct id *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &held_before, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", lesson);
	return first_id(stmt, out, err);
}

enum status lesson_to_mark(struct store *store, struct id course, struct id *out, struct err *err)
{
	struct stmt *stmt;
	char today[11];
	enum status st = store_query(store, &to_mark, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_id(stmt, "id", course);
	stmt_text(stmt, "today", today);
	return first_id(stmt, out, err);
}

enum status lesson_mark(struct change *change, struct id lesson, struct id person, const char *state, struct err *err)
{
	struct change_item *item;
	struct stmt *stmt;
	struct id id;
	char text[37];
	enum status st = store_query(change_store(change), &its_presence, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "lesson", lesson);
	stmt_id(stmt, "person", person);
	st = first_id(stmt, &id, err);
	if (st == ST_OK)
		return change_set(change_update(change, register_kind("presence"), id, 0), "state", state, err);
	if (st != ST_DONE)
		return st;
	item = change_create(change, register_kind("presence"), NULL);
	id_text(person, text);
	rule_put(item, "person", text);
	id_text(lesson, text);
	rule_put(item, "lesson", text);
	return change_set(item, "state", state, err);
}
