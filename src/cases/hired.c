/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whoever was hired when an older program kept no work of its own: that work becomes a record. Once, when the file is
 * opened, through the door through which all records are made.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "cases/employment.h"

#define MISSING "employments.missing"
enum { AT_ONCE = 500 };

QUERY(hired_without_work, "employment.missing", QUERY_BATCH,
	"SELECT a.id, a.person, a.vacancy, a.began FROM application a WHERE a.gone = 0 AND a.state = 'hired'"
	" AND a.began IS NOT NULL AND NOT EXISTS(SELECT 1 FROM employment e WHERE e.application = a.id) LIMIT :most");

/* As the program itself, not as whoever happens to open the file. */
static struct change *begin(struct store *store)
{
	struct actor program = { .roles = ROLE_ALL };
	struct change *change;

	str_copy(program.user, sizeof(program.user), "Foothold");
	change = change_begin(store, &program);
	change_by_right(change);
	return change;
}

/* The change set and what is left to do stand or fall together. */
static enum status settle(struct store *store, struct change *change, const char *left, struct err *err)
{
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = change_commit_as(change, id_new(), err);
	if (st == ST_OK)
		st = setting_set(store, MISSING, left, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

static void add_work(struct change *change, const struct stmt *stmt)
{
	static const char *const fields[] = { "application", "person", "vacancy" };
	struct change_item *item = change_create(change, register_kind("employment"), NULL);
	char id[37];

	for (int i = 0; i < (int)ARRAY_LEN(fields); i++) {
		id_text(stmt_get_id((struct stmt *)stmt, i), id);
		rule_put(item, fields[i], id);
	}
	rule_put(item, "began", stmt_get_text((struct stmt *)stmt, 3));
}

static enum status add_some(struct store *store, int *n, struct err *err)
{
	struct change *change = begin(store);
	struct stmt *stmt;
	enum status st = store_query(store, &hired_without_work, &stmt, err);

	*n = 0;
	if (st == ST_OK) {
		stmt_int(stmt, "most", AT_ONCE);
		while ((st = stmt_step(stmt, err)) == ST_OK) {
			add_work(change, stmt);
			++*n;
		}
		stmt_reset(stmt);
		st = st == ST_DONE ? ST_OK : st;
	}
	if (st == ST_OK)
		st = settle(store, change, *n == AT_ONCE ? "yes" : NULL, err);
	change_free(change);
	return st;
}

enum status work_ready(struct store *store, struct err *err)
{
	char *said = NULL;
	int n = AT_ONCE;
	enum status st;

	if (store_read_only(store))
		return ST_OK;
	st = setting_get(store, MISSING, &said, err);
	while (st == ST_OK && said && n == AT_ONCE)
		st = add_some(store, &n, err);
	free(said);
	return st;
}
