/*
 * record.c: the life of a page of records.
 */
#include <string.h>

#include "fetch/reader/arena.h"
#include "fetch/reader/fields.h"

/*
 * record_begin makes page, of size bytes, an empty one with an arena, and
 * readies reader for it. Returns false when out of memory.
 */
bool
record_begin(RecordReader *reader, RecordPage *page, size_t size, const RecordInput *input)
{
	memset(page, 0, size);
	memset(reader, 0, sizeof(*reader));
	page->result = RECORD_NO_MEMORY;
	page->arena = arena_new();
	reader->page = page;
	reader->page_size = size;
	reader->input = input;
	reader->arena = page->arena;
	reader->item = -1;
	return page->arena != NULL;
}

/*
 * record_end notes and returns how reading the page ended: with result, unless
 * memory ran out or it was stopped.
 */
RecordResult
record_end(RecordReader *reader, RecordResult result)
{
	RecordPage *page = reader->page;

	page->result = arena_failed(reader->arena) ? RECORD_NO_MEMORY
				   : reader->stopped           ? RECORD_STOPPED
											   : result;
	if (page->result != RECORD_OK)
		memset((char *) page + sizeof(*page), 0, reader->page_size - sizeof(*page));
	return page->result;
}

/*
 * record_stop: is reading to end here?
 */
bool
record_stop(RecordReader *reader)
{
	bool (*stop)(void) = reader->input->stop;

	if (!reader->stopped && stop != NULL && stop())
		reader->stopped = true;
	return reader->stopped;
}

void
record_free(RecordPage *page)
{
	arena_free(page->arena);
	memset(page, 0, sizeof(*page));
}
