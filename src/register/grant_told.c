/* SPDX-License-Identifier: EUPL-1.2 */
/* Who is told of grants: the file itself, the team leads; and whose file a number names for those who open it by that. */
#include "register/grant_inside.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"

#define LIST_MOST 200

QUERY(grant_note, "grant.note", QUERY_INTERACTIVE,
	"UPDATE sight SET seen_by = :name, seen = :now WHERE id = :id AND seen IS NULL");
QUERY(grant_of, "grant.of", QUERY_INTERACTIVE,
	"SELECT " GRANT_COLUMNS " FROM sight WHERE person = :person ORDER BY opened DESC LIMIT :limit");
QUERY(grant_open_ones, "grant.unseen", QUERY_INTERACTIVE,
	"SELECT " GRANT_COLUMNS " FROM sight WHERE kind = 'emergency' AND seen IS NULL AND opened > 0 ORDER BY opened LIMIT :limit");
QUERY(grant_drop, "grant.drop", QUERY_INTERACTIVE, "DELETE FROM sight WHERE person = :person");
QUERY(person_number, "grant.number", QUERY_INTERACTIVE, "SELECT case_number FROM person WHERE id = :id");
QUERY(person_by_number, "grant.by_number", QUERY_INTERACTIVE,
	"SELECT id FROM person WHERE case_number = :number AND gone = 0");
QUERY(person_alive, "grant.alive", QUERY_INTERACTIVE, "SELECT id FROM person WHERE id = :id AND gone = 0");

/* Takes the rows that the actor may be told of. */
static enum status gather(struct stmt *stmt, bool all, struct grant **out, int *count, struct err *err)
{
	struct grant grant;
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		grant_take(stmt, &grant);
		if (grant.concerns[0] && !all) {
			free(grant.reason);
			continue;
		}
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = grant;
	}
	if (st == ST_DONE)
		return ST_OK;
	grants_free(*out, *count);
	*out = NULL;
	*count = 0;
	return st;
}

void grants_free(struct grant *grant, int count)
{
	for (int i = 0; i < count; i++)
		free(grant[i].reason);
	free(grant);
}

enum status grant_list(struct store *store, const struct actor *actor, struct id person, struct grant **out, int *count,
	struct err *err)
{
	struct stmt *stmt;
	enum status st;

	*out = NULL;
	*count = 0;
	if (!kind_seen(actor, register_kind("person")) && !(actor->roles & (ROLE_TEAM_LEAD | ROLE_AUDITOR)))
		return err_set(err, ST_DENIED, _("Your role does not see people's files."));
	st = grant_check(store, actor, person, err);
	if (st == ST_OK)
		st = store_query(store, &grant_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	stmt_int(stmt, "limit", LIST_MOST);
	return gather(stmt, (actor->roles & ROLE_AUDITOR) != 0, out, count, err);
}

enum status grant_unseen(struct store *store, const struct actor *actor, int limit, struct grant **out, int *count,
	struct err *err)
{
	struct stmt *stmt;
	enum status st;

	*out = NULL;
	*count = 0;
	if (!(actor->roles & ROLE_TEAM_LEAD) || !id_none(actor->grant))
		return ST_OK;
	st = store_query(store, &grant_open_ones, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "limit", limit);
	return gather(stmt, false, out, count, err);
}

static enum status note_seen(struct store *store, const struct actor *actor, const struct grant *grant, struct err *err)
{
	struct act_by by = actor_by(actor);
	struct stmt *stmt;
	unsigned was;
	enum status st = store_query(store, &grant_note, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", grant->id);
	stmt_text(stmt, "name", actor->user);
	stmt_int(stmt, "now", clock_now_ms());
	was = store_enter(store, DOOR_GRANT);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	if (st != ST_OK || !store_changes(store))
		return st;
	return act_note(store, &by, "emergency.seen", grant->person,
		actor->solo ? "{\"countersigned\":\"outside\"}" : NULL, err);
}

enum status grant_seen(struct store *store, const struct actor *actor, struct id id, struct err *err)
{
	struct grant grant;
	struct id user;
	enum status st;

	if (!(actor->roles & ROLE_TEAM_LEAD) || !id_none(actor->grant))
		return err_set(err, ST_DENIED, _("A team lead takes note of emergency access."));
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = grant_load(store, id, &grant, &user, err);
	if (st == ST_NOTFOUND)
		st = err_set(err, ST_NOTFOUND, _("There is no such access."));
	if (st == ST_OK) {
		if (id_same(user, actor->id) && str_same(grant.name, actor->user) && !actor->solo)
			st = err_set(err, ST_DENIED, _("Somebody else takes note of your own emergency access: another team lead."));
		else
			st = note_seen(store, actor, &grant, err);
		free(grant.reason);
	}
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

static bool knows_numbers(const struct actor *actor)
{
	return kind_seen(actor, register_kind("person")) || (actor->roles & (ROLE_TEAM_LEAD | ROLE_AUDITOR));
}

enum status grant_resolve(struct store *store, const struct actor *actor, const char *said, struct id *person,
	struct err *err)
{
	char number[CASE_NUMBER_MAX];
	struct stmt *stmt;
	bool by_id = id_parse(said, person);
	enum status st;

	if (!knows_numbers(actor) || !id_none(actor->grant))
		return err_set(err, ST_DENIED, _("Your role does not see people's files."));
	if (!by_id && !casenum_parse(said, number))
		return err_set(err, ST_INVALID, _("This is not a case number. Its last character checks the others: please "
			"compare it once more."));
	st = store_query(store, by_id ? &person_alive : &person_by_number, &stmt, err);
	if (st != ST_OK)
		return st;
	if (by_id)
		stmt_id(stmt, "id", *person);
	else
		stmt_text(stmt, "number", number);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*person = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("There is no such file, or it was taken back.")) : st;
}

enum status grant_case_number(struct store *store, const struct actor *actor, struct id person,
	char out[CASE_NUMBER_MAX], struct err *err)
{
	struct stmt *stmt;
	enum status st;

	out[0] = '\0';
	if (!knows_numbers(actor))
		return ST_OK;
	st = store_query(store, &person_number, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		str_copy(out, CASE_NUMBER_MAX, stmt_get_text(stmt, 0));
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status grant_forget(struct store *store, struct id person, struct err *err)
{
	struct stmt *stmt;
	unsigned was;
	enum status st = store_query(store, &grant_drop, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	was = store_enter(store, DOOR_ERASE);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	return st;
}
