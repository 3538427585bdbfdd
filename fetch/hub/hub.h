/*
 * hub.h: the Hugging Face Hub's JSON answers as records.
 *
 * Plain C, no postgres.h. Parsing is lenient in what it reads and never
 * silent: whatever was not taken as given becomes a RecordProblem, and the rest
 * of the page is kept. All strings are valid UTF-8 without NUL. A page owns
 * its records; one call frees them.
 */
#ifndef LLMECO_FETCH_HUB_HUB_H
#define LLMECO_FETCH_HUB_HUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RECORD_NULL INT64_MIN /* no value, for int64_t fields */

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

/* Something that was not taken as given. */
typedef struct RecordProblem
{
	int item;            /* position in the page from 0, -1: the page */
	const char *name;    /* the record's name if it was read, or NULL */
	const char *kind;    /* a word of refresh_errors.kind */
	const char *message; /* what was found and what was done */
} RecordProblem;

typedef struct HubModelPage
{
	HubModel *models;
	int nmodels;
	int nitems; /* records in the answer, unreadable included */
	RecordProblem *problems;
	int nproblems;
	struct Arena *arena;
} HubModelPage;

typedef enum RecordResult
{
	RECORD_OK,  /* the page was read; see problems */
	RECORD_BAD, /* not JSON or not of the expected kind; the
								 * one problem says why */
	RECORD_NO_MEMORY
} RecordResult;

/*
 * hub_parse_models reads the answer of /api/models (an array of models).
 * hub_parse_model reads that of /api/models/{name} (one model) into a page of
 * one record. Both fill *page whatever they return; free it in every case.
 */
extern RecordResult hub_parse_models(const char *body, size_t len, HubModelPage *page);
extern RecordResult hub_parse_model(const char *body, size_t len, HubModelPage *page);
extern void hub_page_free(HubModelPage *page);

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
