/*
 * influence_functions.c: SQL entry points of influence.
 */
#include "postgres.h"

#include <float.h>

#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/plancat.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"
#include "utils/varlena.h"

#include "support/compat.h"
#include "support/coordinator.h"
#include "support/arrays.h"
#include "influence/influence_compute.h"
#include "influence/influence_store.h"
#include "influence/score_table.h"
#include "support/sql.h"

#define MAX_ROUNDS 1000000

/* Place of models_query among the arguments of llmeco_influence. */
#define ARG_MODELS_QUERY 7

/* What is to be computed, and from what. */
typedef struct Request
{
	InfluenceParams params;
	GraphQueries queries;
	DateADT day; /* that queries may refer to */
} Request;

extern PGDLLEXPORT Datum llmeco_influence(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_influence_support(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_influence_into(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_update_influence(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_influence);
PG_FUNCTION_INFO_V1(llmeco_influence_support);
PG_FUNCTION_INFO_V1(llmeco_influence_into);
PG_FUNCTION_INFO_V1(llmeco_update_influence);

/* ---- arguments ---- */

static void
require_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	if (PG_ARGISNULL(n))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not be null", name),
						errhint("Leave the argument out to use its default.")));
}

/*
 * get_weights reads an array of n finite values that are not negative.
 */
static void
get_weights(FunctionCallInfo fcinfo, int arg, const char *name, int n, double *weights)
{
	ArrayType *array;
	double *values;
	int i;

	require_argument(fcinfo, arg, name);
	array = PG_GETARG_ARRAYTYPE_P(arg);
	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must be an array of %d numbers", name, n),
				 errhint("The default is %s.", n == 3 ? "{0.6,0.3,0.1}" : "{0.2,0.4,0.2,0.2}")));
	if (array_contains_nulls(array))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not contain nulls", name),
						errhint("Use 0 for a part that is not to count.")));
	values = (double *) ARR_DATA_PTR(array);
	for (i = 0; i < n; i++)
	{
		if (!(values[i] >= 0 && values[i] <= DBL_MAX))
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("value %g in argument \"%s\" is not allowed", values[i], name),
							errdetail("Weights are finite and not negative."),
							errhint("Use 0 for a part that is not to count.")));
		weights[i] = values[i];
	}
}

static double
get_decay(FunctionCallInfo fcinfo, int arg, const char *name)
{
	double value;

	require_argument(fcinfo, arg, name);
	value = PG_GETARG_FLOAT8(arg);
	if (!(value >= 0 && value <= DBL_MAX))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("value %g of argument \"%s\" is not allowed", value, name),
						errdetail("A decay per day is finite and not negative."),
						errhint("Use 0 for no decay; 0.001 halves a value in 693 days.")));
	return value;
}

/*
 * get_params reads the seven parameters of a computation, from argument n on.
 * as_of is now where it is null.
 */
static void
get_params(FunctionCallInfo fcinfo, int n, InfluenceParams *params)
{
	get_weights(fcinfo, n, "alpha", 3, params->alpha);
	get_weights(fcinfo, n + 1, "w", 4, params->w);
	params->lambda = get_decay(fcinfo, n + 2, "lambda");
	params->lambda_space =
		PG_ARGISNULL(n + 3) ? params->lambda : get_decay(fcinfo, n + 3, "lambda_space");
	params->as_of =
		PG_ARGISNULL(n + 4) ? GetCurrentTransactionStartTimestamp() : PG_GETARG_TIMESTAMPTZ(n + 4);
	if (TIMESTAMP_NOT_FINITE(params->as_of))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"as_of\" must be finite"),
						errhint("Leave the argument out to use the current time.")));
	require_argument(fcinfo, n + 5, "tol");
	params->tol = PG_GETARG_FLOAT8(n + 5);
	if (!(params->tol > 0 && params->tol <= DBL_MAX))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("value %g of argument \"tol\" is not allowed", params->tol),
						errdetail("A tolerance is finite and greater than 0."),
						errhint("The default is 1e-6.")));
	require_argument(fcinfo, n + 6, "max_iter");
	params->max_iter = PG_GETARG_INT32(n + 6);
	if (params->max_iter < 1 || params->max_iter > MAX_ROUNDS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("value %d of argument \"max_iter\" is not allowed", params->max_iter),
				 errdetail("It must be from 1 to %d.", MAX_ROUNDS),
				 errhint("The default is 100.")));
}

