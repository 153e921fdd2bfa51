/* SPDX-License-Identifier: EUPL-1.2 */
/* One row a view, its content in JSON by names of the register, so that a field that goes is noticed when it is read. */
#include "register/view.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "register/door.h"
#include "register/filter.h"
#include "register/trait.h"

QUERY(view_names_of, "view.names", QUERY_INTERACTIVE,
	"SELECT kind, name, user = '' FROM view v WHERE user = :user AND (:kind IS NULL OR kind = :kind)"
	" UNION ALL SELECT kind, name, 1 FROM view v WHERE user = '' AND :user <> '' AND (:kind IS NULL OR kind = :kind)"
	" AND NOT EXISTS(SELECT 1 FROM view w WHERE w.user = :user AND w.kind = v.kind AND w.name = v.name)"
	" ORDER BY 3, 1, 2");
QUERY(view_content, "view.content", QUERY_INTERACTIVE,
	"SELECT content FROM view WHERE user IN (:user, '') AND kind = :kind AND name = :name ORDER BY user DESC LIMIT 1");
QUERY(view_put, "view.put", QUERY_INTERACTIVE,
	"INSERT INTO view(user, kind, name, content) VALUES(:user, :kind, :name, :content)"
	" ON CONFLICT(user, kind, name) DO UPDATE SET content = excluded.content");
QUERY(view_take, "view.take", QUERY_INTERACTIVE,
	"DELETE FROM view WHERE user = :user AND kind = :kind AND name = :name");

static const char *const ops[] = {
	[FILTER_IS] = "is", [FILTER_FROM] = "from", [FILTER_TO] = "to", [FILTER_EMPTY] = "empty", [FILTER_SET] = "set",
	[FILTER_BEGINS] = "begins",
};

void view_list_clear(struct view_list *view)
{
	for (int i = 0; i < view->query.n_filters; i++)
		free((void *)(uintptr_t)view->query.filter[i].value);
	*view = (struct view_list){ .query = { .kind = view->query.kind } };
}

bool view_may_all(const struct actor *actor)
{
	return actor->solo || (actor->roles & (ROLE_TEAM_LEAD | ROLE_ADMIN));
}

enum status view_names(struct store *store, const struct actor *actor, const char *kind, struct view **out, int *count,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &view_names_of, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "user", actor->user);
	stmt_text(stmt, "kind", kind);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = (struct view){ mem_str(stmt_get_text(stmt, 0)), mem_str(stmt_get_text(stmt, 1)),
			stmt_get_int(stmt, 2) != 0 };
	}
	return st == ST_DONE ? ST_OK : st;
}

void views_free(struct view *view, int count)
{
	for (int i = 0; i < count; i++) {
		free(view[i].kind);
		free(view[i].name);
	}
	free(view);
}

static enum status no_such_view(struct err *err)
{
	return err_set(err, ST_NOTFOUND, _("There is no view of this name for this list. “foothold views” lists them."));
}

static enum status read_content(struct store *store, const struct actor *actor, const char *kind, const char *name,
	json_t **out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &view_content, &stmt, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "user", actor->user);
	stmt_text(stmt, "kind", kind);
	stmt_text(stmt, "name", name);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = json_loads(stmt_get_text(stmt, 0), 0, NULL);
	stmt_reset(stmt);
	return *out ? ST_OK : st == ST_DONE || st == ST_OK ? no_such_view(err) : st;
}

