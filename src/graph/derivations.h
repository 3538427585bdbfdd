/*
 * derivations.h: all derivations in memory, by either end.
 */
#ifndef LLMECO_GRAPH_DERIVATIONS_H
#define LLMECO_GRAPH_DERIVATIONS_H

#include "kernel/compute_env.h"
#include "support/arrays.h"
#include "kernel/id_map.h"

#define LINEAGE_RELATIONS 5
extern const char *const lineage_relations[LINEAGE_RELATIONS];

/* FindRelation gives the place of a relation there; LINEAGE_RELATIONS: nowhere. */
extern int32 FindRelation(const char *name, Size length);

/* RelationOf gives that of a text; any other counts as the last, unknown. */
extern int32 RelationOf(Datum relation);

/* The other end of a derivation. */
typedef struct Link
{
	int32 model;    /* position in Derivations.ids */
	int32 relation; /* place in lineage_relations */
} Link;

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
	Link *links[2];
} Derivations;

/* Derivations that are being read. */
typedef struct DerivationsLoad
{
	Derivations *all;
	GrowingArray ends;      /* int64, two a derivation */
	GrowingArray relations; /* uint8 */
} DerivationsLoad;

/* Memory is the current context's. */
extern void BeginDerivations(DerivationsLoad *load);
extern void AddDerivation(DerivationsLoad *load, int64 parent_id, int64 child_id, int32 relation);
extern Derivations *EndDerivations(DerivationsLoad *load);

/* What follows needs an SPI connection. LoadDerivations reads all. */
extern Derivations *LoadDerivations(void);

/*
 * ReadDerivations hands what a query gives as parent_id, child_id and relation
 * to take; ids are its $1, NULL: it has none. DerivationsOf is the query for
 * the derivations to the parents, or children, of the models $1: of one
 * relation, NULL: of all.
 */
typedef void (*DerivationTaker)(void *arg, int64 parent_id, int64 child_id, int32 relation);
extern void
ReadDerivations(const char *sql, const int64 *ids, int64 n, DerivationTaker take, void *arg);
extern char *DerivationsOf(int side, const char *relation);

#endif /* LLMECO_GRAPH_DERIVATIONS_H */
