/*
 * import_snapshots.c: counters of days gone by, which a query gives, into
 * llmeco.model_snapshots.
 *
 * The query is read to its end, with the caller's rights, into a batch; then the
 * names are looked up, all in one join, and what comes of it by month is written to
 * the months' tables. Not at once: a month's table cannot be attached while the
 * caller's query reads the parent. Locks: snapshots.c.
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/xact.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/memutils.h"

#include "history/growth.h"
#include "history/snapshots.h"
#include "support/batch.h"
#include "support/coordinator.h"
#include "support/name_key.h"
#include "support/query_reader.h"
#include "support/sql.h"
#include "support/sql_values.h"

/* Rows of a statement that writes. */
#define CHUNK_ROWS 10000
/* Names that were not found and are told. */
#define MAX_SAMPLE 20
/* The first number that may be another one, rounded to double precision. */
#define NO_COUNT 9007199254740992.0

#define NCOUNTERS 3

/* Columns of the caller's query, and of the batch. */
enum
{
	GIVEN_NAME,
	GIVEN_ID,
	GIVEN_DAY,
	GIVEN_COUNTERS,
	GIVEN_ORDER = GIVEN_COUNTERS + NCOUNTERS, /* the batch's: which row it was */
	GIVEN_COLUMNS
};

/* A model's counters of a day. */
typedef struct Counters
{
	int64 model_id;
	DateADT day;
	int64 values[NCOUNTERS];
	bool nulls[NCOUNTERS];
} Counters;

typedef struct SnapshotImport
{
	MemoryContext row_context;
	Batch *given;
	bool by_name;
	Oid parent;
	/* rows to be written to one month, the last one not yet complete */
	Counters *rows;
	int n;
	/* the result */
	int64 nread;
	int64 nstored;
	int64 nunmatched;
	Datum sample[MAX_SAMPLE];
	int nsample;
} SnapshotImport;

extern PGDLLEXPORT Datum llmeco_import_snapshots(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_import_snapshots);

/* ---- the caller's query ---- */

/*
 * is_there says whether the query has a column.
 */
static bool
is_there(const QueryReader *reader, int c)
{
	return reader->columns[c].index >= 0;
}

/*
 * check_columns raises an error where columns are missing that none is required of.
 */
static void
check_columns(const QueryReader *reader)
{
	bool counters = false;

	for (int i = 0; i < NCOUNTERS; i++)
		counters |= is_there(reader, GIVEN_COUNTERS + i);
	if (is_there(reader, GIVEN_NAME) == is_there(reader, GIVEN_ID))
		ereport(ERROR, (errcode(is_there(reader, GIVEN_NAME) ? ERRCODE_AMBIGUOUS_COLUMN
															 : ERRCODE_UNDEFINED_COLUMN),
						errmsg("query has %s of the columns \"name\" and \"model_id\"",
							   is_there(reader, GIVEN_NAME) ? "both" : "none"),
						errhint("Give one of them.")));
	if (!counters)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("query has none of the columns \"downloads\", \"downloads_all_time\" and "
						"\"likes\""),
				 errhint("Give at least one of them.")));
}

/*
 * day_of returns the day, UTC, that a time is in.
 */
static DateADT
day_of(int64 when)
{
	return (DateADT) (when / USECS_PER_DAY - (when % USECS_PER_DAY < 0 ? 1 : 0));
}

/*
 * read_day returns the day of the current row.
 */
static DateADT
read_day(const QueryReader *reader)
{
	int64 when;

	if (column_is_absent(reader, GIVEN_DAY))
		QueryReportNullKey(reader, &reader->columns[GIVEN_DAY]);
	if (!column_time(reader, GIVEN_DAY, &when) || SnapshotsIsAhead(day_of(when)))
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("a snapshot cannot be of a day that is infinite or yet to come"),
						errdetail("Row %lld of the query.", (long long) reader->rows + 1),
						errhint("Leave such rows out.")));
	return day_of(when);
}

/*
 * read_count returns a counter of the current row.
 */
static int64
read_count(const QueryReader *reader, int c)
{
	double number = column_number(reader, c, 0);

	if (number >= NO_COUNT || number != rint(number))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("value %g in column \"%s\" of %s is no count", number,
							   reader->columns[c].name, reader->name),
						errdetail("Row %lld of the query.", (long long) reader->rows + 1),
						errhint("Counters are whole numbers below 2 to the power of 53.")));
	return (int64) number;
}

