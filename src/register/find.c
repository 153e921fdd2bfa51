/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finding people.  The index gives some hundreds who may be meant; each is then
 * held against what was typed, through the fields that the actor sees, and the
 * best come out.  Equal scores: the file opened last first.
 */
#include "register/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/profile.h"
#include "register/score.h"

QUERY(person_id, "find.person_id", QUERY_INTERACTIVE, "SELECT id FROM person WHERE rid = :rid AND gone = 0");

/* Whole numbers alone, and never by way of the search index: no part of one leads to anybody. */
QUERY(other_number, "find.other_number", QUERY_INTERACTIVE,
	"SELECT p.rid FROM number n JOIN person p ON p.id = n.person"
	" WHERE n.number = :number AND n.gone = 0 AND p.gone = 0 LIMIT 20");

enum { CANDIDATES = 500, NUMBER_LEAST = 4 };

struct hits { struct find_hit *hit; int count, room; };

static void hits_add(struct hits *hits, int64_t rid, double score, unsigned reasons)
{
	for (int i = 0; i < hits->count; i++)
		if (hits->hit[i].rid == rid) {
			hits->hit[i].reasons |= reasons;
			if (score > hits->hit[i].score)
				hits->hit[i].score = score;
			return;
		}
	if (hits->count == hits->room) {
		hits->room = hits->room ? hits->room * 2 : 64;
		hits->hit = mem_resize(hits->hit, (size_t)hits->room, sizeof(*hits->hit));
	}
	hits->hit[hits->count++] = (struct find_hit){ .rid = rid, .score = score, .reasons = reasons };
}

static int best_first(const void *a, const void *b)
{
	const struct find_hit *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return x->rid > y->rid ? -1 : x->rid < y->rid;
}

/* Fills in the ids of the best and drops the rest. */
static enum status settle(struct store *store, struct hits *hits, int limit, struct err *err)
{
	int n = 0;

	if (hits->count)
		qsort(hits->hit, (size_t)hits->count, sizeof(*hits->hit), best_first);
	for (int i = 0; i < hits->count && n < limit; i++) {
		struct stmt *stmt;
		enum status st = store_query(store, &person_id, &stmt, err);

		if (st != ST_OK)
			return st;
		stmt_int(stmt, ":rid", hits->hit[i].rid);
		st = stmt_step(stmt, err);
		if (st == ST_OK) {
			hits->hit[n] = hits->hit[i];
			hits->hit[n++].person = stmt_get_id(stmt, 0);
		}
		stmt_reset(stmt);
		if (st != ST_OK && st != ST_DONE)
			return st;
	}
	hits->count = n;
	return ST_OK;
}

/* Adds the people whose number, phone or e-mail it is. */
static enum status add_numbers(struct store *store, uint64_t fields, enum search_as as, const char *typed,
			       bool whole, double score, unsigned reason, struct hits *hits, struct err *err)
{
	int64_t *rids;
	int count;
	enum status st = search_numbers(store, as, typed, whole, fields, 50, &rids, &count, err);

	for (int i = 0; i < count && st == ST_OK; i++)
		hits_add(hits, rids[i], score, reason);
	free(rids);
	return st;
}

static bool has_letters(const char *s)
{
	for (; *s; s++)
		if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z'))
			return true;
	return false;
}

static enum status find_numbers(struct store *store, uint64_t fields, const char *typed, struct hits *hits,
	struct err *err)
{
	int digits = score_digits(typed);
	char number[CASE_NUMBER_MAX];
	enum status st = ST_OK;

	if (strchr(typed, '@'))
		return add_numbers(store, fields, SEARCH_EMAIL, typed, false, 0.98, FIND_EMAIL, hits, err);
	if (digits < 3)
		return ST_OK;
	if (casenum_parse(typed, number))
		st = add_numbers(store, fields, SEARCH_NUMBER, number, true, 1, FIND_NUMBER, hits, err);
	if (st == ST_OK)
		st = add_numbers(store, fields, SEARCH_NUMBER, typed, false, 0.97, FIND_NUMBER, hits, err);
	if (st == ST_OK && digits >= 4 && !has_letters(typed))
		st = add_numbers(store, fields, SEARCH_PHONE, score_significant(typed), false,
				 digits >= 8 ? 0.97 : 0.9, FIND_PHONE, hits, err);
	return st;
}

static enum status find_other_number(struct store *store, const struct actor *actor, const char *typed,
	struct hits *hits, struct err *err)
{
	const struct kind *kind = register_kind("number");
	char *tidy = profile_number_tidy(typed);
	struct stmt *stmt;
	enum status st = ST_OK;

