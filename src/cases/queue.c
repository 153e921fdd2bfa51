/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows are not patched but put anew from the records, by the order that the setting
 * names: the one in force when they were last made.
 */
#include "cases/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "cases/queue_rank.h"
#include "register/change.h"
#include "register/session.h"

/* Raised when keys are made in another way. */
#define QUEUE_VERSION "1"
#define SETTING_QUEUE "queue.order"

QUERY(rows_of_one, "queue.rows_of", QUERY_INTERACTIVE,
	"SELECT enrolment, person, language, level, place, key FROM queue"
	" WHERE enrolment = (SELECT rid FROM enrolment WHERE id = :id)");
QUERY(rows_of_person, "queue.rows_of_person", QUERY_INTERACTIVE,
	"SELECT enrolment, person, language, level, place, key FROM queue"
	" WHERE person = (SELECT rid FROM person WHERE id = :id)");
QUERY(drop_row, "queue.drop", QUERY_INTERACTIVE, "DELETE FROM queue WHERE enrolment = :enrolment");
QUERY(put_row, "queue.put", QUERY_INTERACTIVE,
	"INSERT INTO queue(enrolment, person, language, level, place, key)"
	" VALUES(:enrolment, :person, :language, :level, :place, :key)");
QUERY(drop_all, "queue.drop_all", QUERY_BATCH, "DELETE FROM queue");

enum scope { OF_ENROLMENT, OF_PERSON, OF_ALL };

static const int widths[] = { [CRITERION_EARLIEST] = 10, [CRITERION_FEWEST] = 4, [CRITERION_YES] = 1 };

static bool goes_by_asking(const struct queue_order *order)
{
	for (int i = 0; i < order->count; i++)
		if (str_same(order->by[i]->value, "asked"))
			return true;
	return false;
}

int queue_parts(const struct queue_order *order)
{
	return order->count + (goes_by_asking(order) ? 1 : 2);
}

const struct criterion *queue_part(const struct queue_order *order, int n)
{
	if (n < order->count)
		return order->by[n];
	return n == order->count && !goes_by_asking(order) ? criterion_named("waited") : NULL;
}

int queue_key_length(const struct queue_order *order, int parts)
{
	int length = 0;

	for (int i = 0; i < parts; i++) {
		const struct criterion *by = queue_part(order, i);

		length += by ? widths[by->first] : 32;
	}
	return length;
}

/* Of identifiers alone.  A term that a course cannot help with does not count. */
static void add_value(struct str *sql, const struct criterion *by)
{
	if (str_same(by->value, "clock.due"))
		str_add(sql, "(SELECT min(c.due) FROM clock c WHERE c.person = e.person AND c.gone = 0 AND c.set_by = 'law'"
			" AND c.state = 'running' AND c.event NOT IN ('decision_sent', 'dossier_complete', 'turned_18', 'placed'))");
	else if (str_starts(by->value, "person."))
		str_addf(sql, "p.\"%s\"", by->value + strlen("person."));
	else
		str_addf(sql, "e.\"%s\"", by->value);
}

static void add_part(struct str *sql, const struct criterion *by)
{
	if (by->first == CRITERION_EARLIEST) {
		/* A day known to the month or the year counts as the last one that it may be. */
		str_add(sql, "substr(coalesce(");
		add_value(sql, by);
		str_add(sql, ", '') || '9999-99-99', 1, 10)");
	} else {
		str_add(sql, by->first == CRITERION_YES ? "CASE WHEN " : "printf('%04d', min(coalesce(");
		add_value(sql, by);
		str_add(sql, by->first == CRITERION_YES ? " THEN '0' ELSE '1' END" : ", 0), 9999))");
	}
}

static char *rows_sql(const struct queue_order *order, enum scope scope)
{
	struct str sql = STR_INIT;

	str_add(&sql, "SELECT e.rid AS enrolment, p.rid AS person, coalesce(e.language, '') AS language,"
		" coalesce(e.level, '') AS level, coalesce(e.neighbourhood, x'') AS place, ");
	for (int i = 0; i < queue_parts(order) - 1; i++) {
		add_part(&sql, queue_part(order, i));
		str_add(&sql, " || ");
	}
	str_add(&sql, "hex(e.id) AS key FROM enrolment e CROSS JOIN person p ON p.id = e.person"
		" WHERE e.gone = 0 AND e.state = 'waiting' AND p.gone = 0 AND p.left IS NULL");
	str_add(&sql, scope == OF_ALL ? "" : scope == OF_PERSON ? " AND e.person = :id" : " AND e.id = :id");
	return str_take(&sql);
}

struct row { int64_t enrolment, person; struct queue_line line; char key[QUEUE_KEY]; };
#define ROWS 64                      /* of one person; nobody waits for more than there are languages and levels */

