/*
 * answer.c: an answer of the Hub, record by record.
 *
 * json-c parses one element of the array at a time, so that one broken record
 * costs itself and not the page, and only one record's tree is in memory.
 * Its end is found before by its brackets, so that reading goes on behind an
 * element that json-c gives up, and one whose tree would be too large is never
 * made: json-c takes up to 260 times the text. A page whose brackets do not
 * close is not read at all: what follows is unknown.
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
/* Bytes of its tree as json-c makes it, about. */
#define MAX_TREE_BYTES (64 * 1024 * 1024)
/* Bytes that are looked at at once; reading may stop between them. */
#define SLICE_BYTES 16384

/* The rest of an answer. */
typedef struct Answer
{
	const char *start;
	const char *p;
	const char *end;
	struct json_tokener *tokener;
	const AnswerKind *kind;
	void *data;
} Answer;

/*
 * skip_space moves to the next byte that is not white space, or where reading
 * is to stop. Returns it, NUL at the end.
 */
static char
skip_space(RecordReader *reader, Answer *input)
{
	while (input->p < input->end &&
		   (*input->p == ' ' || *input->p == '\n' || *input->p == '\r' || *input->p == '\t') &&
		   !record_work(reader, 1))
		input->p++;
	return input->p < input->end ? *input->p : '\0';
}

/*
 * measure_element finds where the element at p ends by looking at nothing but
 * brackets and strings, and in *tree about how many bytes its tree would take.
 * Returns NULL if it does not end, or reading is to stop.
 */
