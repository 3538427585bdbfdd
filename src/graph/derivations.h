/*
 * derivations.h: all derivations in memory, by either end.
 */
#ifndef LLMECO_GRAPH_DERIVATIONS_H
#define LLMECO_GRAPH_DERIVATIONS_H

#include "kernel/components.h"
#include "support/arrays.h"
#include "kernel/id_map.h"

#define DERIVATION_RELATIONS 5
extern const char *const derivation_relations[DERIVATION_RELATIONS];

extern int32 DerivationRelation(const char *name, Size length);
extern int32 DerivationRelationOf(Datum relation);

/* The other end of a derivation: position in Derivations.ids, place in derivation_relations. */
typedef GraphLink DerivationLink;

enum
{
	PARENTS,
	CHILDREN
};

typedef struct Derivations
{
	ComputeEnv env;
	int64 n;
	int32 models;     /* that have a relative */
	int64 *ids;       /* their model_id */
	IdMap map;        /* from it to the position */
	uint32 *first[2]; /* by model and one more: where its links begin */
	DerivationLink *links[2];
} Derivations;

/* Derivations that are being read. */
typedef struct DerivationsReading
{
	Derivations *all;
	GrowingArray ends;      /* int64, two a derivation */
	GrowingArray relations; /* uint8 */
} DerivationsReading;

extern void DerivationsBegin(DerivationsReading *load);
extern void
DerivationsAdd(DerivationsReading *load, int64 parent_id, int64 child_id, int32 relation);
extern Derivations *DerivationsEnd(DerivationsReading *load);

extern Derivations *DerivationsLoad(void);

typedef void (*DerivationTaker)(void *arg, int64 parent_id, int64 child_id, int32 relation);
extern void
DerivationsRead(const char *sql, const int64 *ids, int64 n, DerivationTaker take, void *arg);
extern char *DerivationsQuery(int side, const char *relation);

#endif /* LLMECO_GRAPH_DERIVATIONS_H */
