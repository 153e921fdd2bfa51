/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold vacancy: open vacancies that fit a person, with the reasons; applications; one vacancy with all that hangs on it. */
#include <jansson.h>
#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/jobs.h"
#include "cases/vacancies.h"
#include "commands/show.h"
#include "commands/verbs.h"
#include "match/dossier.h"
#include "match/jobs.h"

#define SHOWN 20

/* ---- what fits ---- */

static struct id vacancy_of(const struct match_jobs *jobs, int i)
{
	return jobs->facts.place[jobs->rank[i].place].id;
}

/* Its title, and whose it is: yours, either may be NULL. */
static enum status name_of(struct call *call, struct id vacancy, char **title, char **employer, struct err *err)
{
	struct record *record = NULL;
	struct str name = STR_INIT;
	struct id id;
	enum status st = read_brief(call->store, &call->actor, register_kind("vacancy"), vacancy, &record, err);

	*title = *employer = NULL;
	if (st == ST_OK) {
		*title = mem_str(record_get(record, "title"));
		if (record_get(record, "employer") && id_parse(record_get(record, "employer"), &id))
			st = read_title(call->store, &call->actor, register_kind("employer"), id, &name, err);
	}
	if (name.len)
		*employer = str_take(&name);
	str_free(&name);
	record_free(record);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static const char *word_of(const struct match_line *line)
{
	if (line->is.share == MEASURE_UNKNOWN)
		return "unknown";
	return line->is.share == MEASURE_MISSED ? "lacks" : "fits";
}

static json_t *why_json(const struct match_line *line, int n)
{
	json_t *list = json_array();

	for (int i = 0; i < n; i++) {
		struct str words = STR_INIT;

		line[i].by->measure->words(&words, line[i].by, &line[i].is);
		json_array_append_new(list, json_pack("{s:s, s:b, s:s, s:I, s:s}", "what", line[i].by->key, "condition",
			line[i].by->condition, "is", word_of(&line[i]), "points", (json_int_t)line[i].points, "words", str_get(&words)));
		str_free(&words);
	}
	return list;
}

static enum status print_json(struct call *call, const struct match_jobs *jobs, json_t *list, int i, struct err *err)
{
	const struct match_rank *rank = &jobs->rank[i];
	struct match_line line[MATCH_CRITERIA_MOST];
	char id[37], *title, *employer;
	enum status st = name_of(call, vacancy_of(jobs, i), &title, &employer, err);
	int n = match_tell(&jobs->facts, &jobs->rule, rank->candidate, rank->place, line);

	id_text(vacancy_of(jobs, i), id);
	json_array_append_new(list, json_pack("{s:s, s:s, s:s?, s:b, s:i, s:I, s:o}", "id", id, "title", title ? title : "", "employer",
		employer, "admissible", rank->score.admissible, "questions", rank->score.questions, "points",
		(json_int_t)rank->score.points, "why", why_json(line, n)));
	free(title);
	free(employer);
	return st;
}

/* "+ 30 × 100% = 30.0  the reason" */
static void print_line(struct call *call, const struct match_line *line)
{
	char mark[] = { ' ', ' ', ' ', line->is.share == MEASURE_UNKNOWN ? '?' : line->is.share == MEASURE_MISSED ? '-' : '+', ' ', '\0' };
	struct str words = STR_INIT, points = STR_INIT;

	out_text(call, mark);
	if (!line->by->condition) {
		dossier_points(&points, line->points);
		/* TRANSLATORS: %s is a number of points */
		str_addf(&words, _("%s points: "), str_get(&points));
	}
	line->by->measure->words(&words, line->by, &line->is);
	out_line(call, str_get(&words));
	str_free(&words);
	str_free(&points);
}

static enum status print_job(struct call *call, const struct match_jobs *jobs, int i, struct err *err)
{
	const struct match_rank *rank = &jobs->rank[i];
	struct match_line line[MATCH_CRITERIA_MOST];
	char *head = mem_fmt("%d. ", i + 1), id[37], *title, *employer;
	enum status st = name_of(call, vacancy_of(jobs, i), &title, &employer, err);
	int n = match_tell(&jobs->facts, &jobs->rule, rank->candidate, rank->place, line);