static const char *
get_query(FunctionCallInfo fcinfo, int arg)
{
	return PG_ARGISNULL(arg) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(arg));
}

/*
 * get_queries reads the three queries, from argument n on. Where models or
 * edges are to be the extension's own, they have to be on this node.
 */
static void
get_queries(FunctionCallInfo fcinfo, int n, GraphQueries *queries)
{
	queries->models = get_query(fcinfo, n);
	queries->edges = get_query(fcinfo, n + 1);
	queries->spaces = get_query(fcinfo, n + 2);
	if (queries->models == NULL || queries->edges == NULL)
		CoordinatorRequire();
}

/*
 * get_counters_on reads the day whose counters count, argument n, which the SQL
 * of before 1.2.0 does not have. Where as_of, of that place, is null, ages are
 * measured to the end of the day.
 */
static void
get_counters_on(FunctionCallInfo fcinfo, int n, int as_of, Request *request)
{
	TimestampTz now = GetCurrentTransactionStartTimestamp();
	DateADT day;

	if (PG_NARGS() <= n || PG_ARGISNULL(n))
		return;
	day = PG_GETARG_DATEADT(n);
	if (request->queries.models != NULL)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("counters_on cannot be given together with models_query"),
						errdetail("The query brings its own counters."),
						errhint("Have it read those of a day from llmeco.model_snapshots.")));
	/* somewhere tomorrow has begun */
	if (DATE_NOT_FINITE(day) || day > now / USECS_PER_DAY + 1)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"counters_on\" must be a day that has come"),
						errhint("Leave the argument out to use the counters of now.")));
	request->day = day;
	request->queries.counters_on = &request->day;
	if (PG_ARGISNULL(as_of))
		request->params.as_of = Min(now, (day + INT64CONST(1)) * USECS_PER_DAY);
}

/* ---- entry points ---- */

/*
 * put_scores writes a row a model. All columns are 8 bytes wide and not null,
 * so that one tuple serves for all rows: only its data changes.
 */
