/* SPDX-License-Identifier: EUPL-1.2 */
/* Open addressing over a power of two, keys one behind the other in one arena. */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct slot { uint64_t hash; size_t at, len; int64_t value; };   /* at: 1 + place in the arena; 0: free */
struct map {
	struct slot *slot;
	size_t room, count;
	char *arena;
	size_t used, arena_room;
};

struct map *map_new(void)
{
	struct map *map = mem_alloc(sizeof(*map));

	map->room = 64;
	map->slot = mem_array(map->room, sizeof(*map->slot));
	return map;
}

void map_free(struct map *map)
{
	if (!map)
		return;
	free(map->slot);
	free(map->arena);
	free(map);
}

/* FNV-1a, 64 bits, with a last stir for the low bits. */
static uint64_t hash_of(const unsigned char *key, size_t len)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ key[i]) * 1099511628211u;
	return h ^ (h >> 29);
}

static struct slot *place(const struct map *map, uint64_t hash, const void *key, size_t len)
{
	for (size_t i = hash & (map->room - 1);; i = (i + 1) & (map->room - 1)) {
		struct slot *slot = &map->slot[i];

		if (!slot->at || (slot->hash == hash && slot->len == len &&
			(!len || !memcmp(map->arena + slot->at - 1, key, len))))
			return slot;
	}
}

static void grow(struct map *map)
{
	struct slot *old = map->slot;
	size_t room = map->room;

	map->room *= 2;
	map->slot = mem_array(map->room, sizeof(*map->slot));
	for (size_t i = 0; i < room; i++) {
		size_t at = old[i].hash & (map->room - 1);

		if (!old[i].at)
			continue;
		while (map->slot[at].at)
			at = (at + 1) & (map->room - 1);
		map->slot[at] = old[i];
	}
	free(old);
}

int64_t *map_at(struct map *map, const void *key, size_t len)
{
	uint64_t hash = hash_of(key, len);
	struct slot *slot = place(map, hash, key, len);

	if (slot->at)
		return &slot->value;
	if (map->count * 2 >= map->room) {
		grow(map);
		slot = place(map, hash, key, len);
	}
	if (map->used + len + 1 > map->arena_room) {
		map->arena_room = (map->used + len + 1) * 2;
		map->arena = mem_resize(map->arena, map->arena_room, 1);
	}
	if (len)
		memcpy(map->arena + map->used, key, len);
	*slot = (struct slot){ .hash = hash, .at = map->used + 1, .len = len };
	map->used += len;
	map->count++;
	return &slot->value;
}

int64_t *map_find(const struct map *map, const void *key, size_t len)
{
	struct slot *slot = place(map, hash_of(key, len), key, len);

	return slot->at ? &slot->value : NULL;
}

size_t map_count(const struct map *map)
{
	return map->count;
}
