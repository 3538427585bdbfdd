/*
 * hub_datasets.h: the Hub's datasets as records.
 */
#ifndef LLMECO_FETCH_HUB_HUB_DATASETS_H
#define LLMECO_FETCH_HUB_HUB_DATASETS_H

#include "fetch/hub/hub_identity.h"

typedef struct HubDataset
{
	const char *hub_id;  /* _id, 24 hex digits; never NULL */
	const char *name;    /* 'author/name', or a name alone; never NULL */
	const char *license; /* these and below: NULL where not given */
	const char *gated;   /* 'no', 'auto' or 'manual' */
	const char *sha;
	HubFlag disabled;
	int64_t downloads; /* RECORD_NULL where not given */
	int64_t downloads_all_time;
	int64_t likes;
	double trending_score; /* NaN where not given */
	int64_t created_at;    /* microseconds since 1970-01-01 UTC; RECORD_NULL
								 * where not given */
	int64_t modified_at;
	const char **tags;
	int ntags;
} HubDataset;

typedef struct HubDatasetPage
{
	RecordPage head;
	HubDataset *datasets;
	int ndatasets;
	HubPrivates privates; /* left out */
} HubDatasetPage;

extern RecordResult hub_parse_datasets(const RecordInput *input, HubDatasetPage *page);
extern RecordResult hub_parse_dataset(const RecordInput *input, HubDatasetPage *page);
extern char *hub_datasets_url(const char *endpoint, const char *sort, int limit);
extern char *hub_dataset_url(const char *endpoint, const char *name);

#endif /* LLMECO_FETCH_HUB_HUB_DATASETS_H */
