/*
 * folder.c: the folder of the site. Files are staged aside, complete and
 * synced, before anything of the target changes: a new folder appears by one
 * rename; in an existing one each file is replaced by a rename of its own.
 * Whatever ends the program earlier leaves the target as it was.
 */
#define _GNU_SOURCE
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "memory.h"
#include "report.h"

#define STAGING_NAME ".llmeco-viz.tmp"

struct FolderFile
{
	FILE *file;
	char *path;
	uint64_t bytes;
	uint32_t crc;
};

/* What is at the path of the site before the program runs */
typedef enum TargetState
{
	TARGET_MISSING,
	TARGET_FREE, /* a folder that may be filled */
	TARGET_OURS
} TargetState;

static char *target = NULL;
static TargetState target_state;
static char *staging = NULL;
static Manifest before = {0};
static Manifest written = {0};

static bool
is_empty(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	bool empty = true;

	if (dir == NULL)
		ReportFail(STATUS_OUTPUT, "could not open folder \"%s\": %m", path);
	while (empty && (entry = readdir(dir)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
				strcmp(entry->d_name, STAGING_NAME) == 0;
	closedir(dir);
	return empty;
}

/*
 * examine_target finds the state of the target and ends the program where the site
 * must not be written there.
 */
static TargetState
examine_target(const char *path, bool force)
{
	struct stat status;
	char *manifest_path;
	bool ours;

	if (stat(path, &status) != 0)
	{
		if (errno != ENOENT)
			ReportFail(STATUS_OUTPUT, "could not open folder \"%s\": %m", path);
		return TARGET_MISSING;
	}
	if (!S_ISDIR(status.st_mode))
		ReportFail(STATUS_OUTPUT, "\"%s\" exists and is not a folder", path);

	manifest_path = MemoryFormat("%s/%s", path, MANIFEST_NAME);
	memset(&before, 0, sizeof(before));
	ours = ManifestRead(&before, manifest_path);
	free(manifest_path);
	if (ours)
		return TARGET_OURS;
	memset(&before, 0, sizeof(before));
	if (!force && !is_empty(path))
		ReportFailWithHint(STATUS_OUTPUT,
						   "Name another folder with --output, or use --force"
						   " to write into this one; its other files stay.",
						   "folder \"%s\" is not empty and was not written by llmeco-viz", path);
	return TARGET_FREE;
}

/*
 * FolderCheck ends the program early where FolderOpen would.
 */
void
FolderCheck(const char *path, bool force)
{
	(void) examine_target(path, force);
}

static int
remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void) status;
	(void) type;
	(void) walk;
	return remove(path);
}

