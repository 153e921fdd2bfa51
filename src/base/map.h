/* SPDX-License-Identifier: EUPL-1.2 */
/* A hash map from bytes to a number, for caches and gathering. Keys are copied; nothing is ever taken out. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

struct map;
struct map *map_new(void);
void map_free(struct map *map);          /* NULL is fine */
/* The number under this key, to read or write; added as 0 when it is new. Borrowed until the next map_at. */
int64_t *map_at(struct map *map, const void *key, size_t len);
/* NULL when there is no such key. */
int64_t *map_find(const struct map *map, const void *key, size_t len);
size_t map_count(const struct map *map);

#endif
