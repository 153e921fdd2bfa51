/* SPDX-License-Identifier: EUPL-1.2 */
/* Each cell of a protected table, as people and programs read it. */
#include "commands/disclose.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

/* In what is handed out one sign stands for both: which cell was small is nobody's business. */
#define WITHHELD "×"

static const struct { const char *key, *label; } signs[] = {
	[DISCLOSED_OPEN] = { "published", NC_("cell of a table", "published") },
	[DISCLOSED_PRIMARY] = { "primary", NC_("cell of a table", "withheld: small") },
	[DISCLOSED_SECONDARY] = { "secondary", NC_("cell of a table", "withheld for others") },
	[DISCLOSED_UNPRINTED] = { "unprinted", NC_("cell of a table", "not printed") },
};

/* Walks all cells of a table, the last dimension fastest, the total of each first. */
struct walk {
	const struct disclosed *d;
	int table, dimensions, cell;
	int code[DISCLOSE_DIMENSIONS_MOST];
	const char *name[DISCLOSE_DIMENSIONS_MOST];
};

static bool walk_next(struct walk *w)
{
	int i = w->dimensions - 1;

	if (w->cell >= 0)
		for (; i >= 0; i--) {
			if (++w->code[i] < disclosed_codes(w->d, w->table, i))
				break;
			w->code[i] = 0;
		}
	if (i < 0)
		return false;
	for (int k = 0; k < w->dimensions; k++)
		w->name[k] = disclosed_code(w->d, w->table, k, w->code[k]);
	w->cell = disclosed_at(w->d, w->table, w->name);
	return true;
}

static struct walk walk_of(const struct disclosed *d, int table)
{
	return (struct walk){ .d = d, .table = table, .dimensions = disclosed_dimensions(d, table), .cell = -1 };
}

