/*
 * hub_identity.c: which record of the Hub this is, since when, and for whom.
 */
#include <json-c/json.h>
#include <string.h>

#include "fetch/hub/hub_identity.h"
#include "fetch/hub/hub_names.h"
#include "fetch/reader/arena.h"

/*
 * The Hub knows no earlier creation than the second of March 2022, when it
 * began to note them: 2022-03-03, in microseconds.
 */
#define FIRST_CREATION (INT64_C(1646265600) * 1000000)

/*
 * hub_identity reads _id and id of a record; noun is the word for it. Returns
 * whether the record can be kept.
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
	if (*name == NULL || !hub_listed_name(*name))
	{
		record_problem(reader, "name", "id \"%s\" is not a %s's name; the record is not loaded",
					   record_quote(reader, *name == NULL ? "" : *name), noun);
		return false;
	}
	reader->name = *name;
	return hub_own_id(reader, own, hub_id);
}

/*
 * hub_own_id reads a record's _id. Returns whether the record can be kept.
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
 * hub_flag reads a truth value.
 */
HubFlag
hub_flag(RecordReader *reader, struct json_object *value, const char *field)
{
	if (value == NULL)
		return HUB_FLAG_NULL;
	if (json_object_is_type(value, json_type_boolean))
		return json_object_get_boolean(value) ? HUB_TRUE : HUB_FALSE;
	record_problem(reader, "type", "%s: %s where a truth value belongs; left out", field,
				   json_type_to_name(json_object_get_type(value)));
	return HUB_FLAG_NULL;
}

/*
 * hub_leave_out: is the record private, and are those left out? Then it is
 * added to privates, and nobody reads more of it: a problem would tell its
 * name. What does not say clearly that it is public counts as private, unless
 * it says nothing.
 */
bool
hub_leave_out(RecordReader *reader, HubPrivates *privates, struct json_object *item)
{
	struct json_object *value = field_member(item, "private");
	HubPrivate *list;
	HubPrivate *one;

	if (reader->input->with_private || value == NULL ||
		(json_object_is_type(value, json_type_boolean) && !json_object_get_boolean(value)))
		return false;
	(void) hub_flag(reader, value, "private");
	list = record_grow(reader, privates->list, privates->n, sizeof(HubPrivate));
	if (list == NULL)
		return true;
	privates->list = list;
	one = &list[privates->n];
	if (!hub_own_id(reader, field_member(item, "_id"), &one->hub_id))
		return true;
	one->created_at = hub_created(reader, field_member(item, "createdAt"), "createdAt");
	one->modified_at = field_time(reader, field_member(item, "lastModified"), "lastModified");
	privates->n++;
	return true;
}

/*
 * hub_author returns the part of a name before the slash, NULL: none.
 */
const char *
hub_author(RecordReader *reader, const char *name)
{
	const char *slash = strchr(name, '/');

	return slash == NULL ? NULL : arena_text(reader->arena, name, slash - name);
}

/*
 * hub_created reads a model's createdAt as field_time() does. The Hub's
 * placeholder is not given.
 */
int64_t
hub_created(RecordReader *reader, struct json_object *value, const char *field)
{
	int64_t time = field_time(reader, value, field);

	return time < FIRST_CREATION ? RECORD_NULL : time;
}
