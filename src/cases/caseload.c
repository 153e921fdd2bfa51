/* SPDX-License-Identifier: EUPL-1.2 */
/* Files by number and clocks, page by page in the order of an index; and their handing over in one change set. */
#include "cases/caseload.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/handover.h"
#include "register/change.h"
#include "store/users.h"

/* Columns: id, rid, step, number, caseworker, arrived, due, open, late. */
#define CLOCKS \
	" (SELECT min(d.due) FROM todo d WHERE d.person = p.rid AND d.due IS NOT NULL)," \
	" (SELECT count(*) FROM todo d WHERE d.person = p.rid)," \
	" (SELECT count(*) FROM todo d WHERE d.person = p.rid AND d.due < :day)"
#define FILES "SELECT p.id, p.rid, 0, p.case_number, p.caseworker, p.arrived," CLOCKS " FROM person p"
#define HERE " p.gone = 0 AND p.left IS NULL"
#define OLDEST_FIRST " AND p.rid > :rid ORDER BY p.rid LIMIT :limit"
#define NEWEST_FIRST " AND p.rid < :rid ORDER BY p.rid DESC LIMIT :limit"
/* Of each file the one step that is latest. */
#define LATE "SELECT p.id, p.rid, t.step, p.case_number, p.caseworker, p.arrived," CLOCKS " FROM todo t" \
	" CROSS JOIN person p ON p.rid = t.person WHERE t.due < :day AND NOT EXISTS(SELECT 1 FROM todo u" \
	" WHERE u.person = t.person AND u.due IS NOT NULL AND (u.due, u.step) < (t.due, t.step))"
#define LATEST_FIRST " AND (t.due, t.step) > (:due, :step) ORDER BY t.due, t.step LIMIT :limit"
#define LATEST_LAST " AND (t.due, t.step) < (:due, :step) ORDER BY t.due DESC, t.step DESC LIMIT :limit"
#define OF " AND p.caseworker IS :who"

QUERY(files_down, "caseload.down", QUERY_INTERACTIVE, FILES " WHERE" HERE OLDEST_FIRST);
QUERY(files_up, "caseload.up", QUERY_INTERACTIVE, FILES " WHERE" HERE NEWEST_FIRST);
QUERY(files_of_down, "caseload.of_down", QUERY_INTERACTIVE,
	FILES " INDEXED BY person_by_caseworker WHERE" HERE OF OLDEST_FIRST);
QUERY(files_of_up, "caseload.of_up", QUERY_INTERACTIVE,
	FILES " INDEXED BY person_by_caseworker WHERE" HERE OF NEWEST_FIRST);
QUERY(late_down, "caseload.late_down", QUERY_INTERACTIVE, LATE LATEST_FIRST);
QUERY(late_up, "caseload.late_up", QUERY_INTERACTIVE, LATE LATEST_LAST);
QUERY(late_of_down, "caseload.late_of_down", QUERY_INTERACTIVE, LATE OF LATEST_FIRST);
QUERY(late_of_up, "caseload.late_of_up", QUERY_INTERACTIVE, LATE OF LATEST_LAST);
QUERY(next_colleague, "caseload.colleague", QUERY_INTERACTIVE,
	"SELECT min(caseworker) FROM person WHERE gone = 0 AND caseworker > :after");
QUERY(files_of, "caseload.files", QUERY_INTERACTIVE,
	"SELECT id FROM person INDEXED BY person_by_caseworker WHERE gone = 0 AND left IS NULL AND caseworker = :who");
static enum status leads(const struct actor *actor, struct err *err)
{
	if (actor->roles & ROLE_TEAM_LEAD && id_none(actor->grant))
		return ST_OK;
	return err_set(err, ST_DENIED, _("The caseload is for team leads."));
}

static void bind_place(struct stmt *stmt, const struct caseload_query *query, const struct caseload_row *from,
	bool backward)
{
	char due[11] = "";

	if (!query->late) {
		stmt_int(stmt, "rid", from ? from->rid : backward ? INT64_MAX : 0);
		return;
	}
	if (from)
		date_text(from->due, due);
	stmt_text(stmt, "due", from ? due : backward ? "9999" : "");
	stmt_int(stmt, "step", from ? from->step : 0);
}

static void take(struct stmt *stmt, struct caseload_row *row)
{
	*row = (struct caseload_row){ .person = stmt_get_id(stmt, 0), .rid = stmt_get_int(stmt, 1),
		.step = stmt_get_int(stmt, 2), .open = (int)stmt_get_int(stmt, 7), .late = (int)stmt_get_int(stmt, 8) };
	str_copy(row->case_number, sizeof(row->case_number), stmt_get_text(stmt, 3));
	str_copy(row->caseworker, sizeof(row->caseworker), stmt_get_text(stmt, 4));
	if (stmt_get_text(stmt, 5))
		date_parse(stmt_get_text(stmt, 5), &row->since);
	if (stmt_get_text(stmt, 6))
		date_parse(stmt_get_text(stmt, 6), &row->due);
}

