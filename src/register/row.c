/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows: values to columns and back, own values beside them, the sort key, and the
 * one function that writes a row together with its search keys and its journal
 * entry, so that no door can forget one of them.
 */
#include "register/row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/sealed.h"

QUERY(own_read, "own.read", QUERY_INTERACTIVE,
	"SELECT field, value FROM own_value WHERE kind = :kind AND id = :id");
QUERY(own_write, "own.write", QUERY_INTERACTIVE,
	"INSERT INTO own_value(kind, id, field, value) VALUES(:kind, :id, :field, :value)"
	" ON CONFLICT DO UPDATE SET value = excluded.value");
QUERY(own_drop, "own.drop", QUERY_INTERACTIVE,
	"DELETE FROM own_value WHERE kind = :kind AND id = :id AND field = :field");

/* "12.5" with two decimals is 1250; what is missing behind the point counts as zeros. */
static int64_t scaled(const char *text, int decimals)
{
	bool minus = *text == '-';
	int64_t n = 0;
	int left = decimals;
	bool behind = false;

	for (const char *p = text + minus; *p; p++) {
		if (*p == '.') {
			behind = true;
			continue;
		}
		if (*p < '0' || *p > '9' || (behind && left-- == 0))
			break;
		n = n * 10 + (*p - '0');
	}
	for (left = left < 0 ? 0 : left; left > 0; left--)
		n *= 10;
	return minus ? -n : n;
}

static char *unscaled(int64_t n, int decimals)
{
	int64_t unit = 1;
	uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	if (decimals == 0)
		return mem_fmt("%lld", (long long)n);
	for (int i = 0; i < decimals; i++)
		unit *= 10;
	return mem_fmt("%s%llu.%0*llu", n < 0 ? "-" : "", (unsigned long long)(size / (uint64_t)unit), decimals,
		(unsigned long long)(size % (uint64_t)unit));
}

static int decimals_of(const struct field *field)
{
	return field->kind == FIELD_MONEY ? 2 : field->decimals;
}

void row_bind(struct stmt *stmt, const char *param, const struct field *field, const char *canonical)
{
	struct id id;

	if (!canonical) {
		stmt_null(stmt, param);
		return;
	}
	switch (field->kind) {
	case FIELD_NUMBER:
	case FIELD_MONEY:
		stmt_int(stmt, param, scaled(canonical, decimals_of(field)));
		break;
	case FIELD_YES_NO:
		stmt_int(stmt, param, str_same(canonical, "yes"));
		break;
	case FIELD_REFERENCE:
		/* Words of an older program, that an undo or another desk brings back: they refer to nothing. */
		if (id_parse(canonical, &id))
			stmt_id(stmt, param, id);
		else
			stmt_null(stmt, param);
		break;
	default:
		stmt_text(stmt, param, canonical);
	}
}

char *row_value(struct stmt *stmt, int column, const struct field *field)
{
	char text[37];

	if (stmt_is_null(stmt, column))
		return NULL;
	switch (field->kind) {
	case FIELD_NUMBER:
	case FIELD_MONEY:
		return unscaled(stmt_get_int(stmt, column), decimals_of(field));
	case FIELD_YES_NO:
		return mem_str(stmt_get_int(stmt, column) ? "yes" : "no");
	case FIELD_REFERENCE:
		id_text(stmt_get_id(stmt, column), text);
		return mem_str(text);
	default:
		return mem_str(stmt_get_text(stmt, column));
	}
}

static bool has_own(const struct kind *kind)
{
	return kind->n_fields > 0 && kind->fields[kind->n_fields - 1].own;
}

/* Values of fields that the municipality no longer has stay in the file and out of the record. */
static enum status take_own(struct store *store, struct record *record, struct err *err)
{
	struct stmt *stmt;
	enum status status = store_query(store, &own_read, &stmt, err);

