/* SPDX-License-Identifier: EUPL-1.2 */
/* Counting what stood in the file on a day. */
#include "cases/breach.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "store/query.h"

QUERY(last_before, "breach.last", QUERY_BATCH, "SELECT coalesce(max(seq), 0) FROM journal WHERE clock < :clock");
QUERY(erased_since, "breach.erased", QUERY_BATCH, "SELECT count(*) FROM erasure WHERE at >= :at AND ground <> 'tombstone'");
QUERY(in_sealed, "breach.sealed", QUERY_BATCH, "SELECT coalesce(sum(people), 0) FROM sealed");
QUERY(users_then, "breach.users", QUERY_BATCH,
	"SELECT count(*) FROM user WHERE added < :at AND (removed IS NULL OR removed >= :at)");

/* What the day's file held where it differs from today's: by record and field. */
enum { NOT_CHANGED, HAD_VALUE, WAS_EMPTY };
struct since {
	struct map *made;        /* records that did not stand yet */
	struct map *changed;     /* id and field's name: as above */
};

static bool take_entry(void *ctx, const struct journal_entry *entry)
{
	struct since *since = ctx;

	if (entry->op == JOURNAL_CREATE)
		*map_at(since->made, entry->id.b, sizeof entry->id.b) = 1;
	for (size_t i = 0; i < entry->n_fields; i++) {
		char key[16 + 64];
		size_t len = strnlen(entry->fields[i].field, 64);
		int64_t *was;

		memcpy(key, entry->id.b, 16);
		memcpy(key + 16, entry->fields[i].field, len);
		was = map_at(since->changed, key, 16 + len);
		/* The first change after the day tells what stood on it; what was erased since was something. */
		if (*was == NOT_CHANGED)
			*was = entry->fields[i].before || entry->fields[i].erased ? HAD_VALUE : WAS_EMPTY;
	}
	return true;
}

