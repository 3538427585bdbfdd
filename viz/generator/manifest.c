/*
 * manifest.c: the list of files that llmeco-viz wrote into a folder. It marks
 * the folder as the program's own and says what to remove when a later
 * version no longer writes a file. One entry a line, in order of path.
 */
#define _GNU_SOURCE
#include "manifest.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define FIRST_LINE "{\"generator\": \"llmeco-viz\",\n"

/*
 * ManifestIsPlainPath tells whether a path needs no escape in JSON and cannot lead
 * out of its folder: a manifest may have been edited by anybody.
 */
bool
ManifestIsPlainPath(const char *path)
{
	return path[0] != '\0' && path[0] != '/' && path[0] != '.' && strstr(path, "/.") == NULL &&
		   strstr(path, "//") == NULL &&
		   path[strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
							 "0123456789._-/")] == '\0';
}

void
ManifestAdd(Manifest *manifest, const char *path, uint64_t bytes, uint32_t crc)
{
	ManifestEntry *entry;

	if (manifest->count == manifest->capacity)
	{
		manifest->capacity = manifest->capacity * 2 + 16;
		manifest->entries =
			MemoryReallocate(manifest->entries, manifest->capacity * sizeof(ManifestEntry));
	}
	entry = &manifest->entries[manifest->count++];
	entry->path = MemoryFormat("%s", path);
	entry->bytes = bytes;
	entry->crc = crc;
}

/*
 * ManifestTake removes and returns the entry of a path that is there.
 */
ManifestEntry
ManifestTake(Manifest *manifest, const char *path)
{
	ManifestEntry taken;
	int i = 0;

	while (strcmp(manifest->entries[i].path, path) != 0)
		i++;
	taken = manifest->entries[i];
	manifest->entries[i] = manifest->entries[--manifest->count];
	return taken;
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(((const ManifestEntry *) a)->path, ((const ManifestEntry *) b)->path);
}

void
ManifestSort(Manifest *manifest)
{
	qsort(manifest->entries, manifest->count, sizeof(ManifestEntry), compare_paths);
}

/*
 * ManifestHas looks a path up in a sorted manifest.
 */
bool
ManifestHas(const Manifest *manifest, const char *path)
{
	ManifestEntry wanted = {.path = (char *) path};

	return bsearch(&wanted, manifest->entries, manifest->count, sizeof(ManifestEntry),
				   compare_paths) != NULL;
}

/*
 * ManifestWrite writes a sorted manifest as JSON.
 */
void
ManifestWrite(const Manifest *manifest, FILE *file)
{
	int i;

	fprintf(file, "%s \"version\": \"%s\",\n \"files\": [", FIRST_LINE, VERSION);
	for (i = 0; i < manifest->count; i++)
	{
		const ManifestEntry *entry = &manifest->entries[i];

		fprintf(file, "%s\n  {\"path\": \"%s\", \"bytes\": %llu, \"crc32\": \"%08x\"}",
				i > 0 ? "," : "", entry->path, (unsigned long long) entry->bytes, entry->crc);
	}
	fputs("\n]}\n", file);
}

/*
 * ManifestRead reads the manifest in file `path`; false: there is none, or it
 * is not one of llmeco-viz.
 */
bool
ManifestRead(Manifest *manifest, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t capacity = 0;
	bool ours;

	if (file == NULL)
		return false;
	ours = getline(&line, &capacity, file) > 0 && strcmp(line, FIRST_LINE) == 0;
	while (ours && getline(&line, &capacity, file) > 0)
	{
		char name[512];
		unsigned long long bytes;
		unsigned int crc;

		if (strstr(line, "{\"path\"") == NULL)
			continue;
		ours = sscanf(line, " {\"path\": \"%511[^\"]\", \"bytes\": %llu, \"crc32\": \"%8x\"}", name,
					  &bytes, &crc) == 3 &&
			   ManifestIsPlainPath(name);
		if (ours)
			ManifestAdd(manifest, name, bytes, crc);
	}
	free(line);
	fclose(file);
	return ours;
}
