/*
 * influence.h: computing and storing influence, for other parts of src/.
 */
#ifndef LLMECO_INFLUENCE_INFLUENCE_H
#define LLMECO_INFLUENCE_INFLUENCE_H

#include "datatype/timestamp.h"
#include "influence/graph_load.h"

/* A computation and its scores, by model; freed with its memory context. */
typedef struct InfluenceScores
{
	MemoryContext context;
	InfluenceParams params; /* as_of counts as TimestampTz does */
	TimestampTz started_at;
	int32_t models;
	int64_t edges;
	int64 *keys;
	double *self;
	InfluenceResult result;
	double load_seconds;
	double compute_seconds;
} InfluenceScores;

extern InfluenceScores *
ComputeInfluence(const InfluenceParams *params, const GraphQueries *queries);
extern void FreeScores(InfluenceScores *scores);

/*
 * StoreInfluence computes from the extension's tables and stores the scores,
 * within the caller's transaction, whose changes it sees. Its value is the
 * run_id. (influence_store.c)
 */
extern int64 StoreInfluence(const InfluenceParams *params);

/* UpdateInfluence is StoreInfluence with the defaults, as of now(). */
extern int64 UpdateInfluence(void);

#endif /* LLMECO_INFLUENCE_INFLUENCE_H */