static enum status one_number(struct store *store, const struct query *query, const char *param, int64_t value,
	int64_t *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	if (param)
		stmt_int(stmt, param, value);
	st = stmt_step(stmt, err);
	*out = st == ST_OK ? stmt_get_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* ---- one kind ---- */

struct counting {
	const struct since *since;
	const struct kind *kind;
	struct map *own;         /* values of own fields as they stand: id and field's name */
	struct breach *out;
	breach_person_fn *fn;
	void *ctx;
	int64_t *n;              /* by field */
};

/* Whether the field had a value on the day, for the row that stands ready in a statement of kind->sql_select. */
static bool stood(const struct counting *counting, struct stmt *stmt, struct id id, int i)
{
	const struct field *field = &counting->kind->fields[i];
	char key[16 + 64];
	size_t len = strnlen(field->name, 64);
	const int64_t *was;

	memcpy(key, id.b, 16);
	memcpy(key + 16, field->name, len);
	was = map_find(counting->since->changed, key, 16 + len);
	if (was)
		return *was == HAD_VALUE;
	return field->own ? map_find(counting->own, key, 16 + len) != NULL : !stmt_is_null(stmt, 4 + i);
}

static enum status count_row(struct counting *counting, struct stmt *stmt, struct err *err)
{
	struct id id = stmt_get_id(stmt, 1);
	bool person = str_same(counting->kind->name, "person");

	if (map_find(counting->since->made, id.b, sizeof id.b))
		return ST_OK;
	for (int i = 0; i < counting->kind->n_fields; i++)
		counting->n[i] += stood(counting, stmt, id, i);
	counting->out->people += person;
	if (person && counting->fn && !counting->fn(counting->ctx, id))
		return err_set(err, ST_CANCELLED, _("Stopped. The sheet is not complete."));
	return ST_OK;
}

QUERY(own_of_kind, "breach.own", QUERY_BATCH, "SELECT id, field FROM own_value WHERE kind = :kind");

static enum status read_own(struct store *store, struct counting *counting, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &own_of_kind, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":kind", counting->kind->name);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id id = stmt_get_id(stmt, 0);
		char key[16 + 64];
		size_t len = strnlen(stmt_get_text(stmt, 1), 64);

		memcpy(key, id.b, 16);
		memcpy(key + 16, stmt_get_text(stmt, 1), len);
		*map_at(counting->own, key, 16 + len) = 1;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status count_rows(struct store *store, struct counting *counting, struct err *err)
{
	struct stmt *stmt;
	char *sql = mem_fmt("%s ORDER BY rid", counting->kind->sql_select);
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK && (st = count_row(counting, stmt, err)) == ST_OK)
		continue;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static void keep_counts(struct counting *counting)
{
	struct breach *out = counting->out;

	for (int i = 0; i < counting->kind->n_fields; i++) {
		if (!counting->n[i])
			continue;
		out->field = mem_resize(out->field, (size_t)out->n_fields + 1, sizeof *out->field);
		out->field[out->n_fields++] = (struct breach_field){ counting->kind, &counting->kind->fields[i], counting->n[i] };
	}
}

/* Kinds that tell of people: a person, what hangs under one, and the household. */
static bool tells_of_people(const struct kind *kind)
{
	return kind->person || str_same(kind->name, "person") || str_same(kind->name, "household");
}

static enum status count_kind(struct store *store, struct counting *counting, struct err *err)
{
	enum status st;

	counting->own = map_new();
	counting->n = mem_array((size_t)counting->kind->n_fields, sizeof *counting->n);
	st = read_own(store, counting, err);
	if (st == ST_OK)
		st = count_rows(store, counting, err);
	if (st == ST_OK)
		keep_counts(counting);
	free(counting->n);
	map_free(counting->own);
	return st;
}

/* ---- the sheet ---- */

void breach_clear(struct breach *breach)
{
	free(breach->field);
	memset(breach, 0, sizeof *breach);
}

static enum status numbers(struct store *store, int64_t at, struct breach *out, struct err *err)
{
	enum status st = one_number(store, &erased_since, ":at", at, &out->erased, err);

	if (st == ST_OK)
		st = one_number(store, &in_sealed, NULL, 0, &out->sealed, err);
	return st == ST_OK ? one_number(store, &users_then, ":at", at, &out->users, err) : st;
}

static enum status count_all(struct store *store, int64_t at, struct counting *counting, struct since *since,
	struct err *err)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	int64_t seq = 0;
	enum status st = one_number(store, &last_before, ":clock", at * 65536, &seq, err);

	if (st == ST_OK)
		st = journal_since(store, seq, take_entry, since, err);
	for (int k = 0; k < n && st == ST_OK; k++) {
		counting->kind = kinds[k];
		if (tells_of_people(kinds[k]))
			st = count_kind(store, counting, err);
	}
	return st == ST_OK ? numbers(store, at, counting->out, err) : st;
}

/* The end of the day, as the desk's clock has it: the first moment that is a later local day. */
static int64_t end_of(struct date day)
{
	int64_t at = (int64_t)(date_days(day) + 1) * 86400000;
	struct date local;
	int minute;

	clock_local(at, &local, &minute);
	return at - (date_days(local) - date_days(day) - 1) * 86400000 - (int64_t)minute * 60000;
}

enum status breach_sheet(struct store *store, const struct actor *actor, struct date day, breach_person_fn *fn, void *ctx,
	struct breach *out, struct err *err)
{
	struct since since = { map_new(), map_new() };
	struct counting counting = { .since = &since, .out = out, .fn = fn, .ctx = ctx };
	enum status st = ST_OK;

	memset(out, 0, sizeof *out);
	if (!(actor->roles & (ROLE_CASEWORK | ROLE_ADMIN | ROLE_AUDITOR)) || (fn && !(actor->roles & ROLE_CASEWORK)))
		st = err_set(err, ST_DENIED, fn ? _("Only casework is shown which people a lost copy holds.") :
			_("Your role does not include what a lost copy holds."));
	if (st == ST_OK)
		st = count_all(store, end_of(day), &counting, &since, err);
	map_free(since.made);
	map_free(since.changed);
	if (st != ST_OK)
		breach_clear(out);
	return st;
}
