/* SPDX-License-Identifier: EUPL-1.2 */
/* Words of the text, patterns of the lexicon, and how the one fits the other. */
#include "register/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"

#define GAP 5            /* words that ".." may pass over */
#define ITEMS 12         /* of a pattern */

struct word {
	char *folded, *latin;    /* latin: for letters of another script dressed up as Latin ones */
	size_t from, to;
	bool opens;              /* first word of a sentence */
	bool allowed;
};
struct words {
	struct word *word;
	size_t n;
};

enum item_as { ITEM_WORDS, ITEM_GAP, ITEM_BEGIN, ITEM_END };
struct item {
	enum item_as as;
	bool optional;
	char *alternatives;      /* "one/two*", folded */
};
struct pattern {
	const struct lexicon_words *row;
	bool widest;             /* of what is allowed */
	bool begins[256];        /* bytes with which a first word can begin; so that most patterns are passed over at once */
	struct item item[ITEMS];
	int n_items;
};
struct patterns {
	struct pattern *pattern;
	size_t n;
};
struct lexicon {
	struct patterns refuse, allow;
};

/* ---- the text ---- */

static bool is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9');
	/* Latin-1 signs, general punctuation to symbols, CJK and full-width punctuation, Arabic and Spanish marks. */
	return !(cp < 0xc0 && cp != 0xaa && cp != 0xb5 && cp != 0xba) && cp != 0xd7 && cp != 0xf7 &&
		!(cp >= 0x2000 && cp <= 0x2bff) && !(cp >= 0x3000 && cp <= 0x303f) && cp != 0x60c && cp != 0x61b &&
		cp != 0x61f && cp != 0x6d4 && !(cp >= 0xff01 && cp <= 0xff0f);
}

/* Soft hyphens, joiners and marks of direction: nothing to a reader, so nothing to the gate. */
static bool is_unseen(uint32_t cp)
{
	return cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) ||
		(cp >= 0x2060 && cp <= 0x2069) || cp == 0xfeff || cp == 0x640;
}

static bool ends_sentence(uint32_t cp)
{
	return cp == '?' || cp == '!' || cp == ';' || cp == '\n' || cp == 0x61f || cp == 0x61b;
}

static bool is_upper(uint32_t cp)
{
	return cp >= 'A' && cp <= 'Z';
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* "homeChurch2" is three words. */
static bool breaks_between(uint32_t before, uint32_t cp)
{
	if (before == 0)
		return false;
	return (is_upper(cp) && before >= 'a' && before <= 'z') || is_digit(before) != is_digit(cp);
}

static void add_word(struct words *w, struct str *raw, size_t from, size_t to, bool opens)
{
	struct str folded = STR_INIT, latin = STR_INIT;

	if (raw->len == 0)
		return;
	text_fold(&folded, str_get(raw));
	text_latin(&latin, str_get(raw));
	w->word = mem_resize(w->word, w->n + 1, sizeof *w->word);
	w->word[w->n++] = (struct word){ str_take(&folded), str_take(&latin), from, to, opens, false };
	str_clear(raw);
}

/* "r.e.l.i.g.i.o.n": four single letters and more in a row are one word. */
static void join_letters(struct words *w)
{
	size_t out = 0;

	for (size_t i = 0; i < w->n;) {
		struct str joined = STR_INIT;
		size_t end = i;

		while (end < w->n && strlen(w->word[end].latin) == 1 && !is_digit((unsigned char)*w->word[end].latin))
			str_add(&joined, w->word[end++].latin);
		if (end - i < 4) {
			w->word[out++] = w->word[i++];
			str_free(&joined);
			continue;
		}
		struct word whole = { mem_str(str_get(&joined)), str_take(&joined), w->word[i].from,
			w->word[end - 1].to, w->word[i].opens, false };

		for (; i < end; i++) {
			free(w->word[i].folded);
			free(w->word[i].latin);
		}
		w->word[out++] = whole;
	}
	w->n = out;
}

static void cut_words(struct words *w, const char *text)
{
	struct str raw = STR_INIT;
	size_t len = strlen(text), from = 0;
	uint32_t before = 0;
	bool opens = true;

	for (size_t pos = 0; pos < len;) {
		uint32_t cp;
		size_t n = utf_decode(text + pos, len - pos, &cp);

		if (n == 0) {
			pos++;
			continue;
		}
		if (is_letter(cp) && breaks_between(before, cp)) {
			add_word(w, &raw, from, pos, opens);
			opens = false;
		}
		if (is_letter(cp)) {
			if (raw.len == 0)
				from = pos;
			str_addn(&raw, text + pos, n);
			before = cp;
		} else if (!is_unseen(cp)) {
			bool stop = ends_sentence(cp) || (cp == '.' && raw.len > 3);

			if (raw.len) {
				add_word(w, &raw, from, pos, opens);
				opens = false;
			}
			opens = opens || stop;
			before = 0;
		}
		pos += n;
	}
	add_word(w, &raw, from, len, opens);
	str_free(&raw);
	join_letters(w);
}

static void words_free(struct words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		free(w->word[i].folded);
		free(w->word[i].latin);
	}
	free(w->word);
}

