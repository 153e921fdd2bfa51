/* SPDX-License-Identifier: EUPL-1.2 */
/* What the ICU-backed files of this floor share; nobody above includes it. */
#ifndef BASE_ICU_H
#define BASE_ICU_H

#include <stddef.h>
#include <unicode/utypes.h>

#include "base/str.h"

/* The chosen language as an ICU locale: the Gregorian calendar and Latin digits everywhere, so that dates and
 * numbers are the same for colleague and newcomer; English as written in Europe ("4 May 2026"). */
const char *icu_locale(void);

/* UTF-8 to UTF-16 and back; invalid bytes become U+FFFD. *len in code units. icu_from_utf8's result is yours. */
UChar *icu_from_utf8(const char *s, size_t bytes, int32_t *len);
void icu_to_utf8(struct str *out, const UChar *s, int32_t len);

#endif
