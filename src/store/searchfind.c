/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The reading side of the search index.  Each typed word gives some stored words
 * (the same, going on, one edit apart, sounding alike), the likest first; their
 * postings are added up person by person, and the people with the highest sums
 * come out.  The work is bounded: words, and blocks of postings, that one typed
 * word may read.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/posts.h"
#include "store/searchkeys.h"

QUERY(words_exact, "search.words_exact", QUERY_INTERACTIVE,
	"SELECT word, latin, flags, weight FROM search_word WHERE latin = :latin");
QUERY(words_from, "search.words_from", QUERY_INTERACTIVE,
	"SELECT word, latin, flags, weight FROM search_word WHERE latin >= :from AND latin < :to LIMIT :most");
QUERY(words_near, "search.words_near", QUERY_INTERACTIVE,
	"SELECT w.word, w.latin, w.flags, w.weight FROM search_near n JOIN search_word w ON w.word = n.word"
	" WHERE n.near = :near LIMIT :most");
QUERY(words_sound, "search.words_sound", QUERY_INTERACTIVE,
	"SELECT w.word, w.latin, w.flags, w.weight FROM search_sound s JOIN search_word w ON w.word = s.word"
	" WHERE s.sound = :sound LIMIT :most");
QUERY(words_sound_from, "search.words_sound_from", QUERY_INTERACTIVE,
	"SELECT w.word, w.latin, w.flags, w.weight FROM search_sound s JOIN search_word w ON w.word = s.word"
	" WHERE s.sound >= :sound AND s.sound < :to LIMIT :most");
QUERY(posts_of, "search.posts_of", QUERY_INTERACTIVE,
	"SELECT block, people FROM search_post WHERE word = :word");
QUERY(most_rid, "search.most_rid", QUERY_INTERACTIVE, "SELECT max(rid) FROM search_person");
QUERY(numbers_from, "search.numbers_from", QUERY_INTERACTIVE,
	"SELECT rid, field FROM search_number WHERE key >= :from AND key < :to LIMIT :most");
QUERY(numbers_is, "search.numbers_is", QUERY_INTERACTIVE,
	"SELECT rid, field FROM search_number WHERE key = :from LIMIT :most");

enum {
	LOOKED_AT = 1500,     /* stored words that one key of a typed word may bring */
	WORDS_KEPT = 200,     /* stored words whose postings are read, over all typed words */
	BLOCKS_READ = 5000,   /* rows of postings read, over all typed words */
	WEIGHT_EXACT = 250,
	WEIGHT_CLOSE = 190,
	TYPED_MOST = 8,
};

struct choice { int64_t word; int weight, common; };
struct choices { struct choice *choice; size_t n, room; struct map *weighed; /* stored words met before */ };

static void choices_add(struct choices *list, int64_t word, int weight, int common)
{
	if (list->n == list->room) {
		list->room = list->room ? list->room * 2 : 256;
		list->choice = mem_resize(list->choice, list->room, sizeof(*list->choice));
	}
	list->choice[list->n++] = (struct choice){ word, weight, common };
}

static int weigh(const struct search_word *typed, const char *latin, unsigned flags, double worth)
{
	double like;

	if (!strcmp(typed->latin, latin))
		return (int)(WEIGHT_EXACT * worth);
	like = name_like_from(typed->latin, typed->flags, latin, flags, typed->prefix, 0.55);
	return like <= 0 ? 0 : (int)(like * like * 240 * worth);
}

/* Steps through rows of (word, latin, flags, weight) and keeps those that are like what was typed. */
static enum status take(struct stmt *stmt, const struct search_word *typed, double worth, struct choices *list,
	struct err *err)
{
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		int64_t word = stmt_get_int(stmt, 0), *met = map_at(list->weighed, &word, sizeof(word));
		int weight = 0;

		if (!*met)
			weight = weigh(typed, stmt_get_text(stmt, 1), (unsigned)stmt_get_int(stmt, 2), worth);
		*met = 1;
		if (weight)
			choices_add(list, word, weight,
				(int)stmt_get_int(stmt, 3));
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status take_exact(struct store *store, const struct search_word *typed, double worth,
	struct choices *list, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &words_exact, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, ":latin", typed->latin);
	return take(stmt, typed, worth, list, err);
}

