/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rules of reviews, of what both sides promised, and of the plan's signing.  A
 * review that was held calls for the next one; a plan is agreed once both have signed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/msg.h"
#include "cases/plan_own.h"
#include "cases/plan_versions.h"
#include "cases/rules.h"

QUERY(other_reviews, "review.planned", QUERY_INTERACTIVE,
	"SELECT count(*) FROM review WHERE plan = :id AND gone = 0 AND state = 'planned' AND id IS NOT :me");

QUERY(signing_steps, "review.signing_steps", QUERY_INTERACTIVE,
	"SELECT id FROM step WHERE plan = :plan AND gone = 0 AND milestone = 'plan_agreed'"
	" AND state IN ('open', 'under_way', 'waiting')");

/* What belongs to a plan belongs to its person; a colleague who is not named is the one of the file. */
static enum status belongs(struct change *change, struct change_item *item, struct err *err)
{
	char *person = NULL;
	enum status st = ST_OK;

	if (change_is_deletion(item) || change_get(item, "person"))
		return ST_OK;
	st = rule_look(change, "plan", rule_reference(item, "plan"), "person", &person, err);
	if (st == ST_OK)
		rule_default(item, "person", person);
	free(person);
	return st;
}

static enum status owner_fits(struct change *change, struct change_item *item, struct err *err)
{
	char *owner = NULL;
	const char *person = change_get(item, "person");
	enum status st = rule_look(change, "plan", rule_reference(item, "plan"), "person", &owner, err);

	if (st == ST_OK && owner && person && !str_same(owner, person))
		st = err_field(err, "plan", _("This plan belongs to another person. Nothing was saved; choose a plan of the same "
			"person."));
	free(owner);
	return st;
}

/* ---- reviews ---- */

void review_plan(struct change *change, const char *person, const char *plan, struct date due)
{
	struct change_item *review = change_create(change, register_kind("review"), NULL);
	char text[11];

	date_text(due, text);
	rule_put(review, "person", person);
	rule_put(review, "plan", plan);
	rule_put(review, "due", text);
}

static enum status review_caseworker(struct change *change, struct change_item *item, struct err *err)
{
	char *caseworker = NULL;
	enum status st;

	if (change_get(item, "caseworker"))
		return ST_OK;
	st = rule_look(change, "person", rule_reference(item, "person"), "caseworker", &caseworker, err);
	if (st == ST_OK)
		rule_default(item, "caseworker", caseworker ? caseworker : change_actor(change)->user);
	free(caseworker);
	return st;
}

static bool is_planned(const char *state)
{
	return str_same(state, "planned");
}

/* Of a plan that is followed and has no other review ahead. */
static enum status next_is_wanted(struct change *change, struct change_item *item, bool *out, struct err *err)
{
	char *state = NULL;
	int64_t planned = 0;
	struct id plan = rule_reference(item, "plan");
	enum status st = rule_look(change, "plan", plan, "state", &state, err);

	if (st == ST_OK)
		st = rule_count(change, &other_reviews, plan, change_id_of(item), &planned, err);
	planned += rule_set_count(change, item, "plan", change_get(item, "plan"), is_planned);
	*out = st == ST_OK && str_same(state, "active") && planned <= 0;
	free(state);
	return st;
}

/* A review held now calls for the next one: on the day that was agreed, else at the usual distance. */
static enum status plan_next(struct change *change, struct change_item *item, struct err *err)
{
	int days = 0;
	bool wanted;
	struct date held, next;
	char text[11];
	enum status st = next_is_wanted(change, item, &wanted, err);

	if (st == ST_OK)
		st = plan_review_days(change_store(change), &days, err);
	if (st != ST_OK || !wanted || (!days && !change_get(item, "next")))
		return st;
	if (!change_get(item, "next") && date_parse(change_get(item, "held"), &held) && held.day) {
		date_text(date_add_days(held, days), text);
		rule_put(item, "next", text);
	}
	if (change_get(item, "next") && date_parse(change_get(item, "next"), &next) && next.day
	    && date_between(clock_today(), next) >= 0)
		review_plan(change, change_get(item, "person"), change_get(item, "plan"), next);
	return ST_OK;
}

static enum status review_derive(struct change *change, struct change_item *item, struct err *err)
{
	bool now_held;
	enum status st = belongs(change, item, err);

	if (st != ST_OK || change_is_deletion(item))
		return st;
	if (change_touches(item, "held") && change_get(item, "held") && !change_touches(item, "state"))
		rule_put(item, "state", "held");
	if (rule_is(item, "state", "held", NULL))
		rule_put_today(item, "held");
	else if (change_get(item, "held"))
		rule_put(item, "held", NULL);
	now_held = rule_is(item, "state", "held", NULL) && !str_same(change_before(item, "state"), "held");
	st = review_caseworker(change, item, err);
	return st == ST_OK && now_held ? plan_next(change, item, err) : st;
}

