/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold show: a record, a person's stages, and the records that hang under it. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan.h"
#include "commands/show.h"
#include "commands/trail.h"
#include "commands/verbs.h"

#define CHILDREN_MAX 200      /* of one kind; more are counted */

static const char *const states[] = {
	[STAGE_NONE] = "none", [STAGE_OPEN] = "open", [STAGE_UNDER_WAY] = "under_way", [STAGE_WAITING] = "waiting",
	[STAGE_LATE] = "late", [STAGE_DONE] = "done",
};
static const char *const state_labels[] = {
	[STAGE_NONE] = "–", [STAGE_OPEN] = NC_("stage", "open"), [STAGE_UNDER_WAY] = NC_("stage", "under way"),
	[STAGE_WAITING] = NC_("stage", "waiting"), [STAGE_LATE] = NC_("stage", "late"),
	[STAGE_DONE] = NC_("stage", "done"),
};

void show_value(struct call *call, const struct field *field, const char *value, struct str *out)
{
	const struct kind *kind;
	struct id id;

	if (field->kind != FIELD_REFERENCE) {
		field_show(out, field, value);
		return;
	}
	kind = register_kind(field->refers);
	if (!id_parse(value, &id) || read_title(call->store, &call->actor, kind, id, out, NULL) != ST_OK)
		str_add(out, value);
}

/* A text of several lines goes on below, under itself. */
static void value_cells(struct table *table, const char *label, const char *shown)
{
	char *copy = mem_str(shown), *rest = copy, *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		table_cell(table, label);
		table_cell(table, line);
		label = "";
	}
	free(copy);
}

static void print_fields(struct call *call, const struct record *record, const struct field *except)
{
	struct str shown = STR_INIT;
	struct table table;
	int i;

	table_begin(&table, 2);
	for (i = 0; i < record->kind->n_fields; i++) {
		if (!record->value[i] || record->kind->fields[i].hidden || &record->kind->fields[i] == except)
			continue;
		str_clear(&shown);
		show_value(call, &record->kind->fields[i], record->value[i], &shown);
		value_cells(&table, field_label(&record->kind->fields[i]), str_get(&shown));
	}
	table_out(&table, call, "  ");
	table_end(&table);
	str_free(&shown);
}

static void print_stages(struct call *call, const struct stage_view *views)
{
	struct str target = STR_INIT;
	struct table table;
	int i;

	out_text(call, "\n");
	out_line(call, _("Stages"));
	table_begin(&table, 4);
	for (i = 0; i < STAGES; i++) {
		str_clear(&target);
		date_show(&target, views[i].target);
		table_cell(&table, _(views[i].label));
		table_cell(&table, views[i].state == STAGE_NONE ? state_labels[STAGE_NONE]
			   : pgettext("stage", state_labels[views[i].state]));
		table_cell(&table, views[i].next);
		table_cell(&table, str_get(&target));
	}
	table_out(&table, call, "  ");
	table_end(&table);
	str_free(&target);
}

static json_t *stages_json(const struct stage_view *views)
{
	json_t *out = json_array(), *one;
	char day[11];
	int i;

	for (i = 0; i < STAGES; i++) {
		one = json_object();
		json_object_set_new(one, "stage", json_string(views[i].stage));
		json_object_set_new(one, "state", json_string(states[views[i].state]));
		json_object_set_new(one, "next", views[i].next ? json_string(views[i].next) : json_null());
		date_text(views[i].target, day);
		json_object_set_new(one, "target", *day ? json_string(day) : json_null());
		json_array_append_new(out, one);
	}
	return out;
}

/* The field by which a kind hangs under another: by its parent, or by the person it is about. */
static const struct field *leads_to(const struct kind *kind, const struct kind *to)
{
	const struct field *field = kind->parent && str_same(kind->parent, to->name) ? kind_field(kind, kind->parent) : NULL;

	if (!field && kind->person && str_same(to->name, "person"))
		field = kind_field(kind, kind->person);
	return field;
}

/* In the order of time where the kind has one, else by title. */
static const struct field *in_time(const struct call *call, const struct kind *kind)
{
	int i;

	for (i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].kind == FIELD_DATE && kind->fields[i].sort
		    && field_seen(&call->actor, kind, &kind->fields[i]))
			return &kind->fields[i];
	return NULL;
}

static enum status load_children(struct call *call, const struct kind *kind, const struct field *field, struct id parent,
				 struct list_page *page, struct err *err)
{
	struct list_query query = { .kind = kind, .sort = in_time(call, kind), .n_filters = 1 };
	struct list_place from = { .set = false };
	char id[37];

