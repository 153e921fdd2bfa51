/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold duplicates: pairs of people who may be one, with the reasons. */
#include "cases/duplicates.h"

#include <jansson.h>

#include "base/msg.h"
#include "commands/bulk.h"
#include "commands/verbs.h"

#define PEOPLE 2

struct pairs_found { struct call *call; struct table table; json_t *json; enum status st; struct err *err; };

static void person_cells(struct table *table, const struct record *record)
{
	struct str title = STR_INIT, born = STR_INIT;

	if (record_get(record, "born"))
		field_show(&born, kind_field(record->kind, "born"), record_get(record, "born"));
	record_title(&title, record);
	table_cell(table, record_get(record, "case_number"));
	table_cell(table, str_get(&title));
	table_cell(table, str_get(&born));
	str_free(&title);
	str_free(&born);
}

static void pair_text(struct pairs_found *found, const struct duplicate *pair, struct record *const people[PEOPLE])
{
	struct str words = STR_INIT;

	find_reason_words(&words, pair->reasons);
	person_cells(&found->table, people[0]);
	person_cells(&found->table, people[1]);
	table_cell(&found->table, str_get(&words));
	str_free(&words);
}

static void pair_json(struct pairs_found *found, const struct duplicate *pair, struct record *const people[PEOPLE])
{
	json_t *out = json_object(), *both = json_array();
	struct str words = STR_INIT;

	find_reason_words(&words, pair->reasons);
	json_array_append_new(both, record_json(found->call, people[0]));
	json_array_append_new(both, record_json(found->call, people[1]));
	json_object_set_new(out, "people", both);
	json_object_set_new(out, "score", json_real(pair->score));
	json_object_set_new(out, "reasons", json_string(str_get(&words)));
	json_array_append_new(found->json, out);
	str_free(&words);
}

static bool take_pair(void *ctx, const struct duplicate *pair)
{
	struct pairs_found *found = ctx;
	struct call *call = found->call;
	const struct kind *person = register_kind("person");
	struct record *people[PEOPLE] = { NULL, NULL };

	found->st = read_brief(call->store, &call->actor, person, pair->one, &people[0], found->err);
	if (found->st == ST_OK)
		found->st = read_brief(call->store, &call->actor, person, pair->other, &people[1], found->err);
	if (found->st == ST_OK && call->json)
		pair_json(found, pair, people);
	else if (found->st == ST_OK)
		pair_text(found, pair, people);
	record_free(people[0]);
	record_free(people[1]);
	return found->st == ST_OK;
}

static bool tell(void *ctx, int64_t done, int64_t people)
{
	(void)ctx;
	return progress_tell(done, people);
}

static enum status print_pairs(struct pairs_found *found, int64_t count, long limit, struct err *err)
{
	struct call *call = found->call;

	if (call->json)
		return out_json(call, json_incref(found->json), err);
	table_out(&found->table, call, "");
	if (!count)
		note(_("Nobody seems to stand in the file twice."));
	else if (count > limit)
		note(_("More pairs were found; --limit shows more of them."));
	return ST_OK;
}

enum status verb_duplicates(struct call *call, struct err *err)
{
	struct pairs_found found = { .call = call, .json = json_array(), .err = err };
	const struct kind *person;
	int64_t count = 0;
	long limit;
	enum status st = which_kind(call, "person", &person, err);

	table_begin(&found.table, 7);
	if (st == ST_OK)
		st = call_number(call, "limit", 100, &limit, err);
	if (st == ST_OK)
		st = bulk_limit(call, limit, err);
	if (st == ST_OK) {
		progress_begin(_("Comparing people"));
		st = duplicates_find(call->store, &call->actor, 0, (int)limit, take_pair, tell, &found, &count, err);
		progress_end();
	}
	if (st == ST_OK)
		st = found.st;
	if (st == ST_OK)
		st = print_pairs(&found, count, limit, err);
	table_end(&found.table);
	json_decref(found.json);
	return st;
}
