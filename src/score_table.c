/*
 * score_table.c: scores into a table that nobody else can see yet, in batches
 * below the executor: a third of what INSERT ... SELECT from a function takes,
 * which keeps all rows in a tuplestore first and logs them one by one.
 */
#include "postgres.h"

#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "score_table.h"

/* Rows handed to the table at a time. */
#define BATCH_ROWS 1000

/* Models between asking for memory and using it. */
#define PREFETCH 16

/* A table being filled. */
typedef struct TableFill
{
	Relation	rel;
	int			options;
	CommandId	command;
	MemoryContext batch_context;
	TupleTableSlot *slots[BATCH_ROWS];
	int			made;
	int			filled;
} TableFill;

static void
begin_fill(TableFill *fill, Oid table, int options)
{
	fill->rel = table_open(table, RowExclusiveLock);
	fill->options = options;
	fill->command = GetCurrentCommandId(true);
	fill->batch_context = AllocSetContextCreate(CurrentMemoryContext, "llmeco batch",
												ALLOCSET_DEFAULT_SIZES);
	fill->made = fill->filled = 0;
}

/*
 * write_batch hands the rows to the table. No ring of buffers as COPY uses: it
 * would wait for the WAL again and again, and readers want these pages next.
 */
static void
write_batch(TableFill *fill)
{
	MemoryContext caller = MemoryContextSwitchTo(fill->batch_context);

	CHECK_FOR_INTERRUPTS();
	if (fill->filled > 0)
		table_multi_insert(fill->rel, fill->slots, fill->filled, fill->command,
						   fill->options, NULL);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(fill->batch_context);
	fill->filled = 0;
}

/*
 * next_row gives the slot of the next row, none of whose columns is null.
 */
static inline TupleTableSlot *
next_row(TableFill *fill)
{
	TupleTableSlot *slot;

	if (fill->filled == BATCH_ROWS)
		write_batch(fill);
	if (fill->filled == fill->made)
	{
		fill->slots[fill->made] = table_slot_create(fill->rel, NULL);
		fill->made++;
	}
	slot = ExecClearTuple(fill->slots[fill->filled++]);
	memset(slot->tts_isnull, 0, slot->tts_tupleDescriptor->natts * sizeof(bool));
	return slot;
}

static void
end_fill(TableFill *fill)
{
	int			i;

	write_batch(fill);
	for (i = 0; i < fill->made; i++)
		ExecDropSingleTupleTableSlot(fill->slots[i]);
	table_finish_bulk_insert(fill->rel, fill->options);
	MemoryContextDelete(fill->batch_context);
	table_close(fill->rel, NoLock);
}

static inline void
put_scores(Datum *values, const InfluenceScores *scores, int32_t v)
{
	values[0] = Int64GetDatum(scores->keys[v]);
	values[1] = Float8GetDatum(scores->self[v]);
	values[2] = Float8GetDatum(scores->result.child[v]);
	values[3] = Float8GetDatum(scores->result.parent[v]);
	values[4] = Float8GetDatum(scores->result.influence[v]);
}

void
FillScoreTable(Oid table, const InfluenceScores *scores)
{
	TableFill	fill;
	int32_t		v;

	begin_fill(&fill, table, TABLE_INSERT_SKIP_FSM);
	for (v = 0; v < scores->models; v++)
	{
		TupleTableSlot *slot = next_row(&fill);

		put_scores(slot->tts_values, scores, v);
		ExecStoreVirtualTuple(slot);
	}
	end_fill(&fill);
}

/*
 * prefetch_scores asks for what put_scores reads of a model.
 */
static inline void
prefetch_scores(const InfluenceScores *scores, int32_t v)
{
	__builtin_prefetch(&scores->keys[v]);
	__builtin_prefetch(&scores->self[v]);
	__builtin_prefetch(&scores->result.child[v]);
	__builtin_prefetch(&scores->result.parent[v]);
	__builtin_prefetch(&scores->result.influence[v]);
}

void
FillRunTable(Oid table, const InfluenceScores *scores, const int32_t *order,
			 int64 run_id)
{
	TableFill	fill;
	int32_t		rank;

	begin_fill(&fill, table, TABLE_INSERT_SKIP_FSM | TABLE_INSERT_FROZEN);
	for (rank = 0; rank < scores->models; rank++)
	{
		TupleTableSlot *slot = next_row(&fill);

		if (rank + PREFETCH < scores->models)
			prefetch_scores(scores, order[rank + PREFETCH]);
		put_scores(slot->tts_values, scores, order[rank]);
		slot->tts_values[5] = Int64GetDatum((int64) rank + 1);
		slot->tts_values[6] = Int64GetDatum(run_id);
		ExecStoreVirtualTuple(slot);
	}
	end_fill(&fill);
}
