/* SPDX-License-Identifier: EUPL-1.2 */
/* What the plan's screen saves: each key a change set of its own, taken back as one. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/decide.h"
#include "screens/bidi.h"
#include "screens/pick.h"
#include "screens/plan_own.h"

struct pair { const char *field, *value; };

struct change *plan_begin(struct plan_screen *p)
{
	return change_begin(p->screen.app->store, p->screen.app->actor);
}

enum status plan_commit(struct plan_screen *p, struct change *change, const char *what, struct err *err)
{
	struct id set;
	enum status st = change_commit(change, &set, NULL, err);

	if (st == ST_OK)
		app_saved(p->screen.app, set, what);
	return st;
}

struct next plan_stay(struct plan_screen *p, enum status st, const struct err *err)
{
	if (st != ST_OK)
		app_fail(p->screen.app, err);
	return next_stay();
}

static enum status put(struct plan_screen *p, const struct plan_row *row, const struct pair *pair, int n, struct err *err)
{
	struct change *change = plan_begin(p);
	struct change_item *item = change_update(change, row->kind, row->id, row->rev);
	struct str title = STR_INIT;
	enum status st = ST_OK;

	app_title(p->screen.app, &title, row->kind->name, row->id);
	for (int i = 0; i < n && st == ST_OK; i++)
		st = change_set(item, pair[i].field, pair[i].value, err);
	if (st == ST_OK)
		st = plan_commit(p, change, str_get(&title), err);
	change_free(change);
	str_free(&title);
	return st;
}

struct next plan_act_state(struct plan_screen *p, const char *state)
{
	struct plan_row row = *plan_row_now(p);
	struct err err = { .text = "" };
	enum status st = put(p, &row, &(struct pair){ "state", state }, 1, &err);

	return plan_stay(p, st, &err);
}

struct next plan_act_done(struct plan_screen *p)
{
	return plan_act_state(p, plan_row_is(p, "commitment") ? "kept" : plan_row_is(p, "review") ? "held" : "done");
}

static enum status gave_up(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct plan_screen *p = ctx;
	const struct pair pair[] = { { "state", "given_up" }, { "outcome", typed } };

	(void)app;
	return put(p, &p->about, pair, 2, err);
}

struct next plan_act_give_up(struct plan_screen *p)
{
	p->about = *plan_row_now(p);
	return next_open(ask_screen(p->screen.app, N_("Why is it given up?"), "", gave_up, p));
}

/* ---- what stands in the way ---- */

/* Barriers of the step that still stand are over today. */
static enum status barriers_over(struct plan_screen *p, struct change *change, struct err *err)
{
	const struct kind *barrier = register_kind("barrier");
	struct list_query query = { .kind = barrier, .n_filters = 2 };
	struct list_page page;
	char step[37], person[37];
	enum status st;

	id_text(p->about.id, step);
	id_text(p->person, person);
	query.filter[0] = (struct filter){ kind_field(barrier, "person"), FILTER_IS, person };
	query.filter[1] = (struct filter){ kind_field(barrier, "step"), FILTER_IS, step };
	st = read_list(p->screen.app->store, p->screen.app->actor, &query, NULL, false, 100, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count && st == ST_OK; i++)
		if (!record_get(page.record[i], "until"))
			st = change_set(change_update(change, barrier, page.record[i]->id, 0), "until", "today", err);
	list_page_free(&page);
	return st;
}

static enum status barrier_stands(struct plan_screen *p, struct change *change, const char *what, struct err *err)
{
	const struct kind *barrier = register_kind("barrier");
	const struct record *step = plan_row_record(p);
	char step_text[37], person[37];
	struct change_item *item = change_create(change, barrier, NULL);
	enum status st;

	id_text(p->about.id, step_text);
	id_text(p->person, person);
	st = change_set(item, "person", person, err);
	if (st == ST_OK)
		st = change_set(item, "stage", step ? record_get(step, "stage") : NULL, err);
	if (st == ST_OK)
		st = change_set(item, "step", step_text, err);
	return st == ST_OK ? change_set(item, "what", field_choice(kind_field(barrier, "what"), what) ? what : "other", err) : st;
}

