/* SPDX-License-Identifier: EUPL-1.2 */
/* Postings: reading a block, adding people to it and taking them out, so that a block stays one short blob. */
#include "store/posts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

QUERY(post_read, "search.post_read", QUERY_INTERACTIVE,
	"SELECT people FROM search_post WHERE word = :word AND block = :block");
QUERY(post_put, "search.post_put", QUERY_INTERACTIVE,
	"INSERT INTO search_post(word, block, people) VALUES(:word, :block, :people)"
	" ON CONFLICT(word, block) DO UPDATE SET people = excluded.people");
QUERY(post_drop, "search.post_drop", QUERY_INTERACTIVE,
	"DELETE FROM search_post WHERE word = :word AND block = :block");
QUERY(post_any, "search.post_any", QUERY_INTERACTIVE,
	"SELECT 1 FROM search_post WHERE word = :word LIMIT 1");

unsigned posts_bit(int field_code)
{
	return 1u << (field_code >= 0 && field_code < 4 ? field_code : 4);
}

static int64_t letter_code(char c)
{
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 1;
	return c >= '0' && c <= '9' ? c - '0' + 27 : 0;
}

int64_t posts_prefix(const char *latin)
{
	return -(letter_code(latin[0]) * 64 + (latin[0] ? letter_code(latin[1]) : 0) + 1);
}

int64_t posts_letter(const char *latin)
{
	return -(letter_code(latin[0]) * 64 + 60);
}

static size_t put(unsigned char *at, unsigned place, unsigned mask)
{
	unsigned entry = place << 5 | mask;

	at[0] = (unsigned char)(entry >> 8);
	at[1] = (unsigned char)(entry & 255);
	return 2;
}

/* Merges what stands with what is set, both in order; returns bytes written to `out`. */
static size_t merge(const unsigned char *old, size_t len, const struct post *set, size_t n, unsigned char *out)
{
	size_t at = 0, i = 0, size = 0;

	while (at + 1 < len || i < n) {
		unsigned entry = at + 1 < len ? (unsigned)old[at] << 8 | old[at + 1] : 0;
		unsigned there = at + 1 < len ? entry >> 5 : POSTS_BLOCK;
		unsigned wanted = i < n ? (unsigned)(set[i].rid % POSTS_BLOCK) : POSTS_BLOCK;

		if (there < wanted) {
			size += put(out + size, there, entry & POSTS_ALL);
			at += 2;
			continue;
		}
		if (there == wanted)
			at += 2;
		if (set[i].mask)
			size += put(out + size, wanted, set[i].mask);
		i++;
	}
	return size;
}

static enum status write_block(struct store *store, int64_t word, const struct post *set, size_t n,
			       struct err *err)
{
	int64_t block = set[0].rid / POSTS_BLOCK;
	struct stmt *stmt;
	unsigned char *people;
	const void *old = NULL;
	size_t len = 0, size;
	enum status st = store_query(store, &post_read, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":word", word);
	stmt_int(stmt, ":block", block);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		old = stmt_get_blob(stmt, 0, &len);
	else if (st != ST_DONE)
		return st;
	people = mem_alloc(len + 2 * n + 2);
	size = merge(old, len, set, n, people);
	st = size == len && (!len || !memcmp(old, people, len)) ? ST_DONE : ST_OK;
	stmt_reset(stmt);
	if (st == ST_OK)
		st = store_query(store, size ? &post_put : &post_drop, &stmt, err);
	if (st == ST_OK) {
		stmt_int(stmt, ":word", word);
		stmt_int(stmt, ":block", block);
		if (size)
			stmt_blob(stmt, ":people", people, size);
		st = stmt_run(stmt, err);
	}
	free(people);
	return st == ST_DONE ? ST_OK : st;
}

enum status posts_write(struct store *store, int64_t word, const struct post *set, size_t n, bool *empty,
	struct err *err)
{
	enum status st = ST_OK;
	struct stmt *stmt;
	bool taken = false;

	*empty = false;
	for (size_t i = 0, j; i < n && st == ST_OK; i = j) {
		for (j = i; j < n && set[j].rid / POSTS_BLOCK == set[i].rid / POSTS_BLOCK; j++)
			taken |= !set[j].mask;
		st = write_block(store, word, set + i, j - i, err);
	}
	if (!taken || st != ST_OK)
		return st;
	st = store_query(store, &post_any, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":word", word);
	st = stmt_step(stmt, err);
	*empty = st == ST_DONE;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}
