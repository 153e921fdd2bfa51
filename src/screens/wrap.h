/* SPDX-License-Identifier: EUPL-1.2 */
/* Where a paragraph breaks into lines of a given width: at blanks and behind the hyphens of words, else between characters. */
#ifndef SCREENS_WRAP_H
#define SCREENS_WRAP_H

#include <stddef.h>

/* Bytes of the first line of s; *skip: where the next one begins. */
size_t wrap_line(const char *s, int cols, size_t *skip);
/* Lines that s needs, at least 1, counted up to 8. */
int wrap_count(const char *s, int cols);

#endif
