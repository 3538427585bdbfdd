/*
 * cycles.h: models that are their own ancestors.
 */
#ifndef LLMECO_GRAPH_CYCLES_H
#define LLMECO_GRAPH_CYCLES_H

#include "graph/derivations.h"

/* Who takes a model in a cycle, and the least model_id of that. */
typedef void (*CycleTaker)(void *arg, int64 cycle, int64 model_id);

/*
 * Models by component: those that are ancestors of each other are one, any
 * other is one by itself. Ancestors' have lower numbers.
 */
typedef struct Components
{
	int32 n;
	int32 *of;     /* by model: its component */
	int32 *first;  /* by component and one more: where its models begin */
	int32 *models; /* by component */
} Components;

extern Components CyclesFind(const Derivations *all, CycleTaker take, void *arg);

#endif /* LLMECO_GRAPH_CYCLES_H */
