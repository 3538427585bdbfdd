/*
 * languages.h: which words are language codes.
 */
#ifndef LLMECO_FETCH_HUB_LANGUAGES_H
#define LLMECO_FETCH_HUB_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>

/* More than there are. */
#define LANGUAGES 9000

/* Room for a code, or one with a script and a region: zh-Hant-TW. */
#define LANGUAGE_TEXT 16

/* What has to say that a tag is a language, for one that may be something else. */
typedef enum LanguageSign
{
	LANGUAGE_NEEDS_NONE,
	LANGUAGE_NEEDS_OTHERS, /* other languages that it stands among */
	LANGUAGE_NEEDS_CARD
} LanguageSign;

typedef struct Language
{
	char code[LANGUAGE_TEXT];
	int number; /* below LANGUAGES, another one for each code */
	LanguageSign sign;
} Language;

extern bool language_read(Language *language, const char *text, size_t len);
extern bool language_read_tag(Language *language, const char *text);

#endif /* LLMECO_FETCH_HUB_LANGUAGES_H */
