/* SPDX-License-Identifier: EUPL-1.2 */
/* Patterns by language, found by how their first word begins. */
#include "register/lexicon.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "register/pattern.h"
#include "register/slip.h"

#define BUCKETS 1024     /* the last for patterns whose first word may begin in any way */
#define LOOSE (BUCKETS - 1)
#define REACH 80         /* words that one match may lie apart */

struct index {
	uint32_t *pattern;                /* those of bucket b from begin[b] to begin[b + 1], in order */
	uint32_t begin[BUCKETS + 1];
};
struct part {
	char *language;                   /* NULL: of all */
	struct vocabulary vocabulary;
	struct patterns refuse, allow;
	struct index to_refuse, to_allow;
	struct slips *slips;              /* NULL: none are looked for */
};
struct parts { struct part **part; size_t n; };
struct lexicon {
	const struct lexicon_words *words;
	const struct lexicon_terms *terms;
	size_t n_words, n_terms;
	struct parts *parts;
	const struct lexicon_spelling *spelling;
	size_t n_spellings;
	bool spells;
};

/* ---- the index ---- */

/* By the first two letters. */
static size_t bucket(const char *s)
{
	uint32_t one, two = 0;
	size_t n = utf_decode(s, strlen(s), &one);

	if (n && s[n])
		utf_decode(s + n, strlen(s + n), &two);
	return (one * 31 + two * 997) % LOOSE;
}

static bool is_one_letter(const char *s)
{
	uint32_t cp;

	return utf_decode(s, strlen(s), &cp) == strlen(s);
}

static size_t bucket_of(const struct form *form)
{
	bool open = form->as == FORM_ENDS || form->as == FORM_HOLDS || form->as == FORM_ENDS_BENT;

	return open || (form->as != FORM_WORD && is_one_letter(form->text)) ? LOOSE : bucket(form->text);
}

/* Puts the pattern into each bucket once; with `pattern` NULL it only counts. */
static void enter(struct index *index, const struct pattern *pattern, uint32_t number, uint32_t *last, uint32_t *fill)
{
	const struct item *anchor = &pattern->item[pattern->anchor];

	for (int s = 0; s < anchor->n_sets; s++) {
		const struct set *set = anchor->set[s];
		bool inner = false;

		for (size_t i = 0; i < set->n; i++) {
			size_t b = pattern->loose ? LOOSE : bucket_of(&set->form[i]);

			if (!inner && last[b] != number + 1) {
				last[b] = number + 1;
				if (index->pattern)
					index->pattern[fill[b]] = number;
				fill[b]++;
			}
			inner = set->form[i].more;
		}
	}
}

static void make_index(struct index *index, const struct patterns *all)
{
	uint32_t last[BUCKETS] = { 0 }, fill[BUCKETS] = { 0 };

	for (size_t i = 0; i < all->n; i++)
		enter(index, &all->pattern[i], (uint32_t)i, last, fill);
	for (size_t b = 0; b < BUCKETS; b++) {
		index->begin[b + 1] = index->begin[b] + fill[b];
		fill[b] = index->begin[b];
	}
	index->pattern = mem_array((size_t)index->begin[BUCKETS] + 1, sizeof *index->pattern);
	memset(last, 0, sizeof last);
	for (size_t i = 0; i < all->n; i++)
		enter(index, &all->pattern[i], (uint32_t)i, last, fill);
}

/* ---- reading a language ---- */

static bool is_of(const char *language, const char *part)
{
	return !part || !language || strcmp(language, part) == 0;
}

static enum status read_terms(struct vocabulary *v, const struct lexicon_terms *terms, struct err *err)
{
	if (!terms->name)
		vocabulary_endings(v, terms->words, terms->chain);
	else if (!vocabulary_name(v, terms->name, terms->words))
		return err_set(err, ST_INVALID, "The words “%s” cannot be read, or are given twice.", terms->name);
	return ST_OK;
}

static enum status read_list(struct part *part, bool allow, const struct lexicon_words *row, struct err *err)
{
	const char *list = allow ? row->allow : row->refuse;

