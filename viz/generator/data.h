/*
 * data.h: from the views to the data files of the site.
 */
#ifndef LLMECO_VIZ_DATA_H
#define LLMECO_VIZ_DATA_H

#include <libpq-fe.h>
#include <stdint.h>

/* The version of llmeco.site_contract that this program was written for */
#define DATA_CONTRACT_VERSION 2

typedef struct DataFacts
{
	char *as_of;        /* JSON: ISO 8601 in quotes, or null */
	char *refreshed_at; /* the same */
	char *meta;         /* JSON object of the three facts of freshness */
	uint32_t limit;     /* most models that the site has; 0: all */
	uint32_t models;    /* what it has */
	uint32_t edges;
} DataFacts;

extern void DataReadContract(PGconn *conn, DataFacts *facts);
extern void DataWrite(PGconn *conn, DataFacts *facts);

#endif
