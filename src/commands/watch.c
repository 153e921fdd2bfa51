/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold watch: the days that the city looks out for in the records, and how long each of them is here. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/due.h"
#include "cases/watch.h"
#include "commands/verbs.h"
#include "register/profile.h"

static void length_words(struct str *out, const struct watch *watch, struct term length, bool off)
{
	struct str words = STR_INIT;

	term_words(&words, length);
	if (off)
		str_add(out, _("off"));
	else if (length.n == 0)
		str_add(out, _("on the day"));
	else if (watch->before)
		/* TRANSLATORS: a length of time, before a day that stands in a record */
		str_addf(out, _("%s before"), str_get(&words));
	else
		/* TRANSLATORS: a length of time, after a day that stands in a record */
		str_addf(out, _("%s after"), str_get(&words));
	str_free(&words);
}

static void row(struct table *table, const struct watch *watch, struct term length, bool off)
{
	const struct kind *kind = register_kind(watch->kind);
	struct str words = STR_INIT;

	length_words(&words, watch, length, off);
	table_cell(table, watch->key);
	table_cell(table, _(watch->label));
	table_cell(table, str_get(&words));
	str_clear(&words);
	/* TRANSLATORS: a kind of record and its field: "Placement: Answer by" */
	str_addf(&words, _("%s: %s"), _(kind->label), field_label(kind_field(kind, watch->field)));
	table_cell(table, str_get(&words));
	str_free(&words);
}

static json_t *row_json(const struct watch *watch, struct term length, bool off)
{
	char text[TERM_TEXT_MAX];

	term_canonical(length, text);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b}", "watch", watch->key, "label", _(watch->label), "kind",
		watch->kind, "field", watch->field, "length", text, "before", watch->before, "off", off);
}

static enum status list(struct call *call, struct err *err)
{
	int count;
	const struct watch *all = watch_all(&count);
	json_t *json = call->json ? json_array() : NULL;
	struct table table;
	enum status st = ST_OK;

	table_begin(&table, 4);
	for (int i = 0; st == ST_OK && i < count; i++) {
		struct term length;
		bool off;

		st = watch_length(call->store, &all[i], &length, &off, err);
		if (st == ST_OK && json)
			json_array_append_new(json, row_json(&all[i], length, off));
		else if (st == ST_OK)
			row(&table, &all[i], length, off);
	}
	if (st == ST_OK && json)
		st = out_json(call, json_incref(json), err);
	else if (st == ST_OK)
		table_out(&table, call, "");
	table_end(&table);
	json_decref(json);
	return st;
}

/* The setting and the rows that follow from it, as one. */
static enum status put(struct call *call, const struct watch *watch, const char *length, struct err *err)
{
	unsigned was;
	enum status st = store_begin(call->store, err);

	if (st != ST_OK)
		return st;
	was = store_enter(call->store, DOOR_CHANGE);
	st = watch_set(call->store, watch, length, err);
	if (st == ST_OK)
		st = due_rebuild(call->store, err);
	store_leave(call->store, was);
	if (st == ST_OK)
		return store_commit(call->store, err);
	store_rollback(call->store);
	return st;
}

enum status verb_watch(struct call *call, struct err *err)
{
	const struct watch *watch;

	if (call->argc == 0)
		return list(call, err);
	watch = watch_named(call->argv[0]);
	if (!watch)
		return err_set(err, ST_NOTFOUND, _("There is no watch of this name. “foothold watch” lists them."));
	if (call->argc == 1)
		return err_set(err, ST_USAGE, _("Please say how long: a length such as “14 days”, or off, or usual."));
	if (!profile_may_set(&call->actor))
		return err_set(err, ST_DENIED, _("How long the city gives itself is set by the administrator or the team leads of "
			"casework. Nothing was changed."));
	return put(call, watch, str_same(call->argv[1], "usual") ? NULL : call->argv[1], err);
}