	if (status != ST_OK)
		return status;
	stmt_text(stmt, ":kind", record->kind->name);
	stmt_id(stmt, ":id", record->id);
	while ((status = stmt_step(stmt, err)) == ST_OK) {
		const struct field *field = kind_field(record->kind, stmt_get_text(stmt, 0));
		if (field && field->own) {
			char **value = &record->value[field_index(record->kind, field)];
			free(*value);
			*value = mem_str(stmt_get_text(stmt, 1));
		}
	}
	return status == ST_DONE ? ST_OK : status;
}

enum status row_take(struct store *store, const struct kind *kind, struct stmt *stmt, struct record **out,
	struct err *err)
{
	struct record *record = mem_alloc(sizeof *record);

	record->kind = kind;
	record->rid = stmt_get_int(stmt, 0);
	record->id = stmt_get_id(stmt, 1);
	record->rev = stmt_get_int(stmt, 2);
	record->gone = stmt_get_int(stmt, 3) != 0;
	record->value = mem_array((size_t)kind->n_fields + 1, sizeof *record->value);
	for (int i = 0; i < kind->n_fields && !kind->fields[i].own; i++)
		record->value[i] = row_value(stmt, 4 + i, &kind->fields[i]);
	*out = record;
	return has_own(kind) ? take_own(store, record, err) : ST_OK;
}

void record_free(struct record *record)
{
	if (!record)
		return;
	for (int i = 0; i < record->kind->n_fields; i++)
		free(record->value[i]);
	free(record->value);
	free(record);
}

enum status row_load(struct store *store, const struct kind *kind, struct id id, struct record **out,
	struct err *err)
{
	char sql[ROW_SQL_MAX];
	struct stmt *stmt;
	enum status status;

	*out = NULL;
	snprintf(sql, sizeof sql, "%s WHERE id = :id", kind->sql_select);
	status = store_sql(store, sql, &stmt, err);
	if (status != ST_OK)
		return status;
	stmt_id(stmt, ":id", id);
	status = stmt_step(stmt, err);
	if (status == ST_OK)
		status = row_take(store, kind, stmt, out, err);
	else if (status == ST_DONE)
		status = ST_NOTFOUND;
	stmt_reset(stmt);
	if (status != ST_OK) {
		record_free(*out);
		*out = NULL;
	}
	return status;
}

enum status row_alive(struct store *store, const struct kind *kind, struct id id, struct err *err)
{
	char sql[160];
	struct stmt *stmt;
	enum status status;

	snprintf(sql, sizeof sql, "SELECT 1 FROM %s WHERE id = :id AND gone = 0", kind->name);
	status = store_sql(store, sql, &stmt, err);
	if (status != ST_OK)
		return status;
	stmt_id(stmt, ":id", id);
	status = stmt_step(stmt, err);
	stmt_reset(stmt);
	return status == ST_DONE ? ST_NOTFOUND : status;
}

/* One of the fields named before `end` has a value. */
static bool titled_before(const struct kind *kind, char *const *value, const char *end)
{
	for (const char *at = kind->title; at < end; at += strspn(at, " |")) {
		size_t len = strcspn(at, " |");
		for (int i = 0; i < kind->n_fields; i++)
			if (value[i] && strlen(kind->fields[i].name) == len && !memcmp(kind->fields[i].name, at, len))
				return true;
		at += len;
	}
	return false;
}

const struct field *row_title_next(const struct kind *kind, char *const *value, const char **at)
{
	while (**at) {
		const struct field *chosen = NULL;
		*at += strspn(*at, " ");
		if (str_starts(*at, "else ") && titled_before(kind, value, *at))
			return NULL;
		for (const char *end = *at + strcspn(*at, " "); *at < end; *at += **at == '|') {
			size_t len = strcspn(*at, "| ");
			char name[64];
			snprintf(name, sizeof name, "%.*s", (int)len, *at);
			const struct field *field = kind_field(kind, name);
			*at += len;
			if (!chosen && field && value[field_index(kind, field)])
				chosen = field;
		}
		if (chosen)
			return chosen;
	}
	return NULL;
}

