/* SPDX-License-Identifier: EUPL-1.2 */
/* Selects with the middle of three as what is compared with, until few are left to be sorted. */
#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 32, PIECE = 64 };

struct row { char *base; size_t size; int (*compare)(const void *, const void *); };

static char *at(const struct row *row, size_t i)
{
	return row->base + i * row->size;
}

static void swap(const struct row *row, size_t i, size_t j)
{
	char *a = at(row, i), *b = at(row, j), kept[PIECE];

	for (size_t left = row->size, n; left && i != j; left -= n, a += n, b += n) {
		n = left < PIECE ? left : PIECE;
		memcpy(kept, a, n);
		memcpy(a, b, n);
		memcpy(b, kept, n);
	}
}

static size_t middle_of(const struct row *row, size_t a, size_t b, size_t c)
{
	if (row->compare(at(row, a), at(row, b)) > 0) {
		size_t kept = a;

		a = b;
		b = kept;
	}
	if (row->compare(at(row, b), at(row, c)) <= 0)
		return b;
	return row->compare(at(row, a), at(row, c)) > 0 ? a : c;
}

/* Where one of left..right stands when those before it are put before it, and the others behind. */
static size_t split(const struct row *row, size_t left, size_t right)
{
	size_t last = right - 1, to = left;

	swap(row, middle_of(row, left, left + (right - left) / 2, last), last);
	for (size_t i = left; i < last; i++)
		if (row->compare(at(row, i), at(row, last)) < 0)
			swap(row, i, to++);
	swap(row, to, last);
	return to;
}

void sort_first(void *base, size_t n, size_t size, size_t most, int (*compare)(const void *, const void *))
{
	const struct row row = { base, size, compare };
	size_t left = 0, right = n;

	while (right - left > FEW && left < most && most < right) {
		size_t to = split(&row, left, right);

		if (to >= most)
			right = to;
		else
			left = to + 1;
	}
	qsort(base, left >= most ? most < n ? most : n : right, size, compare);
}
