/*
 * languages.c: language codes, and the forms in which tags have them.
 *
 * The codes are those of ISO 639, as Debian's iso-codes has them, and some that
 * were withdrawn (language_codes.h, which src/packaging/languages makes).
 */
#include <string.h>

#include "fetch/hub/language_codes.h"
#include "fetch/hub/languages.h"

#define TWO_LETTERS ((int) sizeof(two_letters) / 3)
#define THREE_LETTERS ((int) sizeof(three_letters) / 4)

_Static_assert(TWO_LETTERS + THREE_LETTERS + 2 <= LANGUAGES, "LANGUAGES is too small");

/*
 * position_of returns where text stands among words of len letters, each with
 * a character behind it; -1: nowhere.
 */
static int
position_of(const char *words, int nwords, const char *text, size_t len)
{
	int low = 0;
	int high = nwords;

	while (low < high)
	{
		int middle = (low + high) / 2;
		int order = memcmp(text, words + middle * (len + 1), len);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

/*
 * take_word makes the word text, of len letters, the language, if it is among
 * words; first is the number of the first of these.
 */
static bool
take_word(Language *language, const char *text, size_t len, const char *words, int nwords,
		  int first)
{
	int position = position_of(words, nwords, text, len);

	if (position < 0)
		return false;
	memcpy(language->code, text, len);
	language->code[len] = '\0';
	language->number = first + position;
	switch (words[position * (len + 1) + len])
	{
		case '*': language->sign = LANGUAGE_NEEDS_OTHERS; break;
		case '!': language->sign = LANGUAGE_NEEDS_CARD; break;
		default: language->sign = LANGUAGE_NEEDS_NONE;
	}
	return true;
}

/*
 * language_read returns whether text, of len bytes, is the code of a language
 * in lower case, or 'code' or 'multilingual'.
 */
bool
language_read(Language *language, const char *text, size_t len)
{
	switch (len)
	{
		case 2: return take_word(language, text, len, two_letters, TWO_LETTERS, 0);
		case 3: return take_word(language, text, len, three_letters, THREE_LETTERS, TWO_LETTERS);
		case 4: return take_word(language, text, len, "code ", 1, TWO_LETTERS + THREE_LETTERS);
		case 12:
			return take_word(language, text, len, "multilingual ", 1,
							 TWO_LETTERS + THREE_LETTERS + 1);
	}
	return false;
}

/*
 * take_part takes what stands behind a code, after - or _, if it is a word of len
 * letters or digits among words, in any case. Returns where it ends, NULL: it
 * is none.
 */
static const char *
take_part(const char *text, const char *words, int nwords, size_t len)
{
	char lower[4];

	if (*text != '-' && *text != '_')
		return NULL;
	text++;
	for (size_t i = 0; i < len; i++)
	{
		if (text[i] == '\0')
			return NULL;
		lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i];
	}
	return position_of(words, nwords, lower, len) < 0 ? NULL : text + len;
}

/*
 * language_read_tag returns whether a tag is the code of a language, or one
 * with a script, a region or both: zh-TW, pt_br, es-419, zh-Hant-TW, eng_Latn,
 * which mean the language beyond doubt.
 */
bool
language_read_tag(Language *language, const char *text)
{
	size_t len = strnlen(text, LANGUAGE_TEXT);
	size_t code = strcspn(text, "-_");
	char lower[3];
	const char *end;
	const char *rest;

	if (code >= len)
		return language_read(language, text, len);
	if (code < 2 || code > 3 || len > strlen("zho-Hant-419"))
		return false;
	for (size_t i = 0; i < code; i++)
		lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i];
	end = rest = text + code;
	end = take_part(rest, scripts, (int) sizeof(scripts) / 5, 4);
	rest = end != NULL ? end : rest;
	end = take_part(rest, regions, (int) sizeof(regions) / 3, 2);
	if (end == NULL)
		end = take_part(rest, areas, (int) sizeof(areas) / 4, 3);
	rest = end != NULL ? end : rest;
	if (*rest != '\0' || !language_read(language, lower, code))
		return false;
	language->sign = LANGUAGE_NEEDS_NONE;
	return true;
}
