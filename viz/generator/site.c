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
	return SiteHasPage(folder, "index.html");
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
 * SiteHasPage tells whether the front end has a page.
 */
bool
SiteHasPage(const char *folder, const char *path)
{
	char *full = MemoryFormat("%s/%s", folder, path);
	bool found = access(full, R_OK) == 0;

	free(full);
	return found;
}

/*
 * SiteReadPage returns the text of a page of the front end with the key of the run
 * in the place of SITE_RUN_MARK, NULL where there is no such page. The caller
 * frees it.
 */
char *
SiteReadPage(const char *folder, const char *path, const char *run)
{
	char *from = MemoryFormat("%s/%s", folder, path);
	FILE *file = fopen(from, "r");
	Text text = {0};
	char buffer[65536];
	size_t length;
	char *mark;

	if (file == NULL && errno == ENOENT)
	{
		free(from);
		return NULL;
	}
	if (file == NULL)
		ReportFail(STATUS_OUTPUT, "could not open file \"%s\": %m", from);
	while ((length = fread(buffer, 1, sizeof(buffer), file)) > 0)
		TextPut(&text, buffer, length);
	if (ferror(file))
		ReportFail(STATUS_OUTPUT, "could not read file \"%s\": %m", from);
	fclose(file);
	TextPut(&text, "", 1);
	for (mark = text.bytes; (mark = strstr(mark, SITE_RUN_MARK)) != NULL;)
		memcpy(mark, run, strlen(SITE_RUN_MARK));
	free(from);
	return text.bytes;
}

/* How SiteCopyPages copies: run is NULL while all but pages are copied. */
typedef struct Copying
{
	const char *root;
	const char *run;
	SiteHead add_head;
	const void *context;
} Copying;

/*
 * copy_page copies a page of HTML.
 */
static void
copy_page(const Copying *how, const char *path)
{
	char *page = SiteReadPage(how->root, path, how->run);
	char *end = strstr(page, "</head>");
	Text html = {0};
	FolderFile *output = FolderFileOpen(path);

	TextPut(&html, page, end ? (size_t) (end - page) : strlen(page));
	if (end != NULL && how->add_head != NULL)
		how->add_head(&html, path, how->context);
	if (end != NULL)
		TextAdd(&html, end);
	FolderFileWrite(output, html.bytes, html.length);
	FolderFileClose(output);
	TextFree(&html);
	free(page);
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
 * is_generated tells whether a path belongs to what llmeco-viz itself writes: the
 * service worker too, of a hosted site.
 */
static bool
is_generated(const char *path)
{
	return strcmp(path, "data") == 0 || strcmp(path, MANIFEST_NAME) == 0 ||
		   strcmp(path, "sw.js") == 0;
}

/*
 * copy_below copies folder root/below; below is "" or ends with a slash. With a
 * run only the pages, else all but them.
 */
static void
copy_below(const Copying *how, const char *below)
{
	char *folder = MemoryFormat("%s/%s", how->root, below);
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (dir == NULL)
		ReportFail(STATUS_OUTPUT, "could not open folder \"%s\": %m", folder);
	while (errno = 0, (entry = readdir(dir)) != NULL)
	{
		char *path = MemoryFormat("%s%s", below, entry->d_name);
		char *from = MemoryFormat("%s/%s", how->root, path);
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

				copy_below(how, deeper);
				free(deeper);
			}
			else if (is_page(path) && how->run != NULL)
				copy_page(how, path);
			else if (!is_page(path) && how->run == NULL)
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
	copy_below(&(Copying) {.root = folder}, "");
}

/*
 * SiteCopyPages copies the pages; add_head is NULL where their heads stay as they
 * are.
 */
void
SiteCopyPages(const char *folder, const char *run, SiteHead add_head, const void *context)
{
	copy_below(&(Copying) {.root = folder, .run = run, .add_head = add_head, .context = context},
			   "");
}
