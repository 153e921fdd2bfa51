/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What SQLite's secure_delete leaves behind.  It zeroes deleted cells and freed
 * pages; but when cells move from one page of a tree to its neighbour, their old
 * bytes stay in the space between the page's directory and its content, and no
 * later deletion finds them there.  So that space is zeroed whenever a page goes to
 * the main file.  Never on the way to the WAL: its frames carry a checksum of the
 * page as SQLite holds it.
 *
 * A page of a tree begins with one of four bytes.  Other pages (overflow, free list)
 * begin with a page number of 32 bits, whose first byte is 0 in files of less than
 * 64 GiB; beyond that nothing is tidied.
 */
#include <string.h>

#include "vault/shim.h"
#include "vault/shim_file.h"

enum { TREE_INDEX = 2, TREE_TABLE = 5, LEAF_INDEX = 10, LEAF_TABLE = 13 };

static size_t two(const uint8_t *p)
{
	return (size_t)p[0] << 8 | p[1];
}

/* The unused space of a tree's page, from *from up to *to; false where it is no such page, or a damaged one. */
static bool gap(const uint8_t *page, uint64_t number, size_t *from, size_t *to)
{
	const uint8_t *head = page + (number == 1 ? 100 : 0);
	bool leaf = head[0] == LEAF_INDEX || head[0] == LEAF_TABLE;

	if (!leaf && head[0] != TREE_INDEX && head[0] != TREE_TABLE)
		return false;
	*from = (size_t)(head - page) + (leaf ? 8 : 12) + 2 * two(head + 3);
	*to = two(head + 5);
	return *from <= *to && *to <= SHIM_PAGE - CIPHER_EXTRA;
}

void shim_tidy(uint8_t *page, uint64_t number)
{
	size_t from, to;

	if (gap(page, number, &from, &to))
		memset(page + from, 0, to - from);
}

static bool zeros(const uint8_t *p, size_t len)
{
	return !len || (!*p && !memcmp(p, p + 1, len - 1));
}

/* Free blocks within the content: two bytes lead to the next, two give the size, the rest is to be zero. */
static bool blocks_empty(const uint8_t *page, size_t block)
{
	size_t size, steps = 0;

	while (block) {
		size = block + 4 <= SHIM_PAGE ? two(page + block + 2) : 0;
		if (size < 4 || block + size > SHIM_PAGE || ++steps > SHIM_PAGE / 4)
			return true;         /* damaged: another check's to tell */
		if (!zeros(page + block + 4, size - 4))
			return false;
		block = two(page + block);
	}
	return true;
}

bool shim_is_tidy(const uint8_t *page, uint64_t number)
{
	size_t from, to;

	if (!gap(page, number, &from, &to))
		return true;
	return zeros(page + from, to - from) && blocks_empty(page, two(page + (number == 1 ? 100 : 0) + 1));
}
