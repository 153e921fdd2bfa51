/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One row a section: its queries for everybody's and for one's own, how much it
 * counts, and what the dates mean.  All of them read ranges of an index in their
 * order, so that the first rows of a million come as fast as of ten.
 */
#include "cases/today.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/grant.h"

#define COUNT_TO "10000"

/* Columns: person, case number, what, date, record, time, place, interpreter. */
#define STEP_ROWS "SELECT p.id, p.case_number, s.what, s.target, s.id, NULL, NULL, NULL FROM todo t" \
	" CROSS JOIN step s ON s.rid = t.step CROSS JOIN person p ON p.rid = t.person WHERE "
#define FIRST_ROWS "SELECT p.id, p.case_number, s.what, p.arrived, s.id, NULL, NULL, NULL FROM todo t" \
	" CROSS JOIN step s ON s.rid = t.step CROSS JOIN person p ON p.rid = t.person WHERE "
#define IDLE_ROWS "SELECT p.id, p.case_number, NULL, p.arrived, p.id, NULL, NULL, NULL FROM idle t" \
	" CROSS JOIN person p ON p.rid = t.person WHERE "
#define MEETING_ROWS "SELECT p.id, p.case_number, a.what, a.day, a.id, a.at, a.place, a.interpreter FROM appointment a" \
	" CROSS JOIN person p ON p.id = a.person WHERE "
#define COUNT(from) "SELECT count(*) FROM (SELECT 1 FROM " from " LIMIT " COUNT_TO ")"
#define MEETINGS "a.day = :day AND a.gone = 0 AND a.state IN ('planned', 'kept')"
#define LIMIT " LIMIT :limit"

QUERY(late, "today.late", QUERY_INTERACTIVE, STEP_ROWS "t.due < :day ORDER BY t.due, t.step" LIMIT);
QUERY(late_n, "today.late_count", QUERY_INTERACTIVE, COUNT("todo t WHERE t.due < :day"));
QUERY(late_mine, "today.late_mine", QUERY_INTERACTIVE,
	STEP_ROWS "t.caseworker = :who AND t.due < :day ORDER BY t.due, t.step" LIMIT);
QUERY(late_mine_n, "today.late_mine_count", QUERY_INTERACTIVE,
	COUNT("todo t WHERE t.caseworker = :who AND t.due < :day"));

QUERY(first, "today.first", QUERY_INTERACTIVE, FIRST_ROWS "t.first = 1 AND t.since <= :day ORDER BY t.since, t.step" LIMIT);
QUERY(first_n, "today.first_count", QUERY_INTERACTIVE, COUNT("todo t WHERE t.first = 1 AND t.since <= :day"));
QUERY(first_mine, "today.first_mine", QUERY_INTERACTIVE,
	FIRST_ROWS "t.first = 1 AND t.caseworker = :who AND t.since <= :day ORDER BY t.since, t.step" LIMIT);
QUERY(first_mine_n, "today.first_mine_count", QUERY_INTERACTIVE,
	COUNT("todo t WHERE t.first = 1 AND t.caseworker = :who AND t.since <= :day"));

QUERY(idle, "today.idle", QUERY_INTERACTIVE, IDLE_ROWS "t.since <= :day ORDER BY t.since, t.person" LIMIT);
QUERY(idle_n, "today.idle_count", QUERY_INTERACTIVE, COUNT("idle t WHERE t.since <= :day"));
QUERY(idle_mine, "today.idle_mine", QUERY_INTERACTIVE,
	IDLE_ROWS "t.caseworker = :who AND t.since <= :day ORDER BY t.since, t.person" LIMIT);
QUERY(idle_mine_n, "today.idle_mine_count", QUERY_INTERACTIVE,
	COUNT("idle t WHERE t.caseworker = :who AND t.since <= :day"));

QUERY(meetings, "today.meetings", QUERY_INTERACTIVE, MEETING_ROWS MEETINGS " ORDER BY a.at, a.rid" LIMIT);
QUERY(meetings_n, "today.meetings_count", QUERY_INTERACTIVE, COUNT("appointment a WHERE " MEETINGS));
QUERY(meetings_mine, "today.meetings_mine", QUERY_INTERACTIVE,
	MEETING_ROWS MEETINGS " AND a.caseworker = :who ORDER BY a.at, a.rid" LIMIT);
QUERY(meetings_mine_n, "today.meetings_mine_count", QUERY_INTERACTIVE,
	COUNT("appointment a WHERE " MEETINGS " AND a.caseworker = :who"));

struct section {
	const char *kind;                 /* whose records it shows */
	int days_ahead;
	const struct query *rows[2];      /* everybody's, one's own */
	const struct query *count[2];
};
static const struct section sections[TODAY_SECTIONS] = {
	[TODAY_LATE] = { "step", 0, { &late, &late_mine }, { &late_n, &late_mine_n } },
	[TODAY_FIRST_INTERVIEW] = { "step", 0, { &first, &first_mine }, { &first_n, &first_mine_n } },
	[TODAY_APPOINTMENTS] = { "appointment", 0, { &meetings, &meetings_mine }, { &meetings_n, &meetings_mine_n } },
	[TODAY_TOMORROW] = { "appointment", 1, { &meetings, &meetings_mine }, { &meetings_n, &meetings_mine_n } },
	[TODAY_NO_NEXT_STEP] = { "person", 0, { &idle, &idle_mine }, { &idle_n, &idle_mine_n } },
};

struct reading {
	struct store *store;
	const struct actor *actor;
	struct date day;
	int limit;
	bool mine;
	struct today *out;
};

static enum status open_query(const struct reading *r, enum today_section section, const struct query *query,
	struct stmt **stmt, struct err *err)
{
	enum status st = store_query(r->store, query, stmt, err);
	char day[11];

