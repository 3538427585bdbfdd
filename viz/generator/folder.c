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

#include "manifest.h"
#include "report.h"

#define STAGING_NAME ".llmeco-viz.tmp"

struct OutputFile
{
	FILE	   *file;
	char	   *path;
	uint64_t	bytes;
	uint32_t	crc;
};

/* What is at the path of the site before the program runs */
typedef enum TargetState
{
	TARGET_MISSING,
	TARGET_FREE,				/* a folder that may be filled */
	TARGET_OURS
} TargetState;

static char *target = NULL;
static TargetState target_state;
static char *staging = NULL;
static Manifest before = {0};
static Manifest written = {0};

static bool
IsEmpty(const char *path)
{
	DIR		   *dir = opendir(path);
	struct dirent *entry;
	bool		empty = true;

	if (dir == NULL)
		Fail(STATUS_OUTPUT, "could not open folder \"%s\": %m", path);
	while (empty && (entry = readdir(dir)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 ||
			strcmp(entry->d_name, "..") == 0 ||
			strcmp(entry->d_name, STAGING_NAME) == 0;
	closedir(dir);
	return empty;
}

/*
 * Examine finds the state of the target and ends the program where the site
 * must not be written there.
 */
static TargetState
Examine(const char *path, bool force)
{
	struct stat status;
	char	   *manifest_path;
	bool		ours;

	if (stat(path, &status) != 0)
	{
		if (errno != ENOENT)
			Fail(STATUS_OUTPUT, "could not open folder \"%s\": %m", path);
		return TARGET_MISSING;
	}
	if (!S_ISDIR(status.st_mode))
		Fail(STATUS_OUTPUT, "\"%s\" exists and is not a folder", path);

	manifest_path = Format("%s/%s", path, MANIFEST_NAME);
	memset(&before, 0, sizeof(before));
	ours = ManifestRead(&before, manifest_path);
	free(manifest_path);
	if (ours)
		return TARGET_OURS;
	memset(&before, 0, sizeof(before));
	if (!force && !IsEmpty(path))
		FailWithHint(STATUS_OUTPUT,
					 "Name another folder with --output, or use --force to write into this one; its other files stay.",
					 "folder \"%s\" is not empty and was not written by llmeco-viz", path);
	return TARGET_FREE;
}

/*
 * FolderCheck ends the program early where FolderOpen would.
 */
void
FolderCheck(const char *path, bool force)
{
	(void) Examine(path, force);
}

static int
RemoveOne(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void) status;
	(void) type;
	(void) walk;
	return remove(path);
}

static void
RemoveTree(const char *path)
{
	nftw(path, RemoveOne, 16, FTW_DEPTH | FTW_PHYS);
}

static void
DiscardStaging(void)
{
	RemoveTree(staging);
}

static void
StageBeside(void)
{
	mode_t		mask = umask(0);

	umask(mask);
	staging = Format("%s.XXXXXX", target);
	if (mkdtemp(staging) == NULL)
		Fail(STATUS_OUTPUT, "could not create folder \"%s\": %m", target);
	cleanup = DiscardStaging;
	if (chmod(staging, 0777 & ~mask) != 0)
		Fail(STATUS_OUTPUT, "could not set the permissions of folder \"%s\": %m", staging);
}

/*
 * LockTarget takes a lock, held until the program ends, that keeps a second
 * run from mixing its files with ours. A file system without locks goes
 * without.
 */
static void
LockTarget(void)
{
	int			fd = open(target, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		Fail(STATUS_OUTPUT, "could not open folder \"%s\": %m", target);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		Fail(STATUS_OUTPUT, "another llmeco-viz is writing to folder \"%s\"", target);
}

/*
 * StageInside makes the staging folder inside the target: same file system,
 * whatever is mounted there. What a killed run left there goes.
 */
static void
StageInside(void)
{
	staging = Format("%s/%s", target, STAGING_NAME);
	RemoveTree(staging);
	if (mkdir(staging, 0777) != 0)
		Fail(STATUS_OUTPUT, "could not create folder \"%s\": %m", staging);
	cleanup = DiscardStaging;
}

/*
 * FolderOpen makes the place where files are staged for the site at `path`.
 */
void
FolderOpen(const char *path, bool force)
{
	size_t		length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	target = Format("%.*s", (int) length, path);
	target_state = Examine(target, force);
	if (target_state == TARGET_MISSING)
		StageBeside();
	else
	{
		LockTarget();
		/* again: another run may just have ended */
		target_state = Examine(target, force);
		StageInside();
	}
}

/*
 * FolderTemporary opens an unnamed file, on the file system of the site.
 */
FILE *
FolderTemporary(void)
{
	char	   *path = Format("%s/column.XXXXXX", staging);
	int			fd = mkstemp(path);
	FILE	   *file;

	if (fd < 0)
		Fail(STATUS_OUTPUT, "could not create file \"%s\": %m", path);
	unlink(path);
	free(path);
	file = fdopen(fd, "w+");
	if (file == NULL)
		Fail(STATUS_OUTPUT, "could not open a temporary file: %m");
	return file;
}

/*
 * MakeParents creates the folders that lead to root/path, root excluded.
 */
static void
MakeParents(const char *root, const char *path)
{
	const char *slash;

	for (slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
	{
		char	   *folder = Format("%s/%.*s", root, (int) (slash - path), path);

		if (mkdir(folder, 0777) != 0 && errno != EEXIST)
			Fail(STATUS_OUTPUT, "could not create folder \"%s\": %m", folder);
		free(folder);
	}
}

/*
 * OutputOpen starts a file of the site; path is below its folder.
 */
OutputFile *
OutputOpen(const char *path)
{
	OutputFile *output = Allocate(sizeof(OutputFile));
	char	   *full = Format("%s/%s", staging, path);

	MakeParents(staging, path);
	output->file = fopen(full, "wx");
	if (output->file == NULL)
		Fail(STATUS_OUTPUT, "could not create file \"%s\": %m", full);
	output->path = Format("%s", path);
	output->bytes = 0;
	output->crc = crc32(0, NULL, 0);
	free(full);
	return output;
}

void
OutputWrite(OutputFile *output, const void *bytes, size_t length)
{
	if (fwrite(bytes, 1, length, output->file) != length)
		Fail(STATUS_OUTPUT, "could not write file \"%s/%s\": %m", target, output->path);
	output->bytes += length;
	output->crc = crc32_z(output->crc, bytes, length);
}

void
OutputClose(OutputFile *output)
{
	if (fclose(output->file) != 0)
		Fail(STATUS_OUTPUT, "could not write file \"%s/%s\": %m", target, output->path);
	ManifestAdd(&written, output->path, output->bytes, output->crc);
	free(output->path);
	free(output);
}

static void
StageManifest(void)
{
	char	   *path = Format("%s/%s", staging, MANIFEST_NAME);
	FILE	   *file = fopen(path, "wx");

	if (file == NULL)
		Fail(STATUS_OUTPUT, "could not create file \"%s\": %m", path);
	ManifestSort(&written);
	ManifestWrite(&written, file);
	if (ferror(file) || fclose(file) != 0)
		Fail(STATUS_OUTPUT, "could not write file \"%s\": %m", path);
	free(path);
}

/*
 * SyncStaging waits until all that was staged is on disk: one call, where an
 * fsync a file takes 10 ms for each of thousands.
 */
static void
SyncStaging(void)
{
	int			fd = open(staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || syncfs(fd) != 0)
		Fail(STATUS_OUTPUT, "could not sync folder \"%s\": %m", staging);
	close(fd);
}

static void
SyncFolder(const char *path)
{
	int			fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	/* some file systems cannot sync a folder; the files themselves are safe */
	if (fd >= 0)
	{
		(void) fsync(fd);
		close(fd);
	}
}

/*
 * IsSame tells whether the file at `path` already has the entry's content.
 */
static bool
IsSame(const char *path, const ManifestEntry *entry)
{
	FILE	   *file = fopen(path, "r");
	unsigned char buffer[65536];
	uint32_t	crc = crc32(0, NULL, 0);
	uint64_t	bytes = 0;
	size_t		length;

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
PutInPlace(const char *path)
{
	char	   *from = Format("%s/%s", staging, path);
	char	   *to = Format("%s/%s", target, path);

	MakeParents(target, path);
	if (rename(from, to) != 0)
		Fail(STATUS_OUTPUT, "could not put file \"%s\" in place: %m", to);
	free(from);
	free(to);
}

/*
 * RemoveOld removes a file of an earlier run and the folders that this
 * leaves empty.
 */
static void
RemoveOld(const char *path)
{
	char	   *full = Format("%s/%s", target, path);
	char	   *slash;

	if (unlink(full) != 0 && errno != ENOENT)
		Fail(STATUS_OUTPUT, "could not remove file \"%s\": %m", full);
	while ((slash = strrchr(full, '/')) != NULL && slash > full + strlen(target))
	{
		*slash = '\0';
		if (rmdir(full) != 0)
			break;
	}
	free(full);
}

/*
 * UpdateTarget replaces what differs and removes what is no longer part of
 * the site. The manifest comes last; first where there was none, so that a
 * folder is never half filled without being known as ours.
 */
static int
UpdateTarget(void)
{
	int			changed = 0;
	int			i;

	if (target_state == TARGET_FREE)
		PutInPlace(MANIFEST_NAME);
	for (i = 0; i < written.count; i++)
	{
		char	   *path = Format("%s/%s", target, written.entries[i].path);

		if (!IsSame(path, &written.entries[i]))
		{
			PutInPlace(written.entries[i].path);
			changed++;
		}
		free(path);
	}
	for (i = 0; i < before.count; i++)
		if (!ManifestHas(&written, before.entries[i].path))
		{
			RemoveOld(before.entries[i].path);
			changed++;
		}
	if (target_state == TARGET_OURS)
		PutInPlace(MANIFEST_NAME);
	RemoveTree(staging);
	SyncFolder(target);
	return changed;
}

/*
 * FolderFinish puts the staged files in place.
 */
FolderResult
FolderFinish(void)
{
	FolderResult result = {0};
	char	   *parent;
	char	   *slash;
	int			i;

	StageManifest();
	SyncStaging();
	for (i = 0; i < written.count; i++)
		result.bytes += written.entries[i].bytes;
	result.files = written.count;
	if (target_state != TARGET_MISSING)
		result.changed = UpdateTarget();
	else
	{
		if (rename(staging, target) != 0)
			Fail(STATUS_OUTPUT, "could not rename folder \"%s\" to \"%s\": %m", staging, target);
		parent = Format("%s", target);
		slash = strrchr(parent, '/');
		if (slash)
			*(slash == parent ? slash + 1 : slash) = '\0';
		SyncFolder(slash ? parent : ".");
		free(parent);
		result.changed = written.count;
	}
	cleanup = NULL;
	return result;
}
