/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What an older program kept as words: who offers a vacancy becomes a record of its own, and so does the work of those
 * who were hired. Once, when the file is opened, through the door through which all records are made.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/employment.h"

#define WORDS "employers.words"
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

/* ---- employers ---- */

/* The employer of this name, made where there is none. */
static enum status employer_named(struct store *store, struct change *change, const char *name, struct id *out,
	struct err *err)
{
	struct actor all = { .roles = ROLE_ALL };
	struct err why = { 0 };
	enum status st = read_resolve(store, &all, register_kind("employer"), name, out, &why);

	if (st == ST_OK)
		return ST_OK;
	if (st != ST_NOTFOUND && st != ST_CONFLICT && st != ST_INVALID) {
		if (err)
			*err = why;
		return st;
	}
	*out = (struct id){ { 0 } };
	rule_put(change_create(change, register_kind("employer"), out), "name", name);
	return ST_OK;
}

struct seen { char *name; struct id id; };

static enum status put_one(struct store *store, struct change *change, const json_t *pair, struct seen *seen, int *n,
	struct err *err)
{
	const char *vacancy = json_string_value(json_array_get(pair, 0)), *name = json_string_value(json_array_get(pair, 1));
	struct id id, employer = { { 0 } };
	char text[37];
	int at = 0;
	enum status st = ST_OK;

	if (!vacancy || !name || !*name || !id_parse(vacancy, &id))
		return ST_OK;
	while (at < *n && strcmp(seen[at].name, name) != 0)
		at++;
	if (at == *n) {
		st = employer_named(store, change, name, &employer, err);
		seen[(*n)++] = (struct seen){ mem_str(name), employer };
	}
	if (st == ST_OK) {
		id_text(seen[at].id, text);
		rule_put(rule_other(change, "vacancy", id), "employer", text);
	}
	return st;
}

/* The change set and what is left of the words stand or fall together. */
static enum status settle(struct store *store, struct change *change, const char *key, const char *left, struct err *err)
{
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = change_commit_as(change, id_new(), err);
	if (st == ST_OK)
		st = setting_set(store, key, left, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

static enum status put_some(struct store *store, json_t *words, struct err *err)
{
	struct seen seen[AT_ONCE];
	struct change *change = begin(store);
	char *left = NULL;
	int n = 0;
	enum status st = ST_OK;

	for (int i = 0; i < AT_ONCE && json_array_size(words) > 0 && st == ST_OK; i++) {
		st = put_one(store, change, json_array_get(words, 0), seen, &n, err);
		json_array_remove(words, 0);
	}
	if (json_array_size(words) > 0)
		left = json_dumps(words, JSON_COMPACT);
	if (st == ST_OK)
		st = settle(store, change, WORDS, left, err);
	for (int i = 0; i < n; i++)
		free(seen[i].name);
	free(left);
	change_free(change);
	return st;
}

static enum status make_employers(struct store *store, struct err *err)
{
	char *said = NULL;
	json_t *words;
	enum status st = setting_get(store, WORDS, &said, err);

	if (st != ST_OK || !said)
		return st;
	words = json_loads(said, 0, NULL);
	do {
		st = put_some(store, words, err);
	} while (st == ST_OK && json_array_size(words) > 0);
	json_decref(words);
	free(said);
	return st;
}

/* ---- work ---- */

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
		st = settle(store, change, MISSING, *n == AT_ONCE ? "yes" : NULL, err);
	change_free(change);
	return st;
}

static enum status make_work(struct store *store, struct err *err)
{
	char *said = NULL;
	int n = AT_ONCE;
	enum status st = setting_get(store, MISSING, &said, err);

	while (st == ST_OK && said && n == AT_ONCE)
		st = add_some(store, &n, err);
	free(said);
	return st;
}

enum status work_ready(struct store *store, struct err *err)
{
	enum status st;

	if (store_read_only(store))
		return ST_OK;
	st = make_employers(store, err);
	return st == ST_OK ? make_work(store, err) : st;
}
