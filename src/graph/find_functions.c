/*
 * find_functions.c: SQL functions that find models by whatever names them, in the
 * views, which a reader may read.
 */
#include "postgres.h"

#include "funcapi.h"
#include "miscadmin.h"

#include "graph/find_model.h"
#include "support/compat.h"
#include "support/coordinator.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_find(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_model_id(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum llmeco_known_model(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_find);
PG_FUNCTION_INFO_V1(llmeco_model_id);
PG_FUNCTION_INFO_V1(llmeco_known_model);

/*
 * llmeco_find(model) returns the model that a text means, and how; no row: none.
 */
Datum
llmeco_find(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	FoundModel found;
	int level;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	CoordinatorRequire();
	level = SqlConnectAsCaller();
	if (FindModelMeant(text_to_cstring(PG_GETARG_TEXT_PP(0)), NAMES_IN_VIEWS, &found))
	{
		Datum values[3] = {Int64GetDatum(found.model_id), CStringGetTextDatum(found.name),
						   CStringGetTextDatum(found.how)};
		bool nulls[3] = {false};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	SqlFinish(level);
	return (Datum) 0;
}

/*
 * llmeco_model_id(model) returns the id of the model that a text means, NULL: none.
 */
Datum
llmeco_model_id(PG_FUNCTION_ARGS)
{
	FoundModel found;
	bool is_found;
	int level;

	CoordinatorRequire();
	level = SqlConnectAsCaller();
	is_found = FindModelMeant(text_to_cstring(PG_GETARG_TEXT_PP(0)), NAMES_IN_VIEWS, &found);
	SqlFinish(level);
	if (!is_found)
		PG_RETURN_NULL();
	PG_RETURN_INT64(found.model_id);
}

/*
 * llmeco_known_model(model) returns the same, or that of an id, for functions in SQL:
 * an error where there is none.
 */
Datum
llmeco_known_model(PG_FUNCTION_ARGS)
{
	int64 model_id;
	int level;

	CoordinatorRequire();
	level = SqlConnectAsCaller();
	model_id = FindModelOf(fcinfo, 0, NAMES_IN_VIEWS);
	SqlFinish(level);
	PG_RETURN_INT64(model_id);
}
