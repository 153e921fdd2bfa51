/* SPDX-License-Identifier: EUPL-1.2 */
/* Weighing: how a person and their keys fit what was typed, name by name, and the reasons that are told. */
#include "register/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "register/grant.h"

enum status score_fields(struct store *store, const struct actor *actor, uint64_t *fields, struct err *err)
{
	const struct kind *kind = register_kind("person");
	enum status st = ST_OK;

	*fields = 0;
	if (!id_none(actor->grant))
		return grant_check(store, actor, (struct id){ { 0 } }, err);
	for (int i = 0; i < kind->n_fields && st == ST_OK; i++) {
		int code = -1;

		if (!kind->fields[i].search || !field_seen(actor, kind, &kind->fields[i]))
			continue;
		st = search_field_codes(store, &kind->fields[i].name, 1, &code, err);
		if (code >= 0)
			*fields |= 1ull << code;
	}
	return st;
}

int score_digits(const char *typed)
{
	int n = 0;

	for (; *typed; typed++)
		n += *typed >= '0' && *typed <= '9';
	return n;
}

const char *score_significant(const char *typed)
{
	while (*typed && (*typed < '1' || *typed > '9'))
		typed++;
	return typed;
}

void score_words(struct name_words *out, const struct search_keys *keys, uint64_t fields, bool foreign)
{
	out->count = 0;
	for (int i = 0; i < keys->count && out->count < NAME_WORDS_MAX; i++) {
		const struct search_key *key = &keys->key[i];
		struct name_word *word = &out->word[out->count];
		bool known = false;

		if (key->as != SEARCH_NAME || !(fields >> key->field & 1) ||
		    !(key->flags & NAME_FOREIGN) == foreign)
			continue;
		for (int j = 0; j < out->count && !known; j++)
			known = !strcmp(out->word[j].s, key->key);
		if (known)
			continue;
		str_copy(word->s, sizeof(word->s), key->key);
		word->flags = key->flags;
		word->worth = 0;
		out->count++;
	}
}

static unsigned word_reason(const struct name_word *typed, const struct name_words *words, bool begun)
{
	const struct name_word *best = NULL;
	double like = 0;

	for (int i = 0; i < words->count; i++) {
		double now = name_like(typed->s, typed->flags, words->word[i].s, words->word[i].flags, begun);

		if (now > like) {
			like = now;
			best = &words->word[i];
		}
	}
	if (!best || like < 0.5)
		return 0;
	if (!strcmp(typed->s, best->s))
		return FIND_EXACT;
	if (begun && str_starts(best->s, typed->s))
		return FIND_PREFIX;
	return name_edits(typed->s, best->s, 1) <= 1 ? FIND_ONE_LETTER : FIND_SOUND;
}

static unsigned reasons_of(const struct name_words *typed, const struct name_words *words, bool begun)
{
	unsigned reasons = 0;
	bool exact = true;

	for (int i = 0; i < typed->count; i++) {
		unsigned reason = word_reason(&typed->word[i], words, begun && i == typed->count - 1);

		exact &= reason == FIND_EXACT;
		reasons |= reason;
	}
	if (!exact)              /* "same name" is said of the whole name alone */
		reasons &= ~(unsigned)FIND_EXACT;
	for (int i = 0; i < words->count && i < 1; i++)
		if (words->word[i].flags != typed->word[0].flags)
			reasons |= FIND_OTHER_SCRIPT;
	return reasons;
}

/* What is only somewhat alike in every word is somebody else. */
static double held(const struct name_words *typed, const struct name_words *words, bool begun, struct name_memo *memo,
	double least)
{
	double top, like = name_set_like_memo(typed, words, begun, memo, &top);

	return top < least ? 0 : like;
}

double score_name(const struct name_words *typed, const struct search_keys *keys, uint64_t fields, bool begun,
	struct name_memo *memo)
{
	struct name_words words;
	double latin, other;

	score_words(&words, keys, fields, false);
	latin = held(typed, &words, begun, memo, typed->count > 1 ? SCORE_WORD_OF_MANY : SCORE_ONLY_WORD);
	if (latin >= 0.95)
		return latin;
	score_words(&words, keys, fields, true);
	other = 0.98 * held(typed, &words, begun, memo, SCORE_ONLY_WORD);
	return other > latin ? other : latin;
}

unsigned score_reasons(const struct name_words *typed, const struct search_keys *keys, uint64_t fields,
		       bool begun)
{
	struct name_words latin, other;

	score_words(&latin, keys, fields, false);
	score_words(&other, keys, fields, true);
	return reasons_of(typed,
			  name_set_like(typed, &latin, begun) >= 0.98 * name_set_like(typed, &other, begun)
				  ? &latin
				  : &other,
			  begun);
}

/* Known to the day, the month or the year; a first of January is a guessed day. */
static struct date honest(const char *canonical)
{
	struct date d = { 0, 0, 0 };

	if (canonical && date_parse(canonical, &d) && d.month == 1 && d.day == 1)
		d.month = d.day = 0;
	return d;
}

double score_birth(const char *a, const char *b, unsigned *reasons)
{
	struct date x = honest(a), y = honest(b);

	if (!x.year || !y.year)
		return 0;
	if (x.year == y.year && x.month && x.month == y.month && x.day && x.day == y.day) {
		*reasons |= FIND_SAME_BIRTH;
		return 1;
	}
	if (x.day && y.day && x.year == y.year && x.month == y.day && x.day == y.month) {
		*reasons |= FIND_NEAR_BIRTH;       /* day and month changed places */
		return 0.8;
	}
	if (x.year == y.year && (!x.month || !y.month || (x.month == y.month && (!x.day || !y.day)))) {
		*reasons |= FIND_NEAR_BIRTH;
		return 0.4;
	}
	if (abs(x.year - y.year) <= 1 ||
	    (x.day && x.month == y.month && x.day == y.day && abs(x.year - y.year) <= 10)) {
		*reasons |= FIND_NEAR_BIRTH;
		return x.year == y.year ? 0.1 : 0.2;
	}
	if (x.year == y.year)
		return -0.2;
	return abs(x.year - y.year) <= 3 ? -0.4 : -1;
}

/* Both ways, so that one word typed so far does not make everybody known who has it among five. */
double score_both_ways(const struct name_words *a, const struct name_words *b)
{
	double one = name_set_like(a, b, false), other = name_set_like(b, a, false);

	return one < other ? 0.4 * one + 0.6 * other : 0.6 * one + 0.4 * other;
}

double score_people(const struct search_keys *a, const char *born_a, const struct search_keys *b,
		    const char *born_b, uint64_t fields, unsigned *reasons)
{
	struct name_words latin[2], other[2];
	double like, across = 0, birth;

	for (int i = 0; i < 2; i++) {
		score_words(&latin[i], i ? b : a, fields, false);
		score_words(&other[i], i ? b : a, fields, true);
	}
	like = score_both_ways(&latin[0], &latin[1]);
	*reasons = latin[0].count ? reasons_of(&latin[0], &latin[1], false) : 0;
	if (other[0].count && other[1].count)
		across = score_both_ways(&other[0], &other[1]);
	else if (other[0].count || other[1].count)
		across = 0.97 * score_both_ways(other[0].count ? &other[0] : &latin[0],
						other[1].count ? &other[1] : &latin[1]);
	if (across > like) {
		like = across;
		*reasons |= FIND_OTHER_SCRIPT;
	}
	birth = score_birth(born_a, born_b, reasons);
	like = 0.8 * like + (birth > 0 ? 0.2 * birth : 0.5 * birth);
	return like > 0 ? like : 0;
}
