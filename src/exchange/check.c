/* SPDX-License-Identifier: EUPL-1.2 */
/* Cells to canonical values, with every fault of a row said at once. */
#include "exchange/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "exchange/known.h"
#include "exchange/totals.h"
#include "register/occupation_search.h"

#define CACHE 1024
#define SEARCHES 20000     /* of the nearest titles, at most in one file: some milliseconds each */
#define NEAREST 3

/* What was said for a record, and which one it meant: files name the same few again and again. */
struct meant { char *said; int target; struct id id; };
/* What was said of a trade, and what stands nearest to it. */
struct trade { char *said, *nearest; };

struct check {
	struct store *store;
	struct actor actor;
	const struct import_options *options;
	const struct mapping *mapping;
	struct known *known;
	struct made *made;
	struct totals *totals;          /* NULL: of this kind none are published */
	const struct field **field;     /* of each value: the mapped columns', then the constants' */
	int *column;                    /* of each value; -1: a constant */
	int n_values;
	int id_column;                  /* or -1 */
	char **value;                   /* of the row; constants' stay */
	struct meant cache[CACHE];
	struct trade trade[CACHE];
	int searches;
};

void judged_clear(struct judged *judged)
{
	str_wipe(&judged->column);
	str_wipe(&judged->reason);
}

/* One more fault of the row. */
static void fault(struct judged *out, const char *column, const char *reason)
{
	out->judgement = JUDGED_BAD;
	if (column[0] && out->column.len > 0)
		str_add(&out->column, "; ");
	str_add(&out->column, column);
	if (out->reason.len > 0)
		str_addc(&out->reason, ' ');
	str_add(&out->reason, reason);
}

/* A cell of a date: 2026-05-04, also with a time behind it, or by the format that was named. */
static enum status check_date(const struct check *check, const struct field *field, const char *cell,
			      char **canonical, struct err *err)
{
	const char *format = check->options->date_format;
	struct date date;
	char text[11];

	if (!str_empty(format)) {
		if (!date_by_format(cell, format, &date))
			return err_field(err, field->name,
					 _("“%s”: this is no date that exists in the form %s."),
					 field_label(field), format);
		date_text(date, text);
		return field_check(field, text, canonical, err);
	}
	if (strlen(cell) > 10 && (cell[10] == 'T' || cell[10] == ' ') &&
	    strspn(cell + 11, "0123456789:.Z+-") == strlen(cell + 11) && cell[11])
		str_copy(text, sizeof(text), cell);
	else if (strlen(cell) < sizeof(text))
		str_copy(text, sizeof(text), cell);
	else
		text[0] = '\0';
	if (!date_parse(text, &date))
		return err_field(err, field->name,
				 _("“%s”: this is no date that exists, like 2026-05-04, 2026-05 or 2026. "
				   "Dates written in another order need the date format."),
				 field_label(field));
	return field_check(field, text, canonical, err);
}

static unsigned slot_of(const char *said, int target)
{
	unsigned hash = 5381 + (unsigned)target;

	for (const char *s = said; *s; s++)
		hash = hash * 33 ^ (unsigned char)*s;
	return hash % CACHE;
}

static enum status check_reference(struct check *check, int target, const char *said, char **canonical,
				   struct err *err)
{
	const struct field *field = check->field[target];
	struct meant *meant = &check->cache[slot_of(said, target)];
	char text[37];

	if (!meant->said || meant->target != target || strcmp(meant->said, said) != 0) {
		const struct kind *kind = register_kind(field->refers);
		struct id id;
		enum status st = read_resolve(check->store, &check->actor, kind, said, &id, err);

		if (st == ST_NOTFOUND && field->makes)
			st = made_named(check->made, check->store, &check->actor, field, said, &id, err);
		else if (st == ST_NOTFOUND)
			/* TRANSLATORS: %s is a kind of record, like "Course provider"; its name in commands, "provider" */
			err_set(err, st, _("%s: no record has this name or number. Add it first, by hand or with “foothold import %s”; then "
				"this row can be taken."), _(kind->label), kind->name);
		if (st != ST_OK)
			return st == ST_NOTFOUND || st == ST_CONFLICT || st == ST_DENIED ? ST_INVALID : st;
		free(meant->said);
		*meant = (struct meant){ mem_str(said), target, id };
	}
	id_text(meant->id, text);
	*canonical = mem_str(text);
	return ST_OK;
}

static const char *nearest(struct check *check, const char *said)
{
	struct trade *trade = &check->trade[slot_of(said, 0)];
	struct str words = STR_INIT;

	if (trade->said && strcmp(trade->said, said) == 0)
		return trade->nearest;
	if (check->searches++ < SEARCHES)
		occupation_nearest(&words, said, NEAREST);
	free(trade->said);
	free(trade->nearest);
	str_add(&words, "");
	*trade = (struct trade){ mem_str(said), str_take(&words) };
	return trade->nearest;
}

