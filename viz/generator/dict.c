/*
 * dict.c: the distinct texts of a column, in a hash table with open
 * addressing that is at most half full.
 */
#include "dict.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "report.h"

/* FNV-1a, 64 bits, folded */
static uint32_t
hash_text(const char *text, size_t length)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < length; i++)
		hash = (hash ^ (unsigned char) text[i]) * UINT64_C(1099511628211);
	return (uint32_t) (hash ^ (hash >> 32));
}

Dict *
DictNew(void)
{
	Dict *dict = MemoryAllocate(sizeof(Dict));

	memset(dict, 0, sizeof(Dict));
	dict->capacity = 64;
	dict->ends = MemoryAllocate(dict->capacity * sizeof(size_t));
	dict->ends[0] = 0;
	dict->bytes_capacity = 1024;
	dict->bytes = MemoryAllocate(dict->bytes_capacity);
	dict->slot_mask = 127;
	dict->slots = calloc(dict->slot_mask + 1, sizeof(uint32_t));
	if (dict->slots == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory");
	return dict;
}

void
DictFree(Dict *dict)
{
	if (dict == NULL)
		return;
	free(dict->ends);
	free(dict->bytes);
	free(dict->slots);
	free(dict);
}

/*
 * find_slot returns the slot that holds the text's code, or the empty one
 * where it belongs.
 */
static uint32_t
find_slot(const Dict *dict, const char *text, size_t length)
{
	uint32_t slot = hash_text(text, length) & dict->slot_mask;

	while (dict->slots[slot] != 0)
	{
		uint32_t code = dict->slots[slot];
		size_t start = dict->ends[code - 1];

		if (dict->ends[code] - start == length && memcmp(dict->bytes + start, text, length) == 0)
			break;
		slot = (slot + 1) & dict->slot_mask;
	}
	return slot;
}

static void
grow_slots(Dict *dict)
{
	uint32_t code;

	dict->capacity *= 2;
	dict->ends = MemoryReallocate(dict->ends, dict->capacity * sizeof(size_t));
	dict->slot_mask = dict->slot_mask * 2 + 1;
	free(dict->slots);
	dict->slots = calloc((size_t) dict->slot_mask + 1, sizeof(uint32_t));
	if (dict->slots == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory");
	for (code = 1; code <= dict->count; code++)
	{
		size_t start = dict->ends[code - 1];

		dict->slots[find_slot(dict, dict->bytes + start, dict->ends[code] - start)] = code;
	}
}

/*
 * DictCode returns the code of a text, a new one where it was not seen yet.
 */
uint32_t
DictCode(Dict *dict, const char *text, size_t length)
{
	uint32_t slot = find_slot(dict, text, length);
	size_t start = dict->ends[dict->count];

	if (dict->slots[slot] != 0)
		return dict->slots[slot];

	if (start + length > dict->bytes_capacity)
	{
		dict->bytes_capacity = (start + length) * 2;
		dict->bytes = MemoryReallocate(dict->bytes, dict->bytes_capacity);
	}
	if (length > 0)
		memcpy(dict->bytes + start, text, length);
	if (dict->count + 2 > dict->capacity)
	{
		grow_slots(dict);
		slot = find_slot(dict, text, length);
	}
	dict->count++;
	dict->ends[dict->count] = start + length;
	dict->slots[slot] = dict->count;
	return dict->count;
}

/*
 * DictFind returns the code of a text, 0 where it is not there.
 */
uint32_t
DictFind(const Dict *dict, const char *text, size_t length)
{
	return dict->slots[find_slot(dict, text, length)];
}
