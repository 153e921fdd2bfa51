/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading patterns, and fitting them to words. */
#include "register/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define GAP 5            /* words that ".." may pass over */
#define NEAR 16          /* words between the parts of "&" */
#define LENGTHIEST 8     /* words of one alternative */

/* ---- fitting ---- */

/* Whether what stands behind a stem is made of endings. */
static bool is_ending(const struct vocabulary *v, const char *rest, int chain)
{
	if (!*rest)
		return true;
	for (size_t i = 0; chain > 0 && i < v->n_endings; i++)
		if (str_starts(rest, v->ending[i]) && is_ending(v, rest + strlen(v->ending[i]), chain - 1))
			return true;
	return false;
}

bool pattern_is_ending(const struct vocabulary *v, const char *rest)
{
	return is_ending(v, rest, v->chain);
}

static bool form_fits(const struct form *form, const struct vocabulary *v, const char *word)
{
	size_t n, len;
	const char *at;

	switch (form->as) {
	case FORM_WORD:
		return strcmp(form->text, word) == 0;
	case FORM_BEGINS:
		return str_starts(word, form->text);
	case FORM_ENDS:
		n = strlen(form->text);
		len = strlen(word);
		return len >= n && strcmp(word + len - n, form->text) == 0;
	case FORM_HOLDS:
		return strstr(word, form->text) != NULL;
	case FORM_BENDS:
		return str_starts(word, form->text) && is_ending(v, word + strlen(form->text), v->chain);
	case FORM_ENDS_BENT:
		for (at = word; (at = strstr(at, form->text)) != NULL; at++)
			if (is_ending(v, at + strlen(form->text), v->chain))
				return true;
	}
	return false;
}

static bool word_fits(const struct form *form, const struct vocabulary *v, const struct word *word)
{
	for (int i = 0; i < word->n_forms; i++)
		if (form_fits(form, v, word->form[i]))
			return true;
	return false;
}

bool pattern_has(const struct item *item, const struct vocabulary *v, const struct word *word)
{
	for (int s = 0; s < item->n_sets; s++)
		for (size_t i = 0; i < item->set[s]->n; i++)
			if (word_fits(&item->set[s]->form[i], v, word))
				return true;
	return false;
}

/* Numbers of words that some alternative takes at `at`, as bits: bit 0 for one word. */
static unsigned lengths(const struct item *item, const struct vocabulary *v, const struct words *w, size_t at, bool fresh)
{
	unsigned found = 0;

	for (int s = 0; s < item->n_sets; s++) {
		const struct set *set = item->set[s];

		for (size_t i = 0; i < set->n; i++) {
			size_t k = 0;
			bool fits = true;

			for (;; i++, k++) {
				fits = fits && at + k < w->n && !(w->word[at + k].opens && (k > 0 || !fresh)) &&
					word_fits(&set->form[i], v, &w->word[at + k]);
				if (!set->form[i].more)
					break;
			}
			if (fits)
				found |= 1u << k;
		}
	}
	return found;
}

struct fitting {
	const struct pattern *p;
	const struct vocabulary *v;
	const struct words *w;
	bool *used;
	size_t start;            /* where this part of the pattern began */
	size_t end;              /* behind the farthest word of parts that fitted before */
};

static size_t fit(struct fitting *f, int i, size_t at);

/* A refusal takes the nearest word that fits, an allowance the farthest: "worked as a nurse in a clinic" as a whole. */
static size_t fit_gap(struct fitting *f, int i, size_t at)
{
	size_t far = 0, most = f->p->item[i].gap, end;

	while (far < most && at + far < f->w->n && !(at + far > f->start && f->w->word[at + far].opens))
		far++;
	for (size_t k = 0; k <= far; k++)
		if ((end = fit(f, i + 1, at + (f->p->widest ? far - k : k))))
			return end;
	return 0;
}

/* What stands near in the same sentence. */
static void sentence_around(const struct words *w, size_t at, size_t *from, size_t *to)
{
	*from = at;
	*to = at + 1;
	while (*from > 0 && at - *from < NEAR && !w->word[*from].opens)
		--*from;
	while (*to < w->n && *to - at < NEAR && !w->word[*to].opens)
		++*to;
}

