/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Words are found by what is left when one letter is taken out of them: two words
 * that are one slip apart have such a rest in common, or one is the other's rest.
 */
#include "register/slip.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf.h"

#define LEAST_FINGERS 6  /* letters of a word that a swapped or doubled letter is looked for in */
#define LEAST 8          /* the same of any other slip */
#define LEAST_FIRST 9    /* letters of a word whose first may be a slip */
#define STEM_KNOWN 5     /* letters of a stem by which a word is known */
#define MOST 40          /* letters of the longest word looked at */
#define MENDED 4         /* words that one slip may be of */

enum { A_WORD = 1, A_BENT = 2, KNOWN = 4 };
struct entry {
	char *text;
	unsigned is;
	int n;                   /* letters */
	size_t article;          /* bytes of it that stand before the word */
};
/* Open addressing: what has the same hash stands in a row. */
struct table {
	uint32_t *hash, *entry;  /* entry: number + 1; 0: free */
	size_t size, n;
};
struct slips {
	struct entry *entry;
	size_t n;
	struct table whole, rest;
	const char *article;
};

/* ---- letters and tables ---- */

static int letters_of(const char *s, uint32_t out[MOST])
{
	size_t len = strlen(s);
	int n = 0;

	for (size_t at = 0, k; at < len; at += k) {
		if (n == MOST || (s[at] >= '0' && s[at] <= '9') || (k = utf_decode(s + at, len - at, &out[n])) == 0)
			return 0;
		n++;
	}
	return n;
}

/* Of n letters without the one at `out`. */
static uint32_t hash_without(const uint32_t *s, int n, int out)
{
	uint32_t h = 2166136261u;

	for (int i = 0; i < n; i++)
		if (i != out)
			h = (h ^ s[i]) * 16777619u;
	return h ? h : 1;
}

static void put(struct table *t, uint32_t hash, size_t entry)
{
	size_t i = hash & (t->size - 1);

	while (t->entry[i])
		i = (i + 1) & (t->size - 1);
	t->hash[i] = hash;
	t->entry[i] = (uint32_t)entry + 1;
	t->n++;
}

static void make_room(struct table *t)
{
	struct table was = *t;

	if (t->size && t->n * 2 < t->size)
		return;
	*t = (struct table){ .size = was.size ? was.size * 2 : 1024 };
	t->hash = mem_array(t->size, sizeof *t->hash);
	t->entry = mem_array(t->size, sizeof *t->entry);
	for (size_t i = 0; i < was.size; i++)
		if (was.entry[i])
			put(t, was.hash[i], was.entry[i] - 1);
	free(was.hash);
	free(was.entry);
}

static struct entry *find(const struct slips *slips, const char *s, size_t len, uint32_t hash)
{
	const struct table *t = &slips->whole;

	for (size_t i = hash & (t->size - 1); t->size && t->entry[i]; i = (i + 1) & (t->size - 1)) {
		struct entry *e = &slips->entry[t->entry[i] - 1];

		if (t->hash[i] == hash && strncmp(e->text, s, len) == 0 && !e->text[len])
			return e;
	}
	return NULL;
}

/* ---- learning ---- */

struct slips *slips_new(const char *article)
{
	struct slips *slips = mem_alloc(sizeof *slips);

	slips->article = article;
	return slips;
}

void slips_free(struct slips *slips)
{
	if (!slips)
		return;
	for (size_t i = 0; i < slips->n; i++)
		free(slips->entry[i].text);
	free(slips->entry);
	free(slips->whole.hash);
	free(slips->whole.entry);
	free(slips->rest.hash);
	free(slips->rest.entry);
	free(slips);
}

static void learn_as(struct slips *slips, const char *word, unsigned is, size_t article)
{
	uint32_t letter[MOST], hash;
	int n = letters_of(word, letter);
	struct entry *e;

	if (n == 0)
		return;
	hash = hash_without(letter, n, -1);
	if ((e = find(slips, word, strlen(word), hash)) != NULL) {
		e->is |= is;
		return;
	}
	if ((slips->n & (slips->n + 1)) == 0)
		slips->entry = mem_resize(slips->entry, (slips->n + 1) * 2, sizeof *slips->entry);
	slips->entry[slips->n] = (struct entry){ mem_str(word), is, n, article };
	make_room(&slips->whole);
	put(&slips->whole, hash, slips->n++);
}

static void learn(struct slips *slips, const char *word, unsigned is)
{
	char *with;

	learn_as(slips, word, is, 0);
	if (!slips->article || is == KNOWN || str_starts(word, slips->article))
		return;
	with = mem_fmt("%s%s", slips->article, word);
	learn_as(slips, with, is, strlen(slips->article));
	free(with);
}

void slips_learn(struct slips *slips, const struct vocabulary *v, size_t n)
{
	static const unsigned is[] = { [FORM_WORD] = A_WORD, [FORM_BEGINS] = KNOWN, [FORM_BENDS] = A_BENT };

	for (; n < v->n; n++)
		for (size_t i = 0; i < v->set[n]->n; i++)
			if (v->set[n]->form[i].as < ARRAY_LEN(is) && is[v->set[n]->form[i].as])
				learn(slips, v->set[n]->form[i].text, is[v->set[n]->form[i].as]);
}

void slips_spell(struct slips *slips, const char *words, bool telling)
{
	while (*(words += strspn(words, " "))) {
		size_t n = strcspn(words, " ");
		char *word = mem_strn(words, n);

		learn(slips, word, telling ? A_WORD : KNOWN);
		free(word);
		words += n;
	}
}

