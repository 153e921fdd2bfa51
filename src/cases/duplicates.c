/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Everybody is put into the blocks of those who share the sounds of two of their
 * name words, in as many passes over the file as memory asks for; within a block
 * people are held against those born about then.  A pair that shares several blocks
 * counts in the first of them alone, so that nothing needs to be remembered.
 */
#include "cases/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/score.h"

QUERY(person_of, "duplicates.person", QUERY_BATCH, "SELECT id, born FROM person WHERE rid = :rid AND gone = 0");
QUERY(people_count, "duplicates.people", QUERY_BATCH, "SELECT count(*) FROM search_person");

enum {
	ENTRIES_A_PASS = 1 << 21,      /* 32 MB */
	ENTRIES_A_PERSON = 8,          /* about */
	BLOCKS_A_PERSON = 96,
	NEIGHBOURS = 24,               /* in a large block: born about then, one after the other */
};
static const double worth_a_look = 0.74;

struct entry { uint64_t block; int64_t rid; };
struct member { int64_t rid; struct id id; char born[11]; struct search_keys keys; };

struct hunt {
	struct store *store;
	uint64_t fields;
	bool birth_seen;
	double least;
	int limit;
	struct duplicate *best;        /* a heap: the worst of the best on top */
	int kept;
	int64_t found;
	int pass, passes;
	struct entry *entry;
	size_t n_entries, room_entries;
	duplicate_progress *progress;
	void *ctx;
	int64_t people, done;
	bool cancelled;
	enum status st;
	struct err *err;
};

/* Two sounds of a word at most; a word without consonants stands for itself. */
static int sounds_of(const struct name_word *word, char sounds[NAME_SOUNDS][NAME_SOUND_MAX])
{
	int n = name_sounds(word->s, word->flags, sounds);

	if (!n) {
		str_copy(sounds[0], NAME_SOUND_MAX, word->s);
		n = 1;
	}
	return n > 2 ? 2 : n;
}

