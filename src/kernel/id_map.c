/*
 * id_map.c: from 64-bit keys to positions; plain C.
 */
#include "kernel/id_map.h"

#include <string.h>

/*
 * make_slots makes the empty table for n keys, some perhaps equal.
 */
static void
make_slots(IdMap *map, const int64_t *keys, int64_t n, const ComputeEnv *env)
{
	int64_t least = INT64_MAX;
	int64_t most = INT64_MIN;
	uint64_t span;
	uint64_t slots;
	int64_t i;

	memset(map, 0, sizeof(IdMap));
	map->keys = keys;
	for (i = 0; i < n; i++)
	{
		least = keys[i] < least ? keys[i] : least;
		most = keys[i] > most ? keys[i] : most;
	}
	if (n == 0)
		return; /* range 0: finds nothing */
	span = (uint64_t) most - (uint64_t) least;
	if (span / 8 <= (uint64_t) n + 1024)
	{
		map->base = (uint64_t) least;
		map->range = slots = span + 1;
	}
	else
	{
		map->hashed = true;
		map->seed[0] = env->seed[0];
		map->seed[1] = env->seed[1] | 1; /* never 0 */
		for (slots = 1; slots < (uint64_t) n * 2;)
			slots *= 2;
		map->mask = slots - 1;
	}
	map->slots = compute_alloc(env, slots, sizeof(int32_t));
	memset(map->slots, 0xff, slots * sizeof(int32_t));
}

/*
 * find_slot returns the slot that has a key, or the empty one where it belongs.
 * Each slot that it passes is a step.
 */
static inline int32_t *
find_slot(const IdMap *map, int64_t key, int64_t *steps, const ComputeEnv *env)
{
	uint64_t at;

	if (!map->hashed)
		return &map->slots[(uint64_t) key - map->base];
	for (at = idmap_hash(map, key) & map->mask;
		 map->slots[at] >= 0 && map->keys[map->slots[at]] != key; at = (at + 1) & map->mask)
		compute_check(env, ++*steps);
	return &map->slots[at];
}

/*
 * idmap_build prepares idmap_find for n keys, which it goes on using. Its
 * value is -1, or the position of a key that occurs twice.
 */
int64_t
idmap_build(IdMap *map, const int64_t *keys, int32_t n, const ComputeEnv *env)
{
	int64_t steps = 0;
	int32_t i;

	make_slots(map, keys, n, env);
	for (i = 0; i < n; i++)
	{
		int32_t *slot = find_slot(map, keys[i], &steps, env);

		compute_check(env, i);
		if (*slot >= 0)
			return i;
		*slot = i;
	}
	return -1;
}

/*
 * idmap_number maps the distinct ones of n keys, in order of appearance. It
 * writes them to distinct, which the map goes on using, and to positions that of
 * each key. Returns how many there are.
 */
int32_t
idmap_number(IdMap *map, const int64_t *keys, int64_t n, int64_t *distinct, int32_t *positions,
			 const ComputeEnv *env)
{
	int32_t found = 0;
	int64_t steps = 0;
	int64_t i;

	make_slots(map, keys, n, env);
	map->keys = distinct;
	for (i = 0; i < n; i++)
	{
		int32_t *slot = find_slot(map, keys[i], &steps, env);

		compute_check(env, i);
		if (*slot < 0)
		{
			distinct[found] = keys[i];
			*slot = found++;
		}
		positions[i] = *slot;
	}
	return found;
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
