/*
 * batch.h: many rows handed to one statement.
 */
#ifndef LLMECO_SUPPORT_BATCH_H
#define LLMECO_SUPPORT_BATCH_H

#include "utils/queryenvironment.h"
#include "utils/tuplestore.h"

#include "support/sql.h"

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

extern Batch *BatchCreate(const char *name, const BatchColumn *columns, int ncolumns);
extern void BatchAdd(Batch *batch, const Datum *values, const bool *nulls);
extern void BatchArrays(Batch *batch, SqlArg *args);
/* BatchApply(batch, sql, arguments...) runs a statement that reads the batch. */
#define BatchApply(batch, sql, ...) BatchApplyArgs(batch, sql, SQL_ARGS(__VA_ARGS__))

extern uint64 BatchApplyArgs(Batch *batch, const char *sql, const SqlArg *args, int n);

#endif /* LLMECO_SUPPORT_BATCH_H */
