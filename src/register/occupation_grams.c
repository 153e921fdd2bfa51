/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a title falls into grams; the index holds their hashes, so a change here is seen only once it is built anew. */
#include "register/occupation_grams.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"

enum { SHORTEST = 3, LONGEST = 4 };

static void add(struct grams *grams, const char *s, size_t len, unsigned char mark)
{
	uint32_t h = 2166136261u;        /* FNV-1a */

	h = (h ^ mark) * 16777619u;
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	if (grams->count == grams->room) {
		grams->room = grams->room ? 2 * grams->room : 64;
		grams->hash = mem_resize(grams->hash, (size_t)grams->room, sizeof *grams->hash);
	}
	grams->hash[grams->count++] = h;
}

/* Letters and figures of any script; quotes, dashes and blanks beyond ASCII part words as well. */
static bool part_of_word(uint32_t cp)
{
	if (cp < 0x80)
		return isalnum((int)cp);
	return cp >= 0xc0 && (cp < 0x2000 || cp > 0x206f) && cp != 0xd7 && cp != 0xf7 && cp != 0x60c && cp != 0x61b;
}

/* Byte offsets at which the letters of s begin, and its end; their number. */
static size_t edges(const char *s, size_t len, size_t *edge)
{
	size_t n = 0;
	uint32_t cp;

	for (size_t at = 0; at < len; at += utf_decode(s + at, len - at, &cp))
		edge[n++] = at;
	edge[n] = len;
	return n;
}

static void add_word(struct grams *grams, const char *word, size_t len)
{
	char *padded = mem_fmt(" %.*s ", (int)len, word);
	size_t *edge = mem_array(len + 3, sizeof *edge), n = edges(padded, len + 2, edge);

	add(grams, word, len, 'w');
	for (size_t size = SHORTEST; size <= LONGEST; size++)
		for (size_t i = 0; i + size <= n; i++)
			add(grams, padded + edge[i], edge[i + size] - edge[i], 'g');
	free(edge);
	free(padded);
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

void grams_of(struct grams *grams, const char *text)
{
	struct str folded = STR_INIT;
	const char *s, *word = NULL;
	size_t len, step;
	uint32_t cp;

	grams->count = 0;
	text_fold(&folded, text);
	s = str_get(&folded);
	for (len = folded.len; len; s += step, len -= step) {
		step = utf_decode(s, len, &cp);
		if (!step)
			break;
		if (part_of_word(cp)) {
			word = word ? word : s;
		} else if (word) {
			add_word(grams, word, (size_t)(s - word));
			word = NULL;
		}
	}
	if (word)
		add_word(grams, word, (size_t)(s - word));
	str_free(&folded);
	if (grams->count)
		qsort(grams->hash, (size_t)grams->count, sizeof *grams->hash, by_value);
}

void grams_free(struct grams *grams)
{
	free(grams->hash);
	*grams = (struct grams){ NULL, 0, 0 };
}
