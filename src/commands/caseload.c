/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold caseload: files by number, caseworker and clocks; and an absent colleague's files given to another. */
#include "cases/caseload.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"
#include "register/grant.h"

#define PAGE 200

static void row_cells(struct table *table, const struct caseload_row *row, struct date day)
{
	struct str text = STR_INIT;
	long late = date_valid(row->due) ? date_between(row->due, day) : 0;

	table_cell(table, row->case_number);
	table_cell(table, row->caseworker);
	date_show(&text, row->since);
	table_cell(table, str_get(&text));
	str_clear(&text);
	if (date_valid(row->due))
		date_show(&text, row->due);
	table_cell(table, str_get(&text));
	str_clear(&text);
	if (late > 0)
		str_addf(&text, ngettext("late by %ld day", "late by %ld days", (unsigned long)late), late);
	table_cell(table, str_get(&text));
	str_clear(&text);
	str_addf(&text, "%d", row->open);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static json_t *row_json(const struct caseload_row *row)
{
	char since[11], due[11];

	date_text(row->since, since);
	date_text(row->due, due);
	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:i}", "case_number", row->case_number, "caseworker", row->caseworker,
		"since", since, "next_due", due, "open", row->open, "late", row->late);
}

static void head_cells(struct table *table)
{
	table_cell(table, _("Case number"));
	table_cell(table, _("Caseworker"));
	table_cell(table, _("Here since"));
	table_cell(table, _("Next target"));
	table_cell(table, "");
	table_cell(table, _("Open steps"));
	table->right[5] = true;
}

static enum status pages(struct call *call, const struct caseload_query *query, long limit, struct table *table,
	json_t *json, long *rows, struct err *err)
{
	struct caseload_row row[PAGE], last;
	int count = PAGE;
	enum status st = ST_OK;

	for (*rows = 0; st == ST_OK && count == PAGE && (!limit || *rows < limit);) {
		st = caseload_list(call->store, &call->actor, query, *rows ? &last : NULL, false, PAGE, row, &count, err);
		for (int i = 0; st == ST_OK && i < count && (!limit || *rows < limit); i++, (*rows)++) {
			if (json)
				json_array_append_new(json, row_json(&row[i]));
			else
				row_cells(table, &row[i], query->day);
			last = row[i];
		}
		if (st == ST_OK && !json)
			table_out(table, call, "");
	}
	return st;
}

static enum status list(struct call *call, struct err *err)
{
	struct caseload_query query = { call_option(call, "caseworker"), call_given(call, "late"), clock_today() };
	json_t *json = call->json ? json_array() : NULL;
	struct table table;
	long limit, rows = 0;
	enum status st = call_number(call, "limit", 100, &limit, err);

	table_begin(&table, 6);
	if (!json)
		head_cells(&table);
	if (st == ST_OK)
		st = pages(call, &query, limit, &table, json, &rows, err);
	if (st == ST_OK && json)
		st = out_json(call, json_incref(json), err);
	if (st == ST_OK && limit && rows == limit)
		note(_("More files may follow; --limit 0 lists all."));
	table_end(&table);
	json_decref(json);
	return st;
}

static enum status reassign(struct call *call, struct err *err)
{
	const char *from = call_option(call, "from"), *to = call_option(call, "to");
	int n = call->argc - 1;
	struct id *ids = mem_array((size_t)n + 1, sizeof(*ids));
	int64_t files;
	enum status st = ST_OK;

	if (!to || (from != NULL) == (n > 0))
		st = err_set(err, ST_USAGE, _("Please give --to NAME, and either --from NAME or the files' numbers."));
	for (int i = 0; st == ST_OK && i < n; i++)
		st = grant_resolve(call->store, &call->actor, call->argv[i + 1], &ids[i], err);
	if (st == ST_OK)
		st = caseload_reassign(call->store, &call->actor, from, ids, n, to, &files, err);
	if (st == ST_OK)
		out_handed_over(call, files);
	free(ids);
	return st;
}

enum status verb_caseload(struct call *call, struct err *err)
{
	if (!call->argc)
		return list(call, err);
	if (str_same(call->argv[0], "reassign"))
		return reassign(call, err);
	return err_set(err, ST_USAGE, _("After “caseload” comes nothing, or reassign."));
}