static void take_row(struct row *row, struct stmt *stmt)
{
	size_t len;

	*row = (struct row){ .enrolment = stmt_get_int(stmt, 0), .person = stmt_get_int(stmt, 1) };
	str_copy(row->line.language, sizeof(row->line.language), stmt_get_text(stmt, 2));
	str_copy(row->line.level, sizeof(row->line.level), stmt_get_text(stmt, 3));
	if (stmt_get_blob(stmt, 4, &len) && len == sizeof(row->line.place.b))
		row->line.place = stmt_get_id(stmt, 4);
	str_copy(row->key, sizeof(row->key), stmt_get_text(stmt, 5));
}

/* Up to ROWS of them, read to the end before anything is written. */
static enum status read_rows(struct stmt *stmt, struct id id, struct row *out, int *count, struct err *err)
{
	enum status st = ST_OK;

	*count = 0;
	stmt_id(stmt, "id", id);
	while (*count < ROWS && (st = stmt_step(stmt, err)) == ST_OK)
		take_row(&out[(*count)++], stmt);
	if (st == ST_OK)
		stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status drop(struct store *store, const struct row *row, struct err *err)
{
	struct stmt *stmt;
	enum status st = queue_rank_drop(store, &row->line, row->key, err);

	if (st == ST_OK)
		st = store_query(store, &drop_row, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "enrolment", row->enrolment);
	return stmt_run(stmt, err);
}

static enum status put(struct store *store, const struct row *row, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &put_row, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "enrolment", row->enrolment);
	stmt_int(stmt, "person", row->person);
	stmt_text(stmt, "language", row->line.language);
	stmt_text(stmt, "level", row->line.level);
	stmt_blob(stmt, "place", row->line.place.b, id_none(row->line.place) ? 0 : sizeof(row->line.place.b));
	stmt_text(stmt, "key", row->key);
	st = stmt_run(stmt, err);
	return st == ST_OK ? queue_rank_add(store, &row->line, row->key, err) : st;
}

/* What stands of one enrolment or person goes; then each page of what ought to stand comes. */
static enum status drop_those(struct store *store, const struct query *query, struct id id, struct err *err)
{
	struct row row[ROWS];
	struct stmt *stmt;
	int n = ROWS;
	enum status st = ST_OK;

	while (st == ST_OK && n == ROWS) {
		st = store_query(store, query, &stmt, err);
		if (st == ST_OK)
			st = read_rows(stmt, id, row, &n, err);
		for (int i = 0; st == ST_OK && i < n; i++)
			st = drop(store, &row[i], err);
	}
	return st;
}

static enum status put_those(struct store *store, const struct queue_order *order, enum scope scope, struct id id,
	struct err *err)
{
	char *sql = rows_sql(order, scope);
	struct row row[ROWS];
	struct stmt *stmt;
	int n = 0;
	enum status st = store_sql(store, sql, &stmt, err);

	if (st == ST_OK)
		st = read_rows(stmt, id, row, &n, err);
	for (int i = 0; st == ST_OK && i < n; i++)
		st = put(store, &row[i], err);
	free(sql);
	return st;
}

static enum status put_all(struct store *store, const struct queue_order *order, struct err *err)
{
	char *rows = rows_sql(order, OF_ALL);
	char *sql = mem_fmt("INSERT INTO queue(enrolment, person, language, level, place, key) %s", rows);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	if (st == ST_OK)
		st = stmt_run(stmt, err);
	free(sql);
	free(rows);
	return st == ST_OK ? queue_rank_rebuild(store, err) : st;
}

static char *order_text(const struct queue_order *order)
{
	struct str out = STR_INIT;

	str_add(&out, QUEUE_VERSION);
	for (int i = 0; i < order->count; i++)
		str_addf(&out, " %s", order->by[i]->key);
	return str_take(&out);
}

/* "1 deadline waited"; false when it was made in another way, or by criteria that are no more. */
static bool order_read(char *text, struct queue_order *out)
{
	char *word = strsep(&text, " ");

	out->count = 0;
	if (!str_same(word, QUEUE_VERSION))
		return false;
	while ((word = strsep(&text, " ")) != NULL) {
		const struct criterion *by = criterion_named(word);

		if (!by || out->count == CRITERIA_MOST)
			return false;
		out->by[out->count++] = by;
	}
	return out->count > 0;
}

static enum status order_today(struct store *store, struct queue_order *out, struct err *err)
{
	char today[11];

	date_text(clock_today(), today);
	return queue_order_on(store, today, out, err);
}

/* The rule's own words come along where it is the one in force. */
enum status queue_order_now(struct store *store, struct queue_order *out, struct err *err)
{
	struct queue_order made = { .count = 0 };
	char *said = NULL;
	enum status st = order_today(store, out, err);

	if (st == ST_OK)
		st = setting_get(store, SETTING_QUEUE, &said, err);
	if (st == ST_OK && said && order_read(said, &made)) {
		memcpy(out->by, made.by, sizeof(out->by));
		out->count = made.count;
	}
	free(said);
	return st;
}

