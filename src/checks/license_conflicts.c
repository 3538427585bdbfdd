/*
 * license_conflicts.c: the ancestors of a model whose licences permit less
 * than its own: of one model, looked up level by level, or of all, over all
 * derivations in memory.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "support/batch.h"
#include "support/compat.h"
#include "support/coordinator.h"
#include "checks/license_conflicts.h"
#include "graph/graph_walk.h"
#include "support/query_reader.h"
#include "support/sql_values.h"

extern PGDLLEXPORT Datum llmeco_license_conflicts(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_license_conflicts);

/* A conflict: the way from the ancestor down to the model. */
typedef struct Conflict
{
	int depth;  /* derivations */
	int64 *ids; /* one more */
	Datum *relations;
} Conflict;

/* What a row of it has; a row of the function all but the first. */
static const BatchColumn conflict_columns[] = {{"model_id", INT8OID},
											   {"ancestor_id", INT8OID},
											   {"path", INT8ARRAYOID},
											   {"relation", TEXTARRAYOID}};

static Conflict
new_conflict(int depth)
{
	return (Conflict) {depth, palloc((depth + 1) * sizeof(int64)), palloc(depth * sizeof(Datum))};
}

static void
set_step(Conflict *conflict, int step, int64 id, int32 relation)
{
	conflict->ids[step] = id;
	conflict->relations[step] = CStringGetTextDatum(derivation_relations[relation]);
}

/*
 * end_conflict ends the way at the model, and makes the values of the row.
 */
static void
end_conflict(const Conflict *conflict, int64 model_id, Datum *values)
{
	conflict->ids[conflict->depth] = model_id;
	values[0] = Int64GetDatum(model_id);
	values[1] = Int64GetDatum(conflict->ids[0]);
	values[2] = SqlInt64Array(conflict->ids, conflict->depth + 1);
	values[3] = SqlTextArray(conflict->relations, conflict->depth);
}

/* ---- of one model ---- */

/* The ancestors of a model, and what licences permit: -1, not known. */
typedef struct Ancestors
{
	const Walk *walk;
	int32 *permissiveness; /* by place in the walk */
} Ancestors;

static void
take_permissiveness(QueryReader *reader, void *arg)
{
	const Ancestors *ancestors = arg;

	ancestors->permissiveness[WalkFind(ancestors->walk, column_key(reader, 0))->at] =
		(int32) column_key(reader, 1);
}

/*
 * llmeco_license_conflicts(model_id) returns one row an ancestor whose licence
 * is known and permits less than the model's own.
 */
Datum
llmeco_license_conflicts(PG_FUNCTION_ARGS)
{
	static const QueryColumn columns[] = {{"model_id", COLUMN_KEY, true},
										  {"permissiveness", COLUMN_KEY, true}};
	static const QueryInput licenses =
		{"llmeco.models",
		 "SELECT m.model_id, f.permissiveness FROM llmeco.models m"
		 "  JOIN llmeco.license_families f"
		 "    ON f.license OPERATOR(pg_catalog.=) pg_catalog.lower(m.license COLLATE \"C\")"
		 "   AND f.permissiveness IS NOT NULL"
		 " WHERE m.model_id OPERATOR(pg_catalog.=) ANY ($1)",
		 QUERY_COLUMNS(columns), take_permissiveness};
	static const WalkRule up = {.down = false};
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int64 id = PG_GETARG_INT64(0);
	Ancestors ancestors;
	Walk *walk;
	int level;
	bool nulls[lengthof(conflict_columns)] = {false};

	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	walk = WalkStart(&id, 1);
	WalkRun(walk, &up);
	ancestors.walk = walk;
	ancestors.permissiveness =
		MemoryContextAllocHuge(CurrentMemoryContext, walk->n * sizeof(int32));
	for (int64 i = 0; i < walk->n; i++)
		ancestors.permissiveness[i] = -1;
	QueryReadOf(&licenses, walk->ids, walk->n, &ancestors);
	for (int64 i = 1; i < walk->n; i++)
	{
		const WalkNode *node = WalkFind(walk, walk->ids[i]);
		Conflict conflict;
		Datum values[lengthof(conflict_columns)];

		if (ancestors.permissiveness[i] < 0 ||
			ancestors.permissiveness[i] >= ancestors.permissiveness[0])
			continue;
		conflict = new_conflict(node->depth);
		for (int step = 0; step < conflict.depth; step++)
		{
			set_step(&conflict, step, node->id, node->relation);
			node = WalkFind(walk, node->via);
		}
		end_conflict(&conflict, id, values);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values + 1, nulls);
	}
	SqlFinish(level);
	return (Datum) 0;
}

/* ---- of all ---- */

/* A model as the last walk that came to it found it, by position. */
typedef struct Reached
{
	int32 walk; /* number of that walk, from 1 on */
	int32 depth;
	int32 via;      /* model it was reached from */
	int32 relation; /* of the derivation it was reached by */
} Reached;

