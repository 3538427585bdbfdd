/*
 * query_reader.c: runs a query through SPI with a DestReceiver of its own, so
 * that rows go straight from the executor to whoever takes them: no tuple
 * table, no cursor, and parallel plans where the planner wants them.
 *
 * Columns are found by name and checked by type before the query runs; other
 * columns are ignored, unless the reader says which ones there can be.
 */
#include "postgres.h"

#include "access/detoast.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/plancache.h"
#include "utils/varlena.h"

#include "support/query_reader.h"
#include "support/sql_values.h"

/* Rows between two looks at interrupts. */
#define CHECK_ROWS 4096

static bool
is_text(Oid type)
{
	return type == TEXTOID || type == VARCHAROID || type == BPCHAROID || type == NAMEOID;
}

static bool
kind_accepts(QueryColumnKind kind, Oid type)
{
	switch (kind)
	{
		case COLUMN_KEY: return type == INT8OID || type == INT4OID || type == INT2OID;
		case COLUMN_NUMBER:
			return type == INT8OID || type == INT4OID || type == INT2OID || type == FLOAT8OID ||
				   type == FLOAT4OID || type == NUMERICOID;
		case COLUMN_TIME: return type == TIMESTAMPTZOID || type == TIMESTAMPOID || type == DATEOID;
		case COLUMN_TEXT: return is_text(type);
		case COLUMN_RECORD:
			return is_text(type) || type == JSONOID || type == JSONBOID || type == BYTEAOID;
		case COLUMN_FLAG: return true;
	}
	return false;
}

static const char *
kind_name(QueryColumnKind kind)
{
	switch (kind)
	{
		case COLUMN_KEY: return "bigint, integer or smallint";
		case COLUMN_NUMBER: return "an integer type, numeric, real or double precision";
		case COLUMN_TIME: return "timestamp with time zone, timestamp or date";
		case COLUMN_TEXT: return "text";
		case COLUMN_RECORD: return "text, json, jsonb or bytea";
		case COLUMN_FLAG: break;
	}
	return "any type";
}

/*
 * QueryReportLimit raises the error for more rows of a query than can be
 * counted.
 */
void
QueryReportLimit(const char *name, int64 limit)
{
	ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("%s has too many rows", name),
					errhint("At most %lld are possible.", (long long) limit)));
}

/*
 * QueryReportNullKey refuses a null in the current row.
 */
void
QueryReportNullKey(const QueryReader *reader, const QueryColumn *column)
{
	ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					errmsg("null value in column \"%s\" of %s", column->name, reader->name),
					errdetail("Row %lld of the query.", (long long) reader->rows + 1),
					errhint("Leave such rows out.")));
}

/*
 * QueryReportBadNumber refuses a number in the current row.
 */
void
QueryReportBadNumber(const QueryReader *reader, const QueryColumn *column, double number)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("value %g in column \"%s\" of %s is not allowed", number, column->name,
						   reader->name),
					errdetail("Row %lld of the query.", (long long) reader->rows + 1),
					errhint("Counters and weights must be finite and not negative.")));
}

/*
 * QueryNumeric returns a numeric as double precision.
 */
double
QueryNumeric(Datum value)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, value));
}

/*
 * QueryDate returns the beginning of a day, UTC; false: infinite.
 */
bool
QueryDate(Datum value, int64 *when)
{
	if (DATE_NOT_FINITE(DatumGetDateADT(value)))
		return false;
	*when = DatumGetTimestamp(DirectFunctionCall1(date_timestamp, value));
	return true;
}

/*
 * QueryText copies a text of the current row, which ends with the query's
 * memory, to a context.
 */
text *
QueryText(const QueryReader *reader, int c, MemoryContext context)
{
	MemoryContext executor = MemoryContextSwitchTo(context);
	text *copy = DatumGetTextPCopy(reader->values[reader->columns[c].index]);

	MemoryContextSwitchTo(executor);
	return copy;
}

/*
 * QueryString returns a text of the current row in the current memory context; as
 * long as the row is the current one that is the query's.
 */
char *
QueryString(const QueryReader *reader, int c)
{
	const QueryColumn *column = &reader->columns[c];
	Datum value = reader->values[column->index];

	return column->type == NAMEOID ? pstrdup(NameStr(*DatumGetName(value)))
								   : TextDatumGetCString(value);
}

/*
 * QueryBytes returns what a record of the current row has, text and JSON as UTF-8,
 * *len bytes of it, in the current memory context or the row itself. NULL: it has
 * more than limit bytes, *len about. One that is far larger is not even read.
 */
