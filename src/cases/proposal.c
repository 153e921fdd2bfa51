/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Proposals: each comes with its arithmetic, is decided once and by a person, and what
 * was confirmed is made in the same change set, through whichever door it comes.
 */
#include "cases/proposal.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/homes.h"
#include "cases/jobs.h"
#include "cases/rules.h"

const struct proposal_kind proposal_kinds[PROPOSAL_KINDS] = {
	{ "home_proposal", "homes", "need", "dwelling", "placement" },
	{ "job_proposal", "jobs", "jobwish", "vacancy", "application" },
	{ "course_proposal", "courses", "enrolment", "course", NULL },
	{ "mentor_proposal", "mentors", "mentoring", "mentor", NULL },
};

const struct proposal_kind *proposal_kind(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(proposal_kinds); i++)
		if (str_same(proposal_kinds[i].name, name))
			return &proposal_kinds[i];
	return NULL;
}

const struct proposal_kind *proposal_kind_of(const char *what)
{
	for (size_t i = 0; i < ARRAY_LEN(proposal_kinds); i++)
		if (str_same(proposal_kinds[i].what, what))
			return &proposal_kinds[i];
	return NULL;
}

static const struct proposal_kind *kind_of(const struct change_item *item)
{
	return proposal_kind(change_kind_of(item)->name);
}

static bool came_to(const struct change_item *item, const char *state)
{
	return rule_is(item, "state", state, NULL) && !str_same(change_before(item, "state"), state);
}

static enum status gone_meanwhile(const char *field, struct err *err)
{
	return err_field(err, field, _("What was proposed is no longer to be had. Nothing was saved; withdraw this proposal, or "
		"decide otherwise."));
}

static enum status waits_no_more(const char *field, struct err *err)
{
	return err_field(err, field, _("This person does not wait for it any more. Nothing was saved; withdraw the proposal."));
}

/* The application and the place as they stand now, not as they stood when it was computed. */
static enum status want_state(struct change *change, const struct change_item *item, const char *kind, const char *wanted,
	enum status (*refuse)(const char *field, struct err *err), struct err *err)
{
	char *state = NULL;
	enum status st = rule_look(change, kind, rule_reference(item, kind), "state", &state, err);

	if (st == ST_OK && !str_same(state, wanted))
		st = refuse(kind, err);
	free(state);
	return st;
}

static void put_made(struct change_item *item, struct id made)
{
	char text[37];

	id_text(made, text);
	rule_put(item, "made", text);
}

static enum status make_home(struct change *change, struct change_item *item, struct err *err)
{
	const char *text = change_get(item, "answer_by");
	struct id made = { { 0 } };
	struct date by = { 0, 0, 0 };
	enum status st = want_state(change, item, "need", "open", waits_no_more, err);

	if (st == ST_OK)
		st = want_state(change, item, "dwelling", "free", gone_meanwhile, err);
	if (text && (!date_parse(text, &by) || !by.day))
		by.year = 0;
	if (st == ST_OK)
		st = home_offer(change, rule_reference(item, "person"), rule_reference(item, "dwelling"), by, &made, err);
	if (st == ST_OK)
		put_made(item, made);
	return st;
}

static enum status make_job(struct change *change, struct change_item *item, struct err *err)
{
	struct id made;
	char *until = NULL, today[11];
	enum status st = rule_look(change, "jobwish", rule_reference(item, "jobwish"), "until", &until, err);

	date_text(clock_today(), today);
	if (st == ST_OK && rule_before(until, today))
		st = waits_no_more("jobwish", err);
	free(until);
	if (st == ST_OK)
		st = want_state(change, item, "vacancy", "open", gone_meanwhile, err);
	if (st != ST_OK)
		return st;
	job_apply(change, rule_reference(item, "person"), rule_reference(item, "vacancy"), &made);
	put_made(item, made);
	return ST_OK;
}

/* A seat in a group, a mentor: the application itself names what it was given. */
static enum status give(struct change *change, struct change_item *item, const char *waits, const char *given,
	struct err *err)
{
	const struct proposal_kind *kind = kind_of(item);
	struct change_item *application;
	enum status st = want_state(change, item, kind->application, waits, waits_no_more, err);

	if (st != ST_OK)
		return st;
	application = rule_other(change, kind->application, rule_reference(item, kind->application));
	rule_put(application, kind->place, change_get(item, kind->place));
	rule_put(application, "state", given);
	return ST_OK;
}

