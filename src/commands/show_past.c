/* SPDX-License-Identifier: EUPL-1.2 */
/* What happened to a record: every change. */
#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/msg.h"
#include "commands/show.h"
#include "commands/trail.h"
#include "register/look.h"

static void print_past(struct call *call, const struct past *past)
{
	struct str text = STR_INIT;
	char id[37];
	int i;

	moment_text(past->entry.clock >> 16, &text);
	id_text(past->entry.change, id);
	str_addf(&call->out, "  %s  ", str_get(&text));
	out_value(call, past->entry.user);
	str_addf(&call->out, "  %s  [%s]\n", look_op_label(past->entry.op), id);
	for (i = 0; i < past->n_changes; i++) {
		str_clear(&text);
		if (past->change[i].before)
			show_value(call, past->change[i].field, past->change[i].before, &text);
		str_add(&text, " → ");
		if (past->change[i].after)
			show_value(call, past->change[i].field, past->change[i].after, &text);
		out_text(call, "    ");
		str_addf(&call->out, _("%s: "), field_label(past->change[i].field));
		out_value(call, str_get(&text));
		out_text(call, "\n");
	}
	str_free(&text);
}

static json_t *past_json(const struct past *past)
{
	json_t *out = json_object(), *fields = json_object(), *pair;
	struct str text = STR_INIT;
	char id[37];
	int i;

	moment_text(past->entry.clock >> 16, &text);
	id_text(past->entry.change, id);
	json_object_set_new(out, "at", json_string(str_get(&text)));
	json_object_set_new(out, "user", json_string(past->entry.user));
	json_object_set_new(out, "desk", json_string(past->entry.origin));
	json_object_set_new(out, "change", json_string(id));
	json_object_set_new(out, "op", json_integer(past->entry.op));
	for (i = 0; i < past->n_changes; i++) {
		pair = json_object();
		json_object_set_new(pair, "before",
			past->change[i].before ? json_string(past->change[i].before) : json_null());
		json_object_set_new(pair, "after",
			past->change[i].after ? json_string(past->change[i].after) : json_null());
		json_object_set_new(fields, past->change[i].field->name, pair);
	}
	json_object_set_new(out, "fields", fields);
	str_free(&text);
	return out;
}

enum status show_history(struct call *call, const struct record *record, json_t *json, struct err *err)
{
	struct past *past = NULL;
	json_t *all = json_array();
	int count = 0, i;
	enum status st = read_history(call->store, &call->actor, record->kind, record->id, &past, &count, err);

	if (st == ST_OK && !json) {
		out_text(call, "\n");
		out_line(call, _("History"));
	}
	for (i = 0; st == ST_OK && i < count; i++) {
		if (json)
			json_array_append_new(all, past_json(&past[i]));
		else
			print_past(call, &past[i]);
	}
	if (st == ST_OK && json)
		json_object_set(json, "history", all);
	json_decref(all);
	past_free(past, count);
	return st;
}
