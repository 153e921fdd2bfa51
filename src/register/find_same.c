/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is this person there already?  For whole files of people: where find_known()
 * weighs hundreds of candidates for one form, this looks only at those who share
 * a birth date, a phone number, an e-mail or the title, and decides.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/find.h"
#include "register/row.h"

#define PERSON_NAMES "id, family_name, given_name, own_script, used_name, born"

QUERY(same_born, "find.same_born", QUERY_INTERACTIVE,
	"SELECT " PERSON_NAMES " FROM person WHERE born = :born AND gone = 0 LIMIT 500");
QUERY(same_title, "find.same_title", QUERY_INTERACTIVE,
	"SELECT " PERSON_NAMES " FROM person WHERE sort_key = :key AND gone = 0 LIMIT 50");
QUERY(same_rid, "find.same_rid", QUERY_INTERACTIVE,
	"SELECT " PERSON_NAMES " FROM person WHERE rid = :rid AND gone = 0");

/* Of people born on one day (FEBRL's 5,000 records): 4 in 5 pairs of one person are at least so much alike,
 * and of 310 pairs of two people none is. */
#define ALIKE 0.6

/* The names of one person as sets of words: as written in Latin, in the own script, as used. */
enum { FORMS = 3 };
struct names { struct name_words form[FORMS]; };

struct looked_for {
	struct store *store;
	const struct known_query *query;
	struct names names;
	find_same_fn *other;
	void *ctx;
	struct id found;
	bool done;
};

static void read_names(struct names *out, const char *family, const char *given, const char *own,
		       const char *used)
{
	const char *part[FORMS][2] = { { family, given }, { own, NULL }, { used, family } };

	memset(out, 0, sizeof(*out));
	for (int i = 0; i < FORMS; i++)
		for (int p = 0; p < 2; p++)
			if (part[i][p] && (i < 2 || used))
				name_words(&out->form[i], part[i][p]);
}

static bool alike(const struct names *a, const struct names *b)
{
	for (int i = 0; i < FORMS; i++)
		for (int j = 0; j < FORMS; j++)
			if (a->form[i].count > 0 && b->form[j].count > 0 &&
			    name_set_like(&a->form[i], &b->form[j], false) >= ALIKE)
				return true;
	return false;
}

/* Known to the day, and not a 1 January, which is often guessed. */
static bool is_sure(const char *born)
{
	return born && strlen(born) == 10 && strcmp(born + 4, "-01-01") != 0;
}

/* Two birth dates that one person can have. */
static bool agree(const char *a, const char *b)
{
	if (str_empty(a) || str_empty(b))
		return true;
	if (is_sure(a) && is_sure(b))
		return strcmp(a, b) == 0;
	return strncmp(a, b, 4) == 0;
}

/* The rows of a statement, until one of them is the person. */
static enum status weigh(struct looked_for *looked, struct stmt *stmt, struct err *err)
{
	enum status st = ST_OK;

	while (!looked->done && (st = stmt_step(stmt, err)) == ST_OK) {
		struct id id = stmt_get_id(stmt, 0);
		struct names names;

		if (!agree(looked->query->born, stmt_get_text(stmt, 5)))
			continue;
		read_names(&names, stmt_get_text(stmt, 1), stmt_get_text(stmt, 2), stmt_get_text(stmt, 3),
			stmt_get_text(stmt, 4));
		if (!alike(&looked->names, &names) || (looked->other && !looked->other(looked->ctx, id)))
			continue;
		looked->found = id;
		looked->done = true;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status by_born(struct looked_for *looked, struct err *err)
{
	struct stmt *stmt;
	enum status st = ST_OK;

	if (!is_sure(looked->query->born))
		return ST_OK;
	st = store_query(looked->store, &same_born, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":born", looked->query->born);
	return weigh(looked, stmt, err);
}

static enum status by_title(struct looked_for *looked, const struct kind *kind, struct err *err)
{
	const struct known_query *query = looked->query;
	const struct { const char *name, *value; } given[] = {
		{ "family_name", query->family_name }, { "given_name", query->given_name },
		{ "own_script", query->own_script }, { "used_name", query->used_name },
	};
	char **value = mem_array((size_t)kind->n_fields, sizeof(*value));
	struct str key = STR_INIT;
	struct stmt *stmt;
	enum status st;

	for (size_t i = 0; i < ARRAY_LEN(given); i++)
		value[field_index(kind, kind_field(kind, given[i].name))] = mem_str(given[i].value);
	row_sort_key(&key, kind, value);
	st = store_query(looked->store, &same_title, &stmt, err);
	if (st == ST_OK && key.len > 0) {
		stmt_blob(stmt, ":key", key.s, key.len);
		st = weigh(looked, stmt, err);
	}
	str_wipe(&key);
	for (int i = 0; i < kind->n_fields; i++)
		free(value[i]);
	free(value);
	return st;
}

/* Families share phones: the names decide here as well. */
static enum status by_reach(struct looked_for *looked, enum search_as as, const char *field,
			    const char *value, struct err *err)
{
	const char *names[] = { field };
	int64_t *rids = NULL;
	int code = -1, count = 0;
	enum status st;

	if (looked->done || str_empty(value))
		return ST_OK;
	st = search_field_codes(looked->store, names, 1, &code, err);
	if (st == ST_OK && code >= 0)
		st = search_numbers(looked->store, as, value, true, (uint64_t)1 << code, 20, &rids, &count,
				    err);
	for (int i = 0; i < count && st == ST_OK && !looked->done; i++) {
		struct stmt *stmt;

		st = store_query(looked->store, &same_rid, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_int(stmt, ":rid", rids[i]);
		st = weigh(looked, stmt, err);
	}
	free(rids);
	return st;
}

static bool seen(const struct actor *actor, const struct kind *kind)
{
	static const char *const used[] = {"family_name", "given_name", "own_script", "used_name",
					   "born",        "phone",      "email"};

	for (size_t i = 0; i < ARRAY_LEN(used); i++)
		if (!field_seen(actor, kind, kind_field(kind, used[i])))
			return false;
	return true;
}

enum status find_same(struct store *store, const struct actor *actor, const struct known_query *query,
	find_same_fn *other, void *ctx, struct id *person, struct err *err)
{
	const struct kind *kind = register_kind("person");
	struct looked_for looked = { .store = store, .query = query, .other = other, .ctx = ctx };
	enum status st;

	memset(person, 0, sizeof(*person));
	if (!seen(actor, kind) || !id_none(actor->grant))
		return ST_OK;
	read_names(&looked.names, query->family_name, query->given_name, query->own_script, query->used_name);
	st = by_born(&looked, err);
	if (st == ST_OK && !looked.done)
		st = by_title(&looked, kind, err);
	if (st == ST_OK)
		st = by_reach(&looked, SEARCH_PHONE, "phone", query->phone, err);
	if (st == ST_OK)
		st = by_reach(&looked, SEARCH_EMAIL, "email", query->email, err);
	*person = looked.found;
	return st;
}
