/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The writing side of the search index.  A batch gathers what its people gain and
 * lose, word by word, and writes each word's postings once; what a person had
 * before is known from search_person, so that callers give only what stands now.
 */
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "store/posts.h"
#include "store/searchkeys.h"

QUERY(word_find, "search.word_find", QUERY_INTERACTIVE,
	"SELECT word, weight FROM search_word WHERE latin = :latin AND flags = :flags");
QUERY(word_add, "search.word_add", QUERY_INTERACTIVE,
	"INSERT INTO search_word(latin, flags, weight) VALUES(:latin, :flags, :weight)");
QUERY(word_weight, "search.word_weight", QUERY_INTERACTIVE,
	"UPDATE search_word SET weight = :weight WHERE word = :word");
QUERY(word_drop, "search.word_drop", QUERY_INTERACTIVE, "DELETE FROM search_word WHERE word = :word");
QUERY(near_add, "search.near_add", QUERY_INTERACTIVE,
	"INSERT OR IGNORE INTO search_near(near, word) VALUES(:near, :word)");
QUERY(near_drop, "search.near_drop", QUERY_INTERACTIVE,
	"DELETE FROM search_near WHERE near = :near AND word = :word");
QUERY(sound_add, "search.sound_add", QUERY_INTERACTIVE,
	"INSERT OR IGNORE INTO search_sound(sound, word) VALUES(:sound, :word)");
QUERY(sound_drop, "search.sound_drop", QUERY_INTERACTIVE,
	"DELETE FROM search_sound WHERE sound = :sound AND word = :word");
QUERY(number_add, "search.number_add", QUERY_INTERACTIVE,
	"INSERT OR IGNORE INTO search_number(key, rid, field) VALUES(:key, :rid, :field)");
QUERY(number_drop, "search.number_drop", QUERY_INTERACTIVE,
	"DELETE FROM search_number WHERE key = :key AND rid = :rid AND field = :field");
QUERY(person_put, "search.person_put", QUERY_INTERACTIVE,
      "INSERT INTO search_person(rid, keys) VALUES(:rid, :keys) ON CONFLICT(rid) DO UPDATE SET keys = "
      "excluded.keys");
QUERY(person_drop, "search.person_drop", QUERY_INTERACTIVE, "DELETE FROM search_person WHERE rid = :rid");

/* A word (or two first letters) with the people who gain or lose it. */
struct word {
	char latin[NAME_WORD_MAX];
	unsigned flags;
	int letters;             /* 1 or 2: stands for all words that begin so; 0: itself */
	struct post *set;
	size_t n, room;
};
struct number { char *key; int64_t rid; int field; bool gone; };
struct person { int64_t rid; struct str keys; };

struct search_batch {
	struct store *store;
	struct map *word_of;                /* latin and flags -> 1 + index */
	struct word *word;
	size_t n_words, room_words;
	struct number *number;
	size_t n_numbers, room_numbers;
	struct map *person_of;              /* rid -> 1 + index */
	struct person *person;
	size_t n_people, room_people;
	struct keys_cache cache;
	struct search_keys keys;
	struct str packed;                  /* what the person at hand had before */
};

struct search_batch *search_begin(struct store *store)
{
	struct search_batch *batch = mem_alloc(sizeof(*batch));

	batch->store = store;
	batch->word_of = map_new();
	batch->person_of = map_new();
	return batch;
}

void search_drop(struct search_batch *batch)
{
	if (!batch)
		return;
	for (size_t i = 0; i < batch->n_words; i++)
		free(batch->word[i].set);
	for (size_t i = 0; i < batch->n_numbers; i++)
		free(batch->number[i].key);
	for (size_t i = 0; i < batch->n_people; i++)
		str_free(&batch->person[i].keys);
	free(batch->word);
	free(batch->number);
	free(batch->person);
	map_free(batch->word_of);
	map_free(batch->person_of);
	keys_cache_clear(&batch->cache);
	str_free(&batch->packed);
	search_keys_free(&batch->keys);
	free(batch);
}

static struct word *word_at(struct search_batch *batch, const char *latin, unsigned flags, int letters)
{
	char key[NAME_WORD_MAX + 1];
	size_t len = letters ? strnlen(latin, (size_t)letters) : strlen(latin);
	int64_t *at;
	struct word *word;

	memcpy(key, latin, len);
	key[len] = (char)(letters ? 125 + letters : 1 + (int)flags);
	at = map_at(batch->word_of, key, len + 1);
	if (*at)
		return &batch->word[*at - 1];
	if (batch->n_words == batch->room_words) {
		batch->room_words = batch->room_words ? batch->room_words * 2 : 32;
		batch->word = mem_resize(batch->word, batch->room_words, sizeof(*batch->word));
	}
	word = &batch->word[batch->n_words++];
	*at = (int64_t)batch->n_words;
	*word = (struct word){ .flags = flags, .letters = letters };
	memcpy(word->latin, latin, len);
	return word;
}

