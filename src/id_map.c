/*
 * id_map.c: from 64-bit keys to positions; plain C.
 */
#include "id_map.h"

#include <string.h>

/*
 * idmap_build prepares idmap_find for n keys, which it goes on using. Its
 * value is -1, or the position of a key that occurs twice.
 */
int64_t
idmap_build(IdMap *map, const int64_t *keys, int32_t n, const ComputeEnv *env)
{
	int64_t		least = INT64_MAX;
	int64_t		most = INT64_MIN;
	uint64_t	span;
	uint64_t	at;
	int32_t		i;

	memset(map, 0, sizeof(IdMap));
	map->keys = keys;
	for (i = 0; i < n; i++)
	{
		least = keys[i] < least ? keys[i] : least;
		most = keys[i] > most ? keys[i] : most;
	}
	if (n == 0)
		return -1;				/* range 0: finds nothing */
	span = (uint64_t) most - (uint64_t) least;
	if (span / 8 <= (uint64_t) n + 1024)
	{
		map->base = (uint64_t) least;
		map->range = span + 1;
		map->slots = compute_alloc(env, map->range, sizeof(int32_t));
		memset(map->slots, 0xff, map->range * sizeof(int32_t));
		for (i = 0; i < n; i++)
		{
			compute_check(env, i);
			at = (uint64_t) keys[i] - map->base;
			if (map->slots[at] >= 0)
				return i;
			map->slots[at] = i;
		}
		return -1;
	}
	map->hashed = true;
	map->mask = 1;
	while (map->mask < (uint64_t) n * 2)
		map->mask *= 2;
	map->slots = compute_alloc(env, map->mask, sizeof(int32_t));
	memset(map->slots, 0xff, map->mask * sizeof(int32_t));
	map->mask--;
	for (i = 0; i < n; i++)
	{
		compute_check(env, i);
		for (at = idmap_hash(keys[i]) & map->mask; map->slots[at] >= 0;
			 at = (at + 1) & map->mask)
		{
			if (keys[map->slots[at]] == keys[i])
				return i;
		}
		map->slots[at] = i;
	}
	return -1;
}

/*
 * idmap_free gives back the table; the keys stay the caller's.
 */
void
idmap_free(IdMap *map, const ComputeEnv *env)
{
	compute_release(env, map->slots);
	map->slots = NULL;
	map->range = 0;
	map->hashed = false;
}
