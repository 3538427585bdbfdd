/*
 * dict.h: the distinct texts of a column, numbered from 1 as they come.
 */
#ifndef LLMECO_VIZ_DICT_H
#define LLMECO_VIZ_DICT_H

#include <stddef.h>
#include <stdint.h>

typedef struct Dict
{
	uint32_t count;    /* texts; the last one's code */
	uint32_t capacity; /* allocated entries of ends */
	size_t *ends;      /* ends[c]: where text c ends in bytes; ends[0] = 0 */
	char *bytes;       /* the texts one after another */
	size_t bytes_capacity;
	uint32_t *slots; /* hash table of codes, 0: empty */
	uint32_t slot_mask;
} Dict;

extern Dict *DictNew(void);
extern uint32_t DictCode(Dict *dict, const char *text, size_t length);
extern uint32_t DictFind(const Dict *dict, const char *text, size_t length);
extern void DictFree(Dict *dict);

#endif
