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
 * tied_rank returns the rank that the model at a place of the order shares with
 * those of equal score; before is that of the place before.
 */
static inline int64
tied_rank(const InfluenceScores *scores, const ScoreRanks *ranks, int32_t place, int64 before)
{
	const double *influence = scores->result.influence;

	if (place > 0 && influence[ranks->order[place]] == influence[ranks->order[place - 1]])
		return before;
	return (int64) place + 1;
}

/* A row of llmeco.influence_scores. */
#define SCORE_COLUMNS 10
typedef struct ScoreRow
{
	int64 model_id;
	int64 rank;
	int64 earned_rank;
	int64 tied_rank;
	double self;
	double child;
	double parent;
	double influence;
	int32 run_id;
	int32 slot;
} ScoreRow;

/*
 * make_rows makes a row of each model but for its ranks. In order of rank, models
 * are anywhere: all values of a model side by side are one or two misses of the
 * cache, not six.
 */
static ScoreRow *
make_rows(const NewRun *run, const InfluenceScores *scores, const ScoreRanks *ranks,
		  const ComputeEnv *env)
{
	ScoreRow *rows = compute_alloc(env, scores->models, sizeof(ScoreRow));

	for (int32_t v = 0; v < scores->models; v++)
	{
		compute_check(env, v);
		rows[v] = (ScoreRow) {.model_id = scores->keys[v],
							  .earned_rank = ranks->earned[v],
							  .self = scores->self[v],
							  .child = scores->result.child[v],
							  .parent = scores->result.parent[v],
							  .influence = scores->result.influence[v],
							  .run_id = (int32) run->run_id,
							  .slot = run->slot};
	}
	return rows;
}

/*
 * fill_old_table fills a table of a run, as they were before 1.2.0.
 */
static void
fill_old_table(NewRun *run, const InfluenceScores *scores, const ScoreRanks *ranks)
{
	for (int32_t place = 0; place < scores->models; place++)
	{
		TupleTableSlot *slot = FillRow(&run->fill);

		put_scores(slot->tts_values, scores, ranks->order[place]);
		slot->tts_values[5] = Int64GetDatum((int64) place + 1);
		slot->tts_values[6] = Int64GetDatum(run->run_id);
		ExecStoreVirtualTuple(slot);
	}
}

void
FillRunTable(NewRun *run, const InfluenceScores *scores, const ScoreRanks *ranks)
{
	ComputeEnv env;
	ScoreRow *rows;
	int64 tied = 0;

	if (run->run_id > PG_INT32_MAX)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("run number " INT64_FORMAT " is too large", run->run_id),
						errhint("Run numbers may be up to 2147483647.")));
	if (run->slot == 0)
	{
		fill_old_table(run, scores, ranks);
		return;
	}
	InitComputeEnv(&env, scores->context);
	rows = make_rows(run, scores, ranks, &env);
	for (int32_t place = 0; place < scores->models; place++)
	{
		ScoreRow *row = &rows[ranks->order[place]];

		if (place + PREFETCH < scores->models)
		{
			const ScoreRow *ahead = &rows[ranks->order[place + PREFETCH]];

			__builtin_prefetch(ahead);
			__builtin_prefetch(&ahead->slot);
		}
		tied = tied_rank(scores, ranks, place, tied);
		row->rank = (int64) place + 1;
		row->tied_rank = tied;
		FillFixed(&run->fill, row, sizeof(ScoreRow), SCORE_COLUMNS);
	}
	compute_release(&env, rows);
}

void
FillNamedTable(Oid table, int64 run_id, const InfluenceScores *scores, const ScoreRanks *ranks)
{
	TableFill fill;
	int64 tied = 0;

	FillBegin(&fill, table, 0, true);
	for (int32_t rank = 0; rank < scores->models; rank++)
	{
		TupleTableSlot *slot = FillRow(&fill);

		tied = tied_rank(scores, ranks, rank, tied);
		slot->tts_values[0] = Int64GetDatum(run_id);
		put_scores(slot->tts_values + 1, scores, ranks->order[rank]);
		slot->tts_values[6] = Int64GetDatum((int64) rank + 1);
		slot->tts_values[7] = Int64GetDatum(ranks->earned[ranks->order[rank]]);
		slot->tts_values[8] = Int64GetDatum(tied);
		ExecStoreVirtualTuple(slot);
	}
	FillEnd(&fill);
}
