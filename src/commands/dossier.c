/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold dossier: recognition of a diploma begun, brought on, and told: papers, money, terms, what is missing next. */
#include "cases/dossier.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/show.h"
#include "commands/verbs.h"

#define LIST_BYTES 65536     /* of a town's own list */

/* All that is told of one dossier. */
struct told {
	struct record *record;
	struct dossier_counts counts;
	struct dossier_clock clock[DOSSIER_CLOCKS];
	int n_clocks;
	enum dossier_step next;
};

static enum status look(struct call *call, struct id id, struct told *told, struct err *err)
{
	enum status st;

	memset(told, 0, sizeof(*told));
	st = read_record(call->store, &call->actor, register_kind("credential"), id, &told->record, err);
	if (st == ST_OK)
		st = dossier_count(call->store, id, &told->counts, err);
	if (st == ST_OK && kind_seen(&call->actor, register_kind("clock")))
		st = dossier_clocks(call->store, id, told->clock, &told->n_clocks, err);
	if (st == ST_OK)
		told->next = dossier_step_of(told->record, &told->counts, told->clock, told->n_clocks);
	if (st != ST_OK) {
		record_free(told->record);
		told->record = NULL;
	}
	return st;
}

/* ---- one dossier ---- */

static const struct { const char *kind, *fields[6]; } parts[] = {
	{ "requirement", { "what", "form", "state", "translation", "translator" } },
	{ "fee", { "what", "amount", "payer", "state" } },
	{ "measure", { "what", "place", "from", "until", "state" } },
	{ "training", { "what", "provider", "from", "until", "state" } },
};

static void print_part(struct call *call, size_t part, const struct list_page *page)
{
	const struct kind *kind = register_kind(parts[part].kind);
	struct table table;
	int columns = 0;

	while (parts[part].fields[columns])
		columns++;
	if (page->count == 0)
		return;
	out_text(call, "\n");
	out_line(call, _(kind->plural));
	table_begin(&table, columns);
	for (int k = 0; k < columns; k++)
		table_cell(&table, field_label(kind_field(kind, parts[part].fields[k])));
	for (int i = 0; i < page->count; i++)
		for (int k = 0; k < columns; k++) {
			const struct field *field = kind_field(kind, parts[part].fields[k]);
			const char *value = record_get(page->record[i], field->name);
			struct str words = STR_INIT;

			if (value)
				show_value(call, field, value, &words);
			table_cell(&table, str_get(&words));
			str_free(&words);
		}
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_clocks(struct call *call, const struct told *told)
{
	const struct kind *kind = register_kind("clock");

	if (told->n_clocks == 0)
		return;
	out_text(call, "\n");
	out_line(call, _(kind->plural));
	for (int i = 0; i < told->n_clocks; i++) {
		struct str line = STR_INIT;

		str_addf(&line, "  %s: ", _(told->clock[i].what));
		field_show(&line, kind_field(kind, "state"), told->clock[i].state);
		if (*told->clock[i].due) {
			str_add(&line, msg_comma());
			field_show(&line, kind_field(kind, "due"), *told->clock[i].met ? told->clock[i].met : told->clock[i].due);
		}
		if (!told->clock[i].verified)
			str_addf(&line, " (%s)", _("not verified at the source"));
		out_line(call, str_get(&line));
		str_free(&line);
	}
}

static void print_head(struct call *call, const struct told *told)
{
	static const char *const fields[] = { "route", "authority", "number", "state", "submitted", "acknowledged", "completed",
		"decided", "outcome", "appealed", "appeal_decided" };
	struct str words = STR_INIT;

	record_title(&words, told->record);
	out_value(call, str_get(&words));
	out_text(call, "\n");
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		const struct field *field = kind_field(told->record->kind, fields[i]);
		const char *value = record_get(told->record, fields[i]);

		if (!value)
			continue;
		str_clear(&words);
		str_addf(&words, "  %s: ", field_label(field));
		show_value(call, field, value, &words);
		out_value(call, str_get(&words));
		out_text(call, "\n");
	}
	str_clear(&words);
	dossier_next_words(&words, told->next, &told->counts);
	/* TRANSLATORS: what is to be done next in a dossier: a sentence */
	out_text(call, "  ");
	out_text(call, _("Next:"));
	out_text(call, " ");
	out_line(call, str_get(&words));
	str_free(&words);
}

