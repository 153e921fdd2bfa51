/* SPDX-License-Identifier: EUPL-1.2 */
/* Memory or the end: the callers above never test for NULL. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void mem_give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

void mem_bug(const char *file, int line, const char *what)
{
	fprintf(stderr, "foothold: BUG at %s:%d: %s\n", file, line, what);
	abort();
}

/* Not a programming error, but nothing sensible can follow: the file's transactions protect what was saved. */
static void *granted(void *p)
{
	if (!p) {
		fputs("foothold: out of memory\n", stderr);
		abort();
	}
	return p;
}

void *mem_alloc(size_t size)
{
	return granted(calloc(1, size ? size : 1));
}

void *mem_array(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		BUG("array too large");
	return mem_alloc(count * size);
}

void *mem_resize(void *p, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		BUG("array too large");
	return granted(realloc(p, count && size ? count * size : 1));
}

char *mem_str(const char *s)
{
	return s ? mem_strn(s, strlen(s)) : NULL;
}

char *mem_strn(const char *s, size_t len)
{
	char *copy = mem_alloc(len + 1);

	if (len)
		memcpy(copy, s, len);
	return copy;
}

char *mem_fmt(const char *fmt, ...)
{
	va_list ap;
	char *out = NULL;

	va_start(ap, fmt);
	if (vasprintf(&out, fmt, ap) < 0)
		out = NULL;
	va_end(ap);
	return granted(out);
}