/*
 * take_given adds a row of the caller's query to the batch.
 */
static void
take_given(QueryReader *reader, void *arg)
{
	SnapshotImport *import = arg;
	MemoryContext caller = MemoryContextSwitchTo(import->row_context);
	Datum values[GIVEN_COLUMNS];
	bool nulls[GIVEN_COLUMNS] = {false};

	if (reader->rows == 0)
	{
		check_columns(reader);
		import->by_name = is_there(reader, GIVEN_NAME);
	}
	nulls[GIVEN_NAME] = !import->by_name;
	nulls[GIVEN_ID] = import->by_name;
	if (!import->by_name)
		values[GIVEN_ID] = Int64GetDatum(column_key(reader, GIVEN_ID));
	else if (column_is_absent(reader, GIVEN_NAME))
		QueryReportNullKey(reader, &reader->columns[GIVEN_NAME]);
	else
		values[GIVEN_NAME] = CStringGetTextDatum(QueryString(reader, GIVEN_NAME));
	values[GIVEN_DAY] = DateADTGetDatum(read_day(reader));
	for (int c = GIVEN_COUNTERS; c < GIVEN_COUNTERS + NCOUNTERS; c++)
	{
		nulls[c] = column_is_absent(reader, c);
		values[c] = nulls[c] ? 0 : Int64GetDatum(read_count(reader, c));
	}
	values[GIVEN_ORDER] = Int64GetDatum(reader->rows);
	BatchAdd(import->given, values, nulls);
	import->nread++;
	MemoryContextSwitchTo(caller);
	MemoryContextReset(import->row_context);
}

/*
 * read_given reads the caller's query into the batch. Functions in it must not write
 * either; an error ends with the (sub)transaction, which sets that back.
 */
static void
read_given(SnapshotImport *import, const char *query)
{
	static const QueryColumn columns[] = {[GIVEN_NAME] = {"name", COLUMN_TEXT, false},
										  [GIVEN_ID] = {"model_id", COLUMN_KEY, false},
										  [GIVEN_DAY] = {"taken_on", COLUMN_TIME, true},
										  [GIVEN_COUNTERS] = {"downloads", COLUMN_NUMBER, false},
										  {"downloads_all_time", COLUMN_NUMBER, false},
										  {"likes", COLUMN_NUMBER, false}};
	static const BatchColumn batch_columns[GIVEN_COLUMNS] =
		{[GIVEN_NAME] = {"name", TEXTOID},        [GIVEN_ID] = {"model_id", INT8OID},
		 [GIVEN_DAY] = {"taken_on", DATEOID},     [GIVEN_COUNTERS] = {"downloads", INT8OID},
		 {"downloads_all_time", INT8OID},         {"likes", INT8OID},
		 [GIVEN_ORDER] = {"given_order", INT8OID}};
	QueryInput input = {"query", query, QUERY_COLUMNS(columns), take_given,
						.known = "name or model_id, taken_on, downloads, downloads_all_time and "
								 "likes"};
	bool read_only = XactReadOnly;
	int level;

	import->given = BatchCreate("llmeco_given", batch_columns, GIVEN_COLUMNS);
	level = SqlConnectAsCaller();
	XactReadOnly = true;
	QueryRead(&input, import);
	XactReadOnly = read_only;
	SqlFinish(level);
}

/* ---- into the tables ---- */

/*
 * is_same_month says whether two days are of one month's table.
 */
static bool
is_same_month(DateADT a, DateADT b)
{
	int year[2];
	int month[2];
	int day;

	j2date(a + POSTGRES_EPOCH_JDATE, &year[0], &month[0], &day);
	j2date(b + POSTGRES_EPOCH_JDATE, &year[1], &month[1], &day);
	return year[0] == year[1] && month[0] == month[1];
}

/*
 * write_rows writes the rows that wait, all of one month, as far as they differ from
 * what is there, which is looked up by key: to read the whole month for each of them
 * takes the square of its rows. As arrays: Citus cannot take a batch to another server.
 */
