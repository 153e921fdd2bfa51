/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold segregation: indices of any table of counts by unit; no Foothold file is opened. */
#include "commands/segregation.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"
#include "commands/verbs.h"
#include "exchange/csv.h"
#include "exchange/encoding.h"

struct reading {
	struct call *call;
	struct encoded *file;                /* NULL: standard input */
	struct csv *csv;
	struct map *seen;                    /* name of a unit: line in which it stood */
	int unit, total;                     /* columns, from 0 */
	int group[SEGREGATION_GROUPS_MOST];
	struct segregation *to;
	struct segregation_read *told;
};

static enum status open_table(struct reading *r, struct err *err)
{
	enum status st = ST_OK;

	if (str_same(r->call->argv[0], "-"))
		r->csv = csv_open(input_standard, NULL, 0, 0);
	else
		st = encoded_open(r->call->argv[0], NULL, &r->file, err);
	if (r->file)
		r->csv = csv_open(encoded_read, r->file, 0, 0);
	return st;
}

/* By its head, or by its number: #4. */
static enum status column(const struct csv_row *head, const char *said, int *out, struct err *err)
{
	char *end;
	long number = *said == '#' ? strtol(said + 1, &end, 10) : 0;
	int found = -1;

	if (number >= 1 && number <= head->count && !*end) {
		*out = (int)number - 1;
		return ST_OK;
	}
	for (int i = 0; i < head->count; i++) {
		if (!str_same(head->cell[i], said))
			continue;
		if (found >= 0)
			return err_set(err, ST_INVALID, _("Two columns are headed “%s”. Nothing was computed; name the one that is meant by its "
				"number, such as #%d."), said, i + 1);
		found = i;
	}
	if (found < 0)
		return err_set(err, ST_INVALID, _("No column is headed “%s”. Nothing was computed; name a column as the first line of the "
			"table has it, or by its number, such as #2."), said);
	*out = found;
	return ST_OK;
}

static enum status read_head(struct reading *r, const struct csv_row *head, struct err *err)
{
	enum status st = column(head, call_option(r->call, "unit"), &r->unit, err);
	const char *said;

	if (st == ST_OK)
		st = column(head, call_option(r->call, "total"), &r->total, err);
	for (int m = 0; st == ST_OK && (said = call_option_at(r->call, "group", m)); m++) {
		st = column(head, said, &r->group[m], err);
		for (int k = 0; st == ST_OK && k < m; k++)
			if (r->group[k] == r->group[m])
				st = err_set(err, ST_USAGE, _("The group “%s” is named twice. Nothing was computed."), said);
		if (st == ST_OK)
			r->told->name[m] = mem_str(head->cell[r->group[m]]);
	}
	return st;
}

/* Digits alone, which most cells are, without asking how a language writes numbers. */
static bool number_of(const char *cell, int64_t *out)
{
	long long value = 0;
	size_t n = strspn(cell, "0123456789");

	if (n > 0 && n < 18 && !cell[n]) {
		*out = strtoll(cell, NULL, 10);
		return true;
	}
	if (!text_parse_number(cell, 0, &value))
		return false;
	*out = value;
	return true;
}

static enum status no_number(const struct reading *r, const struct csv_row *row, int at, struct err *err)
{
	if (at >= row->count || str_empty(row->cell[at]))
		return err_set(err, ST_INVALID, _("Line %ld, column %d: there is no count. A count that is missing is not zero: nothing was "
			"computed. Fill it in, or leave such units out with --skip-missing."), row->line, at + 1);
	(void)r;
	return err_set(err, ST_INVALID, _("Line %ld, column %d: this is no whole number. Nothing was computed; please correct it. Where "
		"the table marks in this way what is not known, leave such units out with --skip-missing."), row->line, at + 1);
}

static bool left_out(const struct reading *r, const char *unit)
{
	const char *said;

	for (int i = 0; (said = call_option_at(r->call, "without", i)); i++)
		if (str_same(said, unit))
			return true;
	return false;
}

