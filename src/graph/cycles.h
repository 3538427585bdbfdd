/*
 * cycles.h: models that are their own ancestors.
 */
#ifndef LLMECO_GRAPH_CYCLES_H
#define LLMECO_GRAPH_CYCLES_H

#include "graph/derivations.h"

/* Who takes a model in a cycle, and the least model_id of that. */
typedef void (*CycleTaker)(void *arg, int64 cycle, int64 model_id);

extern Components CyclesFind(const Derivations *all, CycleTaker take, void *arg);

#endif /* LLMECO_GRAPH_CYCLES_H */
