/*
 * hub.h: the Hugging Face Hub's JSON answers as records.
 *
 * Plain C, no postgres.h.
 */
#ifndef LLMECO_FETCH_HUB_HUB_H
#define LLMECO_FETCH_HUB_HUB_H

#include "fetch/reader/record.h"

typedef enum HubRelation
{
	HUB_UNKNOWN,
	HUB_FINETUNE,
	HUB_ADAPTER,
	HUB_MERGE,
	HUB_QUANTIZED
} HubRelation;

typedef enum HubProvenance
{
	HUB_FROM_HUB, /* baseModels */
	HUB_FROM_TAG, /* base_model:... tags */
	HUB_FROM_CARD /* cardData.base_model */
} HubProvenance;

typedef struct HubParent
{
	const char *name;   /* 'author/name' */
	const char *hub_id; /* its _id, or NULL */
	HubRelation relation;
	HubProvenance provenance;
} HubParent;

typedef struct HubModel
{
	const char *hub_id; /* _id, 24 hex digits; never NULL */
	const char *name;   /* never NULL */
	const char *author; /* part before the slash; NULL: none */
	const char *task;   /* these and below: NULL where not given */
	const char *library;
	const char *license;
	const char *gated; /* "no", "auto", "manual" */
	const char **languages;
	int nlanguages;
	const char **tags;
	int ntags;
	int64_t downloads; /* RECORD_NULL where not given */
	int64_t downloads_all_time;
	int64_t likes;
	int64_t parameters;
	double trending_score; /* NaN where not given */
	int64_t created_at;    /* microseconds since 1970-01-01 UTC; RECORD_NULL
								 * where not given or the placeholder */
	int64_t modified_at;
	HubParent *parents; /* distinct names, none equal to name */
	int nparents;
} HubModel;

typedef struct HubModelPage
{
	RecordPage head;
	HubModel *models;
	int nmodels;
} HubModelPage;

/*
 * hub_parse_models reads the answer of /api/models (an array of models).
 * hub_parse_model reads that of /api/models/{name} (one model) into a page of
 * one record.
 */
extern RecordResult hub_parse_models(const RecordInput *input, HubModelPage *page);
extern RecordResult hub_parse_model(const RecordInput *input, HubModelPage *page);

/* hub_relation_name returns 'finetune', ..., 'unknown'. */
extern const char *hub_relation_name(HubRelation relation);
extern const char *hub_provenance_name(HubProvenance provenance);

/* hub_valid_name: does name follow the Hub's grammar for 'author/name'? */
extern bool hub_valid_name(const char *name);

/*
 * Addresses, malloc'ed, NULL when out of memory. endpoint has no trailing
 * slash. hub_models_url: one page of at most limit models; sort NULL: by
 * createdAt; filter NULL: none, else a tag as base_model:NAME.
 */
extern char *hub_models_url(const char *endpoint, const char *sort, const char *filter, int limit);
extern char *hub_model_url(const char *endpoint, const char *name);

#endif /* LLMECO_FETCH_HUB_HUB_H */
