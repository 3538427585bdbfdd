/*
 * paths.c: how two models are related: llmeco_path(), the derivations between
 * them, and llmeco_common_ancestors(), what several go back to.
 *
 * Both walk up only: models have few ancestors, and some have thousands of
 * descendants.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "graph/find_model.h"
#include "graph/walk_names.h"
#include "support/compat.h"
#include "support/coordinator.h"
#include "support/sql.h"
#include "support/sql_values.h"

#define MAX_MODELS 1000

extern PGDLLEXPORT Datum llmeco_path(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_common_ancestors(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_path);
PG_FUNCTION_INFO_V1(llmeco_common_ancestors);

/*
 * ancestors_of walks up from a model.
 */
static Walk *
ancestors_of(int64 model)
{
	static const WalkRule up = {.down = false};
	Walk *walk = WalkStart(&model, 1);

	WalkRun(walk, &up);
	return walk;
}

static Datum
name_value(text *name, bool *isnull)
{
	*isnull = name == NULL;
	return PointerGetDatum(name);
}

/*
 * put_path writes the derivations from a model down to the one that a walk up
 * began at, or, the other way round, from that up to the model.
 */
static void
put_path(ReturnSetInfo *rsinfo, const Walk *walk, int64 ancestor, bool down)
{
	const WalkNode *node = WalkFind(walk, ancestor);
	int32 n = node->depth;
	int64 *ids = MemoryContextAllocHuge(CurrentMemoryContext, (n + 1) * sizeof(int64));
	int32 *relations = MemoryContextAllocHuge(CurrentMemoryContext, (n + 1) * sizeof(int32));
	text **names;

	for (int32 i = 0; i <= n; i++)
	{
		ids[i] = node->id;
		relations[i] = node->relation;
		node = WalkFind(walk, node->via);
	}
	names = WalkNames(walk, ids, n + 1);
	for (int32 i = 0; i < n; i++)
	{
		int32 step = down ? i : n - 1 - i;
		Datum values[6];
		bool nulls[6] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int32GetDatum(i + 1);
		values[1] = Int64GetDatum(ids[step]);
		values[2] = Int64GetDatum(ids[step + 1]);
		values[3] = name_value(names[WalkFind(walk, ids[step])->at], &nulls[3]);
		values[4] = name_value(names[WalkFind(walk, ids[step + 1])->at], &nulls[4]);
		values[5] = CStringGetTextDatum(derivation_relations[relations[step]]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

/*
 * llmeco_path("from", "to") returns one row a derivation on the shortest way from
 * a model down to another, or, where there is none, up to it.
 */
Datum
llmeco_path(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int64 ends[2];
	int level;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not be null", PG_ARGISNULL(0) ? "from" : "to"),
						errhint("Call it as llmeco_path('author/name', 'author/name').")));
	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	for (int i = 0; i < 2; i++)
		ends[i] = FindModelOf(fcinfo, i, NAMES_IN_TABLES);
	for (int i = 0; i < 2; i++)
	{
		const Walk *walk = ancestors_of(ends[1 - i]);

		if (WalkFind(walk, ends[i]) == NULL)
			continue;
		put_path(rsinfo, walk, ends[i], i == 0);
		break;
	}
	SqlFinish(level);
	return (Datum) 0;
}

/* An ancestor of all models. */
typedef struct Common
{
	int64 id;
	int32 furthest; /* the largest of depths */
	int64 sum;
	Datum *depths; /* int4, by model */
	text *name;
} Common;

static int
compare_common(const void *a, const void *b)
{
	const Common *left = a;
	const Common *right = b;

	if (left->sum != right->sum)
		return left->sum < right->sum ? -1 : 1;
	if (left->furthest != right->furthest)
		return left->furthest < right->furthest ? -1 : 1;
	return SqlCompareTexts(left->name, right->name);
}

/*
 * find_common files what all of n walks came to, and returns how many that are.
 */
static int64
find_common(Common **found, Walk **walks, int n)
{
	const Walk *least = walks[0];
	int64 n_found = 0;

	for (int w = 1; w < n; w++)
		if (walks[w]->n < least->n)
			least = walks[w];
	*found = MemoryContextAllocHuge(CurrentMemoryContext, least->n * sizeof(Common));
	for (int64 i = 0; i < least->n; i++)
	{
		Common common = {.id = least->ids[i]};
		int w;

		CHECK_FOR_INTERRUPTS();
		for (w = 0; w < n && WalkFind(walks[w], common.id) != NULL; w++)
			;
		if (w < n)
			continue;
		common.depths = palloc(n * sizeof(Datum));
		for (w = 0; w < n; w++)
		{
			int32 depth = WalkFind(walks[w], common.id)->depth;

			common.depths[w] = Int32GetDatum(depth);
			common.furthest = Max(common.furthest, depth);
			common.sum += depth;
		}
		(*found)[n_found++] = common;
	}
	return n_found;
}

/*
 * put_common writes them, nearest first; ones without a row are left out.
 */
static void
put_common(ReturnSetInfo *rsinfo, const Walk *walk, Common *found, int64 n, int n_models)
{
	int64 *ids = MemoryContextAllocHuge(CurrentMemoryContext, (n + 1) * sizeof(int64));
	text **names;
	int64 named = 0;

	for (int64 i = 0; i < n; i++)
		ids[i] = found[i].id;
	names = WalkNames(walk, ids, n);
	for (int64 i = 0; i < n; i++)
	{
		found[i].name = names[WalkFind(walk, ids[i])->at];
		if (found[i].name != NULL)
			found[named++] = found[i];
	}
	qsort(found, named, sizeof(Common), compare_common);
	for (int64 i = 0; i < named; i++)
	{
		Datum values[4];
		bool nulls[4] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int64GetDatum(found[i].id);
		values[1] = PointerGetDatum(found[i].name);
		values[2] = Int32GetDatum(found[i].furthest);
		values[3] = PointerGetDatum(
			construct_array(found[i].depths, n_models, INT4OID, 4, true, TYPALIGN_INT));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

/*
 * llmeco_common_ancestors(models) returns one row a model that all of models go
 * back to, or are.
 */
Datum
llmeco_common_ancestors(PG_FUNCTION_ARGS)
{
	ArrayType *array = PG_ARGISNULL(0) ? NULL : PG_GETARG_ARRAYTYPE_P(0);
	Datum *values;
	bool *nulls;
	int n = array == NULL || ARR_NDIM(array) == 0 ? 0 : SqlTextsOf(array, &values, &nulls);
	Walk **walks = palloc((n + 1) * sizeof(Walk *));
	Common *found;
	int64 n_found;
	int level;

	if (n < 1 || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"models\" must have a name, and no null"),
				 errhint("Call it as llmeco_common_ancestors('{author/name, author/name}').")));
	if (n > MAX_MODELS)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("too many models"),
						errhint("At most %d are possible.", MAX_MODELS)));
	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	for (int i = 0; i < n; i++)
		walks[i] = ancestors_of(FindModel(TextDatumGetCString(values[i])));
	n_found = find_common(&found, walks, n);
	put_common((ReturnSetInfo *) fcinfo->resultinfo, walks[0], found, n_found, n);
	SqlFinish(level);
	return (Datum) 0;
}
