/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Dossiers of recognition: dates that follow the state, and what each route allows.
 * A comparability statement is advice: nobody recognises or refuses anything, and
 * there is nothing to appeal against (Lisbon Recognition Convention, section IX, parts
 * statements of information centres from decisions).  What an authority decides may be
 * appealed; who was recognised in part is recognised once every compensation measure is
 * passed (Directive 2005/36/EC, art. 14).
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/feeds.h"
#include "cases/rules.h"

QUERY(open_measures, "credential.open_measures", QUERY_INTERACTIVE,
	"SELECT count(*) FROM measure WHERE credential = :id AND gone = 0 AND state NOT IN ('passed', 'dropped')");
QUERY(papers_in_hand, "credential.in_hand", QUERY_INTERACTIVE,
	"SELECT id FROM requirement WHERE credential = :id AND gone = 0 AND state = 'in_hand'"
	" AND coalesce(translation, 'none') IN ('none', 'done') ORDER BY rid");

static bool is_decided(const struct change_item *item)
{
	return rule_is(item, "state", "recognised", "partly", "refused", "stated", "appealed", NULL);
}

/* ---- dates that follow ---- */

/* What was recognised in part, or only after an appeal, has a day of its own beside that of the first decision. */
static void derive_full(struct change_item *item)
{
	const char *before = change_before(item, "state");

	if (rule_is(item, "state", "recognised", NULL) && (str_same(before, "partly") || str_same(before, "appealed")))
		rule_put_today(item, "full");
	else if (!rule_is(item, "state", "recognised", NULL) && !change_touches(item, "full") && change_get(item, "full"))
		rule_put(item, "full", NULL);
}

static void derive_decision(struct change_item *item)
{
	bool after_appeal = str_same(change_before(item, "state"), "appealed");

	if (rule_is(item, "state", "appealed", NULL))
		rule_put_today(item, "appealed");
	else if (after_appeal && rule_is(item, "state", "recognised", "partly", "refused", NULL))
		rule_put_today(item, "appeal_decided");
	else if (is_decided(item))
		rule_put_today(item, "decided");
	else if (!change_touches(item, "decided") && change_get(item, "decided"))
		rule_put(item, "decided", NULL);
}

static void derive_dates(struct change_item *item)
{
	static const char *const theirs[] = { "submitted", "acknowledged" };

	if (rule_is(item, "state", "submitted", "complete", "recognised", "partly", "refused", "stated", "appealed", NULL))
		rule_put_today(item, "submitted");
	if (rule_is(item, "state", "complete", NULL))
		rule_put_today(item, "completed");
	else if (!change_touches(item, "completed") && rule_is(item, "state", "collecting", "submitted", NULL))
		rule_put(item, "completed", NULL);
	/* The authority gave it back. */
	if (change_is_update(item) && rule_is(item, "state", "collecting", NULL))
		for (size_t i = 0; i < ARRAY_LEN(theirs); i++)
			if (!change_touches(item, theirs[i]))
				rule_put(item, theirs[i], NULL);
	derive_decision(item);
	derive_full(item);
}

/* Whoever hands a dossier in hands in the papers that are there. */
static enum status hand_in(struct change *change, struct id dossier, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &papers_in_hand, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", dossier);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id paper = stmt_get_id(stmt, 0);

		if (!change_find(change, paper))
			rule_put(rule_other(change, "requirement", paper), "state", "sent");
	}
	return st == ST_DONE ? ST_OK : st;
}

/* What is behind a dossier is done in the plan as well; a plan without these steps stays as it is. */
static enum status feed_plan(struct change *change, const struct change_item *item, struct err *err)
{
	static const struct { const char *milestone, *day; } way[] = {
		{ "dossier_papers", "submitted" }, { "dossier_translated", "submitted" }, { "dossier_sent", "submitted" },
		{ "dossier_complete", "completed" }, { "dossier_decided", "decided" },
	};
	struct id person = rule_reference(item, "person");
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && !change_is_merge(change) && i < ARRAY_LEN(way); i++) {
		struct feed feed = { "skills", way[i].milestone, FEED_DONE, change_get(item, way[i].day), NULL };

		if (feed.day && (change_is_new(item) || !change_before(item, way[i].day)))
			st = feed_step(change, person, &feed, err);
	}
	/* What was left to do for it is at an end: the step that is under way, whatever it is called. */
	if (st == ST_OK && !change_is_merge(change) && change_is_update(item) && change_get(item, "full") &&
	    !change_before(item, "full")) {
		struct feed feed = { "skills", NULL, FEED_FINISHED, change_get(item, "full"), N_("Recognised in full") };

		st = feed_step(change, person, &feed, err);
	}
	return st;
}

static enum status credential_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_is_new(item) || change_touches(item, "state"))
		derive_dates(item);
	/* Nobody has every paper without having got them. */
	rule_default(item, "acknowledged", change_get(item, "completed"));
	st = feed_plan(change, item, err);
	if (st == ST_OK && change_is_update(item) && change_touches(item, "state") &&
	    rule_is(item, "state", "submitted", "complete", NULL))
		st = hand_in(change, change_id_of(item), err);
	return st;
}

