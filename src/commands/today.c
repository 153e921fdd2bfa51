/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold today: the day's list as plain text. */
#include "cases/today.h"

#include <jansson.h>
#include <libintl.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/bulk.h"
#include "commands/trail.h"
#include "commands/verbs.h"
#include "store/backup.h"

static const struct { const char *key, *label; } sections[TODAY_SECTIONS] = {
	[TODAY_EMERGENCY] = { "emergency", N_("Emergency access to take note of") },
	[TODAY_LATE] = { "late", N_("Late by our own targets") },
	[TODAY_FIRST_INTERVIEW] = { "first_interview", N_("Waiting for a first interview") },
	[TODAY_APPOINTMENTS] = { "appointments", N_("Appointments today") },
	[TODAY_TOMORROW] = { "tomorrow", N_("Appointments tomorrow") },
	[TODAY_NO_NEXT_STEP] = { "no_next_step", N_("Files without a next step") },
};

/* "late by 9 days", "since 4 days": what the date means differs by section. */
static void when(struct str *out, const struct today_row *row, struct date day)
{
	long days = date_between(row->date, day);

	if (row->section == TODAY_EMERGENCY)
		moment_text(row->at_ms, out);
	if (!row->date.year)
		return;
	if (row->section == TODAY_LATE)
		str_addf(out, ngettext("late by %ld day", "late by %ld days", (unsigned long)days), days);
	else if (row->section == TODAY_FIRST_INTERVIEW && days == 0)
		str_add(out, _("arrived today"));
	else if (row->section == TODAY_FIRST_INTERVIEW)
		str_addf(out, ngettext("waiting for %ld day", "waiting for %ld days", (unsigned long)days), days);
	else
		date_show(out, row->date);
}

/* "Room 2 · interpreter booked" */
static void more(struct str *out, const struct today_row *row)
{
	str_add(out, row->place);
	if (row->place && row->interpreter)
		str_add(out, " · ");
	str_add(out, row->interpreter);
}

static void print_row(struct table *table, const struct today_row *row, struct date day)
{
	struct str text = STR_INIT;

	if (row->time[0])
		str_add(&text, row->time);
	else
		when(&text, row, day);
	table_cell(table, row->case_number);
	table_cell(table, row->title);
	table_cell(table, row->what);
	table_cell(table, str_get(&text));
	str_clear(&text);
	more(&text, row);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void print_section(struct call *call, const struct today *today, int section, struct date day)
{
	struct table table;
	int i, shown = 0;

	for (i = 0; i < today->count; i++)
		shown += today->row[i].section == (enum today_section)section;
	out_text(call, "\n");
	/* TRANSLATORS: 1: a section's title, 2: how many rows are shown, 3: how many there are. */
	str_addf(&call->out, _("%s (%d of %lld)\n"), _(sections[section].label), shown,
		 (long long)today->total[section]);
	table_begin(&table, 5);
	for (i = 0; i < today->count; i++)
		if (today->row[i].section == (enum today_section)section)
			print_row(&table, &today->row[i], day);
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_today(struct call *call, const struct today *today, struct date day)
{
	int section, rows = 0;

	date_show(&call->out, day);
	out_text(call, "\n");
	for (section = 0; section < TODAY_SECTIONS; section++) {
		rows += today->total[section] > 0;
		if (today->total[section])
			print_section(call, today, section, day);
	}
	if (!rows && !kind_seen(&call->actor, register_kind("person"))) {
		out_text(call, "\n");
		out_line(call, _("There is no emergency access that nobody has taken note of."));
	} else if (!rows) {
		out_text(call, "\n");
		out_line(call, _("Nobody waits and nothing is late. “foothold add person” registers an arrival."));
	}
}

/* Numbers alone. */
static void print_counts(struct call *call, const struct today *today)
{
	struct table table;

	table_begin(&table, 2);
	table.right[1] = true;
	for (int section = TODAY_LATE; section < TODAY_SECTIONS; section++) {
		char *text = today->total[section] < 0 ? mem_fmt(_("fewer than %d"), TODAY_FEW)
			: mem_fmt("%lld", (long long)today->total[section]);

		table_cell(&table, _(sections[section].label));
		table_cell(&table, text);
		free(text);
	}
	table_out(&table, call, "");
	table_end(&table);
}

static json_t *row_json(const struct today_row *row)
{
	char id[37], day[11];
	json_t *out = json_object();
	struct str words = STR_INIT;

	more(&words, row);
	id_text(row->person, id);
	json_object_set_new(out, "person", json_string(id));
	json_object_set_new(out, "case_number", json_string(row->case_number));
	json_object_set_new(out, "title", json_string(row->title));
	json_object_set_new(out, "what", row->what ? json_string(row->what) : json_null());
	date_text(row->date, day);
	json_object_set_new(out, "date", *day ? json_string(day) : json_null());
	json_object_set_new(out, "time", row->time[0] ? json_string(row->time) : json_null());
	json_object_set_new(out, "more", words.len ? json_string(words.s) : json_null());
	str_free(&words);
	id_text(row->record, id);
	json_object_set_new(out, "record", id_none(row->record) ? json_null() : json_string(id));
	return out;
}

static json_t *today_json(const struct today *today, struct date day)
{
	json_t *out = json_object(), *section, *rows;
	char text[11];
	int i, k;

	date_text(day, text);
	json_object_set_new(out, "day", json_string(text));
	for (i = 0; i < TODAY_SECTIONS; i++) {
		rows = json_array();
		for (k = 0; k < today->count; k++)
			if (today->row[k].section == (enum today_section)i)
				json_array_append_new(rows, row_json(&today->row[k]));
		section = json_object();
		json_object_set_new(section, "total", json_integer(today->total[i]));
		json_object_set_new(section, "rows", rows);
		json_object_set_new(out, sections[i].key, section);
	}
	return out;
}

/* On standard error: no part of the list. */
static enum status remind(struct call *call, struct err *err)
{
	long days;
	char *words;
	enum status st = backup_due(call->store, clock_now_ms(), &days, err);

	if (st != ST_OK || days == 0)
		return st;
	words = days < 0 ? mem_str(_("No backup of this file is known. “foothold backup FOLDER” makes one.")) :
		mem_fmt(ngettext("The last backup is %ld day old. “foothold backup” makes one.",
			"The last backup is %ld days old. “foothold backup” makes one.", (unsigned long)days), days);
	note(words);
	free(words);
	return ST_OK;
}

enum status verb_today(struct call *call, struct err *err)
{
	struct date day = clock_today();
	struct today today = { .count = 0 };
	const struct kind *person;
	long limit;
	enum status st = ST_OK;

	/* A role that sees nobody, counts nothing and is told of no emergency is told so. */
	if (!(call->actor.roles & (ROLE_SUPERVISOR | ROLE_TEAM_LEAD)))
		st = which_kind(call, "person", &person, err);
	if (st == ST_OK)
		st = call_number(call, "limit", 20, &limit, err);
	if (st == ST_OK)
		st = bulk_limit(call, limit, err);
	if (st == ST_OK)
		st = (call_given(call, "mine") ? today_load_mine : today_load)(call->store, &call->actor, day, (int)limit,
			&today, err);
	if (st == ST_OK && call->json)
		st = out_json(call, today_json(&today, day), err);
	else if (st == ST_OK && today_counts_only(&call->actor))
		print_counts(call, &today);
	else if (st == ST_OK)
		print_today(call, &today, day);
	if (st == ST_OK && !call->haven)
		st = remind(call, err);
	today_clear(&today);
	return st;
}