	while (list && *list) {
		size_t n = strcspn(list, "|");

		if (!pattern_read(allow ? &part->allow : &part->refuse, &part->vocabulary, row, allow, list, n))
			return err_set(err, ST_INVALID, _("The pattern “%.*s” of the ground %s cannot be read."), (int)n, list,
				row->ground);
		list += n + (list[n] == '|');
	}
	return ST_OK;
}

/* What holds in every language is not made of words of this one. */
static void learn_spelling(struct part *part, size_t n, const char *language)
{
	if (part->slips && language)
		slips_learn(part->slips, &part->vocabulary, n);
}

static void spell(struct part *part, const struct lexicon *lexicon)
{
	for (size_t i = 0; i < lexicon->n_spellings; i++)
		if (str_same(lexicon->spelling[i].language, part->language))
			slips_spell(part->slips, lexicon->spelling[i].words, lexicon->spelling[i].telling);
	slips_ready(part->slips);
}

static enum status read_part(struct part *part, const struct lexicon *lexicon, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < lexicon->n_terms && st == ST_OK; i++)
		if (is_of(lexicon->terms[i].language, part->language))
			st = read_terms(&part->vocabulary, &lexicon->terms[i], err);
	learn_spelling(part, 0, part->language);
	for (size_t i = 0; i < lexicon->n_words && st == ST_OK; i++)
		if (is_of(lexicon->words[i].language, part->language)) {
			size_t n = part->vocabulary.n;

			st = read_list(part, false, &lexicon->words[i], err);
			if (st == ST_OK)
				st = read_list(part, true, &lexicon->words[i], err);
			learn_spelling(part, n, lexicon->words[i].language);
		}
	if (st == ST_OK) {
		make_index(&part->to_refuse, &part->refuse);
		make_index(&part->to_allow, &part->allow);
		if (part->slips)
			spell(part, lexicon);
	}
	return st;
}

static void part_free(struct part *part)
{
	patterns_clear(&part->refuse);
	patterns_clear(&part->allow);
	vocabulary_clear(&part->vocabulary);
	free(part->to_refuse.pattern);
	free(part->to_allow.pattern);
	slips_free(part->slips);
	free(part->language);
	free(part);
}

static enum status part_of(const struct lexicon *lexicon, const char *language, const struct part **out, struct err *err)
{
	struct parts *all = lexicon->parts;
	struct part *part;
	enum status st;

	for (size_t i = 0; i < all->n; i++)
		if (str_same(all->part[i]->language, language)) {
			*out = all->part[i];
			return ST_OK;
		}
	part = mem_alloc(sizeof *part);
	part->language = mem_str(language);
	part->slips = lexicon->spells && language ? slips_new(words_article(language)) : NULL;
	st = read_part(part, lexicon, err);
	if (st != ST_OK) {
		part_free(part);
		return st;
	}
	all->part = mem_resize(all->part, all->n + 1, sizeof(struct part *));
	*out = all->part[all->n++] = part;
	return ST_OK;
}

struct lexicon *lexicon_new(const struct lexicon_words *words, size_t n, const struct lexicon_terms *terms, size_t n_terms)
{
	struct lexicon *lexicon = mem_alloc(sizeof *lexicon);

	*lexicon = (struct lexicon){ .words = words, .terms = terms, .n_words = n, .n_terms = n_terms,
		.parts = mem_alloc(sizeof(struct parts)) };
	return lexicon;
}

void lexicon_spell(struct lexicon *lexicon, const struct lexicon_spelling *spelling, size_t n)
{
	lexicon->spelling = spelling;
	lexicon->n_spellings = n;
	lexicon->spells = true;
}

enum status lexicon_check(const struct lexicon *lexicon, struct err *err)
{
	const struct part *part;
	enum status st = ST_OK;

