/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of plans and steps. */
#include "cases/plan.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan_own.h"
#include "cases/chain.h"
#include "cases/rules.h"
#include "cases/todo.h"

QUERY(active_plans, "plan.active", QUERY_INTERACTIVE,
	"SELECT count(*) FROM plan WHERE person = :id AND gone = 0 AND state = 'active'");
QUERY(planned_reviews, "plan.planned_reviews", QUERY_INTERACTIVE,
	"SELECT id FROM review WHERE plan = :plan AND gone = 0 AND state = 'planned'");
QUERY(followers, "plan.followers", QUERY_INTERACTIVE, "SELECT id FROM step WHERE after = :step AND gone = 0");
QUERY(last_place, "plan.last_place", QUERY_INTERACTIVE,
	"SELECT max(position) FROM step WHERE plan = :id AND gone = 0");
QUERY(open_steps, "plan.open_steps", QUERY_INTERACTIVE,
	"SELECT count(*) FROM step WHERE plan = :id AND gone = 0 AND state IN ('open', 'under_way', 'waiting')");

static enum status plan_refuses(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (rule_is(item, "state", "active", NULL))
		st = rule_count(change, &active_plans, rule_reference(item, "person"), none, &n, err);
	if (st == ST_OK && n > 1)
		return err_field(err, "state", _("The person has an active plan already. Nothing was saved; finish or stop that "
			"plan first, or add steps to it."));
	if (st == ST_OK && rule_is(item, "state", "finished", NULL)) {
		st = rule_count(change, &open_steps, change_id_of(item), none, &n, err);
		if (st == ST_OK && n > 0)
			return err_field(err, "state", ngettext("%d step of this plan is still to be done. Nothing was saved; "
				"mark it as done, not needed or given up first.", "%d steps of this plan are still to be done. "
				"Nothing was saved; mark them as done, not needed or given up first.", (unsigned long)n), (int)n);
	}
	return st;
}

static enum status plan_after(struct change *change, struct change_item *item, struct err *err)
{
	struct store *store = change_store(change);
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = plan_refuses(change, item, err);
	if (st != ST_OK || (change_is_new(item) && !change_is_merge(change) && rule_is(item, "state", "active", NULL)))
		return st;
	st = todo_of_plan(store, change_id_of(item), err);
	return st == ST_OK ? idle_of_person(store, rule_reference(item, "person"), err) : st;
}

/* A plan that ends calls for no further review. */
static enum status plan_derive(struct change *change, struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (change_is_deletion(item) || change_is_new(item) || !change_touches(item, "state")
	    || !rule_is(item, "state", "finished", "stopped", NULL))
		return ST_OK;
	st = store_query(change_store(change), &planned_reviews, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "plan", change_id_of(item));
	while ((st = stmt_step(stmt, err)) == ST_OK)
		rule_put(rule_other(change, "review", stmt_get_id(stmt, 0)), "state", "not_needed");
	return st == ST_DONE ? ST_OK : st;
}

const struct kind_ops plan_rules = { plan_derive, NULL, plan_after };

/* ---- steps ---- */

/* A step without a person of its own belongs to its plan's; without a caseworker to the person's. */
static enum status step_belongs(struct change *change, struct change_item *item, struct err *err)
{
	char *person = NULL, *caseworker = NULL;
	enum status st = ST_OK;

	if (!change_get(item, "person"))
		st = rule_look(change, "plan", rule_reference(item, "plan"), "person", &person, err);
	if (st == ST_OK)
		rule_default(item, "person", person);
	if (st == ST_OK && !change_get(item, "caseworker"))
		st = rule_look(change, "person", rule_reference(item, "person"), "caseworker", &caseworker, err);
	if (st == ST_OK)
		rule_default(item, "caseworker", caseworker ? caseworker : change_actor(change)->user);
	free(person);
	free(caseworker);
	return st;
}

/* A step that is added comes last in its plan. */
static enum status step_comes_last(struct change *change, struct change_item *item, struct err *err)
{
	struct id plan = rule_reference(item, "plan"), none = { { 0 } };
	int64_t last = 0;
	char text[24];
	enum status st = ST_OK;

