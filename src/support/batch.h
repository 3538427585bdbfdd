/*
 * batch.h: running SQL, and many rows handed to one statement.
 */
#ifndef LLMECO_SUPPORT_BATCH_H
#define LLMECO_SUPPORT_BATCH_H

#include "utils/queryenvironment.h"
#include "utils/tuplestore.h"

/* A column of a batch. */
typedef struct BatchColumn
{
	const char *name;
	Oid type;
} BatchColumn;

/* Rows that SQL sees as a table of the given name. */
typedef struct Batch
{
	EphemeralNamedRelationData relation;
	Tuplestorestate *rows;
	int64 n;
} Batch;

extern int SqlConnect(void);
extern void SqlPlanFreely(void);
extern void SqlFinish(int level);

extern Batch *BatchCreate(const char *name, const BatchColumn *columns, int ncolumns);
extern void BatchAdd(Batch *batch, const Datum *values, const bool *nulls);
extern void BatchArrays(Batch *batch, Oid *types, Datum *values);
extern uint64 BatchRun(Batch *batch, const char *sql, int nargs, Oid *types, Datum *values);

extern uint64 RunSql(const char *sql, int nargs, Oid *types, Datum *values, const char *nulls);
extern Datum ResultValue(uint64 row, int column, bool *isnull);
extern int64 ResultInt64(uint64 row, int column);
extern char *ResultText(uint64 row, int column);

extern char *ServerText(const char *text, bool *replaced);
extern Datum ServerTextArray(const char **texts, int n, bool *replaced);

#endif /* LLMECO_SUPPORT_BATCH_H */
