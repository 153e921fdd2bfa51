/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Enrolments: who waits says for what, an offer is dated and answered, dates follow
 * the state, a seat is never given twice, nobody waits twice for the same.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/course.h"
#include "cases/clash_week.h"
#include "cases/criteria.h"
#include "cases/feeds.h"
#include "cases/fit.h"
#include "cases/level.h"
#include "cases/lot.h"
#include "cases/rules.h"
#include "cases/seats.h"
#include "cases/waiting.h"

QUERY(enrolled_twice, "enrolment.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM enrolment a JOIN enrolment b ON b.person = a.person AND b.course = a.course AND b.gone = 0"
	" AND b.id <> a.id AND b.state IN ('waiting', 'offered', 'enrolled', 'attending')"
	" WHERE a.id = :id AND a.state IN ('waiting', 'offered', 'enrolled', 'attending')");
QUERY(waits_for_it, "enrolment.waits_for_it", QUERY_INTERACTIVE,
	"SELECT id, coalesce(asked, '') FROM enrolment WHERE person = :person AND gone = 0 AND state = 'waiting'"
	" AND course IS NULL AND language IS :language AND level IS :level LIMIT 20");
QUERY(waits_twice, "enrolment.waits_twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM enrolment a JOIN enrolment b ON b.person = a.person AND b.gone = 0 AND b.id <> a.id"
	" AND b.state IN ('waiting', 'offered') AND b.language IS a.language AND b.level IS a.level"
	" AND b.neighbourhood IS a.neighbourhood AND b.course IS NULL"
	" WHERE a.id = :id AND a.state = 'waiting' AND a.course IS NULL");

static bool holds(const char *state)
{
	return str_same(state, "offered") || str_same(state, "enrolled") || str_same(state, "attending");
}

static bool came_to(const struct change_item *item, const char *state)
{
	return rule_is(item, "state", state, NULL) && !str_same(change_before(item, "state"), state);
}

static bool left_for(const struct change_item *item, const char *from, const char *to)
{
	return str_same(change_before(item, "state"), from) && rule_is(item, "state", to, NULL);
}

/* What is not said is what the course teaches. */
static enum status take_from_course(struct change *change, struct change_item *item, struct err *err)
{
	static const char *const fields[] = { "language", "level" };
	struct id course = rule_reference(item, "course");
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(fields) && !id_none(course); i++) {
		char *value = NULL;

		if (change_get(item, fields[i]))
			continue;
		st = rule_look(change, "course", course, fields[i], &value, err);
		if (st == ST_OK)
			rule_default(item, fields[i], value);
		free(value);
	}
	return st;
}

static void put_count(struct change_item *item, const char *field, int64_t n)
{
	char *text = mem_fmt("%lld", (long long)n);

	rule_put(item, field, n > 0 ? text : NULL);
	free(text);
}

static void count_up(struct change_item *item, const char *field)
{
	const char *before = change_before(item, field);

	put_count(item, field, (before ? strtol(before, NULL, 10) : 0) + 1);
}

static void put_day(struct change_item *item, const char *field, struct date day)
{
	char text[11];

	date_text(day, text);
	if (!change_touches(item, field))
		rule_put(item, field, text);
}

/* Where in the course's list the person stood, and by which rule: an offer out of turn shows as one. */
static enum status note_place(struct change *change, struct change_item *item, const struct queue_order *order,
	struct err *err)
{
	struct waiting_place at = { .place = 0 };
	struct waiting_list list;
	char rule[37];
	enum status st = waiting_of_course(change_store(change), rule_reference(item, "course"), &list, err);

	if (st == ST_OK && !change_is_new(item))
		st = waiting_place(change_store(change), change_id_of(item), &list, &at, err);
	if (st != ST_OK && st != ST_DONE && st != ST_NOTFOUND)
		return st;
	put_count(item, "offer_place", at.place);
	put_count(item, "offer_length", at.length);
	id_text(order->rule, rule);
	rule_put(item, "offer_rule", id_none(order->rule) ? NULL : rule);
	return ST_OK;
}

/* Today, until the published number of days is over. */
static enum status make_offer(struct change *change, struct change_item *item, struct err *err)
{
	char today[11];
	struct queue_order order;
	enum status st;

	date_text(clock_today(), today);
	st = queue_order_on(change_store(change), today, &order, err);
	if (st != ST_OK)
		return st;
	put_day(item, "offered", clock_today());
	put_day(item, "answer_by", date_from_days(date_days(clock_today()) + order.answer_days));
	if (!change_touches(item, "why_not") && change_get(item, "why_not"))
		rule_put(item, "why_not", NULL);
	rule_put(item, "last_offer", change_get(item, "course"));
	count_up(item, "offers");
	return note_place(change, item, &order, err);
}

/* Back in line: where it was, but for what the person said no to. */
static void end_offer(struct change_item *item)
{
	if (change_get(item, "why_not") && !rule_is(item, "why_not", "no_answer", "town", NULL))
		count_up(item, "declined");
	if (!change_touches(item, "course"))
		rule_put(item, "course", NULL);
}

