/*
 * checks.c: what reading whole tables finds, stored, since nobody who opens a
 * dashboard waits for that: licence conflicts, and the checks of
 * llmeco.data_quality.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "batch.h"
#include "checks.h"
#include "coordinator.h"
#include "license_conflicts.h"

extern PGDLLEXPORT Datum llmeco_update_checks(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_update_checks);

/*
 * UpdateChecks: see checks.h. A check that an older version stored is none any
 * more.
 */
void
UpdateChecks(void)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "llmeco checks",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	int			level = SqlConnect();
	Datum		found;
	bool		isnull;

	SqlPlanFreely();
	/* no reader waits for it */
	(void) RunSql("LOCK TABLE llmeco.conflicts, llmeco.checks IN SHARE ROW EXCLUSIVE MODE",
				  0, NULL, NULL, NULL);
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	StoreLicenseConflicts();
	PopActiveSnapshot();
	/* read by itself: a statement that writes has no parallel plan */
	(void) RunSql("SELECT jsonb_agg(q) FROM llmeco.data_quality_now q", 0, NULL, NULL, NULL);
	found = ResultValue(0, 1, &isnull);
	(void) RunSql("WITH stored AS ("
				  " INSERT INTO llmeco.checks"
				  "  (check_name, severity, objects, total, example, description, checked_at)"
				  " SELECT q.check_name, q.severity, q.objects, q.total, q.example, q.description,"
				  "  clock_timestamp()"
				  "  FROM jsonb_to_recordset($1) AS q (check_name text, severity text, objects bigint,"
				  "   total bigint, example text[], description text)"
				  " ON CONFLICT (check_name) DO UPDATE"
				  "  SET severity = excluded.severity, objects = excluded.objects,"
				  "  total = excluded.total, example = excluded.example,"
				  "  description = excluded.description, checked_at = excluded.checked_at"
				  " RETURNING check_name)"
				  " DELETE FROM llmeco.checks c"
				  "  WHERE NOT EXISTS (SELECT FROM stored s WHERE s.check_name = c.check_name)",
				  1, (Oid[]) {JSONBOID}, &found, NULL);
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
}

/*
 * llmeco_update_checks(): see UpdateChecks().
 */
Datum
llmeco_update_checks(PG_FUNCTION_ARGS)
{
	PreventCommandIfReadOnly("llmeco_update_checks()");
	RequireCoordinator();
	UpdateChecks();
	PG_RETURN_VOID();
}
