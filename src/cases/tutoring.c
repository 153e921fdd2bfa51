/* SPDX-License-Identifier: EUPL-1.2 */
/* Tutoring: nobody is proposed without a tutor, and dates follow the state. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/clash_week.h"
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

static enum status check_mentor(struct change *change, const struct change_item *item, struct err *err)
{
	if (!change_warns(change) || !change_touches(item, "mentor") || !rule_is(item, "state", "matched", "active", NULL))
		return ST_OK;
	return mentor_warn(change, item, err);
}

/* Said once to whoever sets the hours. */
static enum status check_hours(struct change *change, const struct change_item *item, struct err *err)
{
	static const char *const words[WEEK_KINDS] = {
		[WEEK_WORK] = N_("The pupil works at these hours. Nothing was saved yet; saving once more (in a command: "
			"--despite-clash) keeps both."),
		[WEEK_SCHOOL] = N_("The pupil is at school at these hours. Nothing was saved yet; saving once more (in a command: "
			"--despite-clash) keeps both."),
		[WEEK_COURSE] = N_("The pupil is in a course at these hours. Nothing was saved yet; saving once more (in a command: "
			"--despite-clash) keeps both."),
	};
	struct id none = { { 0 } };
	struct timetable hours;
	unsigned clash = 0;
	enum status st;

	if (!change_warns(change) || !change_touches(item, "timetable") || rule_is(item, "state", "ended", "withdrawn", NULL) ||
		!timetable_read(change_get(item, "timetable"), &hours))
		return ST_OK;
	st = clash_week(change_store(change), rule_reference(item, "person"), &hours, change_get(item, "began"), NULL, none, &clash,
		err);
	for (int i = 0; st == ST_OK && i < WEEK_KINDS; i++)
		if (clash & 1u << i) {
			err_field(err, "timetable", "%s", _(words[i]));
			if (err)
				err->status = ST_WARNED;
			st = ST_WARNED;
		}
	return st;
}

static enum status tutoring_check(struct change *change, struct change_item *item, struct err *err)
{
	bool named = change_get(item, "mentor") || change_get(item, "tutor");
	enum status st;

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
	st = check_mentor(change, item, err);
	return st == ST_OK ? check_hours(change, item, err) : st;
}

const struct kind_ops tutoring_rules = { tutoring_derive, tutoring_check, NULL };
