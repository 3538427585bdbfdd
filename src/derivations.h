/*
 * derivations.h: all derivations in memory, by either end.
 */
#ifndef LLMECO_DERIVATIONS_H
#define LLMECO_DERIVATIONS_H

#include "compute_env.h"
#include "id_map.h"

/* The other end of a derivation. */
typedef struct Link
{
	int32		model;			/* position in Derivations.ids */
	int32		relation;		/* place in lineage_relations */
} Link;

enum
{
	PARENTS, CHILDREN
};

typedef struct Derivations
{
	ComputeEnv	env;
	int64		n;
	int32		models;			/* that have a relative */
	int64	   *ids;			/* their model_id */
	IdMap		map;			/* from it to the position */
	uint32	   *first[2];		/* by model and one more: where its links begin */
	Link	   *links[2];
} Derivations;

/* Needs an SPI connection; memory is the current context's. */
extern Derivations *LoadDerivations(void);

/* RelationOf gives the place of a relation in lineage_relations. */
extern int32 RelationOf(Datum relation);

#endif							/* LLMECO_DERIVATIONS_H */