static enum status take_going_on(struct store *store, const struct search_word *typed, struct choices *list,
	struct err *err)
{
	char to[NAME_WORD_MAX + 1];
	size_t len = strlen(typed->latin);
	struct stmt *stmt;
	enum status st;

	if (len <= 2) {
		choices_add(list, len == 1 ? posts_letter(typed->latin) : posts_prefix(typed->latin), 200, 0);
		return ST_OK;
	}
	st = store_query(store, &words_from, &stmt, err);
	if (st != ST_OK)
		return st;
	memcpy(to, typed->latin, len);
	to[len] = '\x7f';
	to[len + 1] = '\0';
	stmt_text(stmt, ":from", typed->latin);
	stmt_text(stmt, ":to", to);
	stmt_int(stmt, ":most", LOOKED_AT);
	return take(stmt, typed, 1, list, err);
}

static enum status take_near(struct store *store, const struct search_word *typed, struct choices *list,
	struct err *err)
{
	int64_t near[KEYS_NEAR_MAX];
	int n = keys_near(typed->latin, near);
	enum status st = ST_OK;

	for (int i = 0; i < n && st == ST_OK; i++) {
		struct stmt *stmt;

		st = store_query(store, &words_near, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_int(stmt, ":near", near[i]);
		stmt_int(stmt, ":most", LOOKED_AT / 5);
		st = take(stmt, typed, 1, list, err);
	}
	return st;
}

static enum status take_sounds(struct store *store, const struct search_word *typed, double worth,
	struct choices *list, struct err *err)
{
	char sounds[NAME_SOUNDS][NAME_SOUND_MAX], to[NAME_SOUND_MAX + 1];
	int n = name_sounds(typed->latin, typed->flags, sounds);
	enum status st = ST_OK;

	for (int i = 0; i < n && st == ST_OK; i++) {
		struct stmt *stmt;

		st = store_query(store, typed->prefix ? &words_sound_from : &words_sound, &stmt, err);
		if (st != ST_OK)
			break;
		stmt_text(stmt, ":sound", sounds[i]);
		if (typed->prefix) {
			strcpy(to, sounds[i]);
			strcat(to, "\x7f");
			stmt_text(stmt, ":to", to);
		}
		stmt_int(stmt, ":most", LOOKED_AT);
		st = take(stmt, typed, worth, list, err);
	}
	return st;
}

/* "abdulrahman" may stand there as "abdul rahman". */
static enum status take_parted(struct store *store, const struct search_word *typed, struct choices *list,
	struct err *err)
{
	static const char *const first[] = { "abdul", "abdel", "abdal", "abdol", "abd" };
	enum status st;

	for (size_t i = 0; i < ARRAY_LEN(first); i++) {
		struct search_word rest = { typed->latin + strlen(first[i]), typed->flags, typed->prefix, 1 };

		if (!str_starts(typed->latin, first[i]) || strlen(typed->latin) < strlen(first[i]) + 3)
			continue;
		st = take_exact(store, &rest, 0.8, list, err);
		return st == ST_OK ? take_sounds(store, &rest, 0.8, list, err) : st;
	}
	return ST_OK;
}

static int likest_first(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;

	if (x->weight != y->weight)
		return y->weight - x->weight;
	if (x->common != y->common)
		return y->common - x->common;
	return x->word < y->word ? -1 : x->word > y->word;
}

/* Likest first, not more than `most`. */
static void choices_settle(struct choices *list, size_t most)
{
	if (list->n)
		qsort(list->choice, list->n, sizeof(*list->choice), likest_first);
	if (list->n > most)
		list->n = most;
}

static enum status choose(struct store *store, const struct search_word *typed, struct choices *list,
			  struct err *err)
{
	size_t len = strlen(typed->latin);
	enum status st = take_exact(store, typed, 1, list, err);

