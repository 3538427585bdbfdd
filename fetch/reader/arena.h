/*
 * arena.h: memory that lives and dies with one page of records.
 */
#ifndef LLMECO_FETCH_READER_ARENA_H
#define LLMECO_FETCH_READER_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Arena Arena;

extern Arena *arena_new(size_t limit);
extern void arena_empty(Arena *arena, size_t limit);
extern void arena_free(Arena *arena);
extern void *arena_alloc(Arena *arena, size_t size);
extern char *arena_text(Arena *arena, const char *text, size_t len);
extern bool arena_full(const Arena *arena);
extern bool arena_failed(const Arena *arena);
extern void arena_fail(Arena *arena);

#endif /* LLMECO_FETCH_READER_ARENA_H */
