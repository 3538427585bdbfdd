/*
 * sql_values.h: arrays and times between C and SQL.
 */
#ifndef LLMECO_SUPPORT_SQL_VALUES_H
#define LLMECO_SUPPORT_SQL_VALUES_H

#include "utils/array.h"
#include "utils/timestamp.h"

extern Datum SqlInt64Array(const int64 *values, int n);
extern Datum SqlTextArray(Datum *texts, int n);
extern int SqlTextsOf(ArrayType *array, Datum **texts, bool **nulls);
extern int SqlCompareTexts(const text *a, const text *b);
extern bool SqlTimeOfUnix(int64 microseconds, TimestampTz *time);

#endif /* LLMECO_SUPPORT_SQL_VALUES_H */
