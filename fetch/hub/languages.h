/*
 * languages.h: which words are language codes.
 */
#ifndef LLMECO_FETCH_HUB_LANGUAGES_H
#define LLMECO_FETCH_HUB_LANGUAGES_H

#include <stddef.h>

/* More than there are. */
#define LANGUAGES 800

extern int language_number(const char *text, size_t len);

#endif /* LLMECO_FETCH_HUB_LANGUAGES_H */
