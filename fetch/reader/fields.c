/*
 * fields.c: single values of the Hub's records, and what was wrong with
 * them.
 */
#include <json-c/json.h>
#include <math.h>
#include <string.h>

#include "fetch/reader/arena.h"
#include "fetch/reader/fields.h"
#include "fetch/reader/text.h"
#include "fetch/reader/times.h"
#include "fetch/reader/utf8.h"

#define MAX_TEXT 4096
/*
 * field_member returns a value of an object, NULL: not given, or no object.
 */
struct json_object *
field_member(struct json_object *object, const char *key)
{
	struct json_object *value = NULL;

	if (json_object_is_type(object, json_type_object))
		json_object_object_get_ex(object, key, &value);
	return value;
}

/*
 * wrong_type notes that a value is not what field has to be.
 */
static void
wrong_type(RecordReader *reader, struct json_object *value, const char *field, const char *wanted)
{
	record_problem(reader, "type", "%s: %s where %s belongs; left out", field,
				   json_type_to_name(json_object_get_type(value)), wanted);
}

/*
 * field_object is field_member() for a value that has to be an object.
 */
struct json_object *
field_object(RecordReader *reader, struct json_object *object, const char *key)
{
	struct json_object *value = field_member(object, key);

	if (value == NULL || json_object_is_type(value, json_type_object))
		return value;
	wrong_type(reader, value, key, "object");
	return NULL;
}

/*
 * field_text reads a text. An empty one is not given, a long one is cut; NUL,
 * which JSON can hold and PostgreSQL cannot, is taken out. NULL, too, where
 * reading is to stop.
 */
const char *
field_text(RecordReader *reader, struct json_object *value, const char *field)
{
	const char *text;
	char *copy;
	size_t len;

	if (value == NULL)
		return NULL;
	if (!json_object_is_type(value, json_type_string))
	{
		wrong_type(reader, value, field, "string");
		return NULL;
	}
	text = json_object_get_string(value);
	len = json_object_get_string_len(value);
	if (len > MAX_TEXT)
	{
		record_problem(reader, "range", "%s: text of %zu bytes; cut to %d", field, len, MAX_TEXT);
		len = utf8_clip(text, len, MAX_TEXT);
	}
	if (len == 0 || record_work(reader, len + 16))
		return NULL;
	copy = arena_text(reader->arena, text, len);
	if (copy == NULL)
		return NULL;
	if (strlen(copy) < len)
	{
		size_t kept = 0;

		for (size_t i = 0; i < len; i++)
			if (text[i] != '\0')
				copy[kept++] = text[i];
		copy[kept] = '\0';
		record_problem(reader, "text", "%s: NUL in a text; taken out", field);
		if (kept == 0)
			return NULL;
	}
	if (reader->surrogates && strstr(copy, "\xEF\xBF\xBD") != NULL)
		record_problem(reader, "text", "%s: half a surrogate pair in a text; U+FFFD in its place",
					   field);
	return copy;
}

/*
 * field_count reads a whole number from 0. json-c clamps what exceeds 64 bits,
 * so the largest number itself counts as too large.
 */
int64_t
field_count(RecordReader *reader, struct json_object *value, const char *field)
{
	if (value == NULL)
		return RECORD_NULL;
	if (json_object_is_type(value, json_type_int))
	{
		int64_t count = json_object_get_int64(value);

		if (count >= 0 && count < INT64_MAX)
			return count;
	}
	else if (json_object_is_type(value, json_type_double))
	{
		double count = json_object_get_double(value);

		/* a whole number may be written as 5.0 or 1e3 */
		if (count >= 0 && count < 9007199254740992.0)
		{
			if (count == floor(count))
				return (int64_t) count;
			record_problem(reader, "type", "%s: %g where a whole number belongs; left out", field,
						   count);
			return RECORD_NULL;
		}
	}
	else
	{
		wrong_type(reader, value, field, "number");
		return RECORD_NULL;
	}
	record_problem(reader, "range", "%s: %.80s is no possible count; left out", field,
				   json_object_get_string(value));
	return RECORD_NULL;
}

/*
 * field_number reads a finite number.
 */
double
field_number(RecordReader *reader, struct json_object *value, const char *field)
{
	double number;

	if (value == NULL)
		return NAN;
	if (!json_object_is_type(value, json_type_int) && !json_object_is_type(value, json_type_double))
	{
		wrong_type(reader, value, field, "number");
		return NAN;
	}
	number = json_object_get_double(value);
	if (isfinite(number))
		return number;
	record_problem(reader, "range", "%s: %.80s is not finite; left out", field,
				   json_object_get_string(value));
	return NAN;
}

/*
 * field_time reads a point of time as microseconds since 1970.
 */
int64_t
field_time(RecordReader *reader, struct json_object *value, const char *field)
{
	const char *text = field_text(reader, value, field);
	int64_t time;

	if (text == NULL)
		return RECORD_NULL;
	time = time_parse(text);
	if (time == RECORD_NULL)
		record_problem(reader, "range", "%s: \"%s\" is no time in UTC; left out", field,
					   record_quote(reader, text));
	return time;
}

/*
 * field_display reads a text that people see.
 */
const char *
field_display(RecordReader *reader, struct json_object *value, const char *field)
{
	const char *text = field_text(reader, value, field);

	return text == NULL ? NULL : text_display(reader->arena, text);
}
