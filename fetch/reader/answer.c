/*
 * answer.c: an answer of the Hub, record by record.
 *
 * json-c parses one element of the array at a time, so that one broken record
 * costs itself and not the page, and only one record's tree is in memory.
 * Where json-c gives up, the end of the element is found by its brackets and
 * reading goes on behind it. A page whose brackets do not close is not read at
 * all: what follows is unknown.
 *
 * json-c is not strict: 0.17 and 0.18 then take every byte above 0x7f for a
 * control character.
 */
#include <json-c/json.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/reader/answer.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/utf8.h"

/* Nesting of one record; the Hub's own is below 10, cards are free-form. */
#define MAX_DEPTH 64
#define MAX_ITEMS 100000

/* The rest of an answer. */
typedef struct Input
{
	const char *start;
	const char *p;
	const char *end;
	bool dirty; /* not all of it is valid UTF-8 */
	struct json_tokener *tokener;
	const AnswerKind *kind;
	void *data;
} Input;

/*
 * skip_space moves to the next byte that is not white space. Returns it, NUL
 * at the end.
 */
static char
skip_space(Input *input)
{
	while (input->p < input->end &&
		   (*input->p == ' ' || *input->p == '\n' || *input->p == '\r' || *input->p == '\t'))
		input->p++;
	return input->p < input->end ? *input->p : '\0';
}

/*
 * element_end finds where the element at input->p ends by looking at nothing
 * but brackets and strings. Returns NULL if it does not end.
 */
static const char *
element_end(const Input *input)
{
	size_t depth = 0;
	bool in_string = false;

	for (const char *p = input->p; p < input->end; p++)
	{
		if (in_string)
		{
			if (*p == '\\' && p + 1 < input->end)
				p++;
			else if (*p == '"')
				in_string = false;
			continue;
		}
		switch (*p)
		{
			case '"': in_string = true; break;
			case '{':
			case '[': depth++; break;
			case '}':
			case ']':
				if (depth == 0)
					return p; /* the array's own bracket */
				if (--depth == 0)
					return p + 1;
				break;
			case ',':
				if (depth == 0)
					return p;
				break;
		}
	}
	return NULL;
}

/*
 * parse_element parses the object at input->p and moves behind it. Returns
 * NULL where that does not work: *error says why, json_tokener_success being
 * lack of memory, and input->p is where it was.
 */
static struct json_object *
parse_element(Input *input, const char *end, enum json_tokener_error *error)
{
	struct json_object *object;

	json_tokener_reset(input->tokener);
	object = json_tokener_parse_ex(input->tokener, input->p, (int) (end - input->p));
	*error = json_tokener_get_error(input->tokener);
	if (object != NULL)
		input->p += json_tokener_get_parse_end(input->tokener);
	return object;
}

/*
 * parse_dirty is parse_element for text that is not all UTF-8: bytes that do
 * not belong become U+FFFD. *cleaned says whether there were any.
 */
static struct json_object *
parse_dirty(Input *input, enum json_tokener_error *error, bool *cleaned)
{
	const char *end = element_end(input);
	Input clean = *input;
	struct json_object *object;
	size_t len;
	char *copy;

	*error = json_tokener_continue;
	if (end == NULL)
		return NULL;
	len = end - input->p;
	if (utf8_prefix(input->p, len) == len)
		return parse_element(input, end, error);
	*error = json_tokener_success;
	copy = len > INT_MAX / 3 ? NULL : malloc(3 * len);
	if (copy == NULL)
		return NULL;
	clean.p = copy;
	object = parse_element(&clean, copy + utf8_clean(input->p, len, copy), error);
	free(copy);
	if (object != NULL)
		input->p = end;
	*cleaned = true;
	return object;
}

/*
 * read_element reads the element at input->p, whatever it is, and moves
 * behind it. Returns false if there is none or it does not end.
 */
