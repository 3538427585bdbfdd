/*
 * dict.c: numbers for the distinct texts of a column.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

#include "support/dict.h"

typedef struct DictEntry
{
	DictText label;
	uint32 hash;
	int32 number;
	char status;
} DictEntry;

#define SH_PREFIX labels
#define SH_ELEMENT_TYPE DictEntry
#define SH_KEY_TYPE DictText
#define SH_KEY label
#define SH_HASH_KEY(tb, key) hash_bytes((const unsigned char *) key.bytes, key.length)
#define SH_EQUAL(tb, a, b)                                                                         \
	((a).length == (b).length && memcmp((a).bytes, (b).bytes, (a).length) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) ((a)->hash)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

void
DictInit(Dict *labels)
{
	labels->table = labels_create(CurrentMemoryContext, 64, NULL);
	labels->n = 0;
	labels->room = 64;
	labels->list = palloc(labels->room * sizeof(DictText));
}

int32
DictNumber(Dict *labels, const char *bytes, int length)
{
	bool found;
	DictEntry *entry = labels_insert(labels->table, (DictText) {bytes, length}, &found);

	if (found)
		return entry->number;
	entry->label.bytes = memcpy(MemoryContextAlloc(labels->table->ctx, length + 1), bytes, length);
	if (labels->n == labels->room)
	{
		labels->room *= 2;
		labels->list = repalloc(labels->list, labels->room * sizeof(DictText));
	}
	labels->list[labels->n] = entry->label;
	return entry->number = labels->n++;
}
