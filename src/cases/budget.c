/* SPDX-License-Identifier: EUPL-1.2 */
/* The kinds budget and cost: a budget has a beginning before its end, and a cost falls into the time of its budget. */
#include "cases/rules.h"

#include <stdlib.h>

#include "base/msg.h"

static enum status budget_check(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item) || change_is_merge(change))
		return ST_OK;
	if (rule_before(change_get(item, "ends"), change_get(item, "starts")))
		return err_field(err, "ends", _("The budget would end before it begins. Nothing was saved; please correct one of the "
			"two days."));
	return ST_OK;
}

static enum status cost_check(struct change *change, struct change_item *item, struct err *err)
{
	struct id budget = rule_reference(item, "budget");
	const char *day = change_get(item, "day");
	char *starts = NULL, *ends = NULL;
	enum status st = ST_OK;

	if (id_none(budget) || change_is_deletion(item) || change_is_merge(change))
		return ST_OK;
	st = rule_look(change, "budget", budget, "starts", &starts, err);
	if (st == ST_OK)
		st = rule_look(change, "budget", budget, "ends", &ends, err);
	if (st == ST_OK && (rule_before(day, starts) || rule_before(ends, day)))
		st = err_field(err, "day", _("On this day nothing could be spent from this budget. Nothing was saved; please name the "
			"budget of that time, or correct the day."));
	free(starts);
	free(ends);
	return st;
}

const struct kind_ops budget_rules = { .check = budget_check };
const struct kind_ops cost_rules = { .check = cost_check };