static void
remove_tree(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
discard_staging(void)
{
	remove_tree(staging);
}

static void
stage_beside(void)
{
	mode_t mask = umask(0);

	umask(mask);
	staging = MemoryFormat("%s.XXXXXX", target);
	if (mkdtemp(staging) == NULL)
		ReportFail(STATUS_OUTPUT, "could not create folder \"%s\": %m", target);
	report_cleanup = discard_staging;
	if (chmod(staging, 0777 & ~mask) != 0)
		ReportFail(STATUS_OUTPUT, "could not set the permissions of folder \"%s\": %m", staging);
}

/*
 * lock_target takes a lock, held until the program ends, that keeps a second
 * run from mixing its files with ours. A file system without locks goes
 * without.
 */
static void
lock_target(void)
{
	int fd = open(target, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		ReportFail(STATUS_OUTPUT, "could not open folder \"%s\": %m", target);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		ReportFail(STATUS_OUTPUT, "another llmeco-viz is writing to folder \"%s\"", target);
}

/*
 * stage_inside makes the staging folder inside the target: same file system,
 * whatever is mounted there. What a killed run left there goes.
 */
static void
stage_inside(void)
{
	staging = MemoryFormat("%s/%s", target, STAGING_NAME);
	remove_tree(staging);
	if (mkdir(staging, 0777) != 0)
		ReportFail(STATUS_OUTPUT, "could not create folder \"%s\": %m", staging);
	report_cleanup = discard_staging;
}

/*
 * FolderOpen makes the place where files are staged for the site at `path`.
 */
void
FolderOpen(const char *path, bool force)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	target = MemoryFormat("%.*s", (int) length, path);
	target_state = examine_target(target, force);
	if (target_state == TARGET_MISSING)
		stage_beside();
	else
	{
		lock_target();
		/* again: another run may just have ended */
		target_state = examine_target(target, force);
		stage_inside();
	}
}

/*
 * FolderTemporary opens an unnamed file, on the file system of the site.
 */
FILE *
FolderTemporary(void)
{
	char *path = MemoryFormat("%s/column.XXXXXX", staging);
	int fd = mkstemp(path);
	FILE *file;

	if (fd < 0)
		ReportFail(STATUS_OUTPUT, "could not create file \"%s\": %m", path);
	unlink(path);
	free(path);
	file = fdopen(fd, "w+");
	if (file == NULL)
		ReportFail(STATUS_OUTPUT, "could not open a temporary file: %m");
	return file;
}

/*
 * make_parents creates the folders that lead to root/path, root excluded.
 */
static void
make_parents(const char *root, const char *path)
{
	const char *slash;

	for (slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
	{
		char *folder = MemoryFormat("%s/%.*s", root, (int) (slash - path), path);

		if (mkdir(folder, 0777) != 0 && errno != EEXIST)
			ReportFail(STATUS_OUTPUT, "could not create folder \"%s\": %m", folder);
		free(folder);
	}
}

/*
 * FolderFileOpen starts a file of the site; path is below its folder.
 */
FolderFile *
FolderFileOpen(const char *path)
{
	FolderFile *output = MemoryAllocate(sizeof(FolderFile));
	char *full = MemoryFormat("%s/%s", staging, path);

	make_parents(staging, path);
	output->file = fopen(full, "wx");
	if (output->file == NULL)
		ReportFail(STATUS_OUTPUT, "could not create file \"%s\": %m", full);
	output->path = MemoryFormat("%s", path);
	output->bytes = 0;
	output->crc = crc32(0, NULL, 0);
	free(full);
	return output;
}

void
FolderFileWrite(FolderFile *output, const void *bytes, size_t length)
{
	if (fwrite(bytes, 1, length, output->file) != length)
		ReportFail(STATUS_OUTPUT, "could not write file \"%s/%s\": %m", target, output->path);
	output->bytes += length;
	output->crc = crc32_z(output->crc, bytes, length);
}

void
FolderFileClose(FolderFile *output)
{
	if (fclose(output->file) != 0)
		ReportFail(STATUS_OUTPUT, "could not write file \"%s/%s\": %m", target, output->path);
	ManifestAdd(&written, output->path, output->bytes, output->crc);
	free(output->path);
	free(output);
}

/*
 * FolderFileReopen opens a file that was closed, to go on at its end.
 */
FolderFile *
FolderFileReopen(const char *path)
{
	FolderFile *output = MemoryAllocate(sizeof(FolderFile));
	char *full = MemoryFormat("%s/%s", staging, path);
	ManifestEntry entry = ManifestTake(&written, path);

	output->file = fopen(full, "a");
	if (output->file == NULL)
		ReportFail(STATUS_OUTPUT, "could not open file \"%s\": %m", full);
	output->path = entry.path;
	output->bytes = entry.bytes;
	output->crc = entry.crc;
	free(full);
	return output;
}

/*
 * FolderKey returns 16 hexadecimal digits that tell the files below a folder
 * from those of another run: FNV-1a of their paths, sizes and CRCs.
 */
char *
FolderKey(const char *below)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	int i;

	ManifestSort(&written);
	for (i = 0; i < written.count; i++)
	{
		const ManifestEntry *entry = &written.entries[i];
		char *text;
		const char *c;

		if (strncmp(entry->path, below, strlen(below)) != 0)
			continue;
		text = MemoryFormat("%s %llu %08x\n", entry->path, (unsigned long long) entry->bytes,
							entry->crc);
		for (c = text; *c != '\0'; c++)
			hash = (hash ^ (unsigned char) *c) * UINT64_C(0x100000001b3);
		free(text);
	}
	return MemoryFormat("%016llx", (unsigned long long) hash);
}

/*
 * FolderList returns the files that are written by now, in order of path. The
 * caller frees the entries; their paths stay the folder's.
 */
Manifest
FolderList(void)
{
	Manifest list = written;

	ManifestSort(&written);
	list.capacity = list.count;
	list.entries = MemoryAllocate(list.count * sizeof(ManifestEntry));
	memcpy(list.entries, written.entries, list.count * sizeof(ManifestEntry));
	return list;
}

static void
stage_manifest(void)
{
	char *path = MemoryFormat("%s/%s", staging, MANIFEST_NAME);
	FILE *file = fopen(path, "wx");

	if (file == NULL)
		ReportFail(STATUS_OUTPUT, "could not create file \"%s\": %m", path);
	ManifestSort(&written);
	ManifestWrite(&written, file);
	if (ferror(file) || fclose(file) != 0)
		ReportFail(STATUS_OUTPUT, "could not write file \"%s\": %m", path);
	free(path);
}

/*
 * sync_staging waits until all that was staged is on disk: one call, where an
 * fsync a file takes 10 ms for each of thousands.
 */
static void
sync_staging(void)
{
	int fd = open(staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || syncfs(fd) != 0)
		ReportFail(STATUS_OUTPUT, "could not sync folder \"%s\": %m", staging);
	close(fd);
}

static void
sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	/* some file systems cannot sync a folder; the files themselves are safe */
	if (fd >= 0)
	{
		(void) fsync(fd);
		close(fd);
	}
}

