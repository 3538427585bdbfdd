/*
 * dict.c: numbers for the distinct texts of a column.
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "support/dict.h"
#include "support/hash_seed.h"

typedef struct DictEntry
{
	DictText text;
	uint32 hash;
	int32 number;
	char status;
} DictEntry;

#define SH_PREFIX dict
#define SH_ELEMENT_TYPE DictEntry
#define SH_KEY_TYPE DictText
#define SH_KEY text
#define SH_HASH_KEY(tb, key) SEEDED_HASH(tb, (key).bytes, (key).length)
#define SH_EQUAL(tb, a, b)                                                                         \
	((a).length == (b).length && memcmp((a).bytes, (b).bytes, (a).length) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) ((a)->hash)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/*
 * DictInit makes an empty list in the current memory context.
 */
void
DictInit(Dict *dict)
{
	dict->table = dict_create(CurrentMemoryContext, 64, TABLE_SEED());
	dict->n = 0;
	dict->room = 64;
	dict->list = palloc(dict->room * sizeof(DictText));
}

/*
 * DictNumber returns the number of a text, the next one where it has none: then
 * a copy of it is kept.
 */
int32
DictNumber(Dict *dict, DictText text)
{
	bool found;
	DictEntry *entry = dict_insert(dict->table, text, &found);

	if (found)
		return entry->number;
	entry->text.bytes =
		memcpy(MemoryContextAlloc(dict->table->ctx, text.length + 1), text.bytes, text.length);
	if (dict->n == dict->room)
	{
		dict->room *= 2;
		dict->list = repalloc(dict->list, dict->room * sizeof(DictText));
	}
	dict->list[dict->n] = entry->text;
	return entry->number = dict->n++;
}

/*
 * DictFind returns the number of a text, -1: it has none.
 */
int32
DictFind(const Dict *dict, DictText text)
{
	const DictEntry *entry = dict_lookup(dict->table, text);

	return entry == NULL ? -1 : entry->number;
}
