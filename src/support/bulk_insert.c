/*
 * bulk_insert.c: rows into a table that nobody else can see yet.
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "support/bulk_insert.h"

/*
 * FillBegin begins to fill a table; options are those of table_multi_insert.
 */
void
FillBegin(TableFill *fill, Oid table, int options)
{
	fill->rel = table_open(table, RowExclusiveLock);
	fill->options = options;
	fill->command = GetCurrentCommandId(true);
	fill->batch_context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco batch", ALLOCSET_DEFAULT_SIZES);
	fill->made = fill->filled = 0;
}

TupleTableSlot *
FillNewSlot(TableFill *fill)
{
	fill->slots[fill->made] = table_slot_create(fill->rel, NULL);
	return fill->slots[fill->made++];
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
	MemoryContextSwitchTo(caller);
	MemoryContextReset(fill->batch_context);
	fill->filled = 0;
}

void
FillEnd(TableFill *fill)
{
	int i;

	FillWrite(fill);
	for (i = 0; i < fill->made; i++)
		ExecDropSingleTupleTableSlot(fill->slots[i]);
	table_finish_bulk_insert(fill->rel, fill->options);
	MemoryContextDelete(fill->batch_context);
	table_close(fill->rel, NoLock);
}
