/* SPDX-License-Identifier: EUPL-1.2 */
/* The agenda as text, as JSON, as a calendar, and as a list of people to remind. */
#include "commands/agenda_out.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "commands/bulk.h"
#include "exchange/ics.h"

#define GAPS_MOST 64
#define GAP_LEAST 15

static char *hours(int from, int to)
{
	char a[6], b[6];

	clock_words(from, a);
	clock_words(to, b);
	/* TRANSLATORS: from one time of day to another, "09:30–10:15" */
	return mem_fmt(_("%s–%s"), a, b);
}

static char *state_words(const struct agenda_row *row)
{
	struct str out = STR_INIT;

	if (!str_same(row->state, "planned"))
		field_show(&out, kind_field(register_kind(row->session ? "session" : "appointment"), "state"), row->state);
	return str_take(&out);
}

static char *who_words(struct call *call, struct agenda_row *row)
{
	const char *title = agenda_title(call->store, &call->actor, row);

	if (!row->session)
		return mem_fmt("%s %s", row->case_number, title);
	if (row->seats)
		return mem_fmt(_("%d of %d seats"), row->people, row->seats);
	return mem_fmt(ngettext("%d person", "%d people", (unsigned long)row->people), row->people);
}

static void take_cell(struct table *table, char *text)
{
	table_cell(table, text);
	free(text);
}

static void row_cells(struct call *call, struct table *table, struct agenda_row *row)
{
	struct str what = STR_INIT;

	take_cell(table, hours(row->from, row->to));
	take_cell(table, who_words(call, row));
	agenda_what(&what, row);
	table_cell(table, str_get(&what));
	take_cell(table, agenda_interpreter(row));
	table_cell(table, row->room ? row->room : row->place);
	table_cell(table, row->colleague);
	take_cell(table, state_words(row));
	str_free(&what);
}

static void print_day(struct call *call, struct agenda *agenda, struct date day)
{
	struct table table;

	date_show_day(&call->out, day);
	out_text(call, "\n");
	table_begin(&table, 7);
	for (int i = 0; i < agenda->count; i++)
		if (date_between(agenda->row[i].day, day) == 0)
			row_cells(call, &table, &agenda->row[i]);
	if (!table.rows)
		str_addf(&call->out, "  %s\n", _("Nothing is planned."));
	table_out(&table, call, "  ");
	table_end(&table);
}

void agenda_print(struct call *call, struct agenda *agenda, const struct agenda_query *query)
{
	for (int d = 0; d < query->days; d++)
		print_day(call, agenda, date_add_days(query->from, d));
	if (agenda->more)
		note(_("There are more; --limit shows them."));
}

void agenda_print_free(struct call *call, const struct agenda *agenda, const struct agenda_query *query)
{
	struct agenda_gap gap[GAPS_MOST];

	for (int d = 0; d < query->days; d++) {
		struct date day = date_add_days(query->from, d);
		int n = date_weekday(day) > 5 ? 0 : agenda_free(agenda, day, AGENDA_OPENS, AGENDA_CLOSES, GAP_LEAST, gap, GAPS_MOST);

		if (n == 0)
			continue;
		date_show_day(&call->out, day);
		out_text(call, "\n");
		for (int i = 0; i < n; i++) {
			char *text = hours(gap[i].from, gap[i].to);

			str_addf(&call->out, "  %s\n", text);
			free(text);
		}
	}
}

static void put(json_t *out, const char *key, const char *value)
{
	json_object_set_new(out, key, value && *value ? json_string(value) : json_null());
}

static json_t *row_json(struct call *call, struct agenda_row *row)
{
	json_t *out = json_object();
	char id[37], day[11], at[6], ends[6];

	id_text(row->id, id);
	date_text(row->day, day);
	clock_words(row->from, at);
	clock_words(row->to, ends);
	put(out, "id", id);
	put(out, "kind", row->session ? "session" : "appointment");
	put(out, "day", day);
	put(out, "at", at);
	put(out, "ends", ends);
	put(out, "what", row->what);
	put(out, "case_number", row->case_number);
	put(out, "title", agenda_title(call->store, &call->actor, row));
	put(out, "room", row->room);
	put(out, "place", row->place);
	put(out, "caseworker", row->colleague);
	put(out, "state", row->state);
	if (row->session) {
		json_object_set_new(out, "people", json_integer(row->people));
		json_object_set_new(out, "seats", row->seats ? json_integer(row->seats) : json_null());
		return out;
	}
	put(out, "interpreter", row->interpreter);
	put(out, "language", row->language);
	put(out, "interpreter_name", row->interpreter_name);
	put(out, "reminded", row->reminded);
	return out;
}

