/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold plan: the templates; a person's whole plan, now or as it stood; another template for it. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan.h"
#include "cases/plan_versions.h"
#include "cases/plan_view.h"
#include "commands/show.h"
#include "commands/verbs.h"

/* ---- templates ---- */

static json_t *template_json(const struct plan_template *t)
{
	json_t *steps = json_array();

	for (int i = 0; i < t->n_steps; i++) {
		const struct plan_step *s = &t->step[i];

		json_array_append_new(steps, json_pack("{s:s, s:s, s:s, s:s?, s:i, s:i, s:s?}", "stage", s->stage, "what", s->what,
			"who", s->who, "milestone", s->milestone, "days", s->days, "after", s->after, "gap", s->gap));
	}
	return json_pack("{s:s, s:s, s:s, s:o}", "name", t->name, "label", t->label, "purpose", t->purpose, "steps", steps);
}

static enum status list_templates(struct call *call, struct err *err)
{
	int n;
	const struct plan_template *all = plan_templates(&n);
	json_t *json = json_array();
	enum status st = ST_OK;

	for (int i = 0; i < n; i++) {
		if (call->json) {
			json_array_append_new(json, template_json(&all[i]));
			continue;
		}
		out_text(call, all[i].name);
		out_text(call, ": ");
		out_line(call, _(all[i].label));
		out_wrapped(call, _(all[i].purpose), 4);
	}
	if (call->json)
		st = out_json(call, json_incref(json), err);
	json_decref(json);
	return st;
}

/* ---- as text ---- */

static void cell_shown(struct call *call, struct table *table, const struct record *r, const char *name)
{
	const struct field *field = kind_field(r->kind, name);
	const char *value = record_get(r, name);
	struct str text = STR_INIT;

	if (value)
		show_value(call, field, value, &text);
	table_cell(table, str_get(&text));
	str_free(&text);
}

