/*
 * rowmap.h: model_id to row number.
 */
#ifndef LLMECO_VIZ_ROWMAP_H
#define LLMECO_VIZ_ROWMAP_H

#include <stdint.h>

typedef struct RowMap
{
	uint32_t mask;
	uint32_t count; /* ids put */
	int64_t *ids;
	uint32_t *rows; /* row + 1; 0: empty slot */
} RowMap;

extern void RowMapInit(RowMap *map, uint64_t expected);
extern void RowMapPut(RowMap *map, int64_t id, uint32_t row);
extern uint32_t RowMapGet(const RowMap *map, int64_t id);
extern void RowMapFree(RowMap *map);

#endif
