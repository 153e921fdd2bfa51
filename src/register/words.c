/* SPDX-License-Identifier: EUPL-1.2 */
/* Cutting, folding, and the spellings of a word. */
#include "register/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"

/* ---- letters ---- */

static bool is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9');
	/* Latin-1 signs, general punctuation to symbols, CJK and full-width punctuation, Arabic and Spanish marks. */
	return !(cp < 0xc0 && cp != 0xaa && cp != 0xb5 && cp != 0xba) && cp != 0xd7 && cp != 0xf7 &&
		(!(cp >= 0x2000 && cp <= 0x2bff) || (cp >= 0x2100 && cp <= 0x214f) || (cp >= 0x249c && cp <= 0x24e9)) && !(cp >= 0x3000 && cp <= 0x303f) && cp != 0x60c && cp != 0x61b &&
		cp != 0x61f && cp != 0x6d4 && cp != 0x66a && !(cp >= 0xff01 && cp <= 0xff0f);
}

static bool is_mark(uint32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36f) || (cp >= 0x610 && cp <= 0x61a) || (cp >= 0x64b && cp <= 0x65f) || cp == 0x670;
}

/* Marks, soft hyphens, joiners and marks of direction: nothing to a reader, so nothing to the gate. */
static bool is_unseen(uint32_t cp)
{
	return is_mark(cp) || cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) ||
		(cp >= 0x2060 && cp <= 0x2069) || cp == 0xfeff || cp == 0x640 || cp == 0x180e || cp == 0x61c ||
		(cp >= 0xfe00 && cp <= 0xfe0f) || cp == 0x3164 || (cp >= 0xe0000 && cp <= 0xe01ef);
}

static bool is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == '`' || cp == 0xb4 || cp == 0x2019 || cp == 0x2bc || cp == 0x2018 || cp == 0x2032;
}

static bool ends_sentence(uint32_t cp)
{
	return cp == '?' || cp == '!' || cp == ';' || cp == '\n' || cp == 0x61f || cp == 0x61b;
}

static enum word_script script_of(uint32_t cp)
{
	if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp < 0x250) || (cp >= 0x1e00 && cp < 0x1f00))
		return SCRIPT_LATIN;
	if (cp >= 0x400 && cp < 0x530)
		return SCRIPT_CYRILLIC;
	if ((cp >= 0x600 && cp < 0x780) || (cp >= 0xfb50 && cp < 0xfe00) || (cp >= 0xfe70 && cp < 0xfeff))
		return SCRIPT_ARABIC;
	return SCRIPT_OTHER;
}

/* ---- folding ---- */

/* What ICU's folding leaves apart though people type one for the other. */
static const struct { uint32_t cp; const char *as; } same[] = {
	{ 0x131, "i" }, { 0xe6, "ae" }, { 0x153, "oe" }, { 0xf8, "o" }, { 0x111, "d" }, { 0x142, "l" },
	{ 0x491, "г" }, { 0x649, "ي" }, { 0x6cc, "ي" }, { 0x629, "ه" }, { 0x6c1, "ه" }, { 0x6a9, "ك" }, { 0x671, "ا" },
	{ 0x621, "" },
};

static void add_same(struct str *out, uint32_t cp, const char *as_is)
{
	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		if (same[i].cp == cp) {
			str_add(out, same[i].as);
			return;
		}
	str_add(out, as_is);
}

static void fold_letter(struct str *out, uint32_t cp)
{
	struct str folded = STR_INIT;
	char bytes[5] = "";

	bytes[utf_encode(cp, bytes)] = '\0';
	text_fold(&folded, bytes);
	for (size_t at = 0, n; at < folded.len; at += n) {
		uint32_t one;

		n = utf_decode(folded.s + at, folded.len - at, &one);
		if (n == 0)
			break;
		memcpy(bytes, folded.s + at, n);
		bytes[n] = '\0';
		if (!is_unseen(one))
			add_same(out, one, bytes);
	}
	str_free(&folded);
}

