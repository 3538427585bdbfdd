/*
 * manifest.h: the list of files that llmeco-viz wrote into a folder.
 */
#ifndef LLMECO_VIZ_MANIFEST_H
#define LLMECO_VIZ_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define MANIFEST_NAME "manifest.json"

typedef struct ManifestEntry
{
	char *path; /* below the folder, with slashes */
	uint64_t bytes;
	uint32_t crc;
} ManifestEntry;

typedef struct Manifest
{
	int count;
	int capacity;
	ManifestEntry *entries;
} Manifest;

extern bool ManifestIsPlainPath(const char *path);
extern void ManifestAdd(Manifest *manifest, const char *path, uint64_t bytes, uint32_t crc);
extern ManifestEntry ManifestTake(Manifest *manifest, const char *path);
extern void ManifestSort(Manifest *manifest);
extern bool ManifestHas(const Manifest *manifest, const char *path);
extern void ManifestWrite(const Manifest *manifest, FILE *file);
extern bool ManifestRead(Manifest *manifest, const char *path);

#endif
