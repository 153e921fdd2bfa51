/* SPDX-License-Identifier: EUPL-1.2 */
/* Tombstones: of an id they tell whether its record was erased; nothing leads from them to an id. */
#include "config.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "store/erase.h"
#include "store/inside.h"

#define MARK 32
#define KEY 32
#define KEYS_MAX 64          /* of files whose tombstones were taken over */

QUERY(keys_all, "tombstone.keys", QUERY_BATCH, "SELECT no, key FROM tombstone_key ORDER BY no");
QUERY(key_add, "tombstone.add_key", QUERY_INTERACTIVE, "INSERT OR IGNORE INTO tombstone_key(key) VALUES(:key)");
QUERY(key_no, "tombstone.key_no", QUERY_BATCH, "SELECT no FROM tombstone_key WHERE key = :key");
QUERY(put, "tombstone.put", QUERY_INTERACTIVE,
	"INSERT OR IGNORE INTO tombstone(mark, key, kind, at) VALUES(:mark, :key, :kind, :at)");
QUERY(find, "tombstone.find", QUERY_INTERACTIVE, "SELECT 1 FROM tombstone WHERE mark = :mark");
QUERY(any_of, "tombstone.any_of", QUERY_INTERACTIVE, "SELECT 1 FROM tombstone WHERE kind = :kind LIMIT 1");
QUERY(count_all, "tombstone.count", QUERY_BATCH, "SELECT count(*) FROM tombstone");
QUERY(all, "tombstone.all", QUERY_BATCH,
	"SELECT t.mark, k.key, t.kind, t.at FROM tombstone t JOIN tombstone_key k ON k.no = t.key");

struct keys { int n; int64_t no[KEYS_MAX]; uint8_t key[KEYS_MAX][KEY]; };

static enum status read_keys(struct store *store, struct keys *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &keys_all, &stmt, err);

	out->n = 0;
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		size_t len;
		const void *key = stmt_get_blob(stmt, 1, &len);

		if (len != KEY || out->n == KEYS_MAX)
			continue;
		out->no[out->n] = stmt_get_int(stmt, 0);
		memcpy(out->key[out->n++], key, KEY);
	}
	return st == ST_DONE ? ST_OK : st;
}

static void mark_of(struct id id, const uint8_t key[KEY], uint8_t out[MARK])
{
	crypto_generichash(out, MARK, id.b, sizeof(id.b), key, KEY);
}

static enum status put_mark(struct store *store, const uint8_t mark[MARK], int64_t key, const char *kind, int64_t at,
	struct err *err)
{
	unsigned was = store_enter(store, DOOR_ERASE);
	struct stmt *stmt;
	enum status st = store_query(store, &put, &stmt, err);

	if (st == ST_OK) {
		stmt_blob(stmt, ":mark", mark, MARK);
		stmt_int(stmt, ":key", key);
		stmt_text(stmt, ":kind", kind);
		stmt_int(stmt, ":at", at);
		st = stmt_run(stmt, err);
	}
	store_leave(store, was);
	return st;
}

enum status tombstone_put(struct store *store, const char *kind, struct id id, struct err *err)
{
	struct keys keys;
	uint8_t mark[MARK];
	enum status st = read_keys(store, &keys, err);

	if (st != ST_OK)
		return st;
	if (!keys.n)
		BUG("a file without a key for tombstones");
	mark_of(id, keys.key[0], mark);
	return put_mark(store, mark, keys.no[0], kind, clock_now_ms(), err);
}

static enum status is_marked(struct store *store, const struct keys *keys, struct id id, bool *stands, struct err *err)
{
	uint8_t mark[MARK];
	struct stmt *stmt;
	enum status st = store_query(store, &find, &stmt, err);

	*stands = false;
	for (int i = 0; i < keys->n && st == ST_OK && !*stands; i++) {
		mark_of(id, keys->key[i], mark);
		stmt_reset(stmt);
		stmt_blob(stmt, ":mark", mark, MARK);
		st = stmt_step(stmt, err);
		*stands = st == ST_OK;
		st = st == ST_DONE ? ST_OK : st;
	}
	if (stmt)
		stmt_reset(stmt);
	return st;
}

enum status tombstone_stands(struct store *store, struct id id, bool *stands, struct err *err)
{
	struct keys keys;
	enum status st = read_keys(store, &keys, err);

	*stands = false;
	return st == ST_OK ? is_marked(store, &keys, id, stands, err) : st;
}

static enum status one_number(struct store *store, struct stmt *stmt, int64_t *out, struct err *err)
{
	enum status st = stmt_step(stmt, err);

	(void)store;
	*out = st == ST_OK ? stmt_get_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status tombstone_count(struct store *store, int64_t *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &count_all, &stmt, err);

	return st == ST_OK ? one_number(store, stmt, count, err) : st;
}

/* The number of a key here, which is added when it is new. */
static enum status know_key(struct store *store, const void *key, size_t len, int64_t *no, struct err *err)
{
	unsigned was = store_enter(store, DOOR_ERASE);
	struct stmt *stmt;
	enum status st = store_query(store, &key_add, &stmt, err);

	if (st == ST_OK) {
		stmt_blob(stmt, ":key", key, len);
		st = stmt_run(stmt, err);
	}
	if (st == ST_OK)
		st = store_query(store, &key_no, &stmt, err);
	if (st == ST_OK) {
		stmt_blob(stmt, ":key", key, len);
		st = one_number(store, stmt, no, err);
	}
	store_leave(store, was);
	return st;
}

enum status tombstone_take(struct store *store, struct store *from, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(from, &all, &stmt, err);

	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		size_t mark_len, key_len;
		const void *mark = stmt_get_blob(stmt, 0, &mark_len), *key = stmt_get_blob(stmt, 1, &key_len);
		int64_t no = 0;

		if (mark_len != MARK || key_len != KEY)
			continue;
		st = know_key(store, key, key_len, &no, err);
		if (st == ST_OK)
			st = put_mark(store, mark, no, stmt_get_text(stmt, 2), stmt_get_int(stmt, 3), err);
	}
	if (stmt)
		stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status has_any(struct store *store, const char *kind, bool *any, struct err *err)
{
	int64_t one = 0;
	struct stmt *stmt;
	enum status st = store_query(store, &any_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":kind", kind);
	st = one_number(store, stmt, &one, err);
	*any = one != 0;
	return st;
}

static enum status find_marked(struct store *store, const struct keys *keys, struct stmt *ids, struct id **out,
	int *count, struct err *err)
{
	enum status st;
	bool stands;

	while ((st = stmt_step(ids, err)) == ST_OK) {
		struct id id = stmt_get_id(ids, 0);

		st = is_marked(store, keys, id, &stands, err);
		if (st != ST_OK)
			break;
		if (!stands)
			continue;
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = id;
	}
	stmt_reset(ids);
	return st == ST_DONE ? ST_OK : st;
}

enum status tombstone_found(struct store *store, const char *kind, struct id **out, int *count, struct err *err)
{
	struct keys keys;
	struct stmt *stmt;
	bool any = false;
	char *sql;
	enum status st = has_any(store, kind, &any, err);

	*out = NULL;
	*count = 0;
	if (st == ST_OK && any)
		st = read_keys(store, &keys, err);
	if (st != ST_OK || !any)
		return st;
	sql = mem_fmt("SELECT id FROM \"%s\" ORDER BY rid", kind);
	st = store_sql(store, sql, &stmt, err);
	free(sql);
	return st == ST_OK ? find_marked(store, &keys, stmt, out, count, err) : st;
}