static enum status review_check(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_before(change_get(item, "next"), change_get(item, "held")))
		return err_field(err, "next", _("The next review would lie before this one. Nothing was saved; please look at both "
			"dates."));
	return owner_fits(change, item, err);
}

const struct kind_ops review_rules = { review_derive, review_check, NULL };

/* ---- what both sides promised ---- */

static enum status commitment_check(struct change *change, struct change_item *item, struct err *err)
{
	return change_is_deletion(item) ? ST_OK : owner_fits(change, item, err);
}

const struct kind_ops commitment_rules = { belongs, commitment_check, NULL };

/* ---- signing ---- */


static bool counts_for_version(const struct change_item *item)
{
	const struct kind *kind = item ? change_kind_of(item) : NULL;

	if (!item || !(str_same(kind->name, "plan") || str_same(kind->name, "step") || str_same(kind->name, "commitment")))
		return false;
	if (!change_is_update(item))
		return true;
	for (int f = 0; f < kind->n_fields; f++)
		if (change_touches(item, kind->fields[f].name) && plan_version_counts(kind->name, kind->fields[f].name))
			return true;
	return false;
}

/* What this change set itself does to the plan before it is signed. */
static bool plan_changes(struct change *change, struct id plan)
{
	const struct change_item *item;
	bool changes = counts_for_version(change_find(change, plan));

	for (int at = 0; !changes && (item = change_next_with(change, plan, &at)) != NULL;)
		changes = counts_for_version(item) && id_same(rule_reference(item, "plan"), plan);
	return changes;
}

static enum status put_version(struct change *change, struct change_item *item, struct err *err)
{
	struct id plan = rule_reference(item, "plan");
	char text[16];
	int version;
	enum status st = plan_version_next(change_store(change), plan, change_actor(change)->user,
		plan_changes(change, plan), &version, err);

	snprintf(text, sizeof(text), "%d", version);
	if (st == ST_OK)
		rule_put(item, "version", text);
	return st;
}

/* The step that waited for the signing. */
static enum status step_done(struct change *change, struct id plan, const char *day, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &signing_steps, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "plan", plan);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id step = stmt_get_id(stmt, 0);

		if (!rule_removes(change, step))
			rule_put(rule_other(change, "step", step), "done", day);
	}
	return st == ST_DONE ? ST_OK : st;
}

/* The later of both signatures is the day on which the plan was agreed. */
static enum status put_agreed(struct change *change, struct change_item *item, struct err *err)
{
	const char *person = change_get(item, "signed_person"), *city = change_get(item, "signed_city"), *day;
	struct id plan = rule_reference(item, "plan");

	if (!person || !city || id_none(plan) || rule_removes(change, plan))
		return ST_OK;
	if (!change_touches(item, "signed_person") && !change_touches(item, "signed_city"))
		return ST_OK;
	day = rule_before(person, city) ? city : person;
	rule_put(rule_other(change, "plan", plan), "agreed", day);
	return step_done(change, plan, day, err);
}

static enum status agreement_language(struct change *change, struct change_item *item, struct err *err)
{
	char *language = NULL;
	enum status st;

	if (change_get(item, "language"))
		return ST_OK;
	st = rule_look(change, "person", rule_reference(item, "person"), "interpreter", &language, err);
	if (st == ST_OK && language)
		rule_put(item, "language", language);
	free(language);
	return st;
}

static enum status agreement_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = belongs(change, item, err);

	if (st != ST_OK || change_is_deletion(item))
		return st;
	if (change_is_new(item))
		st = agreement_language(change, item, err);
	if (st == ST_OK && change_is_new(item))
		st = put_version(change, item, err);
	if (change_get(item, "signed_city") && change_touches(item, "signed_city"))
		rule_default(item, "signatory", change_actor(change)->user);
	return st == ST_OK ? put_agreed(change, item, err) : st;
}

static enum status agreement_check(struct change *change, struct change_item *item, struct err *err)
{
	static const char *const signature[] = { "signed_person", "signed_city" };

	if (change_is_deletion(item))
		return ST_OK;
	for (int i = 0; i < 2; i++)
		if (rule_before(change_get(item, signature[i]), change_get(item, "day")))
			return err_field(err, signature[i], _("The plan would be signed before it was explained. Nothing was saved; "
				"please look at both dates."));
	if (change_get(item, "interpreter_name") && rule_is(item, "interpreter", "not_needed", NULL))
		return err_field(err, "interpreter", _("An interpreter is named, but none was needed. Nothing was saved; say how the "
			"interpreter took part, or clear the name."));
	return owner_fits(change, item, err);
}

const struct kind_ops agreement_rules = { agreement_derive, agreement_check, NULL };
