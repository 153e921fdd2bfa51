/* SPDX-License-Identifier: EUPL-1.2 */
/* What the town sees of places that sealed files hold; see held.h. */
#include "cases/held.h"

#include <stdlib.h>

#include "base/msg.h"
#include "base/str.h"
#include "cases/rules.h"
#include "store/sealed.h"

QUERY(home_now, "held.home", QUERY_INTERACTIVE,
	"SELECT d.state, (SELECT count(*) FROM placement p WHERE p.dwelling = d.id AND p.gone = 0"
	" AND p.state IN ('offered', 'accepted', 'moved_in')),"
	" (SELECT count(*) FROM placement p WHERE p.dwelling = d.id AND p.gone = 0 AND p.state IN ('accepted', 'moved_in'))"
	" FROM dwelling d WHERE d.id = :id AND d.gone = 0");
QUERY(course_now, "held.course", QUERY_INTERACTIVE,
	"SELECT c.seats, (SELECT count(*) FROM enrolment e WHERE e.course = c.id AND e.gone = 0"
	" AND e.state IN ('offered', 'enrolled', 'attending')) FROM course c WHERE c.id = :id AND c.gone = 0 AND c.seats IS NOT NULL");
QUERY(vacancy_now, "held.vacancy", QUERY_INTERACTIVE,
	"SELECT v.seats, (SELECT count(*) FROM application a WHERE a.vacancy = v.id AND a.gone = 0 AND a.state = 'hired')"
	" + (SELECT count(*) FROM employment e WHERE e.vacancy = v.id AND e.gone = 0 AND e.application IS NULL"
	" AND e.state <> 'fell_through'),"
	" v.state FROM vacancy v WHERE v.id = :id AND v.gone = 0 AND v.seats IS NOT NULL");

QUERY(school_now, "held.school", QUERY_INTERACTIVE,
	"SELECT s.places, (SELECT count(*) FROM school_place p WHERE p.school = s.id AND p.gone = 0"
	" AND p.state IN ('offered', 'placed')) FROM school s WHERE s.id = :id AND s.gone = 0 AND s.places IS NOT NULL");

enum status held_count(struct change *change, const char *kind, struct id id, int64_t *n, struct err *err)
{
	*n = 0;
	if (id_none(id) || store_town(change_store(change)))
		return ST_OK;
	return hold_get(change_store(change), kind, id, n, err);
}

/* As a rule of the town would: it needs no role. */
static enum status put_state(struct store *town, const struct actor *actor, const char *kind, struct id id,
	const char *state, struct err *err)
{
	struct actor rule = *actor;
	struct change *change;
	enum status st;

	rule.roles = ROLE_ALL;
	change = change_begin(town, &rule);
	rule_put(change_update(change, register_kind(kind), id, 0), "state", state);
	st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

/* The row of a query by :id, its columns in out[]; *state a copy in the caller's room. ST_DONE: there is none. */
static enum status look(struct store *town, const struct query *query, struct id id, int64_t out[2], int state_column,
	char state[16], struct err *err)
{
	struct stmt *stmt;
	int n = 0;
	enum status st = store_query(town, query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	for (int i = 0; st == ST_OK && i < stmt_columns(stmt); i++) {
		if (i == state_column)
			str_copy(state, 16, stmt_get_text(stmt, i));
		else if (n < 2)
			out[n++] = stmt_get_int(stmt, i);
	}
	stmt_reset(stmt);
	return st;
}

static enum status follow_home(struct store *town, const struct actor *actor, struct id id, int64_t held, bool more,
	struct err *err)
{
	int64_t plain[2] = { 0, 0 };
	char state[16] = "";
	const char *want;
	enum status st = look(town, &home_now, id, plain, 0, state, err);

	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	if (more && (plain[0] > 0 || held > 1))
		return err_field(err, "dwelling", _("This home is offered to or taken by others. Nothing was saved; choose another "
			"one, or end that placement first."));
	if (held > 0)
		want = str_same(state, "free") ? "reserved" : state;
	else
		want = plain[1] ? "taken" : plain[0] ? "offered" : "free";
	if (str_same(state, want) || str_same(state, "withdrawn"))
		return ST_OK;
	return put_state(town, actor, "dwelling", id, want, err);
}

static enum status follow_course(struct store *town, struct id id, int64_t held, bool more, struct err *err)
{
	int64_t seats[2] = { 0, 0 };
	char none[16];
	enum status st = look(town, &course_now, id, seats, -1, none, err);

	if (st == ST_OK && more && seats[1] + held > seats[0])
		return err_field(err, "state", _("The course has no free seat for this. Nothing was saved; put the person on the "
			"waiting list or raise the number of seats."));
	return st == ST_DONE ? ST_OK : st;
}

static enum status follow_school(struct store *town, struct id id, int64_t held, bool more, struct err *err)
{
	int64_t places[2] = { 0, 0 };
	char none[16];
	enum status st = look(town, &school_now, id, places, -1, none, err);

	if (st == ST_OK && more && places[1] + held > places[0])
		return err_field(err, "state", _("The school has no free place for this. Nothing was saved; put the child on the waiting "
			"list, choose another school or raise the number of places."));
	return st == ST_DONE ? ST_OK : st;
}

static enum status follow_vacancy(struct store *town, const struct actor *actor, struct id id, int64_t held, bool more,
	struct err *err)
{
	int64_t seats[2] = { 0, 0 };
	char state[16] = "";
	enum status st = look(town, &vacancy_now, id, seats, 2, state, err);

	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	if (more && seats[1] + held > seats[0])
		return err_field(err, "vacancy", _("This vacancy is no longer open. Nothing was saved; choose another one, or open "
			"it again."));
	if (held > 0 && seats[1] + held >= seats[0] && str_same(state, "open"))
		return put_state(town, actor, "vacancy", id, "filled", err);
	return ST_OK;
}

enum status held_follow(struct store *town, const struct actor *actor, const char *kind, struct id id, bool more,
	struct err *err)
{
	int64_t held;
	enum status st = hold_get(town, kind, id, &held, err);

	if (st != ST_OK)
		return st;
	if (str_same(kind, "dwelling"))
		return follow_home(town, actor, id, held, more, err);
	if (str_same(kind, "vacancy"))
		return follow_vacancy(town, actor, id, held, more, err);
	if (str_same(kind, "school"))
		return follow_school(town, id, held, more, err);
	return follow_course(town, id, held, more, err);
}

enum status held_follow_all(struct store *town, const struct actor *actor, struct err *err)
{
	struct hold *hold;
	int n;
	enum status st = hold_list(town, &hold, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++)
		st = held_follow(town, actor, hold[i].kind, hold[i].id, false, err);
	free(hold);
	return st;
}
