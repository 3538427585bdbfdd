/*
 * hub_error.c: what a server says where it does not give what was asked for.
 */
#include <json-c/json.h>
#include <string.h>
#include <strings.h>

#include "fetch/hub/hub_error.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/fields.h"
#include "fetch/reader/text.h"
#include "fetch/reader/utf8.h"

/* Bytes of an answer that are looked at, and of memory for that. */
#define MAX_BODY 65536
#define MAX_MEMORY (16 * MAX_BODY)

/* A text while it is gathered. */
typedef struct Said
{
	char *text; /* room for MAX_BODY bytes and a NUL */
	size_t len;
} Said;

/*
 * say_more adds a text behind what there is.
 */
static void
say_more(Said *said, const char *text, size_t len)
{
	if (len == 0 || said->len + 2 + len > MAX_BODY)
		return;
	if (said->len > 0)
	{
		memcpy(said->text + said->len, "; ", 2);
		said->len += 2;
	}
	memcpy(said->text + said->len, text, len);
	said->len += len;
}

/*
 * gather_json adds the texts of a JSON value: of an object its error, errors or
 * message.
 */
static void
gather_json(Said *said, struct json_object *value)
{
	static const char *const keys[] = {"error", "errors", "message"};

	if (json_object_is_type(value, json_type_string))
		say_more(said, json_object_get_string(value), json_object_get_string_len(value));
	for (size_t i = 0; json_object_is_type(value, json_type_array) &&
					   i < (size_t) json_object_array_length(value);
		 i++)
		gather_json(said, json_object_array_get_idx(value, i));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (field_member(value, keys[i]) != NULL)
		{
			gather_json(said, field_member(value, keys[i]));
			break;
		}
}

/*
 * gather_plain adds a text that is no JSON, without the tags of HTML and XML.
 */
static void
gather_plain(Said *said, const char *body, size_t len)
{
	bool markup = len > 0 && body[strspn(body, " \t\r\n")] == '<';
	bool inside = false;

	for (size_t i = 0; i < len; i++)
	{
		bool tag = markup && (inside || body[i] == '<');

		said->text[said->len++] = tag ? ' ' : body[i];
		inside = tag && body[i] != '>';
	}
}

/*
 * gather_text adds what a body of len bytes, which ends with a NUL, says.
 */
static void
gather_text(Said *said, const char *body, size_t len)
{
	struct json_tokener *tokener = json_tokener_new();
	struct json_object *value;

	if (tokener == NULL)
		return;
	value = json_tokener_parse_ex(tokener, body, (int) len);
	if (json_tokener_get_error(tokener) == json_tokener_success)
		gather_json(said, value);
	else
		gather_plain(said, body, len);
	json_object_put(value);
	json_tokener_free(tokener);
}

/*
 * copy_words copies at most max characters of a text, with one blank for several.
 */
static void
copy_words(const char *text, size_t max, char *out)
{
	char *start = out;

	for (size_t n = 0; *text != '\0' && n < max; n++)
	{
		while (text[0] == ' ' && text[1] == ' ')
			text++;
		do
			*out++ = *text++;
		while (((unsigned char) *text & 0xC0) == 0x80);
	}
	if (out > start && out[-1] == ' ')
		out--;
	*out = '\0';
}

/*
 * hub_error_text writes what an answer says in its body, which ends with a NUL:
 * at most max characters of valid UTF-8 in one line, in out, which has room for
 * HUB_ERROR_ROOM(max) bytes. The Hub says {"error": "..."}, or a list of them;
 * other servers send HTML or XML.
 */
void
hub_error_text(const char *body, size_t len, size_t max, char *out)
{
	Arena *arena = arena_new(MAX_MEMORY);
	Said said = {.text = arena == NULL ? NULL : arena_alloc(arena, MAX_BODY + 1)};
	char *clean = said.text == NULL ? NULL : arena_alloc(arena, 3 * MAX_BODY + 1);
	const char *text = NULL;

	out[0] = '\0';
	if (clean != NULL)
	{
		len = len > MAX_BODY ? utf8_clip(body, len, MAX_BODY) : len;
		gather_text(&said, body, len);
		clean[utf8_clean(said.text, said.len, clean)] = '\0';
		text = text_display(arena, clean);
	}
	if (text != NULL)
		copy_words(text, max, out);
	arena_free(arena);
}

/*
 * in_name: may c stand in the name of a field?
 */
static bool
in_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
		   c == '-';
}

/*
 * find_word returns where a word first stands in a text up to end, NULL: nowhere.
 */
static const char *
find_word(const char *text, const char *end, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = text; p + len <= end; p++)
		if (strncasecmp(p, word, len) == 0 && (p == text || !in_name(p[-1])) && !in_name(p[len]))
			return p;
	return NULL;
}

/*
 * find_list returns where a text begins to say what would be valid, else its end.
 */
static const char *
find_list(const char *text, const char *end)
{
	static const char *const words[] = {"expected",  "one of",    "valid",   "allowed",
										"available", "supported", "must be", "choose"};
	const char *first = end;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		const char *p = find_word(text, first, words[i]);

		if (p != NULL)
			first = p;
	}
	return first;
}

/*
 * hub_refused_fields finds out which of n fields a text, with which the Hub did not
 * answer a request for them, is about: it names them, or all that are valid, or
 * both. Sets refused; returns their number, 0: the text is about something else.
 */
int
hub_refused_fields(const char *text, const char *const *fields, int n, bool *refused)
{
	static const char *const others[] = {"sort", "cursor", "limit", "filter"};
	const char *end = text + strlen(text);
	const char *list = find_list(text, end);
	int named = 0;
	int listed = 0;
	int count = 0;
	bool takes_named;
	bool takes_listed;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (find_word(text, end, "expand") == NULL && find_word(text, end, others[i]) != NULL)
			return 0;
	for (int i = 0; i < n; i++)
	{
		bool is_listed = find_word(list, end, fields[i]) != NULL;

		listed += is_listed;
		named += !is_listed && find_word(text, list, fields[i]) != NULL;
	}
	takes_named = named > 0;
	/* fewer are refused than given: so it is the list of either */
	takes_listed = !takes_named && listed < n - listed;
	for (int i = 0; i < n; i++)
	{
		bool is_listed = find_word(list, end, fields[i]) != NULL;

		refused[i] = takes_named ? !is_listed && find_word(text, list, fields[i]) != NULL
								 : listed > 0 && is_listed == takes_listed;
		count += refused[i];
	}
	return count;
}
