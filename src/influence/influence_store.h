/*
 * influence_store.h: storing the influence of the extension's tables.
 */
#ifndef LLMECO_INFLUENCE_INFLUENCE_STORE_H
#define LLMECO_INFLUENCE_INFLUENCE_STORE_H

#include "utils/date.h"

#include "kernel/influence_core.h"

/* How scores are stored. */
typedef struct InfluenceStoring
{
	const char *name;           /* of the run; NULL: none */
	bool unpublished;           /* beside what the leaderboard shows */
	const DateADT *counters_on; /* day of the counters; NULL: those of now */
} InfluenceStoring;

extern int64 InfluenceStore(const InfluenceParams *params, const InfluenceStoring *storing);
extern int64 InfluenceUpdate(void);

#endif /* LLMECO_INFLUENCE_INFLUENCE_STORE_H */