static enum status write_content(struct store *store, const struct actor *actor, const char *kind, const char *name,
	bool all, json_t *content, struct err *err)
{
	char *text = json_dumps(content, JSON_COMPACT);
	struct stmt *stmt;
	unsigned was;
	enum status st = ST_OK;

	json_decref(content);
	st = door_open(store, err);
	if (st == ST_OK)
		st = door_check(NULL, name, err);
	if (st != ST_OK)
		;
	else if (str_empty(name) || utf_width(name) > VIEW_NAME_MAX)
		st = err_set(err, ST_INVALID, _("A view needs a name, of at most %d characters."), VIEW_NAME_MAX);
	else if (all && !view_may_all(actor))
		st = err_set(err, ST_DENIED, _("Views for everybody are made by team leads and administrators. Nothing was kept; "
			"keep it for yourself."));
	if (st == ST_OK)
		st = store_query(store, &view_put, &stmt, err);
	if (st == ST_OK) {
		stmt_text(stmt, "user", all ? "" : actor->user);
		stmt_text(stmt, "kind", kind);
		stmt_text(stmt, "name", name);
		stmt_text(stmt, "content", text);
		was = store_enter(store, DOOR_CHANGE);
		st = stmt_run(stmt, err);
		store_leave(store, was);
	}
	free(text);
	return st;
}

static enum status gone_field(struct err *err)
{
	return err_set(err, ST_INVALID, _("This view names a field that is no more. Filter the list anew, and keep it under the "
		"same name."));
}

static enum status take_filter(const struct actor *actor, const json_t *json, struct view_list *out, struct err *err)
{
	struct filter *filter = &out->query.filter[out->query.n_filters];
	const char *field = NULL, *op = NULL, *value = NULL;

	if (json_unpack((json_t *)(uintptr_t)json, "{s:s, s:s, s?s}", "field", &field, "op", &op, "value", &value) != 0)
		return gone_field(err);
	*filter = (struct filter){ .field = filter_field(out->query.kind, field), .op = FILTER_IS };
	for (size_t i = 0; i < ARRAY_LEN(ops); i++)
		if (str_same(ops[i], op))
			filter->op = (enum filter_op)i;
	if (!filter->field)
		return gone_field(err);
	filter->value = mem_str(value);
	out->query.n_filters++;
	return filter_check(actor, out->query.kind, filter, err);
}

static enum status take_columns(const struct actor *actor, const json_t *json, struct view_list *out, struct err *err)
{
	size_t i;
	json_t *name;

	json_array_foreach(json, i, name) {
		const struct field *field = kind_field(out->query.kind, json_string_value(name));

		if (!field)
			return gone_field(err);
		if (out->columns < VIEW_COLUMNS && field_seen(actor, out->query.kind, field))
			out->column[out->columns++] = field;
	}
	return ST_OK;
}

static enum status take_list(const struct actor *actor, const json_t *json, struct view_list *out, struct err *err)
{
	const char *sort = json_string_value(json_object_get(json, "sort"));
	enum status st = ST_OK;
	json_t *filter;
	size_t i;

	out->query.sort = sort ? kind_field(out->query.kind, sort) : NULL;
	out->query.descending = json_is_true(json_object_get(json, "descending"));
	if (sort && !out->query.sort)
		return gone_field(err);
	json_array_foreach(json_object_get(json, "filters"), i, filter)
		if (st == ST_OK && i < LIST_FILTERS)
			st = take_filter(actor, filter, out, err);
	return st == ST_OK ? take_columns(actor, json_object_get(json, "columns"), out, err) : st;
}

enum status view_open(struct store *store, const struct actor *actor, const struct kind *kind, const char *name,
	struct view_list *out, struct err *err)
{
	json_t *json;
	enum status st = read_content(store, actor, kind->name, name, &json, err);

	*out = (struct view_list){ .query = { .kind = kind } };
	if (st != ST_OK)
		return st;
	st = take_list(actor, json, out, err);
	json_decref(json);
	if (st != ST_OK)
		view_list_clear(out);
	return st;
}

/* What people typed of a person, and who it is, stays out; choices, dates and colleagues may stand. */
static bool names_somebody(const struct kind *kind, const struct filter *filter)
{
	bool personal = kind->person || str_same(kind->name, "person") || str_same(kind->name, "household");

	if (!filter->field || filter->op == FILTER_BEGINS)
		return true;
	if (!filter->value || !personal)
		return false;
	switch (filter->field->kind) {
	case FIELD_REFERENCE:
		return str_same(filter->field->refers, "person") || str_same(filter->field->refers, "household")
			|| register_kind(filter->field->refers)->person;
	case FIELD_TEXT:
	case FIELD_LONG_TEXT:
		return filter->field->about != ABOUT_COLLEAGUE && !filter->field->phrase;
	case FIELD_PHONE:
	case FIELD_EMAIL:
		return true;
	default:
		return false;
	}
}

