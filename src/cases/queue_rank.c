/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A block holds the keys from its first one up to that of the next block; the first
 * block of a line begins at "" and stays, so that every key has one.  Too large, a block
 * is split; empty, it goes.
 */
#include "cases/queue_rank.h"

#include "base/str.h"
#include "store/query.h"

#define HALF 64                      /* rows of a fresh block; twice as many are split */

#define LINE "language = :language AND level = :level AND place = :place"
QUERY(block_of, "queue.block", QUERY_INTERACTIVE,
	"SELECT first, n FROM queue_block WHERE " LINE " AND first <= :key ORDER BY first DESC LIMIT 1");
QUERY(put_block, "queue.put_block", QUERY_INTERACTIVE,
	"INSERT OR REPLACE INTO queue_block(language, level, place, first, n) VALUES(:language, :level, :place, :first, :n)");
QUERY(drop_block, "queue.drop_block", QUERY_INTERACTIVE, "DELETE FROM queue_block WHERE " LINE " AND first = :first");
QUERY(middle_of, "queue.middle", QUERY_INTERACTIVE,
	"SELECT key FROM queue WHERE " LINE " AND key >= :first ORDER BY key LIMIT 1 OFFSET :half");
QUERY(rank_of, "queue.rank", QUERY_INTERACTIVE,
	"SELECT (SELECT coalesce(sum(n), 0) FROM queue_block WHERE " LINE " AND first < :first)"
	" + (SELECT count(*) FROM queue WHERE " LINE " AND key >= :first AND key < :key)");
QUERY(next_place, "queue.next_place", QUERY_INTERACTIVE,
	"SELECT place FROM queue_block WHERE language = :language AND level = :level AND place > :place ORDER BY place LIMIT 1");
QUERY(drop_blocks, "queue.drop_blocks", QUERY_BATCH, "DELETE FROM queue_block");
QUERY(put_blocks, "queue.put_blocks", QUERY_BATCH,
	"INSERT INTO queue_block(language, level, place, first, n)"
	" SELECT language, level, place, CASE block WHEN 0 THEN '' ELSE min(key) END, count(*) FROM ("
	"SELECT language, level, place, key, (row_number() OVER (PARTITION BY language, level, place ORDER BY key) - 1) / 64"
	" AS block FROM queue) GROUP BY language, level, place, block");
QUERY(faults_of, "queue.block_faults", QUERY_BATCH,
	"SELECT (SELECT count(*) FROM queue_block b WHERE b.n <> (SELECT count(*) FROM queue q WHERE q.language = b.language"
	" AND q.level = b.level AND q.place = b.place AND q.key >= b.first AND q.key < coalesce((SELECT c.first"
	" FROM queue_block c WHERE c.language = b.language AND c.level = b.level AND c.place = b.place"
	" AND c.first > b.first ORDER BY c.first LIMIT 1), '~')))"
	" + abs((SELECT count(*) FROM queue) - (SELECT coalesce(sum(n), 0) FROM queue_block))");

struct block { char first[QUEUE_KEY]; int64_t n; };

/* A place is never NULL in these tables: none is x''. */
static void bind_line(struct stmt *stmt, const struct queue_line *line)
{
	stmt_text(stmt, "language", line->language);
	stmt_text(stmt, "level", line->level);
	stmt_blob(stmt, "place", line->place.b, id_none(line->place) ? 0 : sizeof(line->place.b));
}

static enum status find(struct store *store, const struct queue_line *line, const char *key, struct block *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &block_of, &stmt, err);

	if (st != ST_OK)
		return st;
	bind_line(stmt, line);
	stmt_text(stmt, "key", key);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		str_copy(out->first, sizeof(out->first), stmt_get_text(stmt, 0));
		out->n = stmt_get_int(stmt, 1);
		stmt_reset(stmt);
	}
	return st;
}

static enum status put(struct store *store, const struct queue_line *line, const struct block *block, struct err *err)
{
	bool gone = block->n <= 0 && *block->first;
	struct stmt *stmt;
	enum status st = store_query(store, gone ? &drop_block : &put_block, &stmt, err);

	if (st != ST_OK)
		return st;
	bind_line(stmt, line);
	stmt_text(stmt, "first", block->first);
	if (!gone)
		stmt_int(stmt, "n", block->n);
	return stmt_run(stmt, err);
}

static enum status split(struct store *store, const struct queue_line *line, struct block *block, struct err *err)
{
	struct block behind = { "", block->n - HALF };
	struct stmt *stmt;
	enum status st = store_query(store, &middle_of, &stmt, err);

	if (st != ST_OK)
		return st;
	bind_line(stmt, line);
	stmt_text(stmt, "first", block->first);
	stmt_int(stmt, "half", HALF);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	str_copy(behind.first, sizeof(behind.first), stmt_get_text(stmt, 0));
	stmt_reset(stmt);
	block->n = HALF;
	return put(store, line, &behind, err);
}

enum status queue_rank_add(struct store *store, const struct queue_line *line, const char *key, struct err *err)
{
	struct block block = { "", 0 };
	enum status st = find(store, line, key, &block, err);

	if (st != ST_OK && st != ST_DONE)
		return st;
	block.n++;
	st = block.n > 2 * HALF ? split(store, line, &block, err) : ST_OK;
	return st == ST_OK ? put(store, line, &block, err) : st;
}

enum status queue_rank_drop(struct store *store, const struct queue_line *line, const char *key, struct err *err)
{
	struct block block = { "", 0 };
	enum status st = find(store, line, key, &block, err);

	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	block.n--;
	return put(store, line, &block, err);
}

enum status queue_rank_rebuild(struct store *store, struct err *err)
{
	struct id none = { { 0 } };
	enum status st = store_run_of(store, &drop_blocks, none, err);

	return st == ST_OK ? store_run_of(store, &put_blocks, none, err) : st;
}

enum status queue_rank_check(struct store *store, int64_t *faults, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &faults_of, &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*faults = stmt_get_int(stmt, 0);
		stmt_reset(stmt);
	}
	return st;
}

enum status queue_rank(struct store *store, const struct queue_line *line, const char *key, int64_t *out, struct err *err)
{
	struct stmt *stmt;
	struct block block;
	enum status st = find(store, line, key, &block, err);

	*out = 0;
	if (st == ST_OK)
		st = store_query(store, &rank_of, &stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	bind_line(stmt, line);
	stmt_text(stmt, "first", block.first);
	stmt_text(stmt, "key", key);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*out = stmt_get_int(stmt, 0);
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

enum status queue_rank_next(struct store *store, struct queue_line *line, bool first, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (first) {
		line->place = (struct id){ { 0 } };
		return ST_OK;
	}
	st = store_query(store, &next_place, &stmt, err);
	if (st != ST_OK)
		return st;
	bind_line(stmt, line);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		line->place = stmt_get_id(stmt, 0);
		stmt_reset(stmt);
	}
	return st;
}
