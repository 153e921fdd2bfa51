/* SPDX-License-Identifier: EUPL-1.2 */
/* Tutoring: nobody is proposed without a tutor, and dates follow the state. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/rules.h"

static enum status tutoring_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	if (change_is_deletion(item) || !(change_is_new(item) || change_touches(item, "state")))
		return ST_OK;
	if (rule_is(item, "state", "active", NULL))
		rule_put_today(item, "began");
	if (rule_is(item, "state", "ended", NULL))
		rule_put_today(item, "ended");
	return ST_OK;
}

/* A mentor who has no time is only warned of: perhaps they were asked this morning. */
static enum status check_mentor(struct change *change, const struct change_item *item, struct err *err)
{
	char *active = NULL;
	enum status st;

	if (!change_warns(change) || !change_touches(item, "mentor") || !rule_is(item, "state", "matched", "active", NULL))
		return ST_OK;
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

static enum status tutoring_check(struct change *change, struct change_item *item, struct err *err)
{
	bool named = change_get(item, "mentor") || change_get(item, "tutor");

	if (change_is_deletion(item))
		return ST_OK;
	if (!named && rule_is(item, "state", "matched", "active", NULL))
		return err_field(err, "mentor", _("Please say who the tutor is: one of the mentors, or somebody by name. Nothing was "
			"saved."));
	if (rule_before(change_get(item, "ended"), change_get(item, "began")))
		return err_field(err, "ended", _("It would have ended before it began. Nothing was saved; please look at both dates."));
	if (change_get(item, "ended") && !rule_is(item, "state", "ended", NULL))
		return err_field(err, "ended", _("What goes on has no last day. Nothing was saved; set the state to ended, or clear the "
			"date."));
	return check_mentor(change, item, err);
}

const struct kind_ops tutoring_rules = { tutoring_derive, tutoring_check, NULL };
