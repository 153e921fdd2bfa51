/* SPDX-License-Identifier: EUPL-1.2 */
/* Some thousand records at a time, each batch a transaction of its own: interrupted, the rest follows next time. */
#include "register/becomes.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "register/change.h"

enum { AT_ONCE = 2000 };

static const struct { const char *kind, *field; } were_words[] = {
	{ "course", "provider" },
	{ "vacancy", "employer" },
};

QUERY(words_next, "becomes.next", QUERY_BATCH, "SELECT kind, field, id, name FROM becomes ORDER BY kind, field, id LIMIT :most");
QUERY(words_drop, "becomes.drop", QUERY_BATCH, "DELETE FROM becomes WHERE kind = :kind AND field = :field AND id = :id");

struct words { char *kind, *field, *name; struct id id; };
struct named { const struct kind *kind; char *name; struct id id; };
struct becoming {
	struct store *store;
	struct actor actor;
	struct words words[AT_ONCE];
	int count;
	struct named *known;
	int n_known;
};

bool becomes_words(const struct kind *kind, const struct field *field, const char *value)
{
	struct id id;

	if (!value || field->kind != FIELD_REFERENCE || id_parse(value, &id))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(were_words); i++)
		if (str_same(kind->name, were_words[i].kind) && str_same(field->name, were_words[i].field))
			return true;
	return false;
}

static enum status read_words(struct becoming *b, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(b->store, &words_next, &stmt, err);

	b->count = 0;
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "most", AT_ONCE);
	while (b->count < AT_ONCE && (st = stmt_step(stmt, err)) == ST_OK)
		b->words[b->count++] = (struct words){ mem_str(stmt_get_text(stmt, 0)), mem_str(stmt_get_text(stmt, 1)),
			mem_str(stmt_get_text(stmt, 3)), stmt_get_id(stmt, 2) };
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static void forget_words(struct becoming *b)
{
	for (int i = 0; i < b->count; i++) {
		free(b->words[i].kind);
		free(b->words[i].field);
		free(b->words[i].name);
	}
	b->count = 0;
}

/* The record of that name: known, in the file, or made in this change set. */
static struct id record_named(struct becoming *b, struct change *change, const struct kind *kind, const char *name)
{
	struct id id = { { 0 } };

	for (int i = 0; i < b->n_known; i++)
		if (b->known[i].kind == kind && str_same(b->known[i].name, name))
			return b->known[i].id;
	if (read_resolve(b->store, &b->actor, kind, name, &id, NULL) != ST_OK) {
		id = (struct id){ { 0 } };
		change_put(change_create(change, kind, &id), kind_field(kind, kind->title), name);
	}
	b->known = mem_resize(b->known, (size_t)b->n_known + 1, sizeof(*b->known));
	b->known[b->n_known++] = (struct named){ kind, mem_str(name), id };
	return id;
}

static void refer(struct becoming *b, struct change *change, const struct words *words)
{
	const struct kind *kind = register_kind(words->kind);
	const struct field *field = kind ? kind_field(kind, words->field) : NULL;
	char id[37];

	if (!field || field->kind != FIELD_REFERENCE)
		BUG("words that become no reference");
	id_text(record_named(b, change, register_kind(field->refers), words->name), id);
	change_put(change_update(change, kind, words->id, 0), field, id);
}

static enum status drop_words(struct becoming *b, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(b->store, &words_drop, &stmt, err);

	for (int i = 0; st == ST_OK && i < b->count; i++) {
		stmt_text(stmt, "kind", b->words[i].kind);
		stmt_text(stmt, "field", b->words[i].field);
		stmt_id(stmt, "id", b->words[i].id);
		st = stmt_run(stmt, err);
	}
	return st;
}

static enum status write_batch(struct becoming *b, struct err *err)
{
	struct change *change = change_begin(b->store, &b->actor);
	unsigned was = store_enter(b->store, DOOR_CHANGE);
	enum status st = store_begin(b->store, err);

	/* No rule that came later keeps a file from being opened. */
	change_by_right(change);
	if (st == ST_OK) {
		for (int i = 0; i < b->count; i++)
			refer(b, change, &b->words[i]);
		st = change_commit_as(change, id_new(), err);
		if (st == ST_OK)
			st = drop_words(b, err);
		if (st == ST_OK)
			st = store_commit(b->store, err);
		else
			store_rollback(b->store);
	}
	store_leave(b->store, was);
	change_free(change);
	return st;
}

enum status becomes_ready(struct store *store, struct err *err)
{
	struct becoming *b;
	enum status st;

	if (store_read_only(store))
		return ST_OK;
	b = mem_alloc(sizeof(*b));
	b->store = store;
	b->actor.roles = ROLE_ALL;
	str_copy(b->actor.user, sizeof(b->actor.user), "Foothold");
	while ((st = read_words(b, err)) == ST_OK && b->count > 0 && (st = write_batch(b, err)) == ST_OK)
		forget_words(b);
	forget_words(b);
	for (int i = 0; i < b->n_known; i++)
		free(b->known[i].name);
	free(b->known);
	free(b);
	return st;
}
