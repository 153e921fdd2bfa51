/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold waiting: waiting lists in the published order, and one person's place explained. */
#include "cases/waiting.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/bulk.h"
#include "commands/waiting.h"

#define PAGE 100

enum status waiting_who(struct call *call, struct id person, char **number, char **name, struct err *err)
{
	struct record *record = NULL;
	struct str title = STR_INIT;
	enum status st = read_brief(call->store, &call->actor, register_kind("person"), person, &record, err);

	*number = *name = NULL;
	if (st != ST_OK)
		return st;
	record_title(&title, record);
	*number = mem_str(record_get(record, "case_number"));
	*name = str_take(&title);
	record_free(record);
	return ST_OK;
}

static void show(struct table *table, const char *field, const char *value)
{
	struct str text = STR_INIT;

	if (!str_empty(value))
		field_show(&text, kind_field(register_kind("enrolment"), field), value);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static enum status print_lists(struct call *call, struct err *err)
{
	struct waiting_head *head;
	struct table table;
	json_t *json = json_array();
	int n;
	enum status st = waiting_lists(call->store, &call->actor, &head, &n, err);

	table_begin(&table, 3);
	table.right[2] = true;
	for (int i = 0; st == ST_OK && i < n; i++) {
		char *length = mem_fmt("%lld", (long long)head[i].length);

		show(&table, "language", head[i].list.language);
		show(&table, "level", head[i].list.level);
		table_cell(&table, length);
		json_array_append_new(json, json_pack("{s:s, s:s, s:I}", "language", head[i].list.language, "level",
			head[i].list.level, "waiting", (json_int_t)head[i].length));
		free(length);
	}
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(json), err);
	else if (st == ST_OK)
		table_out(&table, call, "");
	if (st == ST_OK && n == 0)
		note(_("Nobody waits for a course."));
	free(head);
	table_end(&table);
	json_decref(json);
	return st;
}

/* The language that is said, or the only one that somebody waits for at this level. */
static enum status find_language(struct call *call, struct waiting_list *list, struct err *err)
{
	const struct field *field = kind_field(register_kind("enrolment"), "language");
	const char *said = call_option(call, "language");
	struct waiting_head *head;
	char *code = NULL;
	int n, found = 0;
	enum status st;

	if (said) {
		st = field_check(field, said, &code, err);
		str_copy(list->language, sizeof(list->language), code ? code : "");
		free(code);
		return st;
	}
	st = waiting_lists(call->store, &call->actor, &head, &n, err);
	for (int i = 0; st == ST_OK && i < n; i++)
		if (str_same(head[i].list.level, list->level)) {
			str_copy(list->language, sizeof(list->language), head[i].list.language);
			found++;
		}
	free(head);
	if (st == ST_OK && found > 1)
		return err_set(err, ST_USAGE, _("People wait for this level of several languages. Please give --language."));
	return st;
}

static enum status find_list(struct call *call, struct waiting_list *list, struct err *err)
{
	const struct field *field = kind_field(register_kind("enrolment"), "level");
	const char *place = call_option(call, "place");
	char *level = NULL;
	enum status st = field_check(field, call->argv[0], &level, err);

	*list = (struct waiting_list){ .of_place = place != NULL };
	str_copy(list->level, sizeof(list->level), level ? level : "");
	free(level);
	if (st == ST_OK)
		st = find_language(call, list, err);
	if (st == ST_OK && place)
		st = read_resolve(call->store, &call->actor, register_kind("neighbourhood"), place, &list->place, err);
	return st;
}

static enum status put_row(struct call *call, const struct waiting_row *row, struct table *table, json_t *json,
	struct err *err)
{
	struct record *record = NULL;
	struct waiting_place at;
	char *number, *name, *place = mem_fmt("%lld", (long long)row->place), id[37];
	enum status st = waiting_who(call, row->person, &number, &name, err);

	if (st == ST_OK)
		st = read_brief(call->store, &call->actor, register_kind("enrolment"), row->enrolment, &record, err);
	if (st == ST_OK)
		st = waiting_place(call->store, row->enrolment, NULL, &at, err);
	if (st == ST_OK) {
		table_cell(table, place);
		table_cell(table, number);
		table_cell(table, name);
		show(table, "asked", record_get(record, "asked"));
		id_text(row->enrolment, id);
		json_array_append_new(json, json_pack("{s:I, s:s, s:s, s:s?, s:s?}", "place", (json_int_t)row->place,
			"case_number", number, "name", name, "asked", record_get(record, "asked"), "enrolment", id));
	}
	record_free(record);
	free(number);
	free(name);
	free(place);
	return st;
}