/* The person's entry for this word, in this batch: added, with nothing, when it is new. */
static struct post *post_at(struct word *word, int64_t rid)
{
	if (word->n && word->set[word->n - 1].rid == rid)
		return &word->set[word->n - 1];
	if (word->n == word->room) {
		word->room = word->room ? word->room * 2 : 4;
		word->set = mem_resize(word->set, word->room, sizeof(*word->set));
	}
	word->set[word->n] = (struct post){ .rid = rid };
	return &word->set[word->n++];
}

static void set_bit(struct post *post, unsigned bit, bool add)
{
	if (!add && !post->given)
		post->was |= bit;
	post->given |= add;
	post->mask = add ? post->mask | bit : 0;
}

static void set_mask(struct search_batch *batch, int64_t rid, const struct search_key *key, bool add)
{
	unsigned bit = posts_bit(key->field);

	set_bit(post_at(word_at(batch, key->key, key->flags, 0), rid), bit, add);
	for (int letters = 1; letters <= 2; letters++)
		set_bit(post_at(word_at(batch, key->key, 0, letters), rid), bit, add);
}

static void set_number(struct search_batch *batch, int64_t rid, const struct search_key *key, bool add)
{
	if (batch->n_numbers == batch->room_numbers) {
		batch->room_numbers = batch->room_numbers ? batch->room_numbers * 2 : 16;
		batch->number = mem_resize(batch->number, batch->room_numbers, sizeof(*batch->number));
	}
	batch->number[batch->n_numbers++] = (struct number){ mem_str(key->key), rid, key->field, !add };
}

/* First all that was goes out, then all that is comes in: the last word on each posting stands. */
static void apply(struct search_batch *batch, int64_t rid, const struct search_keys *keys, bool add)
{
	for (int i = 0; i < keys->count; i++) {
		if (keys->key[i].as == SEARCH_NAME)
			set_mask(batch, rid, &keys->key[i], add);
		else
			set_number(batch, rid, &keys->key[i], add);
	}
}

static struct person *person_at(struct search_batch *batch, int64_t rid)
{
	int64_t *at = map_at(batch->person_of, &rid, sizeof(rid));

	if (*at)
		return &batch->person[*at - 1];
	if (batch->n_people == batch->room_people) {
		batch->room_people = batch->room_people ? batch->room_people * 2 : 4;
		batch->person = mem_resize(batch->person, batch->room_people, sizeof(*batch->person));
	}
	batch->person[batch->n_people] = (struct person){ .rid = rid };
	*at = (int64_t)++batch->n_people;
	return &batch->person[batch->n_people - 1];
}

/* What stands of the person, in this batch or in the file. */
static enum status before(struct search_batch *batch, int64_t rid, struct err *err)
{
	const int64_t *at = map_find(batch->person_of, &rid, sizeof(rid));
	const struct str *pending;

	if (!at)
		return keys_read(batch->store, rid, &batch->packed, err);
	pending = &batch->person[*at - 1].keys;
	str_clear(&batch->packed);
	str_addn(&batch->packed, pending->s, pending->len);
	return ST_OK;
}

static void apply_packed(struct search_batch *batch, int64_t rid, const struct str *packed, bool add)
{
	keys_unpack(&batch->keys, packed->s, packed->len);
	apply(batch, rid, &batch->keys, add);
}

enum status search_put(struct search_batch *batch, int64_t rid, const struct search_value *values, int n,
	struct err *err)
{
	struct str now = STR_INIT;
	struct person *person;
	enum status st = before(batch, rid, err);

	if (st == ST_OK)
		st = keys_pack(batch->store, &batch->cache, values, n, &now, err);
	if (st != ST_OK ||
	    (now.len == batch->packed.len && (!now.len || !memcmp(now.s, batch->packed.s, now.len)))) {
		str_free(&now);
		return st;
	}
	apply_packed(batch, rid, &batch->packed, false);
	apply_packed(batch, rid, &now, true);
	person = person_at(batch, rid);
	str_free(&person->keys);
	person->keys = now;
	return ST_OK;
}

static enum status run_near(struct store *store, const struct query *query, const char *latin, int64_t id,
	struct err *err)
{
	int64_t near[KEYS_NEAR_MAX];
	int n = keys_near(latin, near);
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	for (int i = 0; i < n && st == ST_OK; i++) {
		stmt_int(stmt, ":near", near[i]);
		stmt_int(stmt, ":word", id);
		st = stmt_run(stmt, err);
	}
	return st;
}

static enum status run_sounds(struct store *store, const struct query *query, const struct word *word,
			      int64_t id, struct err *err)
{
	char sounds[NAME_SOUNDS][NAME_SOUND_MAX];
	int n = name_sounds(word->latin, word->flags, sounds);
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	for (int i = 0; i < n && st == ST_OK; i++) {
		stmt_text(stmt, ":sound", sounds[i]);
		stmt_int(stmt, ":word", id);
		st = stmt_run(stmt, err);
	}
	return st;
}

