/* SPDX-License-Identifier: EUPL-1.2 */
/* Mentors: nobody is matched with nobody, and what a mentor is told has its basis. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/lot.h"
#include "cases/rules.h"

static enum status mentoring_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if ((change_is_new(item) || change_touches(item, "state")) && rule_is(item, "state", "active", NULL))
		rule_put_today(item, "began");
	if ((change_is_new(item) || change_touches(item, "state")) && rule_is(item, "state", "ended", NULL))
		rule_put_today(item, "ended");
	if (!rule_is(item, "told", "nothing", NULL) && change_touches(item, "told"))
		rule_put_today(item, "told_on");
	return lot_draw(change, item, err);
}

static enum status check_dates(const struct change_item *item, struct err *err)
{
	if (rule_before(change_get(item, "ended"), change_get(item, "began")))
		return err_field(err, "ended", _("It would have ended before it began. Nothing was saved; please look at both dates."));
	if (change_get(item, "ended") && !rule_is(item, "state", "ended", NULL))
		return err_field(err, "ended", _("What goes on has no last day. Nothing was saved; set the state to ended, or clear the "
			"date."));
	return ST_OK;
}

/* A mentor who has no time is only warned of: perhaps they were asked this morning. */
enum status mentor_warn(struct change *change, const struct change_item *item, struct err *err)
{
	char *active = NULL;
	enum status st;

	st = rule_look(change, "mentor", rule_reference(item, "mentor"), "active", &active, err);
	if (st == ST_OK && (str_same(active, "no") || str_same(active, "0"))) {
		err_field(err, "mentor", _("This mentor has no time at present. Nothing was saved yet; saving once more (in a command: "
			"--despite-clash) keeps the choice."));
		if (err)
			err->status = ST_WARNED;
		st = ST_WARNED;
	}
	free(active);
	return st;
}

static enum status check_mentor(struct change *change, struct change_item *item, struct err *err)
{
	if (!change_get(item, "mentor"))
		return rule_is(item, "state", "matched", "active", NULL) ? err_field(err, "mentor", _("Please say which mentor. Nothing "
			"was saved.")) : ST_OK;
	if (!change_warns(change) || !change_touches(item, "mentor") || rule_is(item, "state", "ended", NULL))
		return ST_OK;
	return mentor_warn(change, item, err);
}

static enum status mentoring_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_get(item, "told") && !rule_is(item, "told", "nothing", NULL) && !change_get(item, "basis"))
		return err_field(err, "basis", _("A mentor may be told only what the person agreed to or told themselves. Nothing was "
			"saved; please say which it was, or that nothing was told."));
	st = check_dates(item, err);
	return st == ST_OK ? check_mentor(change, item, err) : st;
}

const struct kind_ops mentoring_rules = { mentoring_derive, mentoring_check, NULL };