/* ---- fitting ---- */

static bool one_fits(const char *want, size_t n, const char *word)
{
	bool open_front = n > 1 && want[0] == '*', open_back = n > 1 && want[n - 1] == '*';
	size_t len = strlen(word);

	want += open_front;
	n -= (size_t)open_front + (size_t)open_back;
	if (len < n)
		return false;
	if (open_front && open_back) {
		for (size_t i = 0; i + n <= len; i++)
			if (memcmp(word + i, want, n) == 0)
				return true;
		return false;
	}
	if (open_front)
		return memcmp(word + len - n, want, n) == 0;
	return memcmp(word, want, n) == 0 && (open_back || len == n);
}

static bool item_fits(const struct item *item, const struct word *word)
{
	const char *s = item->alternatives;

	while (*s) {
		size_t n = strcspn(s, "/");

		if (one_fits(s, n, word->folded) || one_fits(s, n, word->latin))
			return true;
		s += n + (s[n] == '/');
	}
	return false;
}

static size_t fit(const struct pattern *p, int i, const struct words *w, size_t at, size_t start, bool *used);

/* A refusal takes the nearest word that fits, an allowance the farthest: "worked as a nurse in a clinic" as a whole. */
static size_t fit_gap(const struct pattern *p, int i, const struct words *w, size_t at, size_t start, bool *used)
{
	size_t far = 0, end;

	while (far < GAP && at + far + 1 < w->n && !(at + far > start && w->word[at + far].opens))
		far++;
	for (size_t k = 0; k <= far; k++)
		if ((end = fit(p, i + 1, w, at + (p->widest ? far - k : k), start, used)))
			return end;
	return 0;
}

/* Tries items from `i` on at word `at`; returns the word after the match, with the words that fitted marked in `used`,
 * or 0 with no mark left. */
static size_t fit(const struct pattern *p, int i, const struct words *w, size_t at, size_t start, bool *used)
{
	const struct item *item = &p->item[i];
	size_t end;

	if (i == p->n_items)
		return at;
	if (item->as == ITEM_BEGIN)
		return at == 0 ? fit(p, i + 1, w, at, start, used) : 0;
	if (item->as == ITEM_END)
		return at == w->n ? at : 0;
	if (item->as == ITEM_GAP)
		return fit_gap(p, i, w, at, start, used);
	if (at < w->n && !(at > start && w->word[at].opens) && item_fits(item, &w->word[at])) {
		used[at] = true;
		if ((end = fit(p, i + 1, w, at + 1, start, used)))
			return end;
		used[at] = false;
	}
	return item->optional ? fit(p, i + 1, w, at, start, used) : 0;
}

static bool may_begin(const struct pattern *p, const struct word *word)
{
	return p->begins[(unsigned char)*word->folded] || p->begins[(unsigned char)*word->latin];
}

/* A row without a language holds in every one. */
static bool speaks(const struct lexicon_words *row, const char *language)
{
	return !language || !row->language || strcmp(row->language, language) == 0;
}

static void mark_allowed(const struct patterns *allow, struct words *w, const char *language, bool *used)
{
	for (size_t p = 0; p < allow->n; p++) {
		if (!speaks(allow->pattern[p].row, language))
			continue;
		for (size_t at = 0; at < w->n; at++) {
			size_t end = 0;

			if (may_begin(&allow->pattern[p], &w->word[at]))
				end = fit(&allow->pattern[p], 0, w, at, at, used);
			for (size_t i = at; i < end; i++) {
				w->word[i].allowed = true;
				used[i] = false;
			}
		}
	}
}

/* Whether one of the words that fitted is allowed; leaves no mark behind. */
static bool is_void(const struct words *w, bool *used, size_t from, size_t to)
{
	bool allowed = false;

	for (size_t i = from; i < to; i++) {
		allowed = allowed || (used[i] && w->word[i].allowed);
		used[i] = false;
	}
	return allowed;
}

