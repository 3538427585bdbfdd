/*
 * score_table.h: scores into a table.
 */
#ifndef LLMECO_INFLUENCE_SCORE_TABLE_H
#define LLMECO_INFLUENCE_SCORE_TABLE_H

#include "influence/influence_compute.h"
#include "support/run_slots.h"

/* Who comes before whom. */
typedef struct ScoreRanks
{
	int32_t *order;  /* positions of the models, the highest score first */
	int32_t *earned; /* by model: rank by score without what is inherited */
} ScoreRanks;

/*
 * FillScoreTable writes model_id, self, child, parent and total influence, in
 * the order that the models were read in.
 */
extern void FillScoreTable(Oid table, const InfluenceScores *scores);

/*
 * FillRunTable writes the same, then rank, run_id, slot and the other ranks, by rank.
 */
extern void FillRunTable(NewRun *run, const InfluenceScores *scores, const ScoreRanks *ranks);

/*
 * FillNamedTable writes a run's number before the same, and the ranks behind, into a
 * table with its index.
 */
extern void
FillNamedTable(Oid table, int64 run_id, const InfluenceScores *scores, const ScoreRanks *ranks);

#endif /* LLMECO_INFLUENCE_SCORE_TABLE_H */
