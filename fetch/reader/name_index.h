/*
 * name_index.h: names in order, to find those that come again.
 */
#ifndef LLMECO_FETCH_READER_NAME_INDEX_H
#define LLMECO_FETCH_READER_NAME_INDEX_H

#include "fetch/reader/record.h"

typedef struct NameIndexEntry
{
	const char *name;
	int place;
} NameIndexEntry;

/* All zeros: empty. */
typedef struct NameIndex
{
	NameIndexEntry *entries; /* by name */
	int n;
} NameIndex;

extern int name_index_find(const NameIndex *index, const char *name);
extern int name_index_add(RecordReader *reader, NameIndex *index, const char *name, int place);

#endif /* LLMECO_FETCH_READER_NAME_INDEX_H */
