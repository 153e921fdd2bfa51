/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Dates, phone numbers, times, case numbers and addresses keep their own direction within a line of Arabic or Hebrew:
 * isolates (UAX #9) stand around them. One rule for screens and papers.
 */
#ifndef BASE_ISOLATE_H
#define BASE_ISOLATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* How many code points from cp[i] on are one such number; 0: none begins there. */
size_t isolate_length(const uint32_t *cp, size_t count, size_t i);
/* What opens it: U+2066, or U+2067 around a day whose month is written in letters that run leftward. */
uint32_t isolate_sign(const uint32_t *cp, size_t len);
/* Appends s with an isolate around each. */
void isolate_add(struct str *out, const char *s);
/* Appends s without isolates. */
void isolate_drop(struct str *out, const char *s);

#endif