static void barrier_picked(void *ctx, const char *what)
{
	struct plan_screen *p = ctx;
	struct change *change = plan_begin(p);
	struct str title = STR_INIT;
	struct err err = { .text = "" };
	bool none = str_same(what, "none");
	enum status st = none ? barriers_over(p, change, &err) : barrier_stands(p, change, what, &err);

	app_title(p->screen.app, &title, "step", p->about.id);
	if (st == ST_OK && none)
		st = change_set(change_update(change, register_kind("step"), p->about.id, p->about.rev), "barrier", "none", &err);
	if (st == ST_OK)
		st = plan_commit(p, change, str_get(&title), &err);
	change_free(change);
	str_free(&title);
	plan_stay(p, st, &err);
}

struct next plan_act_barrier(struct plan_screen *p)
{
	const struct record *step = plan_row_record(p);
	const struct kind *barrier = register_kind("barrier");
	const struct field *field = kind_field(register_kind("step"), "barrier");
	struct pick_request ask = { .title = N_("What stands in the way?"), .picked = barrier_picked, .ctx = p,
		.field = field, .choices = field->choices, .now = step ? record_get(step, "barrier") : NULL };

	if (!kind_changed_by(p->screen.app->actor, barrier)) {
		app_say(p->screen.app, "%s", _("Your role writes down no barriers; a caseworker does."));
		return next_stay();
	}
	p->about = *plan_row_now(p);
	return next_open(pick_screen(p->screen.app, &ask));
}

/* ---- another date ---- */

static const char *date_field(const struct plan_row *row)
{
	return str_same(row->kind->name, "step") ? "target" : "due";
}

/* Targets as they were, to tell how many went along. */
static int moved_along(const struct plan_list *before, const struct plan_list *now, struct id but)
{
	int n = 0;

	for (int i = 0; i < before->count; i++)
		for (int j = 0; j < now->count; j++)
			if (id_same(before->record[i]->id, now->record[j]->id) && !id_same(now->record[j]->id, but))
				n += !str_same(record_get(before->record[i], "target"), record_get(now->record[j], "target"));
	return n;
}

static enum status moved(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct plan_screen *p = ctx;
	struct plan_view before = p->view;
	struct id none = { { 0 } };
	int n;
	enum status st = plan_view_read(app->store, app->actor, p->person, none, 0, &before, err);

	if (st != ST_OK)
		return st;
	st = put(p, &p->about, &(struct pair){ date_field(&p->about), typed }, 1, err);
	n = st == ST_OK ? moved_along(&before.step, &p->view.step, p->about.id) : 0;
	if (n)
		app_say(app, ngettext("The date was moved, and %d target that depends on it went along. Ctrl-Z takes it back.",
			"The date was moved, and %d targets that depend on it went along. Ctrl-Z takes it back.",
			(unsigned long)n), n);
	plan_view_clear(&before);
	return st;
}

struct next plan_act_move(struct plan_screen *p)
{
	const struct record *r = plan_row_record(p);
	struct str day = STR_INIT;
	struct screen *ask;

	p->about = *plan_row_now(p);
	if (r && record_get(r, date_field(&p->about)))
		field_show(&day, kind_field(r->kind, date_field(&p->about)), record_get(r, date_field(&p->about)));
	ask = ask_screen(p->screen.app, N_("New date:"), str_get(&day), moved, p);
	str_free(&day);
	return next_open(ask);
}

/* ---- order ---- */

/* The steps of the stage get places of their own, two of them exchanged. */
static enum status exchange(struct plan_screen *p, int a, int b, struct err *err)
{
	const struct plan_list *steps = &p->view.step;
	const char *stage = record_get(steps->record[a], "stage");
	struct change *change = plan_begin(p);
	struct str title = STR_INIT;
	enum status st = ST_OK;
	int place = 0;

	for (int i = 0; i < steps->count && st == ST_OK; i++) {
		const struct record *r = steps->record[i == a ? b : i == b ? a : i];
		char text[16];

		if (!str_same(record_get(r, "stage"), stage))
			continue;
		snprintf(text, sizeof(text), "%d", place += 10);
		if (!str_same(record_get(r, "position"), text))
			st = change_set(change_update(change, r->kind, r->id, r->rev), "position", text, err);
	}
	app_title(p->screen.app, &title, "step", steps->record[a]->id);
	if (st == ST_OK)
		st = plan_commit(p, change, str_get(&title), err);
	change_free(change);
	str_free(&title);
	return st;
}

struct next plan_act_order(struct plan_screen *p, int by)
{
	const struct record *step = plan_row_record(p);
	struct err err = { .text = "" };
	enum status st = ST_OK;
	int at = 0;

