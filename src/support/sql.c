/*
 * sql.c: the one way to SQL: a connection to SPI, with what statements are
 * planned with and as whom they run; plans that are kept; statements with
 * arguments; results.
 *
 * A statement's rows are the last result until the next statement or
 * SqlResultFree(). The current memory context stays in all of this. An error
 * ends settings, user and connection with the (sub)transaction.
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "optimizer/cost.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "support/sql.h"

/* Plans that are kept at a time. */
#define MAX_PLANS 64

/* The plan of a statement. */
typedef struct KeptPlan
{
	char *sql;
	SPIPlanPtr plan;
} KeptPlan;

/* Plans of a run. */
typedef struct KeptPlans
{
	MemoryContext context;
	MemoryContextCallback end;
	KeptPlan plans[MAX_PLANS];
	int n;
} KeptPlans;

static KeptPlans *kept; /* NULL: none are kept */

/* ---- connection and settings ---- */

/*
 * SqlConnectAsCaller connects to SPI with the caller's settings, search_path
 * included, until SqlFinish() with the result.
 */
int
SqlConnectAsCaller(void)
{
	MemoryContext caller = CurrentMemoryContext;

	SPI_connect();
	MemoryContextSwitchTo(caller);
	return 0;
}

/*
 * SqlConnect does the same for statements of ours alone, and may be followed
 * by SqlSet(). Pages are looked up by index whatever the planner thinks of
 * tables that grow under it and were never analyzed, or a first load would
 * scan all models for every page.
 */
int
SqlConnect(void)
{
	int level;

	(void) SqlConnectAsCaller();
	level = NewGUCNestLevel();
	SqlSet("search_path", "pg_catalog, pg_temp");
	SqlSet("enable_hashjoin", "off");
	SqlSet("enable_mergejoin", "off");
	SqlSet("jit", "off");
	return level;
}

/*
 * SqlSet changes a setting until SqlFinish().
 */
void
SqlSet(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
							 false);
}

/*
 * SqlPlanFreely gives the planner the joins back that SqlConnect() took, until
 * SqlFinish(): for statements that read whole tables.
 */
void
SqlPlanFreely(void)
{
	SqlSet("enable_hashjoin", "on");
	SqlSet("enable_mergejoin", "on");
}

/*
 * SqlFinish undoes SqlConnect() and SqlConnectAsCaller().
 */
void
SqlFinish(int level)
{
	MemoryContext caller = CurrentMemoryContext;

	if (level != 0)
		AtEOXact_GUC(true, level);
	SPI_finish();
	MemoryContextSwitchTo(caller);
}

/* ---- as whom ---- */

/*
 * SqlTable returns the table of this name in schema llmeco; InvalidOid: there
 * is none, as until ALTER EXTENSION UPDATE of those of a later version.
 */
Oid
SqlTable(const char *name)
{
	Oid schema = get_namespace_oid("llmeco", true);

	return OidIsValid(schema) ? get_relname_relid(name, schema) : InvalidOid;
}

/*
 * SqlBecomeOwner locks a table until the transaction ends and goes on as its
 * owner, who alone can attach partitions to it and drop these; the caller has
 * been checked. Returns who it was, for SqlBecome().
 */
SqlUser
SqlBecomeOwner(Oid table, LOCKMODE lock)
{
	Relation rel = table_open(table, lock);
	SqlUser owner = {.role = rel->rd_rel->relowner};
	SqlUser saved;

	table_close(rel, NoLock);
	GetUserIdAndSecContext(&saved.role, &saved.context);
	owner.context = saved.context | SECURITY_LOCAL_USERID_CHANGE;
	SqlBecome(owner);
	return saved;
}

/*
 * SqlBecome goes on as another user.
 */
void
SqlBecome(SqlUser user)
{
	SetUserIdAndSecContext(user.role, user.context);
}

/*
 * SqlAnalyzeGrown analyzes the tables whose oids a statement gives, without waiting
 * for anyone. Autovacuum will, but what is asked right after they were filled comes
 * before it, and a plan for a handful of rows does not end for all of them.
 */
void
SqlAnalyzeGrown(const char *grown, const SqlArg *args, int n)
{
	uint64 ntables = SqlRunArgs(grown, false, args, n);
	SPITupleTable *tables = SPI_tuptable;

	for (uint64 i = 0; i < ntables; i++)
	{
		bool isnull;
		Oid table = DatumGetObjectId(SPI_getbinval(tables->vals[i], tables->tupdesc, 1, &isnull));
		SqlUser caller = SqlBecomeOwner(table, AccessShareLock);

		SqlCommand("ANALYZE (SKIP_LOCKED) llmeco.%s", get_rel_name(table));
		SqlBecome(caller);
	}
}

/* ---- plans ---- */

/*
 * SqlForgetPlans has statements planned anew.
 */
void
SqlForgetPlans(void)
{
	while (kept != NULL && kept->n > 0)
	{
		KeptPlan *last = &kept->plans[--kept->n];

		(void) SPI_freeplan(last->plan);
		pfree(last->sql);
	}
}

/*
 * SqlKeepNoPlans ends what SqlKeepPlans() began.
 */
void
SqlKeepNoPlans(void)
{
	SqlForgetPlans();
	kept = NULL;
}

/*
 * end_plans is a callback of the memory context of kept plans.
 */
static void
end_plans(void *plans)
{
	if (kept == plans)
		SqlKeepNoPlans();
}

/*
 * SqlKeepPlans has statements that are planned as SqlConnect() has it planned once, until
 * SqlForgetPlans(), which the caller calls as tables grow: a page takes a dozen of them,
 * and a run may have thousands of pages. It ends with context at the latest.
 */
