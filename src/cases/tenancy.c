/* SPDX-License-Identifier: EUPL-1.2 */
/* What follows a move: visits after two weeks and three months, and help with what the home costs. */
#include "cases/tenancy.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"

QUERY(planned_visits, "visit.planned", QUERY_INTERACTIVE,
	"SELECT id FROM visit WHERE placement = :id AND gone = 0 AND state = 'planned'");
QUERY(visits_of, "visit.of_placement", QUERY_INTERACTIVE,
	"SELECT count(*) FROM visit WHERE placement = :id AND gone = 0");
QUERY(planned_twice, "visit.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM visit a JOIN visit b ON b.placement = a.placement AND b.what = a.what AND b.gone = 0"
	" AND b.state <> 'cancelled' AND b.id <> a.id WHERE a.id = :id AND a.what <> 'other' AND a.state <> 'cancelled'");

/* A move that is told long afterwards plans no visit whose day is over. */
#define VISIT_LATE 30

static void plan_visit(struct change *change, struct change_item *placement, const char *what, struct date due)
{
	struct change_item *visit;
	char text[37], day[11];

	if (date_between(due, clock_today()) > VISIT_LATE)
		return;
	visit = change_create(change, register_kind("visit"), NULL);
	rule_put(visit, "person", change_get(placement, "person"));
	id_text(change_id_of(placement), text);
	rule_put(visit, "placement", text);
	rule_put(visit, "what", what);
	date_text(due, day);
	rule_put(visit, "due", day);
}

enum status tenancy_begins(struct change *change, struct change_item *placement, struct err *err)
{
	struct id none = { { 0 } };
	struct date moved;
	int64_t n = 0;
	enum status st = ST_OK;

	if (!date_parse(change_get(placement, "moved_in"), &moved) || !moved.day)
		return ST_OK;
	if (!change_is_new(placement))
		st = rule_count(change, &visits_of, change_id_of(placement), none, &n, err);
	if (st != ST_OK || n > 0)
		return st;
	plan_visit(change, placement, "two_weeks", date_add_days(moved, 14));
	plan_visit(change, placement, "three_months", date_add_months(moved, 3));
	return ST_OK;
}

enum status tenancy_ends(struct change *change, struct change_item *placement, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &planned_visits, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", change_id_of(placement));
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!change_find(change, stmt_get_id(stmt, 0)))
			rule_put(rule_other(change, "visit", stmt_get_id(stmt, 0)), "state", "cancelled");
	return st == ST_DONE ? ST_OK : st;
}

static enum status visit_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	if (change_is_deletion(item) || (!change_is_new(item) && !change_touches(item, "state")))
		return ST_OK;
	if (rule_is(item, "state", "kept", NULL))
		rule_put_today(item, "day");
	return ST_OK;
}

static enum status visit_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = rule_same_person(change, item, "placement", "placement", err);
	if (st != ST_OK)
		return st;
	if (change_get(item, "day") && !rule_is(item, "state", "kept", "missed", NULL))
		return err_field(err, "day", _("A visit that has a day was made, or nobody was there. Nothing was saved; set the "
			"state, or clear the day."));
	if (change_get(item, "findings") && !rule_is(item, "state", "kept", NULL))
		return err_field(err, "findings", _("What was found is written down once the visit was made. Nothing was saved; set "
			"the state first."));
	return ST_OK;
}

/* The two that follow a move are there once, however they came: planned with it, by hand, or from a file. */
static enum status visit_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && (change_is_new(item) || change_touches(item, "placement") || change_touches(item, "what")))
		st = rule_count(change, &planned_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "what", _("This visit after the move is there already. Nothing was saved; change that one "
			"instead."));
	return st;
}

const struct kind_ops visit_rules = { visit_derive, visit_check, visit_after };

/* ---- help with the costs ---- */

static enum status subsidy_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	if (change_is_deletion(item) || (!change_is_new(item) && !change_touches(item, "state")))
		return ST_OK;
	if (rule_is(item, "state", "asked", "granted", "refused", NULL))
		rule_put_today(item, "asked");
	if (rule_is(item, "state", "granted", "refused", NULL)) {
		if (!change_is_new(item) && !change_touches(item, "decided"))
			rule_put(item, "decided", NULL);
		rule_put_today(item, "decided");
	} else if (!change_touches(item, "decided") && rule_is(item, "state", "planned", "asked", NULL)) {
		rule_put(item, "decided", NULL);
	}
	return ST_OK;
}

static enum status subsidy_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = rule_same_person(change, item, "placement", "placement", err);
	if (st != ST_OK)
		return st;
	if (rule_is(item, "state", "granted", NULL) && !change_get(item, "amount"))
		return err_field(err, "amount", _("A subsidy is granted in a certain amount. Nothing was saved; please fill it in."));
	if (rule_before(change_get(item, "until"), change_get(item, "starts")))
		return err_field(err, "until", _("The subsidy would end before it begins. Nothing was saved; please look at both "
			"dates."));
	if (rule_before(change_get(item, "decided"), change_get(item, "asked")))
		return err_field(err, "decided", _("The decision would lie before the question. Nothing was saved; please look at "
			"both dates."));
	if (change_get(item, "decided") && rule_is(item, "state", "planned", "asked", NULL))
		return err_field(err, "decided", _("A decision needs its outcome: granted or refused. Nothing was saved; set the "
			"state or clear the date."));
	return ST_OK;
}

const struct kind_ops subsidy_rules = { subsidy_derive, subsidy_check, NULL };
