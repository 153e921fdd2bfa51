/* SPDX-License-Identifier: EUPL-1.2 */
/* Conversion and recognition of encodings. */
#include "base/charset.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include "base/mem.h"
#include "base/utf.h"

/* A surrogate on its own comes out of no converter: it stands for what could not be read. */
#define BAD_UNIT ((UChar)0xDFFF)
#define UNITS 2048

struct charset {
	UConverter *converter;
	UChar high;             /* first half of a pair whose second is still to come, or 0 */
};

static void U_CALLCONV mark_bad(const void *context, UConverterToUnicodeArgs *args, const char *bytes,
				int32_t len, UConverterCallbackReason reason, UErrorCode *error)
{
	UChar bad = BAD_UNIT;

	(void)context, (void)bytes, (void)len;
	if (reason > UCNV_IRREGULAR)
		return;
	*error = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, &bad, 1, 0, error);
}

struct charset *charset_open(const char *name)
{
	UErrorCode error = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &error);
	struct charset *charset;

	if (U_FAILURE(error) || !name[0]) {
		ucnv_close(converter);
		return NULL;
	}
	ucnv_setToUCallBack(converter, mark_bad, NULL, NULL, NULL, &error);
	charset = mem_alloc(sizeof(*charset));
	charset->converter = converter;
	return charset;
}

void charset_close(struct charset *charset)
{
	if (!charset)
		return;
	ucnv_close(charset->converter);
	free(charset);
}

static void add_code_point(struct str *out, uint32_t cp)
{
	char bytes[4];

	str_addn(out, bytes, utf_encode(cp, bytes));
}

static void add_unit(struct charset *charset, UChar unit, struct str *out)
{
	if (charset->high) {
		UChar high = charset->high;

		charset->high = 0;
		/* Also with the unit that marks alone: a pair with it is a real character. */
		if (U16_IS_TRAIL(unit)) {
			add_code_point(out, (uint32_t)U16_GET_SUPPLEMENTARY(high, unit));
			return;
		}
		str_addc(out, CHARSET_BAD);
	}
	if (U16_IS_LEAD(unit))
		charset->high = unit;
	else if (U16_IS_TRAIL(unit))
		str_addc(out, CHARSET_BAD);
	else if (unit < 0x80)
		str_addc(out, (char)unit);
	else
		add_code_point(out, unit);
}

void charset_feed(struct charset *charset, const char *in, size_t len, bool last, struct str *out)
{
	UChar units[UNITS];
	const char *end = in + len;
	UErrorCode error;

	do {
		UChar *to = units;

		error = U_ZERO_ERROR;
		ucnv_toUnicode(charset->converter, &to, units + UNITS, &in, end, NULL, last, &error);
		for (const UChar *u = units; u < to; u++)
			add_unit(charset, *u, out);
	} while (error == U_BUFFER_OVERFLOW_ERROR);
}

/* A text mostly in another script: the Latin words between (heads, codes) would only mislead the detector,
 * whose tables know letters by language. */
static bool is_foreign(const char *sample, size_t len)
{
	size_t ascii = 0, other = 0;

	for (size_t i = 0; i < len; i++) {
		ascii += isalpha((unsigned char)sample[i]) && !(sample[i] & 0x80);
		other += (sample[i] & 0x80) != 0;
	}
	return other * 2 >= ascii;
}

static char *without_ascii(const char *sample, size_t len)
{
	char *s = mem_alloc(len + 1);

	for (size_t i = 0; i < len; i++)
		s[i] = (sample[i] & 0x80) || sample[i] == '\n' ? sample[i] : ' ';
	return s;
}

/* What the detector may name, and what is read instead: Windows' sets hold all characters of these ISO ones
 * and are what such files are really written in. */
struct candidate { const char *detected, *name; bool latin; };

static const struct candidate *candidate_called(const char *name)
{
	static const struct candidate known[] = {
		{"ISO-8859-1", "windows-1252", true},
		{"ISO-8859-2", "ISO-8859-2", true},
		{"ISO-8859-9", "windows-1254", true},
		{"windows-1250", "windows-1250", true},
		{"windows-1252", "windows-1252", true},
		{"windows-1254", "windows-1254", true},
		{"ISO-8859-5", "ISO-8859-5", false},
		{"ISO-8859-6", "ISO-8859-6", false},
		{"ISO-8859-7", "windows-1253", false},
		{"ISO-8859-8", "windows-1255", false},
		{"ISO-8859-8-I", "windows-1255", false},
		{"KOI8-R", "KOI8-R", false},
		{"windows-1251", "windows-1251", false},
		{"windows-1253", "windows-1253", false},
		{"windows-1255", "windows-1255", false},
		{"windows-1256", "windows-1256", false},
		{"GB18030", "GB18030", false},
		{"Big5", "Big5", false},
		{"Shift_JIS", "Shift_JIS", false},
		{"EUC-JP", "EUC-JP", false},
		{"EUC-KR", "EUC-KR", false},
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (strcmp(known[i].detected, name) == 0)
			return &known[i];
	return NULL;
}

/* How much like words the text reads in that encoding, in percent of what is not ASCII: letters count for it;
 * bytes without meaning, signs, and capitals within words against it. Lists of names are too short and too
 * odd for the detector's tables alone. */
static long plausible(const char *name, const char *sample, size_t len)
{
	struct charset *charset = charset_open(name);
	struct str text = STR_INIT;
	long other = 0, score = 0;
	bool small = false;

	if (!charset)
		return LONG_MIN;
	charset_feed(charset, sample, len, true, &text);
	charset_close(charset);
	for (size_t i = 0, n; i < text.len; i += n) {
		uint32_t cp = 0;

		n = utf_decode(text.s + i, text.len - i, &cp);
		if (n == 0)
			n = 1, other++, score -= 3;
		else if (cp >= 0x80) {
			other++;
			score += u_isalpha((UChar32)cp) ? 1 : u_ispunct((UChar32)cp) ? 0 : -1;
			score -= small && u_isupper((UChar32)cp) ? 3 : 0;
		}
		small = cp > 0 && u_islower((UChar32)cp);
	}
	str_wipe(&text);
	return other ? score * 100 / other : 0;
}

const char *charset_guess(const char *sample, size_t len)
{
	UErrorCode error = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&error);
	bool foreign = is_foreign(sample, len);
	char *bare = foreign ? without_ascii(sample, len) : NULL;
	const char *found = "windows-1252";
	const UCharsetMatch **match;
	int32_t count = 0;
	long best = LONG_MIN;

	ucsdet_setText(detector, bare ? bare : sample, (int32_t)len, &error);
	match = ucsdet_detectAll(detector, &count, &error);
	for (int32_t i = 0; U_SUCCESS(error) && i < count; i++) {
		const struct candidate *candidate = candidate_called(ucsdet_getName(match[i], &error));
		long score;

		if (!candidate || (foreign && candidate->latin))
			continue;
		score = plausible(candidate->name, sample, len) / 5;
		if (score > best) {
			best = score;
			found = candidate->name;
		}
	}
	ucsdet_close(detector);
	free(bare);
	return found;
}
