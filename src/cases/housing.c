/* SPDX-License-Identifier: EUPL-1.2 */
/* Dwellings and placements: one household a home; the home's state follows the placement in the same change set. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/held.h"
#include "cases/rules.h"

/* Placements that hold a home, of people outside the household of this one. */
#define HOLDS " IN ('offered', 'accepted', 'moved_in')"
QUERY(held_by_others, "placement.held_by_others", QUERY_INTERACTIVE,
	"SELECT count(*) FROM placement a JOIN person x ON x.id = a.person"
	" JOIN placement b ON b.dwelling = a.dwelling AND b.gone = 0 AND b.state" HOLDS " AND b.id <> a.id"
	" JOIN person y ON y.id = b.person"
	" WHERE a.id = :id AND a.state" HOLDS " AND (x.household IS NULL OR y.household IS NOT x.household)");
QUERY(held_at_all, "placement.held", QUERY_INTERACTIVE,
	"SELECT count(*) FROM placement WHERE dwelling = :id AND gone = 0 AND state" HOLDS " AND id IS NOT :me");

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

/* Who moved in stays there. */
static enum status follow_address(struct change *change, struct change_item *item, struct err *err)
{
	char *address = NULL;
	enum status st = rule_look(change, "dwelling", rule_reference(item, "dwelling"), "address", &address, err);

	if (st == ST_OK && address)
		rule_put(rule_other(change, "person", rule_reference(item, "person")), "address", address);
	free(address);
	return st;
}

static enum status placement_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = leave_dwelling(change, item, err);

	if (st != ST_OK || change_is_deletion(item))
		return st;
	if (!change_is_new(item) && !change_touches(item, "state") && !change_touches(item, "dwelling"))
		return ST_OK;
	if (!change_get(item, "dwelling") || !change_get(item, "person"))
		return ST_OK;    /* the door says what is missing */
	if (rule_is(item, "state", "moved_in", NULL))
		rule_put_today(item, "moved_in");
	st = follow_dwelling(change, item, change_get(item, "dwelling"), dwelling_state(change_get(item, "state")), err);
	if (st == ST_OK && rule_is(item, "state", "moved_in", NULL))
		st = follow_address(change, item, err);
	return st;
}

static enum status dwelling_is_offered(struct change *change, struct change_item *item, struct err *err)
{
	char *state = NULL;
	enum status st = rule_look(change, "dwelling", rule_reference(item, "dwelling"), "state", &state, err);

	if (st == ST_OK && str_same(state, "withdrawn"))
		st = err_field(err, "dwelling", _("This home was withdrawn and cannot be offered. Nothing was saved; choose "
			"another one."));
	free(state);
	return st;
}

static enum status placement_check(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_before(change_get(item, "answer_by"), change_get(item, "offered")))
		return err_field(err, "answer_by", _("The answer would be due before the offer was made. Nothing was saved; "
			"please look at both dates."));
	if (rule_before(change_get(item, "moved_in"), change_get(item, "offered")))
		return err_field(err, "moved_in", _("The move would lie before the offer. Nothing was saved; please look at both "
			"dates."));
	if (change_get(item, "moved_in") && rule_is(item, "state", "offered", "declined", NULL))
		return err_field(err, "moved_in", _("Moving in follows accepting. Nothing was saved; set the state to accepted or "
			"moved in, or clear the date."));
	return holds(change_get(item, "state")) ? dwelling_is_offered(change, item, err) : ST_OK;
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

const struct kind_ops dwelling_rules = { NULL, NULL, dwelling_after };
