/*
 * hub_repository.c: fields that records of models and of datasets have.
 */
#include <json-c/json.h>
#include <string.h>

#include "fetch/hub/hub_repository.h"
#include "fetch/reader/arena.h"

#define MAX_TAGS 10000

/*
 * hub_tags reads tags into *tags. Returns their number.
 */
int
hub_tags(RecordReader *reader, struct json_object *value, const char ***tags)
{
	size_t n;
	int ntags = 0;

	if (value == NULL)
		return 0;
	if (!json_object_is_type(value, json_type_array))
	{
		record_problem(reader, "type", "tags is not an array; left out");
		return 0;
	}
	n = json_object_array_length(value);
	if (n > MAX_TAGS)
	{
		record_problem(reader, "range", "%zu tags; only the first %d are kept", n, MAX_TAGS);
		n = MAX_TAGS;
	}
	*tags = arena_alloc(reader->arena, n * sizeof(char *));
	if (*tags == NULL)
		return 0;
	for (size_t i = 0; i < n; i++)
	{
		const char *tag = field_text(reader, json_object_array_get_idx(value, i), "tags");

		if (tag != NULL)
			(*tags)[ntags++] = tag;
	}
	return ntags;
}

/*
 * hub_license takes the first license: tag, else the card's license, the
 * first where it is a list.
 */
const char *
hub_license(RecordReader *reader, const char **tags, int ntags, struct json_object *card)
{
	struct json_object *value = field_member(card, "license");

	for (int i = 0; i < ntags; i++)
		if (strncmp(tags[i], "license:", 8) == 0 && tags[i][8] != '\0')
			return tags[i] + 8;
	if (json_object_is_type(value, json_type_array))
		value = json_object_array_length(value) > 0 ? json_object_array_get_idx(value, 0) : NULL;
	return value == NULL ? NULL : field_text(reader, value, "cardData.license");
}

/*
 * hub_gated turns false, "auto" or "manual" into a word.
 */
const char *
hub_gated(RecordReader *reader, struct json_object *value)
{
	const char *text;

	if (value == NULL)
		return NULL;
	if (json_object_is_type(value, json_type_boolean))
	{
		if (!json_object_get_boolean(value))
			return "no";
		record_problem(reader, "range", "gated is true, which does not say how; left out");
		return NULL;
	}
	text = field_text(reader, value, "gated");
	if (text == NULL || strcmp(text, "auto") == 0 || strcmp(text, "manual") == 0)
		return text;
	record_problem(reader, "range", "gated is \"%s\", not false, auto or manual; left out",
				   record_quote(reader, text));
	return NULL;
}

/*
 * hub_sha takes the name of a commit: Git's SHA-1, or its SHA-256.
 */
const char *
hub_sha(RecordReader *reader, struct json_object *value)
{
	const char *text = value == NULL ? NULL : field_text(reader, value, "sha");
	size_t digits;

	if (text == NULL)
		return NULL;
	digits = strspn(text, "0123456789abcdef");
	if (text[digits] == '\0' && (digits == 40 || digits == 64))
		return text;
	record_problem(reader, "range", "sha \"%s\" is not the name of a commit; left out",
				   record_quote(reader, text));
	return NULL;
}
