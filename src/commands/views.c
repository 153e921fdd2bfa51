/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold views: lists kept under a name. They are made by list and today with --keep-view. */
#include "register/view.h"

#include <jansson.h>

#include "base/msg.h"
#include "commands/verbs.h"

static const char *list_label(const char *kind)
{
	const struct kind *k = register_kind(kind);

	return k ? _(k->plural) : str_same(kind, VIEW_TODAY) ? _("Today") : kind;
}

static enum status print(struct call *call, const struct view *view, int count, struct err *err)
{
	json_t *json = json_array();
	struct table table;
	enum status st = ST_OK;

	table_begin(&table, 3);
	for (int i = 0; i < count; i++) {
		if (call->json) {
			json_array_append_new(json, json_pack("{s:s, s:s, s:b}", "kind", view[i].kind, "name", view[i].name, "for_all",
				view[i].all));
			continue;
		}
		table_cell(&table, list_label(view[i].kind));
		table_cell(&table, view[i].name);
		table_cell(&table, view[i].all ? _("for everybody") : _("your own"));
	}
	if (call->json)
		st = out_json(call, json_incref(json), err);
	else if (!count)
		out_line(call, _("No list is kept under a name yet. “foothold list KIND --filter … --keep-view NAME” keeps one."));
	else
		table_out(&table, call, "");
	table_end(&table);
	json_decref(json);
	return st;
}

enum status verb_views(struct call *call, struct err *err)
{
	struct view *view;
	int count;
	enum status st;

	if (call->argc == 3 && str_same(call->argv[0], "drop"))
		return view_drop(call->store, &call->actor, call->argv[1], call->argv[2], err);
	if (call->argc)
		return err_set(err, ST_USAGE, _("After “views” comes nothing, or drop, the kind and the name."));
	st = view_names(call->store, &call->actor, NULL, &view, &count, err);
	if (st != ST_OK)
		return st;
	st = print(call, view, count, err);
	views_free(view, count);
	return st;
}
