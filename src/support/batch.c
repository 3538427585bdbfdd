/*
 * batch.c: running SQL, and many rows handed to one statement; reading
 * results; text for this database.
 *
 * A batch is a tuplestore that SQL sees as a table (an ephemeral named
 * relation, as triggers' transition tables are): no parsing of literals, no
 * temporary table, one statement for a page of records. All of it happens
 * between SqlConnect() and SqlFinish().
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#include "support/batch.h"
#include "support/compat.h"

/* Kilobytes of a batch before it goes to a temporary file. */
#define BATCH_MEMORY (64 * 1024)

/*
 * SqlConnect connects to SPI and sets what statements are parsed and planned
 * with, until SqlFinish() with the result. Pages are looked up by index
 * whatever the planner thinks of tables that grow under it and were never
 * analyzed, or a first load would scan all models for every page. The current
 * memory context stays.
 */
int
SqlConnect(void)
{
	static const char *const settings[][2] = {{"search_path", "pg_catalog, pg_temp"},
											  {"enable_hashjoin", "off"},
											  {"enable_mergejoin", "off"},
											  {"jit", "off"}};
	MemoryContext caller = CurrentMemoryContext;
	int level;

	SPI_connect();
	MemoryContextSwitchTo(caller);
	level = NewGUCNestLevel();
	for (int i = 0; i < lengthof(settings); i++)
		(void) set_config_option(settings[i][0], settings[i][1], PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
	return level;
}

/*
 * SqlPlanFreely gives the planner the joins back that SqlConnect() took, until
 * SqlFinish(): for statements that read whole tables.
 */
void
SqlPlanFreely(void)
{
	(void) set_config_option("enable_hashjoin", "on", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
	(void) set_config_option("enable_mergejoin", "on", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
}

/*
 * SqlFinish undoes SqlConnect(); the current memory context stays.
 */
void
SqlFinish(int level)
{
	MemoryContext caller = CurrentMemoryContext;

	AtEOXact_GUC(true, level);
	SPI_finish();
	MemoryContextSwitchTo(caller);
}

/*
 * BatchCreate returns an empty batch in the current memory context.
 */
Batch *
BatchCreate(const char *name, const BatchColumn *columns, int ncolumns)
{
	Batch *batch = palloc0(sizeof(Batch));
	TupleDesc desc = CreateTemplateTupleDesc(ncolumns);

	for (int i = 0; i < ncolumns; i++)
		TupleDescInitEntry(desc, i + 1, columns[i].name, columns[i].type, -1, 0);
	batch->rows = tuplestore_begin_heap(false, false, BATCH_MEMORY);
	batch->relation.md.name = pstrdup(name);
	batch->relation.md.tupdesc = desc;
	batch->relation.md.enrtype = ENR_NAMED_TUPLESTORE;
	batch->relation.reldata = batch->rows;
	return batch;
}

/*
 * BatchAdd adds a row; its values are copied.
 */
void
BatchAdd(Batch *batch, const Datum *values, const bool *nulls)
{
	tuplestore_putvalues(batch->rows, batch->relation.md.tupdesc, unconstify(Datum *, values),
						 unconstify(bool *, nulls));
	batch->n++;
}

/*
 * BatchRun runs a statement that reads the batch by its name. Returns the
 * number of rows that it returned or changed.
 */
uint64
BatchRun(Batch *batch, const char *sql, int nargs, Oid *types, Datum *values)
{
	uint64 n;
	int rc;

	batch->relation.md.enrtuples = batch->n;
	rc = SPI_register_relation(&batch->relation);
	if (rc != SPI_OK_REL_REGISTER)
		elog(ERROR, "SPI_register_relation: %s", SPI_result_code_string(rc));
	n = RunSql(sql, nargs, types, values, NULL);
	SPI_unregister_relation(batch->relation.md.name);
	return n;
}

/*
 * BatchArrays makes an array of each column, for a statement that unnests
 * them: one that goes to another server cannot read a batch. An array among
 * the values becomes its text. Fills types and values of as many arguments as
 * there are columns.
 */
void
BatchArrays(Batch *batch, Oid *types, Datum *values)
{
	TupleDesc desc = batch->relation.md.tupdesc;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(desc, &TTSOpsMinimalTuple);
	ArrayBuildState **columns = palloc(desc->natts * sizeof(ArrayBuildState *));

	for (int i = 0; i < desc->natts; i++)
	{
		Oid type = TupleDescAttr(desc, i)->atttypid;

		if (OidIsValid(get_element_type(type)))
			type = TEXTOID;
		types[i] = get_array_type(type);
		columns[i] = initArrayResult(type, CurrentMemoryContext, false);
	}
	tuplestore_rescan(batch->rows);
	while (tuplestore_gettupleslot(batch->rows, true, false, slot))
	{
		slot_getallattrs(slot);
		for (int i = 0; i < desc->natts; i++)
		{
			Oid type = TupleDescAttr(desc, i)->atttypid;
			Datum value = slot->tts_values[i];

			if (!slot->tts_isnull[i] && type != columns[i]->element_type)
			{
				Oid output;
				bool is_varlena;

				getTypeOutputInfo(type, &output, &is_varlena);
				value = CStringGetTextDatum(OidOutputFunctionCall(output, value));
			}
			accumArrayResult(columns[i], value, slot->tts_isnull[i], columns[i]->element_type,
							 CurrentMemoryContext);
		}
	}
	for (int i = 0; i < desc->natts; i++)
		values[i] = makeArrayResult(columns[i], CurrentMemoryContext);
	ExecDropSingleTupleTableSlot(slot);
}

/*
 * RunSql runs a statement with its arguments, nulls as SPI has them, and
 * returns the number of rows that it returned or changed. Rows returned are
 * in SPI_tuptable until SPI_freetuptable().
 */
uint64
RunSql(const char *sql, int nargs, Oid *types, Datum *values, const char *nulls)
{
	MemoryContext caller = CurrentMemoryContext;
	int rc;

	rc = SPI_execute_with_args(sql, nargs, types, values, nulls, false, 0);
	MemoryContextSwitchTo(caller);
	if (rc < 0)
		elog(ERROR, "\"%s\": %s", sql, SPI_result_code_string(rc));
	return SPI_processed;
}

/*
 * ResultValue returns a value of the last result; columns count from 1.
 */
Datum
ResultValue(uint64 row, int column, bool *isnull)
{
	return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, isnull);
}

/*
 * ResultInt64 returns a bigint of the last result, 0 for NULL.
 */
int64
ResultInt64(uint64 row, int column)
{
	bool isnull;
	Datum value = ResultValue(row, column, &isnull);

	return isnull ? 0 : DatumGetInt64(value);
}

/*
 * ResultText returns a text of the last result in the current memory
 * context, NULL for NULL.
 */
char *
ResultText(uint64 row, int column)
{
	bool isnull;
	Datum value = ResultValue(row, column, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}

/*
 * utf8_length returns the bytes of the character at text, 0 where the bytes
 * are no character of UTF-8.
 */
static int
utf8_length(const unsigned char *text, size_t left)
{
	int len = pg_utf_mblen(text);

	if (len > left || !pg_utf8_islegal(text, len))
		return 0;
	return len;
}

/*
 * ServerText returns text, that should be UTF-8, in the database's encoding.
 * Bytes that are no character, and characters that the encoding does not
 * have, become '?' and set *replaced. The result is text itself where
 * nothing has to be done, else in the current memory context.
 */
char *
ServerText(const char *text, bool *replaced)
{
	const unsigned char *from = (const unsigned char *) text;
	size_t left = strlen(text);
	int encoding = GetDatabaseEncoding();
	Oid convert = InvalidOid;
	StringInfoData clean;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
	{
		if (pg_verify_mbstr(PG_UTF8, text, left, true))
			return unconstify(char *, text);
	}
	else
	{
		size_t i = 0;

		while (i < left && !IS_HIGHBIT_SET(from[i]))
			i++;
		if (i == left)
			return unconstify(char *, text);
		convert = FindDefaultConversionProc(PG_UTF8, encoding);
	}

	initStringInfo(&clean);
	while (left > 0)
	{
		int len = utf8_length(from, left);

		if (len == 1 || (len > 1 && (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)))
			appendBinaryStringInfo(&clean, (const char *) from, len);
		else
		{
			unsigned char target[MAX_CONVERSION_INPUT_LENGTH * MAX_CONVERSION_GROWTH + 1];

			if (len > 0 && OidIsValid(convert) &&
				pg_do_encoding_conversion_buf(convert, PG_UTF8, encoding,
											  unconstify(unsigned char *, from), len, target,
											  sizeof(target), true) == len)
				appendStringInfoString(&clean, (const char *) target);
			else
			{
				appendStringInfoChar(&clean, '?');
				if (replaced != NULL)
					*replaced = true;
			}
		}
		if (len == 0)
			len = 1;
		from += len;
		left -= len;
	}
	return clean.data;
}

/*
 * ServerTextArray returns n texts as a text[] in the current memory context.
 */
Datum
ServerTextArray(const char **texts, int n, bool *replaced)
{
	Datum *elements;

	if (n == 0)
		return PointerGetDatum(construct_empty_array(TEXTOID));
	elements = palloc(n * sizeof(Datum));
	for (int i = 0; i < n; i++)
		elements[i] = CStringGetTextDatum(ServerText(texts[i], replaced));
	return PointerGetDatum(construct_array(elements, n, TEXTOID, -1, false, TYPALIGN_INT));
}
