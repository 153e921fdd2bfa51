/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold today: the day's list, or the week's, as plain text or JSON. */
#include "cases/exception.h"
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
#include "register/view.h"
#include "store/backup.h"

static const struct { const char *key, *label; } sections[TODAY_SECTIONS] = {
	[TODAY_EMERGENCY] = { "emergency", N_("Emergency access to take note of") },
	[TODAY_HANDED_OVER] = { "handed_over", N_("Handed over to you") },
	[TODAY_LEGAL] = { "legal", N_("Legal clocks") },
	[TODAY_LATE] = { "late", N_("Late by our own targets") },
	[TODAY_WAITING] = { "waiting", N_("Waiting for an answer") },
	[TODAY_EXPECTED] = { "expected", N_("Expected") },
	[TODAY_FIRST_INTERVIEW] = { "first_interview", N_("Waiting for a first interview") },
	[TODAY_APPOINTMENTS] = { "appointments", N_("Appointments today") },
	[TODAY_TOMORROW] = { "tomorrow", N_("Appointments tomorrow") },
	[TODAY_NO_NEXT_STEP] = { "no_next_step", N_("Files without a next step") },
	[TODAY_PAUSED] = { "paused", N_("Paused") },
};
static const char *const origins[] = {
	[ORIGIN_NONE] = NULL, [ORIGIN_LAW] = "law", [ORIGIN_CITY] = "city", [ORIGIN_WATCH] = "watch",
};

/* "late by 9 days", "in 2 days". */
static void from_day(struct str *out, long late)
{
	if (late > 0)
		str_addf(out, ngettext("late by %ld day", "late by %ld days", (unsigned long)late), late);
	else if (late == 0)
		str_add(out, _("today"));
	else
		str_addf(out, ngettext("in %ld day", "in %ld days", (unsigned long)-late), -late);
}

/* What the date means differs by section. */
static void when(struct str *out, const struct today_row *row, struct date day)
{
	long days = date_between(today_late_from(row), day);

	if (row->section == TODAY_EMERGENCY)
		moment_text(row->at_ms, out);
	if (!row->date.year)
		return;
	if (row->section == TODAY_FIRST_INTERVIEW && days == 0)
		str_add(out, _("arrived today"));
	else if (row->section == TODAY_FIRST_INTERVIEW)
		str_addf(out, ngettext("waiting for %ld day", "waiting for %ld days", (unsigned long)days), days);
	else if (row->origin != ORIGIN_NONE || row->section == TODAY_EXPECTED)
		from_day(out, days);
	else
		date_show(out, row->date);
}

