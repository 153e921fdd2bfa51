/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows of the sources, as the actor may see them: read, counted where there may be
 * more, and put in one order.
 */
#include "config.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/today_query.h"
#include "cases/watch.h"

#define ALIKE 6        /* so many rows are read for one that is shown, at the most, where a person's are alike */

static int narrowed(const struct reading *r, enum today_source source)
{
	bool whole = !r->ask->stage || (source == SOURCE_FIRST && str_same(r->ask->stage, "arrival"));

	return (r->ask->caseworker ? OF_WHO : ALL) + (whole ? ALL : AT_STAGE);
}

static void bind_day(const struct reading *r, struct stmt *stmt, const char *name, int days)
{
	char day[11] = "";

	if (days > EVER)
		date_text(date_add_days(r->ask->day, days), day);
	stmt_text(stmt, name, day);
}

static enum status open_query(const struct reading *r, const struct part *part, const struct query *query,
	struct stmt **stmt, struct err *err)
{
	enum status st = store_query(r->store, query, stmt, err);

	if (st != ST_OK)
		return st;
	bind_day(r, *stmt, "from", part->from);
	bind_day(r, *stmt, "to", part->to);
	if (strstr(query->sql, ":who"))
		stmt_text(*stmt, "who", part->source == SOURCE_HANDOVER ? r->actor->user : r->ask->caseworker);
	if (strstr(query->sql, ":stage"))
		stmt_text(*stmt, "stage", r->ask->stage);
	if (strstr(query->sql, ":kinds"))
		stmt_text(*stmt, "kinds", r->kinds);
	return ST_OK;
}

static bool sees(const struct reading *r, const char *kind, const char *field)
{
	const struct kind *k = register_kind(kind);

	return field_seen(r->actor, k, kind_field(k, field));
}

static void show(struct str *out, const char *kind, const char *field, const char *value)
{
	field_show(out, kind_field(register_kind(kind), field), value);
}

static void take_interpreter(struct today_row *row, const char *interpreter)
{
	if (!interpreter || str_same(interpreter, "none"))
		return;
	if (str_same(interpreter, "booked")) {
		row->interpreter = _("interpreter booked");
		/* TRANSLATORS: an interpreter is booked; in a narrow column, at most 14 columns */
		row->interpreter_short = pgettext("narrow column", "interp. booked");
	} else if (str_same(interpreter, "refused")) {
		row->interpreter = _("no interpreter to be had");
		/* TRANSLATORS: no interpreter is to be had; in a narrow column, at most 14 columns */
		row->interpreter_short = pgettext("narrow column", "no interpreter");
	} else {
		row->interpreter = _("interpreter asked for");
		/* TRANSLATORS: an interpreter is asked for; in a narrow column, at most 14 columns */
		row->interpreter_short = pgettext("narrow column", "interp. asked");
	}
}

static void take_day(struct date *out, struct stmt *stmt, int column)
{
	if (stmt_get_text(stmt, column))
		date_parse(stmt_get_text(stmt, column), out);
}

/* What stands in the record's own words, as the actor may see it. */
static char *what_words(const struct reading *r, const struct today_row *row, const char *stored)
{
	const char *field = row->section == TODAY_PAUSED ? "paused_why" : row->section == TODAY_HANDED_OVER ? "remark" : "what";
	struct str out = STR_INIT;

	if (row->watch && watch_named(row->watch))
		str_add(&out, _(watch_named(row->watch)->label));
	else if (stored && sees(r, row->kind->name, field))
		show(&out, row->kind->name, field, stored);
	return str_take(&out);
}

