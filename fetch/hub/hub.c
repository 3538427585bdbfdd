/*
 * hub.c: pages of models, names and addresses.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/reader/answer.h"
#include "fetch/reader/arena.h"
#include "fetch/hub/hub.h"

#define MAX_NAME 256

/* What list and detail requests ask for, so that both give equal records. */
#define EXPAND                                                                                     \
	"expand=baseModels&expand=createdAt&expand=downloads"                                          \
	"&expand=downloadsAllTime&expand=gated&expand=lastModified"                                    \
	"&expand=library_name&expand=likes&expand=pipeline_tag"                                        \
	"&expand=safetensors&expand=tags&expand=trendingScore"

static const char *const relation_names[] = {"unknown", "finetune", "adapter", "merge",
											 "quantized"};
static const char *const provenance_names[] = {"hub", "tag", "card"};

/*
 * hub_relation_name: see hub.h.
 */
const char *
hub_relation_name(HubRelation relation)
{
	return relation_names[relation];
}

/*
 * hub_provenance_name: see hub.h.
 */
const char *
hub_provenance_name(HubProvenance provenance)
{
	return provenance_names[provenance];
}

/*
 * ends_with: do the len bytes of text end with suffix?
 */
static bool
ends_with(const char *text, size_t len, const char *suffix)
{
	size_t n = strlen(suffix);

	return len >= n && memcmp(text + len - n, suffix, n) == 0;
}

/*
 * hub_valid_name follows the Hub's own client: at most one slash, letters,
 * digits and _ - . on both sides, neither -- nor .., at most 96 characters
 * behind the slash, no ending that is a file's.
 */
bool
hub_valid_name(const char *name)
{
	const char *part = name;
	size_t len = strlen(name);

	if (len > MAX_NAME)
		return false;
	for (const char *p = name; *p != '\0'; p++)
	{
		char c = *p;

		if (c == '/')
		{
			if (part != name || p == name)
				return false;
			part = p + 1;
		}
		else if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
				   c == '_' || c == '-' || c == '.'))
			return false;
		if ((c == '-' || c == '.') && p[1] == c)
			return false;
	}
	len -= part - name;
	return len >= 1 && len <= 96 && !ends_with(part, len, ".git") &&
		   !ends_with(part, len, ".ipynb");
}

/*
 * take_model turns one element into a record of the page.
 */
static void
take_model(RecordReader *reader, struct json_object *item, void *page_arg)
{
	HubModelPage *page = page_arg;
	HubModel *models = record_grow(reader, page->models, page->nmodels, sizeof(HubModel));

	if (models == NULL)
		return;
	page->models = models;
	if (hub_read_model(reader, &models[page->nmodels], item))
		page->nmodels++;
}

static const AnswerKind model_list = {.noun = "model",
									  .page_size = sizeof(HubModelPage),
									  .take = take_model};
static const AnswerKind one_model = {.noun = "model",
									 .single = true,
									 .page_size = sizeof(HubModelPage),
									 .take = take_model};

/*
 * hub_parse_models: see hub.h.
 */
RecordResult
hub_parse_models(const RecordInput *input, HubModelPage *page)
{
	return answer_read(&model_list, input, &page->head, page);
}

/*
 * hub_parse_model: see hub.h.
 */
RecordResult
hub_parse_model(const RecordInput *input, HubModelPage *page)
{
	return answer_read(&one_model, input, &page->head, page);
}

/*
 * url_encode: see fields.h.
 */
char *
url_encode(char *out, const char *text, const char *keep)
{
	for (; *text != '\0'; text++)
	{
		unsigned char c = *text;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			strchr("-._~", c) != NULL || strchr(keep, c) != NULL)
			*out++ = c;
		else
			out += sprintf(out, "%%%02X", c);
	}
	*out = '\0';
	return out;
}

/*
 * hub_list_url: see fields.h.
 */
char *
hub_list_url(const char *endpoint, const char *folder, const char *sort, const char *filter,
			 int limit, const char *suffix)
{
	char *url;
	char *p;

	if (sort == NULL)
		sort = "createdAt";
	url = malloc(strlen(endpoint) + strlen(folder) + 3 * strlen(sort) +
				 (filter == NULL ? 0 : 3 * strlen(filter)) + strlen(suffix) + 100);
	if (url == NULL)
		return NULL;
	p = url + sprintf(url, "%s%s?limit=%d&sort=", endpoint, folder, limit);
	p = url_encode(p, sort, "");
	if (filter != NULL)
		p = url_encode(stpcpy(p, "&filter="), filter, "");
	strcpy(p, suffix);
	return url;
}

/*
 * hub_record_url: see fields.h.
 */
char *
hub_record_url(const char *endpoint, const char *folder, const char *name, const char *keep,
			   const char *suffix)
{
	char *url = malloc(strlen(endpoint) + strlen(folder) + 3 * strlen(name) + strlen(suffix) + 1);

	if (url != NULL)
		strcpy(url_encode(stpcpy(stpcpy(url, endpoint), folder), name, keep), suffix);
	return url;
}

/*
 * hub_models_url: see hub.h.
 */
char *
hub_models_url(const char *endpoint, const char *sort, const char *filter, int limit)
{
	return hub_list_url(endpoint, "/api/models", sort, filter, limit, "&" EXPAND);
}

/*
 * hub_model_url: see hub.h.
 */
char *
hub_model_url(const char *endpoint, const char *name)
{
	return hub_record_url(endpoint, "/api/models/", name, "/", "?" EXPAND);
}