static struct lexicon_hit find_refusal(const struct patterns *refuse, const struct words *w, const char *language,
	bool *used)
{
	for (size_t p = 0; p < refuse->n; p++) {
		if (!speaks(refuse->pattern[p].row, language))
			continue;
		for (size_t at = 0; at < w->n; at++) {
			size_t end = 0;

			if (may_begin(&refuse->pattern[p], &w->word[at]))
				end = fit(&refuse->pattern[p], 0, w, at, at, used);
			if (end > at && !is_void(w, used, at, end))
				return (struct lexicon_hit){ refuse->pattern[p].row, w->word[at].from,
					w->word[end - 1].to };
		}
	}
	return (struct lexicon_hit){ NULL, 0, 0 };
}

struct lexicon_hit lexicon_judge(const struct lexicon *lexicon, const char *text, const char *language)
{
	struct words w = { NULL, 0 };
	struct lexicon_hit hit = { NULL, 0, 0 };
	bool *used;

	cut_words(&w, text);
	if (w.n) {
		used = mem_array(w.n, sizeof *used);
		mark_allowed(&lexicon->allow, &w, language, used);
		hit = find_refusal(&lexicon->refuse, &w, language, used);
		free(used);
	}
	words_free(&w);
	return hit;
}

/* ---- reading patterns ---- */

/* "one/ two" is one item that goes on behind a line's end. */
static size_t close_up(char *text)
{
	size_t n = 0;

	for (const char *s = text; *s; s++)
		if (*s != ' ')
			text[n++] = *s;
	text[n] = '\0';
	return n;
}

static bool read_item(struct item *item, const char *s, size_t n)
{
	struct str folded = STR_INIT;
	char *text = mem_strn(s, n);

	n = close_up(text);
	*item = (struct item){ ITEM_WORDS, n > 1 && text[n - 1] == '?', NULL };
	if (item->optional)
		text[n - 1] = '\0';
	if (str_same(text, ".."))
		item->as = ITEM_GAP;
	else if (str_same(text, "^"))
		item->as = ITEM_BEGIN;
	else if (str_same(text, "$"))
		item->as = ITEM_END;
	text_fold(&folded, text);
	item->alternatives = str_take(&folded);
	free(text);
	return *item->alternatives && !strstr(item->alternatives, "//") && strcmp(item->alternatives, "*") != 0;
}

static void note_beginnings(struct pattern *p)
{
	const struct item *first = &p->item[0];

	for (int i = 0; i < 256; i++)
		p->begins[i] = first->as != ITEM_WORDS || first->optional;
	for (const char *s = first->alternatives; *s; s += strcspn(s, "/"), s += *s == '/') {
		if (*s == '*')
			memset(p->begins, true, sizeof p->begins);
		p->begins[(unsigned char)*s] = true;
	}
}

static bool read_pattern(struct patterns *to, const struct lexicon_words *row, bool widest, const char *s, size_t len)
{
	struct pattern p = { .row = row, .widest = widest };
	bool good = true;

	while (len && good) {
		size_t n = 0;

		if (*s == ' ') {
			s++, len--;
			continue;
		}
		while (n < len && (s[n] != ' ' || (n && (s[n - 1] == '/' || s[n - 1] == ' '))))
			n++;
		good = p.n_items < ITEMS;
		if (good)
			good = read_item(&p.item[p.n_items++], s, n);
		s += n;
		len -= n;
	}
	if (p.n_items)
		note_beginnings(&p);
	to->pattern = mem_resize(to->pattern, to->n + 1, sizeof *to->pattern);
	to->pattern[to->n++] = p;
	return good && p.n_items > 0;
}

static enum status read_list(struct patterns *to, const struct lexicon_words *row, bool widest, const char *list,
	struct err *err)
{
	while (list && *list) {
		size_t n = strcspn(list, "|");

		if (!read_pattern(to, row, widest, list, n))
			return err_set(err, ST_INVALID, _("The pattern “%.*s” of the ground %s cannot be read."), (int)n, list,
				row->ground);
		list += n + (list[n] == '|');
	}
	return ST_OK;
}

enum status lexicon_new(struct lexicon **out, const struct lexicon_words *words, size_t n, struct err *err)
{
	struct lexicon *lexicon = mem_alloc(sizeof *lexicon);
	enum status st = ST_OK;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		st = read_list(&lexicon->refuse, &words[i], false, words[i].refuse, err);
		if (st == ST_OK)
			st = read_list(&lexicon->allow, &words[i], true, words[i].allow, err);
	}
	if (st != ST_OK) {
		lexicon_free(lexicon);
		lexicon = NULL;
	}
	*out = lexicon;
	return st;
}

static void patterns_free(struct patterns *patterns)
{
	for (size_t i = 0; i < patterns->n; i++)
		for (int k = 0; k < patterns->pattern[i].n_items; k++)
			free(patterns->pattern[i].item[k].alternatives);
	free(patterns->pattern);
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	patterns_free(&lexicon->refuse);
	patterns_free(&lexicon->allow);
	free(lexicon);
}