/*
 * has_content tells whether the file at `path` already has the entry's content.
 */
static bool
has_content(const char *path, const ManifestEntry *entry)
{
	FILE *file = fopen(path, "r");
	unsigned char buffer[65536];
	uint32_t crc = crc32(0, NULL, 0);
	uint64_t bytes = 0;
	size_t length;

	if (file == NULL)
		return false;
	while ((length = fread(buffer, 1, sizeof(buffer), file)) > 0)
	{
		crc = crc32_z(crc, buffer, length);
		bytes += length;
	}
	fclose(file);
	return bytes == entry->bytes && crc == entry->crc;
}

static void
put_in_place(const char *path)
{
	char *from = MemoryFormat("%s/%s", staging, path);
	char *to = MemoryFormat("%s/%s", target, path);

	make_parents(target, path);
	if (rename(from, to) != 0)
		ReportFail(STATUS_OUTPUT, "could not put file \"%s\" in place: %m", to);
	free(from);
	free(to);
}

/*
 * remove_old removes a file of an earlier run and the folders that this
 * leaves empty.
 */
static void
remove_old(const char *path)
{
	char *full = MemoryFormat("%s/%s", target, path);
	char *slash;

	if (unlink(full) != 0 && errno != ENOENT)
		ReportFail(STATUS_OUTPUT, "could not remove file \"%s\": %m", full);
	while ((slash = strrchr(full, '/')) != NULL && slash > full + strlen(target))
	{
		*slash = '\0';
		if (rmdir(full) != 0)
			break;
	}
	free(full);
}

/*
 * update_target replaces what differs and removes what is no longer part of
 * the site. The manifest comes last; first where there was none, so that a
 * folder is never half filled without being known as ours.
 */
static int
update_target(void)
{
	int changed = 0;
	int i;

	if (target_state == TARGET_FREE)
		put_in_place(MANIFEST_NAME);
	for (i = 0; i < written.count; i++)
	{
		char *path = MemoryFormat("%s/%s", target, written.entries[i].path);

		if (!has_content(path, &written.entries[i]))
		{
			put_in_place(written.entries[i].path);
			changed++;
		}
		free(path);
	}
	for (i = 0; i < before.count; i++)
		if (!ManifestHas(&written, before.entries[i].path))
		{
			remove_old(before.entries[i].path);
			changed++;
		}
	if (target_state == TARGET_OURS)
		put_in_place(MANIFEST_NAME);
	remove_tree(staging);
	sync_folder(target);
	return changed;
}

/*
 * FolderFinish puts the staged files in place.
 */
FolderResult
FolderFinish(void)
{
	FolderResult result = {0};
	char *parent;
	char *slash;
	int i;

	stage_manifest();
	sync_staging();
	for (i = 0; i < written.count; i++)
		result.bytes += written.entries[i].bytes;
	result.files = written.count;
	if (target_state != TARGET_MISSING)
		result.changed = update_target();
	else
	{
		if (rename(staging, target) != 0)
			ReportFail(STATUS_OUTPUT, "could not rename folder \"%s\" to \"%s\": %m", staging,
					   target);
		parent = MemoryFormat("%s", target);
		slash = strrchr(parent, '/');
		if (slash)
			*(slash == parent ? slash + 1 : slash) = '\0';
		sync_folder(slash ? parent : ".");
		free(parent);
		result.changed = written.count;
	}
	report_cleanup = NULL;
	return result;
}
