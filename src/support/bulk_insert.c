/*
 * bulk_insert.c: rows into a table, in batches.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "support/bulk_insert.h"
#include "support/compat.h"

/*
 * FillBegin begins to fill a table; options are those of table_multi_insert.
 * Unless indexed, its indexes have to be built afterwards.
 */
void
FillBegin(TableFill *fill, Oid table, int options, bool indexed)
{
	fill->rel = table_open(table, RowExclusiveLock);
	fill->options = options;
	fill->command = GetCurrentCommandId(true);
	fill->batch_context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco batch", ALLOCSET_DEFAULT_SIZES);
	fill->made = fill->filled = 0;
	fill->indexed = NULL;
	fill->fixed = NULL;
	if (!indexed)
		return;
	fill->indexed = CreateExecutorState();
	fill->indexes = makeNode(ResultRelInfo);
	InitResultRelInfo(fill->indexes, fill->rel, 1, NULL, 0);
	ExecOpenIndices(fill->indexes, false);
	ExecSetResultRelation(fill->indexed, fill->indexes);
}

/*
 * index_rows puts the rows of a batch into the indexes.
 */
static void
index_rows(TableFill *fill)
{
	for (int i = 0; i < fill->filled; i++)
	{
		CHECK_FOR_INTERRUPTS();
		(void) ExecInsertIndexTuples(fill->indexes, fill->slots[i], fill->indexed, false, false,
									 NULL, NIL, false);
		ResetPerTupleExprContext(fill->indexed);
	}
}

TupleTableSlot *
FillNewSlot(TableFill *fill)
{
	fill->slots[fill->made] = table_slot_create(fill->rel, NULL);
	return fill->slots[fill->made++];
}

/*
 * FillFixed adds a row of a table whose columns are all of fixed width and not null:
 * a struct of them is what is stored, as of PostgreSQL's catalogs. Rows are made
 * so in a fraction of the time that they take from arrays of values.
 */
void
FillFixed(TableFill *fill, const void *row, Size size, int columns)
{
	TupleTableSlot *slot = FillRow(fill);
	Size head = MAXALIGN(SizeofHeapTupleHeader);

	if (fill->fixed == NULL)
	{
		HeapTuple fixed = palloc0(HEAPTUPLESIZE + head + size);

		fixed->t_len = head + size;
		fixed->t_tableOid = RelationGetRelid(fill->rel);
		fixed->t_data = (HeapTupleHeader) ((char *) fixed + HEAPTUPLESIZE);
		fixed->t_data->t_hoff = head;
		HeapTupleHeaderSetNatts(fixed->t_data, columns);
		fill->fixed = fixed;
	}
	memcpy((char *) fill->fixed->t_data + head, row, size);
	ExecForceStoreHeapTuple(fill->fixed, slot, false);
}

/*
 * FillWrite hands the rows to the table. No ring of buffers as COPY uses: it
 * would wait for the WAL again and again, and readers want these pages next.
 */
void
FillWrite(TableFill *fill)
{
	MemoryContext caller = MemoryContextSwitchTo(fill->batch_context);

	CHECK_FOR_INTERRUPTS();
	if (fill->filled > 0)
		table_multi_insert(fill->rel, fill->slots, fill->filled, fill->command, fill->options,
						   NULL);
	if (fill->indexed != NULL)
		index_rows(fill);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(fill->batch_context);
	fill->filled = 0;
}

void
FillEnd(TableFill *fill)
{
	int i;

	FillWrite(fill);
	if (fill->indexed != NULL)
	{
		ExecCloseIndices(fill->indexes);
		FreeExecutorState(fill->indexed);
	}
	if (fill->fixed != NULL)
		pfree(fill->fixed);
	for (i = 0; i < fill->made; i++)
		ExecDropSingleTupleTableSlot(fill->slots[i]);
	table_finish_bulk_insert(fill->rel, fill->options);
	MemoryContextDelete(fill->batch_context);
	table_close(fill->rel, NoLock);
}
