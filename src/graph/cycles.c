/*
 * cycles.c: the cycles of the lineage, as strongly connected components: models
 * each of which is an ancestor of each other.
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

/*
 * CyclesFind hands each model that lies in a cycle to take, unless that is NULL,
 * with the least model_id of those that are ancestors of each other, and returns
 * the components: ancestors' have lower numbers.
 */
Components
CyclesFind(const Derivations *all, CycleTaker take, void *arg)
{
	Components found;

	components_find(&found, all->models, all->first[PARENTS], all->links[PARENTS], &all->env);
	for (int32 c = 0; take != NULL && c < found.n; c++)
	{
		int64 number = PG_INT64_MAX;

		compute_check(&all->env, c);
		if (components_size(&found, c) == 1)
			continue;
		for (int32 i = found.first[c]; i < found.first[c + 1]; i++)
			number = Min(number, all->ids[found.models[i]]);
		for (int32 i = found.first[c]; i < found.first[c + 1]; i++)
			take(arg, number, all->ids[found.models[i]]);
	}
	return found;
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