void
SqlKeepPlans(MemoryContext context)
{
	SqlKeepNoPlans();
	kept = MemoryContextAllocZero(context, sizeof(KeptPlans));
	kept->context = context;
	kept->end.func = end_plans;
	kept->end.arg = kept;
	MemoryContextRegisterResetCallback(context, &kept->end);
}

/*
 * is_plan_of: is a plan that of a statement with arguments of these types?
 */
static bool
is_plan_of(const KeptPlan *plan, const char *sql, const Oid *types, int n)
{
	if (strcmp(plan->sql, sql) != 0 || SPI_getargcount(plan->plan) != n)
		return false;
	for (int i = 0; i < n; i++)
		if (SPI_getargtypeid(plan->plan, i) != types[i])
			return false;
	return true;
}

/*
 * find_plan returns the plan that is kept of a statement, which may be made here. NULL:
 * none is.
 */
static SPIPlanPtr
find_plan(const char *sql, Oid *types, int n)
{
	KeptPlan *plan;

	if (kept == NULL || enable_hashjoin || enable_mergejoin)
		return NULL;
	for (int i = 0; i < kept->n; i++)
		if (is_plan_of(&kept->plans[i], sql, types, n))
			return kept->plans[i].plan;
	if (kept->n == MAX_PLANS)
		return NULL;
	plan = &kept->plans[kept->n];
	plan->plan = SPI_prepare_cursor(sql, n, types, CURSOR_OPT_GENERIC_PLAN);
	if (plan->plan == NULL)
		elog(ERROR, "could not prepare \"%s\": %s", sql, SPI_result_code_string(SPI_result));
	plan->sql = MemoryContextStrdup(kept->context, sql);
	(void) SPI_keepplan(plan->plan);
	kept->n++;
	return plan->plan;
}

/* ---- statements ---- */

/*
 * SqlRunArgs does what SqlRun() and SqlRead() do.
 */
uint64
SqlRunArgs(const char *sql, bool read_only, const SqlArg *args, int n)
{
	SPIPlanPtr plan;
	Oid *types = palloc((n + 1) * sizeof(Oid));
	Datum *values = palloc((n + 1) * sizeof(Datum));
	char *nulls = palloc0(n + 1);
	MemoryContext caller = CurrentMemoryContext;
	int status;

	for (int i = 0; i < n; i++)
	{
		types[i] = args[i].type;
		values[i] = args[i].value;
		nulls[i] = args[i].isnull ? 'n' : ' ';
	}
	plan = find_plan(sql, types, n);
	status = plan == NULL ? SPI_execute_with_args(sql, n, types, values, nulls, read_only, 0)
						  : SPI_execute_plan(plan, values, nulls, read_only, 0);
	MemoryContextSwitchTo(caller);
	if (status < 0)
		elog(ERROR, "could not execute \"%s\": %s", sql, SPI_result_code_string(status));
	pfree(types);
	pfree(values);
	pfree(nulls);
	return SPI_processed;
}

/*
 * SqlInt64Args does what SqlInt64() does.
 */
int64
SqlInt64Args(const char *sql, const SqlArg *args, int n)
{
	int64 value;

	(void) SqlRunArgs(sql, false, args, n);
	value = SqlResultInt64(0, 1);
	SqlResultFree();
	return value;
}

/*
 * SqlRowArgs does what SqlRow() does, with a connection of its own.
 */
Datum
SqlRowArgs(const char *sql, const SqlArg *args, int n)
{
	int level = SqlConnectAsCaller();
	Datum row;

	if (SqlRunArgs(sql, false, args, n) != 1)
		elog(ERROR, "\"%s\" did not return one row", sql);
	row = PointerGetDatum(SPI_returntuple(SPI_tuptable->vals[0], SPI_tuptable->tupdesc));
	SqlFinish(level);
	return row;
}

/*
 * SqlCommand runs one command of ours without a result, made as printf does.
 */
void
SqlCommand(const char *format, ...)
{
	StringInfoData sql;

	initStringInfo(&sql);
	for (;;)
	{
		va_list args;
		int more;

		va_start(args, format);
		more = appendStringInfoVA(&sql, format, args);
		va_end(args);
		if (more == 0)
			break;
		enlargeStringInfo(&sql, more);
	}
	(void) SqlRun(sql.data);
	pfree(sql.data);
}

/* ---- results ---- */

/*
 * SqlResultValue returns a value of the last result; rows count from 0,
 * columns from 1. There is a null in each row beyond the last.
 */
Datum
SqlResultValue(uint64 row, int column, bool *isnull)
{
	if (row < SPI_processed)
		return SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, isnull);
	*isnull = true;
	return 0;
}

/*
 * SqlResultInt64 returns a bigint of the last result, 0 for NULL.
 */
int64
SqlResultInt64(uint64 row, int column)
{
	bool isnull;
	Datum value = SqlResultValue(row, column, &isnull);

	return isnull ? 0 : DatumGetInt64(value);
}

/*
 * SqlResultBool returns a boolean of the last result, false for NULL.
 */
bool
SqlResultBool(uint64 row, int column)
{
	bool isnull;
	Datum value = SqlResultValue(row, column, &isnull);

	return !isnull && DatumGetBool(value);
}

/*
 * SqlResultText returns a text of the last result in the current memory
 * context, NULL for NULL.
 */
char *
SqlResultText(uint64 row, int column)
{
	bool isnull;
	Datum value = SqlResultValue(row, column, &isnull);

	return isnull ? NULL : TextDatumGetCString(value);
}

/*
 * SqlResultFree frees the last result.
 */
void
SqlResultFree(void)
{
	SPI_freetuptable(SPI_tuptable);
	SPI_tuptable = NULL;
}
