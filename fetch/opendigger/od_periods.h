/*
 * od_periods.h: what OpenDigger's files have in common: their size, periods,
 * numbers.
 */
#ifndef LLMECO_FETCH_OPENDIGGER_OD_PERIODS_H
#define LLMECO_FETCH_OPENDIGGER_OD_PERIODS_H

#include "fetch/reader/record.h"

struct json_object;

/* The largest file recorded has 19 kB; one of contributors, by its limits, below
 * 1 MB. More would take longer to parse than a cancel may wait. */
#define OD_MAX_FILE (2 * 1024 * 1024)

/* Months that are read: from January 1970 to December 2199. */
#define OD_FIRST_YEAR 1970
#define OD_MONTHS (230 * 12)

typedef enum OdPeriod
{
	OD_NO_PERIOD,
	OD_YEAR,
	OD_QUARTER,
	OD_MONTH,
	OD_MONTH_RAW /* YYYY-MM-raw */
} OdPeriod;

extern OdPeriod od_period(RecordReader *reader, const char *key, int *year, int *part);
extern double od_number(RecordReader *reader, struct json_object *value, const char *key);

#endif /* LLMECO_FETCH_OPENDIGGER_OD_PERIODS_H */