/* "Room 2 · interpreter booked"; "Residence card"; "paused until 4 May 2026" */
static void more(struct str *out, const struct today_row *row)
{
	struct str until = STR_INIT;

	str_add(out, row->place);
	if (row->place && row->interpreter)
		str_add(out, " · ");
	str_add(out, row->interpreter);
	str_add(out, row->about);
	if (row->section == TODAY_PAUSED || !row->paused.year)
		return;
	if (out->len)
		str_add(out, " · ");
	date_show(&until, row->paused);
	str_addf(out, _("paused until %s"), str_get(&until));
	str_free(&until);
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
	if (today->total[section] > TODAY_COUNTED)
		/* TRANSLATORS: 1: a section's title, 2: how many rows are shown, 3: there are more than so many. */
		str_addf(&call->out, _("%s (%d of more than %lld)\n"), _(sections[section].label), shown,
			 (long long)TODAY_COUNTED);
	else
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
	for (int section = TODAY_LEGAL; section < TODAY_SECTIONS; section++) {
		char *text = today_count_words(today->total[section]);

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
	json_object_set_new(out, "about", row->about ? json_string(row->about) : json_null());
	json_object_set_new(out, "date", *day ? json_string(day) : json_null());
	json_object_set_new(out, "time", row->time[0] ? json_string(row->time) : json_null());
	json_object_set_new(out, "more", words.len ? json_string(words.s) : json_null());
	str_free(&words);
	id_text(row->record, id);
	json_object_set_new(out, "record", id_none(row->record) ? json_null() : json_string(id));
	json_object_set_new(out, "kind", row->kind ? json_string(row->kind->name) : json_null());
	json_object_set_new(out, "origin", origins[row->origin] ? json_string(origins[row->origin]) : json_null());
	json_object_set_new(out, "watch", row->watch ? json_string(row->watch) : json_null());
	json_object_set_new(out, "stage", *row->stage ? json_string(row->stage) : json_null());
	json_object_set_new(out, "caseworker", *row->caseworker ? json_string(row->caseworker) : json_null());
	date_text(row->paused, day);
	json_object_set_new(out, "paused_until", *day ? json_string(day) : json_null());
	return out;
}

/* The rows of one section in their order: `rank` counts over all sections, the law's first; more: than the total. */
static json_t *section_json(const struct today *today, int section, int *rank)
{
	bool more = today->total[section] > TODAY_COUNTED;
	json_t *rows = json_array();

	for (int k = 0; k < today->count; k++) {
		json_t *row;

		if (today->row[k].section != (enum today_section)section)
			continue;
		row = row_json(&today->row[k]);
		json_object_set_new(row, "rank", json_integer(++*rank));
		json_array_append_new(rows, row);
	}
	return json_pack("{s:I, s:b, s:o}", "total", (json_int_t)(more ? TODAY_COUNTED : today->total[section]), "more", more,
		"rows", rows);
}

static json_t *today_json(const struct today *today, struct date day)
{
	json_t *out = json_object();
	char text[11];
	int rank = 0;

	date_text(day, text);
	json_object_set_new(out, "day", json_string(text));
	for (int i = 0; i < TODAY_SECTIONS; i++)
		json_object_set_new(out, sections[i].key, section_json(today, i, &rank));
	return out;
}

/* The sections that fall on a day of the week, in their order, under their names there. */
static const struct { enum today_section section; const char *key, *label; } of_a_day[] = {
	{ TODAY_LEGAL, "legal", N_("Legal clocks") },
	{ TODAY_APPOINTMENTS, "appointments", N_("Appointments") },
	{ TODAY_LATE, "targets", N_("Our own targets") },
	{ TODAY_WAITING, "waiting", N_("Waiting for an answer") },
};

static void week_row(struct table *table, const struct today_row *row, const char *label)
{
	struct str text = STR_INIT;

	more(&text, row);
	table_cell(table, row->time[0] ? row->time : "");
	table_cell(table, row->case_number);
	table_cell(table, row->title);
	table_cell(table, row->what);
	table_cell(table, label);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void print_day(struct call *call, const struct today *today, struct date day)
{
	struct table table;
	struct str head = STR_INIT;

	out_text(call, "\n");
	date_show(&head, day);
	out_line(call, str_get(&head));
	str_free(&head);
	table_begin(&table, 6);
	for (size_t s = 0; s < ARRAY_LEN(of_a_day); s++)
		for (int i = 0; i < today->count; i++)
			if (today->row[i].section == of_a_day[s].section)
				week_row(&table, &today->row[i], _(of_a_day[s].label));
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_week(struct call *call, const struct week *week)
{
	int rows = 0;

	for (int d = 0; d < WEEK_DAYS; d++) {
		rows += week->day[d].count;
		if (week->day[d].count)
			print_day(call, &week->day[d], date_add_days(week->first, d));
	}
	if (!rows)
		out_line(call, _("Nothing falls on the coming seven days. “foothold today” tells what is late."));
}

static json_t *week_json(const struct week *week)
{
	json_t *days = json_array();

	for (int d = 0; d < WEEK_DAYS; d++) {
		json_t *day = json_object();
		char text[11];
		int rank = 0;

		date_text(date_add_days(week->first, d), text);
		json_object_set_new(day, "day", json_string(text));
		for (size_t s = 0; s < ARRAY_LEN(of_a_day); s++)
			json_object_set_new(day, of_a_day[s].key, section_json(&week->day[d], of_a_day[s].section, &rank));
		json_array_append_new(days, day);
	}
	return json_pack("{s:o}", "days", days);
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

/* The same of exceptions from the gate, to whoever reviews them. */
static void remind_of_exceptions(struct call *call)
{
	char *words = exceptions_reminder(call->store, &call->actor);

	if (words)
		note(words);
	free(words);
}

static enum status today_of(struct call *call, const struct today_ask *ask, struct err *err)
{
	struct today today = { .count = 0 };
	enum status st = today_read(call->store, &call->actor, ask, &today, err);

	if (st == ST_OK && call->json)
		st = out_json(call, today_json(&today, ask->day), err);
	else if (st == ST_OK && today_counts_only(&call->actor))
		print_counts(call, &today);
	else if (st == ST_OK)
		print_today(call, &today, ask->day);
	today_clear(&today);
	return st;
}

static enum status week_of(struct call *call, const struct today_ask *ask, struct err *err)
{
	struct week week;
	enum status st = week_read(call->store, &call->actor, ask, &week, err);

	if (st != ST_OK)
		return st;
	if (call->json)
		st = out_json(call, week_json(&week), err);
	else
		print_week(call, &week);
	week_clear(&week);
	return st;
}

/* As it was kept under a name, and kept under one. Texts of a kept view live as long as the call: *own. */
static enum status kept(const struct call *call, struct today_ask *ask, char *own[2], struct err *err)
{
	const char *view = call_option(call, "view"), *keep = call_option(call, "keep-view");
	enum status st = ST_OK;

	if (view)
		st = view_open_today(call->store, &call->actor, view, &own[0], &own[1], err);
	if (!ask->caseworker)
		ask->caseworker = own[0];
	if (!ask->stage)
		ask->stage = own[1];
	if (st == ST_OK && keep)
		st = view_keep_today(call->store, &call->actor, keep, call_given(call, "for-all"), ask->caseworker, ask->stage,
			err);
	return st;
}

/* Whose, and of which stage. */
static enum status narrow(const struct call *call, struct today_ask *ask, struct err *err)
{
	const struct field *stage = kind_field(register_kind("step"), "stage");
	const char *caseworker = call_option(call, "caseworker");

	ask->stage = call_option(call, "stage");
	ask->caseworker = call_given(call, "mine") ? call->actor.user : caseworker;
	if (caseworker && call_given(call, "mine"))
		return err_set(err, ST_USAGE, _("Either --mine or --caseworker, not both."));
	if (ask->stage && !field_choice(stage, ask->stage))
		return err_set(err, ST_USAGE, _("There is no stage “%s”. “foothold fields step” lists them."), ask->stage);
	return ST_OK;
}

enum status verb_today(struct call *call, struct err *err)
{
	struct today_ask ask = { .day = clock_today() };
	const struct kind *person;
	long limit;
	char *own[2] = { NULL, NULL };
	enum status st = narrow(call, &ask, err);

	if (st == ST_OK)
		st = kept(call, &ask, own, err);
	/* A role that sees nobody, counts nothing and is told of no emergency is told so. */
	if (st == ST_OK && (call_given(call, "week") || !(call->actor.roles & (ROLE_SUPERVISOR | ROLE_TEAM_LEAD))))
		st = which_kind(call, "person", &person, err);
	if (st == ST_OK)
		st = call_number(call, "limit", 20, &limit, err);
	if (st == ST_OK)
		st = bulk_limit(call, limit, err);
	if (st == ST_OK) {
		ask.limit = (int)limit;
		st = (call_given(call, "week") ? week_of : today_of)(call, &ask, err);
	}
	free(own[0]);
	free(own[1]);
	if (st == ST_OK && !call->haven)
		remind_of_exceptions(call);
	return st == ST_OK && !call->haven ? remind(call, err) : st;
}
