/*
 * text.h: free text, addresses and GitHub names, as others may type them.
 * Texts are valid UTF-8.
 */
#ifndef LLMECO_FETCH_READER_TEXT_H
#define LLMECO_FETCH_READER_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct Arena;

extern const char *text_display(struct Arena *arena, const char *text);
extern bool text_is_url(const char *text);
extern const char *text_url_host(const char *url, size_t *len);
extern bool text_is_login(const char *text, size_t len);
extern bool text_is_repo(const char *name);

#endif /* LLMECO_FETCH_READER_TEXT_H */
