/*
 * hub_error.h: what a server says where it does not give what was asked for.
 */
#ifndef LLMECO_FETCH_HUB_HUB_ERROR_H
#define LLMECO_FETCH_HUB_HUB_ERROR_H

#include <stdbool.h>
#include <stddef.h>

/* The most bytes of a text of so many characters, its NUL included. */
#define HUB_ERROR_ROOM(characters) (4 * (characters) + 1)

extern void hub_error_text(const char *body, size_t len, size_t max, char *out);
extern int hub_refused_fields(const char *text, const char *const *fields, int n, bool *refused);

#endif /* LLMECO_FETCH_HUB_HUB_ERROR_H */
