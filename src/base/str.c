/* SPDX-License-Identifier: EUPL-1.2 */
/* The growing string. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void reserve(struct str *b, size_t more)
{
	size_t need = b->len + more + 1;
	size_t cap = b->cap ? b->cap : 32;

	if (need < more)
		BUG("string too long");
	if (need <= b->cap)
		return;
	while (cap < need)
		cap *= 2;
	b->s = mem_resize(b->s, cap, 1);
	b->cap = cap;
}

void str_addn(struct str *b, const char *s, size_t len)
{
	reserve(b, len);
	if (len)
		memcpy(b->s + b->len, s, len);
	b->len += len;
	b->s[b->len] = '\0';
}

void str_add(struct str *b, const char *s)
{
	str_addn(b, s, s ? strlen(s) : 0);
}

void str_addc(struct str *b, char c)
{
	str_addn(b, &c, 1);
}

void str_addf(struct str *b, const char *fmt, ...)
{
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		BUG("string format");
	reserve(b, (size_t)len);
	va_start(ap, fmt);
	vsnprintf(b->s + b->len, (size_t)len + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)len;
}

void str_clear(struct str *b)
{
	reserve(b, 0);
	b->len = 0;
	b->s[0] = '\0';
}

const char *str_get(struct str *b)
{
	if (!b->s)
		str_clear(b);
	return b->s;
}

char *str_take(struct str *b)
{
	char *s;

	str_get(b);
	s = b->s;
	*b = (struct str)STR_INIT;
	return s;
}

void str_free(struct str *b)
{
	free(b->s);
	*b = (struct str)STR_INIT;
}

void str_wipe(struct str *b)
{
	if (b->s)
		explicit_bzero(b->s, b->cap);
	str_free(b);
}

/* Names mostly differ in their first letter, or are one literal. */
bool str_same(const char *a, const char *b)
{
	return a == b || (a && b && *a == *b && strcmp(a, b) == 0);
}

bool str_empty(const char *s)
{
	return !s || !*s;
}

bool str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

void str_copy(char *to, size_t size, const char *from)
{
	size_t len = from ? strlen(from) : 0;

	if (!size)
		return;
	if (len >= size) {
		len = size - 1;
		while (len && ((unsigned char)from[len] & 0xc0) == 0x80)
			len--;
	}
	if (len)
		memcpy(to, from, len);
	to[len] = '\0';
}
