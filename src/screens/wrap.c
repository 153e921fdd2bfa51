/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the breaking of lines for those who must know beforehand how many there will be. */
#include "screens/wrap.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf.h"

#define COUNTED 8

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

static bool in_path(const char *s, size_t at)
{
	size_t from = at, to = at + strcspn(s + at, " ");

	while (from > 0 && s[from - 1] != ' ')
		from--;
	return memchr(s + from, '/', to - from) != NULL;
}

/* Behind a blank, or behind the hyphen of a compound; case numbers, dates, phone numbers and paths stay whole. */
static bool may_break(const char *s, size_t at)
{
	return utf_parts(s, at) || (at > 1 && s[at - 1] == '-' && letter(s[at - 2]) && letter(s[at]) && !in_path(s, at));
}

/* U+2066 to U+2069, which take no column. */
static bool is_sign(const char *s)
{
	return (unsigned char)s[0] == 0xe2 && (unsigned char)s[1] == 0x81 && (unsigned char)s[2] >= 0xa6 &&
		(unsigned char)s[2] <= 0xa9;
}

/* Bytes that fit: signs of direction go along. */
static size_t fitting(const char *s, int cols)
{
	size_t fit = 0;

	while (cols > 0 && s[fit]) {
		size_t end = fit + utf_fit(s + fit, cols);

		cols = 0;
		for (; fit < end; fit++)
			cols += is_sign(s + fit);
	}
	while (is_sign(s + fit))
		fit += 3;
	return fit;
}

size_t wrap_line(const char *s, int cols, size_t *skip)
{
	size_t fit = fitting(s, cols), cut = fit;

	if (s[fit] == '\0') {
		*skip = fit;
		return fit;
	}
	while (cut > 0 && !may_break(s, cut))
		cut--;
	if (cut == 0)
		cut = fit > 0 ? fit : 1;
	*skip = cut;
	while (s[*skip] == ' ')
		(*skip)++;
	return cut;
}

int wrap_count(const char *s, int cols)
{
	size_t skip;
	int n = 0;

	do {
		wrap_line(s, cols, &skip);
		s += skip;
		n++;
	} while (*s && n < COUNTED);
	return n;
}
