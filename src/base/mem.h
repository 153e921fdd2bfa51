/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Memory that is there or the program ends, and the one way to say that the
 * program itself is wrong.  What these return is the caller's, to free().
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                  /* zeroed; size 0 gives 1 byte */
void *mem_array(size_t count, size_t size);    /* zeroed; overflow is a BUG */
void *mem_resize(void *p, size_t count, size_t size);
char *mem_str(const char *s);                  /* NULL gives NULL */
char *mem_strn(const char *s, size_t len);
char *mem_fmt(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* What was freed goes back to the system, which clears it: after pages of a file that is locked now. */
void mem_give_back(void);

/* A programming error: says where on stderr, without values, and aborts. */
#define BUG(what) mem_bug(__FILE__, __LINE__, (what))
void mem_bug(const char *file, int line, const char *what) __attribute__((noreturn));

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

#endif
