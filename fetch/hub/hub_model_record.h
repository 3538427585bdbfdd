/*
 * hub_model_record.h: a model of the Hub as a record.
 */
#ifndef LLMECO_FETCH_HUB_HUB_MODEL_RECORD_H
#define LLMECO_FETCH_HUB_HUB_MODEL_RECORD_H

#include "fetch/hub/hub_identity.h"

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
	HUB_FROM_HUB,  /* baseModels */
	HUB_FROM_TAG,  /* base_model:... tags */
	HUB_FROM_CARD, /* cardData.base_model */
	HUB_REPAIRED   /* any of them, where the name had to be made out */
} HubProvenance;

typedef struct HubParent
{
	const char *name;   /* 'author/name'; NULL: text is none, and cannot be
						 * repaired */
	const char *text;   /* as it was written: name itself, if not repaired */
	const char *hub_id; /* its _id, or NULL */
	HubRelation relation;
	HubProvenance provenance; /* of text, never HUB_REPAIRED */
} HubParent;

typedef struct HubModel
{
	int item;           /* position in the page from 0 */
	const char *hub_id; /* _id, 24 hex digits; never NULL */
	const char *name;   /* never NULL */
	const char *author; /* part before the slash; NULL: none */
	const char *task;   /* these and below: NULL where not given */
	const char *library;
	const char *license;
	const char *gated; /* "no", "auto", "manual" */
	const char *sha;   /* commit that main is at: 40 or 64 hex digits */
	HubFlag disabled;
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
	HubParent *parents; /* distinct, none is the model itself; case does not
						 * tell names apart */
	int nparents;
} HubModel;

extern const char *hub_relation_name(HubRelation relation);
extern const char *hub_provenance_name(HubProvenance provenance);
extern bool hub_read_model(RecordReader *reader, HubModel *model, struct json_object *item);

#endif /* LLMECO_FETCH_HUB_HUB_MODEL_RECORD_H */
