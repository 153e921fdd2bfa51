/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold match rounds: the rounds of all kinds, the youngest first. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/match.h"

#define ROUNDS_SHOWN 20

static void show(struct table *table, const struct record *record, const char *field)
{
	struct str text = STR_INIT;

	field_show(&text, kind_field(record->kind, field), record_get(record, field));
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void print_rounds(struct call *call, const struct list_page *page)
{
	static const char *const fields[] = { "day", "what", "state", "people", "places", "placed" };
	struct table table;

	table_begin(&table, 7);
	for (int i = 0; i < page->count; i++) {
		char id[37];

		for (size_t f = 0; f < ARRAY_LEN(fields); f++)
			show(&table, page->record[i], fields[f]);
		id_text(page->record[i]->id, id);
		table_cell(&table, id);
	}
	for (int column = 3; column < 6; column++)
		table.right[column] = true;
	table_out(&table, call, "");
	table_end(&table);
	if (page->count == 0)
		note(_("No round was computed yet. “foothold match homes --round” computes one."));
	if (page->more)
		note(_("There are more; --limit shows them."));
}

enum status match_rounds_word(struct call *call, struct err *err)
{
	const struct kind *kind = register_kind("round");
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "day"), .descending = true };
	struct list_page page;
	long limit;
	enum status st = call_number(call, "limit", ROUNDS_SHOWN, &limit, err);

	if (st == ST_OK)
		st = read_list(call->store, &call->actor, &query, NULL, false, limit > 1000 ? 1000 : (int)limit, &page, err);
	if (st != ST_OK)
		return st;
	if (call->json) {
		json_t *list = json_array();

		for (int i = 0; i < page.count; i++)
			json_array_append_new(list, record_json(call, page.record[i]));
		st = out_json(call, list, err);
	} else {
		print_rounds(call, &page);
	}
	list_page_free(&page);
	return st == ST_OK ? call_flush(call, err) : st;
}
