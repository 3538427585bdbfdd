/*
 * impact.h: what hangs on a model, and on what changed of one.
 */
#ifndef LLMECO_CHECKS_IMPACT_H
#define LLMECO_CHECKS_IMPACT_H

#include "support/batch.h"

extern void ImpactOfConflicts(Batch *found);
extern void ImpactOfEvents(void);

#endif /* LLMECO_CHECKS_IMPACT_H */
