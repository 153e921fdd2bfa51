/* SPDX-License-Identifier: EUPL-1.2 */
/* Courses: dates in order, and never fewer seats than people who hold one. */
#include "base/msg.h"
#include "cases/rules.h"
#include "cases/seats.h"

static enum status course_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (!change_is_deletion(item) && rule_before(change_get(item, "ends"), change_get(item, "starts")))
		return err_field(err, "ends", _("The course would end before it starts. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

static enum status course_after(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_merge(change) || change_is_new(item) || change_is_deletion(item) || !change_touches(item, "seats"))
		return ST_OK;
	return seats_hold(change, change_id_of(item), "seats", err);
}

const struct kind_ops course_rules = { NULL, course_check, course_after };
