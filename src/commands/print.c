/* SPDX-License-Identifier: EUPL-1.2 */
/* Standard output: our own words as they are, people's values made harmless, tables and JSON. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "commands/command.h"

#define WIDTH 79

void out_text(struct call *call, const char *text)
{
	str_add(&call->out, text);
}

void out_value(struct call *call, const char *value)
{
	utf_show(&call->out, value);
}

void out_line(struct call *call, const char *text)
{
	str_add(&call->out, text);
	str_addc(&call->out, '\n');
}

void out_named(struct call *call, const char *name, const char *value)
{
	char *line = mem_fmt(_("%s: %s"), name, value);

	out_value(call, line);
	out_text(call, "\n");
	free(line);
}

/* Paragraphs broken at blanks to lines of 79 columns. */
void out_wrapped(struct call *call, const char *text, int indent)
{
	const char *word = text;
	size_t len;
	int column = 0, width;
	char *piece;

	while (*word) {
		len = utf_word(word);
		piece = mem_strn(word, len);
		width = utf_width(piece);
		if (column && column + 1 + width > WIDTH) {
			out_text(call, "\n");
			column = 0;
		}
		str_addf(&call->out, "%*s%s", column ? 1 : indent, "", piece);
		column += width + (column ? 1 : indent);
		free(piece);
		word += len;
		if (*word == '\n')
			column = 0;
		while (*word == '\n')
			str_addc(&call->out, *word++);
		word += *word == ' ';
	}
	out_text(call, "\n");
}

enum status call_flush(struct call *call, struct err *err)
{
	size_t len = call->out.len;

	errno = 0;
	if ((len && fwrite(call->out.s, 1, len, stdout) != len) || fflush(stdout) != 0)
		return io_error(err, errno ? errno : EIO, _("standard output"));
	str_clear(&call->out);
	return ST_OK;
}

void out_handed_over(struct call *call, int64_t files)
{
	char *text = mem_fmt(ngettext("%lld file was handed over.", "%lld files were handed over.", (unsigned long)files),
		(long long)files);

	out_line(call, text);
	free(text);
}

void note(const char *sentence)
{
	fprintf(stderr, "foothold: %s\n", sentence);
}

enum status out_json(struct call *call, json_t *json, struct err *err)
{
	char *text = json_dumps(json, JSON_INDENT(2) | JSON_ENCODE_ANY);

	json_decref(json);
	if (!text)
		BUG("JSON that cannot be written");
	out_line(call, text);
	free(text);
	return call_flush(call, err);
}

static json_t *value_json(const struct field *field, const char *canonical)
{
	if (!canonical)
		return json_null();
	if (field->kind == FIELD_YES_NO)
		return json_boolean(strcmp(canonical, "yes") == 0);
	if (field->kind == FIELD_NUMBER && !field->decimals)
		return json_integer(strtoll(canonical, NULL, 10));
	return json_string(canonical);
}

json_t *record_json(const struct call *call, const struct record *record)
{
	const struct kind *kind = record->kind;
	json_t *out = json_object();
	char id[37];
	int i;

	id_text(record->id, id);
	json_object_set_new(out, "id", json_string(id));
	json_object_set_new(out, "rev", json_integer(record->rev));
	for (i = 0; i < kind->n_fields; i++)
		if (field_seen(&call->actor, kind, &kind->fields[i]) && !kind->fields[i].hidden)
			json_object_set_new(out, kind->fields[i].name, value_json(&kind->fields[i], record->value[i]));
	return out;
}

void table_begin(struct table *table, int columns)
{
	if (columns > (int)ARRAY_LEN(table->width))
		BUG("too many columns");
	memset(table, 0, sizeof(*table));
	table->columns = columns;
}

void table_cell(struct table *table, const char *text)
{
	struct str shown = STR_INIT;
	int column = table->rows % table->columns, width;

	utf_show(&shown, text ? text : "");
	width = utf_width(str_get(&shown));
	if (width > table->width[column])
		table->width[column] = width;
	table->cell = mem_resize(table->cell, (size_t)table->rows + 1, sizeof(*table->cell));
	table->cell[table->rows++] = str_take(&shown);
}

static void pad(struct str *out, int columns)
{
	for (; columns > 0; columns--)
		str_addc(out, ' ');
}

/* Blanks at a line's end would only make copying ugly. */
static void trim(struct str *out)
{
	while (out->len && out->s[out->len - 1] == ' ')
		out->s[--out->len] = '\0';
}

void table_out(struct table *table, struct call *call, const char *indent)
{
	int i, column, missing;

	for (i = 0; i < table->rows; i++) {
		column = i % table->columns;
		missing = table->width[column] - utf_width(table->cell[i]);
		out_text(call, column ? "  " : indent);
		if (table->right[column])
			pad(&call->out, missing);
		out_text(call, table->cell[i]);
		if (!table->right[column])
			pad(&call->out, missing);
		if (column == table->columns - 1) {
			trim(&call->out);
			out_text(call, "\n");
		}
		free(table->cell[i]);
	}
	table->rows = 0;
}

void table_end(struct table *table)
{
	int i;

	for (i = 0; i < table->rows; i++)
		free(table->cell[i]);
	free(table->cell);
	memset(table, 0, sizeof(*table));
}
