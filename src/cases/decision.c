/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Formal decisions: state and dates go together, whichever of them somebody set; the
 * last day for an objection is counted, never typed; nothing is final while the person
 * may still object.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/decide.h"
#include "cases/objection.h"
#include "cases/rules.h"
#include "store/query.h"

QUERY(objection_clock, "decision.clock", QUERY_INTERACTIVE,
	"SELECT id FROM clock WHERE person = :id AND gone = 0 AND rule = :rule AND began = :began"
	" AND state IN ('running', 'suspended') LIMIT 1");
QUERY(active_plan, "decision.plan", QUERY_INTERACTIVE,
	"SELECT id FROM plan WHERE person = :id AND gone = 0 AND state = 'active' ORDER BY rid DESC LIMIT 1");

static bool is_out(const struct change_item *item)
{
	return rule_is(item, "state", "sent", "objected", "upheld", "changed", "final", NULL);
}

static bool is_new_date(const struct change_item *item, const char *field)
{
	return change_touches(item, field) && change_get(item, field) && !change_touches(item, "state");
}

/* A date that was typed says what happened. */
static void state_follows(struct change_item *item)
{
	if (is_new_date(item, "objected") && rule_is(item, "state", "sent", NULL))
		rule_put(item, "state", "objected");
	else if (is_new_date(item, "sent") && rule_is(item, "state", "signed", NULL))
		rule_put(item, "state", "sent");
	else if (is_new_date(item, "decided") && rule_is(item, "state", "draft", NULL))
		rule_put(item, "state", "signed");
}

/* What happened has its day. Records of the past bring theirs, or none. */
static void dates_follow(struct change *change, struct change_item *item)
{
	if (!change_touches(item, "state"))
		return;
	if (rule_is(item, "state", "signed", "sent", NULL)) {
		rule_put_today(item, "decided");
		rule_default(item, "signatory", change_actor(change)->user);
	}
	if (rule_is(item, "state", "sent", NULL))
		rule_put_today(item, "sent");
	if (rule_is(item, "state", "objected", NULL))
		rule_put_today(item, "objected");
	if (rule_is(item, "state", "upheld", "changed", NULL))
		rule_put_today(item, "outcome_on");
	if (rule_is(item, "state", "draft", NULL) && change_is_update(item)) {
		rule_put(item, "decided", NULL);
		rule_put(item, "signatory", NULL);
	}
}

/* The usual time is written down with the decision: it holds for this one whatever the law says later. */
static enum status time_to_object(struct change *change, struct change_item *item, struct err *err)
{
	struct store *store = change_store(change);
	char usual[TERM_TEXT_MAX], until[11];
	const char *term = change_get(item, "objection_term");
	struct objection objection;
	bool none = rule_is(item, "no_objection", "yes", NULL);
	enum status st = ST_OK;

	if (!term && !none && is_out(item) && (st = objection_usual(store, usual, err)) == ST_OK && *usual)
		rule_put(item, "objection_term", usual);
	if (st == ST_OK)
		st = objection_count(store, none ? NULL : change_get(item, "objection_term"), change_get(item, "sent"),
			change_get(item, "how"), &objection, err);
	if (st != ST_OK)
		return st;
	date_text(objection.until, until);
	if (!str_same(change_get(item, "objection_until"), objection.until.year ? until : NULL))
		rule_put(item, "objection_until", objection.until.year ? until : NULL);
	return ST_OK;
}

/* Over with the objection, or when nobody can object any more: the clock that the sending started. */
static enum status clock_follows(struct change *change, struct change_item *item, struct err *err)
{
	const char *state = rule_is(item, "state", "objected", NULL) ? "met" : "ended", *sent = change_get(item, "sent");
	const struct profile_clock *rule;
	const struct profile *profile;
	struct change_item *clock;
	struct stmt *stmt;
	struct date began;
	char text[11];
	enum status st = profile_now(change_store(change), &profile, err);

	rule = st == ST_OK ? profile_objection(profile) : NULL;
	if (!rule || !sent || !date_parse(sent, &began) || !began.day)
		return st;
	date_text(date_add_days(began, rule->delay), text);
	st = store_query(change_store(change), &objection_clock, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", rule_reference(item, "person"));
	stmt_text(stmt, "rule", rule->key);
	stmt_text(stmt, "began", text);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		clock = rule_other(change, "clock", stmt_get_id(stmt, 0));
		rule_put(clock, "state", state);
		rule_put(clock, "met", str_same(state, "met") ? change_get(item, "objected") : NULL);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status decision_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (change_is_deletion(item))
		return ST_OK;
	state_follows(item);
	dates_follow(change, item);
	if (change_is_update(item) && change_touches(item, "state") && str_same(change_before(item, "state"), "sent"))
		st = clock_follows(change, item, err);
	return st == ST_OK ? time_to_object(change, item, err) : st;
}

static enum status sending_is_whole(const struct change_item *item, struct err *err)
{
	if (!change_touches(item, "state") || !rule_is(item, "state", "sent", NULL))
		return ST_OK;
	if (!change_get(item, "how"))
		return err_field(err, "how", _("Please say how it was sent: the time for objections is counted from when it arrived. "
			"Nothing was saved."));
	if (!change_get(item, "objection_term") && !rule_is(item, "no_objection", "yes", NULL))
		return err_field(err, "objection_term", _("The file's country profile does not say how long one may object. Nothing "
			"was saved; write it as in the letter, like “6 weeks”, or say that nobody can object."));
	return ST_OK;
}

static enum status final_is_late_enough(const struct change_item *item, struct err *err)
{
	struct str day = STR_INIT;
	const char *last = change_get(item, "objection_until");
	struct date until;
	char today[11];