const char *
QueryBytes(const QueryReader *reader, int c, Size limit, Size *len)
{
	const QueryColumn *column = &reader->columns[c];
	Datum value = reader->values[column->index];
	const char *bytes;

	if (column->type == NAMEOID)
	{
		bytes = NameStr(*DatumGetName(value));
		*len = strlen(bytes);
	}
	else
	{
		/* jsonb has numbers and brackets in more bytes than its text */
		*len = toast_raw_datum_size(value) - VARHDRSZ;
		if (*len > (column->type == JSONBOID ? 8 * limit : limit))
			return NULL;
		if (column->type == JSONBOID)
		{
			StringInfoData text;

			initStringInfo(&text);
			bytes = JsonbToCString(&text, &DatumGetJsonbP(value)->root, *len);
			*len = text.len;
		}
		else
			bytes = VARDATA_ANY(PG_DETOAST_DATUM_PACKED(value));
	}
	if (column->type != BYTEAOID && GetDatabaseEncoding() != PG_UTF8 &&
		GetDatabaseEncoding() != PG_SQL_ASCII)
	{
		char *text = pg_server_to_any(pnstrdup(bytes, *len), (int) *len, PG_UTF8);

		bytes = text;
		*len = strlen(text);
	}
	return *len > limit ? NULL : bytes;
}

static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	QueryReader *reader = (QueryReader *) self;

	slot_getsomeattrs(slot, reader->natts);
	reader->values = slot->tts_values;
	reader->isnull = slot->tts_isnull;
	reader->take(reader, reader->arg);
	if (++reader->rows % CHECK_ROWS == 0)
		CHECK_FOR_INTERRUPTS();
	return !reader->done;
}

static void
receive_startup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
}

static void
receive_end(DestReceiver *self)
{
}

static void
query_error_context(void *arg)
{
	errcontext("%s", (const char *) arg);
}

pg_noreturn static void
refuse_query(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s is not a read-only query", name),
			 errhint("Give one SELECT, VALUES or TABLE command that writes and locks nothing.")));
}

/*
 * find_select returns the one plain query of a plan; NULL: it is something else.
 */
static CachedPlanSource *
find_select(SPIPlanPtr plan)
{
	List *sources = SPI_plan_get_plan_sources(plan);
	CachedPlanSource *source;
	Query *query;

	if (list_length(sources) != 1)
		return NULL;
	source = linitial(sources);
	if (list_length(source->query_list) != 1)
		return NULL;
	query = linitial_node(Query, source->query_list);
	if (query->commandType != CMD_SELECT || query->hasModifyingCTE || query->rowMarks != NIL)
		return NULL;
	return source;
}

/*
 * is_meant says whether a column of a query's result, in place i, is the wanted one
 * in place c.
 */
static bool
is_meant(const QueryColumn *column, int c, Form_pg_attribute attr, int i)
{
	return column->name == NULL ? c == i : strcmp(NameStr(attr->attname), column->name) == 0;
}

/*
 * is_nearly says whether a name was meant for another: begins as it does, or differs
 * in two letters at most.
 */
static bool
is_nearly(const char *name, const char *other)
{
	int len = (int) strlen(name);
	int other_len = (int) strlen(other);

	if (Min(len, other_len) >= 4 && pg_strncasecmp(name, other, Min(len, other_len)) == 0)
		return true;
	return varstr_levenshtein(name, len, other, other_len, 1, 1, 1, true) <= 2;
}

/*
 * refuse_unknown raises an error where a query's result has another column than
 * those that are wanted; in a lenient query only if it can be meant for one that is
 * missing, and else says that it is ignored.
 */
static void
refuse_unknown(const QueryReader *reader, TupleDesc desc, const char *known, bool lenient)
{
	StringInfoData ignored;

	initStringInfo(&ignored);
	for (int i = 0; i < desc->natts; i++)
	{
		const char *name = NameStr(TupleDescAttr(desc, i)->attname);
		const char *meant = NULL;
		bool found = false;

		for (int c = 0; c < reader->ncolumns; c++)
		{
			const QueryColumn *column = &reader->columns[c];

			found |= is_meant(column, c, TupleDescAttr(desc, i), i);
			if (lenient && column->index < 0 && is_nearly(name, column->name))
				meant = column->name;
		}
		if (found)
			continue;
		if (!lenient || meant != NULL)
			ereport(ERROR, (errcode(ERRCODE_UNDEFINED_COLUMN),
							errmsg("%s has a column \"%s\" that is not known", reader->name, name),
							meant == NULL
								? errhint("Columns are %s.", known)
								: errhint("Did you mean \"%s\"? Columns are %s.", meant, known)));
		appendStringInfo(&ignored, "%s\"%s\"", ignored.len == 0 ? "" : ", ", name);
	}
	if (ignored.len > 0)
		ereport(NOTICE, (errcode(ERRCODE_SUCCESSFUL_COMPLETION),
						 errmsg("columns of %s are ignored: %s", reader->name, ignored.data),
						 errhint("Columns are %s.", known)));
	pfree(ignored.data);
}

/*
 * find_columns looks the wanted columns up in a query's result.
 */