	/* What holds in all languages is read with each; alone, where nothing else is there. */
	for (size_t i = 0; i < lexicon->n_words && st == ST_OK; i++)
		if (lexicon->words[i].language || lexicon->n_words == 1)
			st = part_of(lexicon, lexicon->words[i].language, &part, err);
	return st;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	for (size_t i = 0; i < lexicon->parts->n; i++)
		part_free(lexicon->parts->part[i]);
	free(lexicon->parts->part);
	free(lexicon->parts);
	free(lexicon);
}

/* ---- judging ---- */

struct judging {
	const struct part *part;
	const struct words *words;
	const struct lexicon_speech *speech;
	const struct pattern *without;
	bool *used, *allowed;
};

/* The words that a match may have marked. */
static void reach(const struct words *w, size_t at, size_t *from, size_t *to)
{
	*from = at > REACH ? at - REACH : 0;
	*to = w->n - at > REACH ? at + REACH : w->n;
}

static void allow_at(struct judging *j, const struct pattern *p, size_t at)
{
	size_t end = pattern_fit(p, &j->part->vocabulary, j->words, at, j->used), from, to;

	if (!end)
		return;
	for (size_t i = at; i < end; i++)
		j->allowed[i] = true;
	reach(j->words, at, &from, &to);
	for (size_t i = from; i < to; i++) {
		j->allowed[i] = j->allowed[i] || j->used[i];
		j->used[i] = false;
	}
}

/* Whether the match is one: none of its words is allowed, and all lie where the text can be in that language.  Leaves no
 * mark behind. */
static bool holds(struct judging *j, size_t at, struct lexicon_hit *hit)
{
	const struct lexicon_speech *s = j->speech;
	size_t from, to, first = 0, last = 0;
	bool good = true, any = false;

	reach(j->words, at, &from, &to);
	for (size_t i = from; i < to; i++) {
		const struct word *word = &j->words->word[i];

		if (!j->used[i])
			continue;
		j->used[i] = false;
		good = good && !j->allowed[i] && (!s || (word->from >= s->from && word->to <= s->to));
		first = any ? first : word->from;
		last = word->to;
		any = true;
	}
	hit->from = first;
	hit->to = last;
	return good && any;
}

/* The buckets of patterns that may begin at a word. */
struct search { size_t bucket[WORD_FORMS + 1]; int n; };

static void search_word(struct search *s, const struct word *word)
{
	*s = (struct search){ .bucket = { LOOSE }, .n = 1 };
	for (int i = 0; i < word->n_forms; i++) {
		size_t b = bucket(word->form[i]);
		bool known = false;

		for (int k = 0; k < s->n; k++)
			known = known || s->bucket[k] == b;
		if (!known)
			s->bucket[s->n++] = b;
	}
}

static void mark_allowed(struct judging *j)
{
	const struct index *index = &j->part->to_allow;

	for (size_t at = 0; at < j->words->n; at++) {
		struct search s;

		search_word(&s, &j->words->word[at]);
		for (int k = 0; k < s.n; k++)
			for (uint32_t i = index->begin[s.bucket[k]]; i < index->begin[s.bucket[k] + 1]; i++)
				allow_at(j, &j->part->allow.pattern[index->pattern[i]], at);
	}
}

/* By the pattern that stands first in the file, wherever in the text it fits. */
static struct lexicon_hit find_refusal(struct judging *j)
{
	const struct index *index = &j->part->to_refuse;
	struct lexicon_hit best = { NULL, 0, 0, NULL }, hit;
	size_t most = j->part->refuse.n;

	for (size_t at = 0; at < j->words->n; at++) {
		struct search s;

		search_word(&s, &j->words->word[at]);
		for (int k = 0; k < s.n; k++)
			for (uint32_t i = index->begin[s.bucket[k]]; i < index->begin[s.bucket[k] + 1]; i++) {
				uint32_t number = index->pattern[i];
				const struct pattern *p = &j->part->refuse.pattern[number];

				if (number >= most)
					break;
				if (p == j->without || !pattern_fit(p, &j->part->vocabulary, j->words, at, j->used) || !holds(j, at, &hit))
					continue;
				best = (struct lexicon_hit){ p->row, hit.from, hit.to, p };
				most = number;
			}
	}
	return best;
}

