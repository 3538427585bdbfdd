/*
 * data_quality.h: what the data lacks, and what does not fit together.
 */
#ifndef LLMECO_CHECKS_DATA_QUALITY_H
#define LLMECO_CHECKS_DATA_QUALITY_H

#include "graph/derivations.h"

typedef struct Check
{
	const char *name;
	const char *severity; /* error, warning or info */
	const char *description;
} Check;

/* What a check found. */
typedef struct Finding
{
	const Check *check;
	int64 objects;
	int64 total;   /* of so many */
	Datum example; /* text[]: names of up to ten */
} Finding;

typedef struct DataQuality
{
	Finding *findings;
	int n;
	Derivations *derivations; /* all, */
	int8 *permissiveness;     /* and of the licence of each model there, by
								 * position; -1: not known */
} DataQuality;

/*
 * ReadDataQuality reads whole tables, with the caller's rights and the active
 * snapshot, between SqlConnect() and SqlFinish(); memory is the current
 * context's.
 */
extern void ReadDataQuality(DataQuality *quality);

#endif /* LLMECO_CHECKS_DATA_QUALITY_H */
