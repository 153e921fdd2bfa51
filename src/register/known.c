/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who may already be known while a person is being registered: names as typed so
 * far, birth date, phone and e-mail weighed together; and the reasons in words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/score.h"

QUERY(known_person, "find.known_person", QUERY_INTERACTIVE,
	"SELECT id, born, gone FROM person WHERE rid = :rid");

enum { CANDIDATES = 300, TOGETHER = 64 };

/* The names of the question: as Latin words and as words of other scripts. */
struct asked {
	struct name_words latin, other;
	struct name_words given, family;
	const struct known_query *query;
	uint64_t fields;
	bool birth_seen;
};

static void sort_words(struct name_words *words, bool foreign, const char *text)
{
	struct name_words all = { 0 };

	name_words(&all, text);
	for (int i = 0; i < all.count && words->count < NAME_WORDS_MAX; i++)
		if (!(all.word[i].flags & NAME_FOREIGN) == !foreign)
			words->word[words->count++] = all.word[i];
}

static void ask(struct asked *asked, const struct known_query *query)
{
	const char *const text[] = { query->given_name, query->family_name, query->own_script };

	*asked = (struct asked){ .query = query };
	for (size_t i = 0; i < ARRAY_LEN(text); i++) {
		sort_words(&asked->latin, false, text[i]);
		sort_words(&asked->other, true, text[i]);
	}
	if (!asked->latin.count && !asked->other.count)
		sort_words(&asked->latin, false, query->used_name);
	name_words(&asked->given, query->given_name);
	name_words(&asked->family, query->family_name);
}

struct pool { int64_t *rid; unsigned *reasons; int count, room; };

static void pool_add(struct pool *pool, int64_t rid, unsigned reasons)
{
	for (int i = 0; i < pool->count; i++)
		if (pool->rid[i] == rid) {
			pool->reasons[i] |= reasons;
			return;
		}
	if (pool->count == pool->room) {
		pool->room = pool->room ? pool->room * 2 : 64;
		pool->rid = mem_resize(pool->rid, (size_t)pool->room, sizeof(*pool->rid));
		pool->reasons = mem_resize(pool->reasons, (size_t)pool->room, sizeof(*pool->reasons));
	}
	pool->rid[pool->count] = rid;
	pool->reasons[pool->count++] = reasons;
}

static enum status pool_words(struct store *store, const struct asked *asked, struct name_words *words,
	struct pool *pool, struct err *err)
{
	struct search_word typed[NAME_WORDS_MAX];
	int64_t *rids = NULL;
	int count = 0;
	enum status st;

	if (!words->count)
		return ST_OK;
	for (int i = 0; i < words->count; i++)
		typed[i] = (struct search_word){ words->word[i].s, words->word[i].flags, false, 1 };
	st = search_people(store, typed, words->count, asked->fields, CANDIDATES, &rids, &count, err);
	for (int i = 0; i < words->count; i++)
		words->word[i].worth = typed[i].worth;
	for (int i = 0; i < count && st == ST_OK; i++)
		pool_add(pool, rids[i], 0);
	free(rids);
	return st;
}

static enum status pool_numbers(struct store *store, const struct asked *asked, enum search_as as,
				const char *value, unsigned reason, struct pool *pool, struct err *err)
{
	int64_t *rids = NULL;
	int count = 0;
	enum status st;

	/* A phone number is the same with or without its country's code; few digits are not yet a number. */
	if (str_empty(value) || (as == SEARCH_PHONE && score_digits(value) < 7))
		return ST_OK;
	st = search_numbers(store, as, as == SEARCH_PHONE ? score_significant(value) : value, as != SEARCH_PHONE,
		asked->fields, TOGETHER, &rids, &count, err);
	for (int i = 0; i < count && st == ST_OK; i++)
		pool_add(pool, rids[i], reason);
	free(rids);
	return st;
}

/* The given name stands as the family name there, and the other way round. */
static bool crossed(const struct asked *asked, const struct search_keys *keys)
{
	struct name_words given, family;

	score_words(&family, keys, asked->fields & 1u, false);
	score_words(&given, keys, asked->fields & 2u, false);
	return name_set_like(&asked->given, &family, false) > 0.85 &&
	       name_set_like(&asked->family, &given, false) > 0.85 &&
	       name_set_like(&asked->given, &given, false) < 0.6;
}

