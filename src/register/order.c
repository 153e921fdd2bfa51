/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sorting all lists anew: a pass over every kind's table, some thousand rows at a
 * time, that writes the keys which come out differently.  No record changes by it,
 * so the journal knows nothing of it; the trail does.
 */
#include "register/order.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/row.h"
#include "store/acts.h"
#include "store/sealed.h"

enum { ROWS_AT_ONCE = 2000 };

struct sorting {
	struct store *store;
	order_progress *progress;
	void *ctx;
	int64_t done, total;
};

/* A row whose key comes out differently; len 0: it has none. */
struct moved { int64_t rid; size_t len; char key[ROW_SORT_KEY_MAX]; };

enum status order_language(struct store *store, char **out, struct err *err)
{
	enum status st = setting_get(store, SETTING_SORT_LANGUAGE, out, err);

	if (st == ST_OK && !*out)
		*out = mem_str("en");
	return st;
}

/* It stands in the title, so that the sort key depends on it. */
static bool sorts(const struct kind *kind, const struct field *field)
{
	size_t len = strlen(field->name);

	for (const char *at = kind->title; !field->own && (at = strstr(at, field->name)); at += len)
		if ((at == kind->title || strchr(" |", at[-1])) && strchr(" |", at[len]))
			return true;
	return false;
}

static void rows_sql(struct str *sql, const struct kind *kind)
{
	str_add(sql, "SELECT rid, sort_key");
	for (int i = 0; i < kind->n_fields; i++)
		if (sorts(kind, &kind->fields[i]))
			str_addf(sql, ", \"%s\"", kind->fields[i].name);
	str_addf(sql, " FROM \"%s\" WHERE rid > :after ORDER BY rid LIMIT :most", kind->name);
}

/* The row ready in the statement; false: its key is as it should be. */
static bool take_row(struct stmt *stmt, const struct kind *kind, struct moved *row)
{
	char **value = mem_array((size_t)kind->n_fields + 1, sizeof(*value));
	struct str key = STR_INIT;
	size_t len;
	const void *is = stmt_get_blob(stmt, 1, &len);
	int column = 2;
	bool moves;

	for (int i = 0; i < kind->n_fields; i++)
		if (sorts(kind, &kind->fields[i]))
			value[i] = row_value(stmt, column++, &kind->fields[i]);
	row_sort_key(&key, kind, value);
	moves = key.len != len || (len && memcmp(is, key.s, len) != 0);
	row->rid = stmt_get_int(stmt, 0);
	row->len = key.len;
	if (key.len)
		memcpy(row->key, key.s, key.len);
	str_free(&key);
	for (int i = 0; i < kind->n_fields; i++)
		free(value[i]);
	free(value);
	return moves;
}

/* *after: the last row that was read; *read: how many were; *n: how many of them move. */
static enum status read_some(struct store *store, const struct kind *kind, const char *sql, int64_t *after, int *read,
	struct moved *row, int *n, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	*read = *n = 0;
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":after", *after);
	stmt_int(stmt, ":most", ROWS_AT_ONCE);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*after = stmt_get_int(stmt, 0);
		++*read;
		*n += take_row(stmt, kind, &row[*n]);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status write_some(struct store *store, const struct kind *kind, const struct moved *row, int n, struct err *err)
{
	char sql[160];
	struct stmt *stmt;
	enum status st = ST_OK;

	snprintf(sql, sizeof(sql), "UPDATE \"%s\" SET sort_key = :key WHERE rid = :rid", kind->name);
	for (int i = 0; st == ST_OK && i < n; i++) {
		st = store_sql(store, sql, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_int(stmt, ":rid", row[i].rid);
		if (row[i].len)
			stmt_blob(stmt, ":key", row[i].key, row[i].len);
		else
			stmt_null(stmt, ":key");
		st = stmt_run(stmt, err);
	}
	return st;
}

static enum status sort_kind(struct sorting *s, const struct kind *kind, struct err *err)
{
	struct moved *row = mem_array(ROWS_AT_ONCE, sizeof(*row));
	struct str sql = STR_INIT;
	int64_t after = INT64_MIN;
	int read = ROWS_AT_ONCE, n;
	enum status st = ST_OK;

	rows_sql(&sql, kind);
	while (st == ST_OK && read == ROWS_AT_ONCE) {
		st = read_some(s->store, kind, str_get(&sql), &after, &read, row, &n, err);
		if (st == ST_OK)
			st = write_some(s->store, kind, row, n, err);
		s->done += read;
		if (st == ST_OK && s->progress && !s->progress(s->ctx, s->done, s->total))
			st = err_set(err, ST_CANCELLED, _("Stopped as you asked. Nothing was changed."));
	}
	str_free(&sql);
	free(row);
	return st;
}

static enum status count_rows(struct sorting *s, const struct kind *kind, struct err *err)
{
	char sql[120];
	struct stmt *stmt;
	enum status st;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM \"%s\"", kind->name);
	st = store_sql(s->store, sql, &stmt, err);
	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	s->total += stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return ST_OK;
}

