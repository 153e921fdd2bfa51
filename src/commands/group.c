/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold group: people who arrive together, from household lists in a CSV file, as one change. */
#include "cases/group.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "commands/verbs.h"
#include "exchange/csv.h"
#include "exchange/encoding.h"
#include "register/door.h"

#define COLUMNS_MAX 64

static const char *const extras[] = { "household", "household_name", "role" };

struct reading {
	struct encoded *file;            /* NULL: standard input */
	struct csv *csv;
	const char *column[COLUMNS_MAX]; /* a field of person or one of the extras; NULL: an empty head */
	int columns;
	long line[GROUP_MAX];
	struct group *group;
};

static enum status open_list(struct call *call, struct reading *reading, struct err *err)
{
	enum status st = ST_OK;

	if (str_same(call->argv[0], "-")) {
		reading->csv = csv_open(input_standard, NULL, 0, 0);
		return ST_OK;
	}
	st = encoded_open(call->argv[0], NULL, &reading->file, err);
	if (st == ST_OK)
		reading->csv = csv_open(encoded_read, reading->file, 0, 0);
	return st;
}

/* By a field's name or its label; what the person may not be asked is no column. */
static const char *column_named(const struct call *call, const char *head)
{
	const struct kind *kind = register_kind("person");

	for (size_t i = 0; i < ARRAY_LEN(extras); i++)
		if (str_same(head, extras[i]))
			return extras[i];
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];

		if ((str_same(head, field->name) || str_same(head, field_label(field))) && !field->derived &&
			field_seen(&call->actor, kind, field) && !str_same(field->name, "household"))
			return field->name;
	}
	return NULL;
}

static bool named_before(const struct reading *reading, int column)
{
	for (int i = 0; i < column; i++)
		if (reading->column[i] && str_same(reading->column[i], reading->column[column]))
			return true;
	return false;
}

static enum status read_head(struct call *call, struct reading *reading, const struct csv_row *row, struct err *err)
{
	for (int i = 0; i < row->count; i++) {
		struct gate_verdict verdict = door_judge(NULL, row->cell[i]);

		if (i == COLUMNS_MAX)
			return err_set(err, ST_INVALID, _("The list has too many columns. Nothing was saved."));
		if (verdict.refused)
			/* TRANSLATORS: a number; what it asks about; a law; a sentence: what to ask instead */
			return err_set(err, ST_INVALID, _("Column %d asks about %s, which is recorded of nobody (%s). %s Nothing was saved; leave "
				"the column out."), i + 1, _(verdict.title), verdict.source, _(verdict.instead));
		reading->column[i] = column_named(call, row->cell[i]);
		if (!reading->column[i] && *row->cell[i])
			return err_set(err, ST_INVALID, _("Column %d is headed by no name of a field. Nothing was saved; the columns are "
				"household, household_name, role and the fields of people, as “foothold fields person” lists them."), i + 1);
		if (reading->column[i] && named_before(reading, i))
			return err_set(err, ST_INVALID, _("Column %d is the second one for the same field. Nothing was saved; leave one of "
				"them out."), i + 1);
	}
	reading->columns = row->count;
	return ST_OK;
}

static void put_cell(struct group_row *row, const char *column, const char *cell)
{
	char **to = str_same(column, "household") ? &row->household : str_same(column, "role") ? &row->role :
		str_same(column, "household_name") ? &row->household_name : NULL;

	if (!to) {
		group_put(&row->value, column, cell);
		return;
	}
	free(*to);
	*to = str_empty(cell) ? NULL : mem_str(cell);
}

static enum status take_row(struct reading *reading, const struct csv_row *row, struct err *err)
{
	struct group_row *to;

	if (reading->group->count == GROUP_MAX)
		return err_set(err, ST_INVALID, _("A group has at most %d people. Nothing was saved; divide the list."), GROUP_MAX);
	reading->line[reading->group->count] = row->line;
	to = group_add(reading->group);
	for (int i = 0; i < row->count; i++) {
		if (!utf_valid(row->cell[i], strlen(row->cell[i])))
			return err_set(err, ST_INVALID, _("Line %ld is not valid text. Nothing was saved; save the list as UTF-8."),
				row->line);
		if (i >= reading->columns && *row->cell[i])
			return err_set(err, ST_INVALID, _("Line %ld has more cells than the first line has names. Nothing was saved."),
				row->line);
		if (i < reading->columns && reading->column[i])
			put_cell(to, reading->column[i], csv_unguard(row->cell[i]));
	}
	if (group_empty(to) && (to->household || to->household_name || to->role))
		return err_set(err, ST_INVALID, _("Line %ld names a household and nobody in it. Nothing was saved."), row->line);
	return ST_OK;
}

static enum status read_list_of(struct call *call, struct reading *reading, struct err *err)
{
	struct csv_row row;
	enum status st = csv_next(reading->csv, &row, err);

	if (st == ST_DONE)
		return err_set(err, ST_INVALID, _("The list is empty. Nothing was saved; its first line names the columns."));
	if (st == ST_OK)
		st = read_head(call, reading, &row, err);
	while (st == ST_OK && (st = csv_next(reading->csv, &row, err)) == ST_OK)
		st = take_row(reading, &row, err);
	for (int i = 0; st == ST_DONE && i < reading->group->count; i++)
		if (!group_empty(&reading->group->row[i]))
			return ST_OK;
	return st == ST_DONE ? err_set(err, ST_INVALID, _("Nobody stands in the list. Nothing was saved; give each person a line "
		"below the first one, which names the columns.")) : st;
}

static const char *const common[] = { "arrived", "expected", "address", "interpreter", "caseworker" };