/* Letters come again and again: each is folded once. */
static void fold_one(struct str *out, uint32_t cp)
{
	static char *known[0x800];
	struct str one = STR_INIT;

	if (cp < 0x80) {
		str_addc(out, (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp));
	} else if (cp >= 0x800) {
		fold_letter(out, cp);
	} else {
		if (!known[cp]) {
			fold_letter(&one, cp);
			known[cp] = mem_str(str_get(&one));
			str_free(&one);
		}
		str_add(out, known[cp]);
	}
}

void words_fold(struct str *out, const char *text, size_t len)
{
	enum word_script before = SCRIPT_OTHER;

	for (size_t at = 0, n; at < len; at += n) {
		uint32_t cp;

		n = utf_decode(text + at, len - at, &cp);
		if (n == 0) {
			n = 1;
			continue;
		}
		if (is_unseen(cp) || (is_apostrophe(cp) && before == SCRIPT_CYRILLIC))
			continue;
		fold_one(out, cp);
		before = script_of(cp);
	}
}

/* ---- letters dressed up as others ---- */

static const struct { const char *cyrillic, *latin; } alike[] = {
	{ "а", "a" }, { "е", "e" }, { "о", "o" }, { "р", "p" }, { "с", "c" }, { "у", "y" }, { "х", "x" }, { "і", "i" },
	{ "ј", "j" }, { "ѕ", "s" }, { "һ", "h" }, { "к", "k" }, { "м", "m" }, { "т", "t" }, { "п", "n" }, { "в", "b" },
	{ "н", "h" }, { "ԁ", "d" }, { "ԛ", "q" }, { "ԝ", "w" }, { "α", "a" }, { "ο", "o" }, { "ε", "e" }, { "ι", "i" },
	{ "ρ", "p" }, { "ν", "v" }, { "κ", "k" }, { "τ", "t" }, { "υ", "y" }, { "χ", "x" }, { "η", "n" },
};

static char *undressed(const char *folded, bool to_latin)
{
	struct str out = STR_INIT;

	for (size_t at = 0, len = strlen(folded), n; at < len; at += n) {
		const char *as = NULL;
		uint32_t cp;

		n = utf_decode(folded + at, len - at, &cp);
		n = n ? n : 1;
		for (size_t i = 0; i < ARRAY_LEN(alike) && !as; i++) {
			const char *from = to_latin ? alike[i].cyrillic : alike[i].latin;

			if (strlen(from) == n && memcmp(from, folded + at, n) == 0)
				as = to_latin ? alike[i].latin : alike[i].cyrillic;
		}
		if (as)
			str_add(&out, as);
		else
			str_addn(&out, folded + at, n);
	}
	return out.len ? str_take(&out) : mem_str("");
}

void word_add_form(struct word *word, char *form)
{
	bool known = !*form || word->n_forms == WORD_FORMS;

	for (int i = 0; i < word->n_forms; i++)
		known = known || strcmp(word->form[i], form) == 0;
	if (known)
		free(form);
	else
		word->form[word->n_forms++] = form;
}

/* What Greek and Cyrillic letters among Latin ones look like; and the same by sound, which ICU knows for all scripts. */
static void add_disguises(struct word *word, bool mixed)
{
	struct str latin = STR_INIT;

	if (mixed) {
		word_add_form(word, undressed(word->form[0], true));
		word_add_form(word, undressed(word->form[0], false));
	}
	if (mixed || word->script == SCRIPT_OTHER) {
		text_latin(&latin, word->form[0]);
		word_add_form(word, latin.len ? str_take(&latin) : mem_str(""));
	}
	str_free(&latin);
	word->n_plain = word->n_forms;
}

/* ---- cutting ---- */

struct cutting {
	struct words *out;
	struct str raw;
	size_t from;
	uint32_t before;         /* last letter, 0 behind anything else */
	uint32_t link;           /* the one sign between two words without a blank, as in "citoyen·ne", else 0 */
	bool opens, aside, mixed;
	enum word_script script; /* of most letters of the word */
	int letters[4];          /* of each script */
};

