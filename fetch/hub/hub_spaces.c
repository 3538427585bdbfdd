/*
 * hub_spaces.c: pages of Spaces.
 */
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_names.h"
#include "fetch/hub/hub_spaces.h"
#include "fetch/hub/hub_urls.h"
#include "fetch/reader/answer.h"
#include "fetch/reader/arena.h"
#include "fetch/reader/text.h"

#define MAX_MODELS 2000

/* What list and detail requests ask for, so that both give equal records. */
#define EXPAND                                                                                     \
	"expand=cardData&expand=createdAt&expand=lastModified&expand=likes"                            \
	"&expand=models&expand=private&expand=sdk&expand=trendingScore"

/*
 * read_card_text reads a text of the card, in which YAML makes numbers and
 * truth values of some that people typed as text.
 */
static const char *
read_card_text(RecordReader *reader, struct json_object *card, const char *key, const char *field)
{
	struct json_object *value = field_member(card, key);

	if (json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double) ||
		json_object_is_type(value, json_type_boolean))
		return text_display(reader->arena, json_object_get_string(value));
	return field_display(reader, value, field);
}

/*
 * compare_names orders names by their bytes, for qsort.
 */
static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/*
 * read_models reads the names of the models that the Space uses.
 */
static void
read_models(RecordReader *reader, HubSpace *space, struct json_object *value)
{
	const char **names;
	size_t n;
	int kept = 0;

	if (value == NULL)
		return;
	if (!json_object_is_type(value, json_type_array))
	{
		record_problem(reader, "type", "models is not an array; left out");
		return;
	}
	n = json_object_array_length(value);
	if (n > MAX_MODELS)
	{
		record_problem(reader, "range", "%zu models; only the first %d are kept", n, MAX_MODELS);
		n = MAX_MODELS;
	}
	names = arena_alloc(reader->arena, n * sizeof(char *));
	if (names == NULL)
		return;
	for (size_t i = 0; i < n; i++)
	{
		struct json_object *element = json_object_array_get_idx(value, i);
		const char *name;

		if (!json_object_is_type(element, json_type_string))
		{
			record_problem(reader, "type", "an element of models is not a string; left out");
			continue;
		}
		name = json_object_get_string(element);
		if (strlen(name) != (size_t) json_object_get_string_len(element) || !hub_listed_name(name))
		{
			name = field_text(reader, element, "models");
			record_problem(reader, "name", "\"%s\" is not a model's name; left out",
						   record_quote(reader, name == NULL ? "" : name));
			continue;
		}
		names[kept] = arena_text(reader->arena, name, strlen(name));
		if (names[kept] == NULL)
			return;
		kept++;
	}
	if (kept > 1)
		qsort(names, kept, sizeof(char *), compare_names);
	space->models = names;
	for (int i = 0; i < kept; i++)
		if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
			names[space->nmodels++] = names[i];
}

/*
 * take_space turns one record into a Space of the page.
 */
static void
take_space(RecordReader *reader, struct json_object *item, void *page_arg)
{
	HubSpacePage *page = page_arg;
	HubSpace *spaces;
	HubSpace *space;
	struct json_object *card;

	if (hub_leave_out(reader, &page->privates, item))
		return;
	spaces = record_grow(reader, page->spaces, page->nspaces, sizeof(HubSpace));
	if (spaces == NULL)
		return;
	page->spaces = spaces;
	space = &spaces[page->nspaces];
	memset(space, 0, sizeof(*space));
	if (!hub_identity(reader, item, "Space", &space->hub_id, &space->name))
		return;
	space->author = hub_author(reader, space->name);
	card = field_object(reader, item, "cardData");
	space->sdk = field_text(reader, field_member(item, "sdk"), "sdk");
	space->title = read_card_text(reader, card, "title", "cardData.title");
	space->emoji = read_card_text(reader, card, "emoji", "cardData.emoji");
	space->description =
		read_card_text(reader, card, "short_description", "cardData.short_description");
	space->likes = field_count(reader, field_member(item, "likes"), "likes");
	space->trending_score =
		field_number(reader, field_member(item, "trendingScore"), "trendingScore");
	/* the placeholder too: such a Space is at least that old, and its likes count */
	space->created_at = field_time(reader, field_member(item, "createdAt"), "createdAt");
	space->modified_at = field_time(reader, field_member(item, "lastModified"), "lastModified");
	read_models(reader, space, field_member(item, "models"));
	page->nspaces++;
}

static const AnswerKind space_list = {.noun = "Space",
									  .page_size = sizeof(HubSpacePage),
									  .take = take_space};

/*
 * hub_parse_spaces reads the answer of /api/spaces, an array of Spaces.
 */
RecordResult
hub_parse_spaces(const RecordInput *input, HubSpacePage *page)
{
	return answer_read(&space_list, input, &page->head, page);
}

/*
 * hub_spaces_url returns the address of a page of at most limit Spaces; sort
 * NULL: by createdAt.
 */
char *
hub_spaces_url(const char *endpoint, const char *sort, int limit)
{
	return hub_list_url(endpoint, "/api/spaces", sort, NULL, limit, "&" EXPAND);
}
