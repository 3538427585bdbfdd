/*
 * memory.h: memory that is there, or the program ends.
 */
#ifndef LLMECO_VIZ_MEMORY_H
#define LLMECO_VIZ_MEMORY_H

#include <stddef.h>

extern void *MemoryAllocate(size_t bytes);
extern void *MemoryReallocate(void *memory, size_t bytes);
extern char *MemoryFormat(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
