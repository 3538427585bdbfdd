/*
 * hub_details.h: what the Hub tells of a model on request only: it is too much for the
 * listing of all.
 */
#ifndef LLMECO_FETCH_HUB_HUB_DETAILS_H
#define LLMECO_FETCH_HUB_HUB_DETAILS_H

#include "fetch/reader/record.h"

typedef struct HubDetail
{
	const char *hub_id;
	const char *name;
	int64_t modified_at;      /* as in HubModel */
	const char *license_name; /* of cardData; these NULL where not given */
	const char *license_link;
	int64_t parameters; /* of gguf; RECORD_NULL where not given */
} HubDetail;

typedef struct HubDetailPage
{
	RecordPage head;
	HubDetail *details;
	int ndetails;
} HubDetailPage;

extern RecordResult hub_parse_details(const RecordInput *input, HubDetailPage *page);
extern RecordResult hub_parse_detail(const RecordInput *input, HubDetailPage *page);
extern char *
hub_details_url(const char *endpoint, const char *filter, const char *expand, int limit);
extern char *hub_detail_url(const char *endpoint, const char *name, const char *expand);

#endif /* LLMECO_FETCH_HUB_HUB_DETAILS_H */
