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
#include "memory.h"
#include "report.h"

static bool
has_index(const char *folder)
{
	char *path = MemoryFormat("%s/index.html", folder);
	bool found = access(path, R_OK) == 0;

	free(path);
	return found;
}

/*
 * program_folder returns the folder of the running program, NULL where the
 * system does not tell.
 */
static char *
program_folder(void)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (length < 0)
		return NULL;
	path[length] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return NULL;
	*slash = '\0';
	return MemoryFormat("%s", path);
}

/*
 * SiteFindFrontEnd returns the folder of the front end: the one given (option or
 * environment); else build/ beside the program, as in the source tree; else
 * the installed one, relative to the program so that an installation can be
 * moved, or where it was configured.
 */
char *
SiteFindFrontEnd(const char *given)
{
	char *program = program_folder();
	char *places[3];
	size_t i;

	if (given != NULL)
	{
		if (!has_index(given))
			ReportFail(STATUS_OUTPUT,
					   "no front end in folder \"%s\":"
					   " it has no index.html that can be read",
					   given);
		return MemoryFormat("%s", given);
	}
	places[0] = MemoryFormat("%s/build", program ? program : ".");
	places[1] = MemoryFormat("%s/%s", program ? program : ".", SITE_FROM_PROGRAM);
	places[2] = MemoryFormat("%s", SITE_FOLDER);
	for (i = program ? 0 : 2; i < 3; i++)
		if (has_index(places[i]))
			return places[i];
	ReportFailWithHint(STATUS_OUTPUT,
					   "Install it (make install-viz) or name its folder with --site.",
					   "front end not found in \"%s\"", SITE_FOLDER);
}

static bool
is_page(const char *path)
{
	size_t length = strlen(path);

	return length > 5 && strcmp(path + length - 5, ".html") == 0;
}

/*
 * copy_page copies a page of HTML with the key of the run in the place of
 * SITE_RUN_MARK.
 */
static void
copy_page(const char *from, const char *path, const char *run)
{
	FILE *file = fopen(from, "r");
	FolderFile *output;
	char *text = NULL;
	size_t capacity = 0;
	ssize_t length;
	char *mark;

	if (file == NULL)
		ReportFail(STATUS_OUTPUT, "could not open file \"%s\": %m", from);
	output = FolderFileOpen(path);
	while ((length = getline(&text, &capacity, file)) > 0)
	{
		for (mark = text; (mark = strstr(mark, SITE_RUN_MARK)) != NULL;)
			memcpy(mark, run, strlen(SITE_RUN_MARK));
		FolderFileWrite(output, text, length);
	}
	if (ferror(file))
		ReportFail(STATUS_OUTPUT, "could not read file \"%s\": %m", from);
	free(text);
	fclose(file);
	FolderFileClose(output);
}

static void
copy_file(const char *from, const char *path)
{
	FILE *file = fopen(from, "r");
	FolderFile *output;
	char buffer[65536];
	size_t length;

	if (file == NULL)
		ReportFail(STATUS_OUTPUT, "could not open file \"%s\": %m", from);
	output = FolderFileOpen(path);
	while ((length = fread(buffer, 1, sizeof(buffer), file)) > 0)
		FolderFileWrite(output, buffer, length);
	if (ferror(file))
		ReportFail(STATUS_OUTPUT, "could not read file \"%s\": %m", from);
	fclose(file);
	FolderFileClose(output);
}

/*
 * is_generated tells whether a path belongs to what llmeco-viz itself writes.
 */
static bool
is_generated(const char *path)
{
	return strcmp(path, "data") == 0 || strcmp(path, MANIFEST_NAME) == 0;
}

/*
 * copy_below copies folder root/below; below is "" or ends with a slash. With a
 * run only the pages, else all but them.
 */
static void
copy_below(const char *root, const char *below, const char *run)
{
	char *folder = MemoryFormat("%s/%s", root, below);
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (dir == NULL)
		ReportFail(STATUS_OUTPUT, "could not open folder \"%s\": %m", folder);
	while (errno = 0, (entry = readdir(dir)) != NULL)
	{
		char *path = MemoryFormat("%s%s", below, entry->d_name);
		char *from = MemoryFormat("%s/%s", root, path);
		struct stat status;

		/* hidden files are editors' and build tools' own */
		if (entry->d_name[0] != '.' && !is_generated(path))
		{
			if (!ManifestIsPlainPath(path))
				ReportFail(STATUS_OUTPUT,
						   "file name \"%s\" has characters other than letters, digits,"
						   " \".\", \"_\" and \"-\"",
						   from);
			if (stat(from, &status) != 0)
				ReportFail(STATUS_OUTPUT, "could not open file \"%s\": %m", from);
			if (S_ISDIR(status.st_mode))
			{
				char *deeper = MemoryFormat("%s/", path);

				copy_below(root, deeper, run);
				free(deeper);
			}
			else if (is_page(path) && run != NULL)
				copy_page(from, path, run);
			else if (!is_page(path) && run == NULL)
				copy_file(from, path);
		}
		free(from);
		free(path);
	}
	if (errno != 0)
		ReportFail(STATUS_OUTPUT, "could not read folder \"%s\": %m", folder);
	closedir(dir);
	free(folder);
}

/*
 * SiteCopyFrontEnd copies all of it but the pages, which SiteCopyPages does
 * when the key of the run is known.
 */
void
SiteCopyFrontEnd(const char *folder)
{
	copy_below(folder, "", NULL);
}

void
SiteCopyPages(const char *folder, const char *run)
{
	copy_below(folder, "", run);
}
