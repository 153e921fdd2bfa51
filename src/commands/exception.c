/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold exception: what is asked by law though the gate refuses it; one colleague proposes, another approves. */
#include "cases/exception.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"

#define MOST 1000

const struct option_row exception_options[] = {
	{ "field", N_("KIND.NAME"), N_("With propose: all words of this own field, not these words alone."), false },
	{ "basis", N_("TEXT"), N_("With propose: the law that demands it, with its article."), false },
	{ "review", N_("DATE"), N_("With propose and review: the day by which it is looked at again."), false },
	{ NULL, NULL, NULL, false }
};

/* ---- listing ---- */

static json_t *profile_json(const struct exception *one)
{
	char review[11];

	date_text(one->review, review);
	return json_pack("{s:n, s:s, s:s, s:s, s:s, s:s, s:b}", "id", "words", one->words, "ground", one->ground, "basis", one->basis,
		"state", "by_profile", "review", review, "review_due", one->due);
}

static bool is_due(const struct record *record)
{
	struct date review;

	return str_same(record_get(record, "state"), "approved") && record_get(record, "review") &&
		date_parse(record_get(record, "review"), &review) && date_between(clock_today(), review) <= 0;
}

static json_t *one_json(const struct call *call, const struct record *record)
{
	json_t *out = record_json(call, record);

	json_object_set_new(out, "review_due", json_boolean(is_due(record)));
	return out;
}

static void add_day(struct str *out, struct date day, bool due)
{
	date_show(out, day);
	if (due)
		str_addf(out, " · %s", _("review is due"));
}

static void add_profile(struct table *table, const struct exception *one)
{
	struct str review = STR_INIT;

	add_day(&review, one->review, one->due);
	table_cell(table, "");
	table_cell(table, _("by the country profile"));
	table_cell(table, one->words);
	table_cell(table, one->ground);
	table_cell(table, str_get(&review));
	str_free(&review);
}

static void add_shown(struct str *out, const struct record *record, const char *field)
{
	if (record_get(record, field))
		field_show(out, kind_field(record->kind, field), record_get(record, field));
}

static void add_record(struct table *table, const struct record *record)
{
	struct str state = STR_INIT, ground = STR_INIT, review = STR_INIT;
	char id[37];

	id_text(record->id, id);
	add_shown(&state, record, "state");
	add_shown(&ground, record, "ground");
	add_shown(&review, record, "review");
	if (is_due(record))
		str_addf(&review, " · %s", _("review is due"));
	table_cell(table, id);
	table_cell(table, str_get(&state));
	table_cell(table, record_get(record, "words"));
	table_cell(table, str_get(&ground));
	table_cell(table, str_get(&review));
	str_free(&state);
	str_free(&ground);
	str_free(&review);
}

static enum status list_all(struct call *call, struct err *err)
{
	struct list_query query = { .kind = register_kind("exception") };
	struct list_page page = { .record = NULL };
	struct exception *held;
	struct table table;
	json_t *json = json_array();
	int count;
	enum status st = exceptions_list(call->store, clock_today(), &held, &count, err);

	if (st == ST_OK)
		st = read_list(call->store, &call->actor, &query, NULL, false, MOST, &page, err);
	table_begin(&table, 5);
	for (int i = 0; st == ST_OK && i < count; i++)
		if (id_none(held[i].id)) {
			json_array_append_new(json, profile_json(&held[i]));
			add_profile(&table, &held[i]);
		}
	for (int i = 0; st == ST_OK && i < page.count; i++) {
		json_array_append_new(json, one_json(call, page.record[i]));
		add_record(&table, page.record[i]);
	}
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(json), err);
	else if (st == ST_OK && !json_array_size(json))
		out_line(call, _("None: nothing is asked that the gate refuses."));
	else if (st == ST_OK)
		table_out(&table, call, "");
	table_end(&table);
	json_decref(json);
	list_page_free(&page);
	exceptions_free(held, count);
	return st;
}

/* ---- doing ---- */

static enum status propose(struct call *call, struct err *err)
{
	struct exception_wish wish = { call->argv[1], call_option(call, "field"), call_option(call, "basis"),
		call_option(call, "review") };
	struct id id, set;
	char text[37];
	enum status st = exception_propose(call->store, &call->actor, &wish, &id, &set, err);

	if (st != ST_OK)
		return st;
	id_text(id, text);
	if (call->json)
		return out_json(call, json_pack("{s:s}", "id", text), err);
	out_line(call, text);
	out_line(call, _("Proposed. The gate goes on refusing until another supervisor or administrator approves it."));
	return ST_OK;
}

static enum status decide(struct call *call, const char *state, const char *said, struct err *err)
{
	struct id id, set;
	enum status st = read_resolve(call->store, &call->actor, register_kind("exception"), call->argv[1], &id, err);

	if (st == ST_OK)
		st = state ? exception_decide(call->store, &call->actor, id, state, &set, err) :
			exception_review(call->store, &call->actor, id, call_option(call, "review"), &set, err);
	if (st == ST_OK && !call->json)
		out_line(call, said);
	return st;
}

enum status verb_exception(struct call *call, struct err *err)
{
	const char *what = call->argc ? call->argv[0] : "list";

	if (str_same(what, "list") && call->argc < 2)
		return list_all(call, err);
	if (call->argc != 2)
		return err_set(err, ST_USAGE, _("After “exception” comes list, or propose and the words, or approve, withdraw or review and "
			"the exception."));
	if (str_same(what, "propose"))
		return propose(call, err);
	if (str_same(what, "approve"))
		return decide(call, "approved", _("Approved. The gate lets it through in this file."), err);
	if (str_same(what, "withdraw"))
		return decide(call, "withdrawn", _("Withdrawn. The gate refuses it again."), err);
	if (str_same(what, "review"))
		return decide(call, NULL, _("Reviewed. It is looked at again by the day that was set."), err);
	return err_set(err, ST_USAGE, _("After “exception” comes list, or propose and the words, or approve, withdraw or review and the "
		"exception."));
}