static void take_common(struct call *call, struct group *group)
{
	for (size_t i = 0; i < ARRAY_LEN(common); i++)
		if (call_option(call, common[i]))
			group_put(&group->common, common[i], call_option(call, common[i]));
	if (call_option(call, "plan"))
		group->plan = mem_str(call_option(call, "plan"));
}

/* A refusal is about one line; which, and which column. */
static enum status at_line(const struct reading *reading, int at, struct err *err)
{
	struct err why = *err;

	if (at < 0)
		return err->status;
	if (!why.field[0])
		/* TRANSLATORS: a line's number, a whole sentence */
		return err_set(err, why.status, _("Line %ld: %s"), reading->line[at], why.text);
	/* TRANSLATORS: a line's number, the name of a field, a whole sentence */
	return err_set(err, why.status, _("Line %ld, %s: %s"), reading->line[at], why.field, why.text);
}

static void tell_double(struct call *call, const struct reading *reading, int row, const struct group_double *known)
{
	struct record *record = NULL;
	char *text = NULL;

	if (known->twin >= 0)
		text = mem_fmt(_("Line %ld is the same person as line %ld."), reading->line[row], reading->line[known->twin]);
	else if (read_brief(call->store, &call->actor, register_kind("person"), known->hit.person, &record, NULL) == ST_OK)
		/* TRANSLATORS: a line's number, a case number */
		text = mem_fmt(_("Line %ld may already be known: %s."), reading->line[row], record_get(record, "case_number"));
	if (text)
		note(text);
	free(text);
	record_free(record);
}

static enum status find_doubles(struct call *call, const struct reading *reading, int *found, struct err *err)
{
	struct group *group = reading->group;
	enum status st = ST_OK;

	*found = 0;
	progress_begin(_("Comparing"));
	for (int i = 0; st == ST_OK && i < group->count; i++) {
		struct group_double known;

		st = group_known(call->store, &call->actor, group, i, &known, err);
		if (st == ST_OK && (known.in_file || known.twin >= 0)) {
			tell_double(call, reading, i, &known);
			(*found)++;
		}
		if (st == ST_OK && !progress_tell(i + 1, group->count))
			st = err_set(err, ST_CANCELLED, _("Stopped. Nothing was saved."));
	}
	progress_end();
	return st;
}

static enum status commit(struct call *call, const struct reading *reading, struct id person[], struct id *set,
	struct err *err)
{
	struct change *change = change_begin(call->store, &call->actor);
	int at;
	enum status st = group_save(change, reading->group, person, &at, err);

	if (st == ST_OK && !call_given(call, "dry-run"))
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st == ST_OK ? ST_OK : at_line(reading, at, err);
}

static enum status tell(struct call *call, const struct group *group, const struct id person[], struct id set,
	struct err *err)
{
	json_t *json = call->json ? json_array() : NULL;
	struct table table;
	char text[37];
	enum status st = ST_OK;

	table_begin(&table, 3);
	for (int i = 0; st == ST_OK && i < group->count; i++) {
		struct record *record = NULL;
		struct str name = STR_INIT;

		if (id_none(person[i]))
			continue;
		st = read_brief(call->store, &call->actor, register_kind("person"), person[i], &record, err);
		if (st != ST_OK)
			break;
		record_title(&name, record);
		if (json)
			json_array_append_new(json, json_pack("{s:s, s:s, s:s?}", "case_number", record_get(record, "case_number"), "name",
				str_get(&name), "household", group->row[i].household));
		table_cell(&table, group->row[i].household);
		table_cell(&table, record_get(record, "case_number"));
		table_cell(&table, str_get(&name));
		str_free(&name);
		record_free(record);
	}
	id_text(set, text);
	if (json)
		st = st == ST_OK ? out_json(call, json_pack("{s:s, s:O}", "change", text, "people", json), err) : st;
	else
		table_out(&table, call, "");
	json_decref(json);
	table_end(&table);
	return st == ST_OK ? call_flush(call, err) : st;
}

static enum status save(struct call *call, const struct reading *reading, struct err *err)
{
	struct id *person = mem_array((size_t)reading->group->count + 1, sizeof *person), set = { { 0 } };
	int at, doubles = 0;
	enum status st = group_try(call->store, &call->actor, reading->group, &at, err);

	if (st != ST_OK)
		st = at_line(reading, at, err);
	if (st == ST_OK)
		st = find_doubles(call, reading, &doubles, err);
	if (st == ST_OK && doubles && !call_given(call, "despite-doubles"))
		st = err_set(err, ST_INVALID, ngettext("%d line may be of somebody who is known. Nothing was saved; leave the line out, "
			"or give --despite-doubles when it is another person.", "%d lines may be of people who are known. Nothing was saved; "
			"leave those lines out, or give --despite-doubles when they are other people.", (unsigned long)doubles), doubles);
	if (st == ST_OK)
		st = commit(call, reading, person, &set, err);
	if (st == ST_OK && call_given(call, "dry-run"))
		out_line(call, _("All lines are good. Nothing was saved."));
	else if (st == ST_OK)
		st = tell(call, reading->group, person, set, err);
	free(person);
	return st;
}

enum status verb_group(struct call *call, struct err *err)
{
	struct group group = { 0 };
	struct reading *reading = mem_alloc(sizeof *reading);
	enum status st;

	reading->group = &group;
	st = open_list(call, reading, err);
	take_common(call, &group);
	if (st == ST_OK)
		st = read_list_of(call, reading, err);
	if (st == ST_OK)
		st = save(call, reading, err);
	csv_close(reading->csv);
	encoded_close(reading->file);
	free(reading);
	group_clear(&group);
	return st;
}
