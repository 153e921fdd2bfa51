/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows are not patched but put anew from the records.  Days are counted here, not in
 * SQL, whose months overflow where terms end on the last day.
 */
#include "cases/due.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "cases/watch.h"
#include "register/change.h"
#include "register/session.h"

/* A running clock waits for its last day; whose it is decides its rank. */
static const struct watch clock_watch = {
	.key = "clock", .kind = "clock", .field = "due", .stage = "arrival",
	.when = (const struct watch_when[]){ { "state", (const char *const[]){ "running", NULL } }, { NULL, NULL } },
};

/* Raised when rows are made in another way: a file with another number gets them anew. */
#define DUE_VERSION 1u
#define SETTING_DUE "due.version"

QUERY(drop_record, "due.drop_record", QUERY_INTERACTIVE, "DELETE FROM due WHERE record = :id");
QUERY(drop_person, "due.drop_person", QUERY_INTERACTIVE,
	"DELETE FROM due WHERE person = (SELECT rid FROM person WHERE id = :id)");
QUERY(drop_all, "due.drop_all", QUERY_BATCH, "DELETE FROM due");
QUERY(put_row, "due.put", QUERY_INTERACTIVE,
	"INSERT INTO due(record, watch, kind, person, day, rank, stage, caseworker)"
	" VALUES(:record, :watch, :kind, :person, :day, :rank, :stage, :caseworker)");
QUERY(has_row, "due.has", QUERY_INTERACTIVE,
	"SELECT count(*) FROM due WHERE record = :record AND watch = :watch AND kind = :kind AND person = :person"
	" AND day = :day AND rank = :rank AND stage = :stage AND caseworker IS :caseworker");
QUERY(count_rows, "due.count", QUERY_BATCH, "SELECT count(*) FROM due");

enum scope { OF_RECORD, OF_PERSON, OF_ALL };

/* Where a watch's query is read from: these columns, then one a condition. */
enum column { COL_ID, COL_PERSON, COL_DATE, COL_SEEN, COL_WITHOUT, COL_CASEWORKER, COL_PAUSED, COL_RETURN, COL_RANK,
	COL_STAGE, COL_WHEN };

static void add_column(struct str *sql, const char *field)
{
	if (field)
		str_addf(sql, ", k.\"%s\"", field);
	else
		str_add(sql, ", NULL");
}

/* Of identifiers alone. */
static char *sql_of(const struct watch *w, const struct kind *kind, enum scope scope)
{
	struct str sql = STR_INIT;
	bool clock = w == &clock_watch, self = str_same(kind->name, "person");

	str_add(&sql, "SELECT k.id, p.rid");
	add_column(&sql, w->field);
	add_column(&sql, w->seen);
	add_column(&sql, w->without);
	str_add(&sql, kind_field(kind, "caseworker") && !self ? ", coalesce(k.caseworker, p.caseworker)" : ", p.caseworker");
	str_add(&sql, ", p.paused, p.paused_until");
	add_column(&sql, clock ? "set_by" : NULL);
	str_add(&sql, clock ? ", (SELECT stage FROM step WHERE id = k.step)" : ", NULL");
	for (const struct watch_when *when = w->when; when->field; when++)
		add_column(&sql, when->field);
	str_addf(&sql, " FROM \"%s\" k JOIN person p ON ", kind->name);
	if (self)
		str_add(&sql, "p.rid = k.rid");
	else
		str_addf(&sql, "p.id = k.\"%s\"", kind->person);
	str_addf(&sql, " WHERE k.gone = 0 AND p.gone = 0 AND p.left IS NULL AND k.\"%s\" IS NOT NULL", w->field);
	if (scope == OF_RECORD || (scope == OF_PERSON && self))
		str_add(&sql, " AND k.id = :id");
	else if (scope == OF_PERSON)
		str_addf(&sql, " AND k.\"%s\" = :id", kind->person);
	return str_take(&sql);
}

static bool holds(struct stmt *stmt, int column, const struct field *field, const char *const *in)
{
	const char *value = stmt_get_text(stmt, column);

	if (field->kind == FIELD_YES_NO && value)
		value = str_same(value, "1") ? "yes" : "no";
	for (; *in; in++)
		if (str_same(*in, value))
			return true;
	return false;
}

/* The latest day that a date may mean. */
static struct date last_of(struct date d)
{
	if (d.day)
		return d;
	if (d.month)
		return date_add_days(date_add_months((struct date){ d.year, d.month, 1 }, 1), -1);
	return (struct date){ d.year, 12, 31 };
}

