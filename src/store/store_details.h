/*
 * store_details.h: what the Hub tells of models on request only, into the tables.
 */
#ifndef LLMECO_STORE_STORE_DETAILS_H
#define LLMECO_STORE_STORE_DETAILS_H

#include "fetch/hub/hub_details.h"
#include "store/ledger.h"

/* A kind of details: of which models, and where it goes. */
typedef struct DetailKind
{
	const char *name;
	const char *filter;  /* the tag that these models have */
	const char *expand;  /* the Hub's field */
	const char *column;  /* modified_at of the model as it was read */
	const char *wanted;  /* condition: models m that it is wanted of */
	const char *differs; /* condition: what page p has is not what m has */
	const char *update;  /* what is stored of it */
	const char *note;    /* writes events, from llmeco_details_changed: model_id, what it was;
						  * $1: now, $2: run; NULL: none */
} DetailKind;

/* What is not known of a kind. */
typedef struct DetailGap
{
	int64 models;       /* of which it is not known */
	int64 since;        /* of which it is wanted, modified since the time below */
	TimestampTz oldest; /* modification of the former, 0: not known of all */
} DetailGap;

#define DETAIL_KINDS 2
extern const DetailKind detail_kinds[DETAIL_KINDS];

extern bool DetailsHaveColumns(void);
extern DetailGap DetailsFindGap(const DetailKind *kind);
extern char *DetailsUnknown(const DetailKind *kind);
extern void StoreDetails(const DetailKind *kind, const HubDetailPage *page, Ledger *ledger);
extern void DetailsAsked(const DetailKind *kind, int64 model_id, TimestampTz before);

#endif /* LLMECO_STORE_STORE_DETAILS_H */