static const char *
measure_element(RecordReader *reader, const char *p, const char *end, size_t *tree)
{
	const char *start = p;
	size_t depth = 0;
	bool in_string = false;

	*tree = 0;
	while (p < end)
	{
		const char *stop = end - p < SLICE_BYTES ? end : p + SLICE_BYTES;

		if (p > start && record_work(reader, SLICE_BYTES))
			return NULL;
		for (; p < stop; p++)
		{
			if (in_string)
			{
				while (p < stop && *p != '"' && *p != '\\')
					p++;
				if (p == stop)
					break;
				if (*p == '"')
					in_string = false;
				else if (p + 1 < end)
					p++;
				continue;
			}
			switch (*p)
			{
				case '"': in_string = true; break;
				case ':': *tree += 160; break; /* an entry of a hash table, half full */
				case '{':
				case '[':
					*tree += *p == '{' ? 800 : 400; /* room for the first entries */
					depth++;
					break;
				case '}':
				case ']':
					if (depth == 0)
						return p; /* the array's own bracket */
					if (--depth > 0)
						break;
					*tree += p - start;
					return p + 1;
				case ',':
					if (depth == 0)
						return p;
					*tree += 100; /* a value */
					break;
			}
		}
	}
	return NULL;
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
 * parse_slices parses text with a tokener that is at its start. Returns NULL
 * where that does not work, which the tokener knows, or reading is to stop;
 * *end: the bytes that were read.
 */
static struct json_object *
parse_slices(RecordReader *reader, struct json_tokener *tokener, const char *text, size_t len,
			 size_t *end)
{
	struct json_object *object;
	size_t given = 0;
	size_t slice;

	do
	{
		slice = len - given < SLICE_BYTES ? len - given : SLICE_BYTES;
		object = json_tokener_parse_ex(tokener, text + given, (int) slice);
		*end = given + json_tokener_get_parse_end(tokener);
		given += slice;
		/* a byte costs more here than elsewhere */
	} while (json_tokener_get_error(tokener) == json_tokener_continue && given < len &&
			 !record_work(reader, 4 * slice));
	return object;
}

/*
 * parse_element parses the object from input->p to end, of which bytes that do
 * not belong become U+FFFD; *cleaned says whether there were any. Returns NULL
 * where that does not work: *error says why, json_tokener_success being lack
 * of memory.
 */
static struct json_object *
parse_element(RecordReader *reader, Answer *input, const char *end, enum json_tokener_error *error,
			  bool *cleaned)
{
	size_t len = end - input->p;
	const char *text = input->p;
	char *copy = NULL;
	struct json_object *object;
	size_t given;

	*error = json_tokener_success;
	*cleaned = utf8_prefix(text, len) < len;
	if (*cleaned)
	{
		copy = malloc(3 * len);
		if (copy == NULL)
			return NULL;
		len = utf8_clean(text, len, copy);
		text = copy;
	}
	reader->surrogates = has_surrogates(text, len);
	json_tokener_reset(input->tokener);
	object = parse_slices(reader, input->tokener, text, len, &given);
	*error = json_tokener_get_error(input->tokener);
	free(copy);
	return object;
}

/*
 * take_object has a record taken, and releases it.
 */
static void
take_object(RecordReader *reader, Answer *input, struct json_object *item, bool cleaned)
{
	const char *const *fields = reader->input->fields;

	for (int i = 0; fields != NULL && fields[i] != NULL; i++)
		if (!reader->input->given[i])
			reader->input->given[i] = json_object_object_get_ex(item, fields[i], NULL);
	input->kind->take(reader, item, input->data);
	json_object_put(item);
	if (cleaned)
		record_problem(reader, "text", "bytes that are not UTF-8; U+FFFD in their place");
}

/*
 * begin_item begins with a record of the page.
 */
static void
begin_item(RecordReader *reader)
{
	reader->item = reader->page->nitems++;
	reader->item_problems = 0;
	reader->name = NULL;
}

/*
 * take_element takes the element from input->p to end, whatever it is, of which the
 * tree would have so many bytes, as a record.
 */
static void
take_element(RecordReader *reader, Answer *input, const char *end, size_t tree)
{
	enum json_tokener_error error;
	struct json_object *item;
	bool cleaned;

	if (*input->p != '{')
		record_problem(reader, "type", "the record is not an object; it is not loaded");
	else if (end - input->p > RECORD_MAX_BYTES || tree > MAX_TREE_BYTES)
		record_problem(reader, "size", "a record of %td bytes, or %zu as a tree; it is not loaded",
					   end - input->p, tree);
	else if ((item = parse_element(reader, input, end, &error, &cleaned)) != NULL)
		take_object(reader, input, item, cleaned);
	else if (error == json_tokener_success)
		arena_fail(reader->arena);
	else
		record_problem(reader, "syntax", "the record cannot be parsed (%s); it is not loaded",
					   json_tokener_error_desc(error));
}

/*
 * read_element reads the element at input->p, whatever it is, and moves
 * behind it. Returns false if there is none or it does not end.
 */
static bool
read_element(RecordReader *reader, Answer *input)
{
	size_t tree;
	const char *end = measure_element(reader, input->p, input->end, &tree);

	if (end == NULL || end == input->p)
		return false;
	begin_item(reader);
	take_element(reader, input, end, tree);
	input->p = end;
	return true;
}

/*
 * broken_page is the result where no element can be read at input->p.
 */
static RecordResult
broken_page(RecordReader *reader, Answer *input)
{
	size_t tree;

	if (measure_element(reader, input->p, input->end, &tree) == NULL)
		return record_bad_page(reader, "syntax", "the answer ends in the middle of record %d",
							   reader->page->nitems);
	return record_bad_page(reader, "syntax", "not JSON at byte %td, record %d",
						   input->p - input->start, reader->page->nitems);
}

/*
 * read_array reads a page of records from the bracket that opens it.
 */
static RecordResult
read_array(RecordReader *reader, Answer *input)
{
	input->p++;
	if (skip_space(reader, input) != ']')
	{
		for (;;)
		{
			char c;

			if (reader->page->nitems == MAX_ITEMS)
				return record_bad_page(reader, "range", "more than %d records in a page",
									   MAX_ITEMS);
			if (arena_failed(reader->arena) || record_stop(reader))
				return RECORD_STOPPED; /* record_end() knows which */
			if (!read_element(reader, input))
				return broken_page(reader, input);
			c = skip_space(reader, input);
			if (c == ']')
				break;
			if (c != ',')
				return broken_page(reader, input);
			input->p++;
			skip_space(reader, input);
		}
	}
	input->p++;
	return RECORD_OK;
}

/*
 * skip_mark moves behind a byte order mark.
 */
static void
skip_mark(Answer *input)
{
	if (input->end - input->p >= 3 && memcmp(input->p, "\xEF\xBB\xBF", 3) == 0)
		input->p += 3;
}

/*
 * read_text reads input as one record: whatever is wrong with it costs that one.
 */
static void
read_text(RecordReader *reader, Answer *input)
{
	const char *start;
	const char *end;
	size_t tree = 0;

	begin_item(reader);
	skip_mark(input);
	(void) skip_space(reader, input);
	start = input->p;
	if (start == input->end)
	{
		record_problem(reader, "syntax", "the record is empty");
		return;
	}
	end = *start == '{' ? measure_element(reader, start, input->end, &tree) : input->end;
	if (end == NULL)
	{
		if (!reader->stopped)
			record_problem(reader, "syntax", "the record does not end; it is not loaded");
		return;
	}
	input->p = end;
	(void) skip_space(reader, input);
	if (input->p < input->end)
		record_problem(reader, "syntax",
					   "something follows the record at byte %td; it is not loaded",
					   input->p - input->start);
	else
	{
		input->p = start;
		take_element(reader, input, end, tree);
	}
}

/*
 * read_texts reads records that came one by one.
 */
static RecordResult
read_texts(RecordReader *reader, Answer *input)
{
	for (int i = 0; i < reader->input->ntexts; i++)
	{
		const RecordText *text = &reader->input->texts[i];

		input->start = input->p = text->text;
		input->end = text->text + text->len;
		if (arena_failed(reader->arena) || record_stop(reader))
			break; /* record_end() knows which */
		read_text(reader, input);
	}
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
read_single(RecordReader *reader, Answer *input)
{
	bool wanted = input->kind->single;
	enum json_tokener_error error;
	bool cleaned;
	struct json_object *object;
	const char *text = NULL;
	size_t tree;
	const char *end = measure_element(reader, input->p, input->end, &tree);

	if (end == NULL)
		return broken_page(reader, input);
	if (end - input->p > RECORD_MAX_BYTES || tree > MAX_TREE_BYTES)
		return record_bad_page(reader, "size", "a record of %td bytes, or %zu as a tree",
							   end - input->p, tree);
	object = parse_element(reader, input, end, &error, &cleaned);
	if (object == NULL && error == json_tokener_success)
		arena_fail(reader->arena);
	if (field_member(object, "id") == NULL || !wanted)
		text = error_text(reader, object);
	if (text == NULL && object != NULL && wanted)
	{
		reader->item = reader->page->nitems++;
		take_object(reader, input, object, cleaned);
		input->p = end;
		return RECORD_OK;
	}
	json_object_put(object);
	if (text != NULL)
		return record_bad_page(reader, "type", "the answer is an error: %s",
							   record_quote(reader, text));
	if (object != NULL)
		return record_bad_page(reader, "type", "the answer is an object, not an array of %ss",
							   input->kind->noun);
	return record_bad_page(reader, "syntax", "the answer is not JSON (%s)",
						   json_tokener_error_desc(error));
}

/*
 * says_nothing: is the rest of an answer nothing, null or []?
 */
static bool
says_nothing(RecordReader *reader, Answer *input)
{
	static const char *const words[] = {"", "null", "[]"};
	char text[sizeof("null")];
	size_t n = 0;

	for (const char *p = input->p; p < input->end && !record_work(reader, 1); p++)
	{
		if (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')
			continue;
		if (n == sizeof(text) - 1)
			return false;
		text[n++] = *p;
	}
	text[n] = '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

/*
 * read_answer reads an array of records, or one record if single.
 */
static RecordResult
read_answer(RecordReader *reader, Answer *input)
{
	const AnswerKind *kind = input->kind;
	size_t len = input->end - input->p;
	RecordResult result;
	char c;

	if (len > (kind->max_bytes == 0 ? INT_MAX : kind->max_bytes))
		return record_bad_page(reader, "size", "%s of %zu bytes",
							   kind->max_bytes == 0 ? "an answer" : "a file", len);
	skip_mark(input);
	if (kind->may_be_empty && says_nothing(reader, input))
	{
		record_problem(reader, "empty", "the %s is empty, null or []; what is known stays",
					   kind->noun);
		return RECORD_OK;
	}
	c = skip_space(reader, input);
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
	skip_space(reader, input);
	if (result == RECORD_OK && input->p < input->end)
		return record_bad_page(reader, "syntax", "something follows the answer at byte %td",
							   input->p - input->start);
	return result;
}

/*
 * answer_read reads an answer into page and calls take, with data, for each
 * record that can be read.
 */
RecordResult
answer_read(const AnswerKind *kind, const RecordInput *given, RecordPage *page, void *data)
{
	Answer input = {.start = given->body,
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
		result = given->texts != NULL ? read_texts(&reader, &input) : read_answer(&reader, &input);
		json_tokener_free(input.tokener);
	}
	return record_end(&reader, result);
}

/*
 * answer_parse parses a JSON text that was found within an answer, as valid
 * UTF-8. Returns it, to be released with json_object_put(), or NULL: it is
 * null, or a problem that begins with what says why not.
 */
struct json_object *
answer_parse(RecordReader *reader, const char *text, const char *what)
{
	struct json_tokener *tokener = json_tokener_new_ex(MAX_DEPTH);
	struct json_object *object = NULL;
	enum json_tokener_error error;
	size_t len = strlen(text);
	size_t end;
	size_t tree;

	(void) measure_element(reader, text, text + len, &tree);
	if (tree > MAX_TREE_BYTES)
		record_problem(reader, "size", "%s: %zu bytes as a tree; left out", what, tree);
	if (tokener == NULL)
	{
		arena_fail(reader->arena);
		return NULL;
	}
	if (has_surrogates(text, len))
		reader->surrogates = true;
	/* with its NUL, so that a number at the end ends */
	if (tree <= MAX_TREE_BYTES)
		object = parse_slices(reader, tokener, text, len + 1, &end);
	error = json_tokener_get_error(tokener);
	if (object != NULL)
	{
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