	if (change_get(item, "position") || id_none(plan))
		return ST_OK;
	st = rule_count(change, &last_place, plan, none, &last, err);
	snprintf(text, sizeof(text), "%lld", (long long)last + PLAN_SPACE);
	if (st == ST_OK)
		rule_put(item, "position", text);
	return st;
}

/* Steps that came after one that is taken out keep their targets and stand for themselves. */
static enum status step_released(struct change *change, struct id gone, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &followers, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "step", gone);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id step = stmt_get_id(stmt, 0);

		if (rule_removes(change, step))
			continue;
		rule_put(rule_other(change, "step", step), "after", NULL);
		rule_put(rule_other(change, "step", step), "gap", NULL);
	}
	return st == ST_DONE ? ST_OK : st;
}

/* State and date of being done go together, whichever of them somebody set. */
static enum status step_derive(struct change *change, struct change_item *item, struct err *err)
{
	char *clock;
	enum status st;

	if (change_is_deletion(item))
		return step_released(change, change_id_of(item), err);
	if (change_touches(item, "done") && change_get(item, "done") && !change_touches(item, "state"))
		rule_put(item, "state", "done");
	if (change_touches(item, "done") && !change_get(item, "done") && !change_touches(item, "state") &&
	    rule_is(item, "state", "done", NULL))
		rule_put(item, "state", "open");
	if (rule_is(item, "state", "done", NULL))
		rule_put_today(item, "done");
	else if (change_touches(item, "state") && !change_touches(item, "done") && change_get(item, "done"))
		rule_put(item, "done", NULL);
	if (!change_is_new(item))
		return ST_OK;
	clock = plan_clock_of(change_store(change), change_get(item, "what"));
	rule_default(item, "clock", clock);
	free(clock);
	st = step_belongs(change, item, err);
	return st == ST_OK ? step_comes_last(change, item, err) : st;
}

static enum status step_check(struct change *change, struct change_item *item, struct err *err)
{
	char *owner = NULL;
	const char *person = change_get(item, "person");
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_get(item, "done") && !rule_is(item, "state", "done", NULL))
		return err_field(err, "done", _("Only a step that is done has a date of being done. Nothing was saved; set the "
			"state to done or clear the date."));
	if (rule_is(item, "state", "given_up", NULL) && !change_get(item, "outcome") &&
	    (!change_get(item, "barrier") || rule_is(item, "barrier", "none", NULL)))
		return err_field(err, "outcome", _("A step that is given up needs an outcome or a barrier, so that the next "
			"colleague knows why. Nothing was saved; fill in one of them."));
	st = rule_look(change, "plan", rule_reference(item, "plan"), "person", &owner, err);
	if (st == ST_OK && owner && person && !str_same(owner, person))
		st = err_field(err, "plan", _("This plan belongs to another person. Nothing was saved; choose a plan of the same "
			"person."));
	free(owner);
	return st == ST_OK && change_get(item, "after") ? chain_check(change, item, err) : st;
}

static bool is_to_do(const char *state)
{
	return str_same(state, "open") || str_same(state, "under_way") || str_same(state, "waiting");
}

static enum status step_after(struct change *change, struct change_item *item, struct err *err)
{
	struct store *store = change_store(change);
	enum status st;

	/* A step that is new and closed, as imported from the past, leaves everything as it is. */
	if (change_is_new(item) && !change_is_merge(change))
		return is_to_do(change_get(item, "state")) ? todo_of_new_step(store, change_id_of(item), err) : ST_OK;
	st = todo_of_step(store, change_id_of(item), err);
	if (st == ST_OK && change_touches(item, "person")) {
		struct id was = { { 0 } };

		if (change_before(item, "person") && id_parse(change_before(item, "person"), &was))
			st = idle_of_person(store, was, err);
	}
	return st == ST_OK ? idle_of_person(store, rule_reference(item, "person"), err) : st;
}

const struct kind_ops step_rules = { step_derive, step_check, step_after };
