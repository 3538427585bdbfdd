/*
 * source.h: from a query over the views to data files.
 */
#ifndef LLMECO_VIZ_SOURCE_H
#define LLMECO_VIZ_SOURCE_H

#include <libpq-fe.h>

#include "column.h"
#include "copy.h"
#include "rowmap.h"

typedef struct SourceColumn
{
	const char *name; /* in the data file; NULL ends a list */
	ColumnType type;
	const char *sql; /* over the columns q.* of the query; NULL: q.name */
} SourceColumn;

/* SQL of how many models the site has: the best ones, where there are more */
#define SOURCE_MODELS "current_setting('llmeco_viz.models')::int8"

/*
 * Where a data file comes from. Values are cast to what the column's type
 * needs: i32 to int4, f64 to float8, day to date (of a timestamptz: in UTC),
 * text and dict to text, model to int8.
 */
typedef struct Source
{
	const char *name;  /* data/NAME.js; with a key data/NAME/KEY.js */
	const char *key;   /* NULL: one file. Else over q.*: a file for each
								 * value, of digits, lower-case letters, _, - */
	const char *query; /* SELECT over the views, without ORDER BY */
	const char *order; /* over q.*, total: same data, same bytes. Texts
								 * COLLATE "C" */
	const SourceColumn *columns;
	bool of_models; /* q.row numbers its rows as those of models.js:
								 * what the site leaves out is left out here */
	bool is_slow;   /* read on a connection of its own, of one source */
} Source;

/* A source whose rows the server makes while other files are written */
typedef struct Ahead
{
	const Source *source;
	PGconn *conn; /* NULL: there was no second connection */
	Copy copy;
} Ahead;

extern ColumnTable *SourceTable(const Source *source);
extern void SourceStart(Copy *copy, PGconn *conn, const Source *source);
extern bool SourceRow(Copy *copy, const Source *source, CopyField *fields);
extern void SourcePutField(Column *column, const CopyField *field, const RowMap *models);
extern void SourcePutRow(ColumnTable *table, const CopyField *fields, const RowMap *models);
extern void SourceAhead(Ahead *ahead, PGconn *conn, uint32_t models);
extern void SourceWriteAll(PGconn *conn, Ahead *ahead, const RowMap *models, const char *meta);

#endif
