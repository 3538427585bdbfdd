/*
 * fields.c: single values of the Hub's records, and what was wrong with
 * them.
 */
#include <json-c/json.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "fetch/reader/arena.h"
#include "fetch/reader/fields.h"
#include "fetch/reader/utf8.h"

#define MAX_TEXT 4096
#define MAX_QUOTE 100
#define MAX_ITEM_PROBLEMS 20
#define MAX_PAGE_PROBLEMS 10000

/*
 * The Hub knows no earlier creation than the second of March 2022, when it
 * began to note them: 2022-03-03, in microseconds.
 */
#define FIRST_CREATION (INT64_C(1646265600) * 1000000)

/*
 * record_grow: see fields.h. A list has room for 16 elements, then for the
 * next power of two: it is full where n is one.
 */
void *
record_grow(RecordReader *reader, void *list, int n, size_t size)
{
	void *grown;

	if (n > 0 && (n < 16 || (n & (n - 1)) != 0))
		return list;
	grown = arena_alloc(reader->arena, (n == 0 ? 16 : 2 * (size_t) n) * size);
	if (grown != NULL && n > 0)
		memcpy(grown, list, n * size);
	return grown;
}

/*
 * add_problem appends a problem to the page. Lack of memory shows in the
 * arena.
 */
static void
add_problem(RecordReader *reader, const char *kind, const char *message)
{
	RecordProblem *problems =
		record_grow(reader, reader->page->problems, reader->page->nproblems, sizeof(RecordProblem));
	RecordProblem *problem;

	if (problems == NULL)
		return;
	reader->page->problems = problems;
	problem = &problems[reader->page->nproblems];
	problem->item = reader->item;
	problem->name = reader->name;
	problem->kind = kind;
	problem->message = arena_text(reader->arena, message, strlen(message));
	if (problem->message != NULL)
		reader->page->nproblems++;
}

/*
 * record_problem: see fields.h. A record full of nonsense, or a page full of
 * such records, is cut short, and says so.
 */
void
record_problem(RecordReader *reader, const char *kind, const char *format, ...)
{
	char message[512];
	va_list args;

	if (reader->item_problems > MAX_ITEM_PROBLEMS || reader->page->nproblems > MAX_PAGE_PROBLEMS)
		return;
	if (reader->item >= 0)
		reader->item_problems++;
	if (reader->page->nproblems == MAX_PAGE_PROBLEMS)
	{
		reader->item = -1;
		reader->name = NULL;
		add_problem(reader, kind, "further problems of this page are not listed");
		return;
	}
	if (reader->item_problems > MAX_ITEM_PROBLEMS)
	{
		add_problem(reader, kind, "further problems of this record are not listed");
		return;
	}
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	add_problem(reader, kind, message);
}

/*
 * record_bad_page: see fields.h.
 */
RecordResult
record_bad_page(RecordReader *reader, const char *kind, const char *format, ...)
{
	char message[400];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	reader->page->nproblems = 0;
	reader->item = -1;
	reader->item_problems = 0;
	reader->name = NULL;
	record_problem(reader, kind, "%s", message);
	return arena_failed(reader->arena) ? RECORD_NO_MEMORY : RECORD_BAD;
}

/*
 * record_quote: see fields.h.
 */
const char *
record_quote(RecordReader *reader, const char *text)
{
	size_t len = strlen(text);
	const char *copy;

	if (len <= MAX_QUOTE)
		return text;
	copy = arena_text(reader->arena, text, utf8_clip(text, len, MAX_QUOTE));
	return copy == NULL ? "" : copy;
}

/*
 * field_member: see fields.h.
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
 * field_object: see fields.h.
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
 * field_text: see fields.h. NUL, which JSON can hold and PostgreSQL cannot,
 * is taken out.
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
	if (len == 0)
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
 * field_count: see fields.h. json-c clamps what exceeds 64 bits, so the
 * largest number itself counts as too large.
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
 * field_number: see fields.h.
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
 * digits reads n digits from *p on and moves it. Returns -1 if they are not
 * there.
 */
static int
digits(const char **p, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++, (*p)++)
	{
		if (**p < '0' || **p > '9')
			return -1;
		value = value * 10 + (**p - '0');
	}
	return value;
}

/*
 * parse_time reads YYYY-MM-DDTHH:MM:SS[.fraction]Z. Returns RECORD_NULL where
 * text is anything else or no such day exists.
 */
