/*
 * text.c: text that grows, and what comes from the data written into it so that
 * it cannot end what it stands in. All of it is UTF-8: the connection's
 * encoding is set to that, and the server checks it.
 */
#define _GNU_SOURCE
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* What stands for a character that the file cannot hold: U+FFFD */
#define REPLACEMENT "\xef\xbf\xbd"

void
TextPut(Text *text, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	if (text->length + length > text->capacity)
	{
		text->capacity = 2 * (text->length + length) + 256;
		text->bytes = MemoryReallocate(text->bytes, text->capacity);
	}
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
}

void
TextAdd(Text *text, const char *string)
{
	TextPut(text, string, strlen(string));
}

void
TextFormat(Text *text, const char *format, ...)
{
	char *string;
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	string = MemoryAllocate((size_t) length + 1);
	va_start(args, format);
	vsnprintf(string, (size_t) length + 1, format, args);
	va_end(args);
	TextPut(text, string, (size_t) length);
	free(string);
}

/*
 * TextField adds a value as it is: a number, or what the program made itself.
 */
void
TextField(Text *text, const CopyField *field)
{
	TextPut(text, field->bytes, (size_t) field->length);
}

/*
 * forbidden_in_xml returns how many bytes at `at` are a character that XML 1.0
 * cannot hold, not even as a reference: a control character, U+FFFE or U+FFFF.
 */
static int
forbidden_in_xml(const char *at, const char *end)
{
	unsigned char c = (unsigned char) *at;

	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
	if (end - at >= 3 && memcmp(at, "\xef\xbf", 2) == 0 && (unsigned char) at[2] >= 0xbe)
		return 3;
	return 0;
}

/*
 * TextXml adds a value as text of an element or an attribute, of XML and of
 * HTML. White space is a reference, so that a parser does not turn it into a
 * blank.
 */
void
TextXml(Text *text, const CopyField *field)
{
	const char *at = field->bytes;
	const char *end = at + field->length;

	while (at < end)
	{
		int forbidden = forbidden_in_xml(at, end);

		if (forbidden > 0)
		{
			TextAdd(text, REPLACEMENT);
			at += forbidden;
			continue;
		}
		if (strchr("&<>\"'\t\n\r", *at) != NULL)
			TextFormat(text, "&#%d;", *at);
		else
			TextPut(text, at, 1);
		at++;
	}
}

/*
 * TextJson adds a value as a JSON string, or null. '<' is an escape, so that it
 * cannot end a script element.
 */
void
TextJson(Text *text, const CopyField *field)
{
	const char *at = field->bytes;
	int i;

	if (field->length < 0)
	{
		TextAdd(text, "null");
		return;
	}
	TextAdd(text, "\"");
	for (i = 0; i < field->length; i++)
	{
		if ((unsigned char) at[i] < 0x20 || at[i] == '<')
			TextFormat(text, "\\u%04x", at[i]);
		else if (at[i] == '"' || at[i] == '\\')
			TextFormat(text, "\\%c", at[i]);
		else
			TextPut(text, at + i, 1);
	}
	TextAdd(text, "\"");
}

/*
 * TextCsv adds a value as a field of CSV (RFC 4180), nothing for NULL. As the
 * site's files (site/js/core/csv.js): a text that a spreadsheet would run as a
 * formula is marked as text.
 */
void
TextCsv(Text *text, const CopyField *field)
{
	bool formula;
	bool quoted = false;
	int i;

	if (field->length <= 0)
		return;
	formula = memchr("=+-@\t\r", field->bytes[0], 6) != NULL;
	for (i = 0; i < field->length; i++)
		quoted |= memchr("\",\r\n", field->bytes[i], 4) != NULL;
	if (quoted)
		TextAdd(text, "\"");
	if (formula)
		TextAdd(text, "'");
	for (i = 0; i < field->length; i++)
	{
		if (field->bytes[i] == '"')
			TextAdd(text, "\"");
		TextPut(text, field->bytes + i, 1);
	}
	if (quoted)
		TextAdd(text, "\"");
}

/*
 * TextUri adds text as a part of an address: all but letters, digits and -._~ as
 * %XX, slashes too.
 */
void
TextUri(Text *text, const char *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) bytes[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			strchr("-._~", c) != NULL)
			TextPut(text, bytes + i, 1);
		else
			TextFormat(text, "%%%02X", c);
	}
}

void
TextFree(Text *text)
{
	free(text->bytes);
	memset(text, 0, sizeof(Text));
}
