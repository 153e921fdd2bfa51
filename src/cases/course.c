/* SPDX-License-Identifier: EUPL-1.2 */
/* Courses and enrolments: seats, dates that follow the state, one enrolment a person and course. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/held.h"
#include "cases/rules.h"

QUERY(seats_taken, "enrolment.seats_taken", QUERY_INTERACTIVE,
	"SELECT count(*) FROM enrolment WHERE course = :id AND gone = 0 AND state IN ('enrolled', 'attending')");
QUERY(enrolled_twice, "enrolment.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM enrolment a JOIN enrolment b ON b.person = a.person AND b.course = a.course AND b.gone = 0"
	" AND b.id <> a.id AND b.state IN ('waiting', 'enrolled', 'attending')"
	" WHERE a.id = :id AND a.state IN ('waiting', 'enrolled', 'attending')");

static enum status course_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (!change_is_deletion(item) && rule_before(change_get(item, "ends"), change_get(item, "starts")))
		return err_field(err, "ends", _("The course would end before it starts. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

/* Never more people than seats, whether somebody joins or the seats become fewer. */
static enum status course_holds(struct change *change, struct id course, const char *field, struct err *err)
{
	struct id none = { { 0 } };
	char *seats = NULL;
	int64_t taken, held;
	enum status st = rule_look(change, "course", course, "seats", &seats, err);

	if (st == ST_OK && seats)
		st = rule_count(change, &seats_taken, course, none, &taken, err);
	if (st == ST_OK && seats)
		st = held_count(change, "course", course, &held, err);
	if (st == ST_OK && seats && taken + held > strtoll(seats, NULL, 10))
		st = err_field(err, field, _("The course has no free seat for this. Nothing was saved; put the person on the "
			"waiting list or raise the number of seats."));
	free(seats);
	return st;
}

static enum status course_after(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_merge(change) || change_is_new(item) || !change_touches(item, "seats"))
		return ST_OK;
	return course_holds(change, change_id_of(item), "seats", err);
}

const struct kind_ops course_rules = { NULL, course_check, course_after };

static enum status enrolment_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	if (!change_is_new(item) && !change_touches(item, "state"))
		return ST_OK;
	if (rule_is(item, "state", "attending", NULL))
		rule_put_today(item, "began");
	if (rule_is(item, "state", "passed", "failed", "left", NULL))
		rule_put_today(item, "ended");
	else if (!change_touches(item, "ended") && change_get(item, "ended"))
		rule_put(item, "ended", NULL);
	return ST_OK;
}

static enum status enrolment_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_before(change_get(item, "ended"), change_get(item, "began")))
		return err_field(err, "ended", _("The course would have ended before it began. Nothing was saved; please look "
			"at both dates."));
	if (change_get(item, "ended") && rule_is(item, "state", "waiting", "enrolled", "attending", NULL))
		return err_field(err, "ended", _("An enrolment that goes on has no last day. Nothing was saved; choose passed, "
			"not passed or left, or clear the date."));
	if (change_get(item, "result") && !rule_is(item, "state", "passed", "failed", NULL))
		return err_field(err, "result", _("A level is reached once the course is passed or not passed. Nothing was "
			"saved; set the state first."));
	return ST_OK;
}

static enum status enrolment_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st;

	if (change_is_merge(change) || change_is_deletion(item))
		return ST_OK;
	st = rule_count(change, &enrolled_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "course", _("The person is on this course or its waiting list already. Nothing was saved; "
			"change that enrolment instead."));
	if (st == ST_OK && rule_is(item, "state", "enrolled", "attending", NULL))
		st = course_holds(change, rule_reference(item, "course"), "state", err);
	return st;
}

const struct kind_ops enrolment_rules = { enrolment_derive, enrolment_check, enrolment_after };
