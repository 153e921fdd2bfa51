/* SPDX-License-Identifier: EUPL-1.2 */
/* Dwellings and placements: one household a home; the home's state follows the placement in the same change set, and
 * what follows a move (stay, visits, the need that is met) is made with it. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/msg.h"
#include "cases/feeds.h"
#include "cases/held.h"
#include "cases/need.h"
#include "cases/lot.h"
#include "cases/rules.h"
#include "cases/stay.h"
#include "cases/tenancy.h"

/* Placements that hold a home, of people outside the household of this one. */
#define HOLDS " IN ('offered', 'accepted', 'moved_in')"
QUERY(held_by_others, "placement.held_by_others", QUERY_INTERACTIVE,
	"SELECT count(*) FROM placement a JOIN person x ON x.id = a.person"
	" JOIN placement b ON b.dwelling = a.dwelling AND b.gone = 0 AND b.state" HOLDS " AND b.id <> a.id"
	" JOIN person y ON y.id = b.person"
	" WHERE a.id = :id AND a.state" HOLDS " AND (x.household IS NULL OR y.household IS NOT x.household)");
QUERY(held_at_all, "placement.held", QUERY_INTERACTIVE,
	"SELECT count(*) FROM placement WHERE dwelling = :id AND gone = 0 AND state" HOLDS " AND id IS NOT :me");

QUERY(lived_in, "placement.lived_in", QUERY_INTERACTIVE,
	"SELECT id FROM placement WHERE person = :id AND gone = 0 AND state = 'moved_in'");
QUERY(who_lives_in, "placement.who_lives_in", QUERY_INTERACTIVE,
	"SELECT id FROM placement WHERE dwelling = :id AND gone = 0 AND state = 'moved_in'");

static bool holds(const char *state)
{
	return str_same(state, "offered") || str_same(state, "accepted") || str_same(state, "moved_in");
}

static const char *dwelling_state(const char *placement_state)
{
	if (str_same(placement_state, "offered"))
		return "offered";
	return holds(placement_state) ? "taken" : "free";
}

/* The home goes with the placement: offered, taken, or free again once nobody holds it. */
static enum status follow_dwelling(struct change *change, struct change_item *item, const char *dwelling,
	const char *want, struct err *err)
{
	struct id id;
	char *state = NULL;
	int64_t others = 0, held = 0;
	enum status st;

	if (!dwelling || !id_parse(dwelling, &id) || rule_removes(change, id))
		return ST_OK;
	st = rule_look(change, "dwelling", id, "state", &state, err);
	if (st == ST_OK)
		st = rule_count(change, &held_at_all, id, change_id_of(item), &others, err);
	if (st == ST_OK)
		st = held_count(change, "dwelling", id, &held, err);
	others += held + rule_set_count(change, item, "dwelling", dwelling, holds);
	if (st == ST_OK && state && !str_same(state, want) && !str_same(state, "withdrawn") &&
	    !(others > 0 && !str_same(want, "taken")))
		rule_put(rule_other(change, "dwelling", id), "state", want);
	free(state);
	return st;
}

/* A placement that is removed, or goes to another home, leaves the one that it held. */
static enum status leave_dwelling(struct change *change, struct change_item *item, struct err *err)
{
	bool left = change_is_deletion(item) || (!change_is_new(item) && change_touches(item, "dwelling"));

	if (!left || !holds(change_before(item, "state")))
		return ST_OK;
	return follow_dwelling(change, item, change_before(item, "dwelling"), "free", err);
}

