/* SPDX-License-Identifier: EUPL-1.2 */
/* Between our UTF-8 and ICU's UTF-16. */
#include "base/icu.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "base/msg.h"

const char *icu_locale(void)
{
	static char locale[64];
	const char *code = msg_language();
	char *name = mem_fmt("%s@calendar=gregorian;numbers=latn", strcmp(code, "en") == 0 ? "en_GB" : code);

	str_copy(locale, sizeof(locale), name);
	free(name);
	return locale;
}

UChar *icu_from_utf8(const char *s, size_t bytes, int32_t *len)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar *out;

	if (bytes > INT_MAX / 2)
		BUG("text too long for ICU");
	out = mem_array(bytes + 1, sizeof(*out));	/* a UTF-8 byte never gives more than one unit */
	u_strFromUTF8WithSub(out, (int32_t)bytes + 1, len, s, (int32_t)bytes, 0xfffd, NULL, &status);
	if (U_FAILURE(status))
		BUG("UTF-8 to UTF-16");
	return out;
}

void icu_to_utf8(struct str *out, const UChar *s, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	char *bytes = mem_alloc((size_t)len * 3 + 1);
	int32_t used = 0;

	u_strToUTF8WithSub(bytes, len * 3 + 1, &used, s, len, 0xfffd, NULL, &status);
	if (U_FAILURE(status))
		BUG("UTF-16 to UTF-8");
	str_addn(out, bytes, (size_t)used);
	free(bytes);
}
