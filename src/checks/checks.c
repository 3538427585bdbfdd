/*
 * checks.c: what reading whole tables finds, stored, since nobody who opens a
 * dashboard waits for that: licence conflicts, the checks of
 * llmeco.data_quality, and what hangs on models that events are of.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "support/batch.h"
#include "checks/checks.h"
#include "support/coordinator.h"
#include "checks/data_quality.h"
#include "checks/impact.h"
#include "checks/license_conflicts.h"

extern PGDLLEXPORT Datum llmeco_update_checks(PG_FUNCTION_ARGS);

PG_FUNCTION_INFO_V1(llmeco_update_checks);

/*
 * store_findings updates the rows of llmeco.checks in place. A check that an
 * older version stored is none any more.
 */
static void
store_findings(const DataQuality *quality)
{
	static const BatchColumn columns[] = {{"check_name", TEXTOID},   {"severity", TEXTOID},
										  {"objects", INT8OID},      {"total", INT8OID},
										  {"example", TEXTARRAYOID}, {"description", TEXTOID}};
	static const bool nulls[lengthof(columns)] = {false};
	Batch *found = BatchCreate("found", columns, lengthof(columns));

	for (int i = 0; i < QUALITY_RULES; i++)
	{
		const QualityRule *rule = &quality_rules[i];
		const QualityFinding *finding = &quality->findings[i];
		Datum values[lengthof(columns)] = {CStringGetTextDatum(rule->name),
										   CStringGetTextDatum(rule->severity),
										   Int64GetDatum(finding->objects),
										   Int64GetDatum(finding->total),
										   finding->example,
										   CStringGetTextDatum(rule->description)};

		BatchAdd(found, values, nulls);
	}
	(void)
		BatchApply(found,
				   "WITH gone AS ("
				   " DELETE FROM llmeco.checks c"
				   "  WHERE NOT EXISTS (SELECT FROM found f WHERE f.check_name = c.check_name))"
				   " INSERT INTO llmeco.checks"
				   "  (check_name, severity, objects, total, example, description, checked_at)"
				   " SELECT f.check_name, f.severity, f.objects, f.total, f.example, f.description,"
				   "  clock_timestamp() FROM found f"
				   " ON CONFLICT (check_name) DO UPDATE"
				   "  SET severity = excluded.severity, objects = excluded.objects,"
				   "  total = excluded.total, example = excluded.example,"
				   "  description = excluded.description, checked_at = excluded.checked_at");
	tuplestore_end(found->rows);
}

/*
 * ChecksUpdate looks for licence conflicts and broken rules and stores them,
 * with the caller's rights and within its transaction, whose changes it sees.
 */
void
ChecksUpdate(void)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "llmeco checks", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	int level = SqlConnect();
	DataQuality quality;

	SqlPlanFreely();
	/* no reader waits for it */
	SqlCommand("LOCK TABLE llmeco.conflicts, llmeco.checks IN SHARE ROW EXCLUSIVE MODE");
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	DataQualityRead(&quality);
	PopActiveSnapshot();
	if (LicenseNamesThere())
		LicenseConflictsStore(&quality.licenses);
	store_findings(&quality);
	ImpactOfEvents();
	SqlFinish(level);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
}

/*
 * llmeco_update_checks() does ChecksUpdate().
 */
Datum
llmeco_update_checks(PG_FUNCTION_ARGS)
{
	PreventCommandIfReadOnly("llmeco_update_checks()");
	CoordinatorRequire();
	ChecksUpdate();
	PG_RETURN_VOID();
}
