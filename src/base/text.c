/* SPDX-License-Identifier: EUPL-1.2 */
/* Order and clusters. */
#include "base/text.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucol.h>
#include <unicode/uiter.h>
#include <unicode/utext.h>

#include "base/icu.h"
#include "base/mem.h"
#include "base/msg.h"

static UCollator *open_collator(const char *locale)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *c = ucol_open(locale, &status);

	if (U_FAILURE(status))
		BUG("ICU has no collation");
	ucol_setAttribute(c, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
	return c;
}

int text_compare(const char *a, const char *b)
{
	static UCollator *collator;
	static unsigned generation;
	UErrorCode status = U_ZERO_ERROR;

	if (!collator || generation != msg_generation()) {
		if (collator)
			ucol_close(collator);
		collator = open_collator(icu_locale());
		generation = msg_generation();
	}
	return (int)ucol_strcollUTF8(collator, a, -1, b, -1, &status);
}

static struct { char language[16]; UCollator *collator; } keys;

void text_sort_language(const char *code)
{
	if (!code)
		code = "";
	if (strcmp(keys.language, code) == 0)
		return;
	str_copy(keys.language, sizeof(keys.language), code);
	if (keys.collator)
		ucol_close(keys.collator);
	keys.collator = NULL;
}

void text_sort_key(struct str *out, const char *s)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharIterator it;
	uint32_t state[2] = { 0, 0 };
	uint8_t part[128];
	int32_t got;

	if (!keys.collator)
		keys.collator = open_collator(keys.language);
	uiter_setUTF8(&it, s, -1);
	do {
		got = ucol_nextSortKeyPart(keys.collator, &it, state, part, (int32_t)sizeof(part), &status);
		str_addn(out, (const char *)part, U_SUCCESS(status) && got > 0 ? (size_t)got : 0);
	} while (U_SUCCESS(status) && got == (int32_t)sizeof(part));
}

/* Two ASCII characters side by side always part, but for CR LF. */
static bool plain_edge(const char *s, size_t len, size_t pos)
{
	if (pos == 0 || pos >= len)
		return true;
	return (unsigned char)s[pos - 1] < 0x80 && (unsigned char)s[pos] < 0x80
		&& !(s[pos - 1] == '\r' && s[pos] == '\n');
}

static size_t edge(const char *s, size_t len, size_t pos, bool forward)
{
	static UBreakIterator *clusters;
	UErrorCode status = U_ZERO_ERROR;
	UText text = UTEXT_INITIALIZER;
	int32_t found;

	if (!clusters)
		clusters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
	utext_openUTF8(&text, s, (int64_t)len, &status);
	if (U_FAILURE(status))
		BUG("ICU has no clusters");
	ubrk_setUText(clusters, &text, &status);
	found = forward ? ubrk_following(clusters, (int32_t)pos) : ubrk_preceding(clusters, (int32_t)pos);
	utext_close(&text);
	if (U_FAILURE(status) || found == UBRK_DONE)
		return forward ? len : 0;
	return (size_t)found;
}

size_t text_next(const char *s, size_t len, size_t pos)
{
	if (pos >= len)
		return len;
	if ((unsigned char)s[pos] < 0x80 && plain_edge(s, len, pos + 1))
		return pos + 1;
	return edge(s, len, pos, true);
}

size_t text_prev(const char *s, size_t len, size_t pos)
{
	if (pos > len)
		pos = len;
	if (!pos)
		return 0;
	if ((unsigned char)s[pos - 1] < 0x80 && plain_edge(s, len, pos - 1))
		return pos - 1;
	return edge(s, len, pos, false);
}
