/*
 * cycles.h: models that are their own ancestors.
 */
#ifndef LLMECO_GRAPH_CYCLES_H
#define LLMECO_GRAPH_CYCLES_H

#include "graph/derivations.h"

/*
 * FindCycles hands each model that lies in a cycle to take, with the least
 * model_id of those that are ancestors of each other.
 */
typedef void (*CycleTaker)(void *arg, int64 cycle, int64 model_id);
extern void FindCycles(const Derivations *all, CycleTaker take, void *arg);

#endif /* LLMECO_GRAPH_CYCLES_H */
