/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Postings of the search index as they stand on disk: for each word and block of
 * 2048 rids a blob of two-byte entries in order of rid, eleven bits of place and
 * five of fields.  Used by search*.c alone.
 */
#ifndef STORE_POSTS_H
#define STORE_POSTS_H

#include "store/store.h"

#define POSTS_BLOCK 2048
#define POSTS_ALL 31u

/* mask: fields as they will stand, 0: is to be taken out; was: as they stood before the batch; given: some were added
 * in this batch, so that what is taken out later was never in the file. */
struct post { int64_t rid; unsigned mask, was; bool given; unsigned order; };

/* Bit of a field in a posting: the four names have their own, all other fields share the fifth. */
unsigned posts_bit(int field_code);
/* Number of the first two letters, always negative; a word of one letter counts as followed by nothing. */
int64_t posts_prefix(const char *latin);
/* Number of the first letter alone, negative as well: all who have a word that begins with it. */
int64_t posts_letter(const char *latin);

/* Brings the postings of a word up to date; `set` is in order of rid. *empty tells that nobody has it any
 * more. */
enum status posts_write(struct store *store, int64_t word, const struct post *set, size_t n, bool *empty,
	struct err *err);

#endif
