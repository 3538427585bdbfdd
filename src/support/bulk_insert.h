/*
 * bulk_insert.h: rows into a table in batches below the executor: a third of
 * what INSERT ... SELECT from a function takes, which keeps all rows in a
 * tuplestore first and logs them one by one. No triggers, constraints or
 * policies.
 */
#ifndef LLMECO_SUPPORT_BULK_INSERT_H
#define LLMECO_SUPPORT_BULK_INSERT_H

#include "access/htup.h"
#include "access/tableam.h"
#include "executor/tuptable.h"
#include "nodes/execnodes.h"

/* Rows handed to the table at a time. */
#define FILL_BATCH_ROWS 1000

/* A table being filled. */
typedef struct TableFill
{
	Relation rel;
	int options;
	CommandId command;
	MemoryContext batch_context; /* for the values of rows not written yet */
	EState *indexed;             /* to put rows into the indexes; NULL: not */
	ResultRelInfo *indexes;
	HeapTuple fixed; /* of FillFixed; NULL: was not called */
	TupleTableSlot *slots[FILL_BATCH_ROWS];
	int made;
	int filled;
} TableFill;

extern void FillBegin(TableFill *fill, Oid table, int options, bool indexed);
extern TupleTableSlot *FillNewSlot(TableFill *fill);
extern void FillFixed(TableFill *fill, const void *row, Size size, int columns);
extern void FillWrite(TableFill *fill);
extern void FillEnd(TableFill *fill);

/*
 * FillRow gives the slot of the next row, no column of which is null yet. What
 * its values point at must be in batch_context, or live until FillEnd.
 */
static inline TupleTableSlot *
FillRow(TableFill *fill)
{
	TupleTableSlot *slot;

	if (fill->filled == FILL_BATCH_ROWS)
		FillWrite(fill);
	slot =
		fill->filled == fill->made ? FillNewSlot(fill) : ExecClearTuple(fill->slots[fill->filled]);
	fill->filled++;
	memset(slot->tts_isnull, 0, slot->tts_tupleDescriptor->natts * sizeof(bool));
	return slot;
}

#endif /* LLMECO_SUPPORT_BULK_INSERT_H */
