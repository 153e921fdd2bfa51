/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Skills beside what a vacancy asks for, word by word.
 *
 * Nobody is read between the lines.  What is asked for is parted into items; of each item the words that say something
 * are compared with those of every skill that is written down, without their endings ("welder", "welding"), and the item is
 * there by the part of its words that one skill names.  What is not found is not lacking: it may be called otherwise, be
 * written in another language, or never have been asked; so it counts what the criteria say of things that are not known, and
 * is named as a question.  Whoever writes down a skill therefore never loses by it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "match/jobs_own.h"

#define WORDS_MOST 16        /* of one phrase */
#define ITEMS_MOST 24        /* of one vacancy */
#define STEM_LEAST 4

/* Words that tell nothing of what somebody can do, as they come out of text_latin(). */
static const char *const empty_words[] = {
	"a", "ability", "able", "an", "and", "as", "at", "be", "by", "de", "des", "den", "der", "die", "das", "du", "een", "ein", "eine",
	"en", "erfahrung", "ervaring", "et", "etc", "experience", "fahigkeit", "for", "from", "gern", "goed", "goede", "good", "gut", "gute",
	"het", "im", "in", "is", "kennis", "kenntnisse", "knowledge", "la", "le", "les", "met", "mit", "of", "on", "or", "ou", "oder", "skill",
	"skills", "som", "sowie", "the", "to", "um", "und", "van", "von", "well", "with", "work", "working", "zu", "zum", "zur",
};
static const char *const denials[] = { "no", "not", "without", "kein", "keine", "keinen", "nicht", "ohne", "geen", "niet", "zonder",
	"pas", "sans", "aucun", "aucune" };

static bool among(const char *const *list, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

/* Endings in which words of one trade differ; never so much that less than STEM_LEAST letters stay. */
static size_t stem(const char *word, size_t len)
{
	static const char *const endings[] = { "ings", "ing", "ern", "ers", "er", "en", "es", "e", "s", "n" };

	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		size_t ending = strlen(endings[i]);

		if (len >= ending + STEM_LEAST && memcmp(word + len - ending, endings[i], ending) == 0)
			return len - ending;
	}
	return len;
}

/* FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo). */
static uint32_t hash_of(const char *word, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619u;
	return hash;
}

static bool is_of_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 || c == '+' || c == '#';
}

struct words { uint32_t hash[WORDS_MOST]; int n; bool denied; };

static void take_word(struct words *out, char *word, size_t len)
{
	uint32_t hash;

	word[len] = '\0';
	out->denied = out->denied || among(denials, ARRAY_LEN(denials), word);
	if (len < 2 || out->n == WORDS_MOST || among(empty_words, ARRAY_LEN(empty_words), word))
		return;
	hash = hash_of(word, stem(word, len));
	for (int i = 0; i < out->n; i++)
		if (out->hash[i] == hash)
			return;
	out->hash[out->n++] = hash;
}

static void words_of(struct words *out, const char *text)
{
	struct str latin = STR_INIT;
	char *at, *word = NULL;

	*out = (struct words){ .n = 0 };
	text_latin(&latin, text);
	str_get(&latin);
	for (at = latin.s; *at; at++) {
		if (is_of_word(*at)) {
			word = word ? word : at;
		} else if (word) {
			take_word(out, word, (size_t)(at - word));
			word = NULL;
		}
	}
	if (word)
		take_word(out, word, (size_t)(at - word));
	str_free(&latin);
}

static int32_t keep_text(struct jobs_facts *all, const char *text)
{
	size_t len = strlen(text) + 1, at = all->text_len;

	if (at + len > all->text_room)
		all->text = mem_resize(all->text, all->text_room = 2 * all->text_room + len + 1024, 1);
	memcpy(all->text + at, text, len);
	all->text_len += len;
	return (int32_t)at;
}

static bool put_phrase(struct jobs_facts *all, const struct words *words, const char *text, jobs_trade trade)
{
	struct jobs_phrase *phrase;

	if (all->n_phrases == all->room_phrases)
		all->phrase = mem_resize(all->phrase, (size_t)(all->room_phrases = 2 * all->room_phrases + 64), sizeof(*all->phrase));
	if (all->n_words + words->n > all->room_words)
		all->word = mem_resize(all->word, (size_t)(all->room_words = 2 * all->room_words + 256), sizeof(*all->word));
	phrase = &all->phrase[all->n_phrases++];
	*phrase = (struct jobs_phrase){ .word = all->n_words, .n_words = words->n, .text = text ? keep_text(all, text) : JOBS_UNKNOWN,
		.trade = trade };
	memcpy(all->word + all->n_words, words->hash, (size_t)words->n * sizeof(*words->hash));
	all->n_words += words->n;
	return true;
}