/* What a law sets stands in a column of its own, with its sign. */
static void cell_law(struct table *table, const struct record *clock)
{
	struct str text = STR_INIT;
	struct date day;

	if (clock && record_get(clock, "due") && date_parse(record_get(clock, "due"), &day)) {
		str_add(&text, "§ ");
		date_show(&text, day);
	}
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void print_steps(struct call *call, const struct plan_view *view)
{
	struct table table;

	table_begin(&table, 6);
	table_cell(&table, _("Stage"));
	table_cell(&table, _("What"));
	table_cell(&table, _("Own target"));
	table_cell(&table, _("By law"));
	table_cell(&table, _("Who"));
	table_cell(&table, _("State"));
	for (int i = 0; i < view->step.count; i++) {
		const struct record *r = view->step.record[i];

		cell_shown(call, &table, r, "stage");
		cell_shown(call, &table, r, "what");
		cell_shown(call, &table, r, record_get(r, "done") ? "done" : "target");
		cell_law(&table, plan_view_clock(view, r));
		cell_shown(call, &table, r, "who");
		cell_shown(call, &table, r, "state");
	}
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_list(struct call *call, const char *title, const struct plan_list *list, const char *const *fields)
{
	struct table table;
	int n = 0;

	if (!list->count)
		return;
	while (fields[n])
		n++;
	out_text(call, "\n");
	out_line(call, title);
	table_begin(&table, n);
	for (int i = 0; i < list->count; i++)
		for (int f = 0; f < n; f++)
			cell_shown(call, &table, list->record[i], fields[f]);
	table_out(&table, call, "  ");
	table_end(&table);
}

/* How each was counted, and by which source, foothold clock says. */
static void print_clocks(struct call *call, const struct plan_view *view)
{
	static const char *const fields[] = { "what", "set_by", "due", "state" };
	struct table table;

	if (!view->clock.count)
		return;
	out_text(call, "\n");
	out_line(call, _("Clocks"));
	table_begin(&table, (int)ARRAY_LEN(fields) + 1);
	for (int i = 0; i < view->clock.count; i++) {
		const struct record *r = view->clock.record[i];
		bool law = str_same(record_get(r, "set_by"), "law");

		for (size_t f = 0; f < ARRAY_LEN(fields); f++)
			cell_shown(call, &table, r, fields[f]);
		table_cell(&table, law && !str_same(record_get(r, "verified"), "yes") ? _("not verified at its source") : "");
	}
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_head(struct call *call, const struct plan_view *view)
{
	const struct record *r = plan_view_signed(view);
	struct str line = STR_INIT;
	char *text;

	show_value(call, kind_field(view->plan->kind, "template"), record_get(view->plan, "template") ?
		record_get(view->plan, "template") : "", &line);
	/* TRANSLATORS: 1: name of the template; 2: number of this version; 3: how many there are */
	text = mem_fmt(_("%s: version %d of %d"), str_get(&line), view->version, view->versions);
	out_line(call, text);
	free(text);
	str_clear(&line);
	if (kind_seen(&call->actor, register_kind("agreement"))) {
		if (r && record_get(r, "day"))
			show_value(call, kind_field(r->kind, "day"), record_get(r, "day"), &line);
		/* TRANSLATORS: 1: number of a version; 2: a date */
		text = r ? mem_fmt(_("Version %s was signed by both sides; it was explained on %s."),
			record_get(r, "version") ? record_get(r, "version") : "1", str_get(&line)) :
			mem_str(_("It is not signed by both sides yet."));
		out_line(call, text);
		free(text);
	}
	str_free(&line);
}

static const char *difference(const struct plan_difference *d)
{
	return !d->before ? _("added since") : !d->after ? _("taken out since") : _("changed since");
}

/* "Target: 4 May 2026, now 11 May 2026", one field after the other. */
static void field_changes(struct call *call, const struct plan_difference *d, struct str *out)
{
	const struct kind *kind = d->after ? d->after->kind : d->before->kind;

	for (int i = 0; d->before && d->after && i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];
		struct str was = STR_INIT, is = STR_INIT;

		if (!plan_version_counts(kind->name, field->name) || str_same(d->before->value[i], d->after->value[i]))
			continue;
		if (d->before->value[i])
			show_value(call, field, d->before->value[i], &was);
		if (d->after->value[i])
			show_value(call, field, d->after->value[i], &is);
		str_addf(out, "%s", out->len ? "; " : "");
		str_addf(out, _("%s: %s, now %s"), field_label(field), was.len ? str_get(&was) : "–", is.len ? str_get(&is) : "–");
		str_free(&was);
		str_free(&is);
	}
}

static void print_changes(struct call *call, const struct plan_difference *d, int n)
{
	struct table table;

	if (!n)
		return;
	out_text(call, "\n");
	out_line(call, _("Changed since"));
	table_begin(&table, 3);
	for (int i = 0; i < n; i++) {
		struct str fields = STR_INIT;

		field_changes(call, &d[i], &fields);
		cell_shown(call, &table, d[i].after ? d[i].after : d[i].before, "what");
		table_cell(&table, difference(&d[i]));
		table_cell(&table, str_get(&fields));
		str_free(&fields);
	}
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_plan(struct call *call, const struct plan_view *view, const struct plan_difference *d, int n)
{
	print_head(call, view);
	print_steps(call, view);
	print_clocks(call, view);
	print_list(call, _("Promises"), &view->commitment, (const char *const[]){ "who", "what", "due", "state", NULL });
	print_list(call, _("Reviews"), &view->review, (const char *const[]){ "due", "state", "held", "outcome", NULL });
	print_list(call, _("Signatures"), &view->agreement,
		(const char *const[]){ "version", "day", "language", "signed_person", "signed_city", NULL });
	print_changes(call, d, n);
}

/* ---- as JSON ---- */

static json_t *list_json(struct call *call, const struct plan_list *list)
{
	json_t *out = json_array();

	for (int i = 0; i < list->count; i++)
		json_array_append_new(out, record_json(call, list->record[i]));
	return out;
}

static json_t *steps_json(struct call *call, const struct plan_view *view)
{
	json_t *out = list_json(call, &view->step);

	for (int i = 0; i < view->step.count; i++) {
		const struct record *clock = plan_view_clock(view, view->step.record[i]);

		json_object_set_new(json_array_get(out, (size_t)i), "legal_clock", clock ? record_json(call, clock) : json_null());
	}
	return out;
}

static json_t *changes_json(struct call *call, const struct plan_difference *d, int n)
{
	json_t *out = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(out, json_pack("{s:s, s:o, s:o}", "kind", (d[i].after ? d[i].after : d[i].before)->kind->name,
			"then", d[i].before ? record_json(call, d[i].before) : json_null(),
			"now", d[i].after ? record_json(call, d[i].after) : json_null()));
	return out;
}

static json_t *plan_json(struct call *call, const struct plan_view *view, const struct plan_difference *d, int n)
{
	return json_pack("{s:o, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o}", "plan", record_json(call, view->plan),
		"version", view->version, "versions", view->versions, "steps", steps_json(call, view),
		"commitments", list_json(call, &view->commitment), "reviews", list_json(call, &view->review),
		"agreements", list_json(call, &view->agreement), "clocks", list_json(call, &view->clock),
		"changed_since", changes_json(call, d, n));
}

/* ---- a person's plan ---- */

static enum status no_plan(struct err *err)
{
	return err_set(err, ST_NOTFOUND, _("This person has no plan; foothold plan CASE --template NAME --run makes one."));
}

static enum status show(struct call *call, struct id person, struct err *err)
{
	struct id none = { { 0 } };
	struct plan_view view, now = { .plan = NULL };
	struct plan_difference *d = NULL;
	long version;
	int n = 0;
	enum status st = call_number(call, "at", 0, &version, err);

	if (st == ST_OK)
		st = plan_view_read(call->store, &call->actor, person, none, (int)version, &view, err);
	if (st != ST_OK)
		return st;
	if (!view.plan)
		return no_plan(err);
	if (version) {
		st = plan_view_read(call->store, &call->actor, person, view.plan->id, 0, &now, err);
		n = st == ST_OK ? plan_view_compare(&view, &now, &d) : 0;
	}
	if (st == ST_OK && call->json)
		st = out_json(call, plan_json(call, &view, d, n), err);
	else if (st == ST_OK)
		print_plan(call, &view, d, n);
	free(d);
	plan_view_clear(&view);
	plan_view_clear(&now);
	return st;
}

static void moment(int64_t ms, struct str *out)
{
	struct date day;
	int minute;

	clock_local(ms, &day, &minute);
	date_show(out, day);
}

static json_t *version_json(const struct plan_version *v)
{
	struct date day;
	char text[11];
	int minute;

	clock_local(v->from_ms, &day, &minute);
	date_text(day, text);
	return json_pack("{s:i, s:s, s:s, s:b}", "version", v->number, "day", text, "user", v->user, "explained", v->agreed);
}

static void version_cells(struct table *table, const struct plan_version *v)
{
	struct str text = STR_INIT;

	str_addf(&text, "%d", v->number);
	table_cell(table, str_get(&text));
	str_clear(&text);
	moment(v->from_ms, &text);
	table_cell(table, str_get(&text));
	table_cell(table, v->user);
	table_cell(table, v->agreed ? _("explained or signed") : "");
	str_free(&text);
}

static enum status versions(struct call *call, struct id plan, struct err *err)
{
	struct plan_version *all;
	struct table table;
	int count;
	json_t *json = json_array();
	enum status st = plan_versions(call->store, &call->actor, plan, &all, &count, err);

	table_begin(&table, 4);
	for (int i = 0; i < count && st == ST_OK; i++)
		if (call->json)
			json_array_append_new(json, version_json(&all[i]));
		else
			version_cells(&table, &all[i]);
	table_out(&table, call, "");
	table_end(&table);
	free(all);
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(json), err);
	json_decref(json);
	return st;
}

/* ---- another template ---- */

static void print_preview(struct call *call, const struct plan_preview *preview)
{
	static const char *const fate[] = { [PLAN_STAYS] = N_("stays"), [PLAN_ADDED] = N_("is added"),
		[PLAN_TAKEN_OUT] = N_("is taken out") };
	struct table table;

	table_begin(&table, 3);
	for (int i = 0; i < preview->count; i++) {
		const struct plan_preview_row *row = &preview->row[i];
		struct str text = STR_INIT;

		table_cell(&table, _(fate[row->fate]));
		field_show(&text, kind_field(register_kind("step"), "what"), row->what);
		table_cell(&table, str_get(&text));
		str_clear(&text);
		if (row->target.year)
			date_show(&text, row->target);
		table_cell(&table, str_get(&text));
		str_free(&text);
	}
	table_out(&table, call, "");
	table_end(&table);
}

static enum status change_template(struct call *call, struct id plan, const char *name, struct err *err)
{
	struct plan_preview preview;
	struct change *change;
	enum status st = plan_preview(call->store, &call->actor, plan, name, &preview, err);

	if (st != ST_OK)
		return st;
	print_preview(call, &preview);
	if (call_given(call, "run")) {
		change = change_begin(call->store, &call->actor);
		st = plan_change_template(change, plan, &preview, err);
		if (st == ST_OK)
			st = change_commit(change, NULL, NULL, err);
		change_free(change);
	} else {
		note(_("Nothing was changed. With --run the plan follows this template."));
	}
	plan_preview_clear(&preview);
	return st;
}

/* Who came long ago begins today. */
static enum status new_plan(struct call *call, struct id person, const char *name, struct err *err)
{
	struct record *record;
	struct change *change;
	struct date from = clock_today();
	enum status st = read_brief(call->store, &call->actor, register_kind("person"), person, &record, err);

	if (st != ST_OK)
		return st;
	if (!call_given(call, "run")) {
		record_free(record);
		return no_plan(err);
	}
	if (!record_get(record, "arrived") || !date_parse(record_get(record, "arrived"), &from)
		|| date_between(from, clock_today()) > PLAN_RECENT)
		from = clock_today();
	record_free(record);
	change = change_begin(call->store, &call->actor);
	st = plan_add(change, person, name, from, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

enum status verb_plan(struct call *call, struct err *err)
{
	const char *template = call_option(call, "template"), *every = call_option(call, "review-every");
	struct plan_view view;
	struct id person, none = { { 0 } }, plan;
	enum status st;
	bool open;

	if (every && call->argc)
		return err_set(err, ST_USAGE, _("How often plans are looked at is set for all of them, without a case."));
	if (every)
		return plan_review_set(call->store, &call->actor, str_same(every, "usual") ? NULL : every, err);
	if (!call->argc)
		return list_templates(call, err);
	st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[0], &person, err);
	if (st != ST_OK || (!template && !call_given(call, "versions")))
		return st == ST_OK ? show(call, person, err) : st;
	st = plan_view_read(call->store, &call->actor, person, none, 0, &view, err);
	if (st != ST_OK)
		return st;
	open = view.plan && str_same(record_get(view.plan, "state"), "active");
	plan = view.plan ? view.plan->id : none;
	plan_view_clear(&view);
	if (template)
		return open ? change_template(call, plan, template, err) : new_plan(call, person, template, err);
	return id_none(plan) ? no_plan(err) : versions(call, plan, err);
}