enum status caseload_list(struct store *store, const struct actor *actor, const struct caseload_query *query,
	const struct caseload_row *from, bool backward, int limit, struct caseload_row *out, int *count, struct err *err)
{
	static const struct query *const queries[2][2][2] = {
		{ { &files_down, &files_up }, { &files_of_down, &files_of_up } },
		{ { &late_down, &late_up }, { &late_of_down, &late_of_up } },
	};
	struct stmt *stmt;
	char day[11];
	enum status st = leads(actor, err);

	*count = 0;
	if (st == ST_OK)
		st = store_query(store, queries[query->late][query->caseworker != NULL][backward], &stmt, err);
	if (st != ST_OK)
		return st;
	date_text(query->day, day);
	stmt_text(stmt, "day", day);
	stmt_int(stmt, "limit", limit);
	if (query->caseworker)
		stmt_text(stmt, "who", *query->caseworker ? query->caseworker : NULL);
	bind_place(stmt, query, from, backward);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		take(stmt, &out[(*count)++]);
	return st == ST_DONE ? ST_OK : st;
}

enum status caseload_colleagues(struct store *store, const struct actor *actor, int most, char ***out, int *count,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = leads(actor, err);
	bool more = true;

	*out = NULL;
	*count = 0;
	while (st == ST_OK && more && *count < most) {
		st = store_query(store, &next_colleague, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_text(stmt, "after", *count ? (*out)[*count - 1] : "");
		st = stmt_step(stmt, err);
		more = st == ST_OK && !stmt_is_null(stmt, 0);
		if (more) {
			*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
			(*out)[(*count)++] = mem_str(stmt_get_text(stmt, 0));
		}
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

struct ids { struct id *id; int count; };

static enum status gather(struct stmt *stmt, struct ids *out, struct err *err)
{
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		out->id = mem_resize(out->id, (size_t)out->count + 1, sizeof(*out->id));
		out->id[out->count++] = stmt_get_id(stmt, 0);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status files(struct store *store, const char *from, const struct id *only, int n, struct ids *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (!from) {
		for (int i = 0; i < n; i++) {
			out->id = mem_resize(out->id, (size_t)out->count + 1, sizeof(*out->id));
			out->id[out->count++] = only[i];
		}
		return ST_OK;
	}
	st = store_query(store, &files_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "who", from);
	return gather(stmt, out, err);
}

static enum status give(struct store *store, const struct actor *actor, const struct ids *ids, const char *to,
	struct err *err)
{
	/* This one field of a file is the lead's to change, and what follows from it by the rules. */
	struct actor as = *actor;
	struct change *change;
	enum status st = ST_OK;

	as.roles |= ROLE_CASEWORK;
	change = change_begin(store, &as);
	change_insist(change);       /* the new colleague moves what meets */
	for (int i = 0; st == ST_OK && i < ids->count; i++)
		st = handover_add(change, ids->id[i], to, NULL, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

static enum status tell_trail(struct store *store, const struct actor *actor, const char *from, const char *to, int count,
	struct err *err)
{
	struct act_by by = actor_by(actor);
	json_t *json = json_pack("{s:s?, s:s, s:i}", "from", from, "to", to, "files", count);
	char *detail = json_dumps(json, JSON_COMPACT);
	enum status st = act_note(store, &by, "reassign", (struct id){ { 0 } }, detail, err);

	json_decref(json);
	free(detail);
	return st;
}

enum status caseload_reassign(struct store *store, const struct actor *actor, const char *from, const struct id *only,
	int n, const char *to, int64_t *count, struct err *err)
{
	struct ids ids = { NULL, 0 };
	struct user receiver = { .slot = -1 };
	enum status st = leads(actor, err);

	*count = 0;
	if (st == ST_OK)
		st = handover_receiver(store, actor, to, &receiver, err);
	if (st == ST_OK && from && str_same(from, receiver.name))
		st = err_set(err, ST_INVALID, _("The files are this colleague's already."));
	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = files(store, from, only, n, &ids, err);
	if (st == ST_OK && !ids.count)
		st = err_set(err, ST_NOTFOUND, _("There is no file to hand over. Nothing was changed."));
	if (st == ST_OK)
		st = give(store, actor, &ids, receiver.name, err);
	if (st == ST_OK)
		st = tell_trail(store, actor, from, receiver.name, ids.count, err);
	if (st == ST_OK)
		st = store_commit(store, err);
	else
		store_rollback(store);
	if (st == ST_OK)
		*count = ids.count;
	free(ids.id);
	return st;
}
