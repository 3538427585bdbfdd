/*
 * score_table.c: scores into a table that nobody else can see yet.
 */
#include "postgres.h"

#include "score_table.h"
#include "table_fill.h"

/* Models between asking for memory and using it. */
#define PREFETCH 16

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

	FillBegin(&fill, table, TABLE_INSERT_SKIP_FSM);
	for (v = 0; v < scores->models; v++)
	{
		TupleTableSlot *slot = FillRow(&fill);

		put_scores(slot->tts_values, scores, v);
		ExecStoreVirtualTuple(slot);
	}
	FillEnd(&fill);
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

	FillBegin(&fill, table, TABLE_INSERT_SKIP_FSM | TABLE_INSERT_FROZEN);
	for (rank = 0; rank < scores->models; rank++)
	{
		TupleTableSlot *slot = FillRow(&fill);

		if (rank + PREFETCH < scores->models)
			prefetch_scores(scores, order[rank + PREFETCH]);
		put_scores(slot->tts_values, scores, order[rank]);
		slot->tts_values[5] = Int64GetDatum((int64) rank + 1);
		slot->tts_values[6] = Int64GetDatum(run_id);
		ExecStoreVirtualTuple(slot);
	}
	FillEnd(&fill);
}
