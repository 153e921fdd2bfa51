/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold import: a file taken in, and what became of its columns and rows. */
#include "exchange/import.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"

struct phases { enum import_phase now; bool begun; };

static bool tell(void *ctx, enum import_phase phase, int64_t done, int64_t total)
{
	struct phases *phases = ctx;

	if (!phases->begun || phases->now != phase) {
		if (phases->begun)
			progress_end();
		progress_begin(phase == IMPORT_CHECKING ? _("Checking") : _("Writing"));
		phases->begun = true;
		phases->now = phase;
	}
	return progress_tell(done, total);
}

static enum status delimiter_of(const struct call *call, char *out, struct err *err)
{
	const char *text = call_option(call, "delimiter");

	*out = 0;
	if (!text)
		return ST_OK;
	*out = str_same(text, "tab") ? '\t' : text[0];
	if (str_same(text, "tab") || (text[0] > ' ' && text[0] < 0x7f && text[0] != '"' && !text[1]))
		return ST_OK;
	return err_set(err, ST_USAGE, _("The option --delimiter takes one character, or “tab”."));
}

static enum status gather(struct call *call, struct import_options *options, struct err *err)
{
	const char *plan = call_option(call, "plan");
	enum status st = which_kind(call, call->argv[0], &options->kind, err);

	if (st == ST_OK)
		st = delimiter_of(call, &options->delimiter, err);
	options->path = call->argv[1];
	options->map = call_option(call, "map");
	options->date_format = call_option(call, "date-format");
	options->encoding = call_option(call, "encoding");
	options->empty = call_option(call, "empty");
	options->key = call_option(call, "key");
	options->plan = plan && !*plan ? "general" : plan;
	options->rejects = call_option(call, "rejects");
	options->dry_run = call_given(call, "dry-run");
	options->keep_good = call_given(call, "keep-good");
	options->keep_known = call_given(call, "keep-known");
	options->again = call_given(call, "again");
	options->progress = tell;
	return st;
}

/* Why a column is left out, and what it could ask instead. */
static void print_refused(struct call *call, const struct mapping *mapping)
{
	for (int i = 0; i < mapping->n_columns; i++) {
		const struct column *c = &mapping->column[i];
		char *words;

		if (c->use != COLUMN_REFUSED)
			continue;
		/* TRANSLATORS: 1: a column's head, 2: what is never asked, like "religion or belief", 3: the law, 4: a sentence
		 * that says what to ask instead */
		words = mem_fmt(_("“%s” asks about %s (%s). %s"), c->head, _(c->ground), c->source, _(c->instead));
		out_wrapped(call, words, 2);
		free(words);
	}
}

static void print_columns(struct call *call, const struct mapping *mapping)
{
	struct table table;
	const struct column *c;
	int i;

	table_begin(&table, 2);
	for (i = 0; i < mapping->n_columns; i++) {
		c = &mapping->column[i];
		table_cell(&table, c->head);
		if (c->use == COLUMN_FIELD)
			table_cell(&table, field_label(c->field));
		else if (c->use == COLUMN_ID)
			table_cell(&table, _("the record's id"));
		else if (c->use == COLUMN_LEFT_OUT)
			table_cell(&table, _("left out"));
		else
			table_cell(&table, _("left out: it asks about a protected ground"));
	}
	table_out(&table, call, "  ");
	table_end(&table);
	print_refused(call, mapping);
}

static void print_rejects(struct call *call, const struct import_result *result)
{
	struct str line = STR_INIT;
	struct table table;
	int i;

	table_begin(&table, 3);
	for (i = 0; i < result->n_rejects; i++) {
		str_clear(&line);
		str_addf(&line, _("line %ld"), result->reject[i].line);
		table_cell(&table, str_get(&line));
		table_cell(&table, result->reject[i].column);
		table_cell(&table, result->reject[i].reason);
	}
	table_out(&table, call, "  ");
	table_end(&table);
	str_free(&line);
	if (result->rejects) {
		/* TRANSLATORS: %s is a file's name. */
		str_addf(&call->out, _("Rows that were not taken stand in %s.\n"), result->rejects);
	}
}

