/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold arrange: a person's first arrangements, ticked by what and state; and which ones the town makes for arrivals. */
#include "cases/arrangement.h"

#include <jansson.h>

#include "base/msg.h"
#include "commands/verbs.h"

static void add_row(struct table *table, const struct arrangement_row *row)
{
	static const char *const fields[] = { "state", "target", "asked", "done" };
	const struct kind *kind = register_kind("arrangement");
	struct str words = STR_INIT;

	field_show(&words, kind_field(kind, "what"), row->what);
	table_cell(table, str_get(&words));
	for (int i = 0; i < 4; i++) {
		const char *value = row->record ? record_get(row->record, fields[i]) : NULL;

		str_clear(&words);
		if (value)
			field_show(&words, kind_field(kind, fields[i]), value);
		table_cell(table, str_get(&words));
	}
	str_free(&words);
}

static enum status tell(struct call *call, struct id person, struct err *err)
{
	static const char *const fields[] = { "what", "state", "target", "asked", "done" };
	struct arrangement_row row[ARRANGEMENTS_MOST];
	json_t *json = json_array();
	struct table table;
	int n = 0;
	enum status st = arrangements_load(call->store, &call->actor, person, row, &n, err);

	table_begin(&table, 5);
	for (int i = 0; i < 5; i++)
		table_cell(&table, field_label(kind_field(register_kind("arrangement"), fields[i])));
	for (int i = 0; i < n && st == ST_OK; i++) {
		if (call->json && row[i].record)
			json_array_append_new(json, record_json(call, row[i].record));
		else if (!call->json)
			add_row(&table, &row[i]);
	}
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(json), err);
	else if (st == ST_OK)
		table_out(&table, call, "");
	table_end(&table);
	json_decref(json);
	arrangements_clear(row, n);
	return st == ST_OK && !call->json ? call_flush(call, err) : st;
}

/* One "registration=done". */
static enum status tick(struct call *call, struct change *change, struct id person, const struct arrangement_row *row, int n,
	const struct pair *pair, struct err *err)
{
	const struct choice *what = field_choice(kind_field(register_kind("arrangement"), "what"), pair->key);

	(void)call;
	if (!what)
		return err_set(err, ST_INVALID, _("There is no arrangement “%s”. Nothing was saved; “foothold fields arrangement” lists "
			"them."), pair->key);
	for (int i = 0; i < n; i++)
		if (str_same(row[i].what, what->key))
			return arrangement_tick(change, person, what->key, row[i].record, pair->value, err);
	return arrangement_tick(change, person, what->key, NULL, pair->value, err);
}

static enum status tick_all(struct call *call, struct id person, const struct pairs *pairs, struct err *err)
{
	struct arrangement_row row[ARRANGEMENTS_MOST];
	struct change *change = change_begin(call->store, &call->actor);
	int n = 0;
	enum status st = arrangements_load(call->store, &call->actor, person, row, &n, err);

	for (int i = 0; i < pairs->count && st == ST_OK; i++)
		st = tick(call, change, person, row, n, &pairs->pair[i], err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	arrangements_clear(row, n);
	return st;
}

static enum status setup(struct call *call, struct err *err)
{
	const char *list = call_option(call, "setup");
	struct str text = STR_INIT;
	enum status st = !str_empty(list) ? arrangements_set(call->store, &call->actor, str_same(list, "usual") ? NULL : list, err) : ST_OK;

	if (st == ST_OK)
		st = arrangements_text(call->store, &text, err);
	if (st == ST_OK)
		out_line(call, str_get(&text));
	str_free(&text);
	return st == ST_OK ? call_flush(call, err) : st;
}

enum status verb_arrange(struct call *call, struct err *err)
{
	struct pairs pairs;
	struct id person;
	enum status st;

	if (call_given(call, "setup") && call->argc > 0)
		return err_set(err, ST_USAGE, _("Write the list as --setup=\"registration 5, bank 30\"; it belongs to no person."));
	if (call_given(call, "setup"))
		return setup(call, err);
	if (call->argc == 0)
		return err_set(err, ST_USAGE, _("Please give a case number, or --setup."));
	st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[0], &person, err);
	if (st != ST_OK || call->argc == 1)
		return st == ST_OK ? tell(call, person, err) : st;
	st = pairs_read(call, 1, &pairs, err);
	if (st == ST_OK)
		st = tick_all(call, person, &pairs, err);
	pairs_clear(&pairs);
	return st == ST_OK ? tell(call, person, err) : st;
}