static struct date counted(const struct watch *w, struct term length, struct date from)
{
	if (!w->before)
		return term_falls(from, &length, NULL);
	switch (length.unit) {
	case TERM_MONTHS:
		return date_add_months(from, -length.n);
	case TERM_YEARS:
		return date_add_months(from, -12 * length.n);
	case TERM_WEEKS:
		return date_add_days(from, -7L * length.n);
	case TERM_DAYS:
		return date_add_days(from, -length.n);
	case TERM_WORKING_DAYS:
		for (int left = length.n; left > 0; left -= calendar_works(NULL, from))
			from = date_add_days(from, -1);
		return from;
	}
	BUG("a term without a unit");
}

struct due_row {
	const struct watch *watch;
	struct id record;
	int64_t person;
	char day[11];
	int rank;
	const char *stage, *caseworker;      /* borrowed until the next step */
};

static int rank_of(const struct watch *w, struct stmt *stmt)
{
	if (w != &clock_watch)
		return DUE_WATCH;
	return str_same(stmt_get_text(stmt, COL_RANK), "law") ? DUE_LAW : DUE_CITY;
}

/* Looked after already, on the day or somewhat ahead of it. */
static bool is_seen(const char *seen, struct date day)
{
	struct date on;

	return seen && date_parse(seen, &on) && date_days(on) >= date_days(day) - WATCH_EARLY;
}

/* False when nothing waits. A pause puts off what the city wants until the day of return; the law does not pause. */
static bool read_row(const struct watch *w, const struct kind *kind, struct term length, struct stmt *stmt,
	struct due_row *row)
{
	struct date from, day, back;
	const char *stage = stmt_get_text(stmt, COL_STAGE);
	int column = COL_WHEN;

	if (!date_parse(stmt_get_text(stmt, COL_DATE), &from) || !stmt_is_null(stmt, COL_WITHOUT))
		return false;
	for (const struct watch_when *when = w->when; when->field; when++)
		if (!holds(stmt, column++, kind_field(kind, when->field), when->in))
			return false;
	day = counted(w, length, last_of(from));
	row->rank = rank_of(w, stmt);
	if (is_seen(stmt_get_text(stmt, COL_SEEN), day))
		return false;
	if (row->rank != DUE_LAW && !stmt_is_null(stmt, COL_PAUSED)) {
		if (!date_parse(stmt_is_null(stmt, COL_RETURN) ? "" : stmt_get_text(stmt, COL_RETURN), &back))
			return false;
		if (date_days(last_of(back)) > date_days(day))
			day = last_of(back);
	}
	row->watch = w;
	row->record = stmt_get_id(stmt, COL_ID);
	row->person = stmt_get_int(stmt, COL_PERSON);
	date_text(day, row->day);
	row->stage = stage ? stage : w->stage;
	row->caseworker = stmt_get_text(stmt, COL_CASEWORKER);
	return true;
}

static void bind_row(struct stmt *stmt, const struct due_row *row)
{
	stmt_id(stmt, "record", row->record);
	stmt_text(stmt, "watch", row->watch->key);
	stmt_text(stmt, "kind", row->watch->kind);
	stmt_int(stmt, "person", row->person);
	stmt_text(stmt, "day", row->day);
	stmt_int(stmt, "rank", row->rank);
	stmt_text(stmt, "stage", row->stage);
	stmt_text(stmt, "caseworker", row->caseworker);
}

typedef enum status row_fn(struct store *store, const struct due_row *row, void *ctx, struct err *err);

static enum status put(struct store *store, const struct due_row *row, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &put_row, &stmt, err);

	(void)ctx;
	if (st != ST_OK)
		return st;
	bind_row(stmt, row);
	return stmt_run(stmt, err);
}

static enum status each_of(struct store *store, const struct watch *w, enum scope scope, struct id id, row_fn *fn,
	void *ctx, struct err *err)
{
	const struct kind *kind = register_kind(w->kind);
	struct term length = w->length;
	struct stmt *stmt;
	struct due_row row;
	bool off = false;
	char *sql;
	enum status st = w == &clock_watch ? ST_OK : watch_length(store, w, &length, &off, err);

	if (st != ST_OK || off)
		return st;
	sql = sql_of(w, kind, scope);
	st = store_sql(store, sql, &stmt, err);
	free(sql);
	if (st == ST_OK && scope != OF_ALL)
		stmt_id(stmt, "id", id);
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK)
		if (read_row(w, kind, length, stmt, &row)) {
			st = fn(store, &row, ctx, err);
			if (st != ST_OK)
				stmt_reset(stmt);
		}
	return st == ST_DONE ? ST_OK : st;
}

/* The watches of one kind, or of all where kind is NULL. */
static enum status each_watch(struct store *store, const char *kind, enum scope scope, struct id id, row_fn *fn,
	void *ctx, struct err *err)
{
	int count;
	const struct watch *all = watch_all(&count);
	enum status st = ST_OK;

	if (!kind || str_same(kind, clock_watch.kind))
		st = each_of(store, &clock_watch, scope, id, fn, ctx, err);
	for (int i = 0; st == ST_OK && i < count; i++)
		if (!kind || str_same(kind, all[i].kind))
			st = each_of(store, &all[i], scope, id, fn, ctx, err);
	return st;
}

