/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names cut into words, and how they sound.  How alike they are stands in
 * namelike.c.
 *
 * The skeleton keeps consonants by the class in which romanisations differ:
 *	B b p	F f v ph	T t d th	K k q c g x	S s z sh ch j ts	L  M  N  R
 * Vowels, h, w and y are left out, because Arabic and Hebrew script do not write
 * them or write them for vowels.  Where a letter is said in two ways (j in Jan and
 * in John, w in Kowalski and in Wael) both ways give a key.
 */
#include "base/name.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf.h"

static bool is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static bool separates(uint32_t cp)
{
	if (cp < 0x80)
		return !((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9') ||
			cp == '\'' || cp == '`');
	switch (cp) {
	case 0x00A0: case 0x00B7: case 0x05BE: case 0x060C: case 0x1361: case 0x202F: case 0x3000: case 0x30FB:
		return true;
	default:
		return (cp >= 0x2000 && cp <= 0x200A) || (cp >= 0x2010 && cp <= 0x2015);
	}
}

static unsigned script_flags(const char *word, size_t len)
{
	uint32_t cp = 0;

	for (size_t at = 0, n; at < len && (n = utf_decode(word + at, len - at, &cp)) > 0; at += n) {
		if (cp < 0x250 || (cp >= 0x2B0 && cp < 0x370) || (cp >= 0x1E00 && cp < 0x1F00) ||
			(cp >= 0x2000 && cp < 0x2070))
			continue;
		if ((cp >= 0x590 && cp <= 0x77F) || (cp >= 0x8A0 && cp <= 0x8FF) ||
		    (cp >= 0xFB1D && cp <= 0xFEFF))
			return NAME_FOREIGN | NAME_ABJAD;
		return NAME_FOREIGN;
	}
	return 0;
}

static void add_word(struct name_words *out, const char *s, size_t len, unsigned flags)
{
	struct name_word *word;
	size_t n = 0;

	if (out->count == NAME_WORDS_MAX)
		return;
	word = &out->word[out->count];
	for (size_t i = 0; i < len && n < NAME_WORD_MAX - 1; i++) {
		char c = s[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			word->s[n++] = c;
	}
	word->s[n] = '\0';
	word->flags = flags;
	word->worth = 0;
	if (n)
		out->count++;
}

/* A folded text is plain Latin; what is left between letters separates words there as well. */
static void add_latin(struct name_words *out, const char *s, unsigned flags)
{
	while (*s) {
		size_t n = 0;

		while (s[n] && ((unsigned char)s[n] >= 0x80 || !separates((unsigned char)s[n])))
			n++;
		add_word(out, s, n, flags);
		s += n + (s[n] != '\0');
	}
}

static void add_other(struct name_words *out, const char *s, size_t len)
{
	struct str word = STR_INIT, latin = STR_INIT;

	str_addn(&word, s, len);
	text_latin(&latin, str_get(&word));
	add_latin(out, str_get(&latin), script_flags(s, len));
	str_free(&word);
	str_free(&latin);
}

void name_words(struct name_words *out, const char *text)
{
	size_t from = 0, at = 0, len = text ? strlen(text) : 0;

	if (!len || is_ascii(text)) {
		if (len)
			add_latin(out, text, 0);
		return;
	}
	while (at <= len) {
		uint32_t cp = ' ';
		size_t n = at < len ? utf_decode(text + at, len - at, &cp) : 1;

		if (!n) {
			n = 1;
			cp = ' ';
		}
		if (separates(cp)) {
			if (at > from)
				add_other(out, text + from, at - from);
			from = at + n;
		}
		at += n;
	}
}

/* One place of a word: the ways in which it may sound, and how many letters it takes. '-': not heard. */
struct sound { const char *ways; size_t letters; };

static bool soft_follows(char next)
{
	return next == 'e' || next == 'i' || next == 'y';
}

static struct sound sound_of_c(const char *s, unsigned flags)
{
	if (s[1] == 'h')
		return (struct sound){ "SK", 2 };
	if (s[1] == 'k')
		return (struct sound){ "K", 2 };
	if (flags & NAME_FOREIGN)
		return (struct sound){ "S", 1 };   /* č of Cyrillic and others, its mark folded away */
	return (struct sound){ soft_follows(s[1]) ? "SK" : "K", 1 };
}

static struct sound sound_of_t(const char *s, unsigned flags)
{
	if ((flags & NAME_ABJAD) && !s[1])
		return (struct sound){ "T-", 1 };   /* tāʾ marbūṭa at the end of many women's names */
	if (!strncmp(s, "tsch", 4))
		return (struct sound){ "S", 4 };
	if (!strncmp(s, "tsh", 3) || !strncmp(s, "tch", 3))
		return (struct sound){ "S", 3 };
	if (s[1] == 's' || s[1] == 'z')
		return (struct sound){ "S", 2 };
	return (struct sound){ "T", s[1] == 'h' ? 2 : 1 };
}

static struct sound sound_of_d(const char *s)
{
	if (!strncmp(s, "dzh", 3) || !strncmp(s, "dsch", 4))
		return (struct sound){ "S", s[1] == 'z' ? 3 : 4 };
	if (s[1] == 'j' || s[1] == 'z')
		return (struct sound){ "S", 2 };
	return (struct sound){ "T", s[1] == 'h' || s[1] == 't' ? 2 : 1 };
}

static struct sound sound_of_g(const char *s)
{
	if (s[1] == 'h')
		return (struct sound){ "K-", 2 };
	return (struct sound){ soft_follows(s[1]) ? "KS" : "K", 1 };
}

static struct sound sound_of_s(const char *s)
{
	if (!strncmp(s, "sch", 3))
		return (struct sound){ "S", 3 };
	return (struct sound){ "S", s[1] == 'h' || s[1] == 'z' ? 2 : 1 };
}

static struct sound sound_at(const char *s, unsigned flags)
{
	bool abjad = flags & NAME_ABJAD;

	switch (s[0]) {
	case 'b': return (struct sound){ abjad ? "BF" : "B", 1 };
	case 'c': return sound_of_c(s, flags);
	case 'd': return sound_of_d(s);
	case 'f': return (struct sound){ "F", 1 };
	case 'g': return flags == NAME_FOREIGN ? (struct sound){ "K-", 1 } : sound_of_g(s);  /* г: g or h */
	case 'j': return (struct sound){ abjad ? "SK" : "S-", 1 };
	case 'k': return (struct sound){ s[1] == 'h' ? "K-" : "K", s[1] == 'h' ? 2 : 1 };
	case 'l': return (struct sound){ "L", 1 };
	case 'm': return (struct sound){ "M", 1 };
	case 'n': return (struct sound){ "N", 1 };
	case 'p': return s[1] == 'h' ? (struct sound){ "F", 2 } : (struct sound){ abjad ? "BF" : "B", 1 };
	case 'q': return (struct sound){ "K", 1 };
	case 'r': return (struct sound){ "R", 1 };
	case 's': return sound_of_s(s);
	case 't': return sound_of_t(s, flags);
	case 'v': return (struct sound){ "F-", 1 };
	case 'w': return (struct sound){ abjad ? "-" : "-F", 1 };
	case 'x': return (struct sound){ "KS", 1 };
	case 'z': return (struct sound){ "S", s[1] == 'h' ? 2 : 1 };
	case 'h': return (struct sound){ flags == NAME_FOREIGN ? "-K" : "-", 1 };   /* х of Cyrillic: h or kh */
	default:  return (struct sound){ s[0] >= '0' && s[0] <= '9' ? "0" : "-", 1 };
	}
}

struct skeleton { char key[NAME_SOUND_MAX]; size_t len; };

static void skeleton_add(struct skeleton *k, char way, char digit)
{
	if (way == '-' || k->len == NAME_SOUND_MAX - 1)
		return;
	k->key[k->len++] = way == '0' ? digit : way;
}

/* Every way of a sound doubles the skeletons, as long as there is room; then the first way alone goes on. */
static int add_sound(struct skeleton *set, int n, struct sound sound, char letter)
{
	int more = sound.ways[1] && n * 2 <= NAME_SOUNDS ? n : 0;

	for (int i = 0; i < more; i++) {
		set[n + i] = set[i];
		skeleton_add(&set[n + i], sound.ways[1], letter);
	}
	for (int i = 0; i < n; i++)
		skeleton_add(&set[i], sound.ways[0], letter);
	return n + more;
}

/* The article that Arabic writes into the word: alhaddad, el-Masri. */
const char *name_bare(const char *word)
{
	bool article = (word[0] == 'a' || word[0] == 'e') && word[1] == 'l';

	return article && strlen(word) >= 6 && !strchr("aeiouy", word[2]) ? word + 2 : word;
}

static int skeletons_of(const char *word, unsigned flags, struct skeleton set[NAME_SOUNDS])
{
	int n = 1;
	char before = 0;

	memset(set, 0, NAME_SOUNDS * sizeof(*set));
	for (const char *s = word; *s;) {
		struct sound sound = sound_at(s, flags);

		/* A doubled letter is one sound; an abjad writes doubles only where a vowel stands between. */
		if (sound.ways[0] == '-' || sound.ways[0] != before || (flags & NAME_ABJAD))
			n = add_sound(set, n, sound, *s);
		before = sound.ways[0];
		s += sound.letters;
	}
	return n;
}

static int add_key(char keys[NAME_SOUNDS][NAME_SOUND_MAX], int count, const struct skeleton *skeleton)
{
	if (!skeleton->len || count == NAME_SOUNDS)
		return count;
	for (int j = 0; j < count; j++)
		if (!strcmp(keys[j], skeleton->key))
			return count;
	memcpy(keys[count], skeleton->key, NAME_SOUND_MAX);
	return count + 1;
}

int name_sounds(const char *word, unsigned flags, char keys[NAME_SOUNDS][NAME_SOUND_MAX])
{
	struct skeleton set[NAME_SOUNDS];
	const char *bare = name_bare(word);
	int n, count = 0;

	if (bare != word) {
		skeletons_of(bare, flags, set);
		count = add_key(keys, count, &set[0]);
	}
	n = skeletons_of(word, flags, set);
	for (int i = 0; i < n; i++)
		count = add_key(keys, count, &set[i]);
	return count;
}
