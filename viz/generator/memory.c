/*
 * memory.c: memory that is there, or the program ends.
 */
#define _GNU_SOURCE
#include "memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "report.h"

/*
 * MemoryAllocate is malloc that ends the program when there is no memory.
 */
void *
MemoryAllocate(size_t bytes)
{
	return MemoryReallocate(NULL, bytes);
}

void *
MemoryReallocate(void *memory, size_t bytes)
{
	void *result = realloc(memory, bytes > 0 ? bytes : 1);

	if (result == NULL)
		ReportFail(STATUS_OUTPUT, "out of memory (%zu bytes wanted)", bytes);
	return result;
}

/*
 * MemoryFormat is sprintf into memory of its own, which the caller frees.
 */
char *
MemoryFormat(const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0)
		ReportFail(STATUS_OUTPUT, "out of memory");
	return text;
}
