/* SPDX-License-Identifier: EUPL-1.2 */
/* The script tells Arabic and Ukrainian; among languages of Latin letters, how surprising the text would be in each. */
#include "register/tongue.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"
#include "register/tongue_model.h"

#define MARGIN (5 * 8)      /* eighths of bits by which a language may do worse than the best and still be meant */
#define STRANGE (2 * 8)      /* the same, where the best knows all words and this one does not */
#define UNMARKED (5 * 8)     /* a word that is written with marks there, without any */
#define LEANING (10 * 8)     /* what a part of the text makes of the whole at most */
#define MOST 2000            /* words looked at */

static const struct { const char *language; enum word_script script; } others[] = {
	{ "ar", SCRIPT_ARABIC }, { "uk", SCRIPT_CYRILLIC },
};

/* ---- costs ---- */

struct costs {
	int of[TONGUES];
	bool strange[TONGUES];     /* a word that is no everyday one there */
};

static int by_word(const void *key, const void *row)
{
	return strcmp(key, ((const struct tongue_word *)row)->word);
}

static void cost_of_letters(const char *folded, int cost[TONGUES])
{
	int a = 0, b = 0, c;

	memset(cost, 0, TONGUES * sizeof *cost);
	for (const char *s = folded;; s++) {
		c = tongue_letter(*s);
		for (int t = 0; t < TONGUES; t++)
			cost[t] += tongue_cost[(a * TONGUE_LETTERS + b) * TONGUE_LETTERS + c][t];
		if (!*s)
			return;
		a = b;
		b = c;
	}
}

static void add_marks(const char *raw, size_t len, int cost[TONGUES])
{
	for (size_t at = 0, n; at < len; at += n) {
		uint32_t cp;

		n = utf_decode(raw + at, len - at, &cp);
		n = n ? n : 1;
		if (n == 1 || cp < 0xc0)
			continue;
		if ((cp < 0xdf && cp != 0xd7) || cp == 0x11e || cp == 0x15e || cp == 0x152)
			cp += cp < 0xdf ? 32 : 1;
		for (int m = 0; m < n_tongue_marks; m++)
			for (int t = 0; t < TONGUES && tongue_marks[m].letter == cp; t++)
				cost[t] += tongue_marks[m].cost[t];
	}
}

static bool is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] >= 0x80)
			return false;
	return true;
}

static const struct tongue_word *word_known(const char *folded)
{
	return bsearch(folded, tongue_words, (size_t)n_tongue_words, sizeof *tongue_words, by_word);
}

/* A word is as likely as the language knows it, or as its letters are; what every language finds odd says little. */
static void add_word(const char *text, const struct word *word, struct costs *sum)
{
	const struct tongue_word *known = word_known(word->form[0]);
	bool plain = is_plain(text + word->from, word->to - word->from);
	int cost[TONGUES];

	cost_of_letters(word->form[0], cost);
	for (int t = 0; t < TONGUES; t++) {
		bool knows = known && known->cost[t] != TONGUE_UNKNOWN && !(plain && known->marked & 1 << t);

		int whole = known ? known->cost[t] + (plain && known->marked & 1 << t ? UNMARKED : 0) : TONGUE_UNKNOWN;

		if (known && known->cost[t] != TONGUE_UNKNOWN && whole < cost[t])
			cost[t] = whole;
		sum->strange[t] = sum->strange[t] || !knows;
	}
	add_marks(text + word->from, word->to - word->from, cost);
	for (int t = 0; t < TONGUES; t++)
		sum->of[t] += cost[t];
}

static bool counts(const struct word *word)
{
	return word->script == SCRIPT_LATIN && !word->mixed && word->form[0][0] >= 'a' && word->form[0][0] <= 'z';
}

static int best_of(const struct costs *c)
{
	int best = 0;

	for (int t = 1; t < TONGUES; t++)
		best = c->of[t] < c->of[best] ? t : best;
	return best;
}

/* What each costs more than the best. */
static void level(struct costs *c)
{
	int least = c->of[best_of(c)];

	for (int t = 0; t < TONGUES; t++)
		c->of[t] -= least;
}