/* Only a whole title or a code is taken, for nobody looks at what is guessed in a file; the guess is said. */
static enum status check_occupation(struct check *check, const struct field *field, const char *cell, char **canonical,
				    struct err *err)
{
	enum status st = field_check(field, cell, canonical, err);
	const char *words = st == ST_INVALID ? nearest(check, cell) : "";

	if (!words[0])
		return st;
	return err_field(err, field->name,
			 _("“%s” needs an occupation: its whole title, or its code of one to four digits (ISCO-08). Nearest: %s."),
			 field_label(field), words);
}

static enum status check_derived(const struct field *field, const char *cell, char **canonical,
				 struct err *err)
{
	char number[CASE_NUMBER_MAX];

	if (strcmp(field->name, "case_number") != 0)
		return field_check(field, cell, canonical, err);
	if (!casenum_parse(cell, number))
		return err_field(err, field->name,
				 _("“%s”: this is no case number; its check character does not fit."),
				 field_label(field));
	*canonical = mem_str(number);
	return ST_OK;
}

static enum status check_cell(struct check *check, int target, const char *cell, char **canonical,
			      struct err *err)
{
	const struct field *field = check->field[target];

	if (!cell[0] || (check->options->empty && strcmp(cell, check->options->empty) == 0))
		return ST_OK;
	if (field->derived)
		return check_derived(field, cell, canonical, err);
	if (field->kind == FIELD_DATE)
		return check_date(check, field, cell, canonical, err);
	if (field->kind == FIELD_REFERENCE)
		return check_reference(check, target, cell, canonical, err);
	if (field->kind == FIELD_OCCUPATION)
		return check_occupation(check, field, cell, canonical, err);
	return field_check(field, cell, canonical, err);
}

static void add_value(struct check *check, const struct field *field, int column)
{
	check->field[check->n_values] = field;
	check->column[check->n_values++] = column;
}

static void lay_out(struct check *check)
{
	const struct mapping *mapping = check->mapping;
	size_t most = (size_t)(mapping->n_columns + mapping->n_constants);

	check->field = mem_array(most, sizeof(*check->field));
	check->column = mem_array(most, sizeof(*check->column));
	check->value = mem_array(most, sizeof(*check->value));
	check->id_column = -1;
	for (int i = 0; i < mapping->n_columns; i++) {
		if (mapping->column[i].use == COLUMN_FIELD)
			add_value(check, mapping->column[i].field, i);
		else if (mapping->column[i].use == COLUMN_ID)
			check->id_column = i;
	}
	for (int i = 0; i < mapping->n_constants; i++)
		add_value(check, mapping->constant[i].field, -1);
}

static enum status check_constants(struct check *check, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0, c = 0; i < check->n_values && st == ST_OK; i++)
		if (check->column[i] < 0)
			st = check_cell(check, i, check->mapping->constant[c++].value, &check->value[i], err);
	return st;
}

static bool has_value(const struct check *check, const struct field *field)
{
	for (int i = 0; i < check->n_values; i++)
		if (check->field[i] == field)
			return true;
	return false;
}

/* A field that every record needs and that no row can fill is said once, not for each row. */
static enum status check_required(const struct check *check, struct err *err)
{
	const struct kind *kind = check->options->kind;

	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];

		if (field->required && !field->initial && !field->derived &&
		    field_seen(&check->actor, kind, field) && !has_value(check, field))
			return err_field(err, field->name,
					 _("“%s” is needed, and no column goes into it. Name one in the map, "
					   "or give all rows the same: %s:=value."),
					 field_label(field), field->name);
	}
	return ST_OK;
}

enum status check_open(struct store *store, const struct actor *actor, const struct import_options *options,
	const struct mapping *mapping, struct id own, struct check **out, struct err *err)
{
	struct check *check = mem_alloc(sizeof(*check));
	enum status st;

	check->store = store;
	check->actor = *actor;
	check->options = options;
	check->mapping = mapping;
	check->made = made_new();
	lay_out(check);
	check->totals = totals_new(options->kind, check->field, check->n_values);
	st = check_required(check, err);
	if (st == ST_OK)
		st = check_constants(check, err);
	if (st == ST_OK)
		st = known_open(store, actor, options, own, &check->known, err);
	if (st != ST_OK) {
		check_close(check);
		return st;
	}
	*out = check;
	return ST_OK;
}

void check_close(struct check *check)
{
	if (!check)
		return;
	for (int i = 0; i < check->n_values; i++)
		free(check->value[i]);
	for (int i = 0; i < CACHE; i++) {
		free(check->cache[i].said);
		free(check->trade[i].said);
		free(check->trade[i].nearest);
	}
	known_close(check->known);
	totals_free(check->totals);
	made_free(check->made);
	free(check->value);
	free(check->field);
	free(check->column);
	free(check);
}

struct made *check_made(struct check *check)
{
	return check->made;
}

const struct field *const *check_fields(const struct check *check, int *count)
{
	*count = check->n_values;
	return check->field;
}

