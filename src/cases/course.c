/* SPDX-License-Identifier: EUPL-1.2 */
/* Courses: seats, days, and what happens to those who were to come when a group is called off. */
#include "cases/course.h"

#include <stdlib.h>

#include "base/msg.h"
#include "cases/lot.h"
#include "cases/rules.h"
#include "cases/seats.h"

QUERY(still_there, "course.attending", QUERY_INTERACTIVE,
	"SELECT count(*) FROM enrolment WHERE course = :id AND gone = 0 AND state IN ('enrolled', 'attending')");
QUERY(offered, "course.offered", QUERY_INTERACTIVE,
	"SELECT id FROM enrolment WHERE course = :id AND gone = 0 AND state = 'offered'");
QUERY(to_come, "course.to_come", QUERY_INTERACTIVE,
	"SELECT id FROM enrolment WHERE course = :id AND gone = 0 AND state IN ('offered', 'enrolled')");

/* Whoever was to come to a group that is called off waits again, with the day on which they asked; so does whoever was
 * offered a seat in one that is over. */
static enum status wait_again(struct change *change, const struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), rule_is(item, "state", "over", NULL) ? &offered : &to_come, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", change_id_of(item));
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *enrolment = rule_other(change, "enrolment", stmt_get_id(stmt, 0));

		if (change_is_deletion(enrolment) || change_touches(enrolment, "state"))
			continue;
		rule_put(enrolment, "state", "waiting");
		rule_put(enrolment, "why_not", "town");
		rule_put(enrolment, "course", NULL);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status course_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = lot_draw(change, item, err);

	if (st == ST_OK && change_is_update(item) && change_touches(item, "state") &&
		rule_is(item, "state", "over", "cancelled", NULL))
		st = wait_again(change, item, err);
	return st;
}

static enum status course_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (!change_is_deletion(item) && rule_before(change_get(item, "ends"), change_get(item, "starts")))
		return err_field(err, "ends", _("The course would end before it starts. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

enum status course_takes(struct change *change, struct id course, const char *field, struct err *err)
{
	char *state = NULL;
	enum status st = rule_look(change, "course", course, "state", &state, err);

	if (st == ST_OK && str_same(state, "over"))
		st = err_field(err, field, _("This course is over. Nothing was saved; choose another one, or set the course to "
			"running again."));
	else if (st == ST_OK && str_same(state, "cancelled"))
		st = err_field(err, field, _("This course was called off. Nothing was saved; choose another one, or open it "
			"again."));
	free(state);
	return st;
}

/* A group ends once it is known what became of everybody in it. */
static enum status course_ends(struct change *change, struct id course, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = rule_count(change, &still_there, course, none, &n, err);

	if (st != ST_OK || n == 0)
		return st;
	return err_field(err, "state", ngettext("%d person is still in this group. Nothing was saved; note first whether "
		"they passed, did not pass or left.", "%d people are still in this group. Nothing was saved; note first "
		"whether they passed, did not pass or left.", (unsigned long)n), (int)n);
}

static enum status course_after(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (change_is_merge(change) || !change_is_update(item))
		return ST_OK;
	if (change_touches(item, "state") && rule_is(item, "state", "over", "cancelled", NULL))
		st = course_ends(change, change_id_of(item), err);
	else if (change_touches(item, "seats"))
		st = seats_hold(change, change_id_of(item), "seats", err);
	return st;
}

const struct kind_ops course_rules = { course_derive, course_check, course_after };
