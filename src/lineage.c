/*
 * lineage.c: the ancestors and descendants of models.
 *
 * A walk goes level by level, one query a level, and keeps what it has seen
 * in a hash table: cycles end it, and each model is reached by the shortest
 * way, by the lowest model_id among several of that length.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "executor/tstoreReceiver.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "tcop/dest.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "compat.h"
#include "coordinator.h"
#include "lineage.h"

extern PGDLLEXPORT Datum llmeco_lineage(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_lineage);

/*
 * $1: models to go on from. Columns: from, to, relation. With ANY the planner
 * knows how many there are and goes through the index or through the table.
 */
#define QUERY_UP \
	"SELECT e.child_id, e.parent_id, e.relation" \
	"  FROM llmeco.model_edges e" \
	" WHERE e.child_id OPERATOR(pg_catalog.=) ANY ($1)" \
	"   AND ($2 IS NULL OR e.relation OPERATOR(pg_catalog.=) $2)"
#define QUERY_DOWN \
	"SELECT e.parent_id, e.child_id, e.relation" \
	"  FROM llmeco.model_edges e" \
	" WHERE e.parent_id OPERATOR(pg_catalog.=) ANY ($1)" \
	"   AND ($2 IS NULL OR e.relation OPERATOR(pg_catalog.=) $2)"
#define QUERY_DOWN_TOP \
	"SELECT t.parent_id, t.child_id, t.relation" \
	"  FROM (SELECT e.parent_id, e.child_id, e.relation, pg_catalog.row_number()" \
	"               OVER (PARTITION BY e.parent_id ORDER BY i.rank, e.child_id) AS place" \
	"          FROM llmeco.model_edges e" \
	"          LEFT JOIN llmeco.influence i ON i.model_id OPERATOR(pg_catalog.=) e.child_id" \
	"         WHERE e.parent_id OPERATOR(pg_catalog.=) ANY ($1)" \
	"           AND ($2 IS NULL OR e.relation OPERATOR(pg_catalog.=) $2)) t" \
	" WHERE t.place OPERATOR(pg_catalog.<=) $3"

/*
 * The names of what was found. OFFSET 0 makes it one lookup a model: planned
 * as a join, a family of 50,000 costs a scan of all models.
 */
#define QUERY_RESULT \
	"WITH found AS MATERIALIZED (" \
	"SELECT w.id, w.direction, w.depth, w.relation, w.via, m.name" \
	"  FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)," \
	"                  pg_catalog.unnest($3), pg_catalog.unnest($4)," \
	"                  pg_catalog.unnest($5)) w(id, direction, depth, relation, via)" \
	" CROSS JOIN LATERAL (SELECT n.name FROM llmeco.models n" \
	"                      WHERE n.model_id OPERATOR(pg_catalog.=) w.id OFFSET 0) m)" \
	"SELECT f.id, f.name, f.direction, f.depth, f.relation, v.name" \
	"  FROM found f" \
	"  JOIN found v ON v.id OPERATOR(pg_catalog.=) f.via" \
	"              AND v.direction OPERATOR(pg_catalog.=) f.direction" \
	" WHERE f.depth OPERATOR(pg_catalog.>) 0" \
	" ORDER BY f.direction, f.depth, f.name"

/*
 * FindModel gives the model_id of a model by its name, or an old name.
 */
int64
FindModel(const char *name)
{
	Oid			types[1] = {TEXTOID};
	Datum		values[1] = {CStringGetTextDatum(name)};
	bool		isnull;

	SPI_execute_with_args("SELECT m.model_id, 1 AS choice FROM llmeco.models m"
						  " WHERE m.name OPERATOR(pg_catalog.=) $1"
						  " UNION ALL SELECT a.model_id, 2 FROM llmeco.model_aliases a"
						  " WHERE a.name OPERATOR(pg_catalog.=) $1"
						  " ORDER BY choice", 1, types, values, NULL, true, 1);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("model \"%s\" is not known", name),
				 errhint("Give the name as in llmeco.models, author/name.")));
	return DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0],
									   SPI_tuptable->tupdesc, 1, &isnull));
}

/*
 * IdArray makes a bigint[].
 */
