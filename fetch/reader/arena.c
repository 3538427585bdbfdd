/*
 * arena.c: a bump allocator. Records of a page are made together and freed
 * together; one free for all of them cannot be forgotten on an error path.
 */
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/reader/arena.h"

#define CHUNK_SIZE (256 * 1024)

typedef struct Chunk
{
	struct Chunk *next;
	size_t used;
	size_t size;
	alignas(max_align_t) char data[];
} Chunk;

struct Arena
{
	Chunk *chunks; /* the newest first; space is taken from it */
	size_t left;   /* bytes that may still be taken from malloc */
	bool full;     /* more was asked for */
	bool failed;
};

/*
 * arena_new returns an empty arena that can grow to limit bytes, or NULL when
 * out of memory.
 */
Arena *
arena_new(size_t limit)
{
	Arena *arena = calloc(1, sizeof(Arena));

	if (arena != NULL)
		arena->left = limit;
	return arena;
}

/*
 * arena_empty frees what was taken from an arena, which can grow to limit
 * bytes again.
 */
void
arena_empty(Arena *arena, size_t limit)
{
	while (arena->chunks != NULL)
	{
		Chunk *next = arena->chunks->next;

		free(arena->chunks);
		arena->chunks = next;
	}
	arena->left = limit;
	arena->full = arena->failed = false;
}

/*
 * arena_free frees everything that was taken from an arena, and it; NULL is
 * fine.
 */
void
arena_free(Arena *arena)
{
	if (arena == NULL)
		return;
	arena_empty(arena, 0);
	free(arena);
}

/*
 * arena_alloc returns size bytes, aligned for any type and not cleared; NULL
 * when out of memory, which arena_failed() remembers, so that a reader may
 * look once at its end.
 */
void *
arena_alloc(Arena *arena, size_t size)
{
	size_t step = alignof(max_align_t);
	Chunk *chunk = arena->chunks;
	void *result;

	if (size > SIZE_MAX / 2)
	{
		arena->failed = true;
		return NULL;
	}
	size = (size + step - 1) / step * step;
	if (chunk == NULL || chunk->size - chunk->used < size)
	{
		size_t space = size > CHUNK_SIZE ? size : CHUNK_SIZE;

		if (space > arena->left)
			arena->full = true;
		chunk = arena->full ? NULL : malloc(sizeof(Chunk) + space);
		if (chunk == NULL)
		{
			arena->failed = true;
			return NULL;
		}
		arena->left -= space;
		chunk->next = arena->chunks;
		chunk->used = 0;
		chunk->size = space;
		arena->chunks = chunk;
	}
	result = chunk->data + chunk->used;
	chunk->used += size;
	return result;
}

/*
 * arena_text copies len bytes and ends them with a NUL.
 */
char *
arena_text(Arena *arena, const char *text, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (copy == NULL)
		return NULL;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

/*
 * arena_full: was more asked for than the limit allows?
 */
bool
arena_full(const Arena *arena)
{
	return arena->full;
}

/*
 * arena_failed: could any request not be met?
 */
bool
arena_failed(const Arena *arena)
{
	return arena->failed;
}

/*
 * arena_fail notes that memory ran out elsewhere.
 */
void
arena_fail(Arena *arena)
{
	arena->failed = true;
}
