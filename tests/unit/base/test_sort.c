/* SPDX-License-Identifier: EUPL-1.2 */
/* The first of many, selected, are what sorting all of them gives. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/sort.h"

enum { MOST = 2000, CASES = 400 };
struct row { int key; char rest[96]; };       /* larger than what is moved at once */

static int by_key(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

/* Keys that are all different: in order, backwards, or mixed. */
static void make(struct row *row, int n, int shape)
{
	for (int i = 0; i < n; i++) {
		row[i].key = shape == 1 ? n - i : i;
		memset(row[i].rest, row[i].key & 0x7f, sizeof(row[i].rest));
	}
	for (int i = n - 1; i > 0 && shape == 2; i--) {
		int j = rand() % (i + 1);
		struct row kept = row[i];

		row[i] = row[j];
		row[j] = kept;
	}
}

static void first_are_as_sorted(void **state)
{
	static struct row row[MOST], sorted[MOST];

	(void)state;
	srand(7);
	for (int i = 0; i < CASES; i++) {
		int n = rand() % (i % 8 ? 300 : MOST), most = rand() % (n + 10);

		make(row, n, i % 3);
		memcpy(sorted, row, sizeof(row));
		qsort(sorted, (size_t)n, sizeof(*sorted), by_key);
		sort_first(row, (size_t)n, sizeof(*row), (size_t)most, by_key);
		if (most > n)
			most = n;
		if (most)
			assert_memory_equal(row, sorted, (size_t)most * sizeof(*row));
		qsort(row, (size_t)n, sizeof(*row), by_key);
		if (n)
			assert_memory_equal(row, sorted, (size_t)n * sizeof(*row));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_are_as_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
