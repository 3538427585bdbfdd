/*
 * license_conflicts.c: the ancestors of a model whose licences permit less
 * than its own: of one model, looked up step by step, or of all, for which
 * the whole lineage is read first.
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

#include "batch.h"
#include "compat.h"
#include "coordinator.h"
#include "license_conflicts.h"
#include "lineage_graph.h"

extern PGDLLEXPORT Datum llmeco_license_conflicts(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_license_conflicts);

typedef struct ConflictSearch
{
	LineageGraph *graph;
	int32		walks;
	int32	   *reached;		/* nodes of the walk, in order */
	int32		room;
	void		(*put) (void *arg, Datum *values, bool *nulls);	/* a conflict */
	void	   *arg;
	MemoryContext row_context;
} ConflictSearch;

/* What put is given. */
static const BatchColumn conflict_columns[] = {
	{"model_id", INT8OID}, {"ancestor_id", INT8OID}, {"path", INT8ARRAYOID}, {"relation", TEXTARRAYOID}
};

/*
 * begin_search prepares a search, connected to SPI.
 */
static void
begin_search(ConflictSearch *search)
{
	search->graph = CreateLineageGraph(CurrentMemoryContext);
	search->room = 256;
	search->reached = palloc(search->room * sizeof(int32));
	search->row_context = AllocSetContextCreate(CurrentMemoryContext, "llmeco row",
												ALLOCSET_DEFAULT_SIZES);
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
 * put_conflict hands on an ancestor, with the way down to the model.
 */
static void
put_conflict(const ConflictSearch *search, const LineageNode *model, const LineageNode *ancestor)
{
	const LineageGraph *graph = search->graph;
	const LineageNode *node = ancestor;
	MemoryContext caller = MemoryContextSwitchTo(search->row_context);
	Datum	   *ids = palloc((ancestor->depth + 1) * sizeof(Datum));
	Datum	   *relations = palloc(ancestor->depth * sizeof(Datum));
	Datum		values[lengthof(conflict_columns)];
	bool		nulls[lengthof(conflict_columns)] = {false};
	int			i;

	for (i = 0; i < ancestor->depth; i++)
	{
		ids[i] = Int64GetDatum(node->id);
		relations[i] = CStringGetTextDatum(lineage_relations[graph->edges[node->edge].relation]);
		node = &graph->nodes[node->via];
	}
	ids[i] = Int64GetDatum(node->id);
	values[0] = Int64GetDatum(model->id);
	values[1] = Int64GetDatum(ancestor->id);
	values[2] = PointerGetDatum(construct_array(ids, i + 1, INT8OID, 8,
												FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
	values[3] = PointerGetDatum(construct_array(relations, i, TEXTOID, -1, false, TYPALIGN_INT));
	search->put(search->arg, values, nulls);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(search->row_context);
}

/*
 * search_conflicts hands on the conflicts of one model.
 */
static void
search_conflicts(ConflictSearch *search, int32 place)
{
	const LineageGraph *graph = search->graph;
	int32		own = graph->nodes[place].permissiveness;
	int32		n;

	if (own < 0 || graph->nodes[place].first < 0)
		return;
	n = find_ancestors(search, place);
	for (int32 i = 1; i < n; i++)
	{
		const LineageNode *node = &graph->nodes[search->reached[i]];

		if (node->permissiveness >= 0 && node->permissiveness < own)
			put_conflict(search, &graph->nodes[place], node);
	}
}

/*
 * put_row puts a conflict into the result, which does not repeat the model.
 */
static void
put_row(void *arg, Datum *values, bool *nulls)
{
	ReturnSetInfo *rsinfo = arg;

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values + 1, nulls + 1);
}

/*
 * llmeco_license_conflicts(model_id) gives one row an ancestor whose licence
 * is known and permits less than the model's own.
 */
Datum
llmeco_license_conflicts(PG_FUNCTION_ARGS)
{
	ConflictSearch search = {.put = put_row,.arg = fcinfo->resultinfo};
	int64		id = PG_GETARG_INT64(0);

	RequireCoordinator();
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	begin_search(&search);
	LoadLineageOf(search.graph, &id, 1);
	search_conflicts(&search, FindLineageNode(search.graph, id));
	SPI_finish();
	return (Datum) 0;
}

static void
put_stored(void *arg, Datum *values, bool *nulls)
{
	BatchAdd(arg, values, nulls);
}

/*
 * StoreLicenseConflicts: see license_conflicts.h.
 */
void
StoreLicenseConflicts(void)
{
	Batch	   *found = BatchCreate("found", conflict_columns, lengthof(conflict_columns));
	ConflictSearch search = {.put = put_stored,.arg = found};

	begin_search(&search);
	LoadLineage(search.graph, true);
	for (int32 place = 0; place < search.graph->nnodes; place++)
	{
		if (place % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		search_conflicts(&search, place);
	}
	(void) BatchRun(found,
					"WITH gone AS ("
					" DELETE FROM llmeco.conflicts c"
					"  WHERE NOT EXISTS (SELECT FROM found f"
					"   WHERE f.model_id = c.model_id AND f.ancestor_id = c.ancestor_id)),"
					" changed AS ("
					" UPDATE llmeco.conflicts c SET path = f.path, relation = f.relation"
					"  FROM found f"
					"  WHERE f.model_id = c.model_id AND f.ancestor_id = c.ancestor_id"
					"  AND (f.path, f.relation) IS DISTINCT FROM (c.path, c.relation))"
					" INSERT INTO llmeco.conflicts (model_id, ancestor_id, path, relation)"
					" SELECT f.model_id, f.ancestor_id, f.path, f.relation FROM found f"
					"  WHERE NOT EXISTS (SELECT FROM llmeco.conflicts c"
					"   WHERE c.model_id = f.model_id AND c.ancestor_id = f.ancestor_id)"
					" ORDER BY f.model_id, f.ancestor_id",
					0, NULL, NULL);
	tuplestore_end(found->rows);
}
