/*
 * model_languages.c: which languages a model says it is of: those of its card,
 * and those among its tags.
 *
 * Languages stand among all other tags, unmarked, and a word may be both: 'new'
 * is Newari, and the architecture of some models. Such a word
 * (llmeco.ambiguous_languages has them, each with its reason) counts only with
 * a sign that the language is meant: the card names it, it has a script or a
 * region, or it stands among others. The Hub lists the languages of a card in a
 * row, behind the card's own tags and before those with a prefix (dataset:,
 * license:). So a row of tags that are languages, at least two of them beyond
 * doubt, may begin with words that are none, but what follows the first that is
 * one is meant. The names of libraries and methods are not even then. What does
 * not count is in llmeco.dropped_languages.
 */
#include <json-c/json.h>
#include <string.h>

#include "fetch/hub/languages.h"
#include "fetch/hub/model_languages.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/fields.h"

#define MAX_CARD_LANGUAGES 10000

/* The languages of one record while they are gathered. */
typedef struct Languages
{
	RecordReader *reader;
	int n;
	unsigned char seen[(LANGUAGES + 7) / 8]; /* bits, by number */
	const char *list[LANGUAGES];
} Languages;

/*
 * add_language adds a language that is not there yet.
 */
static void
add_language(Languages *languages, const Language *language)
{
	unsigned char *seen = &languages->seen[language->number / 8];
	unsigned char bit = 1 << language->number % 8;
	char *copy;

	if (*seen & bit)
		return;
	*seen |= bit;
	copy = arena_text(languages->reader->arena, language->code, strlen(language->code));
	if (copy != NULL)
		languages->list[languages->n++] = copy;
}

/*
 * read_card_language takes one language of the card: its code in any case,
 * without a region (zh-CN, pt_BR).
 */
static void
read_card_language(Languages *languages, struct json_object *value)
{
	const char *text = field_text(languages->reader, value, "cardData.language");
	char code[LANGUAGE_TEXT];
	Language language;
	size_t len;

	if (text == NULL)
		return;
	len = strcspn(text, "-_");
	for (size_t i = 0; i < len && i < sizeof(code); i++)
		code[i] = text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i];
	if (len < sizeof(code) && language_read(&language, code, len))
		add_language(languages, &language);
	else
		record_problem(languages->reader, "range",
					   "language \"%s\" is not a known ISO 639 code; left out",
					   record_quote(languages->reader, text));
}

/*
 * is_sure says whether a tag is a language beyond doubt, and a sign that others
 * beside it are: code and multilingual are none.
 */
static bool
is_sure(const Language *language)
{
	return language->sign == LANGUAGE_NEEDS_NONE && strlen(language->code) <= 3;
}

/*
 * read_tags takes the languages among the tags.
 */
static void
read_tags(Languages *languages, const char **tags, int ntags)
{
	Language language;
	int end;

	for (int start = 0; start < ntags; start = end + 1)
	{
		int first = -1; /* the first beyond doubt */
		bool several = false;
		bool among = false;

		for (end = start; end < ntags && language_read_tag(&language, tags[end]); end++)
		{
			if (!is_sure(&language))
				continue;
			if (first < 0)
				first = language.number;
			several |= language.number != first;
		}
		for (int i = start; i < end; i++)
		{
			(void) language_read_tag(&language, tags[i]);
			if (language.sign == LANGUAGE_NEEDS_NONE ||
				(language.sign == LANGUAGE_NEEDS_OTHERS && several && among))
				add_language(languages, &language);
			among |= is_sure(&language);
		}
	}
}

/*
 * model_languages makes *languages those of the card, in its order, then those
 * among the tags, and returns their number.
 */
int
model_languages(RecordReader *reader, struct json_object *card, const char **tags, int ntags,
				const char ***languages)
{
	Languages found;
	struct json_object *value = field_member(card, "language");

	found.reader = reader;
	found.n = 0;
	memset(found.seen, 0, sizeof(found.seen));
	if (json_object_is_type(value, json_type_array))
	{
		size_t length = json_object_array_length(value);

		for (size_t i = 0; i < length && i < MAX_CARD_LANGUAGES; i++)
			read_card_language(&found, json_object_array_get_idx(value, i));
	}
	else if (value != NULL)
		read_card_language(&found, value);
	read_tags(&found, tags, ntags);
	if (found.n == 0)
		return 0;
	*languages = arena_alloc(reader->arena, found.n * sizeof(char *));
	if (*languages == NULL)
		return 0;
	memcpy(*languages, found.list, found.n * sizeof(char *));
	return found.n;
}
