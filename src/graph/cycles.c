/*
 * cycles.c: the cycles of the lineage, as strongly connected components: models
 * each of which is an ancestor of each other. Tarjan's algorithm, without
 * recursion: a chain may be longer than the stack is deep.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"

#include "support/compat.h"
#include "support/coordinator.h"
#include "support/sql.h"
#include "graph/cycles.h"

extern PGDLLEXPORT Datum llmeco_cycles(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_cycles);

/* A model in the search, by its position. */
typedef struct CycleNode
{
	int32 mark;  /* the order in which it was met, 0: not yet */
	int32 least; /* mark that it leads to */
	int32 via;   /* model it was met from, -1: none */
	uint32 link; /* next of its links to follow */
	bool open;   /* met, and not in a component yet */
} CycleNode;

typedef struct CycleSearch
{
	const Derivations *all;
	CycleNode *nodes;
	int32 *open;
	int32 nopen;
	int32 met;
	Components components;
	CycleTaker take;
	void *arg;
} CycleSearch;

static void
meet_model(CycleSearch *search, int32 v, int32 via)
{
	search->met++;
	search->nodes[v] = (CycleNode) {.mark = search->met,
									.least = search->met,
									.via = via,
									.link = search->all->first[PARENTS][v],
									.open = true};
	search->open[search->nopen++] = v;
}

/*
 * close_component takes the component of a model, the first of it that was
 * met: after those of all that it leads to, its ancestors. It is handed on
 * unless it is one model; a cycle's number is its least model_id.
 */
static void
close_component(CycleSearch *search, int32 v)
{
	const int64 *ids = search->all->ids;
	Components *components = &search->components;
	int32 *models = components->models + components->first[components->n];
	int32 begin = search->nopen;
	int64 number = PG_INT64_MAX;

	do
	{
		begin--;
		number = Min(number, ids[search->open[begin]]);
		search->nodes[search->open[begin]].open = false;
		components->of[search->open[begin]] = components->n;
		*models++ = search->open[begin];
	} while (search->open[begin] != v);
	components->n++;
	components->first[components->n] = components->first[components->n - 1] + search->nopen - begin;
	if (search->take != NULL && search->nopen - begin > 1)
		for (int32 i = begin; i < search->nopen; i++)
			search->take(search->arg, number, ids[search->open[i]]);
	search->nopen = begin;
}

/*
 * explore_from goes through all that a model leads to and was not met yet.
 */
static void
explore_from(CycleSearch *search, int32 v)
{
	const Derivations *all = search->all;
	CycleNode *nodes = search->nodes;

	meet_model(search, v, -1);
	for (int64 steps = 0; v >= 0; steps++)
	{
		CycleNode *node = &nodes[v];

		compute_check(&all->env, steps);
		if (node->link < all->first[PARENTS][v + 1])
		{
			int32 to = all->links[PARENTS][node->link++].model;

			if (nodes[to].mark == 0)
			{
				meet_model(search, to, v);
				v = to;
			}
			else if (nodes[to].open)
				node->least = Min(node->least, nodes[to].mark);
			continue;
		}
		if (node->least == node->mark)
			close_component(search, v);
		if (node->via >= 0)
			nodes[node->via].least = Min(nodes[node->via].least, node->least);
		v = node->via;
	}
}

/*
 * CyclesFind hands each model that lies in a cycle to take, with the least
 * model_id of those that are ancestors of each other, and returns the
 * components.
 */
Components
CyclesFind(const Derivations *all, CycleTaker take, void *arg)
{
	CycleSearch search = {.all = all, .take = take, .arg = arg};

	search.nodes = compute_alloc(&all->env, all->models, sizeof(CycleNode));
	search.open = compute_alloc(&all->env, all->models, sizeof(int32));
	search.components.of = compute_alloc(&all->env, all->models, sizeof(int32));
	search.components.first = compute_alloc(&all->env, (uint64) all->models + 1, sizeof(int32));
	search.components.models = compute_alloc(&all->env, all->models, sizeof(int32));
	search.components.first[0] = 0;
	memset(search.nodes, 0, all->models * sizeof(CycleNode));
	for (int32 v = 0; v < all->models; v++)
	{
		compute_check(&all->env, v);
		if (search.nodes[v].mark == 0)
			explore_from(&search, v);
	}
	compute_release(&all->env, search.nodes);
	compute_release(&all->env, search.open);
	return search.components;
}

/*
 * put_model puts a model into the result.
 */
static void
put_model(void *arg, int64 cycle, int64 model_id)
{
	ReturnSetInfo *rsinfo = arg;
	Datum values[2] = {Int64GetDatum(cycle), Int64GetDatum(model_id)};
	bool nulls[2] = {false};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/*
 * llmeco_cycles() returns one row a model that lies in a cycle.
 */
Datum
llmeco_cycles(PG_FUNCTION_ARGS)
{
	int level;

	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	(void) CyclesFind(DerivationsLoad(), put_model, fcinfo->resultinfo);
	SqlFinish(level);
	return (Datum) 0;
}
