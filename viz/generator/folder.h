/*
 * folder.h: the folder of the site: staged aside, then put in place.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct OutputFile OutputFile;

typedef struct FolderResult
{
	int			files;
	int			changed;		/* new, replaced or removed */
	uint64_t	bytes;
} FolderResult;

extern void FolderCheck(const char *path, bool force);
extern void FolderOpen(const char *path, bool force);
extern FILE *FolderTemporary(void);
extern OutputFile *OutputOpen(const char *path);
extern void OutputWrite(OutputFile *file, const void *bytes, size_t length);
extern void OutputClose(OutputFile *file);
extern FolderResult FolderFinish(void);

#endif
