/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text tidied for storing, folded for comparing, and written in Latin letters for
 * finding.  Plain ASCII, the common case, never reaches ICU.
 */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

#include "base/icu.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"

static bool ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static const UNormalizer2 *normalizer(const UNormalizer2 *(*instance)(UErrorCode *))
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *n = instance(&status);

	if (U_FAILURE(status))
		BUG("ICU has no normalizer");
	return n;
}

/* The result is the caller's; `s` is freed. */
static UChar *normalize(const UNormalizer2 *n, UChar *s, int32_t *len)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t cap = *len * 4 + 32, made;
	UChar *out = mem_array((size_t)cap, sizeof(*out));

	made = unorm2_normalize(n, s, *len, out, cap, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		out = mem_resize(out, (size_t)made + 1, sizeof(*out));
		made = unorm2_normalize(n, s, *len, out, made + 1, &status);
	}
	if (U_FAILURE(status))
		BUG("normalizing");
	free(s);
	*len = made;
	return out;
}

static void add_nfc(struct str *out, const char *s)
{
	int32_t len;
	UChar *u;

	if (ascii(s)) {
		str_add(out, s);
		return;
	}
	u = icu_from_utf8(s, strlen(s), &len);
	u = normalize(normalizer(unorm2_getNFCInstance), u, &len);
	icu_to_utf8(out, u, len);
	free(u);
}

/* Marks that only steer direction or the decoder: copied along unseen, they are no part of a value. */
static bool unseen(uint32_t cp)
{
	return cp == 0xfeff || cp == 0x200e || cp == 0x200f || cp == 0x61c;
}

static bool blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || (cp >= '\n' && cp <= '\r') || cp == 0x85
		|| (cp >= 0x80 && u_isUWhiteSpace((UChar32)cp));
}

static void trim_blanks(struct str *out, size_t from)
{
	while (out->len > from && out->s[out->len - 1] == ' ')
		out->s[--out->len] = '\0';
}

/* A line's end, whichever way it is written: trailing blanks go, a CR before LF does not count twice. */
static void end_line(struct str *out, size_t from, const char *next, uint32_t cp)
{
	trim_blanks(out, from);
	if ((cp != '\r' || *next != '\n') && out->len > from)
		str_addc(out, '\n');
}

void text_tidy(struct str *out, const char *s, bool multiline)
{
	struct str nfc = STR_INIT;
	size_t from, len, step;
	const char *p;
	uint32_t cp;

	str_addn(out, "", 0);
	from = out->len;
	add_nfc(&nfc, s);
	for (p = str_get(&nfc), len = nfc.len; len; p += step, len -= step) {
		step = utf_decode(p, len, &cp);
		if (!step)
			BUG("text not valid after normalizing");
		if (multiline && (cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029)) {
			end_line(out, from, p + step, cp);
		} else if (blank(cp)) {
			if (out->len > from && out->s[out->len - 1] != ' ' && out->s[out->len - 1] != '\n')
				str_addc(out, ' ');
		} else if (!unseen(cp)) {
			str_addn(out, p, step);
		}
	}
	while (out->len > from && (out->s[out->len - 1] == ' ' || out->s[out->len - 1] == '\n'))
		out->s[--out->len] = '\0';
	str_free(&nfc);
}

static void add_lower_ascii(struct str *out, const char *s)
{
	size_t i = out->len;

	str_add(out, s);
	str_addn(out, "", 0);
	for (; i < out->len; i++)
		if (out->s[i] >= 'A' && out->s[i] <= 'Z')
			out->s[i] = (char)(out->s[i] - 'A' + 'a');
}

/* Letters that decompose no further yet are written now with, now without their stroke or
 * shape: Turkish i, Polish l, and the Persian forms of Arabic letters. */