/* The part behind "&", anywhere in the same sentence, on words that no other part took. */
static size_t fit_and(struct fitting *f, int i, size_t at)
{
	size_t from, to, was = f->start, behind = f->end, end = 0;

	sentence_around(f->w, was, &from, &to);
	f->end = at > f->end ? at : f->end;
	for (size_t q = from; q < to && !end; q++) {
		f->start = q;
		if (!f->used[q])
			end = fit(f, i + 1, q);
	}
	f->start = was;
	if (!end)
		f->end = behind;
	return end;
}

static size_t fit_words(struct fitting *f, int i, size_t at)
{
	const struct item *item = &f->p->item[i];
	unsigned found = lengths(item, f->v, f->w, at, at == f->start);
	size_t end;

	for (int b = 0; found && b < LENGTHIEST; b++) {
		int k = f->p->widest ? LENGTHIEST - 1 - b : b;

		if (!(found & 1u << k))
			continue;
		memset(f->used + at, true, (size_t)k + 1);
		if ((end = fit(f, i + 1, at + (size_t)k + 1)))
			return end;
		memset(f->used + at, false, (size_t)k + 1);
	}
	return item->optional ? fit(f, i + 1, at) : 0;
}

/* Before the first word, what must not stand there is looked for before it; at the beginning of the text, there. */
static bool stands_there(const struct fitting *f, int i, size_t at)
{
	bool begin = i > 0 && f->p->item[i - 1].as == ITEM_BEGIN, before = at == f->start && !begin;

	if (before && (at == 0 || f->w->word[at].opens))
		return false;
	if (!before && (at >= f->w->n || (f->w->word[at].opens && !begin)))
		return false;
	return lengths(&f->p->item[i], f->v, f->w, before ? at - 1 : at, true) != 0;
}

/* Tries items from `i` on at word `at`. */
static size_t fit(struct fitting *f, int i, size_t at)
{
	if (i == f->p->n_items)
		return at > f->end ? at : f->end;
	switch (f->p->item[i].as) {
	case ITEM_BEGIN:
		return at == 0 || at == f->w->first ? fit(f, i + 1, at) : 0;
	case ITEM_END:
		return at == f->w->n || f->w->word[at].aside ? fit(f, i + 1, at) : 0;
	case ITEM_GAP:
		return fit_gap(f, i, at);
	case ITEM_AND:
		return fit_and(f, i, at);
	case ITEM_NOT:
		return stands_there(f, i, at) ? 0 : fit(f, i + 1, at);
	case ITEM_WORDS:
		return fit_words(f, i, at);
	}
	return 0;
}

size_t pattern_fit(const struct pattern *p, const struct vocabulary *v, const struct words *w, size_t at, bool *used)
{
	struct fitting f = { p, v, w, used, at, 0 };

	return fit(&f, 0, at);
}

/* ---- reading ---- */

/* "word", "word*", "*word", "*word*", "word~", "*word~". */
static bool read_form(struct set *set, const char *s, size_t n, bool more)
{
	bool front = n > 1 && s[0] == '*', back = n > 1 && s[n - 1] == '*', bent = n > 1 && s[n - 1] == '~';
	struct str folded = STR_INIT;

	words_fold(&folded, s + front, n - front - back - bent);
	set->form = mem_resize(set->form, set->n + 1, sizeof *set->form);
	set->form[set->n++] = (struct form){ mem_str(str_get(&folded)), front && back ? FORM_HOLDS : front && bent ? FORM_ENDS_BENT :
		front ? FORM_ENDS : back ? FORM_BEGINS : bent ? FORM_BENDS : FORM_WORD, more };
	str_free(&folded);
	return *set->form[set->n - 1].text && !strpbrk(set->form[set->n - 1].text, "*~{}!&?");
}