static int64_t
parse_time(const char *text)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	static const char *const separators = "--T::";
	const char *p = text;
	int part[6];
	int length;
	int fraction = 0;
	int64_t days;
	int year;
	int month;

	for (int i = 0; i < 6; i++)
	{
		part[i] = digits(&p, i == 0 ? 4 : 2);
		if (part[i] < 0 || (i < 5 && *p++ != separators[i]))
			return RECORD_NULL;
	}
	if (*p == '.')
	{
		int place = 100000;

		if (*++p < '0' || *p > '9')
			return RECORD_NULL;
		for (; *p >= '0' && *p <= '9'; p++, place /= 10)
			fraction += (*p - '0') * place;
	}
	if (strcmp(p, "Z") != 0)
		return RECORD_NULL;
	year = part[0];
	month = part[1];
	if (year < 1970 || month < 1 || month > 12)
		return RECORD_NULL;
	length =
		lengths[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
	if (part[2] < 1 || part[2] > length || part[3] > 23 || part[4] > 59 || part[5] > 59)
		return RECORD_NULL;

	/* days since 1970-01-01, counted in years that begin in March */
	if (month <= 2)
		year--;
	month = (month + 9) % 12;
	days = (int64_t) year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 +
		   part[2] - 1 - 719468;
	return ((days * 24 + part[3]) * 60 + part[4]) * INT64_C(60000000) + part[5] * INT64_C(1000000) +
		   fraction;
}

/*
 * field_time: see fields.h.
 */
int64_t
field_time(RecordReader *reader, struct json_object *value, const char *field)
{
	const char *text = field_text(reader, value, field);
	int64_t time;

	if (text == NULL)
		return RECORD_NULL;
	time = parse_time(text);
	if (time == RECORD_NULL)
		record_problem(reader, "range", "%s: \"%s\" is no time in UTC; left out", field,
					   record_quote(reader, text));
	return time;
}

/*
 * hub_created: see fields.h.
 */
int64_t
hub_created(RecordReader *reader, struct json_object *value, const char *field)
{
	int64_t time = field_time(reader, value, field);

	return time < FIRST_CREATION ? RECORD_NULL : time;
}

/*
 * hub_valid_id: see fields.h.
 */
bool
hub_valid_id(const char *text)
{
	return strspn(text, "0123456789abcdefABCDEF") == 24 && text[24] == '\0';
}

/*
 * hub_identity: see fields.h.
 */
bool
hub_identity(RecordReader *reader, struct json_object *item, const char *noun, const char **hub_id,
			 const char **name)
{
	struct json_object *id = field_member(item, "id");
	struct json_object *own = field_member(item, "_id");

	if (id == NULL)
	{
		record_problem(reader, "missing", "no id; the record is not loaded");
		return false;
	}
	if (!json_object_is_type(id, json_type_string))
	{
		record_problem(reader, "type", "id is not a string; the record is not loaded");
		return false;
	}
	/* a name with NUL in it is not to become another name */
	*name = NULL;
	if (strlen(json_object_get_string(id)) == (size_t) json_object_get_string_len(id))
		*name = field_text(reader, id, "id");
	if (*name == NULL || !hub_valid_name(*name))
	{
		record_problem(reader, "name", "id \"%s\" is not a %s's name; the record is not loaded",
					   record_quote(reader, *name == NULL ? "" : *name), noun);
		return false;
	}
	reader->name = *name;
	return hub_own_id(reader, own, hub_id);
}

/*
 * hub_own_id: see fields.h.
 */
bool
hub_own_id(RecordReader *reader, struct json_object *value, const char **hub_id)
{
	if (value == NULL)
	{
		record_problem(reader, "missing", "no _id; the record is not loaded");
		return false;
	}
	*hub_id = NULL;
	if (json_object_is_type(value, json_type_string))
		*hub_id = field_text(reader, value, "_id");
	if (*hub_id == NULL || !hub_valid_id(*hub_id))
	{
		record_problem(reader, "type",
					   "_id is not a string of 24 hex digits; the record is not loaded");
		return false;
	}
	return true;
}

/*
 * hub_author: see fields.h.
 */
const char *
hub_author(RecordReader *reader, const char *name)
{
	const char *slash = strchr(name, '/');

	return slash == NULL ? NULL : arena_text(reader->arena, name, slash - name);
}