	if (st == ST_OK && typed->prefix)
		st = take_going_on(store, typed, list, err);
	if (st == ST_OK && len >= 3)
		st = take_near(store, typed, list, err);
	if (st == ST_OK && len >= (typed->prefix ? 3 : 2))
		st = take_sounds(store, typed, 1, list, err);
	if (st == ST_OK && len >= 6)
		st = take_parted(store, typed, list, err);
	return st;
}

/* Sums by rid: of the words done, and of the one at hand (its likest stored word counts). */
struct sums {
	uint16_t *total;
	uint8_t *now, *touched;     /* touched: one a block */
	int64_t people, blocks;
	int64_t close;              /* people who have the word at hand or one very like it */
	int blocks_left;
};

static void sums_add(struct sums *sums, int64_t block, const unsigned char *people, size_t len, int weight,
	unsigned mask)
{
	uint8_t *now = sums->now + block * POSTS_BLOCK;

	if (block < 0 || block >= sums->blocks)
		return;
	sums->touched[block] = 1;
	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned entry = (unsigned)people[i] << 8 | people[i + 1], place = entry >> 5;

		if (!(entry & mask) || now[place] >= weight)
			continue;
		sums->close += weight >= WEIGHT_CLOSE && now[place] < WEIGHT_CLOSE;
		now[place] = (uint8_t)weight;
	}
}

static enum status sums_read(struct store *store, struct sums *sums, const struct choice *choice, unsigned mask,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &posts_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":word", choice->word);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		size_t len;
		const void *people = stmt_get_blob(stmt, 1, &len);

		sums_add(sums, stmt_get_int(stmt, 0), people, len, choice->weight, mask);
		sums->blocks_left--;
	}
	return st == ST_DONE ? ST_OK : st;
}

/* Eight bytes of nothing, which most are: a block has two thousand people and a word some of them. */
static bool all_zero(const void *at)
{
	uint64_t eight;

	memcpy(&eight, at, sizeof(eight));
	return !eight;
}

static void block_settle(struct sums *sums, int64_t from, int factor)
{
	for (int64_t at = from; at < from + POSTS_BLOCK; at += 8) {
		if (all_zero(sums->now + at))
			continue;
		for (int64_t i = at; i < at + 8; i++)
			sums->total[i] = (uint16_t)(sums->total[i] + sums->now[i] * factor / 64);
		memset(sums->now + at, 0, 8);
	}
}

/* The word at hand joins the sums: a rare word's people weigh more than a common one's. */
static void sums_settle(struct sums *sums, double worth)
{
	int factor = (int)(worth * 16);

	for (int64_t b = 0; b < sums->blocks; b++) {
		if (!(sums->touched[b] & 1))
			continue;
		block_settle(sums, b * POSTS_BLOCK, factor);
		sums->touched[b] = 2;
	}
	sums->close = 0;
}

static double worth_of(int64_t people, int64_t all)
{
	return 1 + 3 * (1 - log2((double)people + 1) / log2((double)all + 2));
}

enum { SUM_MOST = 256 * (TYPED_MOST + 1) };

/* The lowest sum that still comes in, and how many with exactly this sum there is room for. */
static int sums_bar(const struct sums *sums, int limit, int *room)
{
	int *people = mem_array(SUM_MOST, sizeof(*people)), bar = SUM_MOST - 1;

	for (int64_t b = 0; b < sums->blocks; b++)
		for (int64_t i = b * POSTS_BLOCK; sums->touched[b] && i < (b + 1) * POSTS_BLOCK; i += 4) {
			if (all_zero(sums->total + i))
				continue;
			for (int j = 0; j < 4; j++)
				people[sums->total[i + j]]++;
		}
	*room = limit;
	while (bar > 1 && people[bar] <= *room)
		*room -= people[bar--];
	if (people[bar] < *room)
		*room = people[bar];
	free(people);
	return bar;
}

struct summed { int64_t rid; int sum; };

static int best_first(const void *a, const void *b)
{
	const struct summed *x = a, *y = b;

	if (x->sum != y->sum)
		return y->sum - x->sum;
	return x->rid > y->rid ? -1 : x->rid < y->rid;
}

/* Of equal sums the newest people. */
static int sums_best(const struct sums *sums, int limit, int64_t **rids)
{
	struct summed *best = mem_array((size_t)limit, sizeof(*best));
	int room, n = 0, bar = sums_bar(sums, limit, &room);

	for (int64_t b = sums->blocks - 1; b >= 0; b--)
		for (int64_t i = (b + 1) * POSTS_BLOCK - 1; sums->touched[b] && i >= b * POSTS_BLOCK; i--) {
			int sum = sums->total[i];

			if (sum < bar || n == limit || (sum == bar && room-- <= 0))
				continue;
			best[n++] = (struct summed){ i, sum };
		}
	qsort(best, (size_t)n, sizeof(*best), best_first);
	*rids = mem_array((size_t)limit, sizeof(**rids));
	for (int i = 0; i < n; i++)
		(*rids)[i] = best[i].rid;
	free(best);
	return n;
}