/* "place_of_worship": one alternative of three words. */
static bool read_alternative(struct set *set, const char *s, size_t n)
{
	int words = 0;

	for (;;) {
		size_t k = 0;

		while (k < n && s[k] != '_')
			k++;
		if (++words > LENGTHIEST || !read_form(set, s, k, k < n))
			return false;
		if (k == n)
			return true;
		s += k + 1;
		n -= k + 1;
	}
}

static struct set *new_set(struct vocabulary *v, const char *name)
{
	struct set *set = mem_alloc(sizeof *set);

	set->name = name ? mem_str(name) : NULL;
	v->set = mem_resize(v->set, v->n + 1, sizeof(struct set *));
	v->set[v->n++] = set;
	return set;
}

static const struct set *set_named(const struct vocabulary *v, const char *name, size_t n)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->set[i]->name && strlen(v->set[i]->name) == n && memcmp(v->set[i]->name, name, n) == 0)
			return v->set[i];
	return NULL;
}

static bool add_set(struct item *item, const struct set *set)
{
	if (!set || item->n_sets == ITEM_SETS)
		return false;
	item->set[item->n_sets++] = set;
	return true;
}

/* Words parted by slashes, and names in braces among them. */
static bool read_alternatives(struct vocabulary *v, struct item *item, const char *s, size_t len)
{
	struct set *own = NULL;

	for (;;) {
		size_t n = 0, k;

		while (n < len && s[n] != '/')
			n++;
		k = n > 1 && s[n - 1] == '?' ? n - 1 : n;
		item->optional = item->optional || k < n;
		if (k > 2 && s[0] == '{' && s[k - 1] == '}') {
			if (!add_set(item, set_named(v, s + 1, k - 2)))
				return false;
		} else {
			if (!own && !add_set(item, own = new_set(v, NULL)))
				return false;
			if (!read_alternative(own, s, k))
				return false;
		}
		if (n == len)
			return true;
		s += n + 1;
		len -= n + 1;
	}
}

static bool read_item(struct vocabulary *v, struct item *item, const char *s, size_t n)
{
	static const struct { char sign; enum item_as as; } signs[] = { { '^', ITEM_BEGIN }, { '$', ITEM_END }, { '&', ITEM_AND } };

	*item = (struct item){ .as = ITEM_WORDS };
	for (size_t i = 0; n == 1 && i < ARRAY_LEN(signs); i++)
		if (*s == signs[i].sign) {
			item->as = signs[i].as;
			return true;
		}
	if (n >= 2 && s[0] == '.' && s[1] == '.') {
		item->as = ITEM_GAP;
		item->gap = n == 2 ? GAP : s[2] == '.' ? NEAR : (size_t)(s[2] - '0');
		return n == 2 || (n == 3 && (s[2] == '.' || (s[2] >= '1' && s[2] <= '9')));
	}
	if (n > 1 && s[0] == '!') {
		item->as = ITEM_NOT;
		s++, n--;
	}
	return read_alternatives(v, item, s, n);
}

static bool is_whole(const struct pattern *p)
{
	bool words = false;

	for (int i = 0; i < p->n_items; i++) {
		if (p->item[i].as == ITEM_AND && (!words || i + 1 == p->n_items))
			return false;
		words = p->item[i].as == ITEM_AND ? false : words || p->item[i].as == ITEM_WORDS;
	}
	return words;
}

/* What is looked up by its first word must have one: without the word that may be left out it is another pattern. */
static bool add_pattern(struct patterns *to, struct pattern *p)
{
	int at = 0;

	if (!is_whole(p))
		return false;
	while (p->item[at].as != ITEM_WORDS)
		at++;
	p->anchor = at;
	if (p->item[at].optional) {
		struct item rest[PATTERN_ITEMS];
		struct pattern without = *p;

		memcpy(rest, p->item, (size_t)at * sizeof *rest);
		memcpy(rest + at, p->item + at + 1, (size_t)(p->n_items - at - 1) * sizeof *rest);
		without.item = rest;
		without.n_items--;
		p->item[at].optional = false;
		if (!add_pattern(to, &without))
			return false;
	}
	for (int i = 0; i < at; i++)
		p->loose = p->loose || p->item[i].as == ITEM_GAP;
	if ((to->n & (to->n + 1)) == 0)
		to->pattern = mem_resize(to->pattern, (to->n + 1) * 2, sizeof *to->pattern);
	to->pattern[to->n] = *p;
	to->pattern[to->n].item = mem_array((size_t)p->n_items, sizeof *p->item);
	memcpy(to->pattern[to->n++].item, p->item, (size_t)p->n_items * sizeof *p->item);
	return true;
}

