/*
 * script.h: data files: a script that assigns base64 text of a gzip stream.
 */
#ifndef LLMECO_VIZ_SCRIPT_H
#define LLMECO_VIZ_SCRIPT_H

#include <stddef.h>
#include <stdint.h>

typedef struct Script Script;

extern Script *ScriptOpen(const char *name, uint64_t expected);
extern void ScriptWrite(Script *script, const void *bytes, size_t length);
extern void ScriptBreak(Script *script);
extern void ScriptClose(Script *script);
extern char *ScriptStampAll(void);
extern void ScriptWritePlain(const char *name, const char *json);

#endif
