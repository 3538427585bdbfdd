/*
 * graph_load.h: from queries to the arrays that influence is computed from.
 */
#ifndef LLMECO_INFLUENCE_GRAPH_LOAD_H
#define LLMECO_INFLUENCE_GRAPH_LOAD_H

#include "utils/date.h"

#include "kernel/influence_core.h"

/* SQL of the caller; NULL: the extension's tables; of Spaces where the models are
 * its own, too; empty: no Spaces. */
typedef struct GraphQueries
{
	const char *models;
	const char *edges;
	const char *spaces;
	const DateADT *counters_on; /* day of the models' counters; NULL: those of now */
} GraphQueries;

/* Models in the order their query gave them, and the edges between them. */
typedef struct LoadedGraph
{
	InfluenceGraph graph;
	int64 *keys; /* model_id, by model */
} LoadedGraph;

extern void GraphLoad(LoadedGraph *loaded, const GraphQueries *queries,
					  const InfluenceParams *params, const ComputeEnv *env);

#endif /* LLMECO_INFLUENCE_GRAPH_LOAD_H */
