/*
 * hash_seed.h: hash tables whose keys others choose.
 */
#ifndef LLMECO_SUPPORT_HASH_SEED_H
#define LLMECO_SUPPORT_HASH_SEED_H

#include "common/hashfn.h"

extern uint64 HashSeed(void);

/*
 * TABLE_SEED() is the private_data of a new table of simplehash,
 * SEEDED_HASH(table, bytes, length) its SH_HASH_KEY.
 */
#define TABLE_SEED() ((void *) (uintptr_t) HashSeed())
#define SEEDED_HASH(table, bytes, length)                                                          \
	((uint32) hash_bytes_extended((const unsigned char *) (bytes), length,                         \
								  (uint64) (uintptr_t) (table)->private_data))

#endif /* LLMECO_SUPPORT_HASH_SEED_H */