	date_text(clock_today(), today);
	if (!change_touches(item, "state") || !rule_is(item, "state", "final", NULL) ||
	    !str_same(change_before(item, "state"), "sent") ||
	    !last || rule_before(last, today) || !date_parse(last, &until))
		return ST_OK;
	date_show(&day, until);
	err_field(err, "state", _("The person may object until %s. Nothing was saved; the decision is final on the day after."),
		str_get(&day));
	str_free(&day);
	return ST_INVALID;
}

static enum status dates_in_order(const struct change_item *item, struct err *err)
{
	static const struct { const char *later, *earlier; } pairs[] = {
		{ "sent", "decided" }, { "objected", "sent" }, { "outcome_on", "objected" },
	};

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		if (rule_before(change_get(item, pairs[i].later), change_get(item, pairs[i].earlier)))
			return err_field(err, pairs[i].later, _("A decision is made, then sent; then somebody may object, and the "
				"objection is decided. Nothing was saved; please look at the dates."));
	return ST_OK;
}

static enum status plan_fits(struct change *change, const struct change_item *item, struct err *err)
{
	char *owner = NULL;
	enum status st = rule_look(change, "plan", rule_reference(item, "plan"), "person", &owner, err);

	if (st == ST_OK && owner && !str_same(owner, change_get(item, "person")))
		st = err_field(err, "plan", _("This plan belongs to another person. Nothing was saved; choose a plan of the same "
			"person."));
	free(owner);
	if (st == ST_OK && change_touches(item, "state") && rule_is(item, "state", "signed", "sent", NULL) &&
	    rule_is(item, "what", "integration_plan", NULL) && !change_get(item, "plan"))
		st = err_field(err, "plan", _("A decision that sets an integration plan names the plan. Nothing was saved; choose it."));
	return st;
}

static enum status objection_fits(const struct change_item *item, struct err *err)
{
	if (!rule_is(item, "no_objection", "yes", NULL))
		return ST_OK;
	if (change_get(item, "objection_term"))
		return err_field(err, "no_objection", _("There is a time to object, and nobody can object: only one can be. Nothing was "
			"saved; clear one of them."));
	return rule_is(item, "state", "objected", NULL) ? err_field(err, "state", _("This decision says that nobody can object to "
		"it. Nothing was saved; correct that first.")) : ST_OK;
}

static enum status decision_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = sending_is_whole(item, err);
	if (st == ST_OK)
		st = final_is_late_enough(item, err);
	if (st == ST_OK && change_touches(item, "state") && rule_is(item, "state", "changed", NULL) && !change_get(item, "outcome"))
		st = err_field(err, "outcome", _("Please say what was changed, so that it is done. Nothing was saved."));
	if (st == ST_OK)
		st = dates_in_order(item, err);
	if (st == ST_OK)
		st = objection_fits(item, err);
	return st == ST_OK ? plan_fits(change, item, err) : st;
}

static enum status plan_to_set(struct change *change, struct id person, struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	char plan[37];
	enum status st = store_query(change_store(change), &active_plan, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		id_text(stmt_get_id(stmt, 0), plan);
	stmt_reset(stmt);
	if (st == ST_DONE)
		return err_set(err, ST_INVALID, _("There is no active plan to decide on. Nothing was saved; make the plan with the "
			"person first."));
	return st == ST_OK ? change_set(item, "plan", plan, err) : st;
}

enum status decide_draft(struct change *change, struct id person, const char *what, struct id *id, struct err *err)
{
	struct change_item *item = change_create(change, register_kind("decision"), id);
	char text[37];
	enum status st;

	id_text(person, text);
	st = change_set(item, "person", text, err);
	if (st == ST_OK)
		st = change_set(item, "what", what, err);
	return st == ST_OK && str_same(change_get(item, "what"), "integration_plan") ? plan_to_set(change, person, item, err) : st;
}

const struct kind_ops decision_rules = { decision_derive, decision_check, NULL };
