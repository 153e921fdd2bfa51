/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Search keys of another version are computed anew, some thousand people at a time
 * so that colleagues are not locked out; interrupted, it begins again next time.
 */
#include "register/find.h"
#include "register/row.h"
#include "register/search.h"

QUERY(people_after, "ready.people_after", QUERY_BATCH,
	"SELECT rid, id FROM person WHERE rid > :after AND gone = 0 ORDER BY rid LIMIT :most");
QUERY(people_count, "ready.people", QUERY_BATCH, "SELECT count(*) FROM person WHERE gone = 0");

enum { PEOPLE_AT_ONCE = 2000 };

static enum status note_person(struct store *store, struct search_batch *batch, struct id id, struct err *err)
{
	struct record *record;
	enum status st = row_load(store, register_kind("person"), id, &record, err);

	if (st != ST_OK)
		return st;
	st = search_note(batch, record->kind, record->rid, record->value, err);
	record_free(record);
	return st;
}

/* *after: the last person done; *count: how many were. */
static enum status note_some(struct store *store, int64_t *after, int *count, struct err *err)
{
	struct { int64_t rid; struct id id; } person[PEOPLE_AT_ONCE];
	struct search_batch *batch = search_begin(store);
	struct stmt *stmt;
	enum status st = store_query(store, &people_after, &stmt, err);

	*count = 0;
	if (st == ST_OK) {
		stmt_int(stmt, ":after", *after);
		stmt_int(stmt, ":most", PEOPLE_AT_ONCE);
		while (*count < PEOPLE_AT_ONCE && (st = stmt_step(stmt, err)) == ST_OK) {
			person[*count].rid = stmt_get_int(stmt, 0);
			person[(*count)++].id = stmt_get_id(stmt, 1);
		}
		stmt_reset(stmt);
	}
	if (st == ST_DONE)
		st = ST_OK;
	for (int i = 0; i < *count && st == ST_OK; i++)
		st = note_person(store, batch, person[i].id, err);
	if (st != ST_OK) {
		search_drop(batch);
		return st;
	}
	if (*count)
		*after = person[*count - 1].rid;
	return search_finish(batch, err);
}

static enum status in_transaction(struct store *store, int64_t *after, int *count, struct err *err)
{
	unsigned was = store_enter(store, DOOR_CHANGE);
	enum status st = store_begin(store, err);

	if (st == ST_OK) {
		st = after ? note_some(store, after, count, err) : search_clear(store, err);
		if (st == ST_OK)
			st = store_commit(store, err);
		else
			store_rollback(store);
	}
	store_leave(store, was);
	return st;
}

static enum status count_people(struct store *store, int64_t *people, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &people_count, &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	*people = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return ST_OK;
}

enum status find_ready(struct store *store, find_progress *progress, void *ctx, struct err *err)
{
	int64_t people = 0, done = 0, after = INT64_MIN;
	int count = 1;
	bool stale;
	enum status st = search_is_stale(store, &stale, err);

	if (st != ST_OK || !stale || store_read_only(store))
		return st;
	st = count_people(store, &people, err);
	if (st == ST_OK)
		st = in_transaction(store, NULL, NULL, err);
	while (st == ST_OK && count > 0) {
		st = in_transaction(store, &after, &count, err);
		done += count;
		if (st == ST_OK && progress && !progress(ctx, done, people))
			st = ST_CANCELLED;
	}
	return st == ST_OK ? search_mark(store, err) : st;
}
