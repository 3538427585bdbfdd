/*
 * cycles.c: llmeco_cycles(): the cycles of the lineage, as strongly connected
 * components: models each of which is an ancestor of each other. Tarjan's
 * algorithm, without recursion: a chain may be longer than the stack is deep.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "compat.h"
#include "coordinator.h"
#include "lineage_graph.h"

extern PGDLLEXPORT Datum llmeco_cycles(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_cycles);

/* The search. Of a node: mark is the order in which it was met, depth the
 * least mark that it leads to, via the node it was met from, edge the next
 * edge to follow. */
typedef struct CycleSearch
{
	LineageGraph *graph;
	int32	   *open;			/* met, and not in a component yet */
	int32		nopen;
	bool	   *is_open;
	int32		met;
	ReturnSetInfo *rsinfo;
} CycleSearch;

static void
meet(CycleSearch *search, int32 place, int32 via)
{
	LineageNode *node = &search->graph->nodes[place];

	node->mark = node->depth = ++search->met;
	node->via = via;
	node->edge = node->first;
	search->open[search->nopen++] = place;
	search->is_open[place] = true;
}

/*
 * close_component takes the component of a node, the first of it that was
 * met, and puts it into the result unless it is one model. Its number is its
 * least model_id.
 */
static void
close_component(CycleSearch *search, int32 place)
{
	LineageNode *nodes = search->graph->nodes;
	int32		begin = search->nopen;
	int64		number = PG_INT64_MAX;
	bool		nulls[2] = {false};

	do
	{
		begin--;
		number = Min(number, nodes[search->open[begin]].id);
		search->is_open[search->open[begin]] = false;
	} while (search->open[begin] != place);
	if (search->nopen - begin > 1)
		for (int32 i = begin; i < search->nopen; i++)
		{
			Datum		values[2] = {Int64GetDatum(number),
			Int64GetDatum(nodes[search->open[i]].id)};

			tuplestore_putvalues(search->rsinfo->setResult, search->rsinfo->setDesc,
								 values, nulls);
		}
	search->nopen = begin;
}

/*
 * explore goes through all that a node leads to and was not met yet.
 */
static void
explore(CycleSearch *search, int32 place)
{
	LineageNode *nodes = search->graph->nodes;

	meet(search, place, -1);
	for (int64 steps = 0; place >= 0; steps++)
	{
		LineageNode *node = &nodes[place];

		if (steps % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (node->edge >= 0)
		{
			int32		to = search->graph->edges[node->edge].parent;

			node->edge = search->graph->edges[node->edge].next;
			if (nodes[to].mark == 0)
			{
				meet(search, to, place);
				place = to;
			}
			else if (search->is_open[to])
				node->depth = Min(node->depth, nodes[to].mark);
			continue;
		}
		if (node->depth == node->mark)
			close_component(search, place);
		if (node->via >= 0)
			nodes[node->via].depth = Min(nodes[node->via].depth, node->depth);
		place = node->via;
	}
}

/*
 * llmeco_cycles() gives one row a model that lies in a cycle.
 */
Datum
llmeco_cycles(PG_FUNCTION_ARGS)
{
	CycleSearch search = {0};
	LineageGraph *graph;

	RequireCoordinator();
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	graph = CreateLineageGraph(CurrentMemoryContext);
	LoadLineage(graph, false);
	search.graph = graph;
	search.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	search.open = MemoryContextAllocHuge(CurrentMemoryContext,
										 (graph->nnodes + 1) * sizeof(int32));
	search.is_open = MemoryContextAllocExtended(CurrentMemoryContext, graph->nnodes + 1,
												MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int32 i = 0; i < graph->nnodes; i++)
		if (graph->nodes[i].mark == 0)
			explore(&search, i);
	SPI_finish();
	return (Datum) 0;
}
