/*
 * data.h: from the views to the data files of the site.
 */
#ifndef DATA_H
#define DATA_H

#include <libpq-fe.h>
#include <stdint.h>

/* The version of llmeco.site_contract that this program was written for */
#define CONTRACT_VERSION 1

typedef struct Facts
{
	char	   *as_of;			/* JSON: ISO 8601 in quotes, or null */
	char	   *refreshed_at;	/* the same */
	char	   *meta;			/* JSON object of the three facts of freshness */
	uint32_t	models;			/* stubs and removed ones included */
	uint32_t	listed;			/* with a rank: those of the leaderboard */
	uint32_t	edges;
	uint32_t	tasks;			/* distinct tasks of models */
} Facts;

extern void ReadContract(PGconn *conn, Facts *facts);
extern void WriteData(PGconn *conn, Facts *facts);

#endif
