/*
 * license_obligations.c: what the licences of a lineage ask of who uses a
 * model.
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "graph/find_model.h"
#include "support/compat.h"
#include "support/coordinator.h"
#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_license_obligations(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_license_obligations);

/* In the order of how much an obligation forbids. */
#define OBLIGATIONS                                                                                \
	"SELECT o.obligation, o.license, o.demanded_by, o.instruction, o.source, o.text_read"          \
	"  FROM llmeco.license_obligations o"                                                          \
	" WHERE o.model_id OPERATOR(pg_catalog.=) $1"                                                  \
	" ORDER BY pg_catalog.array_position('{unknown_license, contradiction, no_derivatives,"        \
	" research_only, no_commercial_use, threshold, share_alike, disclose_source,"                  \
	" pass_on_restrictions, pass_on_terms, naming, attribution, state_changes}'"                   \
	"::pg_catalog.text[], o.obligation)"                                                           \
	" USING OPERATOR(pg_catalog.<), o.license COLLATE pg_catalog.\"C\""                            \
	" USING OPERATOR(pg_catalog.<), o.source COLLATE pg_catalog.\"C\" USING OPERATOR(pg_catalog.<)"

/*
 * llmeco_license_obligations(model) returns one row a licence of the lineage
 * and thing that it asks.
 */
Datum
llmeco_license_obligations(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Datum values[6];
	bool nulls[6];
	uint64 rows;
	int level;

	if (PG_ARGISNULL(0))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" must not be null", "model"),
						errhint("Call it as llmeco_license_obligations('author/name').")));
	CoordinatorRequire();
	InitMaterializedSRF(fcinfo, 0);
	level = SqlConnectAsCaller();
	rows = SqlRead(OBLIGATIONS, sql_int64(FindModelOf(fcinfo, 0, NAMES_IN_VIEWS)));
	for (uint64 row = 0; row < rows; row++)
	{
		for (int c = 0; c < lengthof(values); c++)
			values[c] = SqlResultValue(row, c + 1, &nulls[c]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	SqlFinish(level);
	return (Datum) 0;
}
