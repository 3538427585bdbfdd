/*
 * record.c: the life of a page of records.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "fetch/reader/arena.h"
#include "fetch/reader/record.h"
#include "fetch/reader/utf8.h"

#define MAX_QUOTE 100
#define MAX_ITEM_PROBLEMS 20
#define MAX_PAGE_PROBLEMS 10000
/* Bytes of a page's records; a page of the Hub's has 2 MB. */
#define MAX_PAGE_BYTES (64 * 1024 * 1024)
/* Bytes of work between two questions whether to stop. */
#define STOP_BYTES 65536

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
	page->arena = arena_new(MAX_PAGE_BYTES);
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

	if (arena_full(reader->arena))
	{
		arena_empty(reader->arena, MAX_PAGE_BYTES);
		page->problems = NULL;
		result = record_bad_page(reader, "size", "records of more than %d bytes", MAX_PAGE_BYTES);
	}
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

/*
 * record_work notes work on so many bytes, and asks whether to stop once it was
 * enough.
 */
bool
record_work(RecordReader *reader, size_t bytes)
{
	reader->work += bytes;
	if (reader->work < STOP_BYTES)
		return reader->stopped;
	reader->work = 0;
	return record_stop(reader);
}

/*
 * record_free frees a page and its records; one of zeros is fine.
 */
void
record_free(RecordPage *page)
{
	arena_free(page->arena);
	memset(page, 0, sizeof(*page));
}

/*
 * record_grow makes room for one element more in list, which has n of size
 * bytes and was grown by nothing else: for 16, then for the next power of two;
 * it is full where n is one. Returns the list, maybe in a new place, or NULL
 * when out of memory, which shows in the arena.
 */
void *
record_grow(RecordReader *reader, void *list, int n, size_t size)
{
	void *grown;

	if (n > 0 && (n < 16 || (n & (n - 1)) != 0))
		return list;
	grown = arena_alloc(reader->arena, (n == 0 ? 16 : 2 * (size_t) n) * size);
	if (grown != NULL && n > 0)
		memcpy(grown, list, n * size);
	return grown;
}

/*
 * add_problem appends a problem to the page. Lack of memory shows in the
 * arena.
 */
static void
add_problem(RecordReader *reader, const char *kind, const char *message)
{
	RecordProblem *problems =
		record_grow(reader, reader->page->problems, reader->page->nproblems, sizeof(RecordProblem));
	RecordProblem *problem;

	if (problems == NULL)
		return;
	reader->page->problems = problems;
	problem = &problems[reader->page->nproblems];
	problem->item = reader->item;
	problem->name = reader->name;
	problem->kind = kind;
	problem->message = arena_text(reader->arena, message, strlen(message));
	if (problem->message != NULL)
		reader->page->nproblems++;
}

/*
 * record_problem notes a problem of the current record. A record full of
 * nonsense, or a page full of such records, is cut short, and says so.
 */
void
record_problem(RecordReader *reader, const char *kind, const char *format, ...)
{
	char message[512];
	va_list args;

	if (reader->item_problems > MAX_ITEM_PROBLEMS || reader->page->nproblems > MAX_PAGE_PROBLEMS)
		return;
	if (reader->item >= 0)
		reader->item_problems++;
	if (reader->page->nproblems == MAX_PAGE_PROBLEMS)
	{
		reader->item = -1;
		reader->name = NULL;
		add_problem(reader, kind, "further problems of this page are not listed");
		return;
	}
	if (reader->item_problems > MAX_ITEM_PROBLEMS)
	{
		add_problem(reader, kind, "further problems of this record are not listed");
		return;
	}
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	add_problem(reader, kind, message);
}

/*
 * record_bad_page makes this the one problem of a page that cannot be read.
 * Returns RECORD_BAD.
 */
RecordResult
record_bad_page(RecordReader *reader, const char *kind, const char *format, ...)
{
	char message[400];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	reader->page->nproblems = 0;
	reader->item = -1;
	reader->item_problems = 0;
	reader->name = NULL;
	record_problem(reader, kind, "%s", message);
	return arena_failed(reader->arena) ? RECORD_NO_MEMORY : RECORD_BAD;
}

/*
 * record_quote returns text shortened to what a message can hold.
 */
const char *
record_quote(RecordReader *reader, const char *text)
{
	size_t len = strlen(text);
	const char *copy;

	if (len <= MAX_QUOTE)
		return text;
	copy = arena_text(reader->arena, text, utf8_clip(text, len, MAX_QUOTE));
	return copy == NULL ? "" : copy;
}
