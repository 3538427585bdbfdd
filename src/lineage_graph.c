/*
 * lineage_graph.c: derivations and the permissiveness of licences, read into
 * memory: all of them by one scan each, or those of some models by index. What
 * walks over them need not know which.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "lineage_graph.h"
#include "query_reader.h"

typedef struct PlaceEntry
{
	int64		id;
	int32		place;
	char		status;			/* simplehash's */
} PlaceEntry;

#define SH_PREFIX lineage_places
#define SH_ELEMENT_TYPE PlaceEntry
#define SH_KEY_TYPE int64
#define SH_KEY id
#define SH_HASH_KEY(table, key) \
	hash_bytes((const unsigned char *) &(key), sizeof(int64))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

const char *const lineage_relations[LINEAGE_RELATIONS] = {
	"finetune", "adapter", "merge", "quantized", "unknown"
};

int32
FindRelation(const char *name, Size length)
{
	int32		r;

	for (r = 0; r < LINEAGE_RELATIONS; r++)
	{
		if (length == strlen(lineage_relations[r]) &&
			memcmp(name, lineage_relations[r], length) == 0)
			break;
	}
	return r;
}

int32
RelationOf(Datum relation)
{
	const text *name = DatumGetTextPP(relation);

	return Min(FindRelation(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)), LINEAGE_RELATIONS - 1);
}

/* A WHERE clause follows each. */
#define QUERY_EDGES \
	"SELECT e.child_id, e.parent_id, e.relation FROM llmeco.model_edges e"
#define QUERY_LICENSES \
	"SELECT m.model_id, f.permissiveness FROM llmeco.models m" \
	"  JOIN llmeco.license_families f" \
	"    ON f.license OPERATOR(pg_catalog.=) pg_catalog.lower(m.license)" \
	"   AND f.permissiveness IS NOT NULL"

/*
 * CreateLineageGraph makes an empty graph, to live in a memory context.
 */
LineageGraph *
CreateLineageGraph(MemoryContext context)
{
	LineageGraph *graph = MemoryContextAllocZero(context, sizeof(LineageGraph));

	graph->context = context;
	graph->places = lineage_places_create(context, 256, NULL);
	graph->node_room = graph->edge_room = 256;
	graph->nodes = MemoryContextAlloc(context, graph->node_room * sizeof(LineageNode));
	graph->edges = MemoryContextAlloc(context, graph->edge_room * sizeof(LineageEdge));
	return graph;
}

/*
 * FindLineageNode gives the place of a model; -1: the graph does not have it.
 */
int32
FindLineageNode(const LineageGraph *graph, int64 id)
{
	PlaceEntry *entry = lineage_places_lookup(graph->places, id);

	return entry == NULL ? -1 : entry->place;
}

/*
 * more_room doubles an array.
 */
static void *
more_room(void *array, int32 *room, Size size)
{
	if (*room > PG_INT32_MAX / 2)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("llmeco.model_edges has too many rows to walk over"),
				 errdetail("The limit is %d.", PG_INT32_MAX / 2)));
	*room *= 2;
	return repalloc_huge(array, *room * size);
}

static int32
add_node(LineageGraph *graph, int64 id)
{
	bool		found;
	PlaceEntry *entry = lineage_places_insert(graph->places, id, &found);

	if (!found)
	{
		if (graph->nnodes == graph->node_room)
			graph->nodes = more_room(graph->nodes, &graph->node_room, sizeof(LineageNode));
		entry->place = graph->nnodes++;
		graph->nodes[entry->place] = (LineageNode) {.id = id, .first = -1, .permissiveness = -1};
	}
	return entry->place;
}

static void
take_edge(QueryReader *reader, void *arg)
{
	LineageGraph *graph = arg;
	int32		child = add_node(graph, column_key(reader, 0));
	int32		parent = add_node(graph, column_key(reader, 1));

	if (graph->nedges == graph->edge_room)
		graph->edges = more_room(graph->edges, &graph->edge_room, sizeof(LineageEdge));
	graph->edges[graph->nedges] = (LineageEdge)
	{
		.parent = parent, .next = graph->nodes[child].first,
			.relation = RelationOf(reader->values[reader->columns[2].index])
	};
	graph->nodes[child].first = graph->nedges++;
}

static void
take_license(QueryReader *reader, void *arg)
{
	LineageGraph *graph = arg;
	int32		place = FindLineageNode(graph, column_key(reader, 0));

	if (place >= 0)
		graph->nodes[place].permissiveness = (int32) column_key(reader, 1);
}

static void
read_lineage(LineageGraph *graph, const char *edges_where, const char *models_where)
{
	static const Column edge_columns[] = {
		{"child_id", COLUMN_KEY, true}, {"parent_id", COLUMN_KEY, true},
		{"relation", COLUMN_FLAG, true}
	};
	static const Column license_columns[] = {
		{"model_id", COLUMN_KEY, true}, {"permissiveness", COLUMN_KEY, true}
	};

	ReadQuery("llmeco.model_edges", psprintf(QUERY_EDGES "%s", edges_where),
			  edge_columns, lengthof(edge_columns), take_edge, graph);
	if (models_where != NULL)
		ReadQuery("llmeco.models", psprintf(QUERY_LICENSES "%s", models_where),
				  license_columns, lengthof(license_columns), take_license, graph);
}

/*
 * LoadLineage reads all derivations, and the licences of their models where
 * wanted. What was read before is forgotten.
 */
void
LoadLineage(LineageGraph *graph, bool licenses)
{
	lineage_places_reset(graph->places);
	graph->nnodes = graph->nedges = 0;
	read_lineage(graph, "", licenses ? "" : NULL);
	graph->complete = true;
}

/*
 * LoadLineageOf reads the parents and licences of some models, those of them
 * that were not read yet.
 */
void
LoadLineageOf(LineageGraph *graph, const int64 *ids, int n)
{
	StringInfoData list;
	const char *any;
	int			wanted = 0;

	if (graph->complete)
		return;
	initStringInfo(&list);
	for (int i = 0; i < n; i++)
	{
		int32		place = add_node(graph, ids[i]);	/* may move the nodes */

		if (graph->nodes[place].loaded)
			continue;
		graph->nodes[place].loaded = true;
		appendStringInfo(&list, "%s%lld", wanted++ == 0 ? "" : ",", (long long) ids[i]);
	}
	if (wanted > 0)
	{
		any = psprintf("OPERATOR(pg_catalog.=) ANY ('{%s}'::pg_catalog.int8[])", list.data);
		read_lineage(graph, psprintf(" WHERE e.child_id %s", any),
					 psprintf(" WHERE m.model_id %s", any));
	}
	pfree(list.data);
}