/* ---- what may stand together ---- */

static enum status check_order(const struct change_item *item, struct err *err)
{
	if (rule_before(change_get(item, "acknowledged"), change_get(item, "submitted")))
		return err_field(err, "acknowledged", _("The authority would have confirmed the receipt before it had the dossier. "
			"Nothing was saved; please look at both dates."));
	if (rule_before(change_get(item, "decided"), change_get(item, "submitted")))
		return err_field(err, "decided", _("The authority would have decided before it had the dossier. Nothing was "
			"saved; please look at both dates."));
	if (rule_before(change_get(item, "full"), change_get(item, "decided")))
		return err_field(err, "full", _("It would have been recognised in full before it was first decided on. Nothing was "
			"saved; please look at both dates."));
	if (rule_before(change_get(item, "appealed"), change_get(item, "decided")))
		return err_field(err, "appealed", _("The appeal would lie before the decision. Nothing was saved; please look at both "
			"dates."));
	if (rule_before(change_get(item, "appeal_decided"), change_get(item, "appealed")))
		return err_field(err, "appeal_decided", _("The appeal would have been decided before it was made. Nothing was saved; "
			"please look at both dates."));
	return ST_OK;
}

static enum status check_dates(const struct change_item *item, struct err *err)
{
	if (change_get(item, "decided") && !is_decided(item))
		return err_field(err, "decided", _("A decision needs its outcome: recognised, partly recognised or refused. "
			"Nothing was saved; set the state or clear the date."));
	if (change_get(item, "appealed") && !rule_is(item, "state", "appealed", "recognised", "partly", "refused", NULL))
		return err_field(err, "appealed", _("An appeal needs a decision that it is against. Nothing was saved; set the state or "
			"clear the date."));
	if (change_get(item, "appeal_decided") &&
	    (!change_get(item, "appealed") || rule_is(item, "state", "appealed", NULL)))
		return err_field(err, "appeal_decided", _("Nobody has decided on an appeal that was not made or is still under way. "
			"Nothing was saved; set the state or clear the date."));
	if (change_get(item, "full") && !rule_is(item, "state", "recognised", NULL))
		return err_field(err, "full", _("Only what is recognised has a day of full recognition. Nothing was saved; set the "
			"state or clear the date."));
	return check_order(item, err);
}

static enum status check_route(const struct change_item *item, struct err *err)
{
	if (change_is_update(item) && change_touches(item, "route") && change_before(item, "route") &&
	    !str_same(change_before(item, "route"), change_get(item, "route")) &&
	    !str_same(change_before(item, "state"), "collecting"))
		return err_field(err, "route", _("The authority has this dossier under its route. Nothing was saved; withdraw it, or "
			"begin another dossier for the other route."));
	if (rule_is(item, "route", "comparability", NULL) &&
	    rule_is(item, "state", "recognised", "partly", "refused", "appealed", NULL))
		return err_field(err, "state", _("A comparability statement is advice: nobody recognises or refuses anything, and "
			"there is nothing to appeal against. Nothing was saved; choose that the statement was received, or another "
			"route."));
	if (rule_is(item, "state", "stated", NULL) && change_get(item, "route") &&
	    !rule_is(item, "route", "comparability", "no_papers", NULL))
		return err_field(err, "state", _("On this route an authority decides; a statement alone is given on the routes of "
			"comparability and without papers. Nothing was saved; choose how it decided, or another route."));
	return ST_OK;
}

/* Partly recognised means that something is still asked for. */
static enum status check_measures(struct change *change, const struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	const struct change_item *other;
	int64_t n = 0;
	enum status st;

	if (!change_is_update(item) || !str_same(change_before(item, "state"), "partly") ||
	    !rule_is(item, "state", "recognised", NULL))
		return ST_OK;
	st = rule_count(change, &open_measures, change_id_of(item), none, &n, err);
	/* One that is passed in this very change set stands open in the file. */
	for (int at = 0; st == ST_OK && n > 0 && (other = change_next_with(change, change_id_of(item), &at)) != NULL;)
		if (str_same(change_kind_of(other)->name, "measure") && change_is_update(other) &&
		    !str_same(change_before(other, "state"), "passed") && rule_is(other, "state", "passed", "dropped", NULL))
			n--;
	if (st == ST_OK && n > 0)
		return err_field(err, "state", _("A compensation measure is still to be passed. Nothing was saved; note how it ended, "
			"or that the authority no longer asks for it."));
	return st;
}

static enum status credential_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = check_dates(item, err);
	if (st == ST_OK)
		st = check_route(item, err);
	if (st == ST_OK)
		st = check_measures(change, item, err);
	return st == ST_OK ? rule_same_person(change, item, "education", "education", err) : st;
}

const struct kind_ops credential_rules = { credential_derive, credential_check, NULL };
