/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold report releases: what was released, when, by whom; with a number, what that release told. */
#include "commands/report.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "commands/trail.h"
#include "store/ledger.h"

#define SHOWN 100

static enum status may(const struct call *call, struct err *err)
{
	if (call->actor.roles & (ROLE_TEAM_LEAD | ROLE_SUPERVISOR | ROLE_ADMIN | ROLE_AUDITOR))
		return ST_OK;
	return err_set(err, ST_DENIED, _("What was released is told to team leads, supervisors, administrators and auditors."));
}

static void number_cell(struct table *table, int64_t n)
{
	struct str text = STR_INIT;

	text_number(&text, n, 0);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void release_row(struct table *table, const struct ledger_release *r)
{
	struct period period = { date_from_days(r->from), date_from_days(r->to) };
	struct str text = STR_INIT;

	number_cell(table, r->seq);
	moment_text(r->at_ms, &text);
	table_cell(table, str_get(&text));
	table_cell(table, r->user);
	str_clear(&text);
	period_show(&text, &period);
	table_cell(table, str_get(&text));
	number_cell(table, r->cells);
	number_cell(table, r->withheld);
	str_clear(&text);
	if (r->again)
		/* TRANSLATORS: number of an earlier release */
		str_addf(&text, _("the same as %lld"), (long long)r->again);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void print_list(struct call *call, const struct ledger_release *list, int n)
{
	struct table table;

	if (n == 0) {
		out_line(call, _("Nothing was released yet."));
		return;
	}
	table_begin(&table, 7);
	table.right[0] = table.right[4] = table.right[5] = true;
	table_cell(&table, pgettext("of releases", "No."));
	table_cell(&table, pgettext("of releases", "Released"));
	table_cell(&table, pgettext("of releases", "By"));
	table_cell(&table, pgettext("of releases", "Period"));
	table_cell(&table, pgettext("of releases", "Counts"));
	table_cell(&table, pgettext("of releases", "Withheld"));
	table_cell(&table, "");
	for (int i = 0; i < n; i++)
		release_row(&table, &list[i]);
	table_out(&table, call, "");
	table_end(&table);
}

static json_t *release_json(const struct ledger_release *r)
{
	char from[11], to[11];
	json_t *out = json_object();

	date_text(date_from_days(r->from), from);
	date_text(date_from_days(r->to), to);
	json_object_set_new(out, "release", json_integer(r->seq));
	json_object_set_new(out, "at_ms", json_integer(r->at_ms));
	json_object_set_new(out, "user", json_string(r->user));
	json_object_set_new(out, "name", json_string(r->name));
	json_object_set_new(out, "how", json_string(r->how));
	json_object_set_new(out, "from", json_string(from));
	json_object_set_new(out, "to", json_string(to));
	json_object_set_new(out, "cells", json_integer(r->cells));
	json_object_set_new(out, "withheld", json_integer(r->withheld));
	json_object_set_new(out, "same_as", r->again ? json_integer(r->again) : json_null());
	return out;
}

static enum status list_releases(struct call *call, struct err *err)
{
	struct ledger_release *list;
	int n;
	enum status st = ledger_list(call->store, SHOWN, &list, &n, err);

	if (st != ST_OK)
		return st;
	if (call->json) {
		json_t *out = json_array();

		for (int i = 0; i < n; i++)
			json_array_append_new(out, release_json(&list[i]));
		st = out_json(call, out, err);
	} else {
		print_list(call, list, n);
	}
	ledger_list_free(list, n);
	return st;
}

/* ---- one release ---- */

struct telling { json_t *cells; struct table *table; };

/* What was withheld stays so: neither its count nor which kind of sign it bore. */
static enum status tell_cell(void *ctx, int64_t seq, int64_t key, const struct ledger_cell *cell, struct err *err)
{
	struct telling *t = ctx;
	bool told = cell->sign == LEDGER_PUBLISHED;
	char from[11], to[11];

	(void)seq;
	(void)key;
	(void)err;
	date_text(date_from_days(cell->key.from), from);
	date_text(date_from_days(cell->key.to), to);
	if (t->cells) {
		json_array_append_new(t->cells, json_pack("{s:s, s:s, s:s, s:s, s:o}", "indicator", cell->key.indicator, "narrowed",
			cell->key.narrowed, "from", from, "to", to, "count", told ? json_integer(cell->value) : json_null()));
		return ST_OK;
	}
	table_cell(t->table, cell->key.indicator);
	table_cell(t->table, cell->key.narrowed);
	table_cell(t->table, from);
	table_cell(t->table, to);
	if (told)
		number_cell(t->table, cell->value);
	else
		table_cell(t->table, "×");
	return ST_OK;
}

static enum status one_release(struct call *call, const struct ledger_release *r, struct err *err)
{
	struct table table;
	struct telling t = { call->json ? json_array() : NULL, &table };
	enum status st;

	table_begin(&table, 5);
	table.right[4] = true;
	st = ledger_cells_of(call->store, r->again ? r->again : r->seq, tell_cell, &t, err);
	if (st == ST_OK && call->json) {
		json_t *out = release_json(r);

		json_object_set(out, "told", t.cells);
		st = out_json(call, out, err);
	} else if (st == ST_OK) {
		print_list(call, r, 1);
		out_line(call, "");
		table_out(&table, call, "");
	}
	json_decref(t.cells);
	table_end(&table);
	return st;
}

enum status report_releases_word(struct call *call, struct err *err)
{
	struct ledger_release r;
	char *end;
	long long seq;
	enum status st = may(call, err);

	if (st != ST_OK)
		return st;
	if (call->argc < 2)
		return list_releases(call, err);
	seq = strtoll(call->argv[1], &end, 10);
	if (*end || seq < 1)
		return err_set(err, ST_USAGE, _("Releases are named by their number; “foothold report releases” lists them."));
	st = ledger_one(call->store, seq, &r, err);
	if (st != ST_OK)
		return st;
	st = one_release(call, &r, err);
	free(r.rule);
	return st;
}
