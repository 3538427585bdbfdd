/*
 * name_index.c: a sorted array, which no choice of names makes slow: a hash
 * table's chains can be aimed at. Adding moves what stands behind, so it is
 * for some thousand names at most.
 */
#include <string.h>

#include "fetch/reader/name_index.h"

/*
 * position_of returns where name stands or, if *found is false, belongs.
 */
static int
position_of(const NameIndex *index, const char *name, bool *found)
{
	int low = 0;
	int high = index->n;

	*found = false;
	while (low < high)
	{
		int middle = (low + high) / 2;
		int order = strcmp(name, index->entries[middle].name);

		if (order == 0)
		{
			*found = true;
			return middle;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/*
 * name_index_find returns the place that name was added with, -1: it was not.
 */
int
name_index_find(const NameIndex *index, const char *name)
{
	bool found;
	int position = position_of(index, name, &found);

	return found ? index->entries[position].place : -1;
}

/*
 * name_index_add adds name, which has to stay, unless it is there. Returns the
 * place that it was first added with; lack of memory shows in the arena.
 */
int
name_index_add(RecordReader *reader, NameIndex *index, const char *name, int place)
{
	bool found;
	int position = position_of(index, name, &found);
	NameIndexEntry *entries;

	if (found)
		return index->entries[position].place;
	entries = record_grow(reader, index->entries, index->n, sizeof(NameIndexEntry));
	if (entries == NULL)
		return place;
	memmove(entries + position + 1, entries + position,
			(index->n - position) * sizeof(NameIndexEntry));
	entries[position] = (NameIndexEntry) {name, place};
	index->entries = entries;
	index->n++;
	return place;
}