static json_t *clocks_json(const struct told *told)
{
	json_t *out = json_array();

	for (int i = 0; i < told->n_clocks; i++) {
		char id[37];

		id_text(told->clock[i].id, id);
		json_array_append_new(out, json_pack("{s:s, s:s, s:s, s:s, s:b}", "id", id, "rule", told->clock[i].rule, "due",
			told->clock[i].due, "state", told->clock[i].state, "verified", told->clock[i].verified));
	}
	return out;
}

static json_t *told_json(struct call *call, const struct told *told)
{
	json_t *json = record_json(call, told->record);
	struct str words = STR_INIT;

	dossier_next_words(&words, told->next, &told->counts);
	json_object_set_new(json, "next", json_string(str_get(&words)));
	json_object_set_new(json, "missing", json_integer(told->counts.missing));
	json_object_set_new(json, "clocks", clocks_json(told));
	str_free(&words);
	return json;
}

static enum status tell_parts(struct call *call, struct id id, json_t *json, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(parts); i++) {
		struct list_page page;
		json_t *list = json ? json_array() : NULL;

		st = dossier_children(call->store, &call->actor, parts[i].kind, id, &page, err);
		for (int k = 0; st == ST_OK && list && k < page.count; k++)
			json_array_append_new(list, record_json(call, page.record[k]));
		if (list)
			json_object_set_new(json, parts[i].kind, list);
		else if (st == ST_OK)
			print_part(call, i, &page);
		list_page_free(&page);
	}
	return st;
}

static enum status tell(struct call *call, struct id id, struct err *err)
{
	struct told told;
	json_t *json = NULL;
	char text[37];
	enum status st = look(call, id, &told, err);

	if (st != ST_OK)
		return st;
	if (call->json)
		json = told_json(call, &told);
	else
		print_head(call, &told);
	st = tell_parts(call, id, json, err);
	if (!json)
		print_clocks(call, &told);
	record_free(told.record);
	if (st == ST_OK && json)
		return out_json(call, json, err);
	json_decref(json);
	if (st != ST_OK)
		return st;
	id_text(id, text);
	out_text(call, "\n");
	out_line(call, text);
	return call_flush(call, err);
}

/* ---- all of a person ---- */

static enum status tell_all(struct call *call, struct id person, struct err *err)
{
	const struct kind *kind = register_kind("credential");
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "person"), .n_filters = 1 };
	struct list_page page;
	json_t *json = json_array();
	char text[37];
	enum status st;

	id_text(person, text);
	query.filter[0] = (struct filter){ query.sort, FILTER_IS, text };
	st = read_list(call->store, &call->actor, &query, NULL, false, DOSSIER_ROWS, &page, err);
	for (int i = 0; st == ST_OK && i < page.count; i++) {
		struct told told;

		st = look(call, page.record[i]->id, &told, err);
		if (st != ST_OK)
			break;
		if (call->json) {
			json_array_append_new(json, told_json(call, &told));
		} else {
			print_head(call, &told);
			id_text(told.record->id, text);
			out_text(call, "  ");
			out_line(call, text);
		}
		record_free(told.record);
	}
	if (st == ST_OK && page.count == 0 && !call->json)
		note(_("No dossier yet. “foothold dossier CASE --route regulated title=…” begins one."));
	list_page_free(&page);
	if (st == ST_OK && call->json)
		return out_json(call, json, err);
	json_decref(json);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* ---- changes ---- */

static enum status fill_in(struct call *call, struct change_item *item, struct err *err)
{
	struct pairs pairs = { NULL, 0 };
	const char *to = call_option(call, "to");
	enum status st = call->argc > 1 ? pairs_read(call, 1, &pairs, err) : ST_OK;