	while (at < p->view.step.count && p->view.step.record[at] != step)
		at++;
	if (at + by >= 0 && at + by < p->view.step.count
		&& str_same(record_get(p->view.step.record[at + by], "stage"), record_get(step, "stage")))
		st = exchange(p, at, at + by, &err);
	else
		app_say(p->screen.app, "%s", _("It is at the end of its stage already; Enter opens it, to give it another stage."));
	return plan_stay(p, st, &err);
}

struct next plan_act_remove(struct plan_screen *p)
{
	struct plan_row row = *plan_row_now(p);
	struct change *change = plan_begin(p);
	struct err err = { .text = "" };
	struct str title = STR_INIT;
	enum status st;

	app_title(p->screen.app, &title, row.kind->name, row.id);
	change_delete(change, row.kind, row.id, row.rev);
	st = plan_commit(p, change, str_get(&title), &err);
	change_free(change);
	str_free(&title);
	return plan_stay(p, st, &err);
}

/* ---- forms of new entries ---- */

struct screen *plan_form(struct plan_screen *p, const char *kind, const struct preset *more, int n)
{
	struct preset preset[4];
	char plan[37];

	id_text(p->view.plan->id, plan);
	preset[0] = (struct preset){ "plan", plan };
	for (int i = 0; i < n && i < 3; i++)
		preset[i + 1] = more[i];
	return edit_preset_screen(p->screen.app, register_kind(kind), p->person, preset, n + 1);
}

/* In the stage on which the cursor stands. */
struct next plan_act_add(struct plan_screen *p)
{
	const struct record *beside = plan_row_is(p, "step") ? plan_row_record(p) : NULL;
	const struct preset stage = { "stage", beside ? record_get(beside, "stage") : "arrival" };

	return next_open(plan_form(p, "step", &stage, 1));
}

/* ---- review and signing ---- */

struct next plan_act_review(struct plan_screen *p)
{
	const struct record *next = plan_view_review(&p->view);
	struct id none = { { 0 } };

	if (next)
		return next_open(edit_screen(p->screen.app, next->kind, next->id, none));
	return next_open(plan_form(p, "review", NULL, 0));
}

/* Who needs an interpreter in that language had one, unless the form says otherwise. */
static void language_picked(void *ctx, const char *language)
{
	struct plan_screen *p = ctx;
	struct record *person = NULL;
	const struct preset preset[] = { { "language", language }, { "interpreter", "present" } };
	bool needed;

	read_brief(p->screen.app->store, p->screen.app->actor, register_kind("person"), p->person, &person, NULL);
	needed = person && str_same(record_get(person, "interpreter"), language);
	app_open_later(p->screen.app, plan_form(p, "agreement", preset, needed ? 2 : 1));
	record_free(person);
}

struct next plan_act_sign(struct plan_screen *p)
{
	static char now[16];
	struct pick_request ask = { .title = N_("In which language was the plan explained?"), .picked = language_picked,
		.ctx = p, .field = kind_field(register_kind("agreement"), "language") };
	const struct record *last = p->view.agreement.count ? p->view.agreement.record[0] : NULL;
	struct record *person = NULL;
	struct id none = { { 0 } };

	/* Explained already, in this version, and a signature is missing: it goes on there. */
	if (last && !(record_get(last, "signed_person") && record_get(last, "signed_city")) && record_get(last, "version")
		&& atoi(record_get(last, "version")) == p->view.versions)
		return next_open(edit_screen(p->screen.app, last->kind, last->id, none));
	if (read_brief(p->screen.app->store, p->screen.app->actor, register_kind("person"), p->person, &person, NULL) == ST_OK) {
		str_copy(now, sizeof(now), record_get(person, "interpreter") ? record_get(person, "interpreter") : "");
		ask.now = *now ? now : NULL;
		record_free(person);
	}
	return next_open(pick_screen(p->screen.app, &ask));
}

/* The plan issued as a formal decision: a draft, whose screen opens. */
struct next plan_act_decide(struct plan_screen *p)
{
	struct change *change = plan_begin(p);
	struct err err = { .text = "" };
	struct id id = { { 0 } };
	enum status st = decide_draft(change, p->person, "integration_plan", &id, &err);

	if (st == ST_OK)
		st = plan_commit(p, change, _(register_kind("decision")->label), &err);
	change_free(change);
	return st == ST_OK ? next_open(decision_screen(p->screen.app, id)) : plan_stay(p, st, &err);
}
