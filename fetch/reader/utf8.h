/*
 * utf8.h: what PostgreSQL takes as text: strict UTF-8 without NUL.
 */
#ifndef LLMECO_FETCH_READER_UTF8_H
#define LLMECO_FETCH_READER_UTF8_H

#include <stddef.h>

/*
 * utf8_prefix returns how many bytes from the start are strict UTF-8 (no
 * overlong form, no surrogate, nothing above U+10FFFF) and not NUL; len if
 * all are.
 */
extern size_t utf8_prefix(const char *text, size_t len);

/*
 * utf8_clean copies text to out, which has room for 3 * len bytes, with
 * U+FFFD for every byte that does not belong; returns the bytes written.
 */
extern size_t utf8_clean(const char *text, size_t len, char *out);

/*
 * utf8_clip returns len, or the largest length up to max that does not cut a
 * character of text, which is valid UTF-8.
 */
extern size_t utf8_clip(const char *text, size_t len, size_t max);

#endif /* LLMECO_FETCH_READER_UTF8_H */
