/* SPDX-License-Identifier: EUPL-1.2 */
/* Looking after the search index: is it of this version, emptying it, and does it hold together. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "store/posts.h"
#include "store/searchkeys.h"

QUERY(clear_words, "search.clear_words", QUERY_BATCH, "DELETE FROM search_word");
QUERY(clear_near, "search.clear_near", QUERY_BATCH, "DELETE FROM search_near");
QUERY(clear_sounds, "search.clear_sounds", QUERY_BATCH, "DELETE FROM search_sound");
QUERY(clear_posts, "search.clear_posts", QUERY_BATCH, "DELETE FROM search_post");
QUERY(clear_numbers, "search.clear_numbers", QUERY_BATCH, "DELETE FROM search_number");
QUERY(clear_people, "search.clear_people", QUERY_BATCH, "DELETE FROM search_person");
QUERY(orphan_words, "search.orphan_words", QUERY_BATCH,
      "SELECT count(*) FROM search_word w WHERE NOT EXISTS(SELECT 1 FROM search_post p WHERE p.word = "
      "w.word)");
QUERY(orphan_posts, "search.orphan_posts", QUERY_BATCH,
	"SELECT count(*) FROM (SELECT DISTINCT word FROM search_post WHERE word > 0) p"
	" WHERE NOT EXISTS(SELECT 1 FROM search_word w WHERE w.word = p.word)");
QUERY(all_people, "search.all_people", QUERY_BATCH, "SELECT rid, keys FROM search_person ORDER BY rid");
QUERY(all_posts, "search.all_posts", QUERY_BATCH,
	"SELECT sum(length(people)) / 2 FROM search_post WHERE word > 0");
QUERY(numbers_in_order, "search.numbers_in_order", QUERY_BATCH,
	"SELECT key, rid, field FROM search_number WHERE key >= 'e' AND key < 'q' ORDER BY key");
QUERY(all_numbers, "search.all_numbers", QUERY_BATCH, "SELECT count(*) FROM search_number");

static const char version_key[] = "search_version";

enum status search_is_stale(struct store *store, bool *stale, struct err *err)
{
	char *version = NULL;
	enum status st = setting_get(store, version_key, &version, err);

	*stale = !version || atoi(version) != SEARCH_VERSION;
	free(version);
	return st;
}

enum status search_mark(struct store *store, struct err *err)
{
	char *version = mem_fmt("%d", SEARCH_VERSION);
	enum status st = setting_set(store, version_key, version, err);

	free(version);
	return st;
}

enum status search_clear(struct store *store, struct err *err)
{
	static const struct query *const all[] = {
		&clear_words, &clear_near, &clear_sounds, &clear_posts, &clear_numbers, &clear_people,
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < ARRAY_LEN(all) && st == ST_OK; i++) {
		struct stmt *stmt;

		st = store_query(store, all[i], &stmt, err);
		if (st == ST_OK)
			st = stmt_run(stmt, err);
	}
	return st;
}

static enum status one_number(struct store *store, const struct query *query, int64_t *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return ST_OK;
}

/* Distinct words and numbers of one person: as many postings must stand. */
static void count_keys(const struct search_keys *keys, int64_t *words, int64_t *numbers)
{
	for (int i = 0; i < keys->count; i++) {
		bool again = false;

		for (int j = 0; j < i && !again; j++)
			again = keys->key[j].as == keys->key[i].as &&
				keys->key[j].flags == keys->key[i].flags &&
				!strcmp(keys->key[j].key, keys->key[i].key) &&
				(keys->key[i].as == SEARCH_NAME || keys->key[j].field == keys->key[i].field);
		if (!again && keys->key[i].as == SEARCH_NAME)
			++*words;
		else if (!again)
			++*numbers;
	}
}

enum status search_each(struct store *store, search_person_fn *fn, void *ctx, struct err *err)
{
	struct search_keys keys = { 0 };
	struct stmt *stmt;
	bool on = true;
	enum status st = store_query(store, &all_people, &stmt, err);

	while (st == ST_OK && on && (st = stmt_step(stmt, err)) == ST_OK) {
		size_t len;
		const char *packed = stmt_get_blob(stmt, 1, &len);

		keys_unpack(&keys, packed, len);
		on = fn(ctx, stmt_get_int(stmt, 0), &keys);
	}
	if (!on)
		stmt_reset(stmt);
	search_keys_free(&keys);
	return st == ST_DONE ? ST_OK : st;
}

enum { SHARED_MOST = 50 };

enum status search_shared(struct store *store, uint64_t fields, search_shared_fn *fn, void *ctx,
			  struct err *err)
{
	struct str key = STR_INIT;
	int64_t rids[SHARED_MOST];
	int n = 0;
	bool on = true;
	struct stmt *stmt;
	enum status st = store_query(store, &numbers_in_order, &stmt, err);

	while (st == ST_OK && on && (st = stmt_step(stmt, err)) == ST_OK) {
		if (!(fields >> stmt_get_int(stmt, 2) & 1))
			continue;
		if (strcmp(str_get(&key), stmt_get_text(stmt, 0)) != 0) {
			if (n > 1)
				on = fn(ctx, key.s[0] == 'p' ? SEARCH_PHONE : SEARCH_EMAIL, rids, n);
			str_clear(&key);
			str_add(&key, stmt_get_text(stmt, 0));
			n = 0;
		}
		if (n < SHARED_MOST)
			rids[n++] = stmt_get_int(stmt, 1);
	}
	if (st == ST_DONE && n > 1)
		fn(ctx, key.s[0] == 'p' ? SEARCH_PHONE : SEARCH_EMAIL, rids, n);
	if (!on)
		stmt_reset(stmt);
	str_free(&key);
	return st == ST_DONE ? ST_OK : st;
}

struct counts { int64_t words, numbers; };

static bool count_person(void *ctx, int64_t rid, const struct search_keys *keys)
{
	struct counts *counts = ctx;

	(void)rid;
	count_keys(keys, &counts->words, &counts->numbers);
	return true;
}

enum status search_check(struct store *store, void (*found)(void *ctx, const char *what), void *ctx,
			 struct err *err)
{
	int64_t orphans = 0, strays = 0, posts = 0, stored = 0;
	struct counts counts = { 0, 0 };
	enum status st = one_number(store, &orphan_words, &orphans, err);

	if (st == ST_OK)
		st = one_number(store, &orphan_posts, &strays, err);
	if (st == ST_OK)
		st = one_number(store, &all_posts, &posts, err);
	if (st == ST_OK)
		st = one_number(store, &all_numbers, &stored, err);
	if (st == ST_OK)
		st = search_each(store, count_person, &counts, err);
	if (st != ST_OK)
		return st;
	if (orphans || strays)
		found(ctx, _("The search index holds words that lead to nobody, or people under words that "
			     "it does not hold."));
	if (counts.words != posts || counts.numbers != stored)
		found(ctx, _("The search index and the people in the file do not fit together; some may not "
			     "be found."));
	return ST_OK;
}
