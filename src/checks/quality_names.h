/*
 * quality_names.h: declared parents that names contradict.
 */
#ifndef LLMECO_CHECKS_QUALITY_NAMES_H
#define LLMECO_CHECKS_QUALITY_NAMES_H

#include "checks/quality_rules.h"
#include "graph/name_lineage.h"

extern void QualityJudgeNames(QualityReading *reading, const NameLineage *lineage);

#endif /* LLMECO_CHECKS_QUALITY_NAMES_H */
