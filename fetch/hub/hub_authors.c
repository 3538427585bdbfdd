/*
 * hub_authors.c: overviews of users and organizations.
 */
#include <json-c/json.h>
#include <string.h>

#include "fetch/hub/hub_authors.h"
#include "fetch/hub/hub_identity.h"
#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_urls.h"
#include "fetch/reader/answer.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/text.h"

/* What take_author() needs to know and fills. */
typedef struct Overview
{
	HubAuthorPage *page;
	HubAuthorKind kind;
	const char *endpoint;
} Overview;

/*
 * hub_author_kind_name returns 'user' or 'organization', NULL: HUB_NO_KIND.
 */
const char *
hub_author_kind_name(HubAuthorKind kind)
{
	return kind == HUB_USER ? "user" : kind == HUB_ORGANIZATION ? "organization" : NULL;
}

/*
 * hub_avatar makes a picture's address absolute: one that has no host is below
 * endpoint. Returns NULL: not given, or a problem with field says why not.
 */
const char *
hub_avatar(RecordReader *reader, const char *text, const char *endpoint, const char *field)
{
	if (text == NULL)
		return NULL;
	if (text[0] == '/' && text[1] != '/')
	{
		size_t len = strlen(endpoint);
		char *url = arena_alloc(reader->arena, len + strlen(text) + 1);

		if (url == NULL)
			return NULL;
		memcpy(url, endpoint, len);
		strcpy(url + len, text);
		text = url;
	}
	if (text_is_url(text))
		return text;
	record_problem(reader, "url", "%s: \"%s\" is no address of http or https; left out", field,
				   record_quote(reader, text));
	return NULL;
}

/*
 * read_name reads the author's name, which has one key in users' overviews and
 * another in organizations'. Returns NULL: the record cannot be kept.
 */
static const char *
read_name(RecordReader *reader, struct json_object *item, HubAuthorKind kind)
{
	const char *key = kind == HUB_USER ? "user" : "name";
	struct json_object *value = field_member(item, key);
	const char *name = NULL;

	if (value == NULL)
	{
		record_problem(reader, "missing", "no %s: not the overview of %s; it is not loaded", key,
					   kind == HUB_USER ? "a user" : "an organization");
		return NULL;
	}
	if (!json_object_is_type(value, json_type_string))
	{
		record_problem(reader, "type", "%s is not a string; the record is not loaded", key);
		return NULL;
	}
	/* a name with NUL in it is not to become another name */
	if (strlen(json_object_get_string(value)) == (size_t) json_object_get_string_len(value))
		name = field_text(reader, value, key);
	if (name != NULL && hub_listed_author(name))
		return name;
	record_problem(reader, "name", "%s \"%s\" is not an author's name; the record is not loaded",
				   key, record_quote(reader, name == NULL ? "" : name));
	return NULL;
}

/*
 * take_author turns an overview into the page's author.
 */
static void
take_author(RecordReader *reader, struct json_object *item, void *overview_arg)
{
	Overview *overview = overview_arg;
	HubAuthor *author = &overview->page->author;

	author->kind = overview->kind;
	if (author->kind == HUB_NO_KIND)
		author->kind = field_member(item, "user") != NULL ? HUB_USER : HUB_ORGANIZATION;
	author->name = read_name(reader, item, author->kind);
	if (author->name == NULL)
		return;
	reader->name = author->name;
	if (!hub_own_id(reader, field_member(item, "_id"), &author->hub_id))
		return;
	author->full_name = field_display(reader, field_member(item, "fullname"), "fullname");
	author->avatar_url =
		hub_avatar(reader, field_text(reader, field_member(item, "avatarUrl"), "avatarUrl"),
				   overview->endpoint, "avatarUrl");
	if (author->kind == HUB_ORGANIZATION)
		author->is_verified = hub_flag(reader, field_member(item, "isVerified"), "isVerified");
	author->followers = field_count(reader, field_member(item, "numFollowers"), "numFollowers");
	author->num_models = field_count(reader, field_member(item, "numModels"), "numModels");
	author->num_datasets = field_count(reader, field_member(item, "numDatasets"), "numDatasets");
	author->num_spaces = field_count(reader, field_member(item, "numSpaces"), "numSpaces");
	overview->page->nauthors = 1;
}

/*
 * hub_parse_author reads the overview of an author of this kind, HUB_NO_KIND: of
 * the one that it is of. endpoint stands before a picture's address that has no
 * host.
 */
RecordResult
hub_parse_author(HubAuthorKind kind, const char *endpoint, const RecordInput *input,
				 HubAuthorPage *page)
{
	static const AnswerKind overview_kind = {.noun = "author",
											 .single = true,
											 .page_size = sizeof(HubAuthorPage),
											 .take = take_author};
	Overview overview = {.page = page, .kind = kind, .endpoint = endpoint};

	return answer_read(&overview_kind, input, &page->head, &overview);
}

/*
 * hub_author_url returns the address of an author's overview.
 */
char *
hub_author_url(const char *endpoint, HubAuthorKind kind, const char *name)
{
	return hub_record_url(endpoint, kind == HUB_USER ? "/api/users/" : "/api/organizations/", name,
						  "", "/overview");
}

/*
 * hub_author_page_url returns the address of an author's HTML page.
 */
char *
hub_author_page_url(const char *endpoint, const char *name)
{
	return hub_record_url(endpoint, "/", name, "", "");
}
