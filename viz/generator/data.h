/*
 * data.h: from the views to the data files of the site.
 */
#ifndef LLMECO_VIZ_DATA_H
#define LLMECO_VIZ_DATA_H

#include <libpq-fe.h>
#include <stdint.h>

/* The version of llmeco.site_contract that this program was written for */
#define DATA_CONTRACT_VERSION 2

/* A model that the Hub no longer lists has left the leaderboard. */
#define DATA_LISTED_RANK "CASE WHEN q.removed_at IS NULL THEN q.rank END"

/* Models of the leaderboard first. The order is total: names are unique and compared by bytes. */
#define DATA_MODEL_ORDER DATA_LISTED_RANK ", q.name COLLATE \"C\""

typedef struct DataFacts
{
	char *as_of;         /* JSON: ISO 8601 in quotes, or null */
	char *refreshed_at;  /* the same */
	char *meta;          /* JSON object of the three facts of freshness */
	uint32_t limit;      /* most models that the site has; 0: all */
	uint64_t all_models; /* of the database */
	uint32_t models;     /* what it has */
	uint32_t edges;
} DataFacts;

extern void DataReadContract(PGconn *conn, DataFacts *facts);
extern void DataWrite(PGconn *conn, DataFacts *facts);

#endif
