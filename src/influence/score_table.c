/*
 * score_table.c: scores into a table.
 */
#include "postgres.h"

#include "support/arrays.h"
#include "influence/score_table.h"
#include "support/bulk_insert.h"

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
	TableFill fill;
	int32_t v;

	FillBegin(&fill, table, TABLE_INSERT_SKIP_FSM, false);
	for (v = 0; v < scores->models; v++)
	{
		TupleTableSlot *slot = FillRow(&fill);

		put_scores(slot->tts_values, scores, v);
		ExecStoreVirtualTuple(slot);
	}
	FillEnd(&fill);
}

/*
 * In order of rank, models are anywhere: all values of a model side by side
 * are one or two misses of the cache, not five.
 */
typedef struct ScoreRow
{
	Datum values[5];
} ScoreRow;

void
FillRunTable(NewRun *run, const InfluenceScores *scores, const int32_t *order)
{
	ComputeEnv env;
	ScoreRow *rows;
	int32_t run_id = (int32_t) run->run_id;
	int32_t v;
	int32_t rank;

	if (run->run_id != run_id)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("run number " INT64_FORMAT " is too large", run->run_id),
						errhint("Run numbers may be up to 2147483647.")));
	InitComputeEnv(&env, scores->context);
	rows = compute_alloc(&env, scores->models, sizeof(ScoreRow));
	for (v = 0; v < scores->models; v++)
		put_scores(rows[v].values, scores, v);
	for (rank = 0; rank < scores->models; rank++)
	{
		TupleTableSlot *slot = FillRow(&run->fill);

		if (rank + PREFETCH < scores->models)
		{
			__builtin_prefetch(rows[order[rank + PREFETCH]].values);
			__builtin_prefetch(rows[order[rank + PREFETCH]].values + 4);
		}
		memcpy(slot->tts_values, rows[order[rank]].values, sizeof(ScoreRow));
		slot->tts_values[5] = Int64GetDatum((int64) rank + 1);
		slot->tts_values[6] = run->slot != 0 ? Int32GetDatum(run_id) : Int64GetDatum(run->run_id);
		if (run->slot != 0)
			slot->tts_values[7] = Int32GetDatum(run->slot);
		ExecStoreVirtualTuple(slot);
	}
	compute_release(&env, rows);
}

void
FillNamedTable(Oid table, int64 run_id, const InfluenceScores *scores, const int32_t *order)
{
	TableFill fill;

	FillBegin(&fill, table, 0, true);
	for (int32_t rank = 0; rank < scores->models; rank++)
	{
		TupleTableSlot *slot = FillRow(&fill);

		slot->tts_values[0] = Int64GetDatum(run_id);
		put_scores(slot->tts_values + 1, scores, order[rank]);
		slot->tts_values[6] = Int64GetDatum((int64) rank + 1);
		ExecStoreVirtualTuple(slot);
	}
	FillEnd(&fill);
}