static enum status sums_open(struct store *store, struct sums *sums, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &most_rid, &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	sums->people = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	sums->blocks = sums->people / POSTS_BLOCK + 1;
	sums->total = mem_array((size_t)(sums->blocks * POSTS_BLOCK), sizeof(*sums->total));
	sums->now = mem_array((size_t)(sums->blocks * POSTS_BLOCK), 1);
	sums->touched = mem_array((size_t)sums->blocks, 1);
	return ST_OK;
}

static void sums_close(struct sums *sums)
{
	free(sums->total);
	free(sums->now);
	free(sums->touched);
}

static unsigned mask_of(uint64_t fields)
{
	unsigned mask = 0;

	for (int code = 0; code < 64; code++)
		if (fields >> code & 1)
			mask |= posts_bit(code);
	return mask;
}

static enum status sum_word(struct store *store, struct sums *sums, struct search_word *typed, int n,
	unsigned mask, struct err *err)
{
	struct choices list = { .weighed = map_new() };
	enum status st = choose(store, typed, &list, err);

	sums->blocks_left = BLOCKS_READ / n;
	choices_settle(&list, (size_t)(WORDS_KEPT / n));
	for (size_t i = 0; i < list.n && st == ST_OK && sums->blocks_left > 0; i++)
		st = sums_read(store, sums, &list.choice[i], mask, err);
	typed->worth = worth_of(sums->close, sums->people);
	sums_settle(sums, typed->worth);
	map_free(list.weighed);
	free(list.choice);
	return st;
}

/* Neighbours typed apart may stand there as one word. */
static enum status sum_joined(struct store *store, struct sums *sums, const struct search_word *words, int n,
	unsigned mask, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i + 1 < n && st == ST_OK; i++) {
		struct choices list = { .weighed = map_new() };
		char *both = mem_fmt("%s%s", words[i].latin, words[i + 1].latin);
		struct search_word joined = { both, words[i].flags, false, 1 };

		if (strlen(both) < NAME_WORD_MAX)
			st = take_exact(store, &joined, 1, &list, err);
		for (size_t j = 0; j < list.n && st == ST_OK; j++)
			st = sums_read(store, sums, &list.choice[j], mask, err);
		map_free(list.weighed);
		free(list.choice);
		free(both);
	}
	sums_settle(sums, 4);
	return st;
}

enum status search_people(struct store *store, struct search_word *words, int n, uint64_t fields, int limit,
	int64_t **rids, int *count, struct err *err)
{
	struct sums sums = { 0 };
	unsigned mask = mask_of(fields);
	enum status st = sums_open(store, &sums, err);

	*rids = NULL;
	*count = 0;
	if (n > TYPED_MOST)
		n = TYPED_MOST;
	for (int i = 0; i < n && st == ST_OK; i++)
		st = sum_word(store, &sums, &words[i], n, mask, err);
	if (st == ST_OK)
		st = sum_joined(store, &sums, words, n, mask, err);
	if (st == ST_OK)
		*count = sums_best(&sums, limit, rids);
	sums_close(&sums);
	return st;
}

enum status search_numbers(struct store *store, enum search_as as, const char *typed, bool whole,
			   uint64_t fields, int limit, int64_t **rids, int *count, struct err *err)
{
	struct str key = STR_INIT, to = STR_INIT;
	struct stmt *stmt;
	enum status st;

	*count = 0;
	*rids = mem_array((size_t)limit, sizeof(**rids));
	keys_number(&key, as, typed);
	st = store_query(store, whole ? &numbers_is : &numbers_from, &stmt, err);
	if (st == ST_OK && key.len) {
		stmt_text(stmt, ":from", str_get(&key));
		str_addf(&to, "%s\x7f", str_get(&key));
		if (!whole)
			stmt_text(stmt, ":to", str_get(&to));
		stmt_int(stmt, ":most", limit);
		while ((st = stmt_step(stmt, err)) == ST_OK)
			if (fields >> stmt_get_int(stmt, 1) & 1)
				(*rids)[(*count)++] = stmt_get_int(stmt, 0);
	}
	str_free(&key);
	str_free(&to);
	return st == ST_DONE ? ST_OK : st;
}