static const struct part *need_part(const struct lexicon *lexicon, const char *language)
{
	const struct part *part;
	struct err err;

	if (part_of(lexicon, language, &part, &err) != ST_OK)
		BUG(err.text);
	return part;
}

static void see_through_slips(const struct part *part, struct words *words)
{
	for (size_t i = 0; part->slips && i < words->n; i++)
		if (!words->word[i].spelled)
			slips_mend(part->slips, &part->vocabulary, &words->word[i]);
}

/* What is a word in one of the languages that the text can be in is no slip in another. */
static void find_spelled(const struct lexicon *lexicon, struct words *words, const struct lexicon_speech *speech, size_t n)
{
	for (size_t k = 0; lexicon->spells && k < n; k++) {
		const struct part *part = need_part(lexicon, speech[k].language);

		words_speak(words, speech[k].language);
		for (size_t i = 0; part->slips && i < words->n; i++)
			if (!words->word[i].spelled)
				words->word[i].spelled = slips_known(part->slips, &part->vocabulary, &words->word[i]);
	}
}

bool lexicon_mends(const struct lexicon *lexicon, const char *word, const char *language)
{
	const struct lexicon_speech speech = { language, 0, strlen(word), true };
	const struct part *part = need_part(lexicon, language);
	struct words words;
	bool mended = false;

	words_cut(&words, word);
	find_spelled(lexicon, &words, &speech, 1);
	for (size_t i = 0; i < words.n; i++)
		mended = mended || (!words.word[i].spelled && slips_mend(part->slips, &part->vocabulary, &words.word[i]));
	words_clear(&words);
	return mended;
}

static bool has_form(const struct part *part, const struct pattern *p, const struct word *word)
{
	for (int i = 0; i < p->n_items; i++)
		if (p->item[i].as == ITEM_WORDS && pattern_has(&p->item[i], &part->vocabulary, word))
			return true;
	return false;
}

bool lexicon_tells(const struct lexicon *lexicon, const char *word, const char *language)
{
	const struct part *part = need_part(lexicon, language);
	struct words words;
	bool tells = false;

	words_cut(&words, word);
	words_speak(&words, language);
	for (size_t i = 0; words.n == 1 && i < part->refuse.n && !tells; i++)
		tells = has_form(part, &part->refuse.pattern[i], &words.word[0]);
	words_clear(&words);
	return tells;
}

struct lexicon_hit lexicon_judge_without(const struct lexicon *lexicon, struct words *words, const struct lexicon_speech *speech,
	size_t n, const struct pattern *pattern)
{
	struct judging j = { .words = words, .without = pattern, .used = mem_array(words->n + 1, sizeof(bool)),
		.allowed = mem_array(words->n + 1, sizeof(bool)) };
	struct lexicon_hit hit = { NULL, 0, 0, NULL };

	find_spelled(lexicon, words, speech, n);
	for (size_t i = 0; words->n && i < n && !hit.words; i++) {
		j.part = need_part(lexicon, speech[i].language);
		j.speech = speech[i].language ? &speech[i] : NULL;
		words_speak(words, speech[i].language);
		if (speech[i].likeliest)
			see_through_slips(j.part, words);
		mark_allowed(&j);
		hit = find_refusal(&j);
	}
	free(j.used);
	free(j.allowed);
	return hit;
}

struct lexicon_hit lexicon_judge_words(const struct lexicon *lexicon, struct words *words, const struct lexicon_speech *speech,
	size_t n)
{
	return lexicon_judge_without(lexicon, words, speech, n, NULL);
}

struct lexicon_hit lexicon_judge(const struct lexicon *lexicon, const char *text, const char *language)
{
	struct lexicon_speech all = { language, 0, strlen(text), true };
	struct words words;
	struct lexicon_hit hit;

	words_cut(&words, text);
	hit = lexicon_judge_words(lexicon, &words, &all, 1);
	words_clear(&words);
	return hit;
}
