/* SPDX-License-Identifier: EUPL-1.2 */
/* Another template for an open plan: what it would do, and doing it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan_own.h"
#include "cases/plan_view.h"
#include "cases/rules.h"

static const struct record *step_like(const struct plan_view *view, const struct plan_step *from)
{
	for (int i = 0; i < view->step.count; i++) {
		const struct record *r = view->step.record[i];

		if (str_same(record_get(r, "what"), from->what)
			|| (from->milestone && str_same(record_get(r, "milestone"), from->milestone)))
			return r;
	}
	return NULL;
}

static bool in_template(const struct plan_template *template, const struct record *step)
{
	for (int i = 0; template && i < template->n_steps; i++) {
		const struct plan_step *from = &template->step[i];

		if (str_same(record_get(step, "what"), from->what)
			|| (from->milestone && str_same(record_get(step, "milestone"), from->milestone)))
			return true;
	}
	return false;
}

/* Nobody has begun it, nobody wrote it, and it is not expected any more. */
static bool is_left_over(const struct record *step, const struct plan_template *old, const struct plan_template *now)
{
	return in_template(old, step) && !in_template(now, step) && str_same(record_get(step, "state"), "open")
		&& !record_get(step, "outcome");
}

/* Counted as if the plan had begun so; what would lie in the past counts from today. */
static struct date target_of(const struct plan_step *from, struct date start)
{
	struct date target = date_add_days(start, from->days), today = clock_today();

	return date_between(target, today) > 0 ? date_add_days(today, from->days > 0 ? from->days : 0) : target;
}

static void row_add(struct plan_preview *out, enum plan_fate fate, const struct record *step, const struct plan_step *from,
	struct date start)
{
	struct plan_preview_row row = { .fate = fate, .from = from };

	out->row = mem_resize(out->row, (size_t)out->count + 1, sizeof(*out->row));
	row.what = mem_str(step ? record_get(step, "what") : from->what);
	row.stage = stage_place(step ? record_get(step, "stage") : from->stage);
	if (!step) {
		row.target = target_of(from, start);
	} else {
		row.step = step->id;
		if (!record_get(step, "target") || !date_parse(record_get(step, "target"), &row.target))
			row.target = (struct date){ 0, 0, 0 };
	}
	out->row[out->count++] = row;
	out->n[fate]++;
}

static enum status not_open(struct err *err)
{
	return err_set(err, ST_INVALID, _("This plan is not followed any more. Nothing was saved; set it active first, or make a "
		"new plan."));
}

static void fill(struct plan_preview *out, const struct plan_view *view, struct date start)
{
	const struct plan_template *old = plan_template_named(record_get(view->plan, "template"));

	for (int i = 0; i < out->template->n_steps; i++) {
		const struct record *step = step_like(view, &out->template->step[i]);

		row_add(out, step ? PLAN_STAYS : PLAN_ADDED, step, &out->template->step[i], start);
	}
	for (int i = 0; i < view->step.count; i++) {
		const struct record *step = view->step.record[i];

		if (!in_template(out->template, step))
			row_add(out, is_left_over(step, old, out->template) ? PLAN_TAKEN_OUT : PLAN_STAYS, step, NULL, start);
	}
}

enum status plan_preview(struct store *store, const struct actor *actor, struct id plan, const char *template_name,
	struct plan_preview *out, struct err *err)
{
	struct id none = { { 0 } };
	struct plan_view view;
	struct date start;
	enum status st;

	memset(out, 0, sizeof(*out));
	st = plan_template_find(template_name, &out->template, err);
	if (st == ST_OK)
		st = plan_view_read(store, actor, none, plan, 0, &view, err);
	if (st != ST_OK)
		return st;
	if (!str_same(record_get(view.plan, "state"), "active")) {
		st = not_open(err);
	} else {
		if (!record_get(view.plan, "started") || !date_parse(record_get(view.plan, "started"), &start) || !start.day)
			start = clock_today();
		fill(out, &view, start);
	}
	plan_view_clear(&view);
	return st;
}

void plan_preview_clear(struct plan_preview *preview)
{
	for (int i = 0; i < preview->count; i++)
		free(preview->row[i].what);
	free(preview->row);
	memset(preview, 0, sizeof(*preview));
}

/* The steps of the new template in its order, then what else stays. */
static void put_rows(struct change *change, const char *person, const char *plan, const struct plan_preview *preview)
{
	struct id *step = mem_array((size_t)preview->template->n_steps, sizeof(*step));
	char place[16];

	for (int i = 0; i < preview->count; i++) {
		const struct plan_preview_row *row = &preview->row[i];
		struct id id = row->step;

		snprintf(place, sizeof(place), "%d", (i + 1) * PLAN_SPACE);
		if (row->fate == PLAN_TAKEN_OUT)
			change_delete(change, register_kind("step"), id, 0);
		else if (row->fate == PLAN_STAYS)
			rule_put(rule_other(change, "step", id), "position", place);
		else
			id = plan_put_step(change, person, plan, row->from, row->target, (i + 1) * PLAN_SPACE);
		if (row->from)
			step[row->from - preview->template->step] = id;
		if (row->fate == PLAN_ADDED && row->from->after)
			plan_put_after(change, id, row->from, step[row->from->after - 1]);
	}
	free(step);
}

enum status plan_change_template(struct change *change, struct id plan, const struct plan_preview *preview,
	struct err *err)
{
	char *person = NULL, text[37];
	enum status st = rule_look(change, "plan", plan, "person", &person, err);

	if (st == ST_OK && !person)
		st = not_open(err);
	id_text(plan, text);
	if (st == ST_OK) {
		rule_put(rule_other(change, "plan", plan), "template", preview->template->label);
		put_rows(change, person, text, preview);
	}
	free(person);
	return st;
}
