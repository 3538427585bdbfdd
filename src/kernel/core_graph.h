/*
 * core_graph.h: the part of a graph that influence is iterated over.
 *
 * A leaf is a model with one parent and no children. Its score follows from
 * its parent's; only what all leaves of a parent add up to takes part in the
 * rounds. A model without edges is settled at once. The core is all others.
 */
#ifndef LLMECO_KERNEL_CORE_GRAPH_H
#define LLMECO_KERNEL_CORE_GRAPH_H

#include <stdbool.h>

#include "kernel/compute_env.h"
#include "kernel/influence_graph.h"

/* A model of the core. */
typedef struct CoreNode
{
	double self;
	double leaf_self;      /* sum of w * self over its leaves */
	uint32_t children;     /* edges to children, leaves included */
	uint32_t leaves;       /* edges to leaves */
	uint32_t first_child;  /* in Core.child */
	uint32_t first_parent; /* in Core.parent */
} CoreNode;

/* Sums over the leaves of a node. With weights of 1 both are their number. */
typedef struct LeafSums
{
	double weight; /* of w */
	double square; /* of w * w */
} LeafSums;

/*
 * The core, its nodes numbered breadth first: what a round reads for one node
 * lies near to what it reads for the next.
 */
typedef struct Core
{
	int32_t *link;       /* by model: its place in the core; or ~place
								 * of the parent of a leaf; or LINK_ISOLATED */
	double *link_weight; /* by model: of a leaf's edge; NULL: all 1 */
	int32_t n;
	CoreNode *nodes;      /* n + 1: the last closes the lists */
	int32_t *child;       /* edges within the core, by parent */
	int32_t *parent;      /* the same, by child */
	double *child_weight; /* NULL: all 1 */
	double *parent_weight;
	LeafSums *leaf_sums; /* NULL: all weights are 1 */
} Core;

#define LINK_ISOLATED INT32_MIN

extern void core_build(Core *core, const InfluenceGraph *graph, const ComputeEnv *env);
extern void core_free(Core *core, const ComputeEnv *env);

/* core_leaf_weight is the weight of the edge above the leaf v. */
static inline double
core_leaf_weight(const Core *core, int32_t v)
{
	return core->link_weight != NULL ? core->link_weight[v] : 1;
}

/* core_leaf_sums returns the sums over the leaves of a node. */
static inline LeafSums
core_leaf_sums(const Core *core, int32_t place, const bool weighted)
{
	LeafSums sums;

	if (weighted)
		return core->leaf_sums[place];
	sums.weight = sums.square = core->nodes[place].leaves;
	return sums;
}

#endif /* LLMECO_KERNEL_CORE_GRAPH_H */
