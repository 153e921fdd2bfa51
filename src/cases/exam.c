/* SPDX-License-Identifier: EUPL-1.2 */
/* Exams: what was reached is noted as a level, and a passed one moves the plan. */
#include "base/clock.h"
#include "base/date.h"
#include "base/msg.h"
#include "cases/feeds.h"
#include "cases/level.h"
#include "cases/rules.h"

QUERY(registered_twice, "exam.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM exam a JOIN exam b ON b.person = a.person AND b.day = a.day AND b.what = a.what AND b.gone = 0"
	" AND b.id <> a.id AND b.state <> 'cancelled' WHERE a.id = :id AND a.state <> 'cancelled'");

static bool has_result(const struct change_item *item)
{
	return rule_is(item, "state", "passed", "failed", NULL);
}

static enum status exam_derive(struct change *change, struct change_item *item, struct err *err)
{
	struct level_found found = { change_get(item, "language"), change_get(item, "day"), "exam", change_get(item, "reached"),
		{ NULL } };
	struct feed passed = { "language", NULL, FEED_FINISHED, change_get(item, "day"), N_("Exam passed") };
	enum status st;

	if (change_is_deletion(item) || !has_result(item) || (!change_is_new(item) && !change_touches(item, "state")))
		return ST_OK;
	for (int i = 0; i < SKILLS; i++)
		found.skill[i] = change_get(item, level_skills[i]);
	st = level_note(change, rule_reference(item, "person"), &found, err);
	return st == ST_OK && rule_is(item, "state", "passed", NULL) ? feed_step(change, rule_reference(item, "person"), &passed, err) : st;
}

static enum status exam_check(struct change *change, struct change_item *item, struct err *err)
{
	char today[11];

	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	date_text(clock_today(), today);
	if (rule_is(item, "state", "passed", "failed", "absent", NULL) && rule_before(today, change_get(item, "day")))
		return err_field(err, "state", _("This exam lies ahead: it has no result yet. Nothing was saved."));
	if (has_result(item))
		return ST_OK;
	if (change_get(item, "reached"))
		return err_field(err, "reached", _("A level is reached once the exam is passed or not passed. Nothing was saved; set the "
			"state first."));
	for (int i = 0; i < SKILLS; i++)
		if (change_get(item, level_skills[i]))
			return err_field(err, level_skills[i], _("A level is reached once the exam is passed or not passed. Nothing was "
				"saved; set the state first."));
	return ST_OK;
}

static enum status exam_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = rule_count(change, &registered_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "day", _("The person is registered for this exam on that day already. Nothing was saved; change that "
			"entry instead."));
	return st;
}

const struct kind_ops exam_rules = { exam_derive, exam_check, exam_after };
