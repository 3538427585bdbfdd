/*
 * suggested_parents.h: parents that nobody declared.
 */
#ifndef LLMECO_CHECKS_SUGGESTED_PARENTS_H
#define LLMECO_CHECKS_SUGGESTED_PARENTS_H

#include "graph/name_lineage.h"
#include "support/batch.h"

extern bool SuggestedParentsThere(void);
extern Batch *SuggestedParentsFind(const NameLineage *lineage);
extern void SuggestedParentsStore(Batch *other);

#endif /* LLMECO_CHECKS_SUGGESTED_PARENTS_H */