static void number_cell(struct table *table, int64_t n)
{
	struct str text = STR_INIT;

	if (n != DISCLOSED_NO_BOUND)
		text_number(&text, n, 0);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void cell_row(struct table *table, const struct walk *w)
{
	enum disclosed_sign sign = disclosed_sign(w->d, w->cell);
	int64_t value, low, high;

	for (int i = 0; i < w->dimensions; i++)
		table_cell(table, w->name[i]);
	if (disclosed_value(w->d, w->cell, &value))
		number_cell(table, value);
	else
		table_cell(table, WITHHELD);
	table_cell(table, pgettext("cell of a table", signs[sign].label));
	disclosed_bounds(w->d, w->cell, &low, &high);
	number_cell(table, low);
	number_cell(table, high);
}

static void one_table(struct call *call, const struct disclose_told *told, int t)
{
	struct walk w = walk_of(told->disclosed, told->at[t]);
	struct table table;

	table_begin(&table, w.dimensions + 4);
	for (int i = 0; i < w.dimensions; i++)
		table_cell(&table, disclosed_dimension(told->disclosed, w.table, i));
	table_cell(&table, told->table[t]->counted);
	table_cell(&table, "");
	table_cell(&table, pgettext("what can be known of a number", "at least"));
	table_cell(&table, pgettext("what can be known of a number", "at most"));
	table.right[w.dimensions] = table.right[w.dimensions + 2] = table.right[w.dimensions + 3] = true;
	while (walk_next(&w))
		cell_row(&table, &w);
	table_out(&table, call, "");
	table_end(&table);
}

static void count_line(struct call *call, const char *words, int64_t n)
{
	struct str line = STR_INIT, number = STR_INIT;

	text_number(&number, n, 0);
	str_addf(&line, words, str_get(&number));
	out_line(call, str_get(&line));
	str_free(&line);
	str_free(&number);
}

static void tally_out(struct call *call, const struct disclose_told *told)
{
	struct disclosed_tally tally;
	struct str line = STR_INIT;

	disclosed_tally(told->disclosed, &tally);
	count_line(call, ngettext("%s cell is published.", "%s cells are published.", (unsigned long)tally.open), tally.open);
	count_line(call, ngettext("%s cell is withheld because it is small.", "%s cells are withheld because they are small.",
		(unsigned long)tally.primary), tally.primary);
	count_line(call, ngettext("%s cell is withheld so that no small one can be computed.",
		"%s cells are withheld so that no small one can be computed.", (unsigned long)tally.secondary), tally.secondary);
	if (told->unseen)
		count_line(call, ngettext("%s code of the hierarchy has no row in any table and counts as 0.",
			"%s codes of the hierarchy have no row in any table and count as 0.", (unsigned long)told->unseen), told->unseen);
	str_addf(&line, _("Whoever knows all that is published, and that counts are whole numbers of 0 or more, can still believe of each "
		"small cell that it holds %d or fewer, and that it holds %d or more."), told->rule->low,
		told->rule->high ? told->rule->high : told->rule->threshold);
	out_line(call, "");
	out_wrapped(call, str_get(&line), 0);
	if (tally.secondary && tally.exact)
		out_wrapped(call, _("No other choice of cells would withhold less."), 0);
	str_free(&line);
}

static void text_out(struct call *call, const struct disclose_told *told)
{
	for (int t = 0; t < told->tables; t++) {
		if (told->tables > 1)
			out_line(call, told->table[t]->name);
		one_table(call, told, t);
		out_line(call, "");
	}
	tally_out(call, told);
}

static json_t *bound_json(int64_t n)
{
	return n == DISCLOSED_NO_BOUND ? json_null() : json_integer(n);
}

static json_t *cell_json(const struct walk *w)
{
	json_t *out = json_object(), *codes = json_object();
	int64_t value = 0, low, high;
	bool open = disclosed_value(w->d, w->cell, &value);

	for (int i = 0; i < w->dimensions; i++)
		json_object_set_new(codes, disclosed_dimension(w->d, w->table, i), w->code[i] ? json_string(w->name[i]) : json_null());
	disclosed_bounds(w->d, w->cell, &low, &high);
	json_object_set_new(out, "cell", codes);
	json_object_set_new(out, "sign", json_string(signs[disclosed_sign(w->d, w->cell)].key));
	json_object_set_new(out, "count", open ? json_integer(value) : json_null());
	json_object_set_new(out, "low", bound_json(low));
	json_object_set_new(out, "high", bound_json(high));
	return out;
}

static json_t *table_json(const struct disclose_told *told, int t)
{
	struct walk w = walk_of(told->disclosed, told->at[t]);
	json_t *out = json_object(), *dimensions = json_array(), *cells = json_array();

	for (int i = 0; i < w.dimensions; i++)
		json_array_append_new(dimensions, json_string(disclosed_dimension(w.d, w.table, i)));
	while (walk_next(&w))
		json_array_append_new(cells, cell_json(&w));
	json_object_set_new(out, "table", json_string(told->table[t]->name));
	json_object_set_new(out, "dimensions", dimensions);
	json_object_set_new(out, "cells", cells);
	return out;
}

static json_t *whole_json(const struct disclose_told *told)
{
	struct disclosed_tally tally;
	json_t *out = json_object(), *rule = json_object(), *tables = json_array(), *count = json_object();

	disclosed_tally(told->disclosed, &tally);
	json_object_set_new(rule, "threshold", json_integer(told->rule->threshold));
	json_object_set_new(rule, "zeros_withheld", json_boolean(told->rule->zero_secret));
	json_object_set_new(rule, "low", json_integer(told->rule->low));
	json_object_set_new(rule, "high", json_integer(told->rule->high ? told->rule->high : told->rule->threshold));
	for (int t = 0; t < told->tables; t++)
		json_array_append_new(tables, table_json(told, t));
	json_object_set_new(count, "cells", json_integer(tally.cells));
	json_object_set_new(count, "published", json_integer(tally.open));
	json_object_set_new(count, "primary", json_integer(tally.primary));
	json_object_set_new(count, "secondary", json_integer(tally.secondary));
	json_object_set_new(count, "optimal", json_boolean(tally.exact));
	json_object_set_new(count, "codes_without_rows", json_integer(told->unseen));
	json_object_set_new(out, "rule", rule);
	json_object_set_new(out, "tables", tables);
	json_object_set_new(out, "tally", count);
	return out;
}

static void number_text(struct str *out, int64_t n)
{
	str_clear(out);
	if (n != DISCLOSED_NO_BOUND)
		str_addf(out, "%lld", (long long)n);
}

static void csv_line(struct call *call, struct str *line)
{
	csv_end(line);
	out_text(call, str_get(line));
	str_clear(line);
}

static void csv_cell(struct call *call, struct str *line, const struct walk *w, bool handed_out)
{
	struct str number = STR_INIT;
	int64_t value = 0, low, high;
	bool open = disclosed_value(w->d, w->cell, &value);

	for (int i = 0; i < w->dimensions; i++)
		csv_add_guarded(line, w->name[i]);
	number_text(&number, open ? value : DISCLOSED_NO_BOUND);
	csv_add(line, open ? str_get(&number) : handed_out ? WITHHELD : "");
	if (!handed_out) {
		csv_add(line, signs[disclosed_sign(w->d, w->cell)].key);
		disclosed_bounds(w->d, w->cell, &low, &high);
		number_text(&number, low);
		csv_add(line, str_get(&number));
		number_text(&number, high);
		csv_add(line, str_get(&number));
	}
	csv_line(call, line);
	str_free(&number);
}

/* A table after another begins with its own heads. */
static void csv_out(struct call *call, const struct disclose_told *told, bool handed_out)
{
	struct str line = STR_INIT;

	for (int t = 0; t < told->tables; t++) {
		struct walk w = walk_of(told->disclosed, told->at[t]);

		if (t)
			csv_line(call, &line);
		for (int i = 0; i < w.dimensions; i++)
			csv_add_guarded(&line, disclosed_dimension(w.d, w.table, i));
		csv_add_guarded(&line, told->table[t]->counted);
		for (int i = 0; !handed_out && i < 3; i++)
			csv_add(&line, i == 0 ? "sign" : i == 1 ? "low" : "high");
		csv_line(call, &line);
		while (walk_next(&w))
			csv_cell(call, &line, &w, handed_out);
	}
	str_free(&line);
}

enum status disclose_told(struct call *call, const struct disclose_told *told, struct err *err)
{
	if (call->json)
		return out_json(call, whole_json(told), err);
	if (call_given(call, "csv") || call_given(call, "hand-out"))
		csv_out(call, told, call_given(call, "hand-out"));
	else
		text_out(call, told);
	return ST_OK;
}