/* Whoever comes back after leaving or giving up asks anew. */
static void follow_dates(struct change_item *item)
{
	if (left_for(item, "withdrawn", "waiting") || left_for(item, "left", "waiting"))
		put_day(item, "asked", clock_today());
	if (rule_is(item, "state", "attending", NULL))
		rule_put_today(item, "began");
	if (rule_is(item, "state", "passed", "failed", "left", NULL))
		rule_put_today(item, "ended");
	else if (!change_touches(item, "ended") && change_get(item, "ended"))
		rule_put(item, "ended", NULL);
	if (!rule_is(item, "state", "offered", NULL) && !change_touches(item, "answer_by") && change_get(item, "answer_by"))
		rule_put(item, "answer_by", NULL);
}

/* Whoever passes has reached the level of the group, unless something else is said; who is in it again has not yet. */
static void propose_result(struct change_item *item)
{
	if (change_is_new(item) || str_same(change_before(item, "state"), change_get(item, "state")) ||
	    change_touches(item, "result"))
		return;
	if (rule_is(item, "state", "passed", NULL))
		rule_default(item, "result", change_get(item, "level"));
	else if (change_get(item, "result"))
		rule_put(item, "result", NULL);
}

/* Whoever is enrolled by a new record waits for that level no longer, and has waited since they asked. */
static enum status end_waiting(struct change *change, struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (!change_is_new(item) || change_is_merge(change) || !change_get(item, "course") ||
	    !rule_is(item, "state", "enrolled", "attending", NULL))
		return ST_OK;
	st = store_query(change_store(change), &waits_for_it, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", rule_reference(item, "person"));
	stmt_text(stmt, "language", change_get(item, "language"));
	stmt_text(stmt, "level", change_get(item, "level"));
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		if (change_find(change, stmt_get_id(stmt, 0)))
			continue;
		rule_put(rule_other(change, "enrolment", stmt_get_id(stmt, 0)), "state", "withdrawn");
		if (rule_before(stmt_get_text(stmt, 1), change_get(item, "asked")))
			rule_put(item, "asked", stmt_get_text(stmt, 1));
	}
	return st == ST_DONE ? ST_OK : st;
}

/* What a course says of its end: the level reached is noted, as the teacher knows it. */
static enum status note_level(struct change *change, struct change_item *item, struct err *err)
{
	struct level_found found = { change_get(item, "language"), change_get(item, "ended"), "teacher", change_get(item, "result"),
		{ NULL } };

	if (change_get(item, "result") && (change_is_new(item) || change_touches(item, "result")) &&
	    rule_is(item, "state", "passed", "failed", NULL))
		return level_note(change, rule_reference(item, "person"), &found, err);
	return ST_OK;
}

/* A course begun and a course passed are steps of the plan. */
static enum status feed_plan(struct change *change, struct change_item *item, struct err *err)
{
	struct feed began = { "language", "course_begun", FEED_DONE, change_get(item, "began"), NULL },
		passed = { "language", NULL, FEED_FINISHED, change_get(item, "ended"), N_("Course passed") };
	struct id person = rule_reference(item, "person");

	if (rule_is(item, "state", "attending", NULL))
		return feed_step(change, person, &began, err);
	return rule_is(item, "state", "passed", NULL) ? feed_step(change, person, &passed, err) : ST_OK;
}

static enum status enrolment_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = lot_draw(change, item, err);

	if (st != ST_OK)
		return st;
	if (change_is_deletion(item) || (!change_is_new(item) && !change_touches(item, "state") &&
	    !change_touches(item, "course") && !change_touches(item, "result")))
		return ST_OK;
	st = take_from_course(change, item, err);
	if (st == ST_OK)
		st = end_waiting(change, item, err);
	propose_result(item);
	if (st == ST_OK)
		st = note_level(change, item, err);
	if (st != ST_OK || (!change_is_new(item) && !change_touches(item, "state")))
		return st;
	follow_dates(item);
	if (came_to(item, "offered"))
		return make_offer(change, item, err);
	if (left_for(item, "offered", "waiting"))
		end_offer(item);
	return feed_plan(change, item, err);
}

static bool has_ended(const struct change_item *item)
{
	return rule_is(item, "state", "passed", "failed", "left", NULL);
}

static enum status check_dates(const struct change_item *item, struct err *err)
{
	if (rule_before(change_get(item, "ended"), change_get(item, "began")))
		return err_field(err, "ended", _("The course would have ended before it began. Nothing was saved; please look "
			"at both dates."));
	if (change_get(item, "ended") && !has_ended(item))
		return err_field(err, "ended", _("An enrolment that goes on has no last day. Nothing was saved; choose passed, "
			"not passed or left, or clear the date."));
	if (rule_before(change_get(item, "answer_by"), change_get(item, "offered")))
		return err_field(err, "answer_by", _("The answer would be due before the offer was made. Nothing was saved; "
			"please look at both dates."));
	return ST_OK;
}

