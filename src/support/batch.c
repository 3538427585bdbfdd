/*
 * batch.c: many rows handed to one statement.
 *
 * A batch is a tuplestore that SQL sees as a table (an ephemeral named
 * relation, as triggers' transition tables are): no parsing of literals, no
 * temporary table, one statement for a page of records. All of it happens
 * between SqlConnect() and SqlFinish().
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "support/batch.h"

/* Kilobytes of a batch before it goes to a temporary file. */
#define BATCH_MEMORY (64 * 1024)

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
	CHECK_FOR_INTERRUPTS();
	tuplestore_putvalues(batch->rows, batch->relation.md.tupdesc, unconstify(Datum *, values),
						 unconstify(bool *, nulls));
	batch->n++;
}

/*
 * BatchApplyArgs does what BatchApply() does: a statement reads the batch by
 * its name. Returns the number of rows that it returned or changed.
 */
uint64
BatchApplyArgs(Batch *batch, const char *sql, const SqlArg *args, int n)
{
	uint64 rows;
	int status;

	batch->relation.md.enrtuples = batch->n;
	status = SPI_register_relation(&batch->relation);
	if (status != SPI_OK_REL_REGISTER)
		elog(ERROR, "SPI_register_relation: %s", SPI_result_code_string(status));
	rows = SqlRunArgs(sql, false, args, n);
	SPI_unregister_relation(batch->relation.md.name);
	return rows;
}

/*
 * BatchArrays makes an array of each column, for a statement that unnests
 * them: one that goes to another server cannot read a batch. An array among
 * the values becomes its text. Fills as many arguments as there are columns.
 */
void
BatchArrays(Batch *batch, SqlArg *args)
{
	TupleDesc desc = batch->relation.md.tupdesc;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(desc, &TTSOpsMinimalTuple);
	ArrayBuildState **columns = palloc(desc->natts * sizeof(ArrayBuildState *));

	for (int i = 0; i < desc->natts; i++)
	{
		Oid type = TupleDescAttr(desc, i)->atttypid;

		if (OidIsValid(get_element_type(type)))
			type = TEXTOID;
		args[i].type = get_array_type(type);
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
		args[i] = sql_value(args[i].type, makeArrayResult(columns[i], CurrentMemoryContext));
	ExecDropSingleTupleTableSlot(slot);
}