/* Who moves from one of the city's homes into another leaves the first. */
static enum status leave_others(struct change *change, struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &lived_in, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", rule_reference(item, "person"));
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *other;

		if (id_same(stmt_get_id(stmt, 0), change_id_of(item)) || change_find(change, stmt_get_id(stmt, 0)))
			continue;
		other = rule_other(change, "placement", stmt_get_id(stmt, 0));
		rule_put(other, "state", "ended");
		rule_put(other, "ended", change_get(item, "moved_in"));
		rule_put(other, "ended_why", "another");
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status moves_in(struct change *change, struct change_item *item, struct err *err)
{
	char *next = NULL;
	enum status st = rule_look(change, "dwelling", rule_reference(item, "dwelling"), "next_check", &next, err);

	if (st == ST_OK && next)
		rule_put(item, "check_due", next);
	free(next);
	if (st == ST_OK)
		st = leave_others(change, item, err);
	if (st == ST_OK)
		st = stay_in_home(change, item, err);
	if (st == ST_OK)
		st = tenancy_begins(change, item, err);
	return st == ST_OK ? need_met(change, rule_reference(item, "person"), err) : st;
}

static enum status moves_out(struct change *change, struct change_item *item, const char *day, struct err *err)
{
	enum status st = stay_left_home(change, item, day, err);

	return st == ST_OK ? tenancy_ends(change, item, err) : st;
}

/* Days and reasons that follow the state. */
static void derive_days(struct change_item *item)
{
	if (rule_is(item, "state", "accepted", "declined", "moved_in", NULL))
		rule_put_today(item, "answered");
	if (rule_is(item, "state", "moved_in", NULL))
		rule_put_today(item, "moved_in");
	if (rule_is(item, "state", "declined", NULL))
		rule_default(item, "why", "not_said");
	if (rule_is(item, "state", "ended", NULL))
		rule_put_today(item, "ended");
	if (!rule_is(item, "state", "moved_in", NULL) && change_get(item, "check_due"))
		rule_put(item, "check_due", NULL);
}

/* An offer puts the plan's own home under way, the move settles it. */
static enum status feed_plan(struct change *change, struct change_item *item, struct err *err)
{
	bool lives = rule_is(item, "state", "moved_in", NULL);
	const struct feed feed = { .stage = "housing", .milestone = "own_home", .to = lives ? FEED_DONE : FEED_BEGUN,
		.day = lives ? change_get(item, "moved_in") : NULL, .what = N_("Moved in") };

	if (!lives && !rule_is(item, "state", "offered", "accepted", NULL))
		return ST_OK;
	return feed_step(change, rule_reference(item, "person"), &feed, err);
}

static enum status placement_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = leave_dwelling(change, item, err);
	bool lived = !change_is_new(item) && str_same(change_before(item, "state"), "moved_in");
	char today[11];

	date_text(clock_today(), today);
	if (st == ST_OK && change_is_deletion(item))
		return lived ? moves_out(change, item, today, err) : ST_OK;
	if (st != ST_OK || (!change_is_new(item) && !change_touches(item, "state") && !change_touches(item, "dwelling")))
		return st;
	if (!change_get(item, "dwelling") || !change_get(item, "person"))
		return ST_OK;    /* the door says what is missing */
	derive_days(item);
	st = feed_plan(change, item, err);
	if (st == ST_OK)
		st = follow_dwelling(change, item, change_get(item, "dwelling"), dwelling_state(change_get(item, "state")), err);
	if (st == ST_OK && rule_is(item, "state", "moved_in", NULL))
		return moves_in(change, item, err);
	/* Any other state is refused later on; until then it counts as an end. */
	return st == ST_OK && lived ? moves_out(change, item, change_get(item, "ended") ? change_get(item, "ended") : today, err) :
		st;
}

static enum status may_be_lived_in(struct change *change, struct change_item *item, struct err *err)
{
	struct id home = rule_reference(item, "dwelling");
	char *state = NULL, *result = NULL;
	enum status st = rule_look(change, "dwelling", home, "state", &state, err);

	if (st == ST_OK)
		st = rule_look(change, "dwelling", home, "check_result", &result, err);
	if (st == ST_OK && str_same(state, "withdrawn"))
		st = err_field(err, "dwelling", _("This home was withdrawn and cannot be offered. Nothing was saved; choose "
			"another one."));
	else if (st == ST_OK && str_same(result, "failed") && !rule_is(item, "state", "moved_in", NULL))
		st = err_field(err, "dwelling", _("This home failed its safety check and cannot be offered. Nothing was saved; choose "
			"another one, or write down the new check."));
	free(state);
	free(result);
	return st;
}

static enum status check_days(const struct change_item *item, struct err *err)
{
	char today[11];

	date_text(clock_today(), today);
	if (rule_before(change_get(item, "answer_by"), change_get(item, "offered")))
		return err_field(err, "answer_by", _("The answer would be due before the offer was made. Nothing was saved; "
			"please look at both dates."));
	if (rule_before(change_get(item, "answered"), change_get(item, "offered")))
		return err_field(err, "answered", _("The answer would lie before the offer. Nothing was saved; please look at both "
			"dates."));
	if (rule_before(change_get(item, "moved_in"), change_get(item, "offered")))
		return err_field(err, "moved_in", _("The move would lie before the offer. Nothing was saved; please look at both "
			"dates."));
	if (rule_is(item, "state", "moved_in", NULL) && rule_before(today, change_get(item, "moved_in")))
		return err_field(err, "moved_in", _("The day of the move has not come yet. Nothing was saved; leave the offer "
			"accepted until then."));
	if (rule_before(change_get(item, "ended"), change_get(item, "moved_in")))
		return err_field(err, "ended", _("The home would have been left before anybody moved in. Nothing was saved; please "
			"look at both dates."));
	return ST_OK;
}

