/*
 * id_map.h: from 64-bit keys to positions 0..n-1.
 */
#ifndef LLMECO_KERNEL_ID_MAP_H
#define LLMECO_KERNEL_ID_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/compute_env.h"

/*
 * A plain table over the range of the keys where that is small, else a hash
 * table with linear probing, at most half full. Keys may be chosen to do harm:
 * without the seed nobody can choose such as make long chains. Positions do not
 * depend on it.
 */
typedef struct IdMap
{
	const int64_t *keys; /* by position; the caller's */
	int32_t *slots;      /* positions, -1: empty */
	uint64_t base;       /* least key, for the plain table */
	uint64_t mask;       /* slots - 1, for the hash table */
	uint64_t range;      /* number of slots of the plain table */
	uint64_t seed[2];    /* of the hash table */
	bool hashed;
} IdMap;

extern int64_t idmap_build(IdMap *map, const int64_t *keys, int32_t n, const ComputeEnv *env);

extern int32_t idmap_number(IdMap *map, const int64_t *keys, int64_t n, int64_t *distinct,
							int32_t *positions, const ComputeEnv *env);
extern void idmap_free(IdMap *map, const ComputeEnv *env);

/* idmap_fold multiplies to 128 bits and folds these to 64. */
static inline uint64_t
idmap_fold(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128) a * b;

	return (uint64_t) product ^ (uint64_t) (product >> 64);
}

/*
 * idmap_hash spreads a key over 64 bits: two folded multiplications, as in
 * wyhash. One alone makes long chains of keys at equal distances, with some seeds.
 */
static inline uint64_t
idmap_hash(const IdMap *map, int64_t key)
{
	uint64_t once = idmap_fold((uint64_t) key ^ map->seed[0], map->seed[1]);

	return idmap_fold(once ^ map->seed[0], map->seed[1]);
}

/* idmap_prefetch asks for the memory that idmap_find will look at. */
static inline void
idmap_prefetch(const IdMap *map, int64_t key)
{
	if (map->hashed)
		__builtin_prefetch(&map->slots[idmap_hash(map, key) & map->mask]);
	else if ((uint64_t) key - map->base < map->range)
		__builtin_prefetch(&map->slots[(uint64_t) key - map->base]);
}

/* idmap_find returns the position of a key, or -1. */
static inline int32_t
idmap_find(const IdMap *map, int64_t key)
{
	uint64_t at;
	int32_t slot;

	if (!map->hashed)
	{
		at = (uint64_t) key - map->base;
		return at < map->range ? map->slots[at] : -1;
	}
	for (at = idmap_hash(map, key);; at++)
	{
		slot = map->slots[at & map->mask];
		if (slot < 0 || map->keys[slot] == key)
			return slot;
	}
}

#endif /* LLMECO_KERNEL_ID_MAP_H */