	id_text(vacancy_of(jobs, i), id);
	out_text(call, head);
	out_value(call, title ? title : "");
	if (employer) {
		out_text(call, ", ");
		out_value(call, employer);
	}
	out_text(call, "  ");
	out_line(call, id);
	for (int k = 0; k < n; k++)
		print_line(call, &line[k]);
	free(head);
	free(title);
	free(employer);
	return st;
}

static void note_counts(const struct match_jobs *jobs)
{
	struct str line = STR_INIT, most = STR_INIT;

	match_points_words(&most, match_points_most(&jobs->rule));
	/* TRANSLATORS: a number of vacancies, and a number of points */
	str_addf(&line, jobs->facts.more ? _("Nothing stands against, of the nearest: %d. Most that can be reached: %s points.") :
		_("Nothing stands against: %d. Most that can be reached: %s points."), jobs->fitting, str_get(&most));
	note(str_get(&line));
	if (id_none(jobs->wish))
		note(_("What this person looks for is not written down: “foothold add jobwish person=CASE …” does."));
	str_free(&line);
	str_free(&most);
}

static enum status fit(struct call *call, struct id person, long limit, struct err *err)
{
	json_t *list = json_array();
	struct match_jobs jobs;
	enum status st = match_jobs_of(call->store, &call->actor, person, (int)limit, &jobs, err);

	for (int i = 0; st == ST_OK && i < jobs.count; i++)
		st = call->json ? print_json(call, &jobs, list, i, err) : print_job(call, &jobs, i, err);
	if (st == ST_OK && call->json)
		st = out_json(call, json_pack("{s:i, s:O}", "fitting", jobs.fitting, "vacancies", list), err);
	else if (st == ST_OK)
		note_counts(&jobs);
	json_decref(list);
	match_jobs_clear(&jobs);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* The application, as the file has it now. */
static enum status print_application(struct call *call, struct id person, struct id vacancy, struct err *err)
{
	const struct kind *kind = register_kind("application");
	struct list_query query = { .kind = kind, .n_filters = 2 };
	struct list_page page;
	char who[37], what[37], text[37];
	enum status st;

	id_text(person, who);
	id_text(vacancy, what);
	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, who };
	query.filter[1] = (struct filter){ kind_field(kind, "vacancy"), FILTER_IS, what };
	st = read_list(call->store, &call->actor, &query, NULL, false, 100, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count; i++)
		if (str_same(record_get(page.record[i], "state"), "planned")) {
			id_text(page.record[i]->id, text);
			out_line(call, text);
			break;
		}
	list_page_free(&page);
	return call_flush(call, err);
}

static int row_of(const struct match_jobs *jobs, struct id vacancy)
{
	for (int i = 0; i < jobs->count; i++)
		if (id_same(vacancy_of(jobs, i), vacancy))
			return i;
	return -1;
}

static enum status apply_alone(struct call *call, struct id person, struct id vacancy, struct err *err)
{
	struct change *change = change_begin(call->store, &call->actor);
	struct id application;
	enum status st;

	job_apply(change, person, vacancy, &application);
	st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

/* Out of the list, with its dossier, where it stands there; else as what the person decided. */
static enum status apply(struct call *call, struct id person, struct err *err)
{
	struct match_jobs jobs = { .count = 0 };
	struct id vacancy;
	int row = -1;
	enum status st = read_resolve(call->store, &call->actor, register_kind("vacancy"), call_option(call, "apply"), &vacancy,
		err);

	if (st == ST_OK)
		st = match_jobs_of(call->store, &call->actor, person, INT_MAX, &jobs, err);
	if (st == ST_OK) {
		row = row_of(&jobs, vacancy);
		st = row >= 0 ? match_jobs_apply(call->store, &call->actor, &jobs, row, NULL, err) :
			apply_alone(call, person, vacancy, err);
	}
	match_jobs_clear(&jobs);
	return st == ST_OK ? print_application(call, person, vacancy, err) : st;
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