static enum status rebuild_by(struct store *store, const struct queue_order *order, struct err *err)
{
	struct id none = { { 0 } };
	char *text = order_text(order);
	enum status st = store_run_of(store, &drop_all, none, err);

	if (st == ST_OK)
		st = put_all(store, order, err);
	if (st == ST_OK)
		st = setting_set(store, SETTING_QUEUE, text, err);
	free(text);
	return st;
}

enum status queue_rebuild(struct store *store, struct err *err)
{
	struct queue_order order;
	enum status st = order_today(store, &order, err);

	return st == ST_OK ? rebuild_by(store, &order, err) : st;
}

static enum status is_made_so(struct store *store, const struct queue_order *order, bool *so, struct err *err)
{
	char *said = NULL, *text = order_text(order);
	enum status st = setting_get(store, SETTING_QUEUE, &said, err);

	*so = str_same(said, text);
	free(said);
	free(text);
	return st;
}

static enum status rebuild_alone(struct store *store, struct err *err)
{
	unsigned was;
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	was = store_enter(store, DOOR_CHANGE);
	st = queue_rebuild(store, err);
	store_leave(store, was);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

enum status queue_ready(struct store *store, struct err *err)
{
	struct queue_order order;
	bool so = false;
	enum status st = order_today(store, &order, err);

	if (st == ST_OK)
		st = is_made_so(store, &order, &so, err);
	if (st == ST_OK && !so && !store_read_only(store))
		st = rebuild_alone(store, err);
	return st;
}

enum status queue_check(struct store *store, int64_t *faults, struct err *err)
{
	struct queue_order order;
	struct stmt *stmt;
	int64_t blocks = 0;
	enum status st = queue_order_now(store, &order, err);
	char *rows, *sql;

	if (st != ST_OK)
		return st;
	rows = rows_sql(&order, OF_ALL);
	sql = mem_fmt("WITH ought AS (%s) SELECT (SELECT count(*) FROM (SELECT * FROM ought EXCEPT SELECT * FROM queue))"
		" + (SELECT count(*) FROM (SELECT * FROM queue EXCEPT SELECT * FROM ought))", rows);
	st = store_sql(store, sql, &stmt, err);
	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*faults = stmt_get_int(stmt, 0);
		stmt_reset(stmt);
	}
	free(sql);
	free(rows);
	if (st == ST_OK)
		st = queue_rank_check(store, &blocks, err);
	*faults += blocks;
	return st;
}

static enum status of_enrolment(struct change *change, struct change_item *item, struct err *err)
{
	struct store *store = change_store(change);
	struct queue_order order;
	enum status st = ST_OK;

	if (!change_is_new(item) || change_is_merge(change))
		st = drop_those(store, &rows_of_one, change_id_of(item), err);
	if (st == ST_OK)
		st = queue_order_now(store, &order, err);
	return st == ST_OK ? put_those(store, &order, OF_ENROLMENT, change_id_of(item), err) : st;
}

static enum status of_person(struct store *store, struct id person, struct err *err)
{
	struct queue_order order;
	enum status st = drop_those(store, &rows_of_person, person, err);

	if (st == ST_OK)
		st = queue_order_now(store, &order, err);
	return st == ST_OK ? put_those(store, &order, OF_PERSON, person, err) : st;
}

/* Clocks are many: where the lists do not go by them nothing is done. */
static enum status of_clock(struct store *store, const struct change_item *item, struct err *err)
{
	const char *of = change_get(item, "person");
	struct queue_order order;
	struct id person;
	enum status st = queue_order_now(store, &order, err);

	for (int i = 0; st == ST_OK && i < order.count; i++)
		if (str_same(order.by[i]->value, "clock.due") && of && id_parse(of, &person))
			return of_person(store, person, err);
	return st;
}

/* Of a person what a criterion reads, or whether the person is here; of the rules whether another one holds now. */
static bool person_concerns(const struct change *change, const struct change_item *item)
{
	if (change_is_merge(change) || change_is_deletion(item))
		return true;
	return !change_is_new(item) && (!change_is_update(item) || change_touches(item, "left") ||
		change_touches(item, "arrived"));
}

static enum status follow(struct change *change, struct change_item *item, struct err *err)
{
	const char *kind = change_kind_of(item)->name;
	struct store *store = change_store(change);

	if (str_same(kind, "enrolment"))
		return of_enrolment(change, item, err);
	if (str_same(kind, "queue_rule"))
		return queue_rebuild(store, err);
	if (str_same(kind, "person") && person_concerns(change, item))
		return of_person(store, change_id_of(item), err);
	return str_same(kind, "clock") ? of_clock(store, item, err) : ST_OK;
}

void queue_init(void)
{
	change_after_every(follow);
	session_ready_every(queue_ready);
}
