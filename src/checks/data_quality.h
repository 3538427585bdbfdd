/*
 * data_quality.h: what the data lacks, and what does not fit together.
 */
#ifndef LLMECO_CHECKS_DATA_QUALITY_H
#define LLMECO_CHECKS_DATA_QUALITY_H

#include "checks/license_lineage.h"
#include "checks/quality_rules.h"
#include "graph/name_lineage.h"

typedef struct DataQuality
{
	QualityFinding findings[QUALITY_RULES];
	LicenseLineage licenses;
	const NameLineage *names; /* NULL: not read */
} DataQuality;

extern void DataQualityRead(DataQuality *quality, bool names);

#endif /* LLMECO_CHECKS_DATA_QUALITY_H */
