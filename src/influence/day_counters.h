/*
 * day_counters.h: what models' counters were on a day.
 */
#ifndef LLMECO_INFLUENCE_DAY_COUNTERS_H
#define LLMECO_INFLUENCE_DAY_COUNTERS_H

#include "utils/date.h"

#include "support/key_table.h"

/* A model's counters, 0 where no snapshot has them, and the days they are of. */
typedef struct DayCounters
{
	double downloads;
	double likes;
	DateADT downloads_on;
	DateADT likes_on;
} DayCounters;

extern DayCounters *DayCountersRead(const KeyTable *models, DateADT day, const ComputeEnv *env);
extern char *DayText(TimestampTz moment);

#endif /* LLMECO_INFLUENCE_DAY_COUNTERS_H */