void row_title_key(struct str *out, const char *title)
{
	text_sort_key(out, title);
	if (out->len > ROW_SORT_KEY_MAX)
		out->len = ROW_SORT_KEY_MAX;
}

void row_sort_key(struct str *out, const struct kind *kind, char *const *value)
{
	struct str title = STR_INIT;
	const char *at = kind->title;
	const struct field *field;

	while ((field = row_title_next(kind, value, &at))) {
		if (field->kind == FIELD_REFERENCE)
			continue;
		if (title.len)
			str_addc(&title, ' ');
		str_addn(&title, value[field_index(kind, field)],
			strnlen(value[field_index(kind, field)], ROW_SORT_KEY_MAX));
	}
	if (title.len)
		row_title_key(out, str_get(&title));
	str_free(&title);
}

/* A sort key is its primary weights, the byte 1, then weights of lower levels: texts that begin alike share the
 * first part only. */
void row_sort_prefix(struct str *out, const char *text)
{
	const char *level;

	text_sort_key(out, text);
	level = out->len ? memchr(out->s, 1, out->len) : NULL;
	if (level)
		out->len = (size_t)(level - out->s);
}

static enum status write_own(struct store *store, const struct record *record, const struct field *field,
	const char *value, struct err *err)
{
	struct stmt *stmt;
	enum status status = store_query(store, value ? &own_write : &own_drop, &stmt, err);

	if (status != ST_OK)
		return status;
	stmt_text(stmt, ":kind", record->kind->name);
	stmt_id(stmt, ":id", record->id);
	stmt_text(stmt, ":field", field->name);
	if (value)
		stmt_text(stmt, ":value", value);
	return stmt_run(stmt, err);
}

/* Only what changed stands in an update: SQLite writes every index of a column that is named, changed or not. */
static void update_sql(struct str *sql, const struct record *before, const struct record *after, bool new_key)
{
	const struct kind *kind = after->kind;

	str_addf(sql, "UPDATE \"%s\" SET rev = :rev", kind->name);
	if (before->gone != after->gone)
		str_add(sql, ", gone = :gone");
	if (new_key)
		str_add(sql, ", sort_key = :sort_key");
	for (int i = 0; i < kind->n_fields && !kind->fields[i].own; i++)
		if (!str_same(before->value[i], after->value[i]))
			str_addf(sql, ", \"%s\" = :%s", kind->fields[i].name, kind->fields[i].name);
	str_add(sql, " WHERE rid = :rid");
}

/* before NULL: all of them. */
static void bind_fields(struct stmt *stmt, const struct record *before, const struct record *after)
{
	const struct kind *kind = after->kind;

	for (int i = 0; i < kind->n_fields && !kind->fields[i].own; i++) {
		char param[80] = ":";

		if (before && str_same(before->value[i], after->value[i]))
			continue;
		str_copy(param + 1, sizeof param - 1, kind->fields[i].name);
		row_bind(stmt, param, &kind->fields[i], after->value[i]);
	}
}

static enum status insert_columns(struct store *store, struct record *after, const struct str *key, struct err *err)
{
	struct stmt *stmt;
	enum status status = store_sql(store, after->kind->sql_insert, &stmt, err);

	if (status != ST_OK)
		return status;
	stmt_id(stmt, ":id", after->id);
	stmt_int(stmt, ":rev", after->rev);
	stmt_int(stmt, ":gone", after->gone);
	if (key->len)
		stmt_blob(stmt, ":sort_key", key->s, key->len);
	bind_fields(stmt, NULL, after);
	status = stmt_run(stmt, err);
	if (status == ST_OK)
		after->rid = store_last_rowid(store);
	return status;
}