	if (!tidy || !kind_seen(actor, kind) || !field_seen(actor, kind, kind_field(kind, "number")) ||
	    score_digits(tidy) < NUMBER_LEAST) {
		free(tidy);
		return ST_OK;
	}
	st = store_query(store, &other_number, &stmt, err);
	if (st == ST_OK)
		stmt_text(stmt, "number", tidy);
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK)
		hits_add(hits, stmt_get_int(stmt, 0), 1, FIND_OTHER_NUMBER);
	free(tidy);
	return st == ST_DONE ? ST_OK : st;
}

/* Also notes with each typed word how much it says. */
static enum status candidates(struct store *store, struct name_words *words, bool begun, uint64_t fields,
	int64_t **rids, int *count, struct err *err)
{
	struct search_word typed[NAME_WORDS_MAX];
	enum status st;

	for (int i = 0; i < words->count; i++)
		typed[i] = (struct search_word){ words->word[i].s, words->word[i].flags,
			begun && i == words->count - 1, 1 };
	st = search_people(store, typed, words->count, fields, CANDIDATES, rids, count, err);
	for (int i = 0; i < words->count; i++)
		words->word[i].worth = typed[i].worth;
	return st;
}

static enum status find_words(struct store *store, uint64_t fields, struct name_words *words,
	struct hits *hits, struct err *err)
{
	struct search_keys keys = { 0 };
	struct name_memo *memo = name_memo_new();
	int64_t *rids = NULL;
	int count = 0;
	enum status st = candidates(store, words, true, fields, &rids, &count, err);

	for (int i = 0; i < count && st == ST_OK; i++) {
		double score;

		st = search_keys_of(store, rids[i], &keys, err);
		score = st == ST_OK ? score_name(words, &keys, fields, true, memo) : 0;
		if (score >= SCORE_FOUND)
			hits_add(hits, rids[i], score, 0);
		if (st == ST_NOTFOUND)
			st = ST_OK;
	}
	name_memo_free(memo);
	search_keys_free(&keys);
	free(rids);
	return st;
}

/* In words, why those that are shown were found by name. */
static enum status give_reasons(struct store *store, uint64_t fields, const struct name_words *words,
	struct hits *hits, struct err *err)
{
	struct search_keys keys = { 0 };
	enum status st = ST_OK;

	for (int i = 0; i < hits->count && st == ST_OK; i++) {
		if (hits->hit[i].reasons)
			continue;
		st = search_keys_of(store, hits->hit[i].rid, &keys, err);
		if (st == ST_OK)
			hits->hit[i].reasons = score_reasons(words, &keys, fields, true);
		if (st == ST_NOTFOUND)
			st = ST_OK;
	}
	search_keys_free(&keys);
	return st;
}

/* Far behind the best is noise: "ali hassan" does not bring every Hassan once Ali Hassan is there. */
static void drop_far(struct hits *hits)
{
	double best = hits->count ? hits->hit[0].score : 0;
	int n = 0;

	while (n < hits->count && hits->hit[n].score >= best * best * 0.6)
		n++;
	hits->count = n;
}

static enum status find(struct store *store, const struct actor *actor, const char *typed, int limit,
			struct hits *hits, struct err *err)
{
	struct name_words words = { 0 };
	uint64_t fields;
	enum status st = score_fields(store, actor, &fields, err);

	if (st != ST_OK || !fields)
		return st;
	name_words(&words, typed);
	st = find_numbers(store, fields, typed, hits, err);
	if (st == ST_OK)
		st = find_other_number(store, actor, typed, hits, err);
	if (st == ST_OK && words.count && !strchr(typed, '@') && score_digits(typed) < 4)
		st = find_words(store, fields, &words, hits, err);
	if (st == ST_OK)
		st = settle(store, hits, limit, err);
	if (st != ST_OK)
		return st;
	drop_far(hits);
	return give_reasons(store, fields, &words, hits, err);
}

enum status find_people(struct store *store, const struct actor *actor, const char *typed, int limit,
	struct find_hit **out, int *count, struct err *err)
{
	struct hits hits = { 0 };
	bool view = store_view(store);
	enum status st = find(store, actor, typed, limit, &hits, err);

	store_view_end(store, view);
	*out = NULL;
	*count = 0;
	if (st != ST_OK) {
		free(hits.hit);
		return st;
	}
	*out = hits.hit;
	*count = hits.count;
	return ST_OK;
}