static void cost_of_words(const char *text, const struct words *w, size_t from, size_t to, struct costs *c)
{
	*c = (struct costs){ { 0 }, { false } };
	for (size_t i = from; i < to && i < from + MOST; i++)
		if (counts(&w->word[i]))
			add_word(text, &w->word[i], c);
	level(c);
}

static bool is_likely(const struct costs *c, int tongue)
{
	int best = best_of(c);

	return c->of[tongue] <= (!c->strange[best] && c->strange[tongue] ? STRANGE : MARGIN);
}

/* ---- ranges ---- */

struct guessing {
	struct lexicon_speech *out;
	size_t n;
};

static void add_range(struct guessing *g, const char *language, size_t from, size_t to, bool likeliest)
{
	if (g->n < TONGUE_RANGES)
		g->out[g->n++] = (struct lexicon_speech){ language, from, to, likeliest };
}

static void add_likely(struct guessing *g, const struct costs *cost, const struct costs *whole, size_t from, size_t to)
{
	bool done[TONGUES] = { false };

	for (int k = 0; k < TONGUES; k++) {
		int best = -1;

		for (int t = 0; t < TONGUES; t++)
			if (!done[t] && (best < 0 || cost->of[t] < cost->of[best]))
				best = t;
		done[best] = true;
		if (is_likely(cost, best) && !(whole && is_likely(whole, best)))
			add_range(g, tongue_names[best], from, to, k == 0);
	}
}

/* A sign that may stand between the same in two languages: "Religion / Din", "Herkunft (origin)". */
static bool parts_here(const char *text, const struct word *before, const struct word *behind)
{
	for (size_t i = before->to; i < behind->from; i++)
		if (!strchr(" '-,.*_", text[i]) && (unsigned char)text[i] < 0x80)
			return true;
	return behind->opens || memmem(text + before->to, behind->from - before->to, "\xe2\x80", 2) != NULL;
}

static void add_parts(struct guessing *g, const char *text, const struct words *w, const struct costs *whole)
{
	size_t from = 0;

	for (size_t i = 1; i <= w->n && g->n < TONGUE_RANGES; i++) {
		struct costs cost;

		if (i < w->n && !parts_here(text, &w->word[i - 1], &w->word[i]))
			continue;
		if (from > 0 || i < w->n) {
			cost_of_words(text, w, from, i, &cost);
			for (int t = 0; t < TONGUES; t++)
				cost.of[t] += whole->of[t] < LEANING ? whole->of[t] : LEANING;
			level(&cost);
			add_likely(g, &cost, whole, w->word[from].from, w->word[i - 1].to);
		}
		from = i;
	}
}

static bool has_script(const struct words *w, enum word_script script)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->word[i].script == script || (w->word[i].mixed && script != SCRIPT_ARABIC))
			return true;
	return false;
}

static bool is_known(const char *language)
{
	bool known = false;

	for (int t = 0; t < TONGUES; t++)
		known = known || str_same(tongue_names[t], language);
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		known = known || str_same(others[i].language, language);
	return known;
}

static bool is_latin(const char *language)
{
	for (int t = 0; t < TONGUES; t++)
		if (str_same(tongue_names[t], language))
			return true;
	return false;
}

size_t tongue_guess(const char *text, const struct words *words, const char *told, struct lexicon_speech out[TONGUE_RANGES])
{
	struct guessing g = { out, 0 };
	size_t len = strlen(text);
	struct costs cost;

	if (told)
		add_range(&g, told, 0, len, true);
	if (told && !is_known(told))
		return g.n;
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (!str_same(others[i].language, told) && has_script(words, others[i].script))
			add_range(&g, others[i].language, 0, len, true);
	if (is_latin(told) || (g.n && !has_script(words, SCRIPT_LATIN)))
		return g.n;
	cost_of_words(text, words, 0, words->n, &cost);
	add_likely(&g, &cost, NULL, 0, len);
	add_parts(&g, text, words, &cost);
	return g.n;
}

void tongue_mark(struct words *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (counts(&words->word[i]) && word_known(words->word[i].form[0]))
			words->word[i].spelled = true;
}
