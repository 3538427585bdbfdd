/*
 * lineage_graph.h: who was derived from whom, in memory.
 */
#ifndef LLMECO_LINEAGE_GRAPH_H
#define LLMECO_LINEAGE_GRAPH_H

/* A model. Its places are those of LineageGraph.nodes. */
typedef struct LineageNode
{
	int64		id;
	int32		first;			/* edge to a parent, -1: none */
	int32		permissiveness; /* of its licence, -1: not known */
	bool		loaded;			/* its parents and its licence were read */
	/* for whoever walks */
	int32		mark;			/* of the last walk that came here, from 1 on */
	int32		depth;
	int32		via;			/* node it was reached from */
	int32		edge;			/* edge it was reached by */
} LineageNode;

/* A derivation, in the list of its child. */
typedef struct LineageEdge
{
	int32		parent;
	int32		next;			/* of the same child, -1: none */
	int32		relation;		/* place in lineage_relations */
} LineageEdge;

typedef struct LineageGraph
{
	MemoryContext context;
	struct lineage_places_hash *places; /* of nodes, by model_id */
	LineageNode *nodes;
	int32		nnodes;
	int32		node_room;
	LineageEdge *edges;
	int32		nedges;
	int32		edge_room;
	bool		complete;		/* has all derivations */
} LineageGraph;

#define LINEAGE_RELATIONS 5
extern const char *const lineage_relations[LINEAGE_RELATIONS];

/* FindRelation gives the place of a relation there; LINEAGE_RELATIONS: nowhere. */
extern int32 FindRelation(const char *name, Size length);

/* RelationOf gives that of a text; any other counts as the last, unknown. */
extern int32 RelationOf(Datum relation);

extern LineageGraph *CreateLineageGraph(MemoryContext context);
extern int32 FindLineageNode(const LineageGraph *graph, int64 id);

/* These need an SPI connection. */
extern void LoadLineage(LineageGraph *graph, bool licenses);
extern void LoadLineageOf(LineageGraph *graph, const int64 *ids, int n);

#endif							/* LLMECO_LINEAGE_GRAPH_H */
