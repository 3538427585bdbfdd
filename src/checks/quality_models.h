/*
 * quality_models.h: what models lack.
 */
#ifndef LLMECO_CHECKS_QUALITY_MODELS_H
#define LLMECO_CHECKS_QUALITY_MODELS_H

#include "checks/license_names.h"
#include "checks/quality_rules.h"
#include "graph/name_lineage.h"

extern void QualityReadModels(QualityReading *reading, LicenseNames *names, NameLineage *lineage);

#endif /* LLMECO_CHECKS_QUALITY_MODELS_H */