static bool
read_element(RecordReader *reader, Input *input)
{
	enum json_tokener_error error = json_tokener_success;
	struct json_object *item = NULL;
	bool is_object = input->p < input->end && *input->p == '{';
	bool cleaned = false;
	const char *end;

	reader->item = reader->page->nitems;
	reader->item_problems = 0;
	reader->name = NULL;
	if (is_object)
		item = input->dirty ? parse_dirty(input, &error, &cleaned)
							: parse_element(input, input->end, &error);
	if (item != NULL)
	{
		reader->page->nitems++;
		input->kind->take(reader, item, input->data);
		json_object_put(item);
		if (cleaned)
			record_problem(reader, "text", "bytes that are not UTF-8; U+FFFD in their place");
		return true;
	}
	if (is_object && error == json_tokener_success)
	{
		arena_fail(reader->arena);
		return false;
	}
	end = element_end(input);
	if (end == NULL || end == input->p)
		return false;
	reader->page->nitems++;
	if (is_object)
		record_problem(reader, "syntax", "the record cannot be parsed (%s); it is not loaded",
					   json_tokener_error_desc(error));
	else
		record_problem(reader, "type", "the record is not an object; it is not loaded");
	input->p = end;
	return true;
}

/*
 * broken is the result where no element can be read at input->p.
 */
static RecordResult
broken(RecordReader *reader, Input *input)
{
	if (element_end(input) == NULL)
		return record_bad_page(reader, "syntax", "the answer ends in the middle of record %d",
							   reader->page->nitems);
	return record_bad_page(reader, "syntax", "not JSON at byte %td, record %d",
						   input->p - input->start, reader->page->nitems);
}

/*
 * read_array reads a page of records from the bracket that opens it.
 */
static RecordResult
read_array(RecordReader *reader, Input *input)
{
	input->p++;
	if (skip_space(input) != ']')
	{
		for (;;)
		{
			char c;

			if (reader->page->nitems == MAX_ITEMS)
				return record_bad_page(reader, "range", "more than %d records in a page",
									   MAX_ITEMS);
			if (record_stop(reader))
				return RECORD_STOPPED;
			if (!read_element(reader, input))
				return broken(reader, input);
			c = skip_space(input);
			if (c == ']')
				break;
			if (c != ',')
				return broken(reader, input);
			input->p++;
			skip_space(input);
		}
	}
	input->p++;
	return RECORD_OK;
}

/*
 * error_text returns what an answer {"error": "..."}, {"error": ["..."]} or
 * {"errors": [{"message": "..."}]} says, NULL: it is no such answer.
 */
static const char *
error_text(RecordReader *reader, struct json_object *object)
{
	struct json_object *value = field_member(object, "error");

	if (value == NULL)
		value = field_member(object, "errors");
	if (json_object_is_type(value, json_type_array))
		value = json_object_array_length(value) > 0 ? json_object_array_get_idx(value, 0) : NULL;
	if (json_object_is_type(value, json_type_object))
		value = field_member(value, "message");
	if (!json_object_is_type(value, json_type_string))
		return NULL;
	return field_text(reader, value, "error");
}

/*
 * read_single reads an answer that is one object: the record where that is
 * wanted, else, or where it is an error in words, a page that cannot be used.
 */
static RecordResult
read_single(RecordReader *reader, Input *input)
{
	bool wanted = input->kind->single;
	enum json_tokener_error error = json_tokener_success;
	Input look = *input;
	bool cleaned = false;
	struct json_object *object;
	const char *text = NULL;

	object =
		look.dirty ? parse_dirty(&look, &error, &cleaned) : parse_element(&look, look.end, &error);
	if (field_member(object, "id") == NULL || !wanted)
		text = error_text(reader, object);
	json_object_put(object);
	if (text != NULL)
		return record_bad_page(reader, "type", "the answer is an error: %s",
							   record_quote(reader, text));
	if (object != NULL && !wanted)
		return record_bad_page(reader, "type", "the answer is an object, not an array of %ss",
							   input->kind->noun);
	if (error != json_tokener_success)
		return record_bad_page(reader, "syntax", "the answer is not JSON (%s)",
							   json_tokener_error_desc(error));
	return read_element(reader, input) ? RECORD_OK : broken(reader, input);
}