/* What must be said in a state, and what cannot be said yet. */
static enum status check_said(const struct change_item *item, struct err *err)
{
	if (!change_get(item, "course") && !rule_is(item, "state", "waiting", "withdrawn", NULL))
		return err_field(err, "course", _("A seat belongs to a course. Nothing was saved; choose the course."));
	if (!change_get(item, "course") && !change_get(item, "level"))
		return err_field(err, "level", _("Nobody waits for anything. Nothing was saved; choose the level that the person "
			"waits for, or a course."));
	if (!change_get(item, "course") && !change_get(item, "language"))
		return err_field(err, "language", _("The language is missing. Nothing was saved; choose the language that the "
			"person waits for, or a course."));
	if (change_get(item, "answer_by") && !rule_is(item, "state", "offered", NULL))
		return err_field(err, "answer_by", _("Only an offer waits for an answer. Nothing was saved; clear the date, or set "
			"the state to offered."));
	if (!change_get(item, "answer_by") && rule_is(item, "state", "offered", NULL))
		return err_field(err, "answer_by", _("An offer holds a seat until a day. Nothing was saved; give the day by which to "
			"answer."));
	if (change_get(item, "result") && !rule_is(item, "state", "passed", "failed", NULL))
		return err_field(err, "result", _("A level is reached once the course is passed or not passed. Nothing was "
			"saved; set the state first."));
	if (change_get(item, "why_left") && !rule_is(item, "state", "left", "withdrawn", NULL))
		return err_field(err, "why_left", _("The person has not left the course. Nothing was saved; set the state to left, "
			"or clear the reason."));
	return ST_OK;
}

static enum status enrolment_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	st = check_dates(item, err);
	if (st == ST_OK)
		st = check_said(item, err);
	/* What takes the offer itself back, as undo does, takes it off the count as well. */
	if (st == ST_OK && left_for(item, "offered", "waiting") && !change_get(item, "why_not") &&
	    !change_touches(item, "offers"))
		return err_field(err, "why_not", _("An offer that is not taken has a reason. Nothing was saved; choose why the "
			"seat was not taken."));
	return st;
}

/* The course's hours and days, read from the file. ST_DONE: it has no hours. */
static enum status course_week(struct store *store, struct id course, struct fit_group *out, struct err *err)
{
	enum status st = id_none(course) ? ST_DONE : fit_group_read(store, course, out, err);

	return st == ST_NOTFOUND || (st == ST_OK && out->timetable.n == 0) ? ST_DONE : st;
}

/* Said once to whoever gives the seat: the person may well know better. */
static enum status warn_of_clash(struct change *change, const struct change_item *item, struct err *err)
{
	static const char *const words[WEEK_KINDS] = {
		[WEEK_WORK] = N_("The person works at hours of this course. Nothing was saved yet; saving once more (in a command: "
			"--despite-clash) keeps both."),
		[WEEK_SCHOOL] = N_("The person is at school at hours of this course. Nothing was saved yet; saving once more (in a "
			"command: --despite-clash) keeps both."),
		[WEEK_COURSE] = N_("The person is in another course at the same hours. Nothing was saved yet; saving once more (in a "
			"command: --despite-clash) keeps both."),
	};
	struct store *store = change_store(change);
	struct fit_group group;
	unsigned clash = 0;
	enum status st = course_week(store, rule_reference(item, "course"), &group, err);

	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	st = clash_week(store, rule_reference(item, "person"), &group.timetable, group.starts, group.ends, group.course, &clash,
		err);
	for (int i = 0; st == ST_OK && i < WEEK_KINDS; i++)
		if (clash & 1u << i) {
			err_field(err, "course", "%s", _(words[i]));
			if (err)
				err->status = ST_WARNED;
			return ST_WARNED;
		}
	return st;
}

static enum status enrolment_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t twice = 0, waits = 0;
	enum status st;

	if (change_is_merge(change) || change_is_deletion(item))
		return ST_OK;
	st = rule_count(change, &enrolled_twice, change_id_of(item), none, &twice, err);
	if (st == ST_OK)
		st = rule_count(change, &waits_twice, change_id_of(item), none, &waits, err);
	if (st == ST_OK && twice > 0)
		return err_field(err, "course", _("The person is on this course or its waiting list already. Nothing was saved; "
			"change that enrolment instead."));
	if (st == ST_OK && waits > 0)
		return err_field(err, "level", _("The person waits for this already. Nothing was saved; change that enrolment "
			"instead."));
	if (st == ST_OK && holds(change_get(item, "state")))
		st = course_takes(change, rule_reference(item, "course"), "state", err);
	if (st == ST_OK && holds(change_get(item, "state")))
		st = seats_hold(change, rule_reference(item, "course"), "state", err);
	if (st == ST_OK && change_warns(change) && holds(change_get(item, "state")) &&
	    (!holds(change_before(item, "state")) || change_touches(item, "course")))
		st = warn_of_clash(change, item, err);
	return st;
}

const struct kind_ops enrolment_rules = { enrolment_derive, enrolment_check, enrolment_after };
