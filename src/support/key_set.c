/*
 * key_set.c: a set of surrogate keys: what a walk of millions of records has
 * stored. Keys come from a sequence, so that they lie close together: 64 of
 * them share a word, and 2.5 million take 2 MB. They may start anywhere.
 */
#include "postgres.h"

#include "support/hash_seed.h"
#include "support/key_set.h"

typedef struct Word
{
	uint64 key; /* id / 64 */
	uint64 bits;
	char status; /* simplehash's */
} Word;

#define SH_PREFIX words
#define SH_ELEMENT_TYPE Word
#define SH_KEY_TYPE uint64
#define SH_KEY key
#define SH_HASH_KEY(table, key) SEEDED_HASH(table, &(key), sizeof(uint64))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/*
 * KeySetInit makes an empty set whose memory is in context.
 */
void
KeySetInit(KeySet *set, MemoryContext context)
{
	set->words = words_create(context, 64, TABLE_SEED());
}

/*
 * KeySetAdd adds a key.
 */
void
KeySetAdd(KeySet *set, int64 id)
{
	bool found;
	Word *word = words_insert(set->words, (uint64) id / 64, &found);

	if (!found)
		word->bits = 0;
	word->bits |= UINT64CONST(1) << ((uint64) id % 64);
}

/*
 * KeySetHas: is the key a member?
 */
bool
KeySetHas(const KeySet *set, int64 id)
{
	Word *word = words_lookup(set->words, (uint64) id / 64);

	return word != NULL && (word->bits >> ((uint64) id % 64) & 1) != 0;
}
