/*
 * influence_compute.h: a graph that is loaded and scored.
 */
#ifndef LLMECO_INFLUENCE_INFLUENCE_COMPUTE_H
#define LLMECO_INFLUENCE_INFLUENCE_COMPUTE_H

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
InfluenceCompute(const InfluenceParams *params, const GraphQueries *queries);
extern void InfluenceFreeScores(InfluenceScores *scores);

#endif /* LLMECO_INFLUENCE_INFLUENCE_COMPUTE_H */