static enum status word_create(struct store *store, const struct word *word, int64_t weight, int64_t *id,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &word_add, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":latin", word->latin);
	stmt_int(stmt, ":flags", word->flags);
	stmt_int(stmt, ":weight", weight);
	st = stmt_run(stmt, err);
	*id = store_last_rowid(store);
	if (st == ST_OK)
		st = run_near(store, &near_add, word->latin, *id, err);
	return st == ST_OK ? run_sounds(store, &sound_add, word, *id, err) : st;
}

/* A word that nobody has any more leaves no trace: an erased person's rare name must not survive here. */
static enum status word_forget(struct store *store, const struct word *word, int64_t id, struct err *err)
{
	struct stmt *stmt;
	enum status st = run_near(store, &near_drop, word->latin, id, err);

	if (st == ST_OK)
		st = run_sounds(store, &sound_drop, word, id, err);
	if (st == ST_OK)
		st = store_query(store, &word_drop, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":word", id);
	return stmt_run(stmt, err);
}

/* The weight rises at one person in 2, 4, 8 ... so that a save seldom writes it; which ones, the rid decides.
 */
static int64_t risen(const struct word *word, int64_t weight)
{
	for (size_t i = 0; i < word->n; i++) {
		uint64_t h = (uint64_t)word->set[i].rid * 0x9E3779B97F4A7C15u;

		h ^= h >> 32;
		if (word->set[i].mask && weight < 40 && !(h & ((1ull << weight) - 1)))
			weight++;
	}
	return weight;
}

static enum status word_id(struct store *store, const struct word *word, int64_t *id, struct err *err)
{
	struct stmt *stmt;
	int64_t weight, higher;
	enum status st = store_query(store, &word_find, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":latin", word->latin);
	stmt_int(stmt, ":flags", word->flags);
	st = stmt_step(stmt, err);
	if (st == ST_DONE)
		return word_create(store, word, risen(word, 0), id, err);
	if (st != ST_OK)
		return st;
	*id = stmt_get_int(stmt, 0);
	weight = stmt_get_int(stmt, 1);
	stmt_reset(stmt);
	higher = risen(word, weight);
	if (higher == weight)
		return ST_OK;
	st = store_query(store, &word_weight, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":word", *id);
	stmt_int(stmt, ":weight", higher);
	return stmt_run(stmt, err);
}

static int by_rid(const void *a, const void *b)
{
	const struct post *x = a, *y = b;

	if (x->rid != y->rid)
		return x->rid < y->rid ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* In order of rid, one entry of each: a person may have been put twice, then the last says what will stand and the
 * first what stood. */
static void order(struct word *word)
{
	bool ordered = true;
	size_t n = 0;

	for (size_t i = 0; i < word->n; i++) {
		word->set[i].order = (unsigned)i;
		ordered &= !i || word->set[i - 1].rid < word->set[i].rid;
	}
	if (ordered)
		return;
	qsort(word->set, word->n, sizeof(*word->set), by_rid);
	for (size_t i = 0; i < word->n; i++) {
		if (n && word->set[n - 1].rid == word->set[i].rid)
			word->set[n - 1].mask = word->set[i].mask;
		else
			word->set[n++] = word->set[i];
	}
	word->n = n;
}

/* What stays as it was needs no writing: of a person whose telephone changes, the names do. */
static void settle(struct word *word)
{
	size_t n = 0;

	order(word);
	for (size_t i = 0; i < word->n; i++)
		if (word->set[i].mask != word->set[i].was)
			word->set[n++] = word->set[i];
	word->n = n;
}

static enum status write_word(struct store *store, struct word *word, struct err *err)
{
	int64_t id = word->letters == 1 ? posts_letter(word->latin) : posts_prefix(word->latin);
	bool empty = false;
	enum status st = ST_OK;

	settle(word);
	if (!word->n)
		return ST_OK;
	if (!word->letters)
		st = word_id(store, word, &id, err);
	if (st == ST_OK)
		st = posts_write(store, id, word->set, word->n, &empty, err);
	if (st == ST_OK && empty && !word->letters)
		st = word_forget(store, word, id, err);
	return st;
}

static enum status write_number(struct store *store, const struct number *number, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, number->gone ? &number_drop : &number_add, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":key", number->key);
	stmt_int(stmt, ":rid", number->rid);
	stmt_int(stmt, ":field", number->field);
	return stmt_run(stmt, err);
}

static enum status write_person(struct store *store, const struct person *person, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, person->keys.len ? &person_put : &person_drop, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":rid", person->rid);
	if (person->keys.len)
		stmt_blob(stmt, ":keys", person->keys.s, person->keys.len);
	return stmt_run(stmt, err);
}

enum status search_finish(struct search_batch *batch, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < batch->n_words && st == ST_OK; i++)
		st = write_word(batch->store, &batch->word[i], err);
	for (size_t i = 0; i < batch->n_numbers && st == ST_OK; i++)
		st = write_number(batch->store, &batch->number[i], err);
	for (size_t i = 0; i < batch->n_people && st == ST_OK; i++)
		st = write_person(batch->store, &batch->person[i], err);
	search_drop(batch);
	return st;
}
