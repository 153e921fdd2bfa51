/* SPDX-License-Identifier: EUPL-1.2 */
/* UTF-8 by hand: decoding, what may be stored and shown, and widths in terminal columns. */
#include "base/utf.h"

#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"

#define REPLACEMENT "\xef\xbf\xbd"
#define ELLIPSIS "\xe2\x80\xa6"

static bool tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Overlong forms, surrogates and what lies beyond U+10FFFF are no text. */
static bool scalar(uint32_t cp, size_t bytes)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	return cp >= least[bytes] && cp <= 0x10ffff && (cp < 0xd800 || cp > 0xdfff);
}

size_t utf_decode(const char *s, size_t len, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t bytes, i;
	uint32_t value;

	if (!len)
		return 0;
	if (u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	bytes = u[0] >= 0xf0 ? 4 : u[0] >= 0xe0 ? 3 : 2;
	if (u[0] < 0xc2 || u[0] > 0xf4 || bytes > len)
		return 0;
	value = u[0] & (0x7fu >> bytes);
	for (i = 1; i < bytes; i++) {
		if (!tail(u[i]))
			return 0;
		value = value << 6 | (u[i] & 0x3fu);
	}
	if (!scalar(value, bytes))
		return 0;
	*cp = value;
	return bytes;
}

size_t utf_encode(uint32_t cp, char out[4])
{
	unsigned char *u = (unsigned char *)out;

	if (cp < 0x80) {
		u[0] = (unsigned char)cp;
		return 1;
	}
	if (cp < 0x800) {
		u[0] = (unsigned char)(0xc0 | cp >> 6);
		u[1] = (unsigned char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		u[0] = (unsigned char)(0xe0 | cp >> 12);
		u[1] = (unsigned char)(0x80 | (cp >> 6 & 0x3f));
		u[2] = (unsigned char)(0x80 | (cp & 0x3f));
		return 3;
	}
	u[0] = (unsigned char)(0xf0 | cp >> 18);
	u[1] = (unsigned char)(0x80 | (cp >> 12 & 0x3f));
	u[2] = (unsigned char)(0x80 | (cp >> 6 & 0x3f));
	u[3] = (unsigned char)(0x80 | (cp & 0x3f));
	return 4;
}

size_t utf_first_bad(const char *s, size_t len)
{
	size_t pos = 0, step;
	uint32_t cp;

	while (pos < len) {
		step = utf_decode(s + pos, len - pos, &cp);
		if (!step)
			break;
		pos += step;
	}
	return pos;
}

bool utf_valid(const char *s, size_t len)
{
	return utf_first_bad(s, len) == len;
}

/* Joiners (U+200C, U+200D) are spelling in Persian and the Indic scripts, so they pass. */
bool utf_is_control(uint32_t cp, bool multiline)
{
	static const struct { uint32_t from, to; } ranges[] = {
		{ 0x00, 0x1f },		/* C0, escape among them */
		{ 0x7f, 0x9f },		/* DEL, C1 */
		{ 0x61c, 0x61c },	/* Arabic letter mark */
		{ 0x200e, 0x200f },	/* directional marks */
		{ 0x2028, 0x202e },	/* line and paragraph separators, embeddings, overrides */
		{ 0x2066, 0x206f },	/* isolates, deprecated format characters */
		{ 0xfdd0, 0xfdef },	/* noncharacters */
		{ 0xfeff, 0xfeff },	/* byte order mark */
		{ 0xfff9, 0xfffb },	/* interlinear annotation */
		{ 0xe0000, 0xe007f },	/* tags */
	};
	size_t i;

	if (multiline && (cp == '\n' || cp == '\t'))
		return false;
	for (i = 0; i < ARRAY_LEN(ranges); i++)
		if (cp >= ranges[i].from && cp <= ranges[i].to)
			return true;
	return (cp & 0xfffe) == 0xfffe;
}

void utf_show(struct str *out, const char *s)
{
	size_t len = strlen(s), step;
	uint32_t cp;

	while (len) {
		step = utf_decode(s, len, &cp);
		if (!step || utf_is_control(cp, false)) {
			str_add(out, REPLACEMENT);
			step = step ? step : 1;
		} else {
			str_addn(out, s, step);
		}
		s += step;
		len -= step;
	}
	str_addn(out, "", 0);
}

/* Widths come from the C library in blocks of 256, asked once under a UTF-8 locale
 * whatever locale the program runs in, so that they equal what ncursesw computes. */
static void fill_widths(signed char *block, uint32_t first)
{
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;
	uint32_t i;
	int w;

	for (i = 0; i < 256; i++) {
		w = wcwidth((wchar_t)(first + i));
		block[i] = (signed char)(w < 0 ? 1 : w);
	}
	if (utf8) {
		uselocale(before);
		freelocale(utf8);
	}
}

int utf_cp_width(uint32_t cp)
{
	static signed char *blocks[0x1100];

	if (cp < 0x7f)
		return 1;
	if (cp > 0x10ffff)
		return 1;
	if (!blocks[cp >> 8]) {
		blocks[cp >> 8] = mem_alloc(256);
		fill_widths(blocks[cp >> 8], cp & ~0xffu);
	}
	return blocks[cp >> 8][cp & 0xff];
}

/* One character as utf_show() would put it: its bytes, its columns. */
static size_t measure(const char *s, size_t len, int *cols)
{
	uint32_t cp;
	size_t step = utf_decode(s, len, &cp);

	*cols = step && !utf_is_control(cp, false) ? utf_cp_width(cp) : 1;
	return step ? step : 1;
}

int utf_width(const char *s)
{
	size_t len = strlen(s), step;
	int total = 0, cols;

	for (; len; s += step, len -= step) {
		step = measure(s, len, &cols);
		total += cols;
	}
	return total;
}

size_t utf_fit(const char *s, int cols)
{
	size_t len = strlen(s), pos = 0, step;
	int used = 0, w;

	while (pos < len) {
		step = measure(s + pos, len - pos, &w);
		if (used + w > cols)
			break;
		used += w;
		pos += step;
	}
	return pos;
}

bool utf_parts(const char *s, size_t at)
{
	static const char opening[] = "«", closing[] = "»";
	const size_t n = sizeof(opening) - 1;

	if (s[at] != ' ' || (s[at + 1] && strchr(";:!?%", s[at + 1])) || str_starts(s + at + 1, closing))
		return false;
	return at < n || memcmp(s + at - n, opening, n) != 0;
}

size_t utf_word(const char *s)
{
	size_t len = strcspn(s, " \n");

	while (s[len] == ' ' && !utf_parts(s, len))
		len += 1 + strcspn(s + len + 1, " \n");
	return len;
}

void utf_cut(struct str *out, const char *s, int cols)
{
	if (cols <= 0)
		return;
	if (utf_width(s) <= cols) {
		str_add(out, s);
		return;
	}
	str_addn(out, s, utf_fit(s, cols - 1));
	str_add(out, ELLIPSIS);
}

void utf_pad(struct str *out, const char *s, int cols)
{
	size_t from = out->len;
	int have;

	utf_cut(out, s, cols);
	have = utf_width(str_get(out) + from);
	for (; have < cols; have++)
		str_addc(out, ' ');
}
