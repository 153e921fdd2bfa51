/* SPDX-License-Identifier: EUPL-1.2 */
/* Bulk export: a permission of its own, a reason, and an act in the trail. */
#include "commands/bulk.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "exchange/export.h"

#define REASON_LEAST 10
#define REASON_MOST 500
#define COUNT_MOST 1000000

enum status bulk_weigh(struct call *call, const struct list_query *query, long limit, struct bulk *out, struct err *err)
{
	enum status st = ST_OK;

	*out = (struct bulk){ .kind = query->kind, .people = export_of_people(query->kind) };
	if (!out->people)
		return ST_OK;
	if (!limit || limit > EXPORT_MANY)
		st = read_count(call->store, &call->actor, query, limit ? limit : COUNT_MOST, &out->rows, err);
	out->many = out->rows > EXPORT_MANY;
	return st;
}

enum status bulk_allow(struct call *call, const struct bulk *bulk, struct err *err)
{
	const char *reason = call_option(call, "reason");
	size_t len = reason ? strlen(reason) : 0;

	if (!bulk->many)
		return ST_OK;
	if (!(call->actor.permits & PERMIT_EXPORT))
		return err_set(err, ST_DENIED, _("Records of more than %d people at once need the permission to export, which an "
			"administrator gives. Nothing was written."), EXPORT_MANY);
	if (len < REASON_LEAST || len > REASON_MOST)
		return err_set(err, ST_USAGE, _("Records of more than %d people at once need a reason: --reason, a few words. Nothing "
			"was written."), EXPORT_MANY);
	return ST_OK;
}

enum status bulk_note(struct call *call, const struct bulk *bulk, const char *what, const struct field *const *fields, int n,
	bool sealed, struct err *err)
{
	struct act_by by = actor_by(&call->actor);
	const char *reason = call_option(call, "reason");
	struct id none = { { 0 } };
	json_t *json, *columns = json_array();
	char *detail;
	enum status st;

	if (!bulk->people || (store_read_only(call->store) && !bulk->many)) {
		json_decref(columns);
		return ST_OK;
	}
	for (int i = 0; fields && i < n; i++)
		json_array_append_new(columns, json_string(fields[i]->name));
	json = json_pack("{s:s, s:I, s:b}", "kind", bulk->kind->name, "records", (json_int_t)bulk->rows, "sealed", sealed);
	if (fields)
		json_object_set(json, "columns", columns);
	if (reason)
		json_object_set_new(json, "reason", json_string(reason));
	detail = json_dumps(json, JSON_COMPACT);
	st = act_note(call->store, &by, what, none, detail, err);
	free(detail);
	json_decref(json);
	json_decref(columns);
	return st;
}

enum status bulk_limit(struct call *call, long limit, struct err *err)
{
	struct bulk bulk = { register_kind("person"), true, limit > EXPORT_MANY, limit };
	enum status st = bulk_allow(call, &bulk, err);

	return st == ST_OK && bulk.many ? bulk_note(call, &bulk, "list", NULL, 0, false, err) : st;
}
