/*
 * store_spaces_page.h: a page of Spaces on its way into the tables; private
 * to store_space*.c.
 */
#ifndef LLMECO_STORE_STORE_SPACES_PAGE_H
#define LLMECO_STORE_STORE_SPACES_PAGE_H

#include "store/store_rows.h"
#include "store/store_spaces.h"

/* The columns of a batch of Spaces, in order. */
enum SpaceColumn
{
	SPACE_ITEM,
	SPACE_ID,
	SPACE_HUB_ID,
	SPACE_NAME,
	SPACE_AUTHOR,
	SPACE_TITLE,
	SPACE_EMOJI,
	SPACE_DESCRIPTION,
	SPACE_SDK,
	SPACE_LIKES,
	SPACE_TRENDING_SCORE,
	SPACE_CREATED_AT,
	SPACE_MODIFIED_AT,
	SPACE_COLUMNS
};

/* A record of the page, and what the tables have of it. */
typedef struct SpaceItem
{
	const HubSpace *space;
	Datum values[SPACE_COLUMNS];
	bool nulls[SPACE_COLUMNS];
	const char *listed_name; /* as the Hub gives it */
	const char *author;
	/* what was found */
	bool known;         /* a row with its hub_id exists */
	int64 space_id;     /* of that row, later of the row it got */
	char *current_name; /* of that row */
	bool differs;       /* that row has other values, the name apart */
	bool author_missing;
	int64 holder_id; /* the Space that has listed_name, 0: none */
	char *holder_hub_id;
	/* what is to be done */
	StoreAction action;
	const char *name; /* the name to be stored */
	bool keep_links;  /* its models were not read in full */
	bool links_changed;
} SpaceItem;

typedef struct SpacePage
{
	SpaceStore *store;
	const char *url;
	TimestampTz now;
	SpaceItem *items; /* records not seen before in this run */
	int nitems;
} SpacePage;

/* space_models.c */
extern void StoreSpaceModels(SpacePage *page);

#endif /* LLMECO_STORE_STORE_SPACES_PAGE_H */
