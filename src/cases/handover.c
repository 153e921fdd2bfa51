/* SPDX-License-Identifier: EUPL-1.2 */
/* What goes along with a file: steps, clocks and reviews by the person's rules, appointments here. */
#include "cases/handover.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"

QUERY(files_of_mine, "handover.files", QUERY_INTERACTIVE,
	"SELECT id FROM person INDEXED BY person_by_caseworker WHERE gone = 0 AND left IS NULL AND caseworker = :who");
QUERY(caseworker_of, "handover.caseworker", QUERY_INTERACTIVE,
	"SELECT caseworker FROM person WHERE id = :id AND gone = 0");
QUERY(meetings_of, "handover.meetings", QUERY_INTERACTIVE,
	"SELECT id FROM appointment WHERE person = :person AND gone = 0 AND state = 'planned' AND day >= :day"
	" AND caseworker IS (SELECT caseworker FROM person WHERE id = :person)");

enum status handover_receiver(struct store *store, const struct actor *actor, const char *to, struct user *user,
	struct err *err)
{
	enum status st;

	if (str_empty(to) || strlen(to) >= sizeof(user->name))
		return err_set(err, ST_INVALID, _("Please name the colleague who takes the files."));
	str_copy(user->name, sizeof(user->name), to);
	if (actor->solo)
		return ST_OK;
	st = users_by_name(store, to, user, err);
	if (st == ST_OK && !(user->roles & ROLE_SERVICES))
		st = ST_NOTFOUND;
	if (st == ST_NOTFOUND)
		return err_set(err, ST_NOTFOUND, _("No colleague of this name serves newcomers here. Nothing was changed."));
	return st;
}

static enum status give_meetings(struct change *change, struct id person, const char *to, struct err *err)
{
	struct stmt *stmt;
	char day[11];
	enum status st = store_query(change_store(change), &meetings_of, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(clock_today(), day);
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "day", day);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		rule_put(rule_other(change, "appointment", stmt_get_id(stmt, 0)), "caseworker", to);
	return st == ST_DONE ? ST_OK : st;
}

/* Who has the file now; NULL: nobody. ST_NOTFOUND: there is no such file. */
static enum status read_caseworker(struct store *store, struct id person, char **out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &caseworker_of, &stmt, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = mem_str(stmt_get_text(stmt, 0));
	stmt_reset(stmt);
	return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("There is no such file. Nothing was changed.")) : st;
}

enum status handover_add(struct change *change, struct id person, const char *to, const char *remark, struct err *err)
{
	struct change_item *item;
	char text[37], *from;
	enum status st = read_caseworker(change_store(change), person, &from, err);

	if (st != ST_OK)
		return st;
	item = change_update(change, register_kind("person"), person, 0);
	st = change_set(item, "caseworker", to, err);
	if (st == ST_OK)
		st = give_meetings(change, person, to, err);
	id_text(person, text);
	item = change_create(change, register_kind("handover"), NULL);
	rule_put(item, "person", text);
	rule_put(item, "giver", from);
	rule_put(item, "receiver", to);
	rule_put_today(item, "day");
	free(from);
	return st == ST_OK && remark ? change_set(item, "remark", remark, err) : st;
}

/* Files of their own: a team lead may give anybody's. */
static enum status check_mine(struct store *store, const struct actor *actor, struct id person, const char *to,
	struct err *err)
{
	char *from;
	enum status st = read_caseworker(store, person, &from, err);

	if (st == ST_OK && str_same(from, to))
		st = err_set(err, ST_INVALID, _("The file is this colleague's already. Nothing was changed."));
	else if (st == ST_OK && !(actor->roles & ROLE_TEAM_LEAD) && !str_same(from, actor->user))
		st = err_set(err, ST_DENIED, _("You hand over your own files; this one is a colleague's. Nothing was changed; ask "
			"the colleague, or a team lead."));
	free(from);
	return st;
}

static enum status gather(struct store *store, const struct actor *actor, struct id **out, int *n, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &files_of_mine, &stmt, err);

	*out = NULL;
	*n = 0;
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "who", actor->user);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*n + 1, sizeof(**out));
		(*out)[(*n)++] = stmt_get_id(stmt, 0);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status give(struct store *store, const struct actor *actor, const struct id *person, int n, const char *to,
	const char *remark, struct id *set, struct err *err)
{
	/* The caseworker of a file, and what follows from it by the rules, is a lead's to change. */
	struct actor as = *actor;
	struct change *change;
	enum status st = ST_OK;

	as.roles |= actor->roles & ROLE_TEAM_LEAD ? ROLE_CASEWORK : 0;
	change = change_begin(store, &as);
	change_insist(change);       /* the new colleague moves what meets */
	for (int i = 0; i < n && st == ST_OK; i++) {
		st = check_mine(store, actor, person[i], to, err);
		if (st == ST_OK)
			st = handover_add(change, person[i], to, remark, err);
	}
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}

enum status handover_give(struct store *store, const struct actor *actor, const struct handover *what, struct id *set,
	int64_t *files, struct err *err)
{
	struct user to = { .slot = -1 };
	struct id *mine = NULL;
	int n = what->n;
	enum status st = handover_receiver(store, actor, what->to, &to, err);

	*files = 0;
	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	if (!what->person)
		st = gather(store, actor, &mine, &n, err);
	if (st == ST_OK && n == 0)
		st = err_set(err, ST_NOTFOUND, _("There is no file to hand over. Nothing was changed."));
	if (st == ST_OK)
		st = give(store, actor, what->person ? what->person : mine, n, to.name, what->remark, set, err);
	if (st == ST_OK)
		st = store_commit(store, err);
	else
		store_rollback(store);
	*files = st == ST_OK ? n : 0;
	free(mine);
	return st;
}

enum status handover_noted(struct store *store, const struct actor *actor, struct id handover, struct id *set,
	struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct change_item *item = change_update(change, register_kind("handover"), handover, 0);
	enum status st = change_set(item, "noted", "today", err);

	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}