static void
find_columns(QueryReader *reader, TupleDesc desc)
{
	int c;
	int i;

	for (c = 0; c < reader->ncolumns; c++)
	{
		QueryColumn *column = &reader->columns[c];

		column->index = -1;
		for (i = 0; i < desc->natts; i++)
		{
			Form_pg_attribute attr = TupleDescAttr(desc, i);

			if (!is_meant(column, c, attr, i))
				continue;
			if (column->index >= 0)
				ereport(ERROR,
						(errcode(ERRCODE_AMBIGUOUS_COLUMN),
						 errmsg("%s has more than one column \"%s\"", reader->name, column->name),
						 errhint("Name the columns that are wanted.")));
			column->index = i;
			reader->natts = Max(reader->natts, i + 1);
			column->type = getBaseType(attr->atttypid);
			if (!kind_accepts(column->kind, column->type))
				ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
								errmsg("column \"%s\" of %s has type %s", NameStr(attr->attname),
									   reader->name, format_type_be(attr->atttypid)),
								errdetail("The type must be %s.", kind_name(column->kind)),
								errhint("Cast the column in the query.")));
		}
		if (column->index < 0 && column->required)
			ereport(ERROR, (errcode(ERRCODE_UNDEFINED_COLUMN),
							column->name == NULL
								? errmsg("%s has no column", reader->name)
								: errmsg("%s has no column \"%s\"", reader->name, column->name),
							errhint("Name it with AS in the query.")));
	}
}

/*
 * run_query does what QueryRead and QueryReadOf do.
 */
static void
run_query(const QueryInput *query, ParamListInfo params, void *arg)
{
	MemoryContext caller = CurrentMemoryContext; /* SPI leaves its own current */
	QueryReader reader = {0};
	ErrorContextCallback context;
	SPIExecuteOptions options = {0};
	SPIPlanPtr plan;
	CachedPlanSource *select;
	int parallel = query->serial ? 0 : CURSOR_OPT_PARALLEL_OK;
	int status;

	reader.dest.receiveSlot = receive_row;
	reader.dest.rStartup = receive_startup;
	reader.dest.rShutdown = receive_end;
	reader.dest.rDestroy = receive_end;
	/* with DestNone, SPI would not count this a SELECT */
	reader.dest.mydest = DestTuplestore;
	reader.name = query->name;
	reader.columns = palloc(query->ncolumns * sizeof(QueryColumn));
	memcpy(reader.columns, query->columns, query->ncolumns * sizeof(QueryColumn));
	reader.ncolumns = query->ncolumns;
	reader.take = query->take;
	reader.arg = arg;

	context.callback = query_error_context;
	context.arg = (void *) query->name;
	context.previous = error_context_stack;
	error_context_stack = &context;

	plan = params == NULL ? SPI_prepare_cursor(query->sql, 0, NULL, parallel)
						  : SPI_prepare_cursor(query->sql, 1, &params->params[0].ptype,
											   parallel | CURSOR_OPT_GENERIC_PLAN);
	select = plan == NULL ? NULL : find_select(plan);
	if (select == NULL)
		refuse_query(query->name);
	find_columns(&reader, select->resultDesc);
	if (query->known != NULL)
		refuse_unknown(&reader, select->resultDesc, query->known, query->lenient);
	options.params = params;
	options.read_only = true;
	options.dest = &reader.dest;
	status = SPI_execute_plan_extended(plan, &options);
	if (status != SPI_OK_SELECT)
		elog(ERROR, "unexpected SPI result: %s", SPI_result_code_string(status));
	SPI_freeplan(plan);
	MemoryContextSwitchTo(caller);
	pfree(reader.columns);

	error_context_stack = context.previous;
}

/*
 * QueryRead hands each row of a query to its taker, with the caller's rights
 * and the active snapshot. Needs an SPI connection.
 */
void
QueryRead(const QueryInput *source, void *arg)
{
	run_query(source, NULL, arg);
}

/*
 * QueryReadsTable says whether a query reads a table, by itself or through views. Needs
 * an SPI connection.
 */
bool
QueryReadsTable(const char *sql, Oid table)
{
	SPIPlanPtr plan = SPI_prepare(sql, 0, NULL);
	ListCell *source;
	bool found = false;

	foreach (source, SPI_plan_get_plan_sources(plan))
		found |= list_member_oid(((CachedPlanSource *) lfirst(source))->relationOids, table);
	SPI_freeplan(plan);
	return found;
}

/*
 * QueryReadOf does the same for a query with model or author ids as its $1,
 * always by a plan for few of them: through an index. The planner looks at each
 * element of an array that it knows, and then reads the whole table.
 */
void
QueryReadOf(const QueryInput *source, const int64 *ids, int64 n, void *arg)
{
	ParamListInfo params = makeParamList(1);
	Datum array = SqlInt64Array(ids, (int) n);

	params->params[0].value = array;
	params->params[0].isnull = false;
	params->params[0].pflags = 0;
	params->params[0].ptype = INT8ARRAYOID;
	run_query(source, params, arg);
	pfree(DatumGetPointer(array));
}
