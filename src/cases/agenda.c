/* SPDX-License-Identifier: EUPL-1.2 */
/* Appointments and sessions read by ranges of an index each, then put into one order. */
#include "cases/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "register/change.h"
#include "register/restrict.h"

#define OF_APPOINTMENT "SELECT a.id, a.person, p.case_number, a.what, a.day, a.at, coalesce(a.minutes, 30), a.room," \
	" a.place, a.caseworker, a.state, a.rev, a.interpreter, a.language, a.interpreter_name, a.reminded" \
	" FROM appointment a CROSS JOIN person p ON p.id = a.person WHERE a.gone = 0 AND p.gone = 0" \
	" AND a.day >= :from AND a.day < :to AND length(a.day) = 10 AND a.at IS NOT NULL" \
	" AND (a.state IN ('planned', 'kept', 'missed') OR (:cancelled AND a.state IN ('cancelled', 'moved')))" \
	" AND (NOT :interpreter OR a.interpreter IN ('asked', 'booked', 'refused'))" \
	" AND (NOT :unreminded OR (a.state = 'planned' AND a.reminded IS NULL))"
#define IN_ORDER " ORDER BY a.day, a.at, a.rid LIMIT :limit"
#define OF_SESSION "SELECT s.id, NULL, NULL, s.what, s.day, s.at, coalesce(s.minutes, 90), s.room, s.place, s.lead, s.state," \
	" s.rev, (SELECT count(*) FROM attendance t WHERE t.session = s.id AND t.gone = 0 AND t.state IN ('invited', 'came'))," \
	" coalesce(s.seats, 0), NULL, NULL FROM session s WHERE s.gone = 0 AND s.day >= :from AND s.day < :to" \
	" AND length(s.day) = 10 AND s.at IS NOT NULL AND (:cancelled OR s.state <> 'cancelled')" \
	" AND (:who IS NULL OR s.lead = :who) AND (:room IS NULL OR s.room = :room) ORDER BY s.day, s.at, s.rid LIMIT :limit"

QUERY(all, "agenda.all", QUERY_INTERACTIVE, OF_APPOINTMENT " AND :who IS :who AND :room IS :room" IN_ORDER);
QUERY(of_colleague, "agenda.colleague", QUERY_INTERACTIVE, OF_APPOINTMENT " AND a.caseworker = :who AND"
	" (:room IS NULL OR a.room = :room)" IN_ORDER);
QUERY(of_room, "agenda.room", QUERY_INTERACTIVE, OF_APPOINTMENT " AND a.room = :room AND :who IS :who" IN_ORDER);
QUERY(sessions, "agenda.sessions", QUERY_INTERACTIVE, OF_SESSION);

struct reading {
	struct store *store;
	const struct actor *actor;
	const struct agenda_query *query;
	int limit;
	struct agenda *out;
};

static bool sees(const struct reading *r, const char *kind, const char *field)
{
	const struct kind *k = register_kind(kind);

	return field_seen(r->actor, k, kind_field(k, field));
}

/* A copy of the column, where the actor sees the field that it is. */
static char *seen(const struct reading *r, struct stmt *stmt, int column, const char *kind, const char *field)
{
	const char *text = stmt_get_text(stmt, column);

	return text && sees(r, kind, field) ? mem_str(text) : NULL;
}

static void take_common(const struct reading *r, struct stmt *stmt, struct agenda_row *row, const char *kind)
{
	row->id = stmt_get_id(stmt, 0);
	row->what = seen(r, stmt, 3, kind, "what");
	date_parse(stmt_get_text(stmt, 4), &row->day);
	row->from = clock_minutes(stmt_get_text(stmt, 5));
	row->to = row->from + (int)stmt_get_int(stmt, 6);
	row->room = seen(r, stmt, 7, kind, "room");
	row->place = seen(r, stmt, 8, kind, "place");
	row->state = mem_str(stmt_get_text(stmt, 10));
	row->rev = stmt_get_int(stmt, 11);
}

static void take_appointment(const struct reading *r, struct stmt *stmt, struct agenda_row *row)
{
	take_common(r, stmt, row, "appointment");
	row->person = stmt_get_id(stmt, 1);
	if (sees(r, "person", "case_number"))
		str_copy(row->case_number, sizeof(row->case_number), stmt_get_text(stmt, 2));
	row->colleague = seen(r, stmt, 9, "appointment", "caseworker");
	row->interpreter = seen(r, stmt, 12, "appointment", "interpreter");
	row->language = seen(r, stmt, 13, "appointment", "language");
	row->interpreter_name = seen(r, stmt, 14, "appointment", "interpreter_name");
	row->reminded = seen(r, stmt, 15, "appointment", "reminded");
}

static void take_session(const struct reading *r, struct stmt *stmt, struct agenda_row *row)
{
	row->session = true;
	take_common(r, stmt, row, "session");
	row->colleague = seen(r, stmt, 9, "session", "lead");
	row->people = (int)stmt_get_int(stmt, 12);
	row->seats = (int)stmt_get_int(stmt, 13);
}

static void bind(const struct reading *r, struct stmt *stmt, bool session)
{
	const struct agenda_query *query = r->query;
	char from[11], to[11];

	date_text(query->from, from);
	date_text(date_add_days(query->from, query->days), to);
	stmt_text(stmt, "from", from);
	stmt_text(stmt, "to", to);
	stmt_text(stmt, "who", query->colleague);
	stmt_text(stmt, "room", query->room);
	stmt_int(stmt, "cancelled", query->cancelled);
	stmt_int(stmt, "limit", r->limit + 1);
	if (session)
		return;
	stmt_int(stmt, "interpreter", query->interpreter);
	stmt_int(stmt, "unreminded", query->unreminded);
}

