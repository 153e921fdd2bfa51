/* SPDX-License-Identifier: EUPL-1.2 */
/* A growing byte string, always NUL-terminated once anything was added. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	char *s;      /* never NULL after the first str_* call */
	size_t len;   /* bytes before the NUL */
	size_t cap;
};
#define STR_INIT { 0, 0, 0 }

void str_add(struct str *b, const char *s);                 /* NULL adds nothing */
void str_addn(struct str *b, const char *s, size_t len);
void str_addc(struct str *b, char c);
void str_addf(struct str *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void str_clear(struct str *b);                              /* keeps the room */
const char *str_get(struct str *b);                         /* "" when empty; borrowed */
char *str_take(struct str *b);                              /* yours; b is empty again */
void str_free(struct str *b);
/* Like str_free, with the bytes wiped first: for what nobody may find in memory. */
void str_wipe(struct str *b);

bool str_same(const char *a, const char *b);                /* NULL equals only NULL */
bool str_empty(const char *s);                              /* NULL or "" */
bool str_starts(const char *s, const char *prefix);
/* Copies into a fixed buffer, cutting at a UTF-8 character's edge; NULL copies as empty. */
void str_copy(char *to, size_t size, const char *from);

#endif
