/* SPDX-License-Identifier: EUPL-1.2 */
/* The way to an own firm: the day of each step follows its state; and what a person looks for. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/feeds.h"
#include "cases/lot.h"
#include "cases/rules.h"

static const char *const steps[][2] = {
	{ "idea", "idea_on" }, { "plan", "plan_on" }, { "training", "training_on" }, { "licence", "licence_on" },
	{ "finance", "finance_on" }, { "started", "started_on" }, { "given_up", "ended_on" }, { "ended", "ended_on" },
};

static enum status enterprise_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item) || !(change_is_new(item) || change_touches(item, "state")))
		return ST_OK;
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (rule_is(item, "state", steps[i][0], NULL))
			rule_put_today(item, steps[i][1]);
	/* Taken up again. */
	if (!rule_is(item, "state", "given_up", "ended", NULL)) {
		if (change_get(item, "ended_on") && !change_touches(item, "ended_on"))
			rule_put(item, "ended_on", NULL);
		if (change_get(item, "reason") && !change_touches(item, "reason"))
			rule_put(item, "reason", NULL);
	}
	if (rule_is(item, "state", "given_up", "ended", NULL) && change_get(item, "next") && !change_touches(item, "next"))
		rule_put(item, "next", NULL);
	if (rule_is(item, "state", "started", NULL))
		return feed_step(change, rule_reference(item, "person"), &(struct feed){ .stage = "work", .to = FEED_DONE,
			.day = change_get(item, "started_on"), .what = N_("Own firm") }, err);
	return ST_OK;
}

static enum status enterprise_check(struct change *change, struct change_item *item, struct err *err)
{
	bool over = rule_is(item, "state", "given_up", "ended", NULL);

	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	for (size_t i = 1; i < ARRAY_LEN(steps); i++)
		if (rule_before(change_get(item, steps[i][1]), change_get(item, "idea_on")))
			return err_field(err, steps[i][1], _("No step of a firm is older than its idea. Nothing was saved; please look at "
				"both dates."));
	if (change_get(item, "started_on") && !rule_is(item, "state", "started", "ended", NULL))
		return err_field(err, "started_on", _("A firm that has a first day has started. Nothing was saved; set the state to "
			"started or clear the date."));
	if (rule_before(change_get(item, "ended_on"), change_get(item, "started_on")))
		return err_field(err, "ended_on", _("The firm would have closed before it started. Nothing was saved; please look at "
			"both dates."));
	if (!over && (change_get(item, "ended_on") || change_get(item, "reason")))
		return err_field(err, change_get(item, "reason") ? "reason" : "ended_on", _("What goes on has neither a last day nor "
			"a reason of its end. Nothing was saved; set the state to given up or closed, or clear them."));
	return ST_OK;
}

const struct kind_ops enterprise_rules = { enterprise_derive, enterprise_check, NULL };

static enum status jobwish_check(struct change *change, struct change_item *item, struct err *err)
{
	const char *from = change_get(item, "hours_from"), *to = change_get(item, "hours_to");

	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (from && to && strtod(to, NULL) < strtod(from, NULL))
		return err_field(err, "hours_to", _("The hours would end below where they begin. Nothing was saved; please look at "
			"both numbers."));
	if (rule_before(change_get(item, "until"), change_get(item, "since")))
		return err_field(err, "until", _("The person would have stopped looking before beginning to. Nothing was saved; "
			"please look at both dates."));
	return ST_OK;
}

const struct kind_ops jobwish_rules = { lot_draw, jobwish_check, NULL };