	if (st != ST_OK)
		return st;
	date_text(date_add_days(r->day, sections[section].days_ahead), day);
	stmt_text(*stmt, "day", day);
	if (r->mine)
		stmt_text(*stmt, "who", r->actor->user);
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

static const char *interpreter_words(const char *interpreter)
{
	if (!interpreter || str_same(interpreter, "none"))
		return NULL;
	return str_same(interpreter, "booked") ? _("interpreter booked") : _("interpreter asked for");
}

static void take_row(const struct reading *r, enum today_section section, struct stmt *stmt)
{
	const char *kind = sections[section].kind;
	struct today_row *row;
	struct str what = STR_INIT;

	r->out->row = mem_resize(r->out->row, (size_t)r->out->count + 1, sizeof *r->out->row);
	row = &r->out->row[r->out->count++];
	*row = (struct today_row){ .section = section, .person = stmt_get_id(stmt, 0), .record = stmt_get_id(stmt, 4) };
	if (sees(r, "person", "case_number"))
		str_copy(row->case_number, sizeof row->case_number, stmt_get_text(stmt, 1));
	if (stmt_get_text(stmt, 2) && sees(r, kind, "what"))
		show(&what, kind, "what", stmt_get_text(stmt, 2));
	row->what = str_take(&what);
	if (stmt_get_text(stmt, 3))
		date_parse(stmt_get_text(stmt, 3), &row->date);
	str_copy(row->time, sizeof row->time, stmt_get_text(stmt, 5));
	row->place = mem_str(stmt_get_text(stmt, 6));
	row->interpreter = interpreter_words(stmt_get_text(stmt, 7));
}

static enum status count_section(const struct reading *r, enum today_section section, struct err *err)
{
	struct stmt *stmt;
	enum status st = open_query(r, section, sections[section].count[r->mine], &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	r->out->total[section] = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return ST_OK;
}

static enum status read_section(const struct reading *r, enum today_section section, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (!kind_seen(r->actor, register_kind(sections[section].kind)))
		return ST_OK;
	st = open_query(r, section, sections[section].rows[r->mine], &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "limit", r->limit);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		take_row(r, section, stmt);
	return st == ST_DONE ? count_section(r, section, err) : st;
}

static enum status read_titles(const struct reading *r, struct err *err)
{
	const struct kind *person = register_kind("person");
	enum status st = ST_OK;

	for (int i = 0; i < r->out->count && st == ST_OK; i++) {
		struct str title = STR_INIT;

		st = read_title(r->store, r->actor, person, r->out->row[i].person, &title, err);
		r->out->row[i].title = mem_str(str_get(&title));
		str_free(&title);
	}
	return st;
}

static enum status take_emergency(const struct reading *r, const struct grant *grant, struct err *err)
{
	struct today_row *row;

	r->out->row = mem_resize(r->out->row, (size_t)r->out->count + 1, sizeof *r->out->row);
	row = &r->out->row[r->out->count++];
	*row = (struct today_row){ .section = TODAY_EMERGENCY, .person = grant->person, .record = grant->id,
		.at_ms = grant->opened_ms, .what = mem_str(grant->reason), .place = mem_str(grant->name) };
	return grant_case_number(r->store, r->actor, grant->person, row->case_number, err);
}

static enum status read_emergencies(const struct reading *r, struct err *err)
{
	struct grant *grant;
	int count;
	enum status st = grant_unseen(r->store, r->actor, r->limit, &grant, &count, err);

	for (int i = 0; i < count && st == ST_OK; i++)
		st = take_emergency(r, &grant[i], err);
	r->out->total[TODAY_EMERGENCY] = count;
	grants_free(grant, count);
	return st;
}

bool today_counts_only(const struct actor *actor)
{
	return (actor->roles & ROLE_SUPERVISOR) && !kind_seen(actor, register_kind("person"));
}

/* Numbers of a town tell of nobody, small ones might. */
static enum status count_all(const struct reading *r, struct err *err)
{
	enum status st = ST_OK;

	for (int s = TODAY_LATE; s < TODAY_SECTIONS && st == ST_OK; s++) {
		int64_t *total = &r->out->total[s];

		st = count_section(r, (enum today_section)s, err);
		if (*total > 0 && *total < TODAY_FEW)
			*total = -1;
	}
	return st;
}

static enum status load(const struct reading *r, struct err *err)
{
	bool people = kind_seen(r->actor, register_kind("person"));
	enum status st;

	*r->out = (struct today){ 0 };
	if (!id_none(r->actor->grant))
		return ST_OK;
	st = read_emergencies(r, err);
	for (int s = TODAY_LATE; people && s < TODAY_SECTIONS && st == ST_OK; s++)
		st = read_section(r, (enum today_section)s, err);
	if (st == ST_OK && people)
		st = read_titles(r, err);
	if (st == ST_OK && today_counts_only(r->actor))
		st = count_all(r, err);
	if (st != ST_OK)
		today_clear(r->out);
	return st;
}

enum status today_load(struct store *store, const struct actor *actor, struct date day, int limit, struct today *out,
	struct err *err)
{
	struct reading r = { store, actor, day, limit, false, out };

	return load(&r, err);
}

enum status today_load_mine(struct store *store, const struct actor *actor, struct date day, int limit,
	struct today *out, struct err *err)
{
	struct reading r = { store, actor, day, limit, true, out };

	return load(&r, err);
}

void today_clear(struct today *today)
{
	for (int i = 0; i < today->count; i++) {
		free(today->row[i].title);
		free(today->row[i].what);
		free(today->row[i].place);
	}
	free(today->row);
	*today = (struct today){ 0 };
}