static void
put_scores(Tuplestorestate *store, TupleDesc desc, const InfluenceScores *scores)
{
	Datum values[5] = {Int64GetDatum(0), Float8GetDatum(0), Float8GetDatum(0), Float8GetDatum(0),
					   Float8GetDatum(0)};
	bool nulls[5] = {false};
	MinimalTuple tuple = heap_form_minimal_tuple(desc, values, nulls, 0);
	char *data = (char *) tuple + tuple->t_hoff - MINIMAL_TUPLE_OFFSET;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(desc, &TTSOpsMinimalTuple);
	int32_t v;

	Assert(tuple->t_len == data - (char *) tuple + 40);
	ExecStoreMinimalTuple(tuple, slot, false);
	for (v = 0; v < scores->models; v++)
	{
		double numbers[4] = {scores->self[v], scores->result.child[v], scores->result.parent[v],
							 scores->result.influence[v]};

		if (v % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		memcpy(data, &scores->keys[v], 8);
		memcpy(data + 8, numbers, 32);
		tuplestore_puttupleslot(store, slot);
	}
	ExecDropSingleTupleTableSlot(slot);
	pfree(tuple);
}

/*
 * llmeco_influence(alpha, w, lambda, lambda_space, as_of, tol, max_iter,
 * models_query, edges_query, spaces_query, counters_on) returns one row a model.
 */
Datum
llmeco_influence(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Request request = {0};
	InfluenceScores *scores;

	get_params(fcinfo, 0, &request.params);
	get_queries(fcinfo, ARG_MODELS_QUERY, &request.queries);
	get_counters_on(fcinfo, 10, 4, &request);
	InitMaterializedSRF(fcinfo, 0);
	scores = InfluenceCompute(&request.params, &request.queries);
	put_scores(rsinfo->setResult, rsinfo->setDesc, scores);
	MemoryContextDelete(scores->context);
	return (Datum) 0;
}

/*
 * estimate_models returns how many rows llmeco.models has, as the planner would.
 */
static double
estimate_models(Oid table)
{
	Relation rel = table_open(table, AccessShareLock);
	BlockNumber pages;
	double rows;
	double visible;

	estimate_rel_size(rel, NULL, &pages, &rows, &visible);
	table_close(rel, AccessShareLock);
	return rows;
}

/*
 * llmeco_influence_support(request) tells the planner how many rows
 * llmeco_influence returns: one for each of llmeco.models, where that is what it
 * reads. What a caller's models_query returns is not known.
 */
Datum
llmeco_influence_support(PG_FUNCTION_ARGS)
{
	SupportRequestRows *request = (SupportRequestRows *) PG_GETARG_POINTER(0);
	Oid table = SqlTable("models");
	const Node *query;

	if (!IsA(request, SupportRequestRows) || !is_funcclause(request->node) || !OidIsValid(table))
		PG_RETURN_POINTER(NULL);
	query = list_nth(((FuncExpr *) request->node)->args, ARG_MODELS_QUERY);
	if (!IsA(query, Const) || !((const Const *) query)->constisnull)
		PG_RETURN_POINTER(NULL);
	request->rows = Max(1, estimate_models(table));
	PG_RETURN_POINTER(request);
}

/*
 * create_score_table makes the caller's table, in the first schema of the
 * search_path where none is named, as CREATE TABLE does.
 */
static Oid
create_score_table(text *name)
{
	RangeVar *target = makeRangeVarFromNameList(textToQualifiedNameList(name));
	Oid schema = RangeVarGetCreationNamespace(target);
	int level;
	char *sql;

	sql = psprintf("CREATE TABLE %s (model_id pg_catalog.int8 NOT NULL,"
				   " self_influence pg_catalog.float8 NOT NULL,"
				   " child_influence pg_catalog.float8 NOT NULL,"
				   " parent_influence pg_catalog.float8 NOT NULL,"
				   " influence pg_catalog.float8 NOT NULL)",
				   quote_qualified_identifier(get_namespace_name(schema), target->relname));
	level = SqlConnectAsCaller();
	(void) SqlRun(sql);
	SqlFinish(level);
	return get_relname_relid(target->relname, schema);
}

/*
 * llmeco_influence_into(target, alpha, w, lambda, lambda_space, as_of, tol,
 * max_iter, models_query, edges_query, spaces_query, counters_on) makes a table
 * of the rows that llmeco_influence gives; its value is their number.
 */
Datum
llmeco_influence_into(PG_FUNCTION_ARGS)
{
	Request request = {0};
	InfluenceScores *scores;
	Oid table;
	int64 models;

	PreventCommandIfReadOnly("llmeco_influence_into()");
	if (PG_ARGISNULL(0))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"target\" must not be null"),
						errhint("Name the table that is to be made.")));
	get_params(fcinfo, 1, &request.params);
	get_queries(fcinfo, 8, &request.queries);
	get_counters_on(fcinfo, 11, 5, &request);
	table = create_score_table(PG_GETARG_TEXT_PP(0));
	scores = InfluenceCompute(&request.params, &request.queries);
	FillScoreTable(table, scores);
	models = scores->models;
	MemoryContextDelete(scores->context);
	PG_RETURN_INT64(models);
}

/*
 * get_storing reads publish and name; the SQL of before 1.2.0 has neither.
 */
static InfluenceStoring
get_storing(FunctionCallInfo fcinfo, int n)
{
	InfluenceStoring storing = {0};

	if (PG_NARGS() <= n)
		return storing;
	require_argument(fcinfo, n, "publish");
	storing.unpublished = !PG_GETARG_BOOL(n);
	if (!PG_ARGISNULL(n + 1))
		storing.name = text_to_cstring(PG_GETARG_TEXT_PP(n + 1));
	if (storing.name != NULL ? storing.name[0] == '\0' : storing.unpublished)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a run that is not published must have a name, and none an empty one"),
				 errhint(
					 "Call it as llmeco_update_influence(publish => false, name => 'my test').")));
	return storing;
}

/*
 * llmeco_update_influence(alpha, w, lambda, lambda_space, as_of, tol,
 * max_iter, publish, name, counters_on) scores the extension's tables and stores
 * the scores; its value is the new row of llmeco.influence_runs.
 */
Datum
llmeco_update_influence(PG_FUNCTION_ARGS)
{
	Request request = {0};
	InfluenceStoring storing;

	PreventCommandIfReadOnly("llmeco_update_influence()");
	CoordinatorRequire();
	get_params(fcinfo, 0, &request.params);
	storing = get_storing(fcinfo, 7);
	get_counters_on(fcinfo, 9, 4, &request);
	storing.counters_on = request.queries.counters_on;
	return SqlRow("SELECT * FROM llmeco.influence_runs WHERE run_id OPERATOR(pg_catalog.=) $1",
				  sql_int64(InfluenceStore(&request.params, &storing)));
}
