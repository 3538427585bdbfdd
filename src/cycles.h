/*
 * cycles.h: models that are their own ancestors.
 */
#ifndef LLMECO_CYCLES_H
#define LLMECO_CYCLES_H

#include "derivations.h"

/*
 * FindCycles hands each model that lies in a cycle to take, with the least
 * model_id of those that are ancestors of each other.
 */
typedef void (*CycleTaker) (void *arg, int64 cycle, int64 model_id);
extern void FindCycles(const Derivations *all, CycleTaker take, void *arg);

#endif							/* LLMECO_CYCLES_H */