	id_text(parent, id);
	query.filter[0] = (struct filter){ field, FILTER_IS, id };
	return read_list(call->store, &call->actor, &query, &from, false, CHILDREN_MAX, page, err);
}

/* An enrolment is called after its course: such a title needs another record. */
static void title_of(struct call *call, struct str *out, const struct record *record)
{
	record_title(out, record);
	if (out->len == 0 && read_title(call->store, &call->actor, record->kind, record->id, out, NULL) != ST_OK)
		str_clear(out);
}

static void print_children(struct call *call, const struct kind *kind, const struct field *field,
			   const struct list_page *page)
{
	struct str title = STR_INIT;
	char id[37];
	int i;

	for (i = 0; i < page->count; i++) {
		id_text(page->record[i]->id, id);
		str_clear(&title);
		title_of(call, &title, page->record[i]);
		out_text(call, "\n");
		/* TRANSLATORS: 1: a kind of record, 2: its title, 3: its id. */
		str_addf(&call->out, _("%s: "), _(kind->label));
		out_value(call, str_get(&title));
		str_addf(&call->out, "  [%s]\n", id);
		print_fields(call, page->record[i], field);
	}
	if (page->more)
		out_line(call, _("  and more of these; “foothold list” has them all."));
	str_free(&title);
}

static void children_json(struct call *call, const struct kind *kind, const struct list_page *page, json_t *out)
{
	json_t *all = json_array();
	int i;

	for (i = 0; i < page->count; i++)
		json_array_append_new(all, record_json(call, page->record[i]));
	json_object_set_new(out, kind->name, all);
}

/* Prints, or gathers into `json`. */
static enum status all_children(struct call *call, const struct record *record, json_t *json, struct err *err)
{
	const struct kind *const *kinds;
	const struct field *field;
	struct list_page page;
	enum status st;
	int count, i;

	kinds = register_kinds(&count);
	for (i = 0; i < count; i++) {
		field = leads_to(kinds[i], record->kind);
		if (!field || !kind_seen(&call->actor, kinds[i]) || !field_seen(&call->actor, kinds[i], field))
			continue;
		st = load_children(call, kinds[i], field, record->id, &page, err);
		if (st != ST_OK)
			return st;
		if (json && page.count)
			children_json(call, kinds[i], &page, json);
		else if (!json)
			print_children(call, kinds[i], field, &page);
		list_page_free(&page);
	}
	return ST_OK;
}

static enum status stages(struct call *call, const struct record *record, json_t *json, struct err *err)
{
	struct stage_view views[STAGES];
	enum status st;

	if (!str_same(record->kind->name, "person"))
		return ST_OK;
	st = plan_stages(call->store, &call->actor, record->id, views, err);
	if (st == ST_DENIED)
		return ST_OK;      /* a role without sight of plans still sees the file */
	if (st != ST_OK)
		return st;
	if (json)
		json_object_set_new(json, "stages", stages_json(views));
	else
		print_stages(call, views);
	stage_views_clear(views);
	return ST_OK;
}

static void print_head(struct call *call, const struct record *record)
{
	struct str title = STR_INIT;
	char id[37];

	id_text(record->id, id);
	title_of(call, &title, record);
	str_addf(&call->out, _("%s: "), _(record->kind->label));
	out_value(call, str_get(&title));
	str_addf(&call->out, "  [%s]\n", id);
	print_fields(call, record, NULL);
	str_free(&title);
}

static enum status show(struct call *call, const struct record *record, struct err *err)
{
	json_t *json = NULL, *children = NULL;
	enum status st;

	if (call->json) {
		json = record_json(call, record);
		children = json_object();
		json_object_set_new(json, "kind", json_string(record->kind->name));
		json_object_set_new(json, "records", children);
	} else {
		print_head(call, record);
	}
	st = show_grants(call, record, json, err);
	if (st == ST_OK)
		st = stages(call, record, json, err);
	if (st == ST_OK)
		st = all_children(call, record, children, err);
	if (st == ST_OK && call_given(call, "history"))
		st = show_history(call, record, json, err);
	if (st == ST_OK && json)
		return out_json(call, json, err);
	json_decref(json);
	return st;
}

enum status verb_show(struct call *call, struct err *err)
{
	const struct kind *kind;
	struct record *record;
	struct id id;
	enum status st = call_lend(call, call->argv[0], err);

	if (st == ST_OK)
		st = which_record(call, call->argv[0], &kind, &id, err);
	if (st == ST_OK)
		st = read_record(call->store, &call->actor, kind, id, &record, err);
	if (st != ST_OK)
		return st;
	st = show(call, record, err);
	record_free(record);
	return st;
}