static bool holds_broken_bytes(const struct check *check, const struct csv_row *row, const char *encoding,
	struct judged *out)
{
	struct str reason = STR_INIT;
	bool broken = false;

	for (int i = 0; i < row->count; i++) {
		if (check->mapping->column[i].use != COLUMN_FIELD ||
		    utf_valid(row->cell[i], strlen(row->cell[i])))
			continue;
		str_clear(&reason);
		str_addf(&reason, _("The cell holds bytes that are no text in %s."), encoding);
		fault(out, check->mapping->column[i].head, str_get(&reason));
		broken = true;
	}
	str_free(&reason);
	return broken;
}

/* Every cell into its value; faults gather in `out`. */
static enum status check_cells(struct check *check, const struct csv_row *row, struct judged *out,
			       struct err *err)
{
	for (int i = 0; i < check->n_values; i++) {
		struct err why = { .status = ST_OK };
		const struct field *field = check->field[i];
		int column = check->column[i];
		enum status st = ST_OK;

		if (column >= 0) {
			free(check->value[i]);
			check->value[i] = NULL;
			st = check_cell(check, i, column_meaning(&check->mapping->column[column],
				csv_unguard(row->cell[column])), &check->value[i], &why);
		}
		if (st == ST_INVALID)
			fault(out, check->mapping->column[column].head, why.text);
		else if (st != ST_OK) {
			if (err)
				*err = why;
			return st;
		} else if (field->required && !field->initial && !field->derived && !check->value[i]) {
			err_field(&why, field->name, _("“%s” is needed."), field_label(field));
			fault(out, column >= 0 ? check->mapping->column[column].head : field->name, why.text);
		}
	}
	return ST_OK;
}

static const char *head_of(const struct check *check, const char *field)
{
	for (int i = 0; i < check->n_values; i++)
		if (check->column[i] >= 0 && strcmp(check->field[i]->name, field) == 0)
			return check->mapping->column[check->column[i]].head;
	return field;
}

/* The rules of the kind, as far as they can be judged without writing. */
static enum status try_rules(struct check *check, struct judged *out, struct err *err)
{
	struct change *change = change_begin(check->store, &check->actor);
	struct change_item *item = change_create(change, check->options->kind, NULL);
	struct err why = { .status = ST_OK };
	enum status st;

	for (int i = 0; i < check->n_values; i++)
		if (check->value[i])
			change_put(item, check->field[i], check->value[i]);
	st = change_try(change, &why);
	change_free(change);
	if (st == ST_INVALID) {
		fault(out, head_of(check, why.field), why.text);
		return ST_OK;
	}
	if (st != ST_OK && err)
		*err = why;
	return st;
}

static bool read_id(struct check *check, const struct csv_row *row, struct judged *out)
{
	memset(&out->row.id, 0, sizeof(out->row.id));
	if (check->id_column < 0 || !row->cell[check->id_column][0])
		return true;
	if (id_parse(row->cell[check->id_column], &out->row.id) && !id_none(out->row.id))
		return true;
	fault(out, check->mapping->column[check->id_column].head, _("This is no record's id (a UUID)."));
	return false;
}

/* What sums up other rows is none of its own. */
static void find_total(struct check *check, const struct csv_row *row, struct judged *out)
{
	struct str reason = STR_INIT;
	long from, to;

	if (!totals_row(check->totals, check->value, row->line, &from, &to))
		return;
	str_addf(&reason, _("The numbers are the sums of those in lines %ld to %ld: this is a total of theirs, no record of its "
		"own."), from, to);
	fault(out, "", str_get(&reason));
	str_free(&reason);
}

static bool has_head_s_width(const struct check *check, const struct csv_row *row, struct judged *out)
{
	struct str reason = STR_INIT;

	if (row->count == check->mapping->n_columns)
		return true;
	str_addf(&reason, _("The row has %d cells, the file's first line has %d."), row->count,
		 check->mapping->n_columns);
	fault(out, "", str_get(&reason));
	str_free(&reason);
	return false;
}

enum status check_row(struct check *check, struct stage *stage, const struct csv_row *row,
		      const char *encoding, struct judged *out, struct err *err)
{
	enum status st;

	out->judgement = JUDGED_GOOD;
	str_clear(&out->column);
	str_clear(&out->reason);
	out->row.line = row->line;
	out->row.value = (const char **)check->value;
	if (!has_head_s_width(check, row, out) || holds_broken_bytes(check, row, encoding, out) ||
	    !read_id(check, row, out))
		return ST_OK;
	st = check_cells(check, row, out, err);
	if (st == ST_OK && out->judgement == JUDGED_GOOD)
		find_total(check, row, out);
	if (st == ST_OK && out->judgement == JUDGED_GOOD)
		st = try_rules(check, out, err);
	if (st == ST_OK && out->judgement == JUDGED_GOOD) {
		st = known_row(check->known, stage, &out->row, check->field, check->n_values, &out->reason,
			       err);
		if (out->reason.len > 0)
			out->judgement = JUDGED_KNOWN;
	}
	return st;
}
