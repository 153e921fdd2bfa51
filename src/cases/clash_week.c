/* SPDX-License-Identifier: EUPL-1.2 */
/* One query a kind, made of identifiers and read by the index of the person. */
#include "cases/clash_week.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "cases/clash.h"
#include "register/register.h"
#include "store/query.h"

QUERY(other_courses, "week.courses", QUERY_INTERACTIVE,
	"SELECT c.timetable, c.starts, c.ends FROM enrolment e CROSS JOIN course c ON c.id = e.course"
	" WHERE e.person = :person AND e.gone = 0 AND e.state IN ('offered', 'enrolled', 'attending')"
	" AND c.gone = 0 AND c.timetable IS NOT NULL AND c.id IS NOT :except");
QUERY(appointments_of, "week.appointments", QUERY_INTERACTIVE,
	"SELECT day, at, coalesce(minutes, 30) FROM appointment WHERE person = :person AND gone = 0 AND state = 'planned'"
	" AND at IS NOT NULL AND day >= :from AND (:until = '' OR day <= :until) LIMIT 200");

static const struct { enum week_with with; const char *kind, *hours, *from, *until, *states; } kinds[] = {
	{ WEEK_WORK, "employment", "timetable", "began", "coalesce(ended, ends)", "('agreed', 'working')" },
	{ WEEK_SCHOOL, "school_place", "hours", "begins", "ended", "('placed')" },
};

/* "" on either side is open. */
static bool meet(const char *from_a, const char *until_a, const char *from_b, const char *until_b)
{
	return (str_empty(until_a) || str_empty(from_b) || strcmp(from_b, until_a) <= 0) &&
		(str_empty(until_b) || str_empty(from_a) || strcmp(from_a, until_b) <= 0);
}

/* Rows of hours, first and last day. */
static enum status look(struct stmt *stmt, const struct timetable *hours, const char *from, const char *until,
	bool *clash, struct err *err)
{
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct timetable other;

		if (timetable_read(stmt_get_text(stmt, 0), &other) && timetable_clash(hours, &other) &&
		    meet(from, until, stmt_get_text(stmt, 1), stmt_get_text(stmt, 2)))
			*clash = true;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status look_in_kind(struct store *store, size_t i, struct id person, const struct timetable *hours,
	const char *from, const char *until, bool *clash, struct err *err)
{
	const struct kind *kind = register_kind(kinds[i].kind);
	struct stmt *stmt;
	enum status st;
	char *sql;

	if (!kind || !kind_field(kind, kinds[i].hours))
		return ST_OK;
	/* Found by the person, whatever other index there is: of a state there are as many as pupils. */
	sql = mem_fmt("SELECT %s, %s, %s FROM %s WHERE person = :person AND gone = 0 AND +state IN %s AND %s IS NOT NULL",
		kinds[i].hours, kinds[i].from, kinds[i].until, kinds[i].kind, kinds[i].states, kinds[i].hours);
	st = store_sql(store, sql, &stmt, err);
	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	return look(stmt, hours, from, until, clash, err);
}

static enum status look_in_courses(struct store *store, struct id person, const struct timetable *hours,
	const char *from, const char *until, struct id except, bool *clash, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &other_courses, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	stmt_id(stmt, "except", except);
	return look(stmt, hours, from, until, clash, err);
}

enum status clash_week(struct store *store, struct id person, const struct timetable *hours, const char *from,
	const char *until, struct id except, unsigned *out, struct err *err)
{
	bool clash = false;
	enum status st;

	*out = 0;
	if (hours->n == 0)
		return ST_OK;
	st = look_in_courses(store, person, hours, from, until, except, &clash, err);
	*out |= clash ? 1u << WEEK_COURSE : 0;
	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(kinds); i++) {
		clash = false;
		st = look_in_kind(store, i, person, hours, from, until, &clash, err);
		*out |= clash ? 1u << kinds[i].with : 0;
	}
	return st;
}

enum status clash_appointments(struct store *store, struct id person, const struct timetable *hours, const char *from,
	const char *until, int *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &appointments_of, &stmt, err);

	*out = 0;
	if (st != ST_OK || hours->n == 0)
		return st;
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "from", from);
	stmt_text(stmt, "until", until ? until : "");
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct date day;
		int at = clock_minutes(stmt_get_text(stmt, 1));

		if (at >= 0 && date_parse(stmt_get_text(stmt, 0), &day) && day.day &&
		    timetable_at(hours, date_weekday(day), at, at + (int)stmt_get_int(stmt, 2)))
			*out += 1;
	}
	return st == ST_DONE ? ST_OK : st;
}