static double likeness(const struct asked *asked, const struct search_keys *keys, const char *born,
	unsigned numbers, unsigned *reasons)
{
	struct name_words latin, other;
	double name, across = 0, birth = 0, score;

	score_words(&latin, keys, asked->fields, false);
	score_words(&other, keys, asked->fields, true);
	name = score_both_ways(&asked->latin, &latin);
	if (asked->other.count)
		across = score_both_ways(&asked->other, other.count ? &other : &latin);
	else if (other.count)
		across = 0.97 * score_both_ways(&asked->latin, &other);
	*reasons = score_reasons(across > name && asked->other.count ? &asked->other : &asked->latin, keys,
				 asked->fields, false);
	if (across > name)
		name = across;
	if (crossed(asked, keys))
		*reasons |= FIND_OTHER_ORDER;
	if (asked->birth_seen)
		birth = score_birth(asked->query->born, born, reasons);
	*reasons |= numbers;
	score = name + (birth > 0 ? 0.12 * birth : 0.5 * birth);
	if (numbers)
		score = score > 0.6 ? score + 0.3 : name > 0.35 ? 0.82 : 0.7;
	return score > 1 ? 1 : score;
}

struct found { struct find_hit *hit; int count; };

static enum status judge(struct store *store, const struct asked *asked, int64_t rid, unsigned numbers,
	struct search_keys *keys, struct found *found, struct err *err)
{
	struct stmt *stmt;
	unsigned reasons = 0;
	double score;
	enum status st = search_keys_of(store, rid, keys, err);

	if (st == ST_OK)
		st = store_query(store, &known_person, &stmt, err);
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	stmt_int(stmt, ":rid", rid);
	st = stmt_step(stmt, err);
	if (st == ST_OK && !stmt_get_int(stmt, 2)) {
		score = likeness(asked, keys, stmt_get_text(stmt, 1), numbers, &reasons);
		if (score >= SCORE_KNOWN)
			found->hit[found->count++] =
				(struct find_hit){stmt_get_id(stmt, 0), rid, score, reasons};
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static int best_first(const void *a, const void *b)
{
	const struct find_hit *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return x->rid > y->rid ? -1 : x->rid < y->rid;
}

enum status find_known(struct store *store, const struct actor *actor, const struct known_query *query,
		       int limit, struct find_hit **out, int *count, struct err *err)
{
	struct asked asked;
	struct pool pool = { 0 };
	struct search_keys keys = { 0 };
	struct found found = { 0 };
	bool view = store_view(store);
	enum status st;

	*out = NULL;
	*count = 0;
	ask(&asked, query);
	asked.birth_seen =
		field_seen(actor, register_kind("person"), kind_field(register_kind("person"), "born"));
	st = score_fields(store, actor, &asked.fields, err);
	if (st == ST_OK)
		st = pool_words(store, &asked, &asked.latin, &pool, err);
	if (st == ST_OK)
		st = pool_words(store, &asked, &asked.other, &pool, err);
	if (st == ST_OK)
		st = pool_numbers(store, &asked, SEARCH_PHONE, query->phone, FIND_PHONE, &pool, err);
	if (st == ST_OK)
		st = pool_numbers(store, &asked, SEARCH_EMAIL, query->email, FIND_EMAIL, &pool, err);
	found.hit = mem_array((size_t)pool.count + 1, sizeof(*found.hit));
	for (int i = 0; i < pool.count && st == ST_OK; i++)
		st = judge(store, &asked, pool.rid[i], pool.reasons[i], &keys, &found, err);
	qsort(found.hit, (size_t)found.count, sizeof(*found.hit), best_first);
	if (st == ST_OK) {
		*count = found.count < limit ? found.count : limit;
		*out = found.hit;
	} else {
		free(found.hit);
	}
	store_view_end(store, view);
	search_keys_free(&keys);
	free(pool.rid);
	free(pool.reasons);
	return st;
}

void find_reason_words(struct str *out, unsigned reasons)
{
	static const struct { unsigned bit; const char *words;
	} all[] = {
		{FIND_NUMBER, N_("case number")},
		{FIND_OTHER_NUMBER, N_("number of another body")},
		{FIND_PHONE, N_("phone number")},
		{FIND_EMAIL, N_("e-mail")},
		{FIND_EXACT, N_("same name")},
		{FIND_PREFIX, N_("begins so")},
		{FIND_ONE_LETTER, N_("one letter apart")},
		{FIND_SOUND, N_("sounds alike")},
		{FIND_OTHER_SCRIPT, N_("other script")},
		{FIND_OTHER_ORDER, N_("names the other way round")},
		{FIND_SAME_BIRTH, N_("same birth date")},
		{FIND_NEAR_BIRTH, N_("birth date close")},
	};
	bool first = true;

	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		if (!(reasons & all[i].bit))
			continue;
		if (!first)
			str_add(out, msg_comma());
		str_add(out, _(all[i].words));
		first = false;
	}
}
