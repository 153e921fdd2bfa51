/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Drafts, one row each, their content a JSON object of what was typed.  Each user
 * sees, replaces and drops their own alone.
 */
#include "register/draft.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "store/erase.h"

QUERY(draft_write, "draft.write", QUERY_INTERACTIVE,
	"INSERT INTO draft(id, user, form, record, rev, saved, content)"
	" VALUES(:id, :user, :form, :record, :rev, :saved, :content)"
	" ON CONFLICT(id) DO UPDATE SET form = excluded.form, record = excluded.record, rev = excluded.rev,"
	" saved = excluded.saved, content = excluded.content WHERE user = excluded.user");
QUERY(draft_all, "draft.all", QUERY_INTERACTIVE,
	"SELECT id, form, record, rev, saved, content FROM draft WHERE user = :user ORDER BY saved DESC, id DESC");
QUERY(draft_of_form, "draft.of_form", QUERY_INTERACTIVE,
	"SELECT id, form, record, rev, saved, content FROM draft WHERE user = :user AND form = :form"
	" ORDER BY saved DESC, id DESC");
QUERY(draft_remove, "draft.remove", QUERY_INTERACTIVE,
	"DELETE FROM draft WHERE id = :id AND user = :user");

static char *to_json(const struct draft *draft)
{
	json_t *object = json_object();
	char *text;

	/* What is typed may be cut in the middle of a character: jansson refuses it, and the key is left out. */
	for (int i = 0; i < draft->count; i++)
		json_object_set_new(object, draft->key[i], json_string(draft->value[i]));
	text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	if (!text)
		BUG("a draft that cannot be written");
	return text;
}

/* A content that cannot be read gives an empty draft: what is not readable cannot be offered. */
static void from_json(struct draft *draft, const char *text)
{
	json_t *object = json_loads(text, 0, NULL), *value;
	const char *key;

	json_object_foreach(object, key, value)
		if (json_is_string(value))
			draft_set(draft, key, json_string_value(value));
	json_decref(object);
}

static enum status write_draft(struct store *store, const struct actor *actor, const struct draft *draft,
	struct err *err)
{
	struct stmt *stmt;
	char *content;
	enum status status = store_query(store, &draft_write, &stmt, err);

	if (status != ST_OK)
		return status;
	content = to_json(draft);
	stmt_id(stmt, ":id", draft->id);
	stmt_text(stmt, ":user", actor->user);
	stmt_text(stmt, ":form", draft->form);
	stmt_id(stmt, ":record", draft->record);
	stmt_int(stmt, ":rev", draft->rev);
	stmt_int(stmt, ":saved", draft->saved_ms);
	stmt_text(stmt, ":content", content);
	status = stmt_run(stmt, err);
	free(content);
	if (status == ST_OK && store_changes(store) == 0)
		return err_set(err, ST_DENIED, _("This draft belongs to a colleague. It was left as it is."));
	return status;
}

/* A form that a colleague left open when the person was erased must not bring them back as a draft. */
static enum status refuse_erased(struct store *store, const struct draft *draft, struct err *err)
{
	bool erased = false;
	struct id id;
	enum status status = id_none(draft->record) ? ST_OK : tombstone_stands(store, draft->record, &erased, err);

	for (int i = 0; status == ST_OK && !erased && i < draft->count; i++)
		if (id_parse(draft->value[i], &id))
			status = tombstone_stands(store, id, &erased, err);
	if (status == ST_OK && erased)
		return err_set(err, ST_NOTFOUND, _("This was erased for good in the meantime, so what is typed here is not kept."));
	return status;
}

enum status draft_save(struct store *store, const struct actor *actor, struct draft *draft, struct err *err)
{
	unsigned doors;
	enum status status = refuse_erased(store, draft, err);

	if (status != ST_OK)
		return status;
	doors = store_enter(store, DOOR_DRAFT);
	if (id_none(draft->id))
		draft->id = id_new();
	draft->saved_ms = clock_now_ms();
	status = write_draft(store, actor, draft, err);
	store_leave(store, doors);
	return status;
}

static void take_draft(struct stmt *stmt, struct draft *draft)
{
	memset(draft, 0, sizeof *draft);
	draft->id = stmt_get_id(stmt, 0);
	str_copy(draft->form, sizeof draft->form, stmt_get_text(stmt, 1));
	if (!stmt_is_null(stmt, 2))
		draft->record = stmt_get_id(stmt, 2);
	draft->rev = stmt_get_int(stmt, 3);
	draft->saved_ms = stmt_get_int(stmt, 4);
	from_json(draft, stmt_get_text(stmt, 5));
}

enum status draft_list(struct store *store, const struct actor *actor, const char *form, struct draft **out,
	int *count, struct err *err)
{
	struct draft *drafts = NULL;
	struct stmt *stmt;
	int n = 0;
	enum status status = store_query(store, form ? &draft_of_form : &draft_all, &stmt, err);

	*out = NULL;
	*count = 0;
	if (status != ST_OK)
		return status;
	stmt_text(stmt, ":user", actor->user);
	if (form)
		stmt_text(stmt, ":form", form);
	while ((status = stmt_step(stmt, err)) == ST_OK) {
		drafts = mem_resize(drafts, (size_t)n + 1, sizeof *drafts);
		take_draft(stmt, &drafts[n++]);
	}
	if (status != ST_DONE) {
		draft_free(drafts, n);
		return status;
	}
	*out = drafts;
	*count = n;
	return ST_OK;
}

enum status draft_drop(struct store *store, const struct actor *actor, struct id id, struct err *err)
{
	unsigned doors = store_enter(store, DOOR_DRAFT);
	struct stmt *stmt;
	enum status status = store_query(store, &draft_remove, &stmt, err);

	if (status == ST_OK) {
		stmt_id(stmt, ":id", id);
		stmt_text(stmt, ":user", actor->user);
		status = stmt_run(stmt, err);
	}
	store_leave(store, doors);
	return status;
}

static int index_of(const struct draft *draft, const char *key)
{
	for (int i = 0; i < draft->count; i++)
		if (str_same(draft->key[i], key))
			return i;
	return -1;
}

void draft_set(struct draft *draft, const char *key, const char *value)
{
	int i = index_of(draft, key);

	if (i < 0) {
		size_t n = (size_t)draft->count + 1;
		draft->key = mem_resize(draft->key, n, sizeof *draft->key);
		draft->value = mem_resize(draft->value, n, sizeof *draft->value);
		i = draft->count++;
		draft->key[i] = mem_str(key);
	} else {
		free(draft->value[i]);
	}
	draft->value[i] = mem_str(value ? value : "");
}

const char *draft_get(const struct draft *draft, const char *key)
{
	int i = index_of(draft, key);

	return i < 0 ? NULL : draft->value[i];
}

void draft_clear(struct draft *draft)
{
	for (int i = 0; i < draft->count; i++) {
		free(draft->key[i]);
		free(draft->value[i]);
	}
	free(draft->key);
	free(draft->value);
	memset(draft, 0, sizeof *draft);
}

void draft_free(struct draft *drafts, int count)
{
	for (int i = 0; i < count; i++)
		draft_clear(&drafts[i]);
	free(drafts);
}
