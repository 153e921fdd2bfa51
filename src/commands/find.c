/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold find: people, best first, with the reason. */
#include "register/find.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/utf.h"
#include "commands/verbs.h"

static char *query_of(const struct call *call)
{
	struct str query = STR_INIT;
	int i;

	for (i = 0; i < call->argc; i++)
		str_addf(&query, "%s%s", i ? " " : "", call->argv[i]);
	return str_take(&query);
}

static json_t *hit_json(const struct call *call, const struct find_hit *hit, const struct record *record)
{
	struct str words = STR_INIT;
	json_t *out = record_json(call, record);

	find_reason_words(&words, hit->reasons);
	json_object_set_new(out, "score", json_real(hit->score));
	json_object_set_new(out, "reasons", json_string(str_get(&words)));
	str_free(&words);
	return out;
}

static void shown_cell(struct table *table, const struct record *record, const char *field)
{
	struct str shown = STR_INIT;
	const char *value = record_get(record, field);

	if (value)
		field_show(&shown, kind_field(record->kind, field), value);
	table_cell(table, str_get(&shown));
	str_free(&shown);
}

static void hit_row(struct table *table, const struct find_hit *hit, const struct record *record)
{
	struct str text = STR_INIT;

	shown_cell(table, record, "case_number");
	record_title(&text, record);
	table_cell(table, str_get(&text));
	shown_cell(table, record, "own_script");
	shown_cell(table, record, "born");
	str_clear(&text);
	find_reason_words(&text, hit->reasons);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static enum status print_hits(struct call *call, const struct find_hit *hits, int count, struct err *err)
{
	json_t *all = json_array();
	struct record *record;
	struct table table;
	enum status st = ST_OK;
	int i;

	table_begin(&table, 5);
	for (i = 0; i < count && st == ST_OK; i++) {
		st = read_brief(call->store, &call->actor, register_kind("person"), hits[i].person, &record, err);
		if (st != ST_OK)
			break;
		if (call->json)
			json_array_append_new(all, hit_json(call, &hits[i], record));
		else
			hit_row(&table, &hits[i], record);
		record_free(record);
	}
	table_out(&table, call, "");
	table_end(&table);
	if (st == ST_OK && call->json)
		return out_json(call, all, err);
	json_decref(all);
	return st;
}

enum status verb_find(struct call *call, struct err *err)
{
	struct find_hit *hits = NULL;
	const struct kind *person;
	char *query = query_of(call);
	int count = 0;
	long limit;
	enum status st = which_kind(call, "person", &person, err);

	if (st == ST_OK && !utf_valid(query, strlen(query)))
		st = err_set(err, ST_USAGE, _("What is sought is not valid UTF-8 text. Is the terminal set to UTF-8?"));
	if (st == ST_OK)
		st = call_number(call, "limit", 20, &limit, err);
	if (st == ST_OK)
		st = find_people(call->store, &call->actor, query, (int)limit, &hits, &count, err);
	if (st == ST_OK)
		st = print_hits(call, hits, count, err);
	if (st == ST_OK && !count)
		note(_("Nobody was found. A part of the name, a phone number or the case number may do better."));
	free(hits);
	free(query);
	return st;
}
