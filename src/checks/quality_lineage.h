/*
 * quality_lineage.h: derivations that are in doubt.
 */
#ifndef LLMECO_CHECKS_QUALITY_LINEAGE_H
#define LLMECO_CHECKS_QUALITY_LINEAGE_H

#include "checks/quality_rules.h"
#include "graph/derivations.h"

extern Derivations *QualityReadLineage(QualityReading *reading);

#endif /* LLMECO_CHECKS_QUALITY_LINEAGE_H */