Datum
IdArray(const int64 *ids, int64 n)
{
	Datum	   *values = palloc((n + 1) * sizeof(Datum));
	ArrayType  *array;
	int64		i;

	for (i = 0; i < n; i++)
		values[i] = Int64GetDatum(ids[i]);
	array = construct_array(values, (int) n, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
	pfree(values);
	return PointerGetDatum(array);
}

/*
 * see adds a model that was not seen before. NULL: it was.
 */
static WalkNode *
see(Walk *walk, int64 id)
{
	bool		found;
	WalkNode   *node = hash_search(walk->seen, &id, HASH_ENTER, &found);

	if (found)
		return NULL;
	memset((char *) node + sizeof(int64), 0, sizeof(WalkNode) - sizeof(int64));
	if (walk->n == walk->room)
	{
		walk->room *= 2;
		walk->ids = repalloc_huge(walk->ids, walk->room * sizeof(int64));
	}
	walk->ids[walk->n++] = id;
	return node;
}

/*
 * AddToWalk marks models as seen, as seeds are.
 */
void
AddToWalk(Walk *walk, const int64 *ids, int64 n)
{
	int64		i;

	for (i = 0; i < n; i++)
		(void) see(walk, ids[i]);
}

/*
 * StartWalk begins a walk at some models.
 */
Walk *
StartWalk(const int64 *seeds, int64 nseeds)
{
	Walk	   *walk = palloc0(sizeof(Walk));
	HASHCTL		control = {0};

	control.keysize = sizeof(int64);
	control.entrysize = sizeof(WalkNode);
	control.hcxt = CurrentMemoryContext;
	walk->seen = hash_create("llmeco walk", 1024, &control,
							 HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	walk->room = 1024;
	walk->ids = palloc(walk->room * sizeof(int64));
	AddToWalk(walk, seeds, nseeds);
	return walk;
}

/*
 * take_level adds what one query found. A model that was reached at this very
 * level already keeps the way by the lower model_id.
 */
static void
take_level(Walk *walk, int32 depth)
{
	TupleDesc	desc = SPI_tuptable->tupdesc;
	uint64		i;

	for (i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		bool		isnull;
		int64		from = DatumGetInt64(SPI_getbinval(row, desc, 1, &isnull));
		int64		to = DatumGetInt64(SPI_getbinval(row, desc, 2, &isnull));
		WalkNode   *node = see(walk, to);

		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (node == NULL)
		{
			node = hash_search(walk->seen, &to, HASH_FIND, NULL);
			if (node->depth != depth || node->via <= from)
				continue;
		}
		node->depth = depth;
		node->via = from;
		text_to_cstring_buffer(DatumGetTextPP(SPI_getbinval(row, desc, 3, &isnull)),
							   node->relation, sizeof(node->relation));
	}
}

/*
 * RunWalk goes on from all that was seen, level by level.
 */
void
RunWalk(Walk *walk, const WalkRule *rule)
{
	const char *sql = !rule->down ? QUERY_UP : rule->top > 0 ? QUERY_DOWN_TOP : QUERY_DOWN;
	Oid			types[3] = {INT8ARRAYOID, TEXTOID, INT8OID};
	Datum		values[3];
	char		nulls[3] = {' ', rule->relation != NULL ? ' ' : 'n', ' '};
	int64		begin = 0;
	int64		end;
	int32		depth;

	values[1] = rule->relation != NULL ? CStringGetTextDatum(rule->relation) : (Datum) 0;
	values[2] = Int64GetDatum(rule->top);
	for (depth = 1; begin < walk->n; depth++)
	{
		if (rule->max_depth > 0 && depth > rule->max_depth)
			break;
		end = walk->n;
		values[0] = IdArray(walk->ids + begin, end - begin);
		SPI_execute_with_args(sql, rule->top > 0 && rule->down ? 3 : 2, types,
							  values, nulls, true, 0);
		take_level(walk, depth);
		SPI_freetuptable(SPI_tuptable);
		pfree(DatumGetPointer(values[0]));
		begin = end;
	}
}

/*
 * ReturnQuery makes the rows of a query the result of a set-returning
 * function.
 */
void
ReturnQuery(FunctionCallInfo fcinfo, const char *sql, int nargs, Oid *types,
			Datum *values)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SPIExecuteOptions options = {0};
	SPIPlanPtr	plan = SPI_prepare(sql, nargs, types);
	int			i;

	if (plan == NULL)
		elog(ERROR, "could not prepare \"%s\"", sql);
	options.params = makeParamList(nargs);
	for (i = 0; i < nargs; i++)
	{
		options.params->params[i].value = values[i];
		options.params->params[i].isnull = false;
		options.params->params[i].pflags = PARAM_FLAG_CONST;
		options.params->params[i].ptype = types[i];
	}
	options.read_only = true;
	options.dest = CreateDestReceiver(DestTuplestore);
	SetTuplestoreDestReceiverParams(options.dest, rsinfo->setResult,
									rsinfo->econtext->ecxt_per_query_memory,
									false, NULL, NULL);
	if (SPI_execute_plan_extended(plan, &options) != SPI_OK_SELECT)
		elog(ERROR, "could not execute \"%s\"", sql);
	options.dest->rDestroy(options.dest);
}

/*
 * add_walk adds the models of a walk to the arrays that become rows.
 */
static void
add_walk(const Walk *walk, const char *direction, ArrayBuildState **arrays,
		 MemoryContext context)
{
	int64		i;

	for (i = 0; i < walk->n; i++)
	{
		WalkNode   *node = hash_search(walk->seen, &walk->ids[i], HASH_FIND, NULL);

		arrays[0] = accumArrayResult(arrays[0], Int64GetDatum(node->id), false,
									 INT8OID, context);
		arrays[1] = accumArrayResult(arrays[1], CStringGetTextDatum(direction), false,
									 TEXTOID, context);
		arrays[2] = accumArrayResult(arrays[2], Int32GetDatum(node->depth), false,
									 INT4OID, context);
		arrays[3] = accumArrayResult(arrays[3], CStringGetTextDatum(node->relation), false,
									 TEXTOID, context);
		arrays[4] = accumArrayResult(arrays[4], Int64GetDatum(node->via), false,
									 INT8OID, context);
	}
}

/*
 * llmeco_lineage(model, direction, max_depth) gives one row a model and
 * direction.
 */
Datum
llmeco_lineage(PG_FUNCTION_ARGS)
{
	Oid			types[5] = {INT8ARRAYOID, TEXTARRAYOID, INT4ARRAYOID, TEXTARRAYOID, INT8ARRAYOID};
	Oid			elements[5] = {INT8OID, TEXTOID, INT4OID, TEXTOID, INT8OID};
	ArrayBuildState *arrays[5];
	Datum		values[5];
	WalkRule	rule = {0};
	char	   *direction;
	bool		both;
	int64		seed;
	int			i;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be null",
						PG_ARGISNULL(0) ? "model" : "direction"),
				 errhint("Call it as llmeco_lineage('author/name', 'both').")));
	direction = text_to_cstring(PG_GETARG_TEXT_PP(1));
	both = strcmp(direction, "both") == 0;
	if (!both && strcmp(direction, "ancestors") != 0 && strcmp(direction, "descendants") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("direction \"%s\" is not known", direction),
				 errhint("The direction is ancestors, descendants or both.")));
	if (!PG_ARGISNULL(2))
	{
		rule.max_depth = PG_GETARG_INT32(2);
		if (rule.max_depth < 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("max_depth must be at least 1"),
					 errhint("Leave it out for no limit.")));
	}
	RequireCoordinator();
	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	seed = FindModel(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	for (i = 0; i < 5; i++)
		arrays[i] = initArrayResult(elements[i], CurrentMemoryContext, false);
	for (i = 0; i < 2; i++)
	{
		Walk	   *walk;

		rule.down = i == 1;
		if (!both && rule.down != (direction[0] == 'd'))
			continue;
		walk = StartWalk(&seed, 1);
		RunWalk(walk, &rule);
		add_walk(walk, rule.down ? "descendant" : "ancestor", arrays, CurrentMemoryContext);
	}
	for (i = 0; i < 5; i++)
		values[i] = makeArrayResult(arrays[i], CurrentMemoryContext);
	ReturnQuery(fcinfo, QUERY_RESULT, 5, types, values);
	SPI_finish();
	return (Datum) 0;
}
