/*
 * walk_names.h: names of the models of a walk.
 */
#ifndef LLMECO_GRAPH_WALK_NAMES_H
#define LLMECO_GRAPH_WALK_NAMES_H

#include "graph/graph_walk.h"

extern text **WalkNames(const Walk *walk, const int64 *ids, int64 n);

#endif /* LLMECO_GRAPH_WALK_NAMES_H */