	if (st == ST_OK)
		st = pairs_set(call, item, &pairs, err);
	pairs_clear(&pairs);
	return st == ST_OK && to ? change_set(item, "state", to, err) : st;
}

static enum status begin(struct call *call, struct change *change, struct id person, struct id *id, struct err *err)
{
	struct id education = { { 0 } };
	const char *from = call_option(call, "education");
	enum status st = from ? read_resolve(call->store, &call->actor, register_kind("education"), from, &education, err) : ST_OK;

	if (st == ST_OK)
		st = dossier_begin(change, person, call_option(call, "route"), education, NULL, id, err);
	return st == ST_OK ? fill_in(call, change_find(change, *id), err) : st;
}

static enum status bring_on(struct call *call, struct change *change, struct id id, struct err *err)
{
	struct told told;
	struct id person;
	enum status st = look(call, id, &told, err);

	if (st != ST_OK)
		return st;
	if (call_given(call, "fill") && told.counts.papers > 0)
		st = err_set(err, ST_INVALID, _("This dossier has its papers already. Nothing was saved."));
	else if (call_given(call, "fill") && !record_get(told.record, "route"))
		st = err_set(err, ST_INVALID, _("This dossier has no route yet. Nothing was saved; give route=…"));
	else if (call_given(call, "fill") && id_parse(record_get(told.record, "person"), &person))
		st = dossier_fill(change, person, id, record_get(told.record, "route"), err);
	record_free(told.record);
	return st == ST_OK ? fill_in(call, change_update(change, register_kind("credential"), id, 0), err) : st;
}

static enum status change_it(struct call *call, const struct kind *kind, struct id named, struct id *id, struct err *err)
{
	struct change *change = change_begin(call->store, &call->actor);
	enum status st;

	*id = named;
	st = str_same(kind->name, "person") ? begin(call, change, named, id, err) : bring_on(call, change, named, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

/* ---- what a route needs ---- */

static enum status papers(struct call *call, struct err *err)
{
	struct dossier_list list;
	struct ini_doc doc = { NULL, 0 };
	const char *route = call_option(call, "papers");
	enum status st = call_given(call, "usual") ? dossier_list_set(call->store, &call->actor, route, NULL, err) : ST_OK;

	if (st == ST_OK)
		st = dossier_list_now(call->store, route, &list, &doc, err);
	if (st == ST_OK)
		dossier_list_text(&call->out, &list);
	ini_clear(&doc);
	return st == ST_OK ? call_flush(call, err) : st;
}

static enum status own_list(struct call *call, struct err *err)
{
	struct str text = STR_INIT;
	enum status st = text_read(call_option(call, "own"), LIST_BYTES, &text, err);

	if (st == ST_OK)
		st = dossier_list_set(call->store, &call->actor, NULL, str_get(&text), err);
	str_free(&text);
	return st;
}

enum status verb_dossier(struct call *call, struct err *err)
{
	const struct kind *kind;
	struct id named, id;
	bool changes = call_given(call, "route") || call_given(call, "to") || call_given(call, "fill") || call->argc > 1;
	enum status st;

	if (call_given(call, "own"))
		return own_list(call, err);
	if (call_given(call, "papers"))
		return papers(call, err);
	if (call->argc == 0)
		return err_set(err, ST_USAGE, _("Please give a case number, a dossier's id, or --papers."));
	st = which_record(call, call->argv[0], &kind, &named, err);
	if (st == ST_OK && !str_same(kind->name, "person") && !str_same(kind->name, "credential"))
		st = err_set(err, ST_USAGE, _("This is neither a person nor a dossier."));
	if (st == ST_OK && changes && str_same(kind->name, "person") && !call_given(call, "route"))
		st = err_set(err, ST_USAGE, _("A dossier begins with --route; “foothold help dossier” names the routes."));
	if (st != ST_OK)
		return st;
	if (!changes)
		return str_same(kind->name, "person") ? tell_all(call, named, err) : tell(call, named, err);
	st = change_it(call, kind, named, &id, err);
	return st == ST_OK ? tell(call, id, err) : st;
}
