/*
 * text.h: free text, addresses and GitHub names, as others may type them.
 * Texts are valid UTF-8.
 */
#ifndef LLMECO_FETCH_READER_TEXT_H
#define LLMECO_FETCH_READER_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct Arena;

/*
 * text_display returns text without outer blanks and without the characters
 * that only steer a terminal or the direction of writing; a line break or tab
 * becomes a blank. NULL: nothing is left, or out of memory.
 */
extern const char *text_display(struct Arena *arena, const char *text);

/*
 * text_is_url: an absolute http or https address of at most 2048 bytes, with
 * a host, without blanks, quotes and control characters?
 */
extern bool text_is_url(const char *text);

/*
 * text_url_host finds the host of a URL as text_is_url() takes it, without
 * user and port. Returns it, *len bytes.
 */
extern const char *text_url_host(const char *url, size_t *len);

/* text_is_login: are these len bytes a GitHub account's name? */
extern bool text_is_login(const char *text, size_t len);

/* text_is_repo: is name 'owner/repo' by GitHub's grammar? */
extern bool text_is_repo(const char *name);

#endif /* LLMECO_FETCH_READER_TEXT_H */
