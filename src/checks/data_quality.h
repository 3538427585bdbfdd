/*
 * data_quality.h: what the data lacks, and what does not fit together.
 */
#ifndef LLMECO_CHECKS_DATA_QUALITY_H
#define LLMECO_CHECKS_DATA_QUALITY_H

#include "checks/quality_rules.h"
#include "graph/derivations.h"

typedef struct DataQuality
{
	QualityFinding findings[QUALITY_RULES];
	Derivations *derivations; /* all, */
	int8 *permissiveness;     /* and of the licence of each model there, by
							   * position; -1: not known */
} DataQuality;

extern void DataQualityRead(DataQuality *quality);

#endif /* LLMECO_CHECKS_DATA_QUALITY_H */