/* Endings for the other gender, hung on by a sign. */
static bool is_gender(const char *s)
{
	static const char *const endings[] = { "e", "es", "ne", "nes", "le", "les", "te", "tes", "se", "ses", "in", "innen", "er", "r",
		"n", "a", "as", "o", "os", "s", "x", "trice", "trices", "rice", "euse", "euses", "ere", "eres", "ive", "ra", "ora" };

	for (size_t i = 0; i < ARRAY_LEN(endings); i++)
		if (strcmp(s, endings[i]) == 0)
			return true;
	return false;
}

static bool hangs_on(const struct cutting *c, const char *folded)
{
	const struct word *last = c->out->n ? &c->out->word[c->out->n - 1] : NULL;

	return c->link && strchr("*:_(/.", (int)(c->link < 0x80 ? c->link : '*')) && last && last->script == SCRIPT_LATIN &&
		last->to + 3 > c->from && strlen(last->form[0]) > 2 && is_gender(folded);
}

static void end_word(struct cutting *c, size_t to)
{
	struct words *w = c->out;
	struct str folded = STR_INIT;

	if (c->raw.len == 0)
		return;
	words_fold(&folded, c->raw.s, c->raw.len);
	if (folded.len && !hangs_on(c, folded.s)) {
		if ((w->n & (w->n + 1)) == 0)      /* room doubles */
			w->word = mem_resize(w->word, (w->n + 1) * 2, sizeof *w->word);
		w->word[w->n] = (struct word){ .form = { mem_str(folded.s) }, .n_forms = 1, .from = c->from, .to = to,
			.script = c->script, .mixed = c->mixed, .opens = c->opens, .aside = c->aside };
		add_disguises(&w->word[w->n++], c->mixed);
		c->opens = c->aside = false;
	}
	str_free(&folded);
	str_clear(&c->raw);
	c->mixed = false;
	memset(c->letters, 0, sizeof c->letters);
	c->script = SCRIPT_OTHER;
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
	return (cp >= 'A' && cp <= 'Z' && before >= 'a' && before <= 'z') || is_digit(before) != is_digit(cp);
}

static void take_letter(struct cutting *c, const char *at, size_t n, size_t pos, uint32_t cp)
{
	enum word_script script = script_of(cp);

	if (breaks_between(c->before, cp))
		end_word(c, pos);
	if (c->raw.len == 0)
		c->from = pos;
	str_addn(&c->raw, at, n);
	if (is_digit(cp))
		script = SCRIPT_LATIN;
	c->letters[script]++;
	for (int s = 0; s < 4; s++) {
		c->mixed = c->mixed || (s != (int)script && c->letters[s]);
		if (c->letters[s] > c->letters[c->script])
			c->script = (enum word_script)s;
	}
	c->before = cp;
}

/* "вул." is a street, and no end: short is what has three letters, whatever they take in bytes. */
static bool is_short(const struct str *raw)
{
	size_t letters = 0;

	for (size_t i = 0; i < raw->len; i++)
		letters += ((unsigned char)raw->s[i] & 0xc0) != 0x80;
	return letters <= 3;
}

static void take_sign(struct cutting *c, size_t pos, uint32_t cp)
{
	bool stop = ends_sentence(cp) || (cp == '.' && !is_short(&c->raw));
	bool linked = c->raw.len > 0;

	end_word(c, pos);
	c->link = linked ? cp : 0;
	c->opens = c->opens || stop;
	c->aside = c->aside || cp == '(' || cp == '[';
	c->before = 0;
}

/* "3.", "a)", "Q7:" before a question. */
static size_t behind_number(const struct words *w, const char *text)
{
	size_t i = 0;

	while (i + 1 < w->n && i < 3) {
		const char *form = w->word[i].form[0];
		bool number = is_digit((unsigned char)*form), letter = strlen(form) == 1 || strcmp(form, "nr") == 0;

		if (!number && !(letter && (strchr(").:", text[w->word[i].to]) || is_digit((unsigned char)*w->word[i + 1].form[0]))))
			break;
		i++;
	}
	return i;
}

static bool is_single(const struct word *word)
{
	const char *s = word->form[0];
	uint32_t cp;

	return !is_digit((unsigned char)*s) && utf_decode(s, strlen(s), &cp) == strlen(s);
}

static void free_forms(struct word *word)
{
	for (int i = 0; i < word->n_forms; i++)
		free(word->form[i]);
}

