/* SPDX-License-Identifier: EUPL-1.2 */
/* Numbers as people write them.  Values are scaled integers: no money in binary fractions. */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unum.h>

#include "base/icu.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"

#define DIGITS_MAX 18

static UNumberFormat *number_format(void)
{
	static UNumberFormat *format;
	static unsigned generation;
	UErrorCode status = U_ZERO_ERROR;

	if (format && generation == msg_generation())
		return format;
	if (format)
		unum_close(format);
	format = unum_open(UNUM_DECIMAL, NULL, 0, icu_locale(), NULL, &status);
	if (U_FAILURE(status))
		BUG("ICU has no numbers");
	generation = msg_generation();
	return format;
}

/* The scaled value as plain text: 123450 with two decimals is "1234.50". */
static char *plain(long long scaled, int decimals)
{
	unsigned long long size = scaled < 0 ? 0ull - (unsigned long long)scaled : (unsigned long long)scaled;
	char *whole = mem_fmt("%0*llu", decimals + 1, size);
	size_t split = strlen(whole) - (size_t)decimals;
	char *out = mem_fmt("%s%.*s%s%s", scaled < 0 ? "-" : "", (int)split, whole, decimals ? "." : "", whole + split);

	free(whole);
	return out;
}

void text_number(struct str *out, long long scaled, int decimals)
{
	UErrorCode status = U_ZERO_ERROR;
	UNumberFormat *format = number_format();
	char *text = plain(scaled, decimals);
	UChar buf[96];
	int32_t len;

	unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, decimals);
	unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, decimals);
	len = unum_formatDecimal(format, text, -1, buf, (int32_t)ARRAY_LEN(buf), NULL, &status);
	if (U_SUCCESS(status))
		icu_to_utf8(out, buf, len);
	else
		str_add(out, text);
	free(text);
}

static char language_point(void)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar buf[8] = { 0 };

	unum_getSymbol(number_format(), UNUM_DECIMAL_SEPARATOR_SYMBOL, buf, (int32_t)ARRAY_LEN(buf), &status);
	return U_SUCCESS(status) && buf[0] == ',' ? ',' : '.';
}

/* Any script's digits as ASCII, every point and comma as one of ". ,", blanks and
 * apostrophes as '\''.  False at anything else. */
static bool simplify(const char *s, char *to, size_t room, bool *negative)
{
	size_t len = strlen(s), step, n = 0;
	uint32_t cp;
	int digit;

	*negative = false;
	for (; len; s += step, len -= step) {
		step = utf_decode(s, len, &cp);
		if (!step || n + 1 >= room)
			return false;
		digit = u_charDigitValue((UChar32)cp);
		if (digit >= 0)
			to[n++] = (char)('0' + digit);
		else if (!n && (cp == '-' || cp == 0x2212))
			*negative = true;
		else if (!n && cp == '+')
			continue;
		else if (cp == '.' || cp == 0x66b)
			to[n++] = '.';
		else if (cp == ',' || cp == 0x66c)
			to[n++] = ',';
		else if (cp == '\'' || cp == 0x2019 || u_isUWhiteSpace((UChar32)cp))
			to[n++] = '\'';
		else
			return false;
	}
	to[n] = '\0';
	return n > 0;
}

static int count_of(const char *s, char c)
{
	int n = 0;

	for (; *s; s++)
		n += *s == c;
	return n;
}

/* Which sign parts off the decimals: of two kinds the last; alone and followed by just three digits, it is so
 * only where the language has it so ("1.234" is a thousand in German); twice, it groups. */
static const char *find_point(const char *s)
{
	const char *dot = strrchr(s, '.'), *comma = strrchr(s, ',');
	const char *last = !comma || (dot && dot > comma) ? dot : comma;

	if (!last || (dot && comma))
		return last && count_of(s, *last) == 1 ? last : NULL;
	if (count_of(s, *last) > 1)
		return NULL;
	if (strlen(last + 1) == 3 && strchr(s, '\'') == NULL && *last != language_point())
		return NULL;
	return last;
}

/* Digits in groups of three behind the first, all parted by the same sign; appended to `out` as digits alone. */
static bool take_whole(const char *s, size_t len, struct str *out)
{
	char sign = '\0';
	size_t i, since = 0, groups = 0;

	for (i = 0; i < len; i++) {
		if (s[i] >= '0' && s[i] <= '9') {
			str_addc(out, s[i]);
			since++;
			continue;
		}
		if ((sign && s[i] != sign) || (groups ? since != 3 : since < 1 || since > 3))
			return false;
		sign = s[i];
		since = 0;
		groups++;
	}
	return groups ? since == 3 : true;
}

/* Further decimals than the field has must be noughts. */
static bool take_decimals(const char *s, int decimals, struct str *out)
{
	int n = 0;

	for (; *s; s++, n++) {
		if (*s < '0' || *s > '9' || (n >= decimals && *s != '0'))
			return false;
		if (n < decimals)
			str_addc(out, *s);
	}
	for (; n < decimals; n++)
		str_addc(out, '0');
	return true;
}

bool text_parse_number(const char *s, int decimals, long long *scaled)
{
	char simple[64];
	struct str tidy = STR_INIT, all = STR_INIT;
	const char *point;
	bool ok, negative;
	long long value;

	text_tidy(&tidy, s, false);
	ok = simplify(str_get(&tidy), simple, sizeof(simple), &negative);
	point = ok ? find_point(simple) : NULL;
	ok = ok && take_whole(simple, point ? (size_t)(point - simple) : strlen(simple), &all)
		&& (!point || point[1]) && take_decimals(point ? point + 1 : "", decimals, &all)
		&& strpbrk(simple, "0123456789") && all.len <= DIGITS_MAX;
	if (ok) {
		value = strtoll(str_get(&all), NULL, 10);
		*scaled = negative ? -value : value;
	}
	str_free(&tidy);
	str_free(&all);
	return ok;
}
