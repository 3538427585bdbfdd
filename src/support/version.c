/*
 * version.c: llmeco_version(): what is installed.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "fmgr.h"
#include "funcapi.h"

#include "support/sql.h"

extern PGDLLEXPORT Datum llmeco_version(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_version);

/*
 * llmeco_version() returns the versions of the library, of the SQL and of the views
 * that the site reads; says once a session that the first two differ.
 */
Datum
llmeco_version(PG_FUNCTION_ARGS)
{
	static bool told = false;
	Datum values[3];
	bool nulls[3] = {false};
	TupleDesc desc;
	char *sql;
	int32 contract;
	MemoryContext caller = CurrentMemoryContext;
	int level = SqlConnectAsCaller();
	bool isnull;

	(void) SqlRead("SELECT e.extversion, (SELECT c.version FROM llmeco.site_contract c)"
				   " FROM pg_catalog.pg_extension e"
				   " WHERE e.extname OPERATOR(pg_catalog.=) $1",
				   sql_value(NAMEOID, NameGetDatum(&(NameData) {"llmeco"})));
	sql = MemoryContextStrdup(caller, SqlResultText(0, 1));
	contract = DatumGetInt32(SqlResultValue(0, 2, &isnull));
	SqlFinish(level);
	if (!told && strcmp(sql, LLMECO_VERSION) != 0)
		ereport(NOTICE, (errcode(ERRCODE_SUCCESSFUL_COMPLETION),
						 errmsg("the library is llmeco %s, the SQL of this database %s",
								LLMECO_VERSION, sql),
						 errhint("ALTER EXTENSION llmeco UPDATE brings them together.")));
	told = true;
	(void) get_call_result_type(fcinfo, NULL, &desc);
	values[0] = CStringGetTextDatum(LLMECO_VERSION);
	values[1] = CStringGetTextDatum(sql);
	values[2] = Int32GetDatum(contract);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}