static enum status placement_check(struct change *change, struct change_item *item, struct err *err)
{
	bool set = change_is_new(item) || change_touches(item, "state") || change_touches(item, "dwelling");
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = check_days(item, err);
	if (st != ST_OK)
		return st;
	if (change_get(item, "moved_in") && !rule_is(item, "state", "accepted", "moved_in", "ended", "withdrawn", NULL))
		return err_field(err, "moved_in", _("Moving in follows accepting. Nothing was saved; set the state to accepted or "
			"moved in, or clear the date."));
	if (change_get(item, "why") && !rule_is(item, "state", "declined", "withdrawn", "run_out", NULL))
		return err_field(err, "why", _("A reason why it came to nothing belongs to an offer that was declined or withdrawn. "
			"Nothing was saved; set the state first, or clear the reason."));
	if ((change_get(item, "ended") || change_get(item, "ended_why")) && !rule_is(item, "state", "ended", NULL))
		return err_field(err, "ended", _("A home is left once the placement has ended. Nothing was saved; set the state to "
			"ended, or clear the day and the reason."));
	return set && holds(change_get(item, "state")) ? may_be_lived_in(change, item, err) : ST_OK;
}

static enum status placement_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0, held = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = rule_count(change, &held_by_others, change_id_of(item), none, &n, err);
	if (st == ST_OK && !change_is_merge(change) && !change_is_deletion(item) && holds(change_get(item, "state")))
		st = held_count(change, "dwelling", rule_reference(item, "dwelling"), &held, err);
	if (st == ST_OK && n + held > 0)
		return err_field(err, "dwelling", _("This home is offered to or taken by others. Nothing was saved; choose another "
			"one, or end that placement first."));
	return st;
}

const struct kind_ops placement_rules = { placement_derive, placement_check, placement_after };

/* The day of the next check stands with those who live there: it waits for them. */
static enum status follow_check(struct change *change, struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &who_lives_in, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", change_id_of(item));
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!rule_removes(change, stmt_get_id(stmt, 0)))
			rule_put(rule_other(change, "placement", stmt_get_id(stmt, 0)), "check_due", change_get(item, "next_check"));
	return st == ST_DONE ? ST_OK : st;
}

static enum status dwelling_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = lot_draw(change, item, err);

	if (st == ST_OK && change_is_update(item) && change_touches(item, "next_check"))
		st = follow_check(change, item, err);
	return st;
}

static enum status dwelling_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_before(change_get(item, "until"), change_get(item, "available")))
		return err_field(err, "until", _("The home would be gone before it can be had. Nothing was saved; please look at both "
			"dates."));
	if (rule_before(change_get(item, "next_check"), change_get(item, "checked")))
		return err_field(err, "next_check", _("The next check would lie before the last one. Nothing was saved; please look at "
			"both dates."));
	if (change_get(item, "check_result") && !change_get(item, "checked"))
		return err_field(err, "checked", _("A check that has a result was made on some day. Nothing was saved; please fill in "
			"the day."));
	return ST_OK;
}

static enum status dwelling_after(struct change *change, struct change_item *item, struct err *err)
{
	int64_t n = 0, held = 0;
	struct id none = { { 0 } };
	bool let_go = change_is_deletion(item) ||
		(change_touches(item, "state") && rule_is(item, "state", "free", "withdrawn", NULL));
	enum status st = ST_OK;

	if (!change_is_merge(change) && let_go)
		st = held_count(change, "dwelling", change_id_of(item), &held, err);
	if (st == ST_OK && !change_is_merge(change) && let_go && !change_is_deletion(item))
		st = rule_count(change, &held_at_all, change_id_of(item), none, &n, err);
	if (st == ST_OK && n + held > 0)
		return err_field(err, "state", _("Somebody was offered this home or lives there. Nothing was saved; end that "
			"placement first."));
	return st;
}

const struct kind_ops dwelling_rules = { dwelling_derive, dwelling_check, dwelling_after };
