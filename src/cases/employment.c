/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People at work, in an internship, on trial: made from an application that led to it, ended by hand or by what a check
 * found, with a place of the vacancy for each. The checks after 3, 6 and 12 months are made with it (retention.c).
 */
#include "cases/employment.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/checks.h"
#include "cases/feeds.h"

QUERY(of_application, "employment.of_application", QUERY_INTERACTIVE,
	"SELECT id, state FROM employment WHERE application = :id AND gone = 0");

QUERY(recorded_twice, "employment.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM employment a JOIN employment b ON b.person = a.person AND b.vacancy = a.vacancy AND b.gone = 0"
	" AND b.id <> a.id AND b.state <> 'fell_through' WHERE a.id = :id AND a.state <> 'fell_through'"
	" AND (b.began = a.began OR (a.state <> 'ended' AND b.state <> 'ended'))");

/* ---- from an application ---- */

/* What the vacancy says of the work. */
static enum status take_vacancy(struct change *change, struct change_item *work, struct id vacancy, struct err *err)
{
	static const char *const same[][2] = {
		{ "title", "what" }, { "employer", "employer" }, { "occupation", "occupation" }, { "contract", "contract" },
		{ "hours_from", "hours" }, { "timetable", "timetable" }, { "pay_from", "pay" }, { "pay_per", "pay_per" },
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < ARRAY_LEN(same) && st == ST_OK; i++) {
		char *value = NULL;

		st = rule_look(change, "vacancy", vacancy, same[i][0], &value, err);
		if (st == ST_OK && value)
			rule_default(work, same[i][1], value);
		free(value);
	}
	return st;
}

static void make_work(struct change *change, const struct change_item *application)
{
	struct change_item *work = change_create(change, register_kind("employment"), NULL);
	char id[37];

	id_text(change_id_of(application), id);
	rule_put(work, "person", change_get(application, "person"));
	rule_put(work, "vacancy", change_get(application, "vacancy"));
	rule_put(work, "application", id);
	rule_put(work, "began", change_get(application, "began"));
}

/* The work that is there already, in the file or in this change set; none where there is none. */
static enum status work_there(struct change *change, struct id application, struct id *out, bool *goes_on, struct err *err)
{
	const struct change_item *other;
	struct stmt *stmt;
	enum status st;

	*out = (struct id){ { 0 } };
	*goes_on = true;
	for (int at = 0; (other = change_next_with(change, application, &at)) != NULL;)
		if (str_same(change_kind_of(other)->name, "employment") && !change_is_deletion(other)) {
			*out = change_id_of(other);
			*goes_on = rule_is(other, "state", "agreed", "working", NULL);
			return ST_OK;
		}
	st = store_query(change_store(change), &of_application, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", application);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*out = stmt_get_id(stmt, 0);
		*goes_on = str_same(stmt_get_text(stmt, 1), "agreed") || str_same(stmt_get_text(stmt, 1), "working");
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status employment_of_application(struct change *change, struct change_item *application, struct err *err)
{
	const char *began = change_get(application, "began");
	struct id there;
	bool goes_on;
	enum status st;

	if (!began)
		return ST_OK;
	st = work_there(change, change_id_of(application), &there, &goes_on, err);
	if (st != ST_OK)
		return st;
	if (id_none(there))
		make_work(change, application);
	else if (goes_on && change_touches(application, "began") && !change_is_new(application))
		rule_put(rule_other(change, "employment", there), "began", began);
	return ST_OK;
}

/* ---- rules ---- */

/* Of work without an application: that of one takes the application's place. */
static bool takes_place(const char *state)
{
	return state && !str_same(state, "fell_through");
}

static enum status follow_vacancy(struct change *change, struct change_item *item, struct err *err)
{
	struct id vacancy = rule_reference(item, "vacancy");
	bool is = !change_is_deletion(item) && takes_place(change_get(item, "state"));
	bool was = !change_is_new(item) && takes_place(change_before(item, "state"));

	if (is == was || change_get(item, "application") || id_none(vacancy))
		return ST_OK;
	return vacancy_follow(change, item, vacancy, is ? 1 : -1, takes_place, err);
}

/* Work that did not begin gives the place of its application back. */
static void give_back(struct change *change, struct change_item *item)
{
	struct id application = rule_reference(item, "application");

	if (rule_is(item, "state", "fell_through", NULL) && change_touches(item, "state") && !id_none(application) &&
	    !rule_removes(change, application))
		rule_put(rule_other(change, "application", application), "state", "withdrawn");
}

static void put_state(struct change_item *item)
{
	char today[11];

	date_text(clock_today(), today);
	if (change_is_new(item) && rule_is(item, "state", "agreed", NULL) && change_get(item, "began") &&
	    !rule_before(today, change_get(item, "began")))
		rule_put(item, "state", "working");
	/* The first day was put off. */
	if (change_is_update(item) && change_touches(item, "began") && !change_touches(item, "state") &&
	    rule_is(item, "state", "working", NULL) && rule_before(today, change_get(item, "began")))
		rule_put(item, "state", "agreed");
	if (change_is_update(item) && change_touches(item, "ended") && change_get(item, "ended") && !change_touches(item, "state") &&
	    rule_is(item, "state", "agreed", "working", NULL))
		rule_put(item, "state", "ended");
	if (rule_is(item, "state", "ended", NULL) && (change_is_new(item) || change_touches(item, "state")))
		rule_put_today(item, "ended");
}

/* Work that is meant to last ends the plan's step, an internship goes on with it. */
static enum status feed_plan(struct change *change, struct change_item *item, struct err *err)
{
	bool lasts = !rule_is(item, "contract", "internship", "trial", NULL);
	const struct feed feed = { .stage = "work", .to = lasts ? FEED_DONE : FEED_BEGUN, .day = change_get(item, "began"),
		.what = lasts ? N_("At work") : NULL };

	if (change_is_deletion(item) || !rule_is(item, "state", "working", NULL) ||
	    !(change_is_new(item) || change_touches(item, "state")))
		return ST_OK;
	return feed_step(change, rule_reference(item, "person"), &feed, err);
}

static enum status employment_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (!change_is_deletion(item)) {
		put_state(item);
		give_back(change, item);
	}
	if (change_is_new(item) && !id_none(rule_reference(item, "vacancy")))
		st = take_vacancy(change, item, rule_reference(item, "vacancy"), err);
	if (st == ST_OK)
		st = follow_vacancy(change, item, err);
	if (st == ST_OK)
		st = checks_follow(change, item, err);
	return st == ST_OK ? feed_plan(change, item, err) : st;
}

static enum status check_days(const struct change_item *item, struct err *err)
{
	char today[11];