void slips_ready(struct slips *slips)
{
	for (size_t e = 0; e < slips->n; e++) {
		uint32_t letter[MOST];
		int n = letters_of(slips->entry[e].text, letter);

		if (n < LEAST_FINGERS || !(slips->entry[e].is & (A_WORD | A_BENT)))
			continue;
		for (int i = -1; i < n; i++) {
			make_room(&slips->rest);
			put(&slips->rest, hash_without(letter, n, i), e);
		}
	}
}

/* ---- mending ---- */

enum slip { NO_SLIP, FINGERS, LETTER };

/* Whether one slip makes a of b; swapped and doubled letters are hardly ever another word. */
static enum slip slip_of(const uint32_t *a, int n, const uint32_t *b, int m)
{
	int i = 0, shorter = n < m ? n : m;

	if (n - m > 1 || m - n > 1)
		return NO_SLIP;
	while (i < shorter && a[i] == b[i])
		i++;
	if (n != m) {
		if (memcmp(a + i + (n > m), b + i + (m > n), (size_t)(shorter - i) * sizeof *a) != 0)
			return NO_SLIP;
		return n > m && i > 0 && a[i] == a[i - 1] ? FINGERS : LETTER;
	}
	if (i == n)
		return NO_SLIP;
	if (memcmp(a + i + 1, b + i + 1, (size_t)(n - i - 1) * sizeof *a) == 0)
		return LETTER;
	return i + 1 < n && a[i] == b[i + 1] && a[i + 1] == b[i] &&
		memcmp(a + i + 2, b + i + 2, (size_t)(n - i - 2) * sizeof *a) == 0 ? FINGERS : NO_SLIP;
}

struct mending {
	const struct slips *slips;
	const struct vocabulary *vocabulary;
	const char *word;
	uint32_t letter[MOST];
	size_t at[MOST + 1];     /* byte at which each letter begins */
	int n;
	char *mended[MENDED];
	int n_mended;
};

static void keep(struct mending *m, const struct entry *e, int taken)
{
	char *whole = mem_fmt("%s%s", e->text + e->article, m->word + m->at[taken]);

	for (int i = 0; i < m->n_mended; i++)
		if (strcmp(m->mended[i], whole) == 0) {
			free(whole);
			return;
		}
	if (m->n_mended < MENDED)
		m->mended[m->n_mended++] = whole;
	else
		free(whole);
}

/* The entry in place of the first `taken` letters. */
static void try_entry(struct mending *m, const struct entry *e, int taken)
{
	uint32_t letter[MOST];
	bool whole = taken == m->n && e->is & A_WORD;
	bool bent = e->is & A_BENT && pattern_is_ending(m->vocabulary, m->word + m->at[taken]);
	enum slip slip;

	if (!whole && !bent)
		return;
	slip = slip_of(m->letter, taken, letter, letters_of(e->text, letter));
	if (slip == LETTER && (e->n < LEAST + (e->article > 0) || (letter[0] != m->letter[0] && (!whole || e->n < LEAST_FIRST))))
		return;
	if (slip != NO_SLIP)
		keep(m, e, taken);
}

static void try_letters(struct mending *m, int taken)
{
	const struct table *t = &m->slips->rest;

	for (int out = -1; out < taken && t->size; out++) {
		uint32_t hash = hash_without(m->letter, taken, out);

		for (size_t i = hash & (t->size - 1); t->entry[i]; i = (i + 1) & (t->size - 1))
			if (t->hash[i] == hash)
				try_entry(m, &m->slips->entry[t->entry[i] - 1], taken);
	}
}

static const struct entry *entry_of(const struct mending *m, int letters)
{
	return find(m->slips, m->word, m->at[letters], hash_without(m->letter, letters, -1));
}

static bool is_known(const struct mending *m)
{
	const struct entry *e = entry_of(m, m->n);

	for (int n = m->n; n >= STEM_KNOWN && !e; n--)
		if ((e = entry_of(m, n)) && !(e->is & A_BENT && pattern_is_ending(m->vocabulary, m->word + m->at[n])))
			e = NULL;
	return e != NULL;
}

static bool read_word(struct mending *m, const char *word)
{
	size_t at = 0;
	uint32_t cp;

	m->word = word;
	m->n = letters_of(word, m->letter);
	for (int i = 0; i < m->n; i++) {
		m->at[i] = at;
		at += utf_decode(word + at, strlen(word + at), &cp);
	}
	m->at[m->n] = at;
	return m->n >= LEAST_FINGERS;
}

bool slips_known(const struct slips *slips, const struct vocabulary *vocabulary, const struct word *word)
{
	struct mending m = { .slips = slips, .vocabulary = vocabulary };

	for (int i = 0; i < word->n_forms; i++)
		if (read_word(&m, word->form[i]) && is_known(&m))
			return true;
	return false;
}

bool slips_mend(const struct slips *slips, const struct vocabulary *vocabulary, struct word *word)
{
	struct mending m = { .slips = slips, .vocabulary = vocabulary };

	for (int i = 0; i < word->n_forms; i++) {
		if (!read_word(&m, word->form[i]))
			continue;
		for (int n = m.n; n >= LEAST_FINGERS; n--)
			try_letters(&m, n);
	}
	for (int i = 0; i < m.n_mended; i++)
		word_add_form(word, m.mended[i]);
	return m.n_mended > 0;
}
