/*
 * hub_datasets.c: pages of datasets.
 *
 * What is known of /api/datasets is from the Hub's own Python client: its lists may
 * expand author, cardData, citation, createdAt, description, disabled, downloads,
 * downloadsAllTime, gated, lastModified, likes, paperswithcode_id, private,
 * resourceGroup, sha, siblings, tags, trendingScore, usedStorage and xetEnabled. A
 * field that is refused all the same is done without. cardData, which has the types of
 * all columns, and siblings are tens of kilobytes a dataset and not asked for: the
 * licence is in the tags.
 */
#include <json-c/json.h>
#include <string.h>

#include "fetch/hub/hub_datasets.h"
#include "fetch/hub/hub_repository.h"
#include "fetch/hub/hub_urls.h"
#include "fetch/reader/answer.h"

/* What list and detail requests ask for, so that both give equal records. */
#define EXPAND                                                                                     \
	"expand=createdAt&expand=disabled&expand=downloads&expand=downloadsAllTime"                    \
	"&expand=gated&expand=lastModified&expand=likes&expand=private&expand=sha"                     \
	"&expand=tags&expand=trendingScore"

/*
 * take_dataset turns one record into a dataset of the page.
 */
static void
take_dataset(RecordReader *reader, struct json_object *item, void *page_arg)
{
	HubDatasetPage *page = page_arg;
	HubDataset *datasets;
	HubDataset *dataset;

	if (hub_leave_out(reader, &page->privates, item))
		return;
	datasets = record_grow(reader, page->datasets, page->ndatasets, sizeof(HubDataset));
	if (datasets == NULL)
		return;
	page->datasets = datasets;
	dataset = &datasets[page->ndatasets];
	memset(dataset, 0, sizeof(*dataset));
	if (!hub_identity(reader, item, "dataset", &dataset->hub_id, &dataset->name))
		return;
	dataset->gated = hub_gated(reader, field_member(item, "gated"));
	dataset->sha = hub_sha(reader, field_member(item, "sha"));
	dataset->disabled = hub_flag(reader, field_member(item, "disabled"), "disabled");
	dataset->downloads = field_count(reader, field_member(item, "downloads"), "downloads");
	dataset->downloads_all_time =
		field_count(reader, field_member(item, "downloadsAllTime"), "downloadsAllTime");
	dataset->likes = field_count(reader, field_member(item, "likes"), "likes");
	dataset->trending_score =
		field_number(reader, field_member(item, "trendingScore"), "trendingScore");
	dataset->created_at = hub_created(reader, field_member(item, "createdAt"), "createdAt");
	dataset->modified_at = field_time(reader, field_member(item, "lastModified"), "lastModified");
	dataset->ntags = hub_tags(reader, field_member(item, "tags"), &dataset->tags);
	dataset->license =
		hub_license(reader, dataset->tags, dataset->ntags, field_object(reader, item, "cardData"));
	page->ndatasets++;
}

static const AnswerKind dataset_list = {.noun = "dataset",
										.page_size = sizeof(HubDatasetPage),
										.take = take_dataset};
static const AnswerKind one_dataset = {.noun = "dataset",
									   .single = true,
									   .page_size = sizeof(HubDatasetPage),
									   .take = take_dataset};

/*
 * hub_parse_datasets reads the answer of /api/datasets, an array of datasets.
 */
RecordResult
hub_parse_datasets(const RecordInput *input, HubDatasetPage *page)
{
	return answer_read(&dataset_list, input, &page->head, page);
}

/*
 * hub_parse_dataset reads the answer of /api/datasets/{name} into a page of one
 * record.
 */
RecordResult
hub_parse_dataset(const RecordInput *input, HubDatasetPage *page)
{
	return answer_read(&one_dataset, input, &page->head, page);
}

/*
 * hub_datasets_url returns the address of a page of at most limit datasets; sort
 * NULL: by createdAt.
 */
char *
hub_datasets_url(const char *endpoint, const char *sort, int limit)
{
	return hub_list_url(endpoint, "/api/datasets", sort, NULL, limit, "&" EXPAND);
}

/*
 * hub_dataset_url returns the address of one dataset.
 */
char *
hub_dataset_url(const char *endpoint, const char *name)
{
	return hub_record_url(endpoint, "/api/datasets/", name, "/", "?" EXPAND);
}
