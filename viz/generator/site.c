/*
 * site.c: finds the built front end (HTML, CSS, scripts) and copies it.
 */
#define _GNU_SOURCE
#include "site.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "manifest.h"
#include "report.h"

static bool
HasIndex(const char *folder)
{
	char	   *path = Format("%s/index.html", folder);
	bool		found = access(path, R_OK) == 0;

	free(path);
	return found;
}

/*
 * ProgramFolder returns the folder of the running program, NULL where the
 * system does not tell.
 */
static char *
ProgramFolder(void)
{
	char		path[PATH_MAX];
	ssize_t		length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char	   *slash;

	if (length < 0)
		return NULL;
	path[length] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return NULL;
	*slash = '\0';
	return Format("%s", path);
}

/*
 * FindFrontEnd returns the folder of the front end: the one given (option or
 * environment); else build/ beside the program, as in the source tree; else
 * the installed one, relative to the program so that an installation can be
 * moved, or where it was configured.
 */
char *
FindFrontEnd(const char *given)
{
	char	   *program = ProgramFolder();
	char	   *places[3];
	size_t		i;

	if (given != NULL)
	{
		if (!HasIndex(given))
			Fail(STATUS_OUTPUT, "no front end in folder \"%s\": it has no index.html that can be read", given);
		return Format("%s", given);
	}
	places[0] = Format("%s/build", program ? program : ".");
	places[1] = Format("%s/%s", program ? program : ".", SITE_FROM_PROGRAM);
	places[2] = Format("%s", SITE_FOLDER);
	for (i = program ? 0 : 2; i < 3; i++)
		if (HasIndex(places[i]))
			return places[i];
	FailWithHint(STATUS_OUTPUT,
				 "Install it (make install-viz) or name its folder with --site.",
				 "front end not found in \"%s\"", SITE_FOLDER);
}

static void
CopyFile(const char *from, const char *path)
{
	FILE	   *file = fopen(from, "r");
	OutputFile *output;
	char		buffer[65536];
	size_t		length;

	if (file == NULL)
		Fail(STATUS_OUTPUT, "could not open file \"%s\": %m", from);
	output = OutputOpen(path);
	while ((length = fread(buffer, 1, sizeof(buffer), file)) > 0)
		OutputWrite(output, buffer, length);
	if (ferror(file))
		Fail(STATUS_OUTPUT, "could not read file \"%s\": %m", from);
	fclose(file);
	OutputClose(output);
}

/*
 * IsGenerated tells whether a path belongs to what llmeco-viz itself writes.
 */
static bool
IsGenerated(const char *path)
{
	return strcmp(path, "data") == 0 || strcmp(path, MANIFEST_NAME) == 0;
}

/*
 * CopyBelow copies folder root/below; below is "" or ends with a slash.
 */
static void
CopyBelow(const char *root, const char *below)
{
	char	   *folder = Format("%s/%s", root, below);
	DIR		   *dir = opendir(folder);
	struct dirent *entry;

	if (dir == NULL)
		Fail(STATUS_OUTPUT, "could not open folder \"%s\": %m", folder);
	while (errno = 0, (entry = readdir(dir)) != NULL)
	{
		char	   *path = Format("%s%s", below, entry->d_name);
		char	   *from = Format("%s/%s", root, path);
		struct stat status;

		/* hidden files are editors' and build tools' own */
		if (entry->d_name[0] != '.' && !IsGenerated(path))
		{
			if (!IsPlainPath(path))
				Fail(STATUS_OUTPUT, "file name \"%s\" has characters other than letters, digits, \".\", \"_\" and \"-\"", from);
			if (stat(from, &status) != 0)
				Fail(STATUS_OUTPUT, "could not open file \"%s\": %m", from);
			if (S_ISDIR(status.st_mode))
			{
				char	   *deeper = Format("%s/", path);

				CopyBelow(root, deeper);
				free(deeper);
			}
			else
				CopyFile(from, path);
		}
		free(from);
		free(path);
	}
	if (errno != 0)
		Fail(STATUS_OUTPUT, "could not read folder \"%s\": %m", folder);
	closedir(dir);
	free(folder);
}

void
CopyFrontEnd(const char *folder)
{
	CopyBelow(folder, "");
}
