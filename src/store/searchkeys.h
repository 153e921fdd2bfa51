/* SPDX-License-Identifier: EUPL-1.2 */
/* One person's keys as they stand in search_person, and how they are made of values. Used by search*.c alone.
 */
#ifndef STORE_SEARCHKEYS_H
#define STORE_SEARCHKEYS_H

#include "base/map.h"
#include "base/str.h"
#include "store/search.h"

/* Words of texts in other scripts, kept so that ICU is asked once for each. Begins zeroed. */
struct keys_cache { struct map *known; struct name_words *words; size_t count, room; };
void keys_cache_clear(struct keys_cache *cache);

/* Packed: an entry is field code, kind and flags, length, bytes. */
enum status keys_pack(struct store *store, struct keys_cache *cache, const struct search_value *values, int n,
	struct str *out, struct err *err);
void keys_unpack(struct search_keys *out, const char *packed, size_t len);
/* The packed keys as stored; empty when there are none. */
enum status keys_read(struct store *store, int64_t rid, struct str *out, struct err *err);

/* Key of a number as it stands in search_number, from a value or from what was typed; "" when it holds none. */
void keys_number(struct str *out, enum search_as as, const char *value);

/* Hashes of the word and of each word with one letter less: two words one edit apart share at least one. */
#define KEYS_NEAR_MAX (NAME_WORD_MAX + 1)
int keys_near(const char *latin, int64_t near[KEYS_NEAR_MAX]);

#endif
