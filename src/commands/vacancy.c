/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold vacancy: open vacancies that fit a person, with the reasons; applications; one vacancy with all that hangs on it. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/jobs.h"
#include "cases/vacancies.h"
#include "commands/show.h"
#include "commands/verbs.h"

#define SHOWN 20

/* ---- what fits ---- */

static json_t *job_json(const struct job *job)
{
	static const char *const what[JOB_PARTS] = { "occupation", "level", "licences", "hours", "times", "start", "way", "pay",
		"wished" };
	static const char *const is[] = { "fits", "lacks", "unknown", "tells" };
	json_t *parts = json_array();
	char id[37];

	id_text(job->id, id);
	for (int i = 0; i < job->n_parts; i++)
		json_array_append_new(parts, json_pack("{s:s, s:s, s:s}", "what", what[job->part[i].what], "is", is[job->part[i].is],
			"words", job->part[i].words));
	return json_pack("{s:s, s:s, s:s?, s:i, s:i, s:o}", "id", id, "title", job->title ? job->title : "", "employer",
		job->employer, "lacks", job->lacks, "unknown", job->unknown, "why", parts);
}

static void print_job(struct call *call, int place, const struct job *job)
{
	static const char sign[] = { '+', '-', '?', ' ' };
	char *head = mem_fmt("%d. ", place), id[37];

	id_text(job->id, id);
	out_text(call, head);
	out_value(call, job->title ? job->title : "");
	if (job->employer) {
		out_text(call, ", ");
		out_value(call, job->employer);
	}
	out_text(call, "  ");
	out_line(call, id);
	for (int i = 0; i < job->n_parts; i++) {
		char mark[] = { ' ', ' ', ' ', sign[job->part[i].is], ' ', '\0' };

		out_text(call, mark);
		out_line(call, job->part[i].words);
	}
	free(head);
}

static enum status fit(struct call *call, struct id person, long limit, struct err *err)
{
	struct str line = STR_INIT;
	struct jobs jobs;
	enum status st = jobs_for(call->store, &call->actor, person, (int)limit, &jobs, err);

	if (st != ST_OK)
		return st;
	if (call->json) {
		json_t *list = json_array();

		for (int i = 0; i < jobs.count; i++)
			json_array_append_new(list, job_json(&jobs.job[i]));
		st = out_json(call, json_pack("{s:i, s:o}", "fitting", jobs.fitting, "vacancies", list), err);
	} else {
		for (int i = 0; i < jobs.count; i++)
			print_job(call, i + 1, &jobs.job[i]);
		str_addf(&line, _("Vacancies that lack nothing of what is needed: %d."), jobs.fitting);
		note(str_get(&line));
		if (!jobs.search.looks)
			note(_("What this person looks for is not written down: “foothold add jobwish person=CASE …” does."));
	}
	str_free(&line);
	jobs_clear(&jobs);
	return st == ST_OK ? call_flush(call, err) : st;
}

static enum status apply(struct call *call, struct id person, struct err *err)
{
	struct change *change = NULL;
	struct id vacancy, application;
	char text[37];
	enum status st = read_resolve(call->store, &call->actor, register_kind("vacancy"), call_option(call, "apply"), &vacancy,
		err);

	if (st == ST_OK) {
		change = change_begin(call->store, &call->actor);
		job_apply(change, person, vacancy, &application);
		st = change_commit(change, NULL, NULL, err);
	}
	change_free(change);
	if (st != ST_OK)
		return st;
	id_text(application, text);
	out_line(call, text);
	return call_flush(call, err);
}

/* ---- one vacancy ---- */

static void add_value(struct call *call, struct table *table, const struct record *record, const char *name)
{
	const struct field *field = name ? kind_field(record->kind, name) : NULL;
	struct str words = STR_INIT;

	if (field && record_get(record, name))
		show_value(call, field, record_get(record, name), &words);
	table_cell(table, str_get(&words));
	str_free(&words);
}