/* Of a sealed file: the town's tables, which it sees beside its own, are left alone. */
static enum status each_kind(struct sorting *s, enum status (*fn)(struct sorting *, const struct kind *, struct err *),
	struct err *err)
{
	int count;
	const struct kind *const *kinds = register_kinds(&count);
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < count; i++)
		if (!store_shares(s->store, kinds[i]->name))
			st = fn(s, kinds[i], err);
	return st;
}

/* Within a transaction. language NULL: as before there was a choice. */
static enum status sort_all(struct sorting *s, const char *language, struct err *err)
{
	unsigned was = store_enter(s->store, DOOR_CHANGE);
	enum status st = s->progress ? each_kind(s, count_rows, err) : ST_OK;

	text_sort_language(language);
	if (st == ST_OK)
		st = each_kind(s, sort_kind, err);
	if (st == ST_OK)
		st = setting_set(s->store, SETTING_SORT_LANGUAGE, language, err);
	store_leave(s->store, was);
	return st;
}

static enum status check_language(const char *language, struct err *err)
{
	struct str known = STR_INIT;
	size_t count;
	const char *const *all = msg_languages(&count);
	enum status st = ST_OK;
	bool spoken = false;

	for (size_t i = 0; i < count; i++) {
		spoken |= str_same(all[i], language);
		str_addf(&known, "%s%s", i ? msg_comma() : "", all[i]);
	}
	if (!spoken)
		st = err_set(err, ST_INVALID, _("Foothold does not speak “%s”. It speaks: %s."), language, str_get(&known));
	str_free(&known);
	return st;
}

static enum status set_and_note(struct sorting *s, const struct actor *actor, const char *from, const char *language,
	struct err *err)
{
	struct act_by by = actor_by(actor);
	char *detail = mem_fmt("{\"from\":\"%s\",\"to\":\"%s\"}", from, language);
	enum status st = sort_all(s, language, err);

	if (st == ST_OK)
		st = act_note(s->store, &by, "order", (struct id){ { 0 } }, detail, err);
	free(detail);
	return st;
}

enum status order_set(struct store *store, const struct actor *actor, const char *language, order_progress *progress,
	void *ctx, struct err *err)
{
	struct sorting s = { .store = store, .progress = progress, .ctx = ctx };
	char *from = NULL;
	enum status st = check_language(language, err);

	if (st == ST_OK && !(actor->roles & ROLE_ADMIN))
		st = err_set(err, ST_DENIED, _("Only an administrator changes this. Nothing was changed."));
	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = order_language(store, &from, err);
	if (st == ST_OK)
		st = set_and_note(&s, actor, from, language, err);
	if (st == ST_OK)
		st = store_commit(store, err);
	else
		store_rollback(store);
	(void)store_take_order(store, NULL);       /* what the keys are made by is read again at the next transaction */
	free(from);
	return st;
}

static enum status follow(struct store *sealed, struct err *err)
{
	struct sorting s = { .store = sealed };
	char *town = NULL;
	enum status st = store_begin(sealed, err);

	if (st != ST_OK)
		return st;
	st = setting_get(store_town(sealed), SETTING_SORT_LANGUAGE, &town, err);
	if (st == ST_OK)
		st = sort_all(&s, town, err);
	if (st == ST_OK)
		st = store_commit(sealed, err);
	else
		store_rollback(sealed);
	free(town);
	return st;
}

enum status order_follow(struct store *sealed, struct err *err)
{
	char *town = NULL, *ours = NULL;
	enum status st = setting_get(store_town(sealed), SETTING_SORT_LANGUAGE, &town, err);

	if (st == ST_OK)
		st = setting_get(sealed, SETTING_SORT_LANGUAGE, &ours, err);
	if (st == ST_OK && !str_same(town, ours) && !store_read_only(store_town(sealed)))
		st = follow(sealed, err);
	free(town);
	free(ours);
	return st;
}