/* What the gate left out of vacancies. */
static void print_omissions(struct call *call, const struct import_result *result)
{
	struct str line = STR_INIT;
	struct table table;

	if (!result->omitted)
		return;
	str_addf(&call->out, ngettext("%lld sentence asks about a protected ground and is left out; it stands beside its vacancy:\n",
		"%lld sentences ask about a protected ground and are left out; they stand beside their vacancies:\n",
		(unsigned long)result->omitted), (long long)result->omitted);
	table_begin(&table, 4);
	for (int i = 0; i < result->n_omissions; i++) {
		str_clear(&line);
		str_addf(&line, _("line %ld"), result->omission[i].line);
		table_cell(&table, str_get(&line));
		table_cell(&table, field_label(result->omission[i].field));
		table_cell(&table, _(result->omission[i].ground));
		table_cell(&table, result->omission[i].words);
	}
	table_out(&table, call, "  ");
	table_end(&table);
	str_free(&line);
}

static void print_result(struct call *call, const struct import_result *result)
{
	char id[37];

	if (result->mapping && !result->postings)
		print_columns(call, result->mapping);
	/* TRANSLATORS: rows of a file. */
	str_addf(&call->out, _("Rows: %lld. Good: %lld, already known: %lld, bad: %lld. Written now: %lld.\n"),
		 (long long)result->rows, (long long)result->good, (long long)result->known, (long long)result->bad,
		 (long long)result->written);
	if (result->made)
		str_addf(&call->out, ngettext("%lld record was made for a name that was not in the file yet.\n",
			"%lld records were made for names that were not in the file yet.\n", (unsigned long)result->made),
			(long long)result->made);
	if (result->resumed)
		str_addf(&call->out, _("Rows dealt with by an earlier call that was interrupted: %lld.\n"),
			 (long long)result->resumed);
	print_omissions(call, result);
	print_rejects(call, result);
	if (id_none(result->set))
		return;
	id_text(result->set, id);
	/* TRANSLATORS: %s is the id of a change set. */
	str_addf(&call->out, _("“foothold undo %s” takes the import back.\n"), id);
}

static json_t *rejects_json(const struct import_result *result)
{
	json_t *out = json_array(), *one;
	int i;

	for (i = 0; i < result->n_rejects; i++) {
		one = json_object();
		json_object_set_new(one, "why", json_string(result->reject[i].why == REJECT_BAD ? "bad" : "known"));
		json_object_set_new(one, "line", json_integer(result->reject[i].line));
		json_object_set_new(one, "column", json_string(result->reject[i].column));
		json_object_set_new(one, "reason", json_string(result->reject[i].reason));
		json_array_append_new(out, one);
	}
	return out;
}

static json_t *omissions_json(const struct import_result *result)
{
	json_t *out = json_array();

	for (int i = 0; i < result->n_omissions; i++) {
		json_t *one = json_object();

		json_object_set_new(one, "line", json_integer(result->omission[i].line));
		json_object_set_new(one, "field", json_string(result->omission[i].field->name));
		json_object_set_new(one, "ground", json_string(_(result->omission[i].ground)));
		json_object_set_new(one, "words", json_string(result->omission[i].words));
		json_array_append_new(out, one);
	}
	return out;
}

static json_t *result_json(const struct import_result *result)
{
	json_t *out = json_object();
	char id[37];

	json_object_set_new(out, "rows", json_integer(result->rows));
	json_object_set_new(out, "good", json_integer(result->good));
	json_object_set_new(out, "bad", json_integer(result->bad));
	json_object_set_new(out, "known", json_integer(result->known));
	json_object_set_new(out, "written", json_integer(result->written));
	json_object_set_new(out, "made", json_integer(result->made));
	json_object_set_new(out, "resumed", json_integer(result->resumed));
	id_text(result->set, id);
	json_object_set_new(out, "change", id_none(result->set) ? json_null() : json_string(id));
	json_object_set_new(out, "encoding", result->encoding ? json_string(result->encoding) : json_null());
	json_object_set_new(out, "rejects_file", result->rejects ? json_string(result->rejects) : json_null());
	json_object_set_new(out, "rejects", rejects_json(result));
	json_object_set_new(out, "left_out", json_integer(result->omitted));
	json_object_set_new(out, "left_out_words", omissions_json(result));
	return out;
}

enum status verb_import(struct call *call, struct err *err)
{
	struct import_options options = { .path = NULL };
	struct phases phases = { .begun = false };
	struct import_result result;
	enum status st = gather(call, &options, err), printed = ST_OK;

	if (st != ST_OK)
		return st;
	memset(&result, 0, sizeof(result));
	options.ctx = &phases;
	st = import_run(call->store, &call->actor, &options, &result, err);
	if (phases.begun)
		progress_end();
	if (call->json)
		printed = out_json(call, result_json(&result), st == ST_OK ? err : NULL);
	else if (result.mapping)
		print_result(call, &result);
	import_result_clear(&result);
	return st == ST_OK ? printed : st;
}
