/*
 * quality_authors.h: what authors lack, and who names one that is not there.
 */
#ifndef LLMECO_CHECKS_QUALITY_AUTHORS_H
#define LLMECO_CHECKS_QUALITY_AUTHORS_H

#include "checks/quality_rules.h"

extern void QualityReadAuthors(QualityReading *reading);
extern void QualityAheadAuthors(QualityReading *reading, int rule);
extern void QualityTakeAuthorOf(QualityReading *reading, const QueryReader *reader, int c);

#endif /* LLMECO_CHECKS_QUALITY_AUTHORS_H */
