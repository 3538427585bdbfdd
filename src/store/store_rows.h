/*
 * store_rows.h: a page of models on its way into the tables; private to
 * store*.c.
 */
#ifndef LLMECO_STORE_STORE_ROWS_H
#define LLMECO_STORE_STORE_ROWS_H

#include "datatype/timestamp.h"

#include "support/batch.h"
#include "support/name_set.h"
#include "store/store_models.h"

/* The columns of a batch of models, in order. */
enum ModelColumn
{
	MODEL_ITEM,
	MODEL_ID,
	MODEL_HUB_ID,
	MODEL_NAME,
	MODEL_AUTHOR,
	MODEL_TASK,
	MODEL_LIBRARY,
	MODEL_LICENSE,
	MODEL_GATED,
	MODEL_LANGUAGES,
	MODEL_TAGS,
	MODEL_DOWNLOADS,
	MODEL_DOWNLOADS_ALL_TIME,
	MODEL_LIKES,
	MODEL_PARAMETERS,
	MODEL_TRENDING_SCORE,
	MODEL_CREATED_AT,
	MODEL_MODIFIED_AT,
	MODEL_COLUMNS
};

typedef enum StoreAction
{
	STORE_KEEP, /* the row is as it should be */
	STORE_UPDATE,
	STORE_INSERT
} StoreAction;

/* A record of the page, and what the tables have of it. */
typedef struct StoreItem
{
	const HubModel *model;
	Datum values[MODEL_COLUMNS];
	bool nulls[MODEL_COLUMNS];
	const char *listed_name; /* as the Hub gives it */
	const char *author;
	/* what was found */
	bool known;         /* a row with its hub_id exists */
	int64 model_id;     /* of that row, later of the row it got */
	char *current_name; /* of that row */
	bool differs;       /* that row has other values, the name apart */
	bool author_missing;
	int64 holder_id; /* the model that has listed_name, 0: none */
	char *holder_hub_id;
	int64 alias_id; /* the model that listed_name is an alias of */
	/* what is to be done */
	StoreAction action;
	const char *name; /* the name to be stored */
	bool keep_edges;  /* its lineage was not read in full */
} StoreItem;

typedef struct StorePage
{
	ModelStore *store;
	const char *url;
	TimestampTz now;
	StoreItem *items; /* records not seen before in this run */
	int nitems;
	StoreItem *repeats; /* records seen before */
	int nrepeats;
} StorePage;

/* store_models.c */
extern int64 *NewModelIds(int n);
extern const char *AuthorOf(const char *name);
extern void EnsureAuthors(const char **names, int n);

/* model_names.c */
extern void DecideNames(StorePage *page);
extern void FreeNames(StorePage *page);
extern void KeepOldNames(StorePage *page);
extern void StoreRepeats(StorePage *page, bool expected);
extern void AddAlias(const char *name, int64 model_id, TimestampTz now);
extern void TakeOverName(StorePage *page, const char *name, int64 model_id);

/* model_edges.c */
extern void StoreEdges(StorePage *page);

#endif /* LLMECO_STORE_STORE_ROWS_H */
