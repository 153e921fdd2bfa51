/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold pause: a file that rests until a day; and which ones do. */
#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/today.h"
#include "commands/bulk.h"
#include "commands/verbs.h"
#include "register/change.h"

static enum status put(struct call *call, struct err *err)
{
	const char *until = call_option(call, "until"), *why = call_option(call, "why");
	const struct kind *kind = register_kind("person");
	bool ends = call_given(call, "end");
	struct change *change;
	struct change_item *item;
	struct id id, set;
	enum status st = read_resolve(call->store, &call->actor, kind, call->argv[0], &id, err);

	if (st == ST_OK && (ends ? until || why : !until))
		st = err_set(err, ST_USAGE, _("Please give --until DAY and --why REASON, or --end alone."));
	if (st != ST_OK)
		return st;
	change = change_begin(call->store, &call->actor);
	item = change_update(change, kind, id, 0);
	/* A new pause begins today, whatever one stood there before. */
	st = change_set(item, "paused", ends ? NULL : "today", err);
	if (st == ST_OK)
		st = change_set(item, "paused_until", until, err);
	if (st == ST_OK && (why || ends))
		st = change_set(item, "paused_why", why, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	return st;
}

static void print_row(struct table *table, const struct today_row *row)
{
	struct str day = STR_INIT;

	date_show(&day, row->date);
	table_cell(table, row->case_number);
	table_cell(table, row->title);
	table_cell(table, str_get(&day));
	table_cell(table, row->what);
	str_free(&day);
}

static json_t *row_json(const struct today_row *row)
{
	char day[11];

	date_text(row->date, day);
	return json_pack("{s:s, s:s, s:s, s:s?, s:s}", "case_number", row->case_number, "title", row->title, "until", day,
		"why", row->what, "caseworker", row->caseworker);
}

static enum status print_paused(struct call *call, const struct today *today, struct err *err)
{
	json_t *json = json_array();
	struct table table;
	enum status st = ST_OK;

	table_begin(&table, 4);
	for (int i = 0; i < today->count; i++) {
		const struct today_row *row = &today->row[i];

		if (row->section == TODAY_PAUSED && call->json)
			json_array_append_new(json, row_json(row));
		else if (row->section == TODAY_PAUSED)
			print_row(&table, row);
	}
	if (call->json)
		st = out_json(call, json_incref(json), err);
	else if (!today->total[TODAY_PAUSED])
		out_line(call, _("No file is paused."));
	else
		table_out(&table, call, "");
	table_end(&table);
	json_decref(json);
	return st;
}

static enum status list(struct call *call, struct err *err)
{
	struct today_ask ask = { .day = clock_today(), .caseworker = call_given(call, "mine") ? call->actor.user : NULL };
	const struct kind *person;
	struct today today;
	long limit;
	enum status st = which_kind(call, "person", &person, err);

	if (st == ST_OK)
		st = call_number(call, "limit", 100, &limit, err);
	if (st == ST_OK)
		st = bulk_limit(call, limit, err);
	if (st != ST_OK)
		return st;
	ask.limit = (int)limit;
	st = today_read(call->store, &call->actor, &ask, &today, err);
	if (st != ST_OK)
		return st;
	st = print_paused(call, &today, err);
	today_clear(&today);
	return st;
}

enum status verb_pause(struct call *call, struct err *err)
{
	return call->argc ? put(call, err) : list(call, err);
}
