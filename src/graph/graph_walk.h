/*
 * graph_walk.h: walking up and down the derivations.
 */
#ifndef LLMECO_GRAPH_GRAPH_WALK_H
#define LLMECO_GRAPH_GRAPH_WALK_H

#include "graph/derivations.h"

/* A model that a walk came to. */
typedef struct WalkNode
{
	int64 id;       /* key */
	int64 via;      /* the model it was reached from */
	int32 at;       /* place in Walk.ids */
	int32 depth;    /* least number of derivations from a seed, 0: is one */
	int32 relation; /* of the derivation it was reached by */
	char status;    /* simplehash's */
} WalkNode;

/* What a walk follows. */
typedef struct WalkRule
{
	bool down;            /* to derived models, else to base models */
	const char *relation; /* this only, one of derivation_relations; NULL: all */
	int top;              /* of each model its this many most influential
								 * derived models; 0: all */
	int max_depth;        /* 0: no limit */
} WalkRule;

typedef struct Walk
{
	struct walk_hash *seen; /* of WalkNode */
	int64 *ids;             /* in the order they were reached */
	int64 n;
	int64 room;
	Derivations *all; /* read once the walk got wide; NULL: not yet */
} Walk;

extern Walk *WalkStart(const int64 *seeds, int64 nseeds);
extern void WalkRun(Walk *walk, const WalkRule *rule);
extern void WalkAdd(Walk *walk, const int64 *ids, int64 n);
extern WalkNode *WalkFind(const Walk *walk, int64 id);

#endif /* LLMECO_GRAPH_GRAPH_WALK_H */