void today_row_take(const struct reading *r, enum today_section section, enum today_origin origin, struct stmt *stmt)
{
	struct today_row *row;

	r->out->row = mem_resize(r->out->row, (size_t)r->out->count + 1, sizeof *r->out->row);
	row = &r->out->row[r->out->count++];
	*row = (struct today_row){ .section = section, .origin = origin,
		.person = stmt_get_id(stmt, COL_PERSON), .record = stmt_get_id(stmt, COL_RECORD),
		.kind = register_kind(stmt_get_text(stmt, COL_KIND)) };
	if (sees(r, "person", "case_number"))
		str_copy(row->case_number, sizeof row->case_number, stmt_get_text(stmt, COL_NUMBER));
	row->watch = mem_str(stmt_get_text(stmt, COL_WATCH));
	row->what = what_words(r, row, stmt_get_text(stmt, COL_WHAT));
	take_day(&row->date, stmt, COL_DATE);
	take_day(&row->paused, stmt, COL_PAUSED);
	if (date_valid(row->paused) && date_between(r->ask->day, row->paused) <= 0)
		row->paused = (struct date){ 0 };
	str_copy(row->time, sizeof row->time, stmt_get_text(stmt, COL_TIME));
	row->place = mem_str(stmt_get_text(stmt, COL_PLACE));
	take_interpreter(row, stmt_get_text(stmt, COL_INTERPRETER));
	str_copy(row->caseworker, sizeof row->caseworker, stmt_get_text(stmt, COL_CASEWORKER));
	str_copy(row->stage, sizeof row->stage, stmt_get_text(stmt, COL_STAGE));
}

static void add_count(int64_t *total, int64_t more)
{
	*total = *total + more > COUNT_MOST ? COUNT_MOST : *total + more;
}

static enum status count_part(const struct reading *r, const struct part *part, int64_t *total, struct err *err)
{
	const struct query *query = today_sources[part->source].count[narrowed(r, part->source)];
	struct stmt *stmt;
	enum status st;

	if (!query || *total == COUNT_MOST)
		return ST_OK;
	st = open_query(r, part, query, &stmt, err);
	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	add_count(total, stmt_get_int(stmt, 0));
	stmt_reset(stmt);
	return ST_OK;
}

static bool are_alike(const struct today_row *x, const struct today_row *y)
{
	return x->origin == ORIGIN_WATCH && id_same(x->person, y->person) && str_same(x->watch, y->watch);
}

/* Of one person's eight papers that wait alike the most urgent, read first, stands for all; the next follows when it
 * is done. */
static void leave_alike_out(struct today *out, int first)
{
	struct today_row *last = &out->row[out->count - 1];

	for (int i = first; i < out->count - 1; i++) {
		if (are_alike(&out->row[i], last)) {
			today_row_clear(last);
			out->count--;
			return;
		}
	}
}

/* Fewer rows than were asked for are all there are: nothing has to be counted. */
static enum status read_part(const struct reading *r, enum today_section section, const struct part *part, struct err *err)
{
	const struct source *source = &today_sources[part->source];
	const struct query *query = source->rows[narrowed(r, part->source)];
	struct stmt *stmt;
	int first = r->out->count, read = 0, limit;
	enum status st;

	if (!query || (source->kind && !kind_seen(r->actor, register_kind(source->kind))))
		return ST_OK;
	st = open_query(r, part, query, &stmt, err);
	if (st != ST_OK)
		return st;
	limit = r->ask->limit * (part->source == SOURCE_WATCH ? ALIKE : 1);
	stmt_int(stmt, "limit", limit);
	while (r->out->count - first < r->ask->limit && (st = stmt_step(stmt, err)) == ST_OK) {
		today_row_take(r, section, source->origin, stmt);
		read++;
		if (section == TODAY_WAITING)
			leave_alike_out(r->out, first);
	}
	if (st == ST_DONE && read < limit) {
		add_count(&r->out->total[section], read);
		return ST_OK;
	}
	stmt_reset(stmt);
	return st == ST_OK || st == ST_DONE ? count_part(r, part, &r->out->total[section], err) : st;
}

/* Partly known days come at their end, as in the tables. */
static int by_day(const struct today_row *x, const struct today_row *y)
{
	char a[14], b[14];

	date_text(x->date, a);
	date_text(y->date, b);
	strcat(a, strlen(a) < 10 ? "-99" : "");
	strcat(b, strlen(b) < 10 ? "-99" : "");
	return strcmp(a, b);
}

