/*
 * hash_seed.c: what makes a hash table one that nobody can choose bad keys for.
 *
 * Keys come from callers of any role and from servers that are not trusted. Who
 * knows the hash can choose a million that all belong in one place, and a page
 * of them takes hours. So each table has a seed of its own, drawn when it is
 * made. No result may depend on it: none on the order in a table.
 */
#include "postgres.h"

#include "support/hash_seed.h"

/*
 * HashSeed returns bits that nobody can guess.
 */
uint64
HashSeed(void)
{
	uint64 seed;

	if (!pg_strong_random(&seed, sizeof(seed)))
		ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("could not get random bytes")));
	return seed;
}
