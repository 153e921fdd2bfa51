/* SPDX-License-Identifier: EUPL-1.2 */
/* Gathering a person's records: the register says which kinds hang under a person. */
#include "cases/erase_set.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "store/query.h"

QUERY(person_row, "erase.person", QUERY_INTERACTIVE, "SELECT gone, household FROM person WHERE id = :id");
QUERY(household_of, "erase.household", QUERY_INTERACTIVE, "SELECT gone FROM household WHERE id = :id");
QUERY(members_here, "erase.members", QUERY_INTERACTIVE,
	"SELECT 1 FROM person WHERE household = :id AND gone = 0 AND id IS NOT :me LIMIT 1");
QUERY(members_gone, "erase.members_gone", QUERY_INTERACTIVE,
	"SELECT 1 FROM person WHERE household = :id AND gone = 1 AND id IS NOT :me LIMIT 1");
QUERY(members_once, "erase.members_once", QUERY_INTERACTIVE,
	"SELECT 1 FROM membership WHERE household = :id AND gone = 0 AND person IS NOT :me"
	" UNION ALL SELECT 1 FROM membership WHERE household = :id AND gone = 1 AND person IS NOT :me LIMIT 1");
QUERY(once_in, "erase.once_in", QUERY_INTERACTIVE,
	"SELECT DISTINCT household FROM (SELECT household FROM membership WHERE person = :id AND gone = 0"
	" UNION ALL SELECT household FROM membership WHERE person = :id AND gone = 1)"
	" WHERE household IS NOT NULL AND household IS NOT :now");

QUERY(by_number, "erase.by_number", QUERY_INTERACTIVE, "SELECT id FROM person WHERE case_number = :number");

enum status erase_resolve(struct store *store, const struct actor *actor, const char *said, struct id *out,
	struct err *err)
{
	char number[CASE_NUMBER_MAX];
	struct stmt *stmt;
	enum status st;

	if (!kind_seen(actor, register_kind("person")))
		return err_set(err, ST_DENIED, _("Your role does not include people's files."));
	if (id_parse(said, out))
		return ST_OK;
	if (!casenum_parse(said, number))
		return err_set(err, ST_INVALID, _("This is neither a case number nor a record's id. A case number's last character "
			"checks the others: please compare it once more. “foothold find” finds people by name."));
	st = store_query(store, &by_number, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":number", number);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("There is no such person in the file. Nothing was changed.")) : st;
}

static void add(struct erase_set *set, const struct kind *kind, struct id id, bool gone)
{
	set->item = mem_resize(set->item, (size_t)set->count + 1, sizeof *set->item);
	set->item[set->count++] = (struct erase_item){ kind, id, gone };
}

static enum status add_children(struct store *store, const struct kind *kind, bool gone, struct erase_set *set,
	struct err *err)
{
	char *sql = mem_fmt("SELECT id FROM \"%s\" WHERE \"%s\" = :person AND gone = %d ORDER BY rid", kind->name, kind->person,
		gone);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":person", set->person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		add(set, kind, stmt_get_id(stmt, 0), gone);
	return st == ST_DONE ? ST_OK : st;
}

/* A kind stands behind those that hang under it: a step goes before its plan. */
static enum status add_below(struct store *store, const struct kind *parent, struct erase_set *set, struct err *err)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	enum status st = ST_OK;

	for (int k = 0; k < n && st == ST_OK; k++) {
		if (!kinds[k]->person || !str_same(kinds[k]->parent, parent->name))
			continue;
		st = add_below(store, kinds[k], set, err);
		if (st == ST_OK)
			st = add_children(store, kinds[k], false, set, err);
		if (st == ST_OK)
			st = add_children(store, kinds[k], true, set, err);
	}
	return st;
}

static enum status any(struct store *store, const struct query *query, struct id household, struct id me, bool *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", household);
	stmt_id(stmt, ":me", me);
	st = stmt_step(stmt, err);
	*out |= st == ST_OK;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status erase_household_lives(struct store *store, struct id household, struct id me, bool *lives, struct err *err)
{
	enum status st = any(store, &members_here, household, me, lives, err);

	if (st == ST_OK && !*lives)
		st = any(store, &members_gone, household, me, lives, err);
	return st == ST_OK && !*lives ? any(store, &members_once, household, me, lives, err) : st;
}

static enum status add_household(struct store *store, struct id household, struct erase_set *set, struct err *err)
{
	struct stmt *stmt;
	bool stays = false;
	enum status st = erase_household_lives(store, household, set->person, &stays, err);

	set->household_stays |= stays;
	if (st != ST_OK || stays)
		return st;
	st = store_query(store, &household_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", household);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		add(set, register_kind("household"), household, stmt_get_int(stmt, 0) != 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* Households the person lived in once, which somebody else may never have. */
static enum status add_once(struct store *store, struct id now, struct erase_set *set, struct err *err)
{
	struct id *once = NULL;
	struct stmt *stmt;
	int n = 0;
	enum status st = store_query(store, &once_in, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", set->person);
	stmt_id(stmt, ":now", now);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		once = mem_resize(once, (size_t)n + 1, sizeof *once);
		once[n++] = stmt_get_id(stmt, 0);
	}
	st = st == ST_DONE ? ST_OK : st;
	for (int i = 0; st == ST_OK && i < n; i++)
		st = add_household(store, once[i], set, err);
	free(once);
	return st;
}

enum status erase_gather(struct store *store, struct id person, struct erase_set *out, struct err *err)
{
	const struct kind *kind = register_kind("person");
	struct id household = { { 0 } };
	struct stmt *stmt;
	bool gone;
	enum status st = store_query(store, &person_row, &stmt, err);

	*out = (struct erase_set){ .person = person };
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	st = stmt_step(stmt, err);
	if (st == ST_DONE)
		return err_set(err, ST_NOTFOUND, _("There is no such person in the file. Nothing was changed."));
	if (st != ST_OK)
		return st;
	gone = stmt_get_int(stmt, 0) != 0;
	if (!stmt_is_null(stmt, 1))
		household = stmt_get_id(stmt, 1);
	stmt_reset(stmt);
	st = add_below(store, kind, out, err);
	add(out, kind, person, gone);
	if (st == ST_OK && !id_none(household))
		st = add_household(store, household, out, err);
	if (st == ST_OK)
		st = add_once(store, household, out, err);
	if (st != ST_OK)
		erase_set_clear(out);
	return st;
}

void erase_set_clear(struct erase_set *set)
{
	free(set->item);
	set->item = NULL;
	set->count = 0;
}
