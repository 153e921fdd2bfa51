/* SPDX-License-Identifier: EUPL-1.2 */
/* Plans from templates, and the rules of plans and steps. */
#include "cases/plan.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/arrangement.h"
#include "cases/rules.h"
#include "cases/templates.h"
#include "cases/todo.h"

QUERY(active_plans, "plan.active", QUERY_INTERACTIVE,
	"SELECT count(*) FROM plan WHERE person = :id AND gone = 0 AND state = 'active'");
QUERY(open_steps, "plan.open_steps", QUERY_INTERACTIVE,
	"SELECT count(*) FROM step WHERE plan = :id AND gone = 0 AND state IN ('open', 'under_way', 'waiting')");

const struct plan_template *plan_templates(int *count)
{
	*count = n_builtin_templates;
	return builtin_templates;
}

static const struct plan_template *template_of(const char *name)
{
	for (int i = 0; i < n_builtin_templates; i++)
		if (str_same(builtin_templates[i].name, name ? name : "general"))
			return &builtin_templates[i];
	return NULL;
}

static void add_step(struct change *change, const char *person, const char *plan, const struct plan_step *from,
	struct date start)
{
	struct change_item *step = change_create(change, register_kind("step"), NULL);
	char target[11];

	date_text(date_add_days(start, from->days), target);
	rule_put(step, "person", person);
	rule_put(step, "plan", plan);
	rule_put(step, "stage", from->stage);
	rule_put(step, "what", from->what);
	rule_put(step, "who", from->who);
	rule_put(step, "milestone", from->milestone);
	rule_put(step, "target", target);
}

enum status plan_add(struct change *change, struct id person, const char *template_name, struct date from,
	struct err *err)
{
	const struct plan_template *template = template_of(template_name);
	struct date start = from.year && from.day ? from : clock_today();
	char person_text[37], plan_text[37], started[11];
	struct id plan = { { 0 } };
	struct change_item *item;

	if (!template)
		return err_set(err, ST_INVALID, _("There is no plan template of this name. Nothing was saved."));
	item = change_create(change, register_kind("plan"), &plan);
	id_text(person, person_text);
	id_text(plan, plan_text);
	date_text(start, started);
	rule_put(item, "person", person_text);
	rule_put(item, "template", template->label);
	rule_put(item, "started", started);
	for (int i = 0; i < template->n_steps; i++)
		add_step(change, person_text, plan_text, &template->step[i], start);
	return arrangements_add(change, person, start, err);
}

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

const struct kind_ops plan_rules = { NULL, NULL, plan_after };

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

/* State and date of being done go together, whichever of them somebody set. */
static enum status step_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (change_touches(item, "done") && change_get(item, "done") && !change_touches(item, "state"))
		rule_put(item, "state", "done");
	if (change_touches(item, "done") && !change_get(item, "done") && !change_touches(item, "state") &&
	    rule_is(item, "state", "done", NULL))
		rule_put(item, "state", "open");
	if (rule_is(item, "state", "done", NULL))
		rule_put_today(item, "done");
	else if (change_touches(item, "state") && !change_touches(item, "done") && change_get(item, "done"))
		rule_put(item, "done", NULL);
	return change_is_new(item) ? step_belongs(change, item, err) : ST_OK;
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
	return st;
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