static void
write_rows(SnapshotImport *import)
{
	static const BatchColumn columns[] = {{"model_id", INT8OID},
										  {"taken_on", DATEOID},
										  {"downloads", INT8OID},
										  {"downloads_all_time", INT8OID},
										  {"likes", INT8OID}};
	SqlArg args[lengthof(columns)];
	Batch *batch;
	const char *name;
	int level;

	if (import->n == 0)
		return;
	level = SqlConnect();
	name = SnapshotsEnsurePartition(&SnapshotMonths, import->parent, import->rows[0].day);
	batch = BatchCreate("llmeco_counters", columns, lengthof(columns));
	for (int i = 0; i < import->n; i++)
	{
		const Counters *row = &import->rows[i];
		Datum values[] = {Int64GetDatum(row->model_id), DateADTGetDatum(row->day),
						  Int64GetDatum(row->values[0]), Int64GetDatum(row->values[1]),
						  Int64GetDatum(row->values[2])};
		bool nulls[] = {false, false, row->nulls[0], row->nulls[1], row->nulls[2]};

		BatchAdd(batch, values, nulls);
	}
	BatchArrays(batch, args);
	tuplestore_end(batch->rows);
	import->nstored +=
		SqlRunArgs(psprintf("INSERT INTO llmeco.%s"
							" (model_id, downloads, downloads_all_time, likes, taken_on)"
							" SELECT c.model_id, COALESCE(c.downloads, o.downloads),"
							" COALESCE(c.downloads_all_time, o.downloads_all_time),"
							" COALESCE(c.likes, o.likes), c.taken_on"
							" FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2),"
							"  pg_catalog.unnest($3), pg_catalog.unnest($4), pg_catalog.unnest($5))"
							" c (model_id, taken_on, downloads, downloads_all_time, likes)"
							" LEFT JOIN llmeco.%s o"
							" ON o.model_id = c.model_id AND o.taken_on = c.taken_on"
							" WHERE o.model_id IS NULL"
							" OR c.downloads <> COALESCE(o.downloads, -1)"
							" OR c.downloads_all_time <> COALESCE(o.downloads_all_time, -1)"
							" OR c.likes <> COALESCE(o.likes, -1)"
							" ORDER BY c.model_id, c.taken_on"
							" ON CONFLICT (model_id, taken_on) DO UPDATE"
							" SET downloads = EXCLUDED.downloads,"
							" downloads_all_time = EXCLUDED.downloads_all_time,"
							" likes = EXCLUDED.likes",
							name, name),
				   false, args, lengthof(args));
	SqlFinish(level);
	import->n = 0;
}

/*
 * note_unmatched notes a row whose model is not known.
 */
static void
note_unmatched(SnapshotImport *import, const char *name)
{
	MemoryContext row;

	import->nunmatched++;
	for (int i = 0; i < import->nsample; i++)
		if (strcmp(TextDatumGetCString(import->sample[i]), name) == 0)
			return;
	if (import->nsample == MAX_SAMPLE)
		return;
	row = MemoryContextSwitchTo(MemoryContextGetParent(import->row_context));
	import->sample[import->nsample++] = CStringGetTextDatum(name);
	MemoryContextSwitchTo(row);
}

/*
 * add_row adds a row to those that wait: into the last one where that is of the same
 * model and day, of which it was given later.
 */
static void
add_row(SnapshotImport *import, const Counters *row)
{
	Counters *last = import->n > 0 ? &import->rows[import->n - 1] : NULL;

	if (last == NULL || last->day != row->day || last->model_id != row->model_id)
	{
		if (import->n == CHUNK_ROWS || (last != NULL && !is_same_month(last->day, row->day)))
			write_rows(import);
		import->rows[import->n++] = *row;
		return;
	}
	for (int i = 0; i < NCOUNTERS; i++)
		if (!row->nulls[i])
		{
			last->values[i] = row->values[i];
			last->nulls[i] = false;
		}
}

/*
 * take_found takes a row of which the model was looked up.
 */
