/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold breach: what a copy of the file that was lost would expose. */
#include "cases/breach.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "commands/bulk.h"
#include "commands/papers.h"
#include "commands/verbs.h"

struct listing { struct call *call; struct table table; json_t *json; };

static bool take_person(void *ctx, struct id person)
{
	struct listing *listing = ctx;
	struct call *call = listing->call;
	struct record *record;
	struct str title = STR_INIT;
	char id[37];

	id_text(person, id);
	/* Removed from the file since: it was in the copy, and only its id is told. */
	if (read_brief(call->store, &call->actor, register_kind("person"), person, &record, NULL) != ST_OK)
		record = NULL;
	if (record)
		record_title(&title, record);
	if (listing->json)
		json_array_append_new(listing->json, json_pack("{s:s, s:s?, s:s?}", "id", id, "case_number",
			record ? record_get(record, "case_number") : NULL, "title", record ? str_get(&title) : NULL));
	table_cell(&listing->table, record && record_get(record, "case_number") ? record_get(record, "case_number") : id);
	table_cell(&listing->table, record ? str_get(&title) : _("removed since"));
	record_free(record);
	str_free(&title);
	return true;
}

static json_t *sheet_json(const struct breach *breach, const struct listing *listing)
{
	json_t *fields = json_array();

	for (int i = 0; i < breach->n_fields; i++)
		json_array_append_new(fields, json_pack("{s:s, s:s, s:I, s:b}", "kind", breach->field[i].kind->name, "field",
			breach->field[i].field->name, "values", (json_int_t)breach->field[i].n, "inferred",
			breach->field[i].field->sensitive));
	return json_pack("{s:I, s:I, s:I, s:I, s:o, s:O?}", "people", (json_int_t)breach->people, "erased_since",
		(json_int_t)breach->erased, "sealed", (json_int_t)breach->sealed, "users", (json_int_t)breach->users, "fields",
		fields, "list", listing->json);
}

static void put_number(struct sheet *sheet, int64_t n, const char *words)
{
	struct str number = STR_INIT;
	const char *cells[] = { words, NULL };

	text_number(&number, n, 0);
	cells[1] = str_get(&number);
	sheet_row(sheet, 0, cells);
	str_free(&number);
}

static void begin_numbers(struct sheet *sheet, const char *caption)
{
	const struct sheet_column columns[] = { { caption, false, 0 }, { _("How many"), true, 0 } };

	sheet_table(sheet, NULL, columns, (int)ARRAY_LEN(columns));
}

static void put_fields(struct sheet *sheet, const struct breach *breach)
{
	const struct kind *last = NULL;

	for (int i = 0; i < breach->n_fields; i++) {
		const struct breach_field *field = &breach->field[i];
		struct str words = STR_INIT;

		if (field->kind != last)
			begin_numbers(sheet, _(field->kind->plural));
		last = field->kind;
		str_add(&words, field_label(field->field));
		if (field->field->sensitive)
			str_addf(&words, " (%s)", _("lets one guess more about the person"));
		put_number(sheet, field->n, str_get(&words));
		str_free(&words);
	}
}

static void put_people(struct sheet *sheet, const struct table *people)
{
	const struct sheet_column columns[] = { { _("Case number"), false, 0 }, { _("Name"), false, 0 } };

	if (!people->rows)
		return;
	sheet_heading(sheet, 2, _("People in it"));
	sheet_table(sheet, NULL, columns, (int)ARRAY_LEN(columns));
	for (int i = 0; i + 1 < people->rows; i += 2)
		sheet_row(sheet, 0, (const char *const[]){ people->cell[i], people->cell[i + 1] });
}

static struct sheet *compose(struct date day, const struct breach *breach, const struct table *people)
{
	struct sheet *sheet = sheet_new(_("What a lost copy would expose"));
	struct str shown = STR_INIT;
	char *text;

	date_show(&shown, day);
	/* TRANSLATORS: a day */
	text = mem_fmt(_("A copy of %s would expose:"), str_get(&shown));
	sheet_text(sheet, text);
	begin_numbers(sheet, "");
	put_number(sheet, breach->people, _("people"));
	if (breach->erased)
		put_number(sheet, breach->erased, _("people erased since, as far as they were in it"));
	if (breach->sealed)
		put_number(sheet, breach->sealed, _("people in sealed files, which it does not open"));
	if (breach->users)
		sheet_text(sheet, ngettext("It is encrypted. Whoever has it needs the passphrase of the one user of that day, or the "
			"recovery code.", "It is encrypted. Whoever has it needs the passphrase of one of the users of that day, or a "
			"recovery code.", (unsigned long)breach->users));
	put_fields(sheet, breach);
	put_people(sheet, people);
	free(text);
	str_free(&shown);
	return sheet;
}

static enum status give(struct call *call, struct date day, const struct breach *breach, const struct table *people,
	struct err *err)
{
	struct sheet *sheet = compose(day, breach, people);
	enum status st = call_paper(call, sheet, NULL, err);

	sheet_free(sheet);
	return st;
}

/* Names of everybody leave the file: that is an export. */
static enum status allow_list(struct call *call, struct err *err)
{
	struct list_query all = { .kind = register_kind("person") };
	struct bulk bulk;
	enum status st = bulk_weigh(call, &all, 0, &bulk, err);

	if (st == ST_OK)
		st = bulk_allow(call, &bulk, err);
	return st == ST_OK ? bulk_note(call, &bulk, "export", NULL, 0, false, err) : st;
}

enum status verb_breach(struct call *call, struct err *err)
{
	const char *said = call_option(call, "as-of");
	bool list = call_given(call, "list");
	struct listing listing = { .call = call, .json = call->json && list ? json_array() : NULL };
	struct date day = clock_today();
	struct breach breach;
	enum status st = ST_OK;

	if (said && (!date_typed(said, clock_today(), &day) || !day.month || !day.day))
		return err_set(err, ST_USAGE, _("The option --as-of takes a day, such as 2026-05-04."));
	table_begin(&listing.table, 2);
	if (list && (call->actor.roles & ROLE_CASEWORK))
		st = allow_list(call, err);
	if (st == ST_OK)
		st = breach_sheet(call->store, &call->actor, day, list ? take_person : NULL, &listing, &breach, err);
	if (st == ST_OK && call->json)
		st = out_json(call, sheet_json(&breach, &listing), err);
	else if (st == ST_OK)
		st = give(call, day, &breach, &listing.table, err);
	breach_clear(&breach);
	table_end(&listing.table);
	json_decref(listing.json);
	return st;
}
