/*
 * query_reader.h: a query's rows, taken straight from the executor.
 */
#ifndef LLMECO_SUPPORT_QUERY_READER_H
#define LLMECO_SUPPORT_QUERY_READER_H

#include <float.h>

#include "catalog/pg_type.h"
#include "tcop/dest.h"
#include "utils/timestamp.h"

#include "support/compat.h"

/* What a column may hold. */
typedef enum QueryColumnKind
{
	COLUMN_KEY,    /* smallint, integer, bigint; not null */
	COLUMN_NUMBER, /* those, numeric, real, double precision */
	COLUMN_TIME,   /* timestamptz, timestamp, date; UTC */
	COLUMN_TEXT,   /* text, varchar, char, name */
	COLUMN_RECORD, /* those, json, jsonb, bytea: QueryBytes() */
	COLUMN_FLAG    /* any type: is it null? */
} QueryColumnKind;

typedef struct QueryColumn
{
	const char *name; /* NULL: the column in the same place, whatever its name */
	QueryColumnKind kind;
	bool required;
	int index; /* in the slot, -1: absent */
	Oid type;  /* base type */
} QueryColumn;

/* A running query and its current row. */
typedef struct QueryReader QueryReader;
typedef void (*QueryTaker)(QueryReader *reader, void *arg);

struct QueryReader
{
	DestReceiver dest; /* first: the executor hands us this */
	const char *name;  /* of the query in messages, as models_query */
	QueryColumn *columns;
	int ncolumns;
	int natts; /* of the row up to the last wanted column */
	QueryTaker take;
	void *arg;
	const Datum *values; /* of the current row */
	const bool *isnull;
	int64 rows; /* taken before it */
	bool done;  /* set by the taker: it wants no more rows */
};

/* A query and who takes its rows. */
typedef struct QueryInput
{
	const char *name; /* in messages */
	const char *sql;
	const QueryColumn *columns;
	int ncolumns;
	QueryTaker take;
	bool serial;       /* the taker writes: no parallel workers */
	const char *known; /* columns in words: any other is an error; NULL: it is ignored */
	bool lenient;      /* only one named nearly as one that is not there; others have a NOTICE */
} QueryInput;

#define QUERY_COLUMNS(list) .columns = list, .ncolumns = lengthof(list)

extern void QueryRead(const QueryInput *source, void *arg);
extern bool QueryReadsTable(const char *sql, Oid table);
extern void QueryReadOf(const QueryInput *source, const int64 *ids, int64 n, void *arg);

pg_noreturn extern void QueryReportLimit(const char *name, int64 limit);
pg_noreturn extern void QueryReportNullKey(const QueryReader *reader, const QueryColumn *column);
pg_noreturn extern void
QueryReportBadNumber(const QueryReader *reader, const QueryColumn *column, double number);
extern double QueryNumeric(Datum value);
extern bool QueryDate(Datum value, int64 *when);
extern char *QueryString(const QueryReader *reader, int c);
extern const char *QueryBytes(const QueryReader *reader, int c, Size limit, Size *len);
extern text *QueryText(const QueryReader *reader, int c, MemoryContext context);

static inline bool
column_is_absent(const QueryReader *reader, int c)
{
	int index = reader->columns[c].index;

	return index < 0 || reader->isnull[index];
}

static inline int64
column_key(const QueryReader *reader, int c)
{
	const QueryColumn *column = &reader->columns[c];
	Datum value = reader->values[column->index];

	if (unlikely(reader->isnull[column->index]))
		QueryReportNullKey(reader, column);
	if (likely(column->type == INT8OID))
		return DatumGetInt64(value);
	return column->type == INT4OID ? DatumGetInt32(value) : DatumGetInt16(value);
}

/*
 * column_number reads a number that must be finite and not below 0.
 */
static inline double
column_number(const QueryReader *reader, int c, double missing)
{
	const QueryColumn *column = &reader->columns[c];
	Datum value;
	double number;

	if (column_is_absent(reader, c))
		return missing;
	value = reader->values[column->index];
	switch (column->type)
	{
		case INT8OID: number = (double) DatumGetInt64(value); break;
		case INT4OID: number = DatumGetInt32(value); break;
		case INT2OID: number = DatumGetInt16(value); break;
		case FLOAT8OID: number = DatumGetFloat8(value); break;
		case FLOAT4OID: number = DatumGetFloat4(value); break;
		default: number = QueryNumeric(value); break;
	}
	if (unlikely(!(number >= 0 && number <= DBL_MAX)))
		QueryReportBadNumber(reader, column, number);
	return number;
}

/*
 * column_time reads a point in time; false: unknown, as NULL or infinite.
 */
static inline bool
column_time(const QueryReader *reader, int c, int64 *when)
{
	const QueryColumn *column = &reader->columns[c];
	Datum value;

	if (column_is_absent(reader, c))
		return false;
	value = reader->values[column->index];
	if (unlikely(column->type == DATEOID))
		return QueryDate(value, when);
	*when = DatumGetTimestamp(value);
	return !TIMESTAMP_NOT_FINITE(*when);
}

#endif /* LLMECO_SUPPORT_QUERY_READER_H */