static void
take_found(QueryReader *reader, void *arg)
{
	SnapshotImport *import = arg;
	MemoryContext caller = MemoryContextSwitchTo(import->row_context);
	Counters row = {.nulls = {false}};
	bool any = false;
	int64 when;

	CHECK_FOR_INTERRUPTS();
	for (int i = 0; i < NCOUNTERS; i++)
	{
		row.nulls[i] = column_is_absent(reader, GIVEN_COUNTERS + i);
		if (!row.nulls[i])
			row.values[i] = column_key(reader, GIVEN_COUNTERS + i);
		any |= !row.nulls[i];
	}
	if (column_is_absent(reader, GIVEN_ID))
		note_unmatched(import, QueryString(reader, GIVEN_NAME));
	else if (any)
	{
		row.model_id = column_key(reader, GIVEN_ID);
		(void) column_time(reader, GIVEN_DAY, &when);
		row.day = day_of(when);
		add_row(import, &row);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextReset(import->row_context);
}

/*
 * store_given looks the models up and writes what was given of them.
 */
static void
store_given(SnapshotImport *import)
{
	static const char by_name[] =
		"SELECT c.name, COALESCE(m.model_id, a.model_id) AS model_id, c.taken_on, c.downloads,"
		" c.downloads_all_time, c.likes FROM llmeco_given c"
		" LEFT JOIN llmeco.models m ON KEY(m.name) = KEY(c.name)"
		" LEFT JOIN llmeco.model_aliases a ON KEY(a.name) = KEY(c.name)"
		" ORDER BY c.taken_on, 2, c.given_order";
	static const char by_id[] =
		"SELECT c.model_id::text AS name, i.model_id, c.taken_on, c.downloads,"
		" c.downloads_all_time, c.likes FROM llmeco_given c"
		" LEFT JOIN llmeco.model_ids i ON i.id = c.model_id"
		" ORDER BY c.taken_on, 2, c.given_order";
	static const QueryColumn columns[] = {[GIVEN_NAME] = {"name", COLUMN_TEXT, true},
										  [GIVEN_ID] = {"model_id", COLUMN_KEY, true},
										  [GIVEN_DAY] = {"taken_on", COLUMN_TIME, true},
										  [GIVEN_COUNTERS] = {"downloads", COLUMN_KEY, true},
										  {"downloads_all_time", COLUMN_KEY, true},
										  {"likes", COLUMN_KEY, true}};
	QueryInput input = {"the counters", NameKeySql(import->by_name ? by_name : by_id),
						QUERY_COLUMNS(columns), take_found, .serial = true};

	import->rows = palloc(CHUNK_ROWS * sizeof(Counters));
	import->given->relation.md.enrtuples = import->given->n;
	if (SPI_register_relation(&import->given->relation) != SPI_OK_REL_REGISTER)
		elog(ERROR, "SPI_register_relation failed");
	QueryRead(&input, import);
	SPI_unregister_relation(import->given->relation.md.name);
	write_rows(import);
}

/*
 * result_row makes the row that llmeco_import_snapshots() returns.
 */
static Datum
result_row(FunctionCallInfo fcinfo, SnapshotImport *import)
{
	Datum values[] = {Int64GetDatum(import->nread), Int64GetDatum(import->nstored),
					  Int64GetDatum(import->nunmatched),
					  SqlTextArray(import->sample, import->nsample)};
	bool nulls[lengthof(values)] = {false};
	TupleDesc desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE ||
		desc->natts != lengthof(values))
		elog(ERROR, "llmeco_import_snapshots is not declared to return its row");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/*
 * llmeco_import_snapshots(query text): counters of days, as they are given.
 */
Datum
llmeco_import_snapshots(PG_FUNCTION_ARGS)
{
	SnapshotImport *import = palloc0(sizeof(SnapshotImport));
	SqlUser caller;
	int level;

	PreventCommandIfReadOnly("llmeco_import_snapshots()");
	CoordinatorRequire();
	if (PG_ARGISNULL(0))
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("query must not be null"),
						errhint("Call it as llmeco_import_snapshots('SELECT name, taken_on, likes "
								"FROM ...').")));
	(void) SnapshotsCheckRight("models", ACL_SELECT);
	(void) SnapshotsCheckRight("model_aliases", ACL_SELECT);
	(void) SnapshotsCheckRight(SnapshotMonths.parent, ACL_UPDATE);
	import->parent = SnapshotsCheckRight(SnapshotMonths.parent, ACL_INSERT);
	import->row_context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco import row", ALLOCSET_DEFAULT_SIZES);
	read_given(import, text_to_cstring(PG_GETARG_TEXT_PP(0)));
	caller = SqlBecomeOwner(import->parent, ShareUpdateExclusiveLock);
	level = SqlConnect();
	SqlPlanFreely();
	store_given(import);
	GrowthStore();
	SqlFinish(level);
	SqlBecome(caller);
	tuplestore_end(import->given->rows);
	PG_RETURN_DATUM(result_row(fcinfo, import));
}