static void print_needs(struct call *call, const struct record *record)
{
	struct table table;
	int n = 0;

	table_begin(&table, 3);
	table_cell(&table, "");
	table_cell(&table, _("Needed"));
	table_cell(&table, _("Wished for"));
	for (const struct vacancy_pair *pair = vacancy_pairs; pair->needed; pair++) {
		if (!record_get(record, pair->needed) && !record_get(record, pair->wished))
			continue;
		table_cell(&table, field_label(kind_field(record->kind, pair->needed)));
		add_value(call, &table, record, pair->needed);
		add_value(call, &table, record, pair->wished);
		n++;
	}
	if (n)
		table_out(&table, call, "  ");
	table_end(&table);
}

static void print_rows(struct call *call, const struct list_page *page, const char *const fields[3])
{
	struct table table;

	if (!page->count)
		return;
	out_line(call, _(page->record[0]->kind->plural));
	table_begin(&table, 3);
	for (int i = 0; i < page->count; i++)
		for (int f = 0; f < 3; f++)
			add_value(call, &table, page->record[i], fields[f]);
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_vacancy(struct call *call, const struct vacancy_told *told)
{
	static const char *const applied[] = { "person", "state", "sent" }, *const works[] = { "person", "state", "began" },
		*const left_out[] = { "ground", "part", "words" };
	struct str words = STR_INIT;

	record_title(&words, told->record);
	out_value(call, str_get(&words));
	out_text(call, "\n");
	str_clear(&words);
	if (record_get(told->record, "employer")) {
		show_value(call, kind_field(told->record->kind, "employer"), record_get(told->record, "employer"), &words);
		out_value(call, str_get(&words));
		out_text(call, "\n");
	}
	str_clear(&words);
	if (told->seats >= 0)
		str_addf(&words, _("%lld of %lld places taken"), (long long)told->taken, (long long)told->seats);
	else
		str_addf(&words, ngettext("%lld place taken", "%lld places taken", (unsigned long)told->taken), (long long)told->taken);
	out_line(call, str_get(&words));
	if (told->run_out)
		out_line(call, _("It has run out: ask the employer, and set the day until which it is open."));
	print_needs(call, told->record);
	print_rows(call, &told->applications, applied);
	print_rows(call, &told->work, works);
	print_rows(call, &told->omissions, left_out);
	str_free(&words);
}

static json_t *values_json(const struct list_page *page)
{
	json_t *list = json_array();

	for (int i = 0; i < page->count; i++) {
		const struct record *record = page->record[i];
		json_t *one = json_object();

		for (int f = 0; f < record->kind->n_fields; f++)
			if (record->value[f])
				json_object_set_new(one, record->kind->fields[f].name, json_string(record->value[f]));
		json_array_append_new(list, one);
	}
	return list;
}

static enum status show(struct call *call, struct err *err)
{
	struct vacancy_told told;
	struct id id;
	enum status st = read_resolve(call->store, &call->actor, register_kind("vacancy"), call_option(call, "show"), &id, err);

	if (st == ST_OK)
		st = vacancy_told(call->store, &call->actor, id, &told, err);
	if (st != ST_OK)
		return st;
	if (call->json)
		st = out_json(call, json_pack("{s:I, s:I, s:b, s:o, s:o, s:o}", "places", (json_int_t)told.seats, "taken",
			(json_int_t)told.taken, "run_out", told.run_out, "applications", values_json(&told.applications), "work",
			values_json(&told.work), "left_out", values_json(&told.omissions)), err);
	else
		print_vacancy(call, &told);
	vacancy_told_clear(&told);
	return st == ST_OK ? call_flush(call, err) : st;
}

enum status verb_vacancy(struct call *call, struct err *err)
{
	bool shows = call_given(call, "show");
	struct id person;
	long limit;
	enum status st = call_number(call, "limit", SHOWN, &limit, err);

	if (st == ST_OK && (shows ? call->argc > 0 || call_given(call, "apply") : call->argc == 0))
		return err_set(err, ST_USAGE, _("Please name a person, or a vacancy with --show."));
	if (st == ST_OK && shows)
		return show(call, err);
	if (st == ST_OK)
		st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[0], &person, err);
	if (st != ST_OK)
		return st;
	return call_given(call, "apply") ? apply(call, person, err) : fit(call, person, limit > 1000 ? 1000 : limit, err);
}
