/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Identities.  Id: UUIDv7 (RFC 9562), the record's name for ever.  Case number:
 * what people read out, for persons only: desk code, a number that tells nothing
 * of order, and an ISO 7064 MOD 37,36 check character: "HA-4172-2649-K".
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>
#include <stdint.h>

struct id { uint8_t b[16]; };

struct id id_new(void);                         /* ordered by time within this process */
bool id_none(struct id id);                     /* all zero */
bool id_same(struct id a, struct id b);
void id_text(struct id id, char out[37]);       /* lower-case, with hyphens */
bool id_parse(const char *s, struct id *out);

#define CASE_NUMBER_MAX 16
/* desk: two of A-Z0-9; number: 0 .. 99999999 after casenum_scatter(). */
void casenum_make(const char *desk, uint32_t number, char out[CASE_NUMBER_MAX]);
/* Reads with or without hyphens and blanks, any case; false when the check character does not fit. */
bool casenum_parse(const char *s, char out[CASE_NUMBER_MAX]);
/* A keyed permutation of 0 .. 99999999, so that the n-th case does not show n. */
uint32_t casenum_scatter(uint32_t n, const uint8_t key[16]);

#endif
