/*
 * lookahead.c: rows that wait to be looked up together.
 *
 * A look into a map of millions is a miss of the cache, and so is what is kept
 * by the position found there. Asking for all places of LOOKAHEAD_ROWS rows
 * before using the first hides most of the memory's delay.
 */
#include "postgres.h"

#include "support/lookahead.h"

static inline int32
find_position(const LookaheadMap *map, int64 key)
{
	int32 at = map->ids == NULL ? -1 : idmap_find(map->ids, key);

	if (at >= 0 && map->rows != NULL)
		__builtin_prefetch((const char *) map->rows + at * map->size);
	return at;
}

/*
 * LookaheadSettle looks up the rows that wait and hands them on.
 */
void
LookaheadSettle(Lookahead *ahead)
{
	for (int i = 0; i < ahead->n; i++)
		for (int k = 0; k < 2; k++)
			ahead->rows[i].at[k] = find_position(&ahead->maps[k], ahead->rows[i].keys[k]);
	ahead->take(ahead->arg, ahead->rows, ahead->n);
	ahead->n = 0;
}
