/*
 * quality_names.h: declared parents that names contradict.
 */
#ifndef LLMECO_CHECKS_QUALITY_NAMES_H
#define LLMECO_CHECKS_QUALITY_NAMES_H

#include "checks/quality_rules.h"
#include "graph/name_lineage.h"

extern const NameLineage *QualityReadNames(QualityReading *reading, const Derivations *all);

#endif /* LLMECO_CHECKS_QUALITY_NAMES_H */
