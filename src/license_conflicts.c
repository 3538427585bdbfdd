/*
 * license_conflicts.c: the ancestors of a model whose licences permit less
 * than its own.
 *
 * llmeco.license_conflicts calls the function for each of its models. The
 * first calls of a query look up what they need, as is best for one model;
 * from a number of calls on everything is read at once, as is best for all.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "coordinator.h"
#include "lineage_graph.h"

extern PGDLLEXPORT Datum llmeco_license_conflicts(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_license_conflicts);

/* Models looked up one by one before all are read. */
#define LOOKUPS 200

/* What the calls of one query share. */
typedef struct ConflictSearch
{
	LineageGraph *graph;
	int32		walks;
	int32	   *reached;		/* nodes of the walk, in order */
	int32		room;
} ConflictSearch;

static ConflictSearch *
get_search(FmgrInfo *flinfo)
{
	ConflictSearch *search = flinfo->fn_extra;

	if (search == NULL)
	{
		RequireCoordinator();
		search = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(ConflictSearch));
		search->graph = CreateLineageGraph(flinfo->fn_mcxt);
		search->room = 256;
		search->reached = MemoryContextAlloc(flinfo->fn_mcxt, search->room * sizeof(int32));
		flinfo->fn_extra = search;
	}
	return search;
}

/*
 * load_level reads the parents of the nodes from begin to end.
 */
static void
load_level(ConflictSearch *search, int32 begin, int32 end)
{
	LineageGraph *graph = search->graph;
	int64	   *ids;

	if (graph->complete)
		return;
	ids = palloc((end - begin) * sizeof(int64));
	for (int32 i = begin; i < end; i++)
		ids[i - begin] = graph->nodes[search->reached[i]].id;
	LoadLineageOf(graph, ids, end - begin);
	pfree(ids);
}

/*
 * find_ancestors fills reached with a model and its ancestors, nearest first,
 * and gives their number. Each is reached by the shortest way, by the lowest
 * model_id among several of that length.
 */
static int32
find_ancestors(ConflictSearch *search, int32 start)
{
	LineageGraph *graph = search->graph;
	int32		n = 1;
	int32		begin = 0;

	search->walks++;
	search->reached[0] = start;
	graph->nodes[start].mark = search->walks;
	graph->nodes[start].depth = 0;
	for (int32 depth = 1; begin < n; depth++)
	{
		int32		end = n;

		load_level(search, begin, end);
		for (; begin < end; begin++)
		{
			int32		from = search->reached[begin];

			if (begin % 4096 == 0)
				CHECK_FOR_INTERRUPTS();
			for (int32 e = graph->nodes[from].first; e >= 0; e = graph->edges[e].next)
			{
				LineageNode *node = &graph->nodes[graph->edges[e].parent];

				if (node->mark != search->walks)
				{
					if (n == search->room)
					{
						search->room *= 2;
						search->reached = repalloc_huge(search->reached,
														search->room * sizeof(int32));
					}
					search->reached[n++] = graph->edges[e].parent;
					node->mark = search->walks;
				}
				else if (node->depth != depth ||
						 graph->nodes[node->via].id <= graph->nodes[from].id)
					continue;
				node->depth = depth;
				node->via = from;
				node->edge = e;
			}
		}
	}
	return n;
}

/*
 * put_conflict adds an ancestor to the result, with the way down to the model.
 */
static void
put_conflict(ReturnSetInfo *rsinfo, const LineageGraph *graph, const LineageNode *ancestor)
{
	const LineageNode *node = ancestor;
	Datum	   *ids = palloc((ancestor->depth + 1) * sizeof(Datum));
	Datum	   *relations = palloc(ancestor->depth * sizeof(Datum));
	Datum		values[3];
	bool		nulls[3] = {false};
	int			i;

	for (i = 0; i < ancestor->depth; i++)
	{
		ids[i] = Int64GetDatum(node->id);
		relations[i] = CStringGetTextDatum(lineage_relations[graph->edges[node->edge].relation]);
		node = &graph->nodes[node->via];
	}
	ids[i] = Int64GetDatum(node->id);
	values[0] = Int64GetDatum(ancestor->id);
	values[1] = PointerGetDatum(construct_array(ids, i + 1, INT8OID, 8,
												FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	values[2] = PointerGetDatum(construct_array(relations, i, TEXTOID, -1, false, TYPALIGN_INT));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/*
 * llmeco_license_conflicts(model_id) gives one row an ancestor whose licence
 * is known and permits less than the model's own.
 */
Datum
llmeco_license_conflicts(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ConflictSearch *search = get_search(fcinfo->flinfo);
	LineageGraph *graph = search->graph;
	int64		id = PG_GETARG_INT64(0);
	bool		connected = !graph->complete;
	int32		place;

	/* as the query expects it: no look at the catalogue at each call */
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (connected)
	{
		SPI_connect();
		if (search->walks >= LOOKUPS)
			LoadLineage(graph, true);
		else
			LoadLineageOf(graph, &id, 1);
	}
	place = FindLineageNode(graph, id);
	if (place >= 0 && graph->nodes[place].permissiveness >= 0 && graph->nodes[place].first >= 0)
	{
		int32		own = graph->nodes[place].permissiveness;
		int32		n = find_ancestors(search, place);

		for (int32 i = 1; i < n; i++)
		{
			const LineageNode *node = &graph->nodes[search->reached[i]];

			if (node->permissiveness >= 0 && node->permissiveness < own)
				put_conflict(rsinfo, graph, node);
		}
	}
	else
		search->walks++;
	if (connected)
		SPI_finish();
	return (Datum) 0;
}
