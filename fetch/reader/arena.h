/*
 * arena.h: memory that lives and dies with one page of records.
 */
#ifndef LLMECO_FETCH_READER_ARENA_H
#define LLMECO_FETCH_READER_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Arena Arena;

/* arena_new returns an empty arena, or NULL when out of memory. */
extern Arena *arena_new(void);

/* arena_free frees everything that was taken from it; NULL is fine. */
extern void arena_free(Arena *arena);

/*
 * arena_alloc returns size bytes, aligned for any type and not cleared; NULL
 * when out of memory, which arena_failed() remembers, so that a reader may
 * look once at its end.
 */
extern void *arena_alloc(Arena *arena, size_t size);

/* arena_text copies len bytes and ends them with a NUL. */
extern char *arena_text(Arena *arena, const char *text, size_t len);

/* arena_failed says whether any request could not be met; arena_fail notes
 * that memory ran out elsewhere. */
extern bool arena_failed(const Arena *arena);
extern void arena_fail(Arena *arena);

#endif /* LLMECO_FETCH_READER_ARENA_H */