bool jobs_phrase_add(struct jobs_facts *all, const char *text, bool keeps_text, jobs_trade trade)
{
	struct words words;

	words_of(&words, text);
	return (words.n > 0 || trade != JOBS_NO_TRADE) && !words.denied && put_phrase(all, &words, keeps_text ? text : NULL, trade);
}

void jobs_items_add(struct jobs_facts *all, struct jobs_vacancy *vacancy, const char *text)
{
	char *copy = mem_str(text), *rest = copy, *one;

	vacancy->item = all->n_phrases;
	while (copy && vacancy->n_items < ITEMS_MOST && (one = strtok_r(rest, "\n\r,;|", &rest)) != NULL) {
		struct str item = STR_INIT;

		one += strspn(one, " \t-*.");
		text_tidy(&item, one, false);
		if (item.len)
			vacancy->n_items += jobs_phrase_add(all, str_get(&item), true, JOBS_NO_TRADE);
		str_free(&item);
	}
	free(copy);
}

/* ---- compared ---- */

static int in_common(const struct jobs_facts *all, const struct jobs_phrase *a, const struct jobs_phrase *b)
{
	int n = 0;

	for (int i = 0; i < a->n_words; i++)
		for (int j = 0; j < b->n_words; j++)
			n += all->word[a->word + i] == all->word[b->word + j];
	return n;
}

/* Thousandths of the item's words that one skill names. */
static int part_of_item(const struct jobs_facts *all, const struct jobs_seeker *seeker, const struct jobs_phrase *item)
{
	int best = 0;

	for (int i = 0; i < seeker->n_skills; i++) {
		int n = in_common(all, item, &all->phrase[seeker->skill + i]);

		best = n > best ? n : best;
	}
	return best * MATCH_SHARE / item->n_words;
}

/* A vacancy that names no skills asks for those of its occupation. */
static bool has_skill_of(const struct jobs_facts *all, const struct jobs_seeker *seeker, jobs_trade trade)
{
	for (int i = 0; i < seeker->n_skills; i++)
		if (jobs_digits(all->phrase[seeker->skill + i].trade, trade) == 4)
			return true;
	return false;
}

struct found { int part, items; };      /* mean of the items in thousandths; how many are there, wholly or in part */

static struct found find(const struct jobs_facts *all, const struct jobs_seeker *seeker, const struct jobs_vacancy *vacancy)
{
	struct found found = { 0, 0 };

	for (int i = 0; i < vacancy->n_items; i++) {
		int part = part_of_item(all, seeker, &all->phrase[vacancy->item + i]);

		found.part += part;
		found.items += part > 0;
	}
	if (vacancy->n_items)
		found.part /= vacancy->n_items;
	return found;
}

int jobs_skills_share(const struct jobs_facts *all, const struct match_criterion *by, const struct jobs_seeker *seeker,
	const struct jobs_vacancy *vacancy)
{
	int part;

	if (!vacancy->n_items)
		return vacancy->trade != JOBS_NO_TRADE && has_skill_of(all, seeker, vacancy->trade) ? MATCH_SHARE : MEASURE_UNKNOWN;
	part = find(all, seeker, vacancy).part;
	if (part == 0 || (by->condition && part < MATCH_SHARE))
		return MEASURE_UNKNOWN;
	return part + (MATCH_SHARE - part) * by->unknown / MATCH_SHARE;
}

void jobs_skills_tell(const struct jobs_facts *all, const struct jobs_seeker *seeker, const struct jobs_vacancy *vacancy,
	struct measured *out)
{
	const struct found found = find(all, seeker, vacancy);
	struct str missing = STR_INIT;

	if (!vacancy->n_items) {
		str_copy(out->has, sizeof(out->has), out->share == MATCH_SHARE ? "occupation" : "");
		return;
	}
	snprintf(out->has, sizeof(out->has), "%d/%d %d", found.items, vacancy->n_items, found.part);
	for (int i = 0; i < vacancy->n_items; i++) {
		const struct jobs_phrase *item = &all->phrase[vacancy->item + i];

		if (part_of_item(all, seeker, item) < MATCH_SHARE)
			str_addf(&missing, "%s%s", missing.len ? "; " : "", all->text + item->text);
	}
	str_copy(out->wants, sizeof(out->wants), str_get(&missing));
	str_free(&missing);
}