static enum status read_rows(const struct reading *r, const struct query *query, bool session, struct err *err)
{
	struct agenda *out = r->out;
	struct stmt *stmt;
	int n = 0;
	enum status st = store_query(r->store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	bind(r, stmt, session);
	while ((st = stmt_step(stmt, err)) == ST_OK && n++ < r->limit) {
		struct agenda_row *row;

		out->row = mem_resize(out->row, (size_t)out->count + 1, sizeof(*out->row));
		row = &out->row[out->count++];
		*row = (struct agenda_row){ 0 };
		(session ? take_session : take_appointment)(r, stmt, row);
	}
	out->more = out->more || st == ST_OK;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static int in_order(const void *a, const void *b)
{
	const struct agenda_row *x = a, *y = b;
	long days = date_days(x->day) - date_days(y->day);

	if (days)
		return days < 0 ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

enum status agenda_load(struct store *store, const struct actor *actor, const struct agenda_query *query, int limit,
	struct agenda *out, struct err *err)
{
	struct reading r = { store, actor, query, limit, out };
	bool people = query->interpreter || query->unreminded;
	enum status st = ST_OK;

	*out = (struct agenda){ 0 };
	if (!kind_seen(actor, register_kind("appointment")))
		return err_set(err, ST_DENIED, _("Your role sees no appointments."));
	st = read_rows(&r, query->room ? query->colleague ? &of_colleague : &of_room : query->colleague ? &of_colleague : &all,
		false, err);
	if (st == ST_OK && !people && kind_seen(actor, register_kind("session")))
		st = read_rows(&r, &sessions, true, err);
	if (st != ST_OK)
		agenda_clear(out);
	else if (out->count)
		qsort(out->row, (size_t)out->count, sizeof(*out->row), in_order);
	return st;
}

void agenda_clear(struct agenda *agenda)
{
	for (int i = 0; i < agenda->count; i++) {
		struct agenda_row *row = &agenda->row[i];
		char *const texts[] = { row->what, row->room, row->place, row->colleague, row->state, row->interpreter,
			row->language, row->interpreter_name, row->reminded, row->title };

		for (size_t t = 0; t < ARRAY_LEN(texts); t++)
			free(texts[t]);
	}
	free(agenda->row);
	*agenda = (struct agenda){ 0 };
}

const char *agenda_title(struct store *store, const struct actor *actor, struct agenda_row *row)
{
	struct str title = STR_INIT;

	if (row->session)
		return "";
	if (!row->title) {
		if (read_title(store, actor, register_kind("person"), row->person, &title, NULL) != ST_OK)
			str_clear(&title);
		row->title = mem_str(str_get(&title));
		str_free(&title);
	}
	return row->title;
}

void agenda_what(struct str *out, const struct agenda_row *row)
{
	if (row->what)
		field_show(out, kind_field(register_kind(row->session ? "session" : "appointment"), "what"), row->what);
}

char *agenda_interpreter(const struct agenda_row *row)
{
	const struct kind *kind = register_kind("appointment");
	struct str out = STR_INIT, state = STR_INIT;

	if (row->session || !row->interpreter || str_same(row->interpreter, "none"))
		return NULL;
	field_show(&state, kind_field(kind, "interpreter"), row->interpreter);
	if (row->language) {
		struct str language = STR_INIT;

		field_show(&language, kind_field(kind, "language"), row->language);
		/* TRANSLATORS: 1: a language, 2: "booked" or "asked for" */
		str_addf(&out, pgettext("interpreter", "%s: %s"), str_get(&language), str_get(&state));
		str_free(&language);
	} else {
		/* TRANSLATORS: "booked" or "asked for" */
		str_addf(&out, pgettext("interpreter", "interpreter: %s"), str_get(&state));
	}
	str_free(&state);
	return str_take(&out);
}

static bool takes_time(const struct agenda_row *row, struct date day)
{
	return date_between(row->day, day) == 0 && !str_same(row->state, "cancelled") && !str_same(row->state, "moved") &&
		!str_same(row->state, "missed");
}

int agenda_free(const struct agenda *agenda, struct date day, int from, int to, int least, struct agenda_gap *out,
	int room)
{
	int n = 0;

	for (int i = 0; i <= agenda->count && from < to; i++) {
		bool end = i == agenda->count;
		const struct agenda_row *row = end ? NULL : &agenda->row[i];
		int next = end ? to : row->from;

		if (!end && !takes_time(row, day))
			continue;
		if (next > to)
			next = to;
		if (next - from >= least && n < room)
			out[n++] = (struct agenda_gap){ from, next };
		if (!end && row->to > from)
			from = row->to;
	}
	return n;
}

int agenda_remind_days(struct date today)
{
	int weekday = date_weekday(today);

	return weekday == 5 ? 3 : weekday == 6 ? 2 : 1;
}

enum status agenda_remind(struct store *store, const struct actor *actor, const struct agenda *agenda, struct id *set,
	int *n, struct err *err)
{
	struct change *change = change_begin(store, actor);
	char today[11];
	enum status st = ST_OK;

	*n = 0;
	date_text(clock_today(), today);
	for (int i = 0; i < agenda->count && st == ST_OK; i++) {
		const struct agenda_row *row = &agenda->row[i];
		bool stands = false;

		if (row->session || row->reminded || !str_same(row->state, "planned"))
			continue;
		/* A restricted file stays as it is; the others are not kept waiting for it. */
		st = restrict_stands(store, row->person, &stands, err);
		if (st != ST_OK || stands)
			continue;
		st = change_set(change_update(change, register_kind("appointment"), row->id, row->rev), "reminded", today, err);
		(*n)++;
	}
	if (st == ST_OK && *n)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}