/* Legal first, then by urgency, caseworker and stage. */
static int by_urgency(const void *a, const void *b, void *me)
{
	const struct today_row *x = a, *y = b;
	int day = by_day(x, y), mine = str_same(y->caseworker, me) - str_same(x->caseworker, me);
	int who = strcmp(x->caseworker, y->caseworker), stage = strcmp(x->stage, y->stage);

	return day ? day : mine ? mine : who ? who : stage ? stage : memcmp(x->record.b, y->record.b, sizeof(x->record.b));
}

void today_row_clear(struct today_row *row)
{
	free(row->title);
	free(row->what);
	free(row->place);
	free(row->watch);
	free(row->about);
}

/* The sources' rows in one order, and no more than were asked for. */
static void rank(const struct reading *r, enum today_section section, int first)
{
	struct today *out = r->out;
	char me[sizeof(r->actor->user)];

	if (section == TODAY_APPOINTMENTS || section == TODAY_TOMORROW || out->count - first < 2)
		return;
	str_copy(me, sizeof(me), r->actor->user);
	qsort_r(out->row + first, (size_t)(out->count - first), sizeof(*out->row), by_urgency, me);
	while (out->count - first > r->ask->limit)
		today_row_clear(&out->row[--out->count]);
}

enum status today_section_read(const struct reading *r, enum today_section section, struct err *err)
{
	int first = r->out->count;
	enum status st = ST_OK;

	for (int i = 0; i < r->sections[section].parts && st == ST_OK; i++)
		st = read_part(r, section, &r->sections[section].part[i], err);
	rank(r, section, first);
	return st;
}

enum status today_section_count(const struct reading *r, enum today_section section, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < r->sections[section].parts && st == ST_OK; i++)
		st = count_part(r, &r->sections[section].part[i], &r->out->total[section], err);
	return st;
}

struct date today_late_from(const struct today_row *row)
{
	return date_valid(row->ends) ? row->ends : row->date;
}

/* What a watch looks at, where it says by which field: a paper, a service, a home. */
static enum status about_of(struct store *store, const struct actor *actor, const struct record *record,
	const char *names, char **out, struct err *err)
{
	const struct field *field = names ? kind_field(record->kind, names) : NULL;
	const char *value = field ? record_get(record, names) : NULL;
	struct str words = STR_INIT;
	enum status st = ST_OK;
	struct id id;

	if (value && !field->refers)
		field_show(&words, field, value);
	else if (value && id_parse(value, &id))
		st = read_title(store, actor, register_kind(field->refers), id, &words, err);
	*out = mem_str(words.len ? words.s : NULL);
	str_free(&words);
	return st;
}

/* Which record is watched, and the day itself of what is watched ahead of it. */
static enum status watched(struct store *store, const struct actor *actor, struct today_row *row, struct err *err)
{
	const struct watch *watch = row->watch ? watch_named(row->watch) : NULL;
	struct record *record;
	enum status st;

	if (!watch || !(watch->names || watch->before))
		return ST_OK;
	st = read_brief(store, actor, row->kind, row->record, &record, err);
	if (st != ST_OK)
		return st;
	if (watch->before && record_get(record, watch->field))
		date_parse(record_get(record, watch->field), &row->ends);
	st = about_of(store, actor, record, watch->names, &row->about, err);
	record_free(record);
	return st;
}

enum status today_name(struct store *store, const struct actor *actor, struct today_row *row, struct err *err)
{
	struct str title = STR_INIT;
	enum status st = ST_OK;

	if (row->title || !row->kind)
		return ST_OK;
	st = read_title(store, actor, register_kind("person"), row->person, &title, err);
	row->title = mem_str(str_get(&title));
	str_free(&title);
	return st == ST_OK ? watched(store, actor, row, err) : st;
}

enum status today_titles(const struct reading *r, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < r->out->count && st == ST_OK && !r->ask->untitled; i++)
		st = today_name(r->store, r->actor, &r->out->row[i], err);
	return st;
}