static UChar32 plain_letter(UChar32 c)
{
	switch (c) {
	case 0x131:
		return 'i';
	case 0x142:
		return 'l';
	case 0xf8:
		return 'o';
	case 0x111:
	case 0xf0:
		return 'd';
	case 0x127:
		return 'h';
	case 0x6cc:	/* Farsi yeh */
	case 0x649:	/* alef maksura */
		return 0x64a;
	case 0x6a9:	/* keheh */
		return 0x643;
	default:
		return c;
	}
}

/* Marks that change no letter go (accents, Arabic and Hebrew points); nukta, kana voicing and virama spell. */
static bool dropped(UChar32 c)
{
	uint8_t class = u_getCombiningClass(c);

	return (class != 0 && class != 7 && class != 8 && class != 9) || c == 0x640 || unseen((uint32_t)c)
		|| u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static uint32_t next_unit(const UChar *s, int32_t *pos, int32_t len)
{
	uint32_t c = s[(*pos)++];

	if (U16_IS_LEAD(c) && *pos < len && U16_IS_TRAIL(s[*pos]))
		c = 0x10000 + ((c - 0xd800) << 10) + (s[(*pos)++] - 0xdc00u);
	return c;
}

static int32_t drop_marks(UChar *s, int32_t len)
{
	int32_t in = 0, out = 0;
	uint32_t c;

	while (in < len) {
		c = next_unit(s, &in, len);
		if (!dropped((UChar32)c))
			U16_APPEND_UNSAFE(s, out, plain_letter((UChar32)c));
	}
	return out;
}

void text_fold(struct str *out, const char *s)
{
	int32_t len;
	UChar *u;

	if (ascii(s)) {
		add_lower_ascii(out, s);
		return;
	}
	u = icu_from_utf8(s, strlen(s), &len);
	u = normalize(normalizer(unorm2_getNFKCCasefoldInstance), u, &len);
	u = normalize(normalizer(unorm2_getNFKDInstance), u, &len);
	len = drop_marks(u, len);
	u = normalize(normalizer(unorm2_getNFCInstance), u, &len);
	icu_to_utf8(out, u, len);
	free(u);
}

bool text_same_folded(const char *a, const char *b)
{
	struct str fa = STR_INIT, fb = STR_INIT;
	bool same;

	text_fold(&fa, a);
	text_fold(&fb, b);
	same = strcmp(str_get(&fa), str_get(&fb)) == 0;
	str_free(&fa);
	str_free(&fb);
	return same;
}

static UTransliterator *to_latin(void)
{
	static UTransliterator *t;
	UErrorCode status = U_ZERO_ERROR;

	if (!t) {
		t = utrans_openU(u"Any-Latin; NFKD; [:Mn:] Remove; Latin-ASCII; Lower", -1, UTRANS_FORWARD, NULL, 0,
				 NULL, &status);
		if (U_FAILURE(status))
			BUG("ICU has no transliterator");
	}
	return t;
}

static void transliterate(struct str *out, const char *s)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t len, cap, limit;
	UChar *u = icu_from_utf8(s, strlen(s), &len);

	cap = len * 8 + 64;
	u = mem_resize(u, (size_t)cap, sizeof(*u));
	limit = len;
	utrans_transUChars(to_latin(), u, &len, cap, 0, &limit, &status);
	if (U_SUCCESS(status))
		icu_to_utf8(out, u, len);
	free(u);
}

/* What is left beside ASCII (a script ICU cannot write in Latin) goes, and so do the apostrophes that stand
 * for a hard or soft sign, a glottal stop, or an O'. */
static void keep_ascii(struct str *out, const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x80 && *s != '\'' && *s != '`')
			str_addc(out, *s);
}

void text_latin(struct str *out, const char *s)
{
	struct str folded = STR_INIT, latin = STR_INIT;

	str_addn(out, "", 0);
	text_fold(&folded, s);
	if (ascii(str_get(&folded))) {
		keep_ascii(out, str_get(&folded));
	} else {
		transliterate(&latin, str_get(&folded));
		keep_ascii(out, str_get(&latin));
	}
	str_free(&folded);
	str_free(&latin);
}
