/* SPDX-License-Identifier: EUPL-1.2 */
/* Mentors: nobody is matched with nobody, and what a mentor is told has its basis. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/lot.h"
#include "cases/rules.h"
#include "store/query.h"

QUERY(beyond_room, "mentor.beyond", QUERY_INTERACTIVE,
	"SELECT count(*) FROM mentor m WHERE m.id = :id AND m.\"most\" < (SELECT count(*) FROM mentoring g WHERE g.mentor = m.id"
	" AND g.gone = 0 AND g.state IN ('matched', 'active'))");

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

/* Whoever is proposed to a mentor takes one of the places that the mentor has; what stood before stays. */
static enum status mentoring_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t beyond = 0;
	enum status st;

	if (change_is_merge(change) || change_is_deletion(item) || !rule_is(item, "state", "matched", "active", NULL) ||
	    !(change_is_new(item) || change_touches(item, "state") || change_touches(item, "mentor")))
		return ST_OK;
	st = rule_count(change, &beyond_room, rule_reference(item, "mentor"), none, &beyond, err);
	if (st == ST_OK && beyond > 0)
		return err_field(err, "mentor", _("This mentor accompanies as many people as they have room for. Nothing was saved; "
			"choose another mentor, or set how many it may be in the mentor's record."));
	return st;
}

const struct kind_ops mentor_rules = { lot_draw, NULL, NULL };
const struct kind_ops mentoring_rules = { mentoring_derive, mentoring_check, mentoring_after };
