/* SPDX-License-Identifier: EUPL-1.2 */
/* The plan: what comes next, who does it and by when, stage by stage; and what both sides promised. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "paper/letter_own.h"

#define NEXT_PLAIN 3             /* further steps that the plain version names */

static enum status plan_read(struct letter_facts *facts, struct err *err)
{
	enum status st = plan_view_read(facts->store, facts->actor, facts->wish->person, facts->wish->about, 0, &facts->plan, err);

	if (st == ST_OK && !facts->plan.plan)
		st = err_set(err, ST_INVALID, _("This person has no plan yet. No paper was made; begin a plan first."));
	if (st == ST_OK && record_get(facts->plan.plan, "started") &&
	    !date_parse(record_get(facts->plan.plan, "started"), &facts->about_day))
		facts->about_day = (struct date){ 0, 0, 0 };
	return st;
}

static bool is_open(const struct record *step)
{
	const char *state = record_get(step, "state");

	return str_same(state, "open") || str_same(state, "under_way") || str_same(state, "waiting");
}

static bool is_told(const struct record *step)
{
	return is_open(step) || str_same(record_get(step, "state"), "done");
}

static bool is_theirs(const struct record *step)
{
	return str_same(record_get(step, "who"), "person");
}

/* The open one whose target comes first, those without a target behind them in the order of the plan. */
static const struct record *next_step(const struct plan_view *plan, bool theirs)
{
	const struct record *next = NULL;

	for (int i = 0; i < plan->step.count; i++) {
		const struct record *step = plan->step.record[i];
		const char *target = record_get(step, "target"), *sooner = next ? record_get(next, "target") : NULL;

		if (!is_open(step) || (theirs && !is_theirs(step)))
			continue;
		if (!next || (target && (!sooner || strcmp(target, sooner) < 0)))
			next = step;
	}
	return next;
}

static char *who_words(const struct record *step)
{
	if (is_theirs(step))
		return mem_str(P_("You"));
	if (str_same(record_get(step, "who"), "caseworker") && record_get(step, "caseworker"))
		return mem_str(record_get(step, "caseworker"));
	return letter_value(step, "who");
}

static char *when_words(const struct record *step)
{
	bool open = is_open(step);
	char *day = letter_value(step, open ? "target" : "done"), *out;

	if (!day)
		return mem_str(open ? "" : P_("done"));
	out = mem_fmt(open ? P_("by %s") : P_("done on %s"), day);
	free(day);
	return out;
}

static void put_step(struct sheet *sheet, const struct record *step)
{
	char *what = letter_value(step, "what"), *who = who_words(step), *when = when_words(step);

	sheet_row(sheet, 0, (const char *[]){ what, who, when });
	free(what);
	free(who);
	free(when);
}

/* A table for each stage that has steps. */
static void put_steps(const struct plan_view *plan, struct sheet *sheet)
{
	const char *last = "";

	for (int i = 0; i < plan->step.count; i++) {
		const struct record *step = plan->step.record[i];
		const char *stage = record_get(step, "stage");

		if (!is_told(step))
			continue;
		if (!str_same(stage, last)) {
			char *caption = letter_value(step, "stage");

			sheet_table(sheet, caption, (const struct sheet_column[]){ { P_("Step"), false, 4 }, { P_("Who does it"), false, 3 },
				{ P_("When"), false, 3 } }, 3);
			free(caption);
		}
		last = stage;
		put_step(sheet, step);
	}
}

static void put_promises(const struct plan_view *plan, struct sheet *sheet)
{
	bool any = false;

	for (int i = 0; i < plan->commitment.count; i++) {
		const struct record *promise = plan->commitment.record[i];
		char *what = letter_value(promise, "what");

		if (!str_same(record_get(promise, "state"), "dropped") && what) {
			if (!any)
				sheet_heading(sheet, 2, P_("What we promised each other"));
			any = true;
			letter_itemf(sheet, str_same(record_get(promise, "who"), "city") ? P_("We promised: %s") : P_("You promised: %s"), what);
		}
		free(what);
	}
}

static void put_next(struct sheet *sheet, const struct record *step)
{
	char *what = letter_value(step, "what"), *day = letter_day(record_get(step, "target"));

	letter_signf(sheet, is_theirs(step) ? SIGN_DO : SIGN_PERSON,
		is_theirs(step) ? P_("Your next step: %s") : P_("The next step, which others do for you: %s"), what ? what : "");
	if (day)
		letter_signf(sheet, SIGN_DATE, P_("This should be done by: %s"), day);
	free(what);
	free(day);
}

static void plan_write(const struct letter_facts *facts, struct sheet *sheet)
{
	const struct record *next = next_step(&facts->plan, true), *review = plan_view_review(&facts->plan);
	char *day = review ? letter_value(review, "due") : NULL;

	letter_head(facts, sheet);
	letter_dated(sheet);
	sheet_text(sheet, P_("This is the plan that we made with you. It says what comes next, who does it, and by when."));
	letter_pair(sheet, facts->plan.plan, "started", P_("Begun on"));
	letter_pair(sheet, facts->plan.plan, "agreed", P_("Agreed with you on"));
	if (!next)
		next = next_step(&facts->plan, false);
	if (next) {
		sheet_heading(sheet, 2, P_("What comes next"));
		put_next(sheet, next);
	}
	sheet_heading(sheet, 2, P_("All steps"));
	put_steps(&facts->plan, sheet);
	put_promises(&facts->plan, sheet);
	sheet_heading(sheet, 2, P_("Good to know"));
	if (day)
		letter_itemf(sheet, P_("We look at this plan again with you on %s."), day);
	sheet_item(sheet, P_("The days are our aims. If a step takes longer, we talk about it with you."));
	sheet_item(sheet, P_("You may ask us to change the plan at any time."));
	sheet_item(sheet, P_("If something gets in the way, tell us early. We look for a way together."));
	letter_foot(facts, sheet);
	free(day);
}

static void put_further(const struct plan_view *plan, struct sheet *sheet, const struct record *first)
{
	int n = 0;

	for (int i = 0; i < plan->step.count && n < NEXT_PLAIN; i++) {
		const struct record *step = plan->step.record[i];
		char *what;

		if (step == first || !is_open(step))
			continue;
		if (n++ == 0)
			sheet_text(sheet, P_("After that:"));
		what = letter_value(step, "what");
		sheet_item(sheet, what ? what : "");
		free(what);
	}
}

static void plan_plain(const struct letter_facts *facts, struct sheet *sheet)
{
	const struct record *theirs = next_step(&facts->plan, true), *next = theirs ? theirs : next_step(&facts->plan, false);

	letter_head(facts, sheet);
	if (!next) {
		sheet_text(sheet, P_("All steps of your plan are done."));
	} else {
		put_next(sheet, next);
		if (!theirs)
			sheet_text(sheet, P_("You need not do anything now."));
		put_further(&facts->plan, sheet, next);
	}
	sheet_sign(sheet, SIGN_ASK, P_("Is something difficult? Tell us. We help you."));
	letter_foot(facts, sheet);
}

const struct letter_ops letter_plan_ops = { plan_read, plan_write, plan_plain };
