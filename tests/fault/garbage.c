/* SPDX-License-Identifier: EUPL-1.2 */
/* A small generator of its own (SplitMix64), so that the program's randomness is left alone. */
#include "garbage.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static uint64_t state;

/* Pieces that readers tend to trip over. */
static const struct { const char *s; size_t len;
} pieces[] = {
#define PIECE(s) { s, sizeof(s) - 1 }
	PIECE("\""),
	PIECE("\"\""),
	PIECE(","),
	PIECE(";"),
	PIECE("\t"),
	PIECE("\n"),
	PIECE("\r\n"),
	PIECE("\r"),
	PIECE("\0"),
	PIECE("\xEF\xBB\xBF"),
	PIECE("\xFF\xFE"),
	PIECE("\xC3"),
	PIECE("\xF0\x9F"),
	PIECE("\xED\xA0\x80"),
	PIECE("\xF4\x90\x80\x80"),
	PIECE("\x1b[31m"),
	PIECE("\xE2\x80\xAE"),
	PIECE("\xCC\x81\xCC\x81\xCC\x81"),
	PIECE("\xEF\xBF\xBD"),
	PIECE("\xEF\xBF\xBE"),
	PIECE("sep=;\n"),
	PIECE("="),
	PIECE(":="),
	PIECE("["),
	PIECE("]"),
	PIECE("|"),
	PIECE("#1="),
	PIECE("*"),
	PIECE("%"),
	PIECE("%s%n"),
	PIECE("-"),
	PIECE("0"),
	PIECE("99999999999999999999999"),
	PIECE("-0"),
	PIECE("1e9"),
	PIECE("2026-02-30"),
	PIECE("0000-00-00"),
	PIECE("9999-12-31"),
	PIECE("1.234.567,89"),
	PIECE(" "),
	PIECE("\xC2\xA0"),
	PIECE("'"),
	PIECE("{"),
	PIECE("}"),
	PIECE("\\u0000"),
	PIECE("null"),
	PIECE("مريم"),
	PIECE("Олена"),
	PIECE("李"),
	PIECE("ß"),
	PIECE("İ"),
};

void garbage_seed(uint64_t seed)
{
	state = seed;
}

static uint64_t next(void)
{
	uint64_t z = (state += 0x9E3779B97F4A7C15u);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

uint32_t garbage_below(uint32_t bound)
{
	return (uint32_t)(next() % bound);
}

static size_t place_in(const struct str *s)
{
	return s->len ? garbage_below((uint32_t)s->len) : 0;
}

static void insert(struct str *s, size_t at, const char *piece, size_t len)
{
	struct str out = STR_INIT;

	str_addn(&out, str_get(s), at);
	str_addn(&out, piece, len);
	str_addn(&out, str_get(s) + at, s->len - at);
	str_free(s);
	*s = out;
}

static void cut(struct str *s, size_t at, size_t len)
{
	if (len > s->len - at)
		len = s->len - at;
	memmove(s->s + at, s->s + at + len, s->len - at - len + 1);
	s->len -= len;
}

static void mutate(struct str *s)
{
	size_t at = place_in(s), len = 1 + garbage_below(40);
	const size_t n = garbage_below(ARRAY_LEN(pieces));

	switch (garbage_below(6)) {
	case 0:
		if (s->len > 0)
			s->s[at] = (char)garbage_below(256);
		break;
	case 1:
		if (s->len > 0)
			cut(s, at, len);
		break;
	case 2:
		if (s->len > 0 && s->len < 4096) {
			char *copy = mem_strn(s->s + at, s->len - at < len ? s->len - at : len);

			insert(s, place_in(s), copy, strlen(copy));
			free(copy);
		}
		break;
	default:
		insert(s, at, pieces[n].s, pieces[n].len);
	}
}

void garbage_of(struct str *out, const char *const *samples, int n)
{
	uint32_t times = garbage_below(3) == 0 ? garbage_below(40) : garbage_below(5);

	str_clear(out);
	str_add(out, samples[garbage_below((uint32_t)n)]);
	str_get(out);
	for (uint32_t i = 0; i < times; i++)
		mutate(out);
}

void garbage_text(struct str *out, const char *const *samples, int n)
{
	garbage_of(out, samples, n);
	for (size_t i = 0; i < out->len; i++)
		if (out->s[i] == '\0')
			out->s[i] = '?';
}
