/*
 * rowmap.c: model_id to row number, a hash table with open addressing made
 * for a known number of rows: 12 bytes a slot, 50 MB for 2.5 million.
 */
#include "rowmap.h"

#include <stdlib.h>

#include "memory.h"
#include "report.h"

void
RowMapInit(RowMap *map, uint64_t expected)
{
	uint64_t slots = 64;

	while (slots < expected + expected / 2)
		slots *= 2;
	if (slots > UINT32_MAX)
		ReportFail(STATUS_SQL, "too many models: %llu", (unsigned long long) expected);
	map->mask = (uint32_t) slots - 1;
	map->count = 0;
	map->ids = MemoryAllocate(slots * sizeof(int64_t));
	map->rows = calloc(slots, sizeof(uint32_t));
	if (map->rows == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory");
}

void
RowMapFree(RowMap *map)
{
	free(map->ids);
	free(map->rows);
}

/*
 * find_slot returns the slot of an id, or the empty one where it belongs.
 */
static uint32_t
find_slot(const RowMap *map, int64_t id)
{
	uint32_t slot = (uint32_t) (((uint64_t) id * UINT64_C(0x9e3779b97f4a7c15)) >> 32);

	for (slot &= map->mask; map->rows[slot] != 0; slot = (slot + 1) & map->mask)
		if (map->ids[slot] == id)
			break;
	return slot;
}

/*
 * RowMapPut needs a map made for at least as many ids as are put.
 */
void
RowMapPut(RowMap *map, int64_t id, uint32_t row)
{
	uint32_t slot = find_slot(map, id);

	map->ids[slot] = id;
	map->rows[slot] = row + 1;
	map->count++;
}

/*
 * RowMapGet returns the row of an id, UINT32_MAX where it has none.
 */
uint32_t
RowMapGet(const RowMap *map, int64_t id)
{
	return map->rows[find_slot(map, id)] - 1;
}
