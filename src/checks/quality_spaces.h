/*
 * quality_spaces.h: Spaces that use models which are not known.
 */
#ifndef LLMECO_CHECKS_QUALITY_SPACES_H
#define LLMECO_CHECKS_QUALITY_SPACES_H

#include "checks/quality_rules.h"

extern void QualityReadSpaces(QualityReading *reading);

#endif /* LLMECO_CHECKS_QUALITY_SPACES_H */