static enum status want_here(struct change *change, const struct change_item *item, struct err *err)
{
	char *left = NULL;
	enum status st = rule_look(change, "person", rule_reference(item, "person"), "left", &left, err);

	if (st == ST_OK && left)
		st = waits_no_more("person", err);
	free(left);
	return st;
}

static enum status make(struct change *change, struct change_item *item, struct err *err)
{
	const struct proposal_kind *kind = kind_of(item);
	enum status st;

	if (!change_get(item, "person") || !change_get(item, kind->application) || !change_get(item, kind->place))
		return ST_OK;    /* the door says what is missing */
	st = want_here(change, item, err);
	if (st != ST_OK)
		return st;
	if (str_same(kind->what, "homes"))
		return make_home(change, item, err);
	if (str_same(kind->what, "jobs"))
		return make_job(change, item, err);
	return str_same(kind->what, "courses") ? give(change, item, "waiting", "offered", err) :
		give(change, item, "asked", "matched", err);
}

/* Decided before it came into this file: only an import brings the day along. What it led to comes as a record of its own. */
static bool taken_over(const struct change_item *item)
{
	return change_is_new(item) && change_get(item, "decided");
}

static enum status proposal_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (change_is_new(item) && !change_get(item, "day"))
		rule_put_today(item, "day");
	if (taken_over(item) || rule_is(item, "state", "proposed", NULL) || (!change_is_new(item) && !change_touches(item, "state")))
		return ST_OK;
	rule_put_today(item, "decided");
	rule_put(item, "decided_by", change_actor(change)->user);
	/* From elsewhere it goes nowhere: the door says so. */
	if (!came_to(item, "confirmed") || (!change_is_new(item) && !str_same(change_before(item, "state"), "proposed")))
		return ST_OK;
	return make(change, item, err);
}

/* Nobody is told of what may still come out otherwise. */
static enum status check_round(struct change *change, const struct change_item *item, struct err *err)
{
	char *state = NULL, *closed = NULL;
	enum status st = rule_look(change, "round", rule_reference(item, "round"), "state", &state, err);

	if (st == ST_OK && taken_over(item))
		st = rule_look(change, "round", rule_reference(item, "round"), "closed", &closed, err);
	if (st == ST_OK && state && rule_is(item, "state", "confirmed", "declined", "overridden", NULL) &&
		!str_same(state, "published") && !(closed && !rule_before(closed, change_get(item, "decided"))))
		st = err_field(err, "state", str_same(state, "computed") || str_same(state, "draft") ?
			_("This round is not published yet: it may still come out otherwise. Nothing was saved; publish it first.") :
			_("This round is over. Nothing was saved; make the offer by itself, or compute a new round."));
	free(state);
	free(closed);
	return st;
}

static enum status check_reasons(const struct change_item *item, struct err *err)
{
	if (came_to(item, "declined") && !change_get(item, "why"))
		return err_field(err, "why", _("Please say why it was declined. Nothing was saved."));
	if (came_to(item, "overridden") && !change_get(item, "reason"))
		return err_field(err, "reason", _("Whoever decides otherwise says why: the person may ask. Nothing was saved; please "
			"give the reason."));
	if (change_get(item, "why") && !rule_is(item, "state", "declined", NULL))
		return err_field(err, "why", _("A reason for declining belongs to a proposal that was declined. Nothing was saved; set "
			"the state first, or clear the reason."));
	return ST_OK;
}

static enum status proposal_check(struct change *change, struct change_item *item, struct err *err)
{
	const struct proposal_kind *kind = kind_of(item);
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_is_new(item) && !change_get(item, "dossier"))
		return err_field(err, kind->place, _("A proposal comes with its arithmetic. Nothing was saved; “foothold match” makes "
			"proposals, and so does the list of what fits."));
	if (change_is_update(item) && (change_touches(item, kind->place) || change_touches(item, kind->application) ||
		change_touches(item, "person") || change_touches(item, "round")))
		return err_field(err, kind->place, _("What was proposed to whom stays as it was computed. Nothing was saved; decide "
			"otherwise instead, with the reason."));
	st = rule_same_person(change, item, kind->application, kind->application, err);
	if (st == ST_OK)
		st = check_reasons(item, err);
	return st == ST_OK && change_touches(item, "state") ? check_round(change, item, err) : st;
}

const struct kind_ops proposal_rules = { proposal_derive, proposal_check, NULL };
