/*
 * family_reading.h: all derivations between listed models, and what families
 * add up of these.
 */
#ifndef LLMECO_FAMILIES_FAMILY_READING_H
#define LLMECO_FAMILIES_FAMILY_READING_H

#include "graph/derivations.h"
#include "kernel/family_totals.h"
#include "support/lookahead.h"

/* A model that waits to be looked up. */
typedef struct WaitingModel
{
	FamilyFacts facts;
	int64 created;
	int64 author_id;
	bool has_author;
} WaitingModel;

typedef struct FamilyReading
{
	ComputeEnv env;
	Derivations *all;
	int64 *created;     /* by model */
	int64 *author_ids;  /* by model, where facts.author is not -1 */
	FamilyFacts *facts; /* by model */
	bool *listed;       /* by model */
	int32 authors;
	int64 *author_keys; /* author_id, by number */
	Lookahead ahead;
	WaitingModel waiting[LOOKAHEAD_ROWS];
	double influence[LOOKAHEAD_ROWS];
} FamilyReading;

extern void FamilyRead(FamilyReading *reading);

#endif /* LLMECO_FAMILIES_FAMILY_READING_H */