static uint64_t stir(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static uint64_t block_of(const char *a, const char *b)
{
	bool turned = strcmp(a, b) > 0;
	uint64_t h = stir(stir(14695981039346656037u, turned ? b : a) * 31, turned ? a : b);

	return h ^ h >> 31;
}

static int add_block(uint64_t *blocks, int n, uint64_t block)
{
	for (int i = 0; i < n; i++)
		if (blocks[i] == block)
			return n;
	if (n < BLOCKS_A_PERSON)
		blocks[n++] = block;
	return n;
}

/* Blocks of each two words of one script, or of the only word. */
static int blocks_of_words(const struct name_words *words, uint64_t *blocks, int n)
{
	char a[NAME_SOUNDS][NAME_SOUND_MAX], b[NAME_SOUNDS][NAME_SOUND_MAX];

	for (int i = 0; i < words->count; i++) {
		int na = sounds_of(&words->word[i], a);

		for (int x = 0; x < na && words->count == 1; x++)
			n = add_block(blocks, n, block_of(a[x], ""));
		for (int j = i + 1; j < words->count; j++) {
			int nb = sounds_of(&words->word[j], b);

			for (int x = 0; x < na; x++)
				for (int y = 0; y < nb; y++)
					n = add_block(blocks, n, block_of(a[x], b[y]));
		}
	}
	return n;
}

static int blocks_of(const struct search_keys *keys, uint64_t fields, uint64_t blocks[BLOCKS_A_PERSON])
{
	struct name_words words;
	int n;

	score_words(&words, keys, fields, false);
	n = blocks_of_words(&words, blocks, 0);
	score_words(&words, keys, fields, true);
	return blocks_of_words(&words, blocks, n);
}

static bool go_on(struct hunt *hunt)
{
	if (hunt->progress && hunt->done % 1000 == 0 &&
		!hunt->progress(hunt->ctx, hunt->done / (2 * hunt->passes), hunt->people))
		hunt->cancelled = true;
	hunt->done++;
	return !hunt->cancelled && hunt->st == ST_OK;
}

static bool enter(void *ctx, int64_t rid, const struct search_keys *keys)
{
	struct hunt *hunt = ctx;
	uint64_t blocks[BLOCKS_A_PERSON];
	int n = blocks_of(keys, hunt->fields, blocks);

	for (int i = 0; i < n; i++) {
		if ((int)(blocks[i] % (uint64_t)hunt->passes) != hunt->pass)
			continue;
		if (hunt->n_entries == hunt->room_entries) {
			hunt->room_entries = hunt->room_entries ? hunt->room_entries * 2 : 1024;
			hunt->entry = mem_resize(hunt->entry, hunt->room_entries, sizeof(*hunt->entry));
		}
		hunt->entry[hunt->n_entries++] = (struct entry){ blocks[i], rid };
	}
	return go_on(hunt);
}

static int by_block(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	return x->rid < y->rid ? -1 : x->rid > y->rid;
}

static int by_birth(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = strcmp(x->born, y->born);

	return order ? order : x->rid < y->rid ? -1 : x->rid > y->rid;
}

/* Better pairs first; of equal ones those opened first. */
static bool better(const struct duplicate *a, const struct duplicate *b)
{
	int order;

	if (a->score != b->score)
		return a->score > b->score;
	order = memcmp(&a->one, &b->one, sizeof(a->one));
	return order ? order < 0 : memcmp(&a->other, &b->other, sizeof(a->other)) < 0;
}

static void sink(struct duplicate *heap, int n, int i)
{
	for (;;) {
		int worst = i, left = 2 * i + 1;

		if (left < n && better(&heap[worst], &heap[left]))
			worst = left;
		if (left + 1 < n && better(&heap[worst], &heap[left + 1]))
			worst = left + 1;
		if (worst == i)
			return;
		struct duplicate swap = heap[i];

		heap[i] = heap[worst];
		heap[worst] = swap;
		i = worst;
	}
}

static void keep(struct hunt *hunt, const struct duplicate *pair)
{
	hunt->found++;
	if (hunt->kept < hunt->limit) {
		hunt->best[hunt->kept++] = *pair;
		if (hunt->kept == hunt->limit)
			for (int i = hunt->limit / 2; i >= 0; i--)
				sink(hunt->best, hunt->kept, i);
	} else if (hunt->limit && better(pair, &hunt->best[0])) {
		hunt->best[0] = *pair;
		sink(hunt->best, hunt->kept, 0);
	}
}

static uint64_t first_shared(const struct member *a, const struct member *b, uint64_t fields)
{
	uint64_t x[BLOCKS_A_PERSON], y[BLOCKS_A_PERSON], least = UINT64_MAX;
	int nx = blocks_of(&a->keys, fields, x), ny = blocks_of(&b->keys, fields, y);

	for (int i = 0; i < nx; i++)
		for (int j = 0; j < ny; j++)
			if (x[i] == y[j] && x[i] < least)
				least = x[i];
	return least;
}

static unsigned shared_numbers(const struct hunt *hunt, const struct search_keys *a,
			       const struct search_keys *b)
{
	unsigned reasons = 0;

	for (int i = 0; i < a->count; i++)
		for (int j = 0; j < b->count; j++) {
			const struct search_key *x = &a->key[i], *y = &b->key[j];

			if (x->as == y->as && x->as != SEARCH_NAME && (hunt->fields >> x->field & 1) &&
				(hunt->fields >> y->field & 1) && !strcmp(x->key, y->key))
				reasons |= x->as == SEARCH_PHONE   ? FIND_PHONE
					   : x->as == SEARCH_EMAIL ? FIND_EMAIL
								   : 0u;
		}
	return reasons;
}

/* block: the one in which they met; UINT64_MAX: by a number they share. */
static void hold(struct hunt *hunt, const struct member *a, const struct member *b, uint64_t block)
{
	struct duplicate pair = { a->rid < b->rid ? a->id : b->id, a->rid < b->rid ? b->id : a->id, 0, 0 };
	unsigned numbers;

	pair.score = score_people(&a->keys, hunt->birth_seen ? a->born : NULL, &b->keys,
		hunt->birth_seen ? b->born : NULL, hunt->fields, &pair.reasons);
	numbers = shared_numbers(hunt, &a->keys, &b->keys);
	if (numbers && pair.score > 0.3)
		pair.score = pair.score + 0.3 < 1 ? pair.score + 0.3 : 1;
	pair.reasons |= numbers;
	if (pair.score >= hunt->least && first_shared(a, b, hunt->fields) == block)
		keep(hunt, &pair);
}

static enum status member_load(struct hunt *hunt, int64_t rid, struct member *member)
{
	struct stmt *stmt;
	enum status st = store_query(hunt->store, &person_of, &stmt, hunt->err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":rid", rid);
	st = stmt_step(stmt, hunt->err);
	if (st != ST_OK)
		return st;
	member->rid = rid;
	member->id = stmt_get_id(stmt, 0);
	str_copy(member->born, sizeof(member->born), stmt_is_null(stmt, 1) ? "" : stmt_get_text(stmt, 1));
	stmt_reset(stmt);
	return search_keys_of(hunt->store, rid, &member->keys, hunt->err);
}

static bool born_apart(const struct member *a, const struct member *b)
{
	return a->born[0] && b->born[0] && abs(atoi(a->born) - atoi(b->born)) > 1;
}

/* All with all in a small block; in a large one each with those born about then. */
static void compare(struct hunt *hunt, struct member *member, int n, uint64_t block)
{
	int reach = n <= 2 * NEIGHBOURS ? n : NEIGHBOURS;

	qsort(member, (size_t)n, sizeof(*member), by_birth);
	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n && j <= i + reach; j++)
			if (!hunt->birth_seen || !born_apart(&member[i], &member[j]))
				hold(hunt, &member[i], &member[j], block);
}