static enum status print_rows(struct call *call, const struct waiting_list *list, long limit, struct table *table,
	json_t *json, struct err *err)
{
	struct waiting_row row[PAGE], last;
	long rows = 0;
	int n = PAGE;
	enum status st = ST_OK;

	while (st == ST_OK && n == PAGE && (!limit || rows < limit)) {
		st = waiting_read(call->store, &call->actor, list, rows ? &last : NULL, false, PAGE, row, &n, err);
		for (int i = 0; st == ST_OK && i < n && (!limit || rows < limit); i++, rows++)
			st = put_row(call, &row[i], table, json, err);
		if (n > 0)
			last = row[n - 1];
		if (st == ST_OK && !call->json)
			table_out(table, call, "");
	}
	return st;
}

static enum status print_list(struct call *call, struct err *err)
{
	struct waiting_list list;
	struct table table;
	json_t *json = json_array();
	int64_t length = 0;
	long limit = 100;
	enum status st = find_list(call, &list, err);

	table_begin(&table, 4);
	table.right[0] = true;
	if (st == ST_OK)
		st = call_number(call, "limit", 100, &limit, err);
	if (st == ST_OK)
		st = bulk_limit(call, limit, err);
	if (st == ST_OK)
		st = print_rows(call, &list, limit, &table, json, err);
	if (st == ST_OK)
		st = waiting_length(call->store, &list, &length, err);
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(json), err);
	if (st == ST_OK && length == 0)
		note(_("Nobody waits in this list."));
	else if (st == ST_OK && limit && length > limit)
		note(_("Others wait behind; --limit shows more of them."));
	table_end(&table);
	json_decref(json);
	return st;
}

static json_t *ahead_json(const struct waiting_place *at)
{
	json_t *out = json_object();

	for (int i = 0; i < queue_parts(&at->order); i++) {
		const struct criterion *by = queue_part(&at->order, i);

		json_object_set_new(out, by ? by->key : "record", json_integer(at->ahead[i]));
	}
	return out;
}

/* One enrolment of the person. ST_DONE: it does not wait. */
static enum status print_place(struct call *call, struct id enrolment, json_t *json, struct err *err)
{
	struct waiting_place at;
	struct str words = STR_INIT;
	enum status st = waiting_place(call->store, enrolment, NULL, &at, err);

	if (st != ST_OK)
		return st;
	waiting_list_words(&words, call->store, &call->actor, &at.list, " · ");
	json_array_append_new(json, json_pack("{s:s, s:s, s:I, s:I, s:o}", "language", at.list.language, "level",
		at.list.level, "place", (json_int_t)at.place, "length", (json_int_t)at.length, "ahead", ahead_json(&at)));
	if (!call->json) {
		out_value(call, str_get(&words));
		out_text(call, "\n");
		str_clear(&words);
		waiting_place_words(&words, &at);
		out_line(call, str_get(&words));
	}
	str_free(&words);
	return ST_OK;
}

static enum status print_person(struct call *call, const char *said, struct err *err)
{
	char person[37];
	struct id id;
	struct list_page page = { .count = 0 };
	struct list_query query = { .kind = register_kind("enrolment"), .n_filters = 1 };
	json_t *json = json_array();
	enum status st = read_resolve(call->store, &call->actor, register_kind("person"), said, &id, err);

	id_text(id, person);
	query.filter[0] = (struct filter){ kind_field(query.kind, "person"), FILTER_IS, person };
	if (st == ST_OK)
		st = read_list(call->store, &call->actor, &query, NULL, false, PAGE, &page, err);
	for (int i = 0; st == ST_OK && i < page.count; i++) {
		st = print_place(call, page.record[i]->id, json, err);
		if (st == ST_DONE)
			st = ST_OK;
	}
	if (st == ST_OK && json_array_size(json) == 0)
		note(_("This person waits for no course."));
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(json), err);
	list_page_free(&page);
	json_decref(json);
	return st;
}

static int wants(const struct call *call)
{
	static const char *const ways[] = { "rule", "person", "fit", "next", "run-out" };
	int n = call->argc > 0;

	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		n += call_given(call, ways[i]);
	return n;
}

enum status verb_waiting(struct call *call, struct err *err)
{
	enum status st = queue_ready(call->store, err);

	if (st != ST_OK)
		return st;
	if (wants(call) > 1)
		return err_set(err, ST_USAGE, _("Please give a level, or one of --person, --fit, --next, --run-out and --rule."));
	if (call_given(call, "rule"))
		return waiting_rule(call, err);
	if (call_given(call, "person"))
		return print_person(call, call_option(call, "person"), err);
	if (call_given(call, "fit"))
		return waiting_fit(call, call_option(call, "fit"), err);
	if (call_given(call, "next"))
		return waiting_next(call, call_option(call, "next"), err);
	if (call_given(call, "run-out"))
		return waiting_run_out(call, err);
	return call->argc ? print_list(call, err) : print_lists(call, err);
}