/*
 * read_answer reads an array of records, or one record if single.
 */
static RecordResult
read_answer(RecordReader *reader, Input *input)
{
	const AnswerKind *kind = input->kind;
	size_t len = input->end - input->p;
	RecordResult result;
	char c;

	if (len > (kind->max_bytes == 0 ? INT_MAX : kind->max_bytes))
		return record_bad_page(reader, "size", "%s of %zu bytes",
							   kind->max_bytes == 0 ? "an answer" : "a file", len);
	if (input->end - input->p >= 3 && memcmp(input->p, "\xEF\xBB\xBF", 3) == 0)
		input->p += 3; /* byte order mark */
	input->dirty = utf8_prefix(input->p, input->end - input->p) < (size_t) (input->end - input->p);
	c = skip_space(input);
	if (input->p == input->end)
		return record_bad_page(reader, "syntax", "the answer is empty");
	if (c == '{')
		result = read_single(reader, input);
	else if (c == '[' && !kind->single)
		result = read_array(reader, input);
	else if (c == '[')
		return record_bad_page(reader, "type", "the answer is an array, not a %s",
							   input->kind->noun);
	else
		return record_bad_page(reader, "syntax",
							   c == '<' ? "the answer is HTML, not JSON"
										: "the answer is not JSON");
	skip_space(input);
	if (result == RECORD_OK && input->p < input->end)
		return record_bad_page(reader, "syntax", "something follows the answer at byte %td",
							   input->p - input->start);
	return result;
}

/*
 * has_surrogates: does body have an escape of a UTF-16 surrogate? json-c puts
 * U+FFFD where its other half is missing.
 */
static bool
has_surrogates(const char *body, size_t len)
{
	const char *end = body + len;

	for (const char *p = body; (p = memchr(p, '\\', end - p)) != NULL; p += 2)
	{
		if (end - p < 3)
			break;
		if (p[1] == 'u' && (p[2] == 'd' || p[2] == 'D'))
			return true;
	}
	return false;
}

/*
 * answer_read: see answer.h.
 */
RecordResult
answer_read(const AnswerKind *kind, const RecordInput *given, RecordPage *page, void *data)
{
	Input input = {.start = given->body,
				   .p = given->body,
				   .end = given->body + given->len,
				   .kind = kind,
				   .data = data};
	RecordReader reader;
	RecordResult result = RECORD_NO_MEMORY;

	if (!record_begin(&reader, page, kind->page_size, given))
		return RECORD_NO_MEMORY;
	input.tokener = json_tokener_new_ex(MAX_DEPTH);
	if (input.tokener == NULL)
		arena_fail(reader.arena);
	else
	{
		reader.surrogates = has_surrogates(given->body, given->len);
		result = read_answer(&reader, &input);
		json_tokener_free(input.tokener);
	}
	return record_end(&reader, result);
}

/*
 * answer_parse: see answer.h.
 */
struct json_object *
answer_parse(RecordReader *reader, const char *text, const char *what)
{
	struct json_tokener *tokener = json_tokener_new_ex(MAX_DEPTH);
	struct json_object *object = NULL;
	enum json_tokener_error error;
	size_t len = strlen(text);
	size_t end;

	if (tokener == NULL)
	{
		arena_fail(reader->arena);
		return NULL;
	}
	if (has_surrogates(text, len))
		reader->surrogates = true;
	/* with its NUL, so that a number at the end ends */
	if (len < INT_MAX)
		object = json_tokener_parse_ex(tokener, text, (int) len + 1);
	error = json_tokener_get_error(tokener);
	if (object != NULL)
	{
		end = json_tokener_get_parse_end(tokener);
		if (end < len && strspn(text + end, " \t\r\n") < len - end)
		{
			json_object_put(object);
			object = NULL;
			error = json_tokener_error_parse_unexpected;
		}
	}
	if (object == NULL && error != json_tokener_success)
		record_problem(reader, "syntax", "%s: not JSON (%s); left out", what,
					   json_tokener_error_desc(error));
	json_tokener_free(tokener);
	return object;
}
