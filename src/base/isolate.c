/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns what keeps its own direction within a line that runs the other way. */
#include "base/isolate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf.h"

#define ELLIPSIS 0x2026   /* in +31 6 …41 */
#define LRI 0x2066u
#define RLI 0x2067u

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9);
}

static bool is_latin(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_joint(uint32_t c)
{
	return c == '+' || c == '-' || c == '/' || c == '.' || c == ':' || c == '(' || c == ')' || c == '@' || c == '_'
		|| c == ELLIPSIS;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == 0xa0 || c == 0x202f;
}

/* Letters that are read from right to left, as the names of months are. */
static bool is_leftward(uint32_t c)
{
	return (c >= 0x5d0 && c <= 0x64a) || (c >= 0x66e && c <= 0x6d3);
}

/* "50%" and "50 %" are one. */
static bool is_percent(const uint32_t *cp, size_t count, size_t i)
{
	return cp[i] == '%' ? i > 0 && (is_digit(cp[i - 1]) || is_blank(cp[i - 1]))
		: is_blank(cp[i]) && i > 0 && is_digit(cp[i - 1]) && i + 1 < count && cp[i + 1] == '%';
}

/* A time of the day is one by itself, whatever number stands before it. */
static bool is_time(const uint32_t *cp, size_t count, size_t i)
{
	size_t digits = 0;

	while (i + digits < count && is_digit(cp[i + digits]))
		digits++;
	return digits > 0 && digits < 3 && i + digits + 1 < count && cp[i + digits] == ':' && is_digit(cp[i + digits + 1]);
}

/* Whether it goes on at `i` within a run from `from` on; `depth`: of brackets that are open. */
static bool goes_on(const uint32_t *cp, size_t count, size_t from, size_t i, int depth)
{
	if (cp[i] == ')')
		return depth > 0;
	if (is_percent(cp, count, i))
		return true;
	if (cp[i] == ',')
		return i > from && i + 1 < count && is_digit(cp[i - 1]) && is_digit(cp[i + 1]);
	if (cp[i] == ' ')
		return i > from && i + 1 < count && !is_time(cp, count, i + 1) && (is_digit(cp[i - 1]) || cp[i - 1] == ')')
			&& (is_digit(cp[i + 1]) || cp[i + 1] == ELLIPSIS || (cp[from] == '+' && cp[i + 1] == '('));
	return is_digit(cp[i]) || is_latin(cp[i]) || is_joint(cp[i]);
}

/* Code points from `from` that make one date, phone number, time, case number or address: at least one digit and
 * one joint, nothing but those, Latin letters, single blanks and commas between digits; a bracket only with its other half.
 * 0: none begins here. */
static size_t number_run(const uint32_t *cp, size_t count, size_t from)
{
	size_t end = from;
	bool digit = false, joint = false, whole = false;
	int depth = 0;

	for (size_t i = from; i < count && goes_on(cp, count, from, i, depth); i++) {
		depth += cp[i] == '(' ? 1 : cp[i] == ')' ? -1 : 0;
		digit |= is_digit(cp[i]);
		joint |= is_joint(cp[i]) || is_blank(cp[i]) || cp[i] == ',' || cp[i] == '%';
		if (depth > 0 || !(is_digit(cp[i]) || is_latin(cp[i]) || cp[i] == ELLIPSIS || cp[i] == ')' || cp[i] == '%'))
			continue;
		end = i + 1;
		whole = digit && joint;
	}
	return whole ? end - from : 0;
}

static bool starts_run(const uint32_t *cp, size_t i)
{
	bool inside = i > 0 && cp[i - 1] != '(' && (is_digit(cp[i - 1]) || is_latin(cp[i - 1]) || is_joint(cp[i - 1]));

	return !inside && (is_digit(cp[i]) || is_latin(cp[i]) || cp[i] == '+' || cp[i] == '(');
}

static size_t digits_at(const uint32_t *cp, size_t count, size_t i)
{
	size_t n = 0;

	while (i + n < count && is_digit(cp[i + n]))
		n++;
	return n;
}

/* "22 نوفمبر 2026", also with a month of two words: else its year would change places with its day in a line that
 * runs to the right. */
static size_t day_run(const uint32_t *cp, size_t count, size_t from)
{
	size_t day = digits_at(cp, count, from), i = from + day;
	int words = 0;

	if (day == 0 || day > 2)
		return 0;
	while (words < 3 && i + 1 < count && cp[i] == ' ' && is_leftward(cp[i + 1])) {
		for (i++; i < count && is_leftward(cp[i]); i++)
			;
		words++;
	}
	return words > 0 && i < count && cp[i] == ' ' && digits_at(cp, count, i + 1) == 4 ? i + 5 - from : 0;
}

size_t isolate_length(const uint32_t *cp, size_t count, size_t i)
{
	size_t day = starts_run(cp, i) ? day_run(cp, count, i) : 0;

	return day > 0 ? day : starts_run(cp, i) ? number_run(cp, count, i) : 0;
}

uint32_t isolate_sign(const uint32_t *cp, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (is_leftward(cp[i]))
			return RLI;
	}
	return LRI;
}

void isolate_add(struct str *out, const char *s)
{
	size_t len = strlen(s), n = 0, at = 0, end = 0;
	uint32_t *cp = mem_array(len + 1, sizeof(*cp));
	char bytes[4];

	while (at < len) {
		size_t step = utf_decode(s + at, len - at, &cp[n]);

		if (step == 0)
			cp[n] = 0xfffd;
		n++;
		at += step ? step : 1;
	}
	for (size_t i = 0; i < n; i++) {
		size_t run = i >= end ? isolate_length(cp, n, i) : 0;

		if (run > 0)
			str_addn(out, bytes, utf_encode(isolate_sign(cp + i, run), bytes));
		end = run > 0 ? i + run : end;
		str_addn(out, bytes, utf_encode(cp[i], bytes));
		if (i + 1 == end)
			str_add(out, "\u2069");
	}
	explicit_bzero(cp, n * sizeof(*cp));
	free(cp);
}

void isolate_drop(struct str *out, const char *s)
{
	const char *mark;

	/* U+2066..U+2069 are E2 81 A6 .. E2 81 A9. */
	while ((mark = strstr(s, "\xe2\x81")) != NULL) {
		unsigned char last = (unsigned char)mark[2];
		bool isolate = last >= 0xa6 && last <= 0xa9;

		str_addn(out, s, (size_t)(mark - s) + (isolate ? 0 : 2));
		s = mark + (isolate ? 3 : 2);
	}
	str_add(out, s);
}
