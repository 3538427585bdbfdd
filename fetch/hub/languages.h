/*
 * languages.h: which words are language codes.
 */
#ifndef LLMECO_FETCH_HUB_LANGUAGES_H
#define LLMECO_FETCH_HUB_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>

extern bool language_known(const char *text, size_t len);

#endif /* LLMECO_FETCH_HUB_LANGUAGES_H */
