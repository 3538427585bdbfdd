/*
 * hub_models.c: pages of models.
 */
#include "fetch/hub/hub_models.h"
#include "fetch/hub/hub_urls.h"
#include "fetch/reader/answer.h"

/* What list and detail requests ask for, so that both give equal records. */
#define EXPAND                                                                                     \
	"expand=baseModels&expand=createdAt&expand=disabled&expand=downloads"                          \
	"&expand=downloadsAllTime&expand=gated&expand=lastModified"                                    \
	"&expand=library_name&expand=likes&expand=pipeline_tag&expand=private"                         \
	"&expand=safetensors&expand=sha&expand=tags&expand=trendingScore"

/*
 * take_model turns one element into a record of the page.
 */
static void
take_model(RecordReader *reader, struct json_object *item, void *page_arg)
{
	HubModelPage *page = page_arg;
	HubModel *models;

	if (hub_leave_out(reader, &page->privates, item))
		return;
	models = record_grow(reader, page->models, page->nmodels, sizeof(HubModel));
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
 * hub_parse_models reads the answer of /api/models, an array of models.
 */
RecordResult
hub_parse_models(const RecordInput *input, HubModelPage *page)
{
	return answer_read(&model_list, input, &page->head, page);
}

/*
 * hub_parse_model reads the answer of /api/models/{name} into a page of one
 * record.
 */
RecordResult
hub_parse_model(const RecordInput *input, HubModelPage *page)
{
	return answer_read(&one_model, input, &page->head, page);
}

/*
 * hub_models_url returns the address of a page of at most limit models; sort
 * NULL: by createdAt; filter NULL: none, else a tag as base_model:NAME.
 */
char *
hub_models_url(const char *endpoint, const char *sort, const char *filter, int limit)
{
	return hub_list_url(endpoint, "/api/models", sort, filter, limit, "&" EXPAND);
}

/*
 * hub_model_url returns the address of one model.
 */
char *
hub_model_url(const char *endpoint, const char *name)
{
	return hub_record_url(endpoint, "/api/models/", name, "/", "?" EXPAND);
}