/* The gate over what a view looks for: the typed words, and fields that are asked by exception alone. */
static enum status judge_filter(const struct kind *kind, const struct filter *filter, struct err *err)
{
	const struct gate_ground *ground;

	if (!filter->field)
		return ST_OK;
	if ((filter->field->excepted || filter->field->closed) && (ground = gate_ground_named(filter->field->stands_for)))
		return err_set(err, ST_INVALID, _("%s: “%s” tells of %s (%s), so nobody is picked out by it. Nothing was kept; take this "
			"filter away first."), _(kind->plural), field_label(filter->field), _(ground->title), ground->source);
	if (filter->field->kind == FIELD_TEXT || filter->field->kind == FIELD_LONG_TEXT)
		return door_check(NULL, filter->value, err);
	return ST_OK;
}

static json_t *filters_json(const struct list_query *query)
{
	json_t *filters = json_array();

	for (int i = 0; i < query->n_filters; i++)
		json_array_append_new(filters, json_pack("{s:s, s:s, s:s*}", "field", query->filter[i].field->name,
			"op", ops[query->filter[i].op], "value", query->filter[i].value));
	return filters;
}

enum status view_keep(struct store *store, const struct actor *actor, const char *name, bool all,
	const struct view_list *view, struct err *err)
{
	const struct list_query *query = &view->query;
	json_t *json, *columns;

	for (int i = 0; i < query->n_filters; i++) {
		enum status st = judge_filter(query->kind, &query->filter[i], err);

		if (st != ST_OK)
			return st;
		if (names_somebody(query->kind, &query->filter[i]))
			return err_set(err, ST_INVALID, _("A view names nobody, so that nobody stays in it who was erased. Nothing was "
				"kept; take the filter on names, numbers and people away first."));
	}
	columns = json_array();
	for (int i = 0; i < view->columns; i++)
		json_array_append_new(columns, json_string(view->column[i]->name));
	json = json_pack("{s:s*, s:b, s:o, s:o}", "sort", query->sort ? query->sort->name : NULL,
		"descending", query->descending, "filters", filters_json(query), "columns", columns);
	return write_content(store, actor, query->kind->name, name, all, json, err);
}

static enum status take_away(struct store *store, const char *user, const char *kind, const char *name, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &view_take, &stmt, err);
	unsigned was;

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "user", user);
	stmt_text(stmt, "kind", kind);
	stmt_text(stmt, "name", name);
	was = store_enter(store, DOOR_CHANGE);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	if (st == ST_OK && !store_changes(store))
		st = no_such_view(err);
	return st;
}

enum status view_drop(struct store *store, const struct actor *actor, const char *kind, const char *name, struct err *err)
{
	enum status st = take_away(store, actor->user, kind, name, err);

	return st == ST_NOTFOUND && view_may_all(actor) ? take_away(store, "", kind, name, err) : st;
}

enum status view_open_today(struct store *store, const struct actor *actor, const char *name, char **caseworker,
	char **stage, struct err *err)
{
	json_t *json;
	enum status st = read_content(store, actor, VIEW_TODAY, name, &json, err);

	*caseworker = *stage = NULL;
	if (st != ST_OK)
		return st;
	*caseworker = mem_str(json_string_value(json_object_get(json, "caseworker")));
	*stage = mem_str(json_string_value(json_object_get(json, "stage")));
	json_decref(json);
	return ST_OK;
}

enum status view_keep_today(struct store *store, const struct actor *actor, const char *name, bool all,
	const char *caseworker, const char *stage, struct err *err)
{
	json_t *json = json_pack("{s:s*, s:s*}", "caseworker", caseworker, "stage", stage);

	return write_content(store, actor, VIEW_TODAY, name, all, json, err);
}