enum status agenda_print_json(struct call *call, struct agenda *agenda, struct err *err)
{
	json_t *out = json_array();

	for (int i = 0; i < agenda->count; i++)
		json_array_append_new(out, row_json(call, &agenda->row[i]));
	return out_json(call, out, err);
}

/* A case number and what for; a name only where it was asked for. */
static void add_event(struct call *call, struct str *out, struct agenda_row *row, bool names)
{
	struct str what = STR_INIT;
	char *summary;
	struct ics_event event = { row->id, row->rev, row->day, row->from, row->to, NULL, row->room ? row->room : row->place,
		str_same(row->state, "cancelled") || str_same(row->state, "moved") };

	agenda_what(&what, row);
	if (row->session)
		summary = mem_str(str_get(&what));
	else
		summary = mem_fmt("%s %s", names ? agenda_title(call->store, &call->actor, row) : row->case_number,
			str_get(&what));
	event.summary = summary;
	ics_add(out, &event, clock_now_ms());
	free(summary);
	str_free(&what);
}

static enum status note_export(struct call *call, const struct agenda *agenda, struct err *err)
{
	const struct kind *kind = register_kind("appointment");
	const char *const names[] = { "person", "what", "day", "at", "minutes", "room", "place", "state" };
	const struct field *field[ARRAY_LEN(names)];
	struct bulk bulk = { kind, true, false, agenda->count };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		field[i] = kind_field(kind, names[i]);
	return bulk_note(call, &bulk, "export", field, (int)ARRAY_LEN(field), false, err);
}

static enum status write_file(const char *path, struct str *text, struct err *err)
{
	struct io_file *file;
	enum status st = io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	fputs(str_get(text), io_stream(file));
	return io_commit(file, err);
}

enum status agenda_calendar(struct call *call, struct agenda *agenda, const char *path, bool names, struct err *err)
{
	struct str text = STR_INIT;
	enum status st = note_export(call, agenda, err);

	if (st != ST_OK)
		return st;
	ics_begin(&text);
	for (int i = 0; i < agenda->count; i++)
		add_event(call, &text, &agenda->row[i], names);
	ics_end(&text);
	if (str_same(path, "-"))
		str_add(&call->out, str_get(&text));
	else
		st = write_file(path, &text, err);
	str_free(&text);
	if (st == ST_OK)
		note(names ? _("The calendar is readable by everybody who gets the file, names included.")
			: _("The calendar is readable by everybody who gets the file. It holds case numbers and no names."));
	return st;
}

static void add_language(struct str *out, const struct agenda_row *row, const struct record *person)
{
	const char *language = row->language ? row->language : record_get(person, "interpreter");

	if (language)
		field_show(out, kind_field(register_kind("appointment"), "language"), language);
}

static void reminder_cells(struct table *table, struct agenda_row *row, const struct record *person)
{
	struct str text = STR_INIT;

	date_show_day(&text, row->day);
	table_cell(table, str_get(&text));
	take_cell(table, hours(row->from, row->to));
	table_cell(table, row->case_number);
	str_clear(&text);
	record_title(&text, person);
	table_cell(table, str_get(&text));
	str_clear(&text);
	add_language(&text, row, person);
	table_cell(table, str_get(&text));
	table_cell(table, record_get(person, "phone") ? record_get(person, "phone") : record_get(person, "email"));
	str_clear(&text);
	agenda_what(&text, row);
	table_cell(table, str_get(&text));
	table_cell(table, row->room ? row->room : row->place);
	str_free(&text);
}

static void reminder_json(struct call *call, json_t *out, struct agenda_row *row, const struct record *person)
{
	json_t *json = row_json(call, row);

	put(json, "language", row->language ? row->language : record_get(person, "interpreter"));
	put(json, "phone", record_get(person, "phone"));
	put(json, "email", record_get(person, "email"));
	json_array_append_new(out, json);
}

enum status agenda_print_reminders(struct call *call, struct agenda *agenda, struct err *err)
{
	json_t *out = json_array();
	struct table table;
	enum status st = ST_OK;

	table_begin(&table, 8);
	for (int i = 0; i < agenda->count && st == ST_OK; i++) {
		struct record *person = NULL;

		st = read_brief(call->store, &call->actor, register_kind("person"), agenda->row[i].person, &person, err);
		if (st == ST_OK && call->json)
			reminder_json(call, out, &agenda->row[i], person);
		else if (st == ST_OK)
			reminder_cells(&table, &agenda->row[i], person);
		record_free(person);
	}
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(out), err);
	else if (st == ST_OK && !agenda->count)
		out_line(call, _("Nobody is left to be reminded."));
	else if (st == ST_OK)
		table_out(&table, call, "");
	table_end(&table);
	json_decref(out);
	return st;
}