/* Each unit once: a total below the table would count everybody twice. */
static enum status once(struct reading *r, const struct csv_row *row, const char *unit, struct err *err)
{
	int64_t *line = map_at(r->seen, unit, strlen(unit));

	if (*line)
		return err_set(err, ST_INVALID, _("Line %ld: this unit stood in line %ld already. Nothing was computed; put the rows "
			"together, or leave rows out with --without or --last-line."), row->line, (long)*line);
	*line = row->line;
	return ST_OK;
}

static enum status take_counts(struct reading *r, const struct csv_row *row, struct err *err)
{
	int64_t count[SEGREGATION_GROUPS_MOST], total;
	struct err why;
	enum status st;

	for (int m = -1; m < r->told->groups; m++) {
		int at = m < 0 ? r->total : r->group[m];

		if (at < row->count && number_of(row->cell[at], m < 0 ? &total : &count[m]))
			continue;
		if (!call_given(r->call, "skip-missing"))
			return no_number(r, row, at, err);
		r->told->missing++;
		return ST_OK;
	}
	st = segregation_add(r->to, total, count, &why);
	if (st != ST_OK)
		/* TRANSLATORS: number of a line; a whole sentence that says what is wrong there */
		return err_set(err, st, _("Line %ld: %s"), row->line, why.text);
	return ST_OK;
}

static enum status take_row(struct reading *r, const struct csv_row *row, struct err *err)
{
	const char *unit = r->unit < row->count ? row->cell[r->unit] : "";
	enum status st;

	if (!utf_valid(unit, strlen(unit)))
		return err_set(err, ST_INVALID, _("Line %ld is not valid text. Nothing was computed; save the table as UTF-8."),
			row->line);
	if (!*unit)
		return err_set(err, ST_INVALID, _("Line %ld names no unit. Nothing was computed; fill it in, or take the line out."),
			row->line);
	if (left_out(r, unit)) {
		r->told->without++;
		return ST_OK;
	}
	st = once(r, row, unit, err);
	return st == ST_OK ? take_counts(r, row, err) : st;
}

static enum status read_table(struct reading *r, struct err *err)
{
	struct csv_row row;
	long last;
	enum status st = call_number(r->call, "last-line", LONG_MAX, &last, err);

	if (st == ST_OK)
		st = csv_next(r->csv, &row, err);
	if (st == ST_DONE)
		return err_set(err, ST_INVALID, _("The table is empty. Nothing was computed."));
	if (st == ST_OK)
		st = read_head(r, &row, err);
	while (st == ST_OK && (st = csv_next(r->csv, &row, err)) == ST_OK)
		st = row.line > last ? ST_DONE : take_row(r, &row, err);
	return st == ST_DONE ? ST_OK : st;
}

static enum status count_groups(const struct call *call, int *out, struct err *err)
{
	*out = 0;
	while (call_option_at(call, "group", *out))
		++*out;
	if (!call_given(call, "unit") || !call_given(call, "total") || *out == 0)
		return err_set(err, ST_USAGE, _("Name the columns: --unit, --total, and --group once or more."));
	if (*out > SEGREGATION_GROUPS_MOST)
		return err_set(err, ST_USAGE, _("At most %d groups can be told apart."), SEGREGATION_GROUPS_MOST);
	return ST_OK;
}

enum status verb_segregation(struct call *call, struct err *err)
{
	struct segregation_read told = { .groups = 0 };
	struct reading r = { .call = call, .told = &told };
	struct segregation_indices is;
	enum status st = count_groups(call, &told.groups, err);

	if (st != ST_OK)
		return st;
	r.to = segregation_new(told.groups);
	r.seen = map_new();
	st = open_table(&r, err);
	if (st == ST_OK)
		st = read_table(&r, err);
	csv_close(r.csv);
	encoded_close(r.file);
	map_free(r.seen);
	if (st == ST_OK) {
		segregation_compute(r.to, &is);
		st = segregation_told(call, &told, &is, err);
	}
	segregation_free(r.to);
	for (int m = 0; m < told.groups; m++)
		free(told.name[m]);
	return st;
}
