/*
 * text.h: text that grows, and what comes from the data written into it so that
 * it cannot end what it stands in.
 */
#ifndef LLMECO_VIZ_TEXT_H
#define LLMECO_VIZ_TEXT_H

#include <stddef.h>

#include "copy.h"

/* Starts as {0}; length back to 0 empties it for the next use. */
typedef struct Text
{
	char *bytes;
	size_t length;
	size_t capacity;
} Text;

extern void TextPut(Text *text, const char *bytes, size_t length);
extern void TextAdd(Text *text, const char *string);
extern void TextFormat(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
extern void TextField(Text *text, const CopyField *field);
extern void TextXml(Text *text, const CopyField *field);
extern void TextJson(Text *text, const CopyField *field);
extern void TextCsv(Text *text, const CopyField *field);
extern void TextUri(Text *text, const char *bytes, size_t length);
extern void TextFree(Text *text);

#endif