static void hunt_block(struct hunt *hunt, uint64_t block, const int64_t *rids, size_t count)
{
	struct member *member = mem_array(count, sizeof(*member));
	int n = 0;

	for (size_t i = 0; i < count && hunt->st == ST_OK; i++) {
		enum status st = member_load(hunt, rids[i], &member[n]);

		if (st == ST_OK)
			n++;
		else if (st != ST_DONE && st != ST_NOTFOUND)
			hunt->st = st;
	}
	if (hunt->st == ST_OK)
		compare(hunt, member, n, block);
	for (size_t i = 0; i < count; i++)
		search_keys_free(&member[i].keys);
	free(member);
}

enum { BLOCK_MOST = 4096 };      /* people held in memory at once; a larger block is taken piece by piece */

static void hunt_entries(struct hunt *hunt)
{
	int64_t rids[BLOCK_MOST];

	if (hunt->n_entries > 0)
		qsort(hunt->entry, hunt->n_entries, sizeof(*hunt->entry), by_block);
	for (size_t i = 0, n; i < hunt->n_entries && !hunt->cancelled && hunt->st == ST_OK; i += n) {
		for (n = 0; n < BLOCK_MOST && i + n < hunt->n_entries &&
			    hunt->entry[i + n].block == hunt->entry[i].block;
		     n++)
			rids[n] = hunt->entry[i + n].rid;
		if (n > 1)
			hunt_block(hunt, hunt->entry[i].block, rids, n);
	}
	hunt->done = hunt->people * 2 * (hunt->pass + 1);
}

static bool hunt_shared(void *ctx, enum search_as as, const int64_t *rids, int count)
{
	struct hunt *hunt = ctx;

	(void)as;
	hunt_block(hunt, UINT64_MAX, rids, (size_t)count);
	return !hunt->cancelled && hunt->st == ST_OK;
}

static enum status count_people(struct hunt *hunt, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(hunt->store, &people_count, &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	hunt->people = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	hunt->passes = (int)(hunt->people * ENTRIES_A_PERSON / ENTRIES_A_PASS) + 1;
	return ST_OK;
}

static enum status run(struct hunt *hunt, struct err *err)
{
	enum status st = count_people(hunt, err);

	for (hunt->pass = 0; hunt->pass < hunt->passes && st == ST_OK && !hunt->cancelled; hunt->pass++) {
		hunt->n_entries = 0;
		st = search_each(hunt->store, enter, hunt, err);
		if (st == ST_OK && !hunt->cancelled)
			hunt_entries(hunt);
		if (st == ST_OK)
			st = hunt->st;
	}
	if (st == ST_OK && !hunt->cancelled)
		st = search_shared(hunt->store, hunt->fields, hunt_shared, hunt, err);
	return st == ST_OK ? hunt->st : st;
}

static int best_first(const void *a, const void *b)
{
	return better(a, b) ? -1 : 1;
}

enum status duplicates_find(struct store *store, const struct actor *actor, double least, int limit,
	duplicate_fn *fn, duplicate_progress *progress, void *ctx, int64_t *found, struct err *err)
{
	const struct kind *person = register_kind("person");
	struct hunt hunt = { .store = store, .least = least > 0 ? least : worth_a_look, .limit = limit,
		.progress = progress, .ctx = ctx, .err = err };
	enum status st = score_fields(store, actor, &hunt.fields, err);

	hunt.birth_seen = field_seen(actor, person, kind_field(person, "born"));
	hunt.best = mem_array((size_t)limit + 1, sizeof(*hunt.best));
	if (st == ST_OK)
		st = run(&hunt, err);
	if (st == ST_OK && hunt.cancelled)
		st = err_set(err, ST_CANCELLED, _("Stopped before all files were compared."));
	qsort(hunt.best, (size_t)hunt.kept, sizeof(*hunt.best), best_first);
	for (int i = 0; st == ST_OK && fn && i < hunt.kept && fn(ctx, &hunt.best[i]); i++)
		;
	if (found)
		*found = hunt.found;
	free(hunt.best);
	free(hunt.entry);
	return st;
}
