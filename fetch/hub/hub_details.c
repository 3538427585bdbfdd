/*
 * hub_details.c: pages of what the Hub tells of models on request only: the
 * licence's name in the card, the number of parameters in GGUF files.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "fetch/hub/hub_details.h"
#include "fetch/hub/hub_identity.h"
#include "fetch/hub/hub_urls.h"
#include "fetch/reader/answer.h"
#include "fetch/reader/text.h"

/* The most bytes of the name of a field. */
#define MAX_EXPAND 40

/*
 * read_line reads what the author wrote into a field of the card that is to be one
 * line: of a list the first text, of a number its digits.
 */
static const char *
read_line(RecordReader *reader, struct json_object *card, const char *key, const char *field)
{
	struct json_object *value = field_member(card, key);

	if (json_object_is_type(value, json_type_array))
	{
		struct json_object *first = NULL;

		for (size_t i = 0; first == NULL && i < (size_t) json_object_array_length(value); i++)
			if (json_object_is_type(json_object_array_get_idx(value, i), json_type_string))
				first = json_object_array_get_idx(value, i);
		if (first == NULL)
			record_problem(reader, "type", "%s: a list without a text; left out", field);
		value = first;
	}
	if (json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double))
		return text_display(reader->arena, json_object_get_string(value));
	return field_display(reader, value, field);
}

/*
 * take_detail turns one element into a record of the page.
 */
static void
take_detail(RecordReader *reader, struct json_object *item, void *page_arg)
{
	HubDetailPage *page = page_arg;
	HubDetail *details = record_grow(reader, page->details, page->ndetails, sizeof(HubDetail));
	HubDetail *detail;
	struct json_object *card;

	if (details == NULL)
		return;
	page->details = details;
	detail = &details[page->ndetails];
	memset(detail, 0, sizeof(*detail));
	if (!hub_identity(reader, item, "model", &detail->hub_id, &detail->name))
		return;
	card = field_object(reader, item, "cardData");
	detail->license_name = read_line(reader, card, "license_name", "cardData.license_name");
	detail->license_link = read_line(reader, card, "license_link", "cardData.license_link");
	detail->parameters =
		field_count(reader, field_member(field_object(reader, item, "gguf"), "total"),
					"gguf.total");
	detail->modified_at = field_time(reader, field_member(item, "lastModified"), "lastModified");
	page->ndetails++;
}

static const AnswerKind detail_list = {.noun = "model",
									   .page_size = sizeof(HubDetailPage),
									   .take = take_detail};
static const AnswerKind one_detail = {.noun = "model",
									  .single = true,
									  .page_size = sizeof(HubDetailPage),
									  .take = take_detail};

/*
 * hub_parse_details reads a list of details.
 */
RecordResult
hub_parse_details(const RecordInput *input, HubDetailPage *page)
{
	return answer_read(&detail_list, input, &page->head, page);
}

/*
 * hub_parse_detail reads those of one model into a page of one record.
 */
RecordResult
hub_parse_detail(const RecordInput *input, HubDetailPage *page)
{
	return answer_read(&one_detail, input, &page->head, page);
}

/*
 * hub_details_url returns the address of a list of the models with a tag, the last
 * modified first, with a field.
 */
char *
hub_details_url(const char *endpoint, const char *filter, const char *expand, int limit)
{
	char suffix[MAX_EXPAND + 40];

	snprintf(suffix, sizeof(suffix), "&expand=%s&expand=lastModified", expand);
	return hub_list_url(endpoint, "/api/models", "lastModified", filter, limit, suffix);
}

/*
 * hub_detail_url returns the address of one model with a field.
 */
char *
hub_detail_url(const char *endpoint, const char *name, const char *expand)
{
	char suffix[MAX_EXPAND + 40];

	snprintf(suffix, sizeof(suffix), "?expand=%s&expand=lastModified", expand);
	return hub_record_url(endpoint, "/api/models/", name, "/", suffix);
}