static bool read_items(struct vocabulary *v, struct pattern *p, const char *s)
{
	for (s += strspn(s, " "); *s; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");

		if (p->n_items == PATTERN_ITEMS || !read_item(v, &p->item[p->n_items++], s, n))
			return false;
		s += n;
	}
	return p->n_items > 0;
}

bool pattern_read(struct patterns *to, struct vocabulary *v, const void *row, bool widest, const char *s, size_t len)
{
	struct item item[PATTERN_ITEMS];
	struct pattern p = { .row = row, .text = s, .len = len, .widest = widest, .item = item };
	struct str whole = STR_INIT;
	bool good;

	/* "one/ two" is one item that goes on behind a line's end. */
	for (size_t i = 0; i < len; i++)
		if (s[i] != ' ' || !whole.len || whole.s[whole.len - 1] != '/')
			str_addc(&whole, s[i]);
	good = read_items(v, &p, str_get(&whole));
	str_free(&whole);
	return good && add_pattern(to, &p);
}

void patterns_clear(struct patterns *patterns)
{
	for (size_t i = 0; i < patterns->n; i++)
		free(patterns->pattern[i].item);
	free(patterns->pattern);
	*patterns = (struct patterns){ NULL, 0 };
}

/* Where alternatives have a list of their own, several words are parted by blanks, and lines may end at a slash. */
static char *without_blanks(const char *s)
{
	struct str out = STR_INIT;

	for (; *s; s++)
		if (*s != ' ')
			str_addc(&out, *s);
		else if (out.len && !strchr("/ ", out.s[out.len - 1]) && !strchr("/ ", s[1]))
			str_addc(&out, '_');
	return out.len ? str_take(&out) : mem_str("");
}

bool vocabulary_name(struct vocabulary *v, const char *name, const char *alternatives)
{
	struct item item = { .as = ITEM_WORDS };
	char *list = without_blanks(alternatives);
	bool good = !set_named(v, name, strlen(name)) && read_alternatives(v, &item, list, strlen(list));
	struct set *set;

	free(list);
	if (!good)
		return false;
	set = new_set(v, name);
	for (int i = 0; i < item.n_sets; i++)
		for (size_t k = 0; k < item.set[i]->n; k++) {
			set->form = mem_resize(set->form, set->n + 1, sizeof *set->form);
			set->form[set->n] = item.set[i]->form[k];
			set->form[set->n].text = mem_str(item.set[i]->form[k].text);
			set->n++;
		}
	return true;
}

void vocabulary_endings(struct vocabulary *v, const char *endings, int chain)
{
	v->chain = chain;
	while (*endings) {
		size_t n = strcspn(endings, "/ ");
		struct str folded = STR_INIT;

		words_fold(&folded, endings, n);
		if (folded.len) {
			v->ending = mem_resize(v->ending, v->n_endings + 1, sizeof(char *));
			v->ending[v->n_endings++] = mem_str(folded.s);
		}
		str_free(&folded);
		endings += n + (endings[n] != '\0');
	}
}

void vocabulary_clear(struct vocabulary *v)
{
	for (size_t i = 0; i < v->n; i++) {
		for (size_t k = 0; k < v->set[i]->n; k++)
			free(v->set[i]->form[k].text);
		free(v->set[i]->form);
		free(v->set[i]->name);
		free(v->set[i]);
	}
	for (size_t i = 0; i < v->n_endings; i++)
		free(v->ending[i]);
	free(v->set);
	free(v->ending);
	*v = (struct vocabulary){ 0 };
}