enum status due_of_person(struct store *store, struct id person, struct err *err)
{
	enum status st = store_run_of(store, &drop_person, person, err);

	return st == ST_OK ? each_watch(store, NULL, OF_PERSON, person, put, NULL, err) : st;
}

enum status due_rebuild(struct store *store, struct err *err)
{
	struct id none = { { 0 } };
	enum status st = store_run_of(store, &drop_all, none, err);

	return st == ST_OK ? each_watch(store, NULL, OF_ALL, none, put, NULL, err) : st;
}

struct faults { int64_t right, missing; };

static enum status compare(struct store *store, const struct due_row *row, void *ctx, struct err *err)
{
	struct faults *faults = ctx;
	struct stmt *stmt;
	enum status st = store_query(store, &has_row, &stmt, err);

	if (st != ST_OK)
		return st;
	bind_row(stmt, row);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	if (stmt_get_int(stmt, 0) > 0)
		faults->right++;
	else
		faults->missing++;
	stmt_reset(stmt);
	return ST_OK;
}

enum status due_check(struct store *store, int64_t *faults, struct err *err)
{
	struct id none = { { 0 } };
	struct faults found = { 0, 0 };
	struct stmt *stmt;
	enum status st = each_watch(store, NULL, OF_ALL, none, compare, &found, err);

	if (st == ST_OK)
		st = store_query(store, &count_rows, &stmt, err);
	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	*faults = found.missing + stmt_get_int(stmt, 0) - found.right;
	stmt_reset(stmt);
	return ST_OK;
}

static bool is_watched(const char *kind)
{
	int count;
	const struct watch *all = watch_all(&count);

	if (str_same(kind, clock_watch.kind))
		return true;
	for (int i = 0; i < count; i++)
		if (str_same(all[i].kind, kind))
			return true;
	return false;
}

/* What decides whether and when anything of a person waits. */
static bool concerns_all(const struct change_item *person)
{
	static const char *const fields[] = { "left", "paused", "paused_until", "caseworker" };

	if (!change_is_update(person))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (change_touches(person, fields[i]))
			return true;
	return false;
}

static enum status follow(struct change *change, struct change_item *item, struct err *err)
{
	const char *kind = change_kind_of(item)->name;
	struct store *store = change_store(change);
	struct id id = change_id_of(item);
	bool fresh = change_is_new(item) && !change_is_merge(change);
	enum status st = ST_OK;

	if (str_same(kind, "person") && !fresh && concerns_all(item))
		return due_of_person(store, id, err);
	if (!is_watched(kind))
		return ST_OK;
	if (!fresh)
		st = store_run_of(store, &drop_record, id, err);
	return st == ST_OK ? each_watch(store, kind, OF_RECORD, id, put, NULL, err) : st;
}

/* FNV-1a, over what a row follows from. */
static uint32_t mixed(uint32_t hash, const char *s)
{
	for (; s && *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	return (hash ^ 0xffu) * 16777619u;
}

static char *version_now(void)
{
	int count;
	const struct watch *all = watch_all(&count);
	uint32_t hash = 2166136261u + DUE_VERSION;

	for (int i = 0; i < count; i++) {
		char length[TERM_TEXT_MAX];

		term_canonical(all[i].length, length);
		hash = mixed(mixed(mixed(hash, all[i].key), all[i].kind), all[i].field);
		hash = mixed(mixed(mixed(hash, all[i].seen), all[i].without), all[i].stage);
		hash = mixed(mixed(hash, length), all[i].before ? "before" : "after");
		for (const struct watch_when *when = all[i].when; when->field; when++) {
			hash = mixed(hash, when->field);
			for (const char *const *in = when->in; *in; in++)
				hash = mixed(hash, *in);
		}
	}
	return mem_fmt("%u.%08x", DUE_VERSION, hash);
}

static enum status rebuild_for(struct store *store, const char *version, struct err *err)
{
	unsigned was;
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	was = store_enter(store, DOOR_CHANGE);
	st = due_rebuild(store, err);
	store_leave(store, was);
	if (st == ST_OK)
		st = setting_set(store, SETTING_DUE, version, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

/* A file that an older program wrote, or one that knew other watches. */
enum status due_ready(struct store *store, struct err *err)
{
	char *said = NULL, *version = version_now();
	enum status st = setting_get(store, SETTING_DUE, &said, err);
	bool fits = st == ST_OK && str_same(said, version);

	free(said);
	if (st == ST_OK && !fits && !store_read_only(store))
		st = rebuild_for(store, version, err);
	free(version);
	return st;
}

void due_init(void)
{
	change_after_every(follow);
	session_ready_every(due_ready);
}
