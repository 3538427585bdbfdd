/*
 * run_tables.h: results that are a table per run, partitions of a parent in
 * schema llmeco.
 */
#ifndef LLMECO_SUPPORT_RUN_TABLES_H
#define LLMECO_SUPPORT_RUN_TABLES_H

#include "support/old_names.h"

typedef struct RunTables
{
	const char *parent; /* partitioned by LIST (run_id) */
	const char *runs;   /* a row per run, the newest last */
	const char *prefix; /* of the tables' names */
	const char *what;   /* is in them */
	const char *view;   /* of the newest run's rows */
} RunTables;

extern const RunTables InfluenceTables;
extern const RunTables RankingTables;

/*
 * LockRuns lets one run be stored at a time, after checking that the caller
 * may. No reader waits for this lock, nor it for readers. Its value is the
 * parent.
 */
extern Oid LockRuns(const RunTables *kind);

/*
 * CreateRunTable makes the table of a new run, as the owner of the parent and
 * connected to SPI. Its value is the table's name.
 */
extern char *CreateRunTable(const RunTables *kind, int64 *run_id, Oid *table);

/*
 * AttachRunTable indexes and attaches it: indexes are n commands with %s for
 * the table. What old runs left is dropped as the transaction commits.
 */
extern void AttachRunTable(const RunTables *kind, Oid relid, const char *table, int64 run_id,
						   const char *const *indexes, int n);

#endif /* LLMECO_SUPPORT_RUN_TABLES_H */