	date_text(clock_today(), today);
	if (rule_is(item, "state", "working", NULL) && rule_before(today, change_get(item, "began")))
		return err_field(err, "state", _("Nobody is at work before the first day. Nothing was saved; set the state to agreed, "
			"or look at the date."));
	if (rule_before(change_get(item, "ends"), change_get(item, "began")))
		return err_field(err, "ends", _("The contract would end before it begins. Nothing was saved; please look at both "
			"dates."));
	if (rule_before(change_get(item, "ended"), change_get(item, "began")))
		return err_field(err, "ended", _("Work would have ended before it began. Nothing was saved; please look at both "
			"dates, or set the state to did not begin."));
	if (change_get(item, "ended") && !rule_is(item, "state", "ended", NULL))
		return err_field(err, "ended", _("Work that goes on has no last day. Nothing was saved; set the state to ended or "
			"clear the date."));
	if (change_get(item, "reason") && !rule_is(item, "state", "ended", "fell_through", NULL))
		return err_field(err, "reason", _("Work that goes on has no reason of its end. Nothing was saved; set the state "
			"first."));
	return ST_OK;
}

static enum status check_subsidy(const struct change_item *item, struct err *err)
{
	if ((change_get(item, "subsidy_amount") || change_get(item, "subsidy_until")) && !change_get(item, "subsidy"))
		return err_field(err, "subsidy", _("Please say which subsidy it is. Nothing was saved."));
	if (rule_before(change_get(item, "subsidy_until"), change_get(item, "began")))
		return err_field(err, "subsidy_until", _("The subsidy would end before work begins. Nothing was saved; please look at "
			"both dates."));
	return ST_OK;
}

/* The date from which the person may work is known to be moved now and then: it only warns. */
static enum status warn_too_early(struct change *change, struct change_item *item, struct err *err)
{
	char *from = NULL;
	enum status st;

	if (!change_warns(change) || !(change_is_new(item) || change_touches(item, "began")) ||
	    !rule_is(item, "state", "agreed", "working", NULL))
		return ST_OK;
	st = rule_look(change, "person", rule_reference(item, "person"), "work_from", &from, err);
	if (st == ST_OK && rule_before(change_get(item, "began"), from)) {
		err_field(err, "began", _("This person may work only from a later day. Nothing was saved yet; saving once more (in a "
			"command: --despite-clash) keeps the day."));
		if (err)
			err->status = ST_WARNED;
		st = ST_WARNED;
	}
	free(from);
	return st;
}

static enum status employment_check(struct change *change, struct change_item *item, struct err *err)
{
	bool found = !change_get(item, "application") && change_get(item, "vacancy") &&
		rule_is(item, "state", "agreed", "working", NULL);
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = check_days(item, err);
	if (st == ST_OK)
		st = check_subsidy(item, err);
	if (st == ST_OK && found && (change_is_new(item) || change_touches(item, "vacancy")))
		st = vacancy_is_open(change, rule_reference(item, "vacancy"), change_get(item, "began"), err);
	return st == ST_OK ? warn_too_early(change, item, err) : st;
}

/* The work that a vacancy led to is there once a person: made with the application, by hand, or from a file. */
static enum status once_a_person(struct change *change, const struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (change_is_new(item) || change_touches(item, "vacancy") || change_touches(item, "person"))
		st = rule_count(change, &recorded_twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "vacancy", _("The work that this vacancy led to is there already. Nothing was saved; change "
			"that one instead."));
	return st;
}

static enum status employment_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id vacancy = rule_reference(item, "vacancy");
	enum status st;

	if (change_is_merge(change) || change_is_deletion(item) || id_none(vacancy))
		return ST_OK;
	st = once_a_person(change, item, err);
	if (st != ST_OK || change_get(item, "application") || !takes_place(change_get(item, "state")))
		return st;
	return vacancy_holds(change, vacancy, "vacancy", err);
}

const struct kind_ops employment_rules = { employment_derive, employment_check, employment_after };