/* "r.e.l.i.g.i.o.n": four single letters and more in a row are one word. */
static void join_letters(struct words *w)
{
	size_t out = 0;

	for (size_t i = 0; i < w->n;) {
		struct str joined = STR_INIT;
		size_t end = i;

		while (end < w->n && is_single(&w->word[end]))
			end++;
		if (end - i < 4) {
			w->word[out++] = w->word[i++];
			continue;
		}
		struct word whole = w->word[i];

		for (size_t k = i; k < end; k++)
			str_add(&joined, w->word[k].form[0]);
		whole.to = w->word[end - 1].to;
		for (; i < end; i++)
			free_forms(&w->word[i]);
		whole.form[0] = str_take(&joined);
		whole.n_forms = 1;
		add_disguises(&whole, true);
		w->word[out++] = whole;
	}
	w->n = out;
}

void words_cut(struct words *w, const char *text)
{
	struct cutting c = { .out = w, .opens = true };
	size_t len = strlen(text);

	*w = (struct words){ NULL, 0, 0 };
	for (size_t pos = 0, n; pos < len; pos += n) {
		uint32_t cp;

		n = utf_decode(text + pos, len - pos, &cp);
		if (n == 0) {
			n = 1;
			continue;
		}
		if (c.raw.len && (is_unseen(cp) || (is_apostrophe(cp) && c.script == SCRIPT_CYRILLIC)))
			str_addn(&c.raw, text + pos, n);
		else if (is_letter(cp) && !is_unseen(cp) && !is_apostrophe(cp))
			take_letter(&c, text + pos, n, pos, cp);
		else if (!is_unseen(cp))
			take_sign(&c, pos, cp);
	}
	end_word(&c, len);
	str_free(&c.raw);
	join_letters(w);
	w->first = behind_number(w, text);
}

void words_clear(struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		free_forms(&w->word[i]);
	free(w->word);
	*w = (struct words){ NULL, 0, 0 };
}

/* ---- forms of a language ---- */

/* Umlauts typed as two letters; what is no umlaut ("neue") loses a letter as well, in a form beside its own. */
static void add_german(struct word *word)
{
	struct str out = STR_INIT;

	for (const char *s = word->form[0]; *s; s++) {
		str_addc(&out, *s);
		if (strchr("aou", *s) && s[1] == 'e')
			s++;
	}
	word_add_form(word, str_take(&out));
}

static size_t letters_in(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* Behind one of the prefixes, when enough of a word is left; NULL else. */
static const char *behind(const char *s, const char *const *prefixes, size_t least)
{
	for (; *prefixes; prefixes++)
		if (str_starts(s, *prefixes) && letters_in(s + strlen(*prefixes)) >= least)
			return s + strlen(*prefixes);
	return NULL;
}

/* "وبالديانة" is "and", "by", "the", "religion". */
static void add_arabic(struct word *word)
{
	static const char *const conjunction[] = { "و", "ف", NULL }, *const preposition[] = { "ب", "ك", "ل", NULL },
		*const article[] = { "ال", "لل", NULL };
	const char *from[2] = { word->form[0], behind(word->form[0], conjunction, 3) };

	for (int i = 0; i < 2; i++) {
		const char *plain, *bare;

		if (!from[i])
			continue;
		word_add_form(word, mem_str(from[i]));
		if ((bare = behind(from[i], article, 2)) != NULL)
			word_add_form(word, mem_str(bare));
		if ((plain = behind(from[i], preposition, 3)) == NULL)
			continue;
		word_add_form(word, mem_str(plain));
		if ((bare = behind(plain, article, 2)) != NULL)
			word_add_form(word, mem_str(bare));
	}
}

void words_speak(struct words *w, const char *language)
{
	for (size_t i = 0; i < w->n; i++) {
		struct word *word = &w->word[i];

		while (word->n_forms > word->n_plain)
			free(word->form[--word->n_forms]);
		if (str_same(language, "de"))
			add_german(word);
		else if (str_same(language, "ar") && word->script == SCRIPT_ARABIC)
			add_arabic(word);
	}
}

const char *words_article(const char *language)
{
	return str_same(language, "ar") ? "ال" : NULL;
}
