/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold list: records of a kind, page by page, so that memory does not grow with the file. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/bulk.h"
#include "commands/verbs.h"
#include "register/view.h"

#define PAGE 200
#define COLUMNS_MAX 12

struct columns { const struct field *field[COLUMNS_MAX]; int count; };

static void choose_columns(const struct call *call, const struct view_list *view, struct columns *out)
{
	const struct kind *kind = view->query.kind;

	out->count = 0;
	for (int i = 0; i < view->columns && out->count < COLUMNS_MAX; i++)
		out->field[out->count++] = view->column[i];
	for (int i = 0; !view->columns && i < kind->n_fields && out->count < COLUMNS_MAX; i++)
		if (kind->fields[i].list && field_seen(&call->actor, kind, &kind->fields[i]))
			out->field[out->count++] = &kind->fields[i];
}

/* A person is told by the case number already; other records need their id to be shown or changed. */
static bool shows_id(const struct columns *columns)
{
	return !columns->count || !str_same(columns->field[0]->name, "case_number");
}

static void show_reference(struct call *call, const struct field *field, const char *value, struct str *out)
{
	struct id id;

	if (!id_parse(value, &id)
	    || read_title(call->store, &call->actor, register_kind(field->refers), id, out, NULL) != ST_OK)
		str_add(out, "…");
}

static void row_cells(struct call *call, const struct record *record, const struct columns *columns,
		      struct table *table)
{
	struct str shown = STR_INIT;
	char id[37];
	const char *value;
	int i;

	id_text(record->id, id);
	if (shows_id(columns))
		table_cell(table, id);
	for (i = 0; i < columns->count; i++) {
		str_clear(&shown);
		value = record_get(record, columns->field[i]->name);
		if (value && columns->field[i]->kind == FIELD_REFERENCE)
			show_reference(call, columns->field[i], value, &shown);
		else if (value)
			field_show(&shown, columns->field[i], value);
		table_cell(table, str_get(&shown));
	}
	str_free(&shown);
}

static void head_cells(const struct columns *columns, struct table *table)
{
	int i;

	if (shows_id(columns))
		table_cell(table, _("Id"));
	for (i = 0; i < columns->count; i++)
		table_cell(table, field_label(columns->field[i]));
}

/* One object after another in an array; nothing is gathered. `only`: of many people the columns of lists alone. */
static void row_json(struct call *call, const struct record *record, const struct columns *only, bool first)
{
	json_t *object = record_json(call, record), *whole = object;
	char *text;

	if (only) {
		object = json_pack("{s:O}", "id", json_object_get(whole, "id"));
		for (int i = 0; i < only->count; i++)
			json_object_set(object, only->field[i]->name, json_object_get(whole, only->field[i]->name));
		json_decref(whole);
	}
	text = json_dumps(object, 0);

	out_text(call, first ? "[\n" : ",\n");
	out_text(call, text);
	free(text);
	json_decref(object);
}

struct listing { struct columns columns; struct table table; long left; int64_t rows; bool bulk; };

static enum status print_page(struct call *call, const struct list_page *page, struct listing *listing,
			      struct err *err)
{
	int i;

	for (i = 0; i < page->count; i++) {
		if (call->json)
			row_json(call, page->record[i], listing->bulk ? &listing->columns : NULL, listing->rows == 0);
		else
			row_cells(call, page->record[i], &listing->columns, &listing->table);
		listing->rows++;
	}
	table_out(&listing->table, call, "");
	return call_flush(call, err);
}

static enum status print_all(struct call *call, const struct list_query *query, long limit, struct listing *listing,
			     struct err *err)
{
	struct list_place place = { .set = false };
	struct list_page page;
	enum status st = ST_OK;
	bool more = true;
	long room;

	while (st == ST_OK && more && (!limit || listing->rows < limit)) {
		room = limit && limit - listing->rows < PAGE ? limit - (long)listing->rows : PAGE;
		st = read_list(call->store, &call->actor, query, &place, false, (int)room, &page, err);
		if (st != ST_OK)
			return st;
		more = page.more && page.count;
		if (page.count)
			place = page.place[page.count - 1];
		st = print_page(call, &page, listing, err);
		list_page_free(&page);
	}
	listing->left = more;
	return st;
}

static enum status list_kind(struct call *call, const struct view_list *view, long limit, struct err *err)
{
	const struct list_query *query = &view->query;
	struct listing listing = { .rows = 0 };
	struct bulk bulk;
	enum status st = bulk_weigh(call, query, limit, &bulk, err);

	if (st == ST_OK)
		st = bulk_allow(call, &bulk, err);
	if (st == ST_OK && bulk.many)
		st = bulk_note(call, &bulk, "list", NULL, 0, false, err);
	if (st != ST_OK)
		return st;
	listing.bulk = bulk.many;
	choose_columns(call, view, &listing.columns);
	table_begin(&listing.table, listing.columns.count + shows_id(&listing.columns));
	if (!call->json)
		head_cells(&listing.columns, &listing.table);
	st = print_all(call, query, limit, &listing, err);
	if (st == ST_OK && call->json)
		out_text(call, listing.rows ? "\n]\n" : "[]\n");
	table_end(&listing.table);
	if (st == ST_OK && listing.left)
		note(_("More records follow; --limit 0 lists all."));
	return st;
}

/* What was kept under a name, narrowed and sorted by what stands on the command line; and kept, where that is asked. */
static enum status list_view(struct call *call, const struct which *which, struct view_list *out, struct err *err)
{
	const char *kept = call_option(call, "view"), *keep = call_option(call, "keep-view");
	const struct list_query *said = &which->query;
	enum status st = ST_OK;

	*out = (struct view_list){ .query = { .kind = said->kind } };
	if (kept)
		st = view_open(call->store, &call->actor, said->kind, kept, out, err);
	if (st == ST_OK && said->sort) {
		out->query.sort = said->sort;
		out->query.descending = said->descending;
	}
	for (int i = 0; i < said->n_filters && st == ST_OK; i++) {
		if (out->query.n_filters == LIST_FILTERS)
			return err_set(err, ST_USAGE, _("At most %d filters can hold at once."), LIST_FILTERS);
		out->query.filter[out->query.n_filters] = said->filter[i];
		out->query.filter[out->query.n_filters++].value = mem_str(said->filter[i].value);
	}
	if (st == ST_OK && keep)
		st = view_keep(call->store, &call->actor, keep, call_given(call, "for-all"), out, err);
	return st;
}

enum status verb_list(struct call *call, struct err *err)
{
	const struct kind *kind;
	struct view_list view = { .query = { .kind = NULL } };
	struct which which;
	long limit;
	enum status st = which_kind(call, call->argv[0], &kind, err);

	if (st == ST_OK)
		st = call_number(call, "limit", 100, &limit, err);
	if (st != ST_OK)
		return st;
	st = which_query(call, kind, &which, err);
	if (st == ST_OK)
		st = list_view(call, &which, &view, err);
	if (st == ST_OK)
		st = list_kind(call, &view, limit, err);
	view_list_clear(&view);
	which_clear(&which);
	return st;
}