typedef struct ConflictSearch
{
	const Derivations *all;
	const int8 *permissiveness;
	Reached *reached;
	int32 *order; /* models of the walk, nearest first */
	int32 walks;
	Batch *found;
	MemoryContext row_context;
} ConflictSearch;

/*
 * find_ancestors fills order with a model and its ancestors, and returns their
 * number. As in llmeco_lineage(), each is reached by the shortest way, by the
 * lowest model_id among several of that length.
 */
static int32
find_ancestors(ConflictSearch *search, int32 start)
{
	const Derivations *all = search->all;
	int32 n = 1;

	search->walks++;
	search->order[0] = start;
	search->reached[start] = (Reached) {search->walks, 0, -1, 0};
	for (int32 i = 0; i < n; i++)
	{
		int32 from = search->order[i];
		int32 depth = search->reached[from].depth + 1;

		compute_check(&all->env, i + 1);
		for (uint32 l = all->first[PARENTS][from]; l < all->first[PARENTS][from + 1]; l++)
		{
			const DerivationLink *link = &all->links[PARENTS][l];
			Reached *to = &search->reached[link->model];

			if (to->walk != search->walks)
				search->order[n++] = link->model;
			else if (to->depth != depth || all->ids[to->via] <= all->ids[from])
				continue;
			*to = (Reached) {search->walks, depth, from, link->relation};
		}
	}
	return n;
}

static void
add_conflict(const ConflictSearch *search, int32 model, int32 ancestor)
{
	static const bool nulls[lengthof(conflict_columns)] = {false};
	MemoryContext caller = MemoryContextSwitchTo(search->row_context);
	Conflict conflict = new_conflict(search->reached[ancestor].depth);
	Datum values[lengthof(conflict_columns)];

	for (int step = 0; step < conflict.depth; step++)
	{
		set_step(&conflict, step, search->all->ids[ancestor], search->reached[ancestor].relation);
		ancestor = search->reached[ancestor].via;
	}
	end_conflict(&conflict, search->all->ids[model], values);
	BatchAdd(search->found, values, nulls);
	MemoryContextSwitchTo(caller);
	MemoryContextReset(search->row_context);
}

/*
 * LicenseConflictsStore makes llmeco.conflicts what the derivations have in
 * conflict, writing what differs. permissiveness is that of each model's
 * licence, by position, -1: not known. Between SqlConnect() and SqlFinish(),
 * by one at a time.
 */
void
LicenseConflictsStore(const Derivations *all, const int8 *permissiveness)
{
	ConflictSearch search = {.all = all, .permissiveness = permissiveness};

	search.reached = compute_alloc(&all->env, all->models, sizeof(Reached));
	search.order = compute_alloc(&all->env, all->models, sizeof(int32));
	search.found = BatchCreate("found", conflict_columns, lengthof(conflict_columns));
	search.row_context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco row", ALLOCSET_DEFAULT_SIZES);
	memset(search.reached, 0, all->models * sizeof(Reached));
	for (int32 v = 0; v < all->models; v++)
	{
		int32 n;

		compute_check(&all->env, v);
		if (permissiveness[v] <= 0 || all->first[PARENTS][v] == all->first[PARENTS][v + 1])
			continue;
		n = find_ancestors(&search, v);
		for (int32 i = 1; i < n; i++)
			if (permissiveness[search.order[i]] >= 0 &&
				permissiveness[search.order[i]] < permissiveness[v])
				add_conflict(&search, v, search.order[i]);
	}
	(void) BatchApply(search.found,
					  "WITH other AS MATERIALIZED ("
					  " SELECT COALESCE(f.model_id, c.model_id) AS model_id,"
					  "  COALESCE(f.ancestor_id, c.ancestor_id) AS ancestor_id, f.path, f.relation"
					  "  FROM found f"
					  "  FULL JOIN llmeco.conflicts c"
					  "   ON f.model_id = c.model_id AND f.ancestor_id = c.ancestor_id"
					  "  WHERE (f.path, f.relation) IS DISTINCT FROM (c.path, c.relation)),"
					  " gone AS ("
					  " DELETE FROM llmeco.conflicts c USING other o"
					  "  WHERE o.path IS NULL"
					  "  AND c.model_id = o.model_id AND c.ancestor_id = o.ancestor_id)"
					  " INSERT INTO llmeco.conflicts (model_id, ancestor_id, path, relation)"
					  " SELECT o.model_id, o.ancestor_id, o.path, o.relation FROM other o"
					  "  WHERE o.path IS NOT NULL ORDER BY o.model_id, o.ancestor_id"
					  " ON CONFLICT (model_id, ancestor_id)"
					  "  DO UPDATE SET path = excluded.path, relation = excluded.relation");
	tuplestore_end(search.found->rows);
	compute_release(&all->env, search.reached);
	compute_release(&all->env, search.order);
}
