/*
 * influence_graph.h: the graph that influence is computed from.
 */
#ifndef LLMECO_KERNEL_INFLUENCE_GRAPH_H
#define LLMECO_KERNEL_INFLUENCE_GRAPH_H

#include <stdint.h>

/* Models and edges by position. Edges may be parallel; no self loops. */
typedef struct InfluenceGraph
{
	int32_t models;
	int64_t edges;
	const double *self;    /* by model */
	const int32_t *parent; /* by edge */
	const int32_t *child;  /* by edge */
	const double *weight;  /* by edge, finite and >= 0; NULL: all 1 */
} InfluenceGraph;

#endif /* LLMECO_KERNEL_INFLUENCE_GRAPH_H */