static enum status update_columns(struct store *store, const struct record *before, const struct record *after,
	const struct str *key, struct err *err)
{
	struct str sql = STR_INIT, old_key = STR_INIT;
	struct stmt *stmt;
	bool new_key;
	enum status status;

	row_sort_key(&old_key, after->kind, before->value);
	new_key = key->len != old_key.len || (key->len && memcmp(key->s, old_key.s, key->len) != 0);
	update_sql(&sql, before, after, new_key);
	status = store_sql(store, str_get(&sql), &stmt, err);
	if (status == ST_OK) {
		stmt_int(stmt, ":rid", after->rid);
		stmt_int(stmt, ":rev", after->rev);
		if (before->gone != after->gone)
			stmt_int(stmt, ":gone", after->gone);
		if (new_key && key->len)
			stmt_blob(stmt, ":sort_key", key->s, key->len);
		bind_fields(stmt, before, after);
		status = stmt_run(stmt, err);
	}
	str_free(&old_key);
	str_free(&sql);
	return status;
}

static enum status write_columns(struct store *store, const struct record *before, struct record *after,
	struct err *err)
{
	struct str key = STR_INIT;
	enum status status;

	row_sort_key(&key, after->kind, after->value);
	status = before ? update_columns(store, before, after, &key, err) : insert_columns(store, after, &key, err);
	str_free(&key);
	return status;
}

static enum journal_op op_of(const struct record *before, const struct record *after)
{
	if (!before)
		return JOURNAL_CREATE;
	if (before->gone != after->gone)
		return after->gone ? JOURNAL_DELETE : JOURNAL_RESTORE;
	return JOURNAL_UPDATE;
}

/* Fields that differ or were set by a merged entry, with the value before; returns their number. */
static size_t difference(const struct record *before, const struct record *after, const struct row_merged *merged,
	struct journal_field *out)
{
	size_t n = 0;

	for (int i = 0; before && i < after->kind->n_fields; i++)
		if (!str_same(before->value[i], after->value[i]) || (merged && merged->touched[i]))
			out[n++] = (struct journal_field){ .field = after->kind->fields[i].name,
				.before = before->value[i] };
	return n;
}

static enum status write_search(struct row_pen *pen, const struct record *before, const struct record *after,
	struct err *err)
{
	const struct kind *kind = after->kind;
	char *const *was = before && !before->gone ? before->value : NULL;
	char *const *is = !after->gone ? after->value : NULL;

	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].search && !str_same(was ? was[i] : NULL, is ? is[i] : NULL))
			return search_note(pen->search, kind, after->rid, is, err);
	return ST_OK;
}

enum status row_write(struct row_pen *pen, const struct record *before, struct record *after,
	const struct row_merged *merged, struct err *err)
{
	const struct kind *kind = after->kind;
	struct journal_field fields[kind->n_fields + 1];
	struct journal_entry entry = pen->stamp;
	enum status status;

	/* The town's own rows follow by the places that a sealed file holds. */
	if (store_shares(pen->store, kind->name)) {
		after->rev = before ? before->rev : 0;
		after->rid = before ? before->rid : 0;
		return ST_OK;
	}
	entry.op = merged ? merged->op : op_of(before, after);
	entry.fields = fields;
	entry.n_fields = difference(before, after, merged, fields);
	if (entry.op == JOURNAL_UPDATE && entry.n_fields == 0 && !merged)
		return ST_OK;
	entry.seq = 0;
	entry.id = after->id;
	str_copy(entry.kind, sizeof entry.kind, kind->name);
	after->rev = before ? before->rev + 1 : 1;
	after->rid = before ? before->rid : 0;
	status = write_columns(pen->store, before, after, err);
	for (int i = 0; status == ST_OK && has_own(kind) && i < kind->n_fields; i++)
		if (kind->fields[i].own && !str_same(before ? before->value[i] : NULL, after->value[i]))
			status = write_own(pen->store, after, &kind->fields[i], after->value[i], err);
	if (status == ST_OK)
		status = write_search(pen, before, after, err);
	if (status == ST_OK)
		status = journal_append(pen->store, &entry, err);
	return status;
}
