/*
 * influence_store.h: storing the influence of the extension's tables.
 */
#ifndef LLMECO_INFLUENCE_INFLUENCE_STORE_H
#define LLMECO_INFLUENCE_INFLUENCE_STORE_H

#include "kernel/influence_core.h"

/* How scores are stored. */
typedef struct InfluenceStoring
{
	const char *name; /* of the run; NULL: none */
	bool unpublished; /* beside what the leaderboard shows */
} InfluenceStoring;

extern int64 InfluenceStore(const InfluenceParams *params, const InfluenceStoring *storing);
extern int64 InfluenceUpdate(void);

#endif /* LLMECO_INFLUENCE_INFLUENCE_STORE_H */
