/*
 * folder.h: the folder of the site: staged aside, then put in place.
 */
#ifndef LLMECO_VIZ_FOLDER_H
#define LLMECO_VIZ_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "manifest.h"

typedef struct FolderFile FolderFile;

typedef struct FolderResult
{
	int files;
	int changed; /* new, replaced or removed */
	uint64_t bytes;
} FolderResult;

extern void FolderCheck(const char *path, bool force);
extern void FolderOpen(const char *path, bool force);
extern FILE *FolderTemporary(void);
extern FolderFile *FolderFileOpen(const char *path);
extern void FolderFileWrite(FolderFile *file, const void *bytes, size_t length);
extern void FolderFileClose(FolderFile *file);
extern FolderFile *FolderFileReopen(const char *path);
extern char *FolderKey(const char *below);
extern Manifest FolderList(void);
extern FolderResult FolderFinish(void);

#endif
