/*
 * script.c: data files. Bytes go through gzip and base64 as they come, so
 * that memory does not grow with the file; nothing hostile in the data can
 * reach the script's own syntax.
 */
#include "script.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "folder.h"
#include "memory.h"
#include "report.h"

/*
 * 8 takes twice the time of 6 for a site of 250,000 models and saves one percent.
 */
#define LEVEL 6

/* A multiple of 3: only the last piece of base64 is padded. */
#define PACKED_BYTES 49152

struct Script
{
	FolderFile *file;
	char *progress; /* what a person sees while this is written */
	uint64_t taken; /* bytes so far, of about as many as expected */
	uint64_t expected;
	z_stream zip;
	unsigned char packed[PACKED_BYTES];
	char text[PACKED_BYTES / 3 * 4];
};

/* The data files written so far: what ScriptStampAll goes through */
static char **names = NULL;
static size_t name_count = 0;

static FolderFile *
open_data(const char *name)
{
	char *path = MemoryFormat("data/%s.js", name);
	char *head = MemoryFormat("(self.llmecoData=self.llmecoData||{})[\"%s\"]=", name);
	FolderFile *file = FolderFileOpen(path);

	FolderFileWrite(file, head, strlen(head));
	free(head);
	free(path);
	if ((name_count & (name_count - 1)) == 0)
		names = MemoryReallocate(names, (name_count ? 2 * name_count : 1) * sizeof(char *));
	names[name_count++] = MemoryFormat("%s", name);
	return file;
}

/*
 * ScriptOpen starts data/NAME.js for about `expected` bytes. The gzip header
 * that zlib writes has no time in it: same bytes in, same bytes out.
 */
Script *
ScriptOpen(const char *name, uint64_t expected)
{
	Script *script = MemoryAllocate(sizeof(Script));

	script->file = open_data(name);
	script->progress = MemoryFormat("packing %s", name);
	script->taken = 0;
	script->expected = expected;
	FolderFileWrite(script->file, "\"", 1);
	memset(&script->zip, 0, sizeof(script->zip));
	if (deflateInit2(&script->zip, LEVEL, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		ReportFail(STATUS_OUTPUT, "out of memory");
	script->zip.next_out = script->packed;
	script->zip.avail_out = PACKED_BYTES;
	return script;
}

/*
 * write_packed writes the packed bytes as base64 text.
 */
static void
write_packed(Script *script)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *from = script->packed;
	size_t left = PACKED_BYTES - script->zip.avail_out;
	char *to = script->text;

	for (; left >= 3; left -= 3, from += 3)
	{
		*to++ = digits[from[0] >> 2];
		*to++ = digits[(from[0] & 3) << 4 | from[1] >> 4];
		*to++ = digits[(from[1] & 15) << 2 | from[2] >> 6];
		*to++ = digits[from[2] & 63];
	}
	if (left > 0)
	{
		*to++ = digits[from[0] >> 2];
		*to++ = digits[(from[0] & 3) << 4 | (left == 2 ? from[1] >> 4 : 0)];
		*to++ = left == 2 ? digits[(from[1] & 15) << 2] : '=';
		*to++ = '=';
	}
	FolderFileWrite(script->file, script->text, to - script->text);
	script->zip.next_out = script->packed;
	script->zip.avail_out = PACKED_BYTES;
}

static void
pack_bytes(Script *script, const void *bytes, size_t length, int flush)
{
	int result;

	script->zip.next_in = (unsigned char *) bytes;
	script->zip.avail_in = (unsigned int) length;
	do
	{
		if (script->zip.avail_out == 0)
			write_packed(script);
		result = deflate(&script->zip, flush);
	} while (script->zip.avail_in > 0 || script->zip.avail_out == 0 ||
			 (flush == Z_FINISH && result != Z_STREAM_END));
}

void
ScriptWrite(Script *script, const void *bytes, size_t length)
{
	while (length > 0)
	{
		size_t piece = length < 65536 ? length : 65536;

		ReportCheckInterrupts();
		pack_bytes(script, bytes, piece, Z_NO_FLUSH);
		script->taken += piece;
		if (script->taken < script->expected)
			ReportProgress(script->progress, script->taken, script->expected);
		bytes = (const char *) bytes + piece;
		length -= piece;
	}
}

/*
 * ScriptBreak says that what follows is of another kind: deflate gives it codes of its
 * own, which makes a twenty-fifth less of small tables.
 */
void
ScriptBreak(Script *script)
{
	pack_bytes(script, NULL, 0, Z_BLOCK);
}

void
ScriptClose(Script *script)
{
	pack_bytes(script, NULL, 0, Z_FINISH);
	write_packed(script);
	deflateEnd(&script->zip);
	FolderFileWrite(script->file, "\";\n", 3);
	FolderFileClose(script->file);
	free(script->progress);
	free(script);
}

/*
 * ScriptWritePlain writes data/NAME.js from JSON. In JSON '<' and the line
 * separators U+2028 and U+2029 occur inside strings only; written as \u
 * escapes they cannot end a script element or a line.
 */
void
ScriptWritePlain(const char *name, const char *json)
{
	FolderFile *file = open_data(name);

	while (*json != '\0')
	{
		size_t plain = strcspn(json, "<\xe2");

		FolderFileWrite(file, json, plain);
		json += plain;
		if (*json == '<')
		{
			FolderFileWrite(file, "\\u003c", 6);
			json++;
		}
		else if (strncmp(json, "\xe2\x80\xa8", 3) == 0 || strncmp(json, "\xe2\x80\xa9", 3) == 0)
		{
			FolderFileWrite(file, json[2] == '\xa8' ? "\\u2028" : "\\u2029", 6);
			json += 3;
		}
		else if (*json != '\0')
			FolderFileWrite(file, json++, 1);
	}
	FolderFileWrite(file, ";\n", 2);
	FolderFileClose(file);
}

/*
 * ScriptStampAll writes the key of this run at the end of every data file, and
 * returns it: rows of one file are named by their numbers in others, so that a
 * page has to know files of another run. The key comes from the contents: same
 * data, same key.
 */
char *
ScriptStampAll(void)
{
	char *key = FolderKey("data/");
	size_t i;

	for (i = 0; i < name_count; i++)
	{
		char *path = MemoryFormat("data/%s.js", names[i]);
		char *line =
			MemoryFormat("(self.llmecoRuns=self.llmecoRuns||{})[\"%s\"]=\"%s\";\n", names[i], key);
		FolderFile *file = FolderFileReopen(path);

		FolderFileWrite(file, line, strlen(line));
		FolderFileClose(file);
		free(line);
		free(path);
	}
	return key;
}
