/*
 * influence_store.h: storing the influence of the extension's tables.
 */
#ifndef LLMECO_INFLUENCE_INFLUENCE_STORE_H
#define LLMECO_INFLUENCE_INFLUENCE_STORE_H

#include "kernel/influence_core.h"

extern int64 InfluenceStore(const InfluenceParams *params);
extern int64 InfluenceUpdate(void);

#endif /* LLMECO_INFLUENCE_INFLUENCE_STORE_H */
