/*
 * utf8.h: what PostgreSQL takes as text: strict UTF-8 without NUL.
 */
#ifndef LLMECO_FETCH_READER_UTF8_H
#define LLMECO_FETCH_READER_UTF8_H

#include <stddef.h>

extern size_t utf8_prefix(const char *text, size_t len);
extern size_t utf8_clean(const char *text, size_t len, char *out);
extern size_t utf8_clip(const char *text, size_t len, size_t max);

#endif /* LLMECO_FETCH_READER_UTF8_H */
