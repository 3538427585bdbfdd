/*
 * quality_lineage.h: derivations that are in doubt.
 */
#ifndef LLMECO_CHECKS_QUALITY_LINEAGE_H
#define LLMECO_CHECKS_QUALITY_LINEAGE_H

#include "checks/quality_rules.h"
#include "graph/cycles.h"

extern Derivations *QualityReadLineage(QualityReading *reading, Components *components);

#endif /* LLMECO_CHECKS_QUALITY_LINEAGE_H */
